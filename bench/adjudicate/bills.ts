import type { CivilDate, Fen, Ppm } from "../../src/kernel/index.ts";
import type { Accumulators, BillFacts, ChargeLineFacts } from "../../src/policy/index.ts";

/** One bill with the year's accumulators it meets. */
export interface Bill {
  readonly facts: BillFacts;
  readonly opening: Accumulators;
}

export const CARE_DATE = "2023-03-01" as CivilDate;
export const LINES = 12;

/**
 * Resident inpatient bills of a person on low income in a level-three hospital, twelve lines each:
 * large enough that the deductible, the pool, critical illness (two to three bands) and assistance
 * all act. Amounts differ from bill to bill so that nobody can answer from memory; every second
 * one is a repeated admission in a year that already has costs.
 */
export function bills(count: number): Bill[] {
  return Array.from({ length: count }, (_, index) => ({
    facts: {
      insutype: "390",
      visit_type: "2101",
      care_date: CARE_DATE,
      hospital_level: "level3",
      place: "local",
      disease: null,
      employment_status: "resident",
      civil_servant_rank: null,
      identities: ["low-income"],
      lines: Array.from({ length: LINES }, (_, line) => chargeLine(index, line)),
      stay: { first_settlement: true, deductible_charged_fen: 0 as Fen },
      account_use: "none",
      accounts: [],
    },
    opening: index % 2 === 0 ? {} : openingOf(index),
  }));
}

/** Every sixth line is class C; the others are A and B in turn; every fourth is over its price. */
function chargeLine(bill: number, line: number): ChargeLineFacts {
  const share = line % 2 === 0 ? 0 : line % 4 === 1 ? 100_000 : 150_000;
  return {
    amount_fen: (1_000_001 + bill * 7_919 + line * 97_613) as Fen,
    class: line % 6 === 5 ? "C" : line % 2 === 0 ? "A" : "B",
    first_share_ppm: share as Ppm,
    over_limit_fen: (line % 4 === 3 ? 50_000 + bill * 13 : 0) as Fen,
    paid_alone: false,
  };
}

function openingOf(bill: number): Accumulators {
  return {
    "inpatient.admissions.level3": 1,
    "inpatient.deductible": 120_000,
    "resident-pool.paid": 3_000_000 + bill * 1_009,
    "critical-illness.base": 1_800_000 + bill * 503,
    "critical-illness.paid": 650_000 + bill * 211,
    "assistance.base": 400_000,
    "assistance.paid": 280_000,
  };
}
