import { useCallback } from "react";
import { preferences, usePreferences } from "./preferences.ts";

/**
 * What is shown, in two languages. A screen keeps its words beside it (`people.words.ts`):
 * `const WORDS = dictionary({ title: "参保人" }, { title: "Insured person" })`, and takes them with
 * `useWords(WORDS)`. A key that is missing in English is an error of the compiler.
 */
export type Phrases = Readonly<Record<string, string | PhraseOf>>;
/** Each phrase says itself what it is made from. */
type PhraseOf = (...values: never[]) => string;

/** A word in both languages: titles of screens, columns and choices. */
export interface Phrase {
  readonly zh: string;
  readonly en: string;
}

export interface Dictionary<W extends Phrases> {
  readonly zh: Same<W>;
  readonly en: Same<W>;
}

type Same<W extends Phrases> = { readonly [K in keyof W]: W[K] extends string ? string : W[K] };

export function dictionary<const W extends Phrases>(zh: W, en: Same<W>): Dictionary<W> {
  return { zh: zh as Same<W>, en };
}

export function useWords<W extends Phrases>(words: Dictionary<W>): Same<W> {
  return words[usePreferences().language];
}

/** The words outside of a component. */
export function wordsNow<W extends Phrases>(words: Dictionary<W>): Same<W> {
  return words[preferences().language];
}

/** Chooses the word of a phrase; a plain text is the same in both languages. */
export function usePhrase(): (phrase: Phrase | string) => string {
  const { language } = usePreferences();
  return useCallback(
    (phrase) => (typeof phrase === "string" ? phrase : phrase[language]),
    [language],
  );
}

/** A code by its word, and by itself where there is none. */
export function wordOf(code: string, words: Readonly<Record<string, string>>): string {
  return words[code] ?? code;
}
