import { addDays } from "../../kernel/index.ts";
import {
  type BillCase,
  type BulkBills,
  type BulkOutcome,
  compileBulk,
  HOSPITAL_LEVELS,
  newBulkOutcome,
} from "../../policy/index.ts";
import type { History, HistoryBatch } from "../history/history.ts";
import type { Recase, ReplayCheck, ReplayJob, ReplayTally } from "./job.ts";
import { newTally } from "./tally.ts";
import { type ComparedBills, type ComparedPeople, tallyBills } from "./tally-bills.ts";
import { insideOnly, monthsOf, OUTSIDE, type Window, windowOf } from "./window.ts";

/** Where the batches come from: each is taken by one thread only. */
export interface BatchSource {
  /** The next batch to replay, or null at the end. */
  next(): number | null;
  done(bills: number): void;
}

/**
 * Replays batch after batch of a history under a job's rules and adds up what comes of it. The
 * batches are read again for every replay: a year of a big city is larger than what one would
 * want to keep in memory, and the system keeps the file near anyway.
 */
export async function replayBatches(
  history: History,
  people: ComparedPeople,
  job: ReplayJob,
  source: BatchSource,
): Promise<ReplayTally> {
  const window = windowOf(job.from, job.to);
  const tally = newTally(job.shape);
  const check = { bills: 0, bills_left_out: 0, bills_different: 0, people_different: 0 };
  const program = compileBulk(job.region, job.cases, daysOf(history));
  const levels = levelsOf(job.cases);
  for (let index = source.next(); index !== null; index = source.next()) {
    const batch = await history.readBatch(index);
    const bills = recased(batch.bills, job.recase);
    const outcome = newBulkOutcome(program, bills.count);
    program.settle(bills, 0, bills.count, outcome);
    if (job.recase !== null) payInPlace(job.recase, bills, program.funds, outcome);
    const compared = comparedBills(
      history,
      job,
      window,
      { batch, bills, outcome, levels },
      program,
    );
    addCheck(check, batch, compared);
    const outside = compared.month.includes(OUTSIDE);
    tallyBills(tally, outside ? insideOnly(compared) : compared, people);
    source.done(bills.count);
  }
  return { tally, check };
}

/** Days whose rules may decide a bill: a stay may have begun a good while before the first one. */
function daysOf({ manifest }: History) {
  return { from: addDays(manifest.from, -LONGEST_STAY_DAYS), to: addDays(manifest.to, 1) };
}

const LONGEST_STAY_DAYS = 400;

function levelsOf(cases: readonly BillCase[]): Uint8Array {
  return Uint8Array.from(cases, (one) => HOSPITAL_LEVELS.indexOf(one.hospital_level));
}

/** The bills with the cases that the change makes of them. */
function recased(bills: BulkBills, recase: Recase | null): BulkBills {
  if (recase === null) return bills;
  const { from_day, to_day, first_year, kinds, table, cases } = recase;
  const changed = new Int32Array(bills.count);
  for (let bill = 0; bill < bills.count; bill += 1) {
    const one = bills.case[bill] as number;
    const day = bills.care_day[bill] as number;
    const applies = day >= from_day && (to_day === null || day < to_day);
    const ofYear = kinds[(bills.year[bill] as number) - first_year];
    const kind = ofYear?.[bills.person[bill] as number] ?? 0;
    changed[bill] = applies ? (table[kind * cases + one] as number) : one;
  }
  return { ...bills, case: changed };
}

/** Where another fund pays in the place of a fund, its column is credited. */
function payInPlace(
  { paid_from }: Recase,
  bills: BulkBills,
  funds: readonly string[],
  outcome: BulkOutcome,
): void {
  if (paid_from.every((one) => one === null)) return;
  for (let bill = 0; bill < bills.count; bill += 1) {
    const places = paid_from[bills.case[bill] as number];
    if (!places) continue;
    for (const [fund, place] of Object.entries(places)) {
      const from = outcome.funds[funds.indexOf(fund)];
      const to = outcome.funds[funds.indexOf(place)];
      if (from === undefined || to === undefined) continue;
      to[bill] = (to[bill] as number) + (from[bill] as number);
      from[bill] = 0;
    }
  }
}

interface Replayed {
  readonly batch: HistoryBatch;
  readonly bills: BulkBills;
  readonly outcome: BulkOutcome;
  readonly levels: Uint8Array;
}

function comparedBills(
  history: History,
  job: ReplayJob,
  window: Window,
  { batch, bills, outcome, levels }: Replayed,
  program: { readonly funds: readonly string[] },
): ComparedBills {
  const none = new Int32Array(bills.count);
  const column = (funds: readonly string[], columns: readonly Int32Array[], fund: string) =>
    columns[funds.indexOf(fund)] ?? none;
  const settled = history.manifest.funds.map((one) => one.fund);
  const month = monthsOf(window, batch.columns.settled_day);
  const level = new Uint8Array(bills.count);
  for (let bill = 0; bill < bills.count; bill += 1) {
    level[bill] = levels[bills.case[bill] as number] as number;
  }
  return {
    bills,
    month,
    level,
    funds_before: job.funds.map((fund) => column(settled, batch.answers.funds, fund)),
    funds_after: job.funds.map((fund) => column(program.funds, outcome.funds, fund)),
    person_before_fen: batch.answers.person_fen,
    person_after_fen: outcome.person_fen,
  };
}

type Counts = { -readonly [Name in keyof ReplayCheck]: ReplayCheck[Name] };

/** Counts the rows whose replayed figures are not those that were settled. */
function addCheck(check: Counts, batch: HistoryBatch, compared: ComparedBills): void {
  const { bills, funds_before, funds_after, person_before_fen, person_after_fen } = compared;
  const { reproduced } = batch.columns;
  const differs = new Uint8Array(bills.count);
  const mark = (before: Int32Array, after: Int32Array) => {
    for (let bill = 0; bill < bills.count; bill += 1) {
      if (before[bill] !== after[bill]) differs[bill] = 1;
    }
  };
  funds_before.forEach((before, fund) => {
    mark(before, funds_after[fund] as Int32Array);
  });
  mark(person_before_fen, person_after_fen);
  let person = -1;
  for (let bill = 0; bill < bills.count; bill += 1) {
    check.bills += 1;
    if (reproduced[bill] === 0) check.bills_left_out += 1;
    else if (differs[bill] === 1) {
      check.bills_different += 1;
      if (bills.person[bill] !== person) check.people_different += 1;
      person = bills.person[bill] as number;
    }
  }
}
