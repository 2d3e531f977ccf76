import {
  type Fen,
  firstDayOfYear,
  maximumFen,
  multiplyFenByRatio,
  ZERO_FEN,
} from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import {
  type Contribution,
  type ContributionRules,
  contributionByRules,
  contributionRules,
} from "./contribution.ts";
import {
  FLOW_NAMES,
  type FlowName,
  type MoneyFlow,
  moneyFlow,
  type PoolIncome,
  poolsOf,
} from "./flows.ts";
import {
  checkColumns,
  GROUPS,
  type Group,
  groupsOf,
  type InsuredPeople,
  participationOf,
} from "./people.ts";
import { GOVERNMENT_LEVELS, residentFee } from "./resident-fee.ts";
import { amountOn, choiceOn, monthsOf } from "./values.ts";

/** What a year brings in, exact to the fen: the sum of what each person's months come to. */
export interface YearIncome {
  readonly year: number;
  /** People with at least one month, by group. */
  readonly heads: Readonly<Record<Group, number>>;
  /** People of other schemes, who bring nothing in here. */
  readonly left_out: number;
  /** Working people whose base is not known: counted at the floor. */
  readonly base_unknown: number;
  readonly flows: readonly MoneyFlow[];
  readonly pools: readonly PoolIncome[];
}

/**
 * The income of a calendar year, which is the residents' year of coverage, too. Interest is not in
 * it: that is a matter of balances.
 * @throws YibaoError FINANCING-COLUMN-LENGTH | POLICY-NO-VALUE
 */
export function incomeOfYear(region: Region, people: InsuredPeople, year: number): YearIncome {
  checkColumns(people);
  const books = new MonthlyBooks();
  const groups = groupsOf(people);
  const base_unknown = addContributions(region, people, groups, year, books);
  const heads = headsOf(people, groups);
  addLargeSum(region, year, heads, books);
  addResidents(region, people, groups, year, books);
  const payer = choiceOn(region, "large_sum_payer", firstDayOfYear(year), LARGE_SUM_PAYERS);
  const flows = FLOW_NAMES.map((flow) =>
    moneyFlow(flow, books.months(flow), flow === "large-sum" ? LARGE_SUM_FROM[payer] : null),
  );
  return {
    year,
    heads,
    left_out: groups.reduce((sum, group) => sum + (group < 0 ? 1 : 0), 0),
    base_unknown,
    flows,
    pools: poolsOf(flows),
  };
}

const LARGE_SUM_PAYERS = ["employer", "person", "account"] as const;
const LARGE_SUM_FROM = {
  employer: "employer",
  person: "person",
  account: "employee-account",
} as const;

/** Amounts by flow and month, kept as changes from month to month: a span costs two additions. */
class MonthlyBooks {
  readonly #changes = new Map<FlowName, Float64Array>(
    FLOW_NAMES.map((flow) => [flow, new Float64Array(13)]),
  );

  changesOf(flow: FlowName): Float64Array {
    return this.#changes.get(flow) as Float64Array;
  }

  /** The same amount in each month from `first` up to and without `end` (0 is January). */
  add(flow: FlowName, first: number, end: number, amount_fen: Fen): void {
    const changes = this.changesOf(flow);
    changes[first] = (changes[first] as number) + amount_fen;
    changes[end] = (changes[end] as number) - amount_fen;
  }

  months(flow: FlowName): readonly Fen[] {
    let amount = 0;
    return Array.from(this.changesOf(flow).slice(0, 12), (change) => {
      amount += change;
      return amount as Fen;
    });
  }
}

/** Parts of a contribution and the flow that each is. */
const PARTS = [
  ["employer-medical", "employer_medical_fen"],
  ["employer-account", "employer_account_fen"],
  ["maternity", "maternity_fen"],
  ["personal", "personal_fen"],
  ["flexible-pool", "flexible_pool_fen"],
  ["flexible-account", "flexible_account_fen"],
  ["retiree-inflow", "retiree_inflow_fen"],
] as const satisfies readonly (readonly [FlowName, keyof Contribution])[];

