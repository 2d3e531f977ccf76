import type { CivilDate } from "../../kernel/index.ts";
import type { BillFacts, Split } from "../adjudication.ts";
import { explain } from "../explain/explain.ts";
import type { Region } from "../region.ts";
import type { Language } from "./language.ts";

/** How a bill came to its figures, sentence by sentence, in the words of the clauses. */
export function stepSentences(
  region: Region,
  facts: Omit<BillFacts, "care_date">,
  care_date: CivilDate,
  split: Split,
  language: Language,
): string[] {
  return explain(region, [{ ...facts, care_date }], split, language).map(({ text }) => text);
}
