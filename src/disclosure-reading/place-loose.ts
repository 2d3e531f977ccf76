import type { CellValue } from "./cell.ts";

/** A total that is the sum of parts: columns of a row, or rows of a column, by their index. */
export interface Sum {
  readonly total: number;
  readonly parts: readonly number[];
  /** What is taken off the parts; only for columns of a row. */
  readonly less?: readonly number[];
}

/** For each column the index of the figure that stands in it, -1 for a blank, null: not known. */
export type Placement = readonly (number | null)[];

/** Why a figure has no address. */
export const UNPLACED = "这一行的数字缺少栏位，按平衡关系不能唯一确定属于哪一栏";

const COMBINATIONS_MOST = 2_000;
const NODES_MOST = 30_000;
const ROUNDS_MOST = 12;
const BROKEN_MOST = 2;

/**
 * Finds the columns of figures whose columns were lost: each row's figures keep their order, the
 * sums of its columns hold, and the sums over rows hold in every column. What all answers have in
 * common is known; the rest stays open. A row or group that no answer fits is itself wrong: it is
 * given the fewest broken sums, and never decides about others.
 */
export function placeLoose(
  rows: readonly (readonly CellValue[])[],
  width: number,
  rowSums: readonly Sum[],
  groups: readonly Sum[],
  known: KnownOfRows = {},
): readonly Placement[] {
  const open = rows.map((values, at) => {
    return candidatesOf(values, width, rowSums, known.whole, known.least?.[at]);
  });
  bySums(groups, rows, open, width);
  const before = [...open];
  if (agreeing(rows, open, width, known)) {
    const torn = groups.filter((group) => {
      return !hasAnswer(group, rows, open, width) && hasAnswer(group, rows, before, width);
    });
    // What is said elsewhere and contradicts itself row by row decides nothing.
    for (const { total, parts } of torn) {
      for (const row of [total, ...parts]) open[row] = before[row] as readonly Candidate[];
    }
    bySums(groups, rows, open, width);
  }
  return open.map((candidates) => inCommon(candidates, width));
}

function bySums(
  groups: readonly Sum[],
  rows: readonly (readonly CellValue[])[],
  open: (readonly Candidate[])[],
  width: number,
): void {
  // Where a group has no answer, one wrong figure may be to blame: its column is let go, and that
  // of the total of its row, which is wrong with it.
  for (let broken = 0; broken <= BROKEN_MOST; broken += 1) {
    if (broken > 0) for (const group of groups) withinTotal(group, rows, open, width);
    // A group is tried again only where other groups have left less open in it: what is left when
    // it has been tried stands in its answers already, and what is open only grows fewer.
    const tried = new Map<Sum, number>();
    const left = ({ total, parts }: Sum) =>
      [total, ...parts].reduce((sum, row) => sum + (open[row]?.length ?? 0), 0);
    for (let round = 0; round < ROUNDS_MOST; round += 1) {
      const changed = groups.map((group) => {
        if (tried.get(group) === left(group)) return false;
        const is_changed = narrow(group, rows, open, width, broken);
        tried.set(group, left(group));
        return is_changed;
      });
      if (!changed.includes(true)) break;
    }
  }
  for (const group of groups) leastBroken(group, rows, open, width);
}

/** What is known of rows before their figures are placed. */
export interface KnownOfRows {
  /** The column that is filled in every row that has a figure. */
  readonly whole?: number;
  /** Of each row and column the least that stands there, in fen. */
  readonly least?: readonly (readonly number[])[];
  /** What is said elsewhere of a cell: it decides where the sums do not. */
  readonly elsewhere?: (row: number, column: number) => Elsewhere | null;
}

type Amount = Pick<CellValue, "fen" | "step">;

/** What other tables and sentences say of a figure. */
export interface Elsewhere {
  /** The same figure, as tables print it and as sentences tell it: the amounts of each. */
  readonly same: readonly (readonly Amount[])[];
  /** A figure that it is a part of; null for none. */
  readonly most: Amount | null;
}

