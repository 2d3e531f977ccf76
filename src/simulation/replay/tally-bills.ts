import type { BulkBills } from "../../policy/index.ts";
import { BLOCK_FIGURES, blockWidth, CELL_FIGURES, type Tally } from "./tally.ts";

/** Bills with what they came to twice: as settled, and under the change. */
export interface ComparedBills {
  readonly bills: BulkBills;
  /** Index of the month of settling, and of the institution's level. */
  readonly month: Uint8Array;
  readonly level: Uint8Array;
  /** One column for each fund of the tally, in its order. */
  readonly funds_before: readonly Int32Array[];
  readonly funds_after: readonly Int32Array[];
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
  /** Disposable income of the year per head; below 0 where it is not known. */
  readonly income_fen: Float64Array;
  /** Filled in here: what each person bore in the period. */
  readonly borne_before_fen: Float64Array;
  readonly borne_after_fen: Float64Array;
}

/** Adds bills of whole persons to the tally. */
export function tallyBills(tally: Tally, compared: ComparedBills, people: ComparedPeople): void {
  tallyMonths(tally, compared);
  tallyCosts(tally, compared, people);
  tallyPeople(tally, compared, people);
}

function tallyMonths(tally: Tally, compared: ComparedBills): void {
  const { bills, month } = compared;
  const { months } = tally.shape;
  const add = (into: Float64Array, offset: number, column: Int32Array) => {
    for (let bill = 0; bill < bills.count; bill += 1) {
      const at = offset + (month[bill] as number);
      into[at] = (into[at] as number) + (column[bill] as number);
    }
  };
  compared.funds_before.forEach((column, fund) => {
    add(tally.fund_month_before_fen, fund * months, column);
  });
  compared.funds_after.forEach((column, fund) => {
    add(tally.fund_month_after_fen, fund * months, column);
  });
  add(tally.person_month_before_fen, 0, compared.person_before_fen);
  add(tally.person_month_after_fen, 0, compared.person_after_fen);
  add(tally.total_month_fen, 0, bills.total_fen);
}

function tallyCosts(tally: Tally, compared: ComparedBills, people: ComparedPeople): void {
  const { bills } = compared;
  const width = tally.shape.funds + 1;
  const add = (into: Float64Array, fund: number, column: Int32Array) => {
    for (let bill = 0; bill < bills.count; bill += 1) {
      const amount = column[bill] as number;
      if (amount === 0) continue;
      const at = (people.cost_cell[bills.person[bill] as number] as number) * width + fund;
      into[at] = (into[at] as number) + amount;
    }
  };
  const { cost_before_fen, cost_after_fen } = tally;
  [...compared.funds_before, compared.person_before_fen].forEach((column, fund) => {
    add(cost_before_fen, fund, column);
  });
  [...compared.funds_after, compared.person_after_fen].forEach((column, fund) => {
    add(cost_after_fen, fund, column);
  });
}

/** Sums of one person at each level, the last being the whole person; used again and again. */
interface LevelSums {
  readonly rows: Int32Array;
  readonly total: Float64Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
}

function tallyPeople(tally: Tally, compared: ComparedBills, people: ComparedPeople): void {
  const { bills, level, person_before_fen, person_after_fen } = compared;
  const { levels } = tally.shape;
  const column = () => new Float64Array(levels + 1);
  const sums = { rows: new Int32Array(levels + 1), total: column(), before: column() };
  const all: LevelSums = { ...sums, after: column() };
  let bill = 0;
  while (bill < bills.count) {
    const person = bills.person[bill] as number;
    const first = bill;
    while (bill < bills.count && bills.person[bill] === person) {
      const total = bills.total_fen[bill] as number;
      const before = person_before_fen[bill] as number;
      const after = person_after_fen[bill] as number;
      addTo(all, level[bill] as number, total, before, after);
      addTo(all, levels, total, before, after);
      bill += 1;
    }
    flushPerson(tally, people, all, person);
    addToBlock(tally, compared, people, person, first, bill);
  }
}

function addTo(sums: LevelSums, level: number, total: number, before: number, after: number): void {
  sums.rows[level] = (sums.rows[level] as number) + 1;
  sums.total[level] = (sums.total[level] as number) + total;
  sums.before[level] = (sums.before[level] as number) + before;
  sums.after[level] = (sums.after[level] as number) + after;
}

/** Moves the person's sums into the cells and empties them for the next person. */
function flushPerson(tally: Tally, people: ComparedPeople, sums: LevelSums, person: number): void {
  const { levels } = tally.shape;
  const width = CELL_FIGURES.length;
  const cell = people.cell[person] as number;
  people.borne_before_fen[person] = sums.before[levels] as number;
  people.borne_after_fen[person] = sums.after[levels] as number;
  for (let level = 0; level <= levels; level += 1) {
    if (sums.rows[level] === 0) continue;
    const total = sums.total[level] as number;
    const before = sums.before[level] as number;
    const after = sums.after[level] as number;
    const at = (cell * (levels + 1) + level) * width;
    addCell(tally.cells, at, total, before, after);
    sums.rows[level] = 0;
    sums.total[level] = 0;
    sums.before[level] = 0;
    sums.after[level] = 0;
  }
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
  cells[at] = (cells[at] as number) + 1;
  if (change < 0) {
    cells[at + 1] = (cells[at + 1] as number) + 1;
    cells[at + 3] = (cells[at + 3] as number) - change;
  } else if (change > 0) {
    cells[at + 2] = (cells[at + 2] as number) + 1;
    cells[at + 4] = (cells[at + 4] as number) + change;
  }
  cells[at + 5] = (cells[at + 5] as number) + total;
  cells[at + 6] = (cells[at + 6] as number) + total - before;
  cells[at + 7] = (cells[at + 7] as number) + total - after;
  cells[at + 8] = (cells[at + 8] as number) + before;
  cells[at + 9] = (cells[at + 9] as number) + after;
}

/** In the order of BLOCK_FIGURES, then the funds before, then the funds after. */
function addToBlock(
  tally: Tally,
  compared: ComparedBills,
  people: ComparedPeople,
  person: number,
  first: number,
  end: number,
): void {
  const { blocks, shape } = tally;
  const at = (people.block[person] as number) * blockWidth(shape);
  const before = people.borne_before_fen[person] as number;
  const after = people.borne_after_fen[person] as number;
  const income = people.income_fen[person] as number;
  blocks[at] = (blocks[at] as number) + 1;
  blocks[at + 1] = (blocks[at + 1] as number) + before;
  blocks[at + 2] = (blocks[at + 2] as number) + after;
  if (income >= 0) {
    if (before * 10 > income) blocks[at + 3] = (blocks[at + 3] as number) + 1;
    if (after * 10 > income) blocks[at + 4] = (blocks[at + 4] as number) + 1;
    if (before * 10 > income * 4) blocks[at + 5] = (blocks[at + 5] as number) + 1;
    if (after * 10 > income * 4) blocks[at + 6] = (blocks[at + 6] as number) + 1;
  }
  let into = at + BLOCK_FIGURES.length;
  for (const columns of [compared.funds_before, compared.funds_after]) {
    for (const column of columns) {
      let sum = blocks[into] as number;
      for (let bill = first; bill < end; bill += 1) sum += column[bill] as number;
      blocks[into] = sum;
      into += 1;
    }
  }
}
