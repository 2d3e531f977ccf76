import { type BillCase, HOSPITAL_LEVELS } from "../../policy/index.ts";
import type { History, HistoryBatch } from "../history/history.ts";
import { partsOf } from "./batch-parts.ts";
import { type Deciding, deciding } from "./deciding.ts";
import type { ReplayCheck, ReplayJob, ReplayTally } from "./job.ts";
import { createSettler, type SettledColumns, type Settler } from "./settler.ts";
import { newTally } from "./tally.ts";
import { type ComparedPeople, tallyBills } from "./tally-bills.ts";
import { monthsOf, windowOf } from "./window.ts";

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
  const settlers = settlersOf(history, job);
  const level_of = levelsOf(job.cases);
  const places = job.funds.map((fund) =>
    history.manifest.funds.findIndex((one) => one.fund === fund),
  );
  let month = new Uint8Array(0);
  // The next batch is read while this one is settled.
  let ahead = nextBatch(history, source);
  while (ahead !== null) {
    const batch = await ahead;
    ahead = nextBatch(history, source);
    for (const part of partsOf(batch)) {
      const { bills, answers } = part;
      if (month.length < bills.count) month = new Uint8Array(bills.count);
      monthsOf(window, part.columns.settled_day, month);
      const before: SettledColumns = {
        funds: places.map((place) => answers.funds[place] ?? null),
        person_fen: answers.person_fen,
      };
      const after = settledTwice(settlers, part, before, check);
      const compared = {
        bills,
        month,
        level_of,
        funds_before: before.funds,
        funds_after: after.funds,
        person_before_fen: before.person_fen,
        person_after_fen: after.person_fen,
      };
      tallyBills(tally, compared, people, job.kind === "people");
    }
    source.done(batch.bills.count);
  }
  return { tally, check };
}

function nextBatch(history: History, source: BatchSource): Promise<HistoryBatch> | null {
  const index = source.next();
  if (index === null) return null;
  const batch = history.readBatch(index);
  // It is waited for later, or never when the batch before it fails.
  batch.catch(() => undefined);
  return batch;
}

/** The rules as they were (null where they are not asked), and those that are tried. */
interface Settlers {
  readonly before: Settler | null;
  /** Null where nothing is tried. */
  readonly after: Settler | null;
  readonly deciding: Deciding;
}

function settlersOf(history: History, job: ReplayJob): Settlers {
  const { kind, before, after, cases, recase, funds } = job;
  const { from, to } = history.manifest;
  const asked = { cases, funds, from, to };
  const changes = after !== before || recase !== null;
  return {
    before: kind === "people" ? createSettler({ ...asked, region: before, recase: null }) : null,
    after: changes || kind === "sums" ? createSettler({ ...asked, region: after, recase }) : null,
    deciding: deciding(before, history.cases),
  };
}

/**
 * What the bills come to under the change: what was settled, and the difference that the change
 * makes between two replays. Where the history can be settled again to the fen, as it should, that
 * is the replay under the change itself; where it cannot, no chance difference is told as a gain.
 */
function settledTwice(
  { before, after, deciding }: Settlers,
  batch: HistoryBatch,
  settled: SettledColumns,
  check: Counts,
): SettledColumns {
  const again = before && deciding.settled(before, batch);
  const changed = after === null ? again : deciding.settled(after, batch);
  if (changed === null) throw new TypeError("a replay settles by one of its rules");
  if (again === null) return changed;
  const differs = differences(batch, settled, again);
  addCheck(check, batch, differs);
  if (differs === null) return changed;
  return withDifferences(settled, again, changed);
}

function levelsOf(cases: readonly BillCase[]): Uint8Array {
  return Uint8Array.from(cases, (one) => HOSPITAL_LEVELS.indexOf(one.hospital_level));
}

/** Pairs of the columns of two answers, the person's last; a fund that pays nothing has zeros. */
function* pairs(one: SettledColumns, other: SettledColumns) {
  for (let fund = 0; fund < one.funds.length; fund += 1) {
    yield [one.funds[fund] ?? null, other.funds[fund] ?? null] as const;
  }
  yield [one.person_fen, other.person_fen] as const;
}

/** 1 for each row whose replayed figures are not those that were settled; null for none. */
function differences(
  { bills }: HistoryBatch,
  settled: SettledColumns,
  again: SettledColumns,
): Uint8Array | null {
  let differs: Uint8Array | null = null;
  for (const [one, other] of pairs(settled, again)) {
    if (one === null && other === null) continue;
    for (let bill = 0; bill < bills.count; bill += 1) {
      if ((one?.[bill] ?? 0) === (other?.[bill] ?? 0)) continue;
      differs ??= new Uint8Array(bills.count);
      differs[bill] = 1;
    }
  }
  return differs;
}

/** settled + (changed − again), column by column. */
function withDifferences(
  settled: SettledColumns,
  again: SettledColumns,
  changed: SettledColumns,
): SettledColumns {
  const added = (was: Int32Array | null, one: Int32Array | null, other: Int32Array | null) => {
    const length = settled.person_fen.length;
    return Int32Array.from({ length }, (_, bill) => {
      return (was?.[bill] ?? 0) + (other?.[bill] ?? 0) - (one?.[bill] ?? 0);
    });
  };
  return {
    funds: settled.funds.map((was, fund) => {
      const [one, other] = [again.funds[fund] ?? null, changed.funds[fund] ?? null];
      return was === null && one === null && other === null ? null : added(was, one, other);
    }),
    person_fen: added(settled.person_fen, again.person_fen, changed.person_fen),
  };
}

type Counts = { -readonly [Name in keyof ReplayCheck]: ReplayCheck[Name] };

/** Counts the rows that differ; those that the history itself excepts are counted apart. */
function addCheck(check: Counts, batch: HistoryBatch, differs: Uint8Array | null): void {
  const { reproduced } = batch.columns;
  const { count, person } = batch.bills;
  check.bills += count;
  let last = -1;
  for (let bill = 0; bill < count; bill += 1) {
    if (reproduced[bill] === 0) check.bills_left_out += 1;
    else if (differs !== null && differs[bill] === 1) {
      check.bills_different += 1;
      if (person[bill] !== last) check.people_different += 1;
      last = person[bill] as number;
    }
  }
}