function addContributions(
  region: Region,
  people: InsuredPeople,
  groups: Int8Array,
  year: number,
  books: MonthlyBooks,
): number {
  const participation = participationOf(people);
  const parts = PARTS.map(([flow, part]) => ({ part, changes: books.changesOf(flow) }));
  const spans = spansOf(region, year);
  let unknown = 0;
  for (let person = 0; person < people.count; person += 1) {
    const group = groups[person] as number;
    const months = people.insured_months[person] as number;
    if (group < 0 || group > 1 || months <= 0) continue;
    const base = people.contribution_base_fen[person] as number;
    if (base < 0 && group === 0) unknown += 1;
    const contributor = {
      employment_status: group === 1 ? "retired" : "working",
      contribution_base_fen: maximumFen(base as Fen, ZERO_FEN),
      participation: participation(person),
    } as const;
    for (const { rules, first, end } of spans) {
      const last = Math.min(end, months);
      if (last <= first) break;
      const contribution = contributionByRules(rules, contributor);
      for (const { part, changes } of parts) {
        const amount = contribution[part];
        changes[first] = (changes[first] as number) + amount;
        changes[last] = (changes[last] as number) - amount;
      }
    }
  }
  return unknown;
}

interface RuleSpan {
  readonly rules: ContributionRules;
  readonly first: number;
  readonly end: number;
}

/** Months in a row with the same rules: a year that changes nothing is one span. */
function spansOf(region: Region, year: number): readonly RuleSpan[] {
  const spans: RuleSpan[] = [];
  monthsOf(year).forEach((day, month) => {
    const rules = contributionRules(region, day);
    const last = spans.at(-1);
    if (last && JSON.stringify(last.rules) === JSON.stringify(rules)) {
      spans[spans.length - 1] = { ...last, end: month + 1 };
    } else {
      spans.push({ rules, first: month, end: month + 1 });
    }
  });
  return spans;
}

function headsOf(people: InsuredPeople, groups: Int8Array): Readonly<Record<Group, number>> {
  const counts = GROUPS.map(() => 0);
  for (let person = 0; person < people.count; person += 1) {
    const group = groups[person] as number;
    if (group < 0 || (people.insured_months[person] as number) <= 0) continue;
    counts[group] = (counts[group] as number) + 1;
  }
  const [working = 0, retired = 0, resident = 0] = counts;
  return { working, retired, resident };
}

/** A flat premium a year, booked in January: whoever is insured at all is so from January on. */
function addLargeSum(
  region: Region,
  year: number,
  heads: Readonly<Record<Group, number>>,
  books: MonthlyBooks,
): void {
  const premium = amountOn(region, "large_sum_premium_year", firstDayOfYear(year));
  books.add("large-sum", 0, 1, times(premium, heads.working + heads.retired));
}

/** Residents of the same identities pay alike, so they are counted first. */
function addResidents(
  region: Region,
  people: InsuredPeople,
  groups: Int8Array,
  year: number,
  books: MonthlyBooks,
): void {
  const counts = people.identities.words.map(() => 0);
  for (let person = 0; person < people.count; person += 1) {
    if (groups[person] !== 2 || (people.insured_months[person] as number) <= 0) continue;
    const code = people.identities.codes[person] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  const day = firstDayOfYear(year);
  const spread = choiceOn(region, "resident_income_month", day, ["even", "january"]);
  const budget = amountOn(region, "assistance_budget_year", day);
  const sums = new Map<FlowName, number>();
  const add = (flow: FlowName, amount_fen: Fen, count: number) =>
    sums.set(flow, (sums.get(flow) ?? 0) + times(amount_fen, count));
  people.identities.words.forEach((word, code) => {
    const count = counts[code] as number;
    if (count === 0) return;
    const fee = residentFee(region, year, word === "none" ? [] : word.split("+"));
    add("resident-fee", fee.person_fen, count);
    add("resident-assistance", fee.assistance_fen, count);
    for (const level of GOVERNMENT_LEVELS) add(`subsidy-${level}`, fee.subsidy[level], count);
    add("critical-illness", fee.critical_illness_transfer_fen, count);
    add("assistance-budget", budget, count);
  });
  for (const [flow, sum] of sums) {
    if (spread === "january") books.add(flow, 0, 1, sum as Fen);
    else addEvenly(flow, sum as Fen, books);
  }
}

/** Twelve months that add up to the year; no two differ by more than a fen. */
function addEvenly(flow: FlowName, year_fen: Fen, books: MonthlyBooks): void {
  let given = ZERO_FEN;
  for (let month = 0; month < 12; month += 1) {
    const sofar = multiplyFenByRatio(year_fen, month + 1, 12, "down");
    books.add(flow, month, month + 1, (sofar - given) as Fen);
    given = sofar;
  }
}

function times(amount_fen: Fen, count: number): Fen {
  return multiplyFenByRatio(amount_fen, count, 1, "down");
}
