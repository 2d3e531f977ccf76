import type { Fen } from "../kernel/index.ts";
import {
  type ExplainedFacts,
  type ExplainedSentence,
  explain,
  type Language,
  type Region,
  type Split,
} from "../policy/index.ts";
import type { Bill, PersonTimeline } from "./bill.ts";
import { partsOfBill } from "./settle-bill.ts";

/**
 * A settled bill in the words of the clauses, each part of a stay by the rules of its own day.
 * @param numbered whether lines are told by number; not so where only sums were given
 */
export function explainBill(
  region: Region,
  person: PersonTimeline,
  bill: Bill,
  split: Split,
  language: Language,
  numbered = true,
): ExplainedSentence[] {
  const { insutype, visit_type, disease, stay } = bill;
  const charged = stay?.deductible_charged_fen ?? 0;
  const parts = partsOfBill(region, person, bill).map(
    ({ policy_day: care_date }): ExplainedFacts => ({
      insutype,
      visit_type,
      disease,
      care_date,
      stay: stay && { ...stay, deductible_charged_fen: charged as Fen },
    }),
  );
  return explain(region, parts, split, language, numbered);
}
