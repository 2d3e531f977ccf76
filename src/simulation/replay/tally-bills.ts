import type { BulkBills } from "../../policy/index.ts";
import { BLOCK_FIGURES, blockWidth, CELL_FIGURES, type Tally } from "./tally.ts";
import { OUTSIDE } from "./window.ts";

/** Bills with what they came to twice: as settled, and under the change. */
export interface ComparedBills {
  readonly bills: BulkBills;
  /** Index of the month of settling; OUTSIDE for a bill that does not count. */
  readonly month: Uint8Array;
  /** Index of the institution's level, by case. */
  readonly level_of: Uint8Array;
  /** One column for each fund of the tally, in its order; null where it pays nothing. */
  readonly funds_before: readonly (Int32Array | null)[];
  readonly funds_after: readonly (Int32Array | null)[];
  readonly person_before_fen: Int32Array;
  readonly person_after_fen: Int32Array;
}

/** What the tally knows of people: columns over all people of the history. */
export interface ComparedPeople {
  /** Cell of each person, for winners and losers. */
  readonly cell: Int32Array;
  /** Cell by what people cost. */
  readonly cost_cell: Uint8Array;
  /** The block that the person's chance belongs to. */
  readonly block: Uint16Array;
  /** Disposable income of the years that count; below 0 where it is not known. */
  readonly income_fen: Float64Array;
  /** Filled in here: what each person bore in the period, and in how many rows. */
  readonly borne_before_fen: Float64Array;
  readonly borne_after_fen: Float64Array;
  readonly bills: Int32Array;
}

/**
 * Adds bills of whole persons to the tally.
 * @param whole with winners and losers, person by person; else the sums of funds and schemes only
 */
export function tallyBills(
  tally: Tally,
  compared: ComparedBills,
  people: ComparedPeople,
  whole: boolean,
): void {
  for (let fund = 0; fund < tally.shape.funds; fund += 1) {
    tallyFund(tally, compared, people, fund, whole);
  }
  tallyPersons(tally, compared, people);
  if (whole) tallyPeople(tally, compared, people);
}

/** Most funds pay nothing of most bills, so each is gone through by itself. */
function tallyFund(
  { shape, ...sums }: Tally,
  { bills, month, funds_before, funds_after }: ComparedBills,
  { cost_cell, block }: ComparedPeople,
  fund: number,
  whole: boolean,
): void {
  const before = funds_before[fund] ?? null;
  const after = funds_after[fund] ?? null;
  if (before === null && after === null) return;
  const { fund_month_before_fen, fund_month_after_fen, cost_before_fen, cost_after_fen } = sums;
  const { blocks } = sums;
  const { person } = bills;
  const firstMonth = fund * shape.months;
  const width = shape.funds + 1;
  const ofBlock = blockWidth(shape);
  const beforeInBlock = BLOCK_FIGURES.length + fund;
  const afterInBlock = beforeInBlock + shape.funds;
  for (let bill = 0; bill < bills.count; bill += 1) {
    const was = before === null ? 0 : (before[bill] as number);
    const is = after === null ? 0 : (after[bill] as number);
    if (was === 0 && is === 0) continue;
    const index = month[bill] as number;
    if (index === OUTSIDE) continue;
    add(fund_month_before_fen, firstMonth + index, was);
    add(fund_month_after_fen, firstMonth + index, is);
    const one = person[bill] as number;
    const cost = (cost_cell[one] as number) * width + fund;
    add(cost_before_fen, cost, was);
    add(cost_after_fen, cost, is);
    if (!whole) continue;
    const at = (block[one] as number) * ofBlock;
    add(blocks, at + beforeInBlock, was);
    add(blocks, at + afterInBlock, is);
  }
}

function add(into: Float64Array, at: number, amount_fen: number): void {
  into[at] = (into[at] as number) + amount_fen;
}

/** What the people themselves bore, by month and by cost cell. */
function tallyPersons(tally: Tally, compared: ComparedBills, { cost_cell }: ComparedPeople): void {
  const { bills, month, person_before_fen, person_after_fen } = compared;
  const { person, total_fen } = bills;
  const { cost_before_fen, cost_after_fen, shape } = tally;
  const { person_month_before_fen, person_month_after_fen, total_month_fen } = tally;
  const width = shape.funds + 1;
  for (let bill = 0; bill < bills.count; bill += 1) {
    const index = month[bill] as number;
    if (index === OUTSIDE) continue;
    const was = person_before_fen[bill] as number;
    const is = person_after_fen[bill] as number;
    add(person_month_before_fen, index, was);
    add(person_month_after_fen, index, is);
    add(total_month_fen, index, total_fen[bill] as number);
    const cost = (cost_cell[person[bill] as number] as number) * width + shape.funds;
    add(cost_before_fen, cost, was);
    add(cost_after_fen, cost, is);
  }
}

