import { budgetOf, findCode } from "../../classification/index.ts";
import type { Check } from "../defect.ts";
import { codedRows } from "./table-codes.ts";

/** A-07-05, A-08-03: the tables of funds and of state capital hold the codes of these budgets. */
export const fundCodes: Check = function* ({ disclosure, functional }) {
  if (!functional.sure) return;
  for (const table of disclosure.tables) {
    const own = OWN[table.topic];
    if (own === undefined) continue;
    for (const { row, kind } of codedRows(table)) {
      if (kind !== "functional" || row.code.length < ITEM_DIGITS) continue;
      const found = findCode(functional, row.code);
      const budget = budgetOf(functional, row.code);
      if (found?.confidence !== "high" || budget === null || budget === own.budget) continue;
      yield { rule: own.rule, place: row.place, printed: `${row.code}${row.name}` };
    }
  }
};

const ITEM_DIGITS = 7;

const OWN: Readonly<Record<string, { rule: string; budget: string }>> = {
  fund: { rule: "A-07-05", budget: "fund" },
  capital: { rule: "A-08-03", budget: "state-capital" },
};
