import type { Scope } from "../scope.ts";

/** One item of a list: its words, and where its figure stands ("" for none). */
export interface Entry {
  readonly title: string;
  readonly address: string;
  /** More words bound for it: path, short, … */
  readonly locals?: Readonly<Record<string, string>>;
}

export type EntryList = (scope: Scope, words: readonly string[]) => readonly Entry[];