/** For each figure its column. */
export type Candidate = readonly number[];

/** All places of a row that hold its sums; where none does, all that are possible. */
export function candidatesOf(
  values: readonly CellValue[],
  width: number,
  sums: readonly Sum[],
  whole: number | undefined,
  least: readonly number[] | undefined,
): readonly Candidate[] {
  if (values.length > width) return [];
  const every = combinations(values.length, width);
  if (every.length <= 1) return every;
  const filled = every.filter((candidate) => whole === undefined || candidate.includes(whole));
  const all = filled.filter((candidate) => isEnough(candidate, values, least));
  const tried = all.length > 0 ? all : filled;
  const broken = tried.map((candidate) => brokenSums(candidate, values, width, sums));
  // Where no place fits, a figure is wrong: the fewest broken sums may be those of a wrong place.
  const isWrong = !broken.includes(0);
  return isWrong ? tried : tried.filter((_, at) => broken[at] === 0);
}

/** Whether each column holds at least what it must. */
function isEnough(
  candidate: Candidate,
  values: readonly CellValue[],
  least: readonly number[] | undefined,
): boolean {
  return (least ?? []).every((fen, column) => {
    const value = values[candidate.indexOf(column)];
    return (value?.fen ?? 0) + (value?.step ?? 0) >= fen;
  });
}

function combinations(count: number, width: number): readonly Candidate[] {
  const found: number[][] = [];
  const chosen: number[] = [];
  const choose = (from: number) => {
    if (found.length > COMBINATIONS_MOST) return;
    if (chosen.length === count) {
      found.push([...chosen]);
      return;
    }
    for (let at = from; at <= width - (count - chosen.length); at += 1) {
      chosen.push(at);
      choose(at + 1);
      chosen.pop();
    }
  };
  choose(0);
  return found.length > COMBINATIONS_MOST ? [] : found;
}

function brokenSums(
  candidate: Candidate,
  values: readonly CellValue[],
  width: number,
  sums: readonly Sum[],
): number {
  const row = valuesAt(candidate, values, width);
  return sums.filter((sum) => !sumHolds(sum, (column) => row[column])).length;
}

/** Whether every sum of a row holds where its figures are placed so. */
export function sumsHold(
  placement: Placement,
  values: readonly CellValue[],
  sums: readonly Sum[],
): boolean {
  const at = (column: number) => values[placement[column] ?? -1];
  return sums.every((sum) => sumHolds(sum, at));
}

export function sumHolds(
  { total, parts, less }: Sum,
  at: (column: number) => CellValue | undefined,
): boolean {
  const off = (less ?? []).map(at).map((value) => value && { ...value, fen: -value.fen });
  return holds(at(total), [...parts.map(at), ...off]);
}

export function valuesAt(
  candidate: Candidate,
  values: readonly CellValue[],
  width: number,
): readonly (CellValue | undefined)[] {
  const row = new Array<CellValue | undefined>(width).fill(undefined);
  candidate.forEach((column, at) => {
    row[column] = values[at];
  });
  return row;
}

/** Whether a total is the sum of its parts, as far as rounding lets one see. */
function holds(total: CellValue | undefined, parts: readonly (CellValue | undefined)[]): boolean {
  let difference = total?.fen ?? 0;
  let steps = total?.step ?? 0;
  for (const part of parts) {
    difference -= part?.fen ?? 0;
    steps += part?.step ?? 0;
  }
  return Math.abs(difference) * 2 <= steps;
}

/** Whether the sums over the rows of a group can hold; of too many answers nobody knows. */
function hasAnswer(
  { total, parts }: Sum,
  rows: readonly (readonly CellValue[])[],
  open: readonly (readonly Candidate[])[],
  width: number,
): boolean {
  const found = answersOf([total, ...parts], rows, open, width, 0);
  return found === null || found.some((one) => one.size > 0);
}

