import type { Region } from "../region.ts";
import type { BillCase, BulkBills, BulkOutcome } from "./bulk-bills.ts";
import { type PlanTable, refuseCase } from "./plan-table.ts";

/** Settles one row by a plan, with the accumulators of the year whose first place is given. */
export type SettleRow = (plan: number, row: number, year: number) => void;

/** So many places are sooner all set to zero than sought out. */
const FEW_PLACES = 256;

/** What a bill that is cancelled later moved, until then. */
interface Kept {
  readonly plan: number;
  readonly year: number;
  readonly moved: Float64Array;
}

/**
 * What the persons of one range have used, while it is being settled, and what happens to rows
 * that are rare: the program's loop keeps to the others.
 */
export class BulkState {
  /** Accumulators: for each year from the first, one place for each accumulator. */
  readonly used: Float64Array;
  /** By stay: deductible that its rows were charged so far. */
  readonly chargedIn: Float64Array;
  /** By stay: where the year begins that counted its admission; −1 where no row did. */
  readonly admittedAt: Int32Array;
  readonly notesAdmissions: boolean;
  readonly firstYear: number;
  /** By row from the first: 1 where a later row cancels it. Null where none does. */
  readonly kept: Uint8Array | null;

  readonly #region: Region;
  readonly #cases: readonly BillCase[];
  readonly #table: PlanTable;
  readonly #bills: BulkBills;
  readonly #outcome: BulkOutcome;
  readonly #moves = new Map<number, Kept>();

  constructor(
    region: Region,
    cases: readonly BillCase[],
    table: PlanTable,
    bills: BulkBills,
    outcome: BulkOutcome,
    from: number,
    to: number,
  ) {
    const extent = extentOf(bills, from, to);
    this.#region = region;
    this.#cases = cases;
    this.#table = table;
    this.#bills = bills;
    this.#outcome = outcome;
    this.firstYear = extent.first_year;
    this.used = new Float64Array(extent.years * table.accumulators.length);
    this.chargedIn = new Float64Array(extent.stays);
    this.admittedAt = new Int32Array(extent.stays).fill(-1);
    this.notesAdmissions = table.looks_at_admission;
    this.kept = extent.cancels ? cancelledRows(bills, from, to) : null;
  }

  /** A person is done, and the next begins from nothing. */
  leave(first: number, end: number): void {
    const { stay } = this.#bills;
    if (this.used.length <= FEW_PLACES) this.used.fill(0);
    else this.#clearOwn(first, end);
    for (let row = first; row < end; row += 1) {
      const number = stay[row] as number;
      if (number === 0) continue;
      this.chargedIn[number] = 0;
      this.admittedAt[number] = -1;
    }
    if (this.#moves.size > 0) this.#moves.clear();
  }

  /** Sets back what the person's own bills may have moved, where all places would be too many. */
  #clearOwn(first: number, end: number): void {
    const { case: cases, care_day, year } = this.#bills;
    const { plan_at, stretch_at, stretches, first_day, plans, accumulators } = this.#table;
    for (let row = first; row < end; row += 1) {
      const stretch = stretch_at[(care_day[row] as number) - first_day] as number;
      const plan = plan_at[(cases[row] as number) * stretches + stretch] as number;
      const begin = ((year[row] as number) - this.firstYear) * accumulators.length;
      const slots = plans[plan]?.slots ?? [];
      for (let index = 0; index < slots.length; index += 1) {
        this.used[begin + (slots[index] as number)] = 0;
      }
    }
  }

  /** Settles a row that will be cancelled, and remembers what it moved. */
  keep(row: number, plan: number, year: number, run: SettleRow): void {
    const slots = this.#table.plans[plan]?.slots ?? [];
    const moved = Float64Array.from(slots, (slot) => -(this.used[year + slot] as number));
    run(plan, row, year);
    slots.forEach((slot, index) => {
      moved[index] = (moved[index] as number) + (this.used[year + slot] as number);
    });
    this.#moves.set(row, { plan, year, moved });
  }

  /** A cancellation: the negated amounts of its bill, and what that moved taken back. */
  cancel(row: number, first: number, back: number): void {
    const cancelled = row - back;
    const kept = cancelled >= first ? this.#moves.get(cancelled) : undefined;
    if (kept === undefined) {
      throw new RangeError(`row ${row} cancels row ${cancelled}, which is no bill of the person`);
    }
    this.#moves.delete(cancelled);
    const { funds, deductible_fen, person_fen } = this.#outcome;
    for (const column of funds) column[row] = -(column[cancelled] as number);
    deductible_fen[row] = -(deductible_fen[cancelled] as number);
    person_fen[row] = -(person_fen[cancelled] as number);
    const slots = this.#table.plans[kept.plan]?.slots ?? [];
    slots.forEach((slot, index) => {
      const place = kept.year + slot;
      this.used[place] = (this.used[place] as number) - (kept.moved[index] as number);
    });
    const stay = this.#bills.stay[cancelled] as number;
    if (stay !== 0) {
      this.chargedIn[stay] = (this.chargedIn[stay] as number) + (deductible_fen[row] as number);
    }
  }

  /** A bill that no plan was made for. @throws YibaoError POLICY-*, RangeError */
  refuse(row: number): never {
    const { case: cases, care_day } = this.#bills;
    const one = this.#cases[cases[row] as number];
    if (one === undefined) throw new RangeError(`row ${row} has no case`);
    refuseCase(this.#region, one, care_day[row] as number);
  }
}

interface Extent {
  readonly first_year: number;
  readonly years: number;
  /** Numbers of stays that occur, 0 among them. */
  readonly stays: number;
  readonly cancels: boolean;
}

/** How far the years and stays of a range go, and whether anything in it is cancelled. */
function extentOf({ year, stay, cancels_back }: BulkBills, from: number, to: number): Extent {
  let first = year[from] as number;
  let last = first;
  let stays = 0;
  let cancels = false;
  for (let row = from; row < to; row += 1) {
    const one = year[row] as number;
    if (one < first) first = one;
    if (one > last) last = one;
    if ((stay[row] as number) > stays) stays = stay[row] as number;
    if (cancels_back[row] !== 0) cancels = true;
  }
  return { first_year: first, years: last - first + 1, stays: stays + 1, cancels };
}

function cancelledRows({ cancels_back }: BulkBills, from: number, to: number): Uint8Array {
  const cancelled = new Uint8Array(to - from);
  for (let row = from; row < to; row += 1) {
    const back = cancels_back[row] as number;
    if (back !== 0) cancelled[row - from - back] = 1;
  }
  return cancelled;
}
