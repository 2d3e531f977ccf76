/** A name that may be meant, and what it is called in Chinese. */
export interface Candidate {
  readonly name: string;
  readonly title: string;
}

/**
 * The candidate nearest to what was written: by edit distance to its name, to the words of its
 * name in any order, and to its Chinese title. Of equally near ones the first.
 */
export function nearest(written: string, candidates: readonly Candidate[]): Candidate {
  const [first, ...others] = candidates;
  if (!first) throw new Error("nearest: no candidates");
  let best = first;
  let least = remoteness(written, first);
  for (const candidate of others) {
    const distance = remoteness(written, candidate);
    if (distance >= least) continue;
    best = candidate;
    least = distance;
  }
  return best;
}

/** 0 the same, 1 nothing in common. */
function remoteness(written: string, { name, title }: Candidate): number {
  const text = plain(written);
  return Math.min(
    share(text, plain(name)),
    share(inOrder(text), inOrder(plain(name))),
    share(text, plain(title)),
  );
}

/** A part of the other text is near it, but less so than the whole with a slip. */
function share(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 0;
  const distance = editDistance(a, b) / longest;
  const part = a.length > 1 && b.length > 1 && (a.includes(b) || b.includes(a));
  return part ? distance / 2 : distance;
}

/** Letters without case, and one kind of separator. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .trim()
    .replace(/[\s_-]+/g, "-");
}

function inOrder(text: string): string {
  return text.split("-").sort().join("-");
}

/** Letters to put in, leave out, replace, or swap with their neighbour, at the least. */
export function editDistance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  let before: number[] = [];
  let last = right.map((_, index) => index + 1);
  last.unshift(0);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1];
      let least = Math.min(
        (last[j - 1] as number) + (same ? 0 : 1),
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
      );
      const swapped =
        i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) least = Math.min(least, (before[j - 2] as number) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[right.length] as number;
}