/** Leaves only what stands in some answer of the group; true where that took something away. */
function narrow(
  { total, parts }: Sum,
  rows: readonly (readonly CellValue[])[],
  open: (readonly Candidate[])[],
  width: number,
  broken: number,
): boolean {
  const members = [total, ...parts];
  const isDecided = members.every((member) => open[member]?.length === 1);
  if (isDecided || members.some((member) => open[member]?.length === 0)) return false;
  let supported = answersOf(members, rows, open, width, 0);
  for (let more = 1; more <= broken && isNone(supported); more += 1) {
    supported = answersOf(members, rows, open, width, more);
  }
  if (supported === null || isNone(supported)) return false;
  let changed = false;
  members.forEach((member, at) => {
    const before = open[member] as readonly Candidate[];
    const after = before.filter((_, index) => supported[at]?.has(index));
    if (after.length < before.length && after.length > 0) {
      open[member] = after;
      changed = true;
    }
  });
  return changed;
}

/**
 * Leaves of open parts the places in which no figure is more than that of the total there; only
 * where there are too many answers to try each.
 */
function withinTotal(
  { total, parts }: Sum,
  rows: readonly (readonly CellValue[])[],
  open: (readonly Candidate[])[],
  width: number,
): void {
  const [decided, ...others] = open[total] ?? [];
  if (decided === undefined || others.length > 0) return;
  if (parts.every((part) => open[part]?.length === 1)) return;
  if (answersOf([total, ...parts], rows, open, width, BROKEN_MOST) !== null) return;
  const whole = valuesAt(decided, rows[total] as readonly CellValue[], width);
  const members = [total, ...parts].map((member) => rows[member] as readonly CellValue[]);
  if (members.flat().some(({ fen }) => fen < 0)) return;
  for (const part of parts) {
    const candidates = open[part] as readonly Candidate[];
    const values = rows[part] as readonly CellValue[];
    const within = candidates.filter((candidate) =>
      candidate.every((column, at) => {
        const { fen, step } = values[at] as CellValue;
        const most = whole[column] ?? { fen: 0, step: 0 };
        return (fen - most.fen) * 2 <= step + most.step;
      }),
    );
    if (within.length > 0) open[part] = within;
  }
}

function isNone(supported: readonly ReadonlySet<number>[] | null): boolean {
  return supported?.every((one) => one.size === 0) === true;
}

/** Of each member the candidates that stand in an answer; null where there are too many to try. */
function answersOf(
  members: readonly number[],
  rows: readonly (readonly CellValue[])[],
  open: readonly (readonly Candidate[])[],
  width: number,
  broken: number,
): readonly ReadonlySet<number>[] | null {
  const tables = members.map((member) => {
    const values = rows[member] as readonly CellValue[];
    return (open[member] as readonly Candidate[]).map((one) => valuesAt(one, values, width));
  });
  const negative = tables.flat(2).some((value) => (value?.fen ?? 0) < 0);
  const supported = members.map(() => new Set<number>());
  const chosen = new Array<number>(members.length).fill(0);
  const left = new Array<number>(width).fill(0);
  const slack = new Array<number>(width).fill(0);
  let nodes = 0;
  const visit = (at: number): boolean => {
    nodes += 1;
    if (nodes > NODES_MOST) return false;
    if (at === members.length) {
      const wrong = left.filter((rest, c) => Math.abs(rest) * 2 > (slack[c] as number));
      if (wrong.length > broken) return true;
      chosen.forEach((candidate, member) => {
        supported[member]?.add(candidate);
      });
      return true;
    }
    const sign = at === 0 ? 1 : -1;
    return (tables[at] as (readonly (CellValue | undefined)[])[]).every((row, index) => {
      take(row, sign, left, slack);
      chosen[at] = index;
      // Too much in a column already: what follows takes only more.
      const over = left.filter((rest, c) => -rest * 2 > (slack[c] as number) + SPARE).length;
      const goesOn = (!negative && over > broken) || visit(at + 1);
      take(row, -sign, left, slack, -1);
      return goesOn;
    });
  };
  return visit(0) ? supported : null;
}

