import { expect, test } from "vitest";
import { contextOf, placeAt } from "./fixtures/table-context.ts";
import { gatherHints } from "./gather-hints.ts";

// Goal: slips of style are told once a section with their places, the rest one by one.

const slip = (rule: string, line: number) => ({ rule, place: placeAt(line), printed: `${line}元` });

test("many of one rule are one for each section; few are left", () => {
  const context = contextOf([]);
  const section = { id: "", mark: "", ordinal: 1, level: 2, title: "" };
  const sections = [1, 10].map((line) => ({ ...section, place: placeAt(line) }));
  const own = { ...context, disclosure: { ...context.disclosure, sections } };
  const many = [2, 3, 4, 12].map((line) => slip("FORMAT-DECIMALS", line));
  const few = [2, 3].map((line) => slip("PUNCT-MIX", line));
  const other = [2, 3, 4, 5].map((line) => slip("DUP-WORD", line));
  const told = gatherHints([...many, ...few, ...other], own);
  expect(told.map(({ rule, words }) => `${rule} ${words?.lines ?? ""}`.trim())).toEqual([
    "FORMAT-DECIMALS 2、3、4",
    "FORMAT-DECIMALS",
    ...["PUNCT-MIX", "PUNCT-MIX"],
    ...["DUP-WORD", "DUP-WORD", "DUP-WORD", "DUP-WORD"],
  ]);
});