/** Sums of one person at each level, the last being the whole person; used again and again. */
interface LevelSums {
  readonly rows: Int32Array;
  readonly total: Float64Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

function tallyPeople(tally: Tally, compared: ComparedBills, people: ComparedPeople): void {
  const { bills, month, level_of, person_before_fen, person_after_fen } = compared;
  const { person: persons, case: cases, total_fen } = bills;
  const { levels } = tally.shape;
  const column = () => new Float64Array(levels + 1);
  const rows = new Int32Array(levels + 1);
  const sums: LevelSums = { rows, total: column(), before: column(), after: column() };
  for (let bill = 0; bill < bills.count; bill += 1) {
    if (month[bill] !== OUTSIDE) {
      const level = level_of[cases[bill] as number] as number;
      rows[level] = (rows[level] as number) + 1;
      add(sums.total, level, total_fen[bill] as number);
      add(sums.before, level, person_before_fen[bill] as number);
      add(sums.after, level, person_after_fen[bill] as number);
    }
    const person = persons[bill] as number;
    if (bill + 1 < bills.count && persons[bill + 1] === person) continue;
    addWhole(sums, levels);
    if (rows[levels] === 0) continue;
    flushPerson(tally, people, sums, person);
  }
}

function addWhole({ rows, total, before, after }: LevelSums, levels: number): void {
  for (let level = 0; level < levels; level += 1) {
    const count = rows[level] as number;
    if (count === 0) continue;
    rows[levels] = (rows[levels] as number) + count;
    add(total, levels, total[level] as number);
    add(before, levels, before[level] as number);
    add(after, levels, after[level] as number);
  }
}

/** Moves the person's sums into cells and block, and empties them for the next person. */
function flushPerson(tally: Tally, people: ComparedPeople, sums: LevelSums, person: number): void {
  const { levels } = tally.shape;
  const width = CELL_FIGURES.length;
  const cell = people.cell[person] as number;
  people.borne_before_fen[person] = sums.before[levels] as number;
  people.borne_after_fen[person] = sums.after[levels] as number;
  people.bills[person] = sums.rows[levels] as number;
  for (let level = 0; level <= levels; level += 1) {
    if (sums.rows[level] === 0) continue;
    const at = (cell * (levels + 1) + level) * width;
    addCell(
      tally.cells,
      at,
      sums.total[level] as number,
      sums.before[level] as number,
      sums.after[level] as number,
    );
    sums.rows[level] = 0;
    sums.total[level] = 0;
    sums.before[level] = 0;
    sums.after[level] = 0;
  }
  addToBlock(tally, people, person);
}

/** In the order of CELL_FIGURES. */
function addCell(
  cells: Float64Array,
  at: number,
  total: number,
  before: number,
  after: number,
): void {
  const change = after - before;
  add(cells, at, 1);
  if (change < 0) {
    add(cells, at + 1, 1);
    add(cells, at + 3, -change);
  } else if (change > 0) {
    add(cells, at + 2, 1);
    add(cells, at + 4, change);
  }
  add(cells, at + 5, total);
  add(cells, at + 6, total - before);
  add(cells, at + 7, total - after);
  add(cells, at + 8, before);
  add(cells, at + 9, after);
}

/** In the order of BLOCK_FIGURES. */
function addToBlock({ blocks, shape }: Tally, people: ComparedPeople, person: number): void {
  const at = (people.block[person] as number) * blockWidth(shape);
  const before = people.borne_before_fen[person] as number;
  const after = people.borne_after_fen[person] as number;
  const income = people.income_fen[person] as number;
  add(blocks, at, 1);
  add(blocks, at + 1, before);
  add(blocks, at + 2, after);
  if (income < 0) return;
  if (before * 10 > income) add(blocks, at + 3, 1);
  if (after * 10 > income) add(blocks, at + 4, 1);
  if (before * 10 > income * 4) add(blocks, at + 5, 1);
  if (after * 10 > income * 4) add(blocks, at + 6, 1);
}
