import {
  type CivilDate,
  dayNumber,
  type RandomSource,
  randomSource,
} from "../../src/kernel/index.ts";
import { type BillCase, type BulkBills, newBulkBills } from "../../src/policy/index.ts";

/**
 * A year of bills for measuring: who is insured how, and what kinds of care there are, in about
 * the proportions of a county; amounts and days by chance. It is no forecast.
 */
export interface SyntheticYear {
  readonly cases: readonly BillCase[];
  readonly bills: BulkBills;
}

export const SYNTHETIC_YEAR = 2023;
const BILLS_A_PERSON = 6;
const LEVELS = ["primary", "level1", "level2", "level3", "level3-provincial"] as const;
const PLACES = ["local", "local", "local", "local", "local", "referred", "unreferred"] as const;
const IDENTITIES = ["extreme-poverty", "low-income", "low-income-edge", "monitored"] as const;

type Kind = "inpatient" | "outpatient" | "pharmacy" | "two-disease" | "chronic" | "special";
type Weighted<Value> = readonly (readonly [weight: number, value: Value])[];

const EMPLOYEE_KINDS: Weighted<Kind> = [
  [52, "outpatient"],
  [20, "pharmacy"],
  [17, "chronic"],
  [9, "inpatient"],
  [2, "special"],
];
const RESIDENT_KINDS: Weighted<Kind> = [
  [58, "outpatient"],
  [14, "two-disease"],
  [14, "chronic"],
  [12, "inpatient"],
  [2, "special"],
];

/** What stays the same for a person over the year. */
interface Person {
  readonly insutype: "310" | "390";
  readonly status: "working" | "retired" | "resident";
  readonly rank: string | null;
  readonly identities: BillCase["identities"];
  readonly chronic: string;
}

/** @param people each with six bills; the same seed gives the same bills */
export function syntheticYear(people: number, seed: string): SyntheticYear {
  const random = randomSource(seed, "synthetic bills");
  const count = people * BILLS_A_PERSON;
  const bills = newBulkBills(count);
  const cases: BillCase[] = [];
  const known = new Map<string, number>();
  const firstDay = dayNumber(`${SYNTHETIC_YEAR}-01-01` as CivilDate);
  for (let row = 0; row < count; ) {
    const person = randomPerson(random);
    const number = row / BILLS_A_PERSON;
    let stays = 0;
    for (let bill = 0; bill < BILLS_A_PERSON; bill += 1) {
      const kind = random.weighted(person.insutype === "310" ? EMPLOYEE_KINDS : RESIDENT_KINDS);
      const one = caseOf(random, person, kind);
      const key = JSON.stringify(one);
      const index = known.get(key) ?? cases.push(one) - 1;
      known.set(key, index);
      bills.person[row] = number;
      bills.case[row] = index;
      bills.care_day[row] = firstDay + bill * 60 + random.below(60);
      bills.year[row] = SYNTHETIC_YEAR;
      bills.first_of_stay[row] = 1;
      if (kind === "inpatient") {
        // One stay in ten is settled in two parts, the second in the place of the next bill.
        stays += random.percent(90) || stays === 0 ? 1 : 0;
        bills.stay[row] = stays;
        bills.first_of_stay[row] = isFirst(bills, row, number) ? 1 : 0;
      }
      writeAmounts(random, bills, row, kind);
      if (bill > 0 && random.below(200) === 0) cancelBefore(bills, row);
      row += 1;
    }
  }
  return { cases, bills };
}

function randomPerson(random: RandomSource): Person {
  const employed = random.percent(30);
  const retired = employed && random.percent(30);
  return {
    insutype: employed ? "310" : "390",
    status: employed ? (retired ? "retired" : "working") : "resident",
    rank: employed && random.percent(6) ? "section" : null,
    identities: !employed && random.percent(9) ? [random.pick(IDENTITIES)] : [],
    chronic: random.pick(["hypertension", "diabetes", "coronary-disease", "copd"]),
  };
}

function caseOf(random: RandomSource, person: Person, kind: Kind): BillCase {
  const twoDisease = person.chronic === "diabetes" ? "diabetes" : "hypertension";
  const diseases: Readonly<Record<Kind, string | null>> = {
    inpatient: null,
    outpatient: null,
    pharmacy: null,
    "two-disease": twoDisease,
    chronic: person.chronic,
    special: "dialysis",
  };
  const level =
    kind === "pharmacy" ? "pharmacy" : kind === "two-disease" ? "primary" : random.pick(LEVELS);
  return {
    insutype: person.insutype,
    visit_type: VISIT_TYPES[kind],
    hospital_level: level,
    place: kind === "inpatient" ? random.pick(PLACES) : "local",
    disease: diseases[kind],
    employment_status: person.status,
    civil_servant_rank: person.rank,
    identities: person.identities,
  };
}

const VISIT_TYPES: Readonly<Record<Kind, string>> = {
  inpatient: "2101",
  outpatient: "11",
  pharmacy: "11",
  "two-disease": "9901",
  chronic: "14",
  special: "14",
};

/** Usual cost in fen; one bill in fifty costs ten times as much. */
const USUAL_FEN: Readonly<Record<Kind, number>> = {
  inpatient: 1_200_000,
  outpatient: 24_000,
  pharmacy: 12_000,
  "two-disease": 9_000,
  chronic: 60_000,
  special: 350_000,
};

function writeAmounts(random: RandomSource, bills: BulkBills, row: number, kind: Kind): void {
  const usual = USUAL_FEN[kind] * (random.below(50) === 0 ? 10 : 1);
  const total = Math.floor(usual / 5) + random.below(2 * usual);
  const full = random.percent(60) ? random.below(Math.floor(total / 8) + 1) : 0;
  const over = random.percent(10) ? random.below(Math.floor(total / 20) + 1) : 0;
  const first = random.percent(70) ? random.below(Math.floor(total / 10) + 1) : 0;
  const inScope = total - full - over - first;
  bills.total_fen[row] = total;
  bills.full_self_fen[row] = full;
  bills.over_limit_fen[row] = over;
  bills.first_self_fen[row] = first;
  bills.in_scope_fen[row] = inScope;
  bills.paid_alone_fen[row] = random.percent(1) ? Math.floor(inScope / 2) : 0;
}

function isFirst(bills: BulkBills, row: number, person: number): boolean {
  for (let earlier = row - 1; bills.person[earlier] === person; earlier -= 1) {
    const same = bills.stay[earlier] === bills.stay[row];
    if (same && bills.cancels_back[earlier] === 0) return false;
  }
  return true;
}

/** The row becomes the cancellation of the one before it, where that is a bill. */
function cancelBefore(bills: BulkBills, row: number): void {
  if (bills.cancels_back[row - 1] !== 0) return;
  bills.cancels_back[row] = 1;
  for (const name of ["case", "care_day", "stay", "first_of_stay"] as const) {
    bills[name][row] = bills[name][row - 1] as number;
  }
  for (const name of AMOUNTS) bills[name][row] = -(bills[name][row - 1] as number);
}

const AMOUNTS = [
  "total_fen",
  "full_self_fen",
  "over_limit_fen",
  "first_self_fen",
  "in_scope_fen",
  "paid_alone_fen",
] as const;
