import type { Scope } from "../scope.ts";
import { CODE_LISTS } from "./code-lists.ts";
import type { Entry, EntryList } from "./entry.ts";
import { MONEY_LISTS } from "./money-lists.ts";
import { THING_LISTS } from "./thing-lists.ts";

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
