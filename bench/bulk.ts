import type { CivilDate } from "../src/kernel/index.ts";
import {
  adjudicate,
  type BillFacts,
  type BulkBills,
  type BulkOutcome,
  type BulkProgram,
  compileBulk,
  loadRegion,
  newBulkOutcome,
  type Region,
} from "../src/policy/index.ts";
import type { BenchOptions, BenchResult } from "./bench-result.ts";
import { machine, today } from "./machine.ts";
import { type Contestant, type Measured, measureInTurn, rounded } from "./rounds.ts";
import { assertSameOutcome, settlePlainly } from "./simulate/plain-loop.ts";
import { type PlainTables, plainTables } from "./simulate/plain-tables.ts";
import { SYNTHETIC_YEAR, type SyntheticYear, syntheticYear } from "./simulate/synthetic-bills.ts";

/**
 * Settling in bulk by itself, on one thread and in memory: our program, made from the pack as it
 * stands, against the same formula written by hand for this one region. Goal: that policy as data
 * costs at most half of the speed.
 */

const REGION = "430400";
const PEOPLE = 200_000;
const ROUNDS = 7;
const TARGET = 0.5;
const DAYS = {
  from: `${SYNTHETIC_YEAR}-01-01` as CivilDate,
  to: `${SYNTHETIC_YEAR + 1}-01-01` as CivilDate,
};

/** Everything the two sides settle by and into. */
interface Sides {
  readonly region: Region;
  readonly year: SyntheticYear;
  readonly program: BulkProgram;
  readonly tables: PlainTables;
  readonly compile_ms: number;
}

export async function run(options: BenchOptions): Promise<BenchResult> {
  options.progress(`生成 ${PEOPLE} 人一年的账单并核对结果`);
  const sides = prepared(PEOPLE);
  const outcome = agreed(sides);
  options.progress(`轮流计时 ${ROUNDS} 轮，约 ${options.seconds} 秒`);
  const { bills } = sides.year;
  const contestants = [
    contestant("ours", bills, (to) => sides.program.settle(bills, 0, to, outcome)),
    contestant("plain loop", bills, (to) => settlePlainly(sides.tables, bills, 0, to, outcome)),
  ];
  const [ours, plain] = (await measureInTurn(contestants, ROUNDS, options.seconds)) as [
    Measured,
    Measured,
  ];
  return {
    name: "bulk",
    ours: { per_second: rounded(ours.per_second), what: "批量结算，单线程，内存中的列" },
    peers: [
      {
        name: "plain loop",
        version: "手写",
        per_second: rounded(plain.per_second),
        ratio: rounded(ours.per_second / plain.per_second),
        target: TARGET,
        outputs_equal: true,
      },
    ],
    machine: machine(null),
    date: today(),
    details: {
      bills: bills.count,
      cases: sides.year.cases.length,
      plans: sides.program.plans,
      functions: sides.program.functions,
      compile_ms: Math.round(sides.compile_ms),
      rounds: { ours: ours.rounds, plain: plain.rounds },
    },
  };
}

/** The untimed half, for tests: both sides and `adjudicate` agree. @throws OutputsDiffer */
export async function assertPlainLoopAgrees(people: number): Promise<void> {
  const sides = prepared(people);
  const { region, year, program } = sides;
  const outcome = agreed(sides);
  // The first bill of each person is one that nothing was used before.
  for (let row = 0; row < year.bills.count; row += year.bills.count / people) {
    const split = adjudicate(region, factsOf(year, row), {});
    const paid = outcome.funds.reduce((sum, column) => sum + (column[row] as number), 0);
    if (split.fund_sum_fen !== paid) {
      throw new RangeError(`row ${row}: ${program.funds} pay ${paid}, not ${split.fund_sum_fen}`);
    }
  }
}

function prepared(people: number): Sides {
  const region = loadRegion(REGION);
  const year = syntheticYear(people, "bulk");
  const started = performance.now();
  const program = compileBulk(region, year.cases, DAYS);
  const compile_ms = performance.now() - started;
  const middle = `${SYNTHETIC_YEAR}-06-30` as CivilDate;
  const tables = plainTables(region, year.cases, middle, program.funds);
  return { region, year, program, tables, compile_ms };
}

/** What both sides make of the bills. @throws OutputsDiffer */
function agreed({ year: { bills }, program, tables }: Sides): BulkOutcome {
  const ours = newBulkOutcome(program, bills.count);
  const plain = newBulkOutcome(program, bills.count);
  program.settle(bills, 0, bills.count, ours);
  settlePlainly(tables, bills, 0, bills.count, plain);
  assertSameOutcome(ours, plain);
  return ours;
}

/** Settles about as many bills as are asked for, by whole persons, over and over. */
function contestant(name: string, bills: BulkBills, settle: (to: number) => void): Contestant {
  const perPerson = bills.count / ((bills.person[bills.count - 1] as number) + 1);
  return {
    name,
    async work(count) {
      for (let left = count; left > 0; left -= bills.count) {
        settle(Math.min(bills.count, Math.ceil(left / perPerson) * perPerson));
      }
    },
  };
}

function factsOf({ cases, bills }: SyntheticYear, row: number): BillFacts {
  const at = (name: "full_self_fen" | "over_limit_fen" | "first_self_fen" | "paid_alone_fen") =>
    bills[name][row] as number;
  const common = (bills.in_scope_fen[row] as number) - at("paid_alone_fen") + at("over_limit_fen");
  const line = (amount: number, more: object) => ({
    amount_fen: amount,
    class: "A",
    first_share_ppm: 0,
    over_limit_fen: 0,
    paid_alone: false,
    ...more,
  });
  return {
    ...cases[bills.case[row] as number],
    care_date: new Date((bills.care_day[row] as number) * 86_400_000).toISOString().slice(0, 10),
    lines: [
      line(at("full_self_fen"), { class: "C" }),
      line(common, { over_limit_fen: at("over_limit_fen") }),
      line(at("first_self_fen"), { class: "B", first_share_ppm: 1_000_000 }),
      line(at("paid_alone_fen"), { paid_alone: true }),
    ],
    stay: null,
    account_use: "none",
    accounts: [],
  } as unknown as BillFacts;
}
