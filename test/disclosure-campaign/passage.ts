import type { RandomSource } from "../../src/kernel/index.ts";
import type { Publication } from "../../src/publication/index.ts";
import { inSentence, type Planted } from "./defect-kind.ts";
import { headingsOf, paragraphsOf, withText } from "./publication-parts.ts";

/** A place in a paragraph that a pattern found. */
export interface Passage {
  readonly block: number;
  /** The whole paragraph. */
  readonly text: string;
  readonly at: number;
  readonly match: RegExpExecArray;
  /** The title of the nearest heading above. */
  readonly section: string;
}

export function passages(publication: Publication, pattern: RegExp): readonly Passage[] {
  const headings = headingsOf(publication);
  const global = new RegExp(pattern.source, pattern.flags.replace("g", "").concat("g"));
  return paragraphsOf(publication).flatMap(({ block, text }) => {
    const section = headings.findLast((one) => one.block < block)?.text ?? "";
    return [...text.matchAll(global)].map((match) => {
      return { block, text, at: match.index, match: match as RegExpExecArray, section };
    });
  });
}

/** A group of the match, with its place in the paragraph. */
export function groupAt(passage: Passage, name: string): { text: string; at: number } {
  const text = passage.match.groups?.[name] ?? "";
  return { text, at: passage.at + passage.match[0].indexOf(text) };
}

/** The sentence around a place: figures have points, sentences have 。 */
export function sentenceAt(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf("。", at - 1), text.lastIndexOf("\n", at - 1)) + 1;
  const end = text.indexOf("。", at);
  return text.slice(start, end < 0 ? text.length : end + 1);
}

/** The paragraph with `length` characters at a place replaced. */
export function replaced(
  publication: Publication,
  passage: Pick<Passage, "block" | "text">,
  at: number,
  length: number,
  words: string,
): { readonly publication: Publication; readonly sentences: readonly string[] } {
  const text = passage.text.slice(0, at) + words + passage.text.slice(at + length);
  const inside = Math.min(at + Math.max(0, words.length - 1), text.length - 1);
  const end = text[inside] === "。" ? Math.max(at - 1, 0) : inside;
  // Whole sentences that were taken out belonged to what the paragraph said before them.
  const isGone = words === "" && text[at - 1] === "。";
  const before = isGone ? (text.slice(0, at).match(/[^。]+。/g) ?? []) : [];
  return {
    publication: withText(publication, passage.block, text),
    sentences: [...before, sentenceAt(text, Math.max(0, end))],
  };
}

export interface Weight {
  readonly severity: Planted["severity"];
  readonly rules?: readonly string[];
}

/** What a passage becomes; null where this one is not fit. */
export type Respell = (
  passage: Passage,
  around: { readonly random: RandomSource; readonly publication: Publication },
) => { readonly at: number; readonly length: number; readonly words: string } | null;

const TRIES = 40;

/** Alters one of the passages of a pattern. */
export function plantInPassage(
  publication: Publication,
  random: RandomSource,
  found: readonly Passage[],
  respell: Respell,
  { severity, rules = [] }: Weight,
): Planted | null {
  for (let tried = 0; found.length > 0 && tried < TRIES; tried += 1) {
    const passage = random.pick(found);
    const change = respell(passage, { random, publication });
    if (change === null) continue;
    const { at, length, words } = change;
    const altered = replaced(publication, passage, at, length, words);
    const where = inSentence(...altered.sentences);
    return { publication: altered.publication, where, severity, rules };
  }
  return null;
}
