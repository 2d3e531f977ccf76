import type { Scope } from "../scope.ts";
import { CODE_LISTS } from "./code-lists.ts";
import { MONEY_LISTS } from "./money-lists.ts";
import { THING_LISTS } from "./thing-lists.ts";

/** One item of a list: its words, and where its figure stands ("" for none). */
export interface Entry {
  readonly title: string;
  readonly address: string;
  /** More words bound for it: path, short, … */
  readonly locals?: Readonly<Record<string, string>>;
}

export type EntryList = (scope: Scope, words: readonly string[]) => readonly Entry[];

export const LISTS: Readonly<Record<string, EntryList>> = {
  ...MONEY_LISTS,
  ...CODE_LISTS,
  ...THING_LISTS,
};

/** The entries of `name …words`; null where there is no list of that name. */
export function entriesOf(words: readonly string[], scope: Scope): readonly Entry[] | null {
  const [name = "", ...rest] = words;
  return Object.hasOwn(LISTS, name) ? (LISTS[name] as EntryList)(scope, rest) : null;
}