/** What the roundings of later rows may still forgive, in fen doubled. */
const SPARE = 20_000_000;

function take(
  row: readonly (CellValue | undefined)[],
  sign: number,
  left: number[],
  slack: number[],
  step = 1,
): void {
  row.forEach((value, column) => {
    if (value === undefined) return;
    left[column] = (left[column] as number) + sign * value.fen;
    slack[column] = (slack[column] as number) + step * value.step;
  });
}

/** A group with one open row that no answer fits: the place that breaks the fewest columns. */
function leastBroken(
  { total, parts }: Sum,
  rows: readonly (readonly CellValue[])[],
  open: (readonly Candidate[])[],
  width: number,
): void {
  const members = [total, ...parts];
  const undecided = members.filter((member) => open[member]?.length !== 1);
  const [only] = undecided;
  if (only === undefined || undecided.length > 1) return;
  const tried = (open[only] as readonly Candidate[]).map((candidate) => {
    const all = members.map((member) => {
      const own = member === only ? candidate : (open[member]?.[0] as Candidate);
      return valuesAt(own, rows[member] as readonly CellValue[], width);
    });
    const [sum, ...rest] = all as [readonly (CellValue | undefined)[]];
    let broken = 0;
    for (let column = 0; column < width; column += 1) {
      const column_parts = (rest as (readonly (CellValue | undefined)[])[]).map(
        (row) => row[column],
      );
      if (!holds(sum[column], column_parts)) broken += 1;
    }
    return { candidate, broken };
  });
  const least = Math.min(...tried.map(({ broken }) => broken));
  open[only] = tried.filter(({ broken }) => broken === least).map(({ candidate }) => candidate);
}

/** Leaves of open rows the places that least is said against elsewhere; true where some went. */
function agreeing(
  rows: readonly (readonly CellValue[])[],
  open: (readonly Candidate[])[],
  width: number,
  { elsewhere }: KnownOfRows,
): boolean {
  if (elsewhere === undefined) return false;
  let changed = false;
  open.forEach((candidates, at) => {
    if (candidates.length <= 1) return;
    const said = Array.from({ length: width }, (_, column) => elsewhere(at, column));
    const against = candidates.map((candidate) => {
      const row = valuesAt(candidate, rows[at] as readonly CellValue[], width);
      return said.reduce((sum, one, column) => sum + contradictions(one, row[column]), 0);
    });
    const least = Math.min(...against);
    open[at] = candidates.filter((_, index) => against[index] === least);
    changed ||= (open[at] as readonly Candidate[]).length < candidates.length;
  });
  return changed;
}

/** How much of what is said elsewhere speaks against a figure of a cell, or none there. */
export function contradictions(said: Elsewhere | null, value: CellValue | undefined): number {
  if (said === null) return 0;
  const { fen, step } = value ?? { fen: 0, step: 0 };
  const isSame = (one: Amount) => Math.abs(one.fen - fen) * 2 <= one.step + step;
  const others = said.same.filter((amounts) => !amounts.some(isSame));
  const isMore = said.most !== null && (fen - said.most.fen) * 2 > said.most.step + step;
  return others.length + (isMore ? 1 : 0);
}

/** What all places of a row have in common. */
export function inCommon(candidates: readonly Candidate[], width: number): Placement {
  if (candidates.length === 0) return new Array<null>(width).fill(null);
  return Array.from({ length: width }, (_, column) => {
    const [first, ...rest] = candidates.map((candidate) => candidate.indexOf(column));
    return rest.every((one) => one === first) ? (first as number) : null;
  });
}
