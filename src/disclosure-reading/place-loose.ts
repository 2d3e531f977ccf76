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

const COMBINATIONS_MOST = 2_000;
const NODES_MOST = 30_000;
const ROUNDS_MOST = 12;

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
  // Where a group has no answer, one wrong figure may be to blame: one column is let go.
  for (const broken of [0, 1]) {
    for (let round = 0; round < ROUNDS_MOST; round += 1) {
      const changed = groups.map((group) => narrow(group, rows, open, width, broken));
      if (!changed.includes(true)) break;
    }
  }
  for (const group of groups) leastBroken(group, rows, open, width);
  return open.map((candidates) => inCommon(candidates, width));
}

/** What is known of rows before their figures are placed. */
export interface KnownOfRows {
  /** The column that is filled in every row that has a figure. */
  readonly whole?: number;
  /** Of each row and column the least that stands there, in fen. */
  readonly least?: readonly (readonly number[])[];
}

/** For each figure its column. */
type Candidate = readonly number[];

function candidatesOf(
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

function sumHolds(
  { total, parts, less }: Sum,
  at: (column: number) => CellValue | undefined,
): boolean {
  const off = (less ?? []).map(at).map((value) => value && { ...value, fen: -value.fen });
  return holds(at(total), [...parts.map(at), ...off]);
}

function valuesAt(
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
  const exact = answersOf(members, rows, open, width, 0);
  const isNone = exact?.every((one) => one.size === 0) === true;
  const supported = isNone && broken > 0 ? answersOf(members, rows, open, width, broken) : exact;
  if (supported === null || supported.every((one) => one.size === 0)) return false;
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

function inCommon(candidates: readonly Candidate[], width: number): Placement {
  if (candidates.length === 0) return new Array<null>(width).fill(null);
  return Array.from({ length: width }, (_, column) => {
    const [first, ...rest] = candidates.map((candidate) => candidate.indexOf(column));
    return rest.every((one) => one === first) ? (first as number) : null;
  });
}
