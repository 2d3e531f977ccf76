/**
 * A small seeded generator (sfc32): the same seed gives the same numbers on every machine. It is
 * for made-up data only, never for secrets.
 */
export interface RandomSource {
  /** A whole number from 0 up to and without `count`. */
  below(count: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True `percent` times in a hundred. */
  percent(percent: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** One of the choices, each as often as its weight says. */
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
}

const TWO_TO_32 = 4_294_967_296;

/** A source for one purpose: other purposes of the same seed draw other numbers. */
export function randomSource(seed: string, purpose: string): RandomSource {
  return sourceOf(sfc32(hashWords(`${seed}/${purpose}`)));
}

/**
 * Sources for the members of a multitude, by number from 0 to 2^32 − 1: each draws numbers of its
 * own, whoever else was made before it. Costs no text for each member.
 */
export function randomFamily(seed: string, purpose: string): (member: number) => RandomSource {
  const [a, b, c, d] = hashWords(`${seed}/${purpose}`);
  return (member) => sourceOf(sfc32([a ^ member, b, c, (d + Math.imul(member, 0x9e3779b1)) | 0]));
}

function sourceOf(next: () => number): RandomSource {
  const below = (count: number): number => Math.floor((next() / TWO_TO_32) * count);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    percent: (percent) => below(100) < percent,
    pick: (choices) => choices[below(choices.length)] as (typeof choices)[number],
    weighted(choices) {
      let total = 0;
      for (const [weight] of choices) total += weight;
      let rest = below(total);
      for (const [weight, choice] of choices) {
        if (rest < weight) return choice;
        rest -= weight;
      }
      throw new RangeError("weighted: the weights must be whole and positive");
    },
  };
}

/** Four words from a text: FNV-1a over its UTF-16 units, four times from different beginnings. */
function hashWords(text: string): [number, number, number, number] {
  const word = (beginning: number): number => {
    let hash = beginning;
    for (let i = 0; i < text.length; i += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    return hash | 0;
  };
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x85ebca6b), word(0xc2b2ae35)];
}

function sfc32(words: readonly [number, number, number, number]): () => number {
  let [a, b, c, counter] = words;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first numbers still show the seed.
  for (let i = 0; i < 16; i += 1) next();
  return next;
}
