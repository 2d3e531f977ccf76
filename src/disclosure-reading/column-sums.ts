import type { CellValue } from "./cell.ts";
import { fittingFloors } from "./fitting-floors.ts";
import {
  candidatesOf,
  type Elsewhere,
  type KnownOfRows,
  type Placement,
  placeLoose,
  type Sum,
  sumHolds,
  sumsHold,
  valuesAt,
} from "./place-loose.ts";

/** What the columns of a form add up to, by id; parts that a table does not print are left out. */
const SUMS: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  income: [
    [
      "total",
      [
        ...["appropriation", "general", "fund", "capital", "special-account", "superior"],
        ...["superior-finance", "business", "operating", "affiliated", "other", "unit"],
        ...["surplus-used", "opening"],
      ],
    ],
    [
      "year",
      [
        ...["appropriation", "general", "fund", "capital", "special-account", "superior"],
        ...["superior-finance", "business", "operating", "affiliated", "other", "unit"],
      ],
    ],
    ["general", ["general-allotted", "general-nontax"]],
  ],
  spending: [
    ["total", ["basic", "project", "upward", "operating", "affiliated"]],
    ["basic", ["basic-personnel", "basic-public"]],
  ],
  functional: [
    ["total", ["basic", "project"]],
    ["basic", ["basic-personnel", "basic-public"]],
  ],
  economic: [["total", ["personnel", "public"]]],
  sides: [["amount", ["general", "fund", "capital"]]],
};

/** The sums that hold in each row of a table with these columns. */
export function columnSums(group: string, columns: readonly (string | null)[]): readonly Sum[] {
  const own = SUMS[group === "functional-spending" ? "functional" : group] ?? [];
  const sums = own.flatMap(([id, ids]) => {
    const total = columns.indexOf(id);
    const isWhole = id === "total" || id === "year";
    const wholes = isWhole ? Object.keys(WITHIN).filter((one) => columns.includes(one)) : [];
    const nested = wholes.flatMap((one) => WITHIN[one] as readonly string[]);
    const parts = ids
      .filter((part) => !nested.includes(part))
      .map((part) => columns.indexOf(part))
      .filter((part) => part >= 0);
    return total < 0 || parts.length === 0 ? [] : [{ total, parts }];
  });
  return [...sums, ...balance(columns)];
}

/** What was there and came in is what was spent and what is left. */
function balance(columns: readonly (string | null)[]): readonly Sum[] {
  const [opening, income, total, closing] = ["opening", "income", "total", "closing"].map((id) => {
    return columns.indexOf(id);
  }) as [number, number, number, number];
  if ([opening, income, total, closing].some((column) => column < 0)) return [];
  return [{ total, parts: [opening, income], less: [closing] }];
}

/** Columns that are parts of another where that is a column of its own. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  appropriation: ["general", "fund", "capital"],
  unit: ["superior", "superior-finance", "business", "operating", "affiliated", "other"],
};

/**
 * Places figures whose columns were lost, by the sums of a form.
 * @param nothing ids of columns that other tables say hold nothing
 * @param cells what a column of a row holds at least, and what is said of it elsewhere
 */
export function placedBySums(
  rows: readonly (readonly CellValue[])[],
  group: string,
  ids: readonly (string | null)[],
  groups: readonly Sum[],
  nothing: ReadonlySet<string>,
  cells: KnownOfCells = {},
): readonly Placement[] {
  if (isMisnamed(rows, columnSums(group, ids), ids.length)) {
    return rows.map(() => ids.map(() => null));
  }
  const open = ids.flatMap((id, at) => (id !== null && nothing.has(id) ? [] : [at]));
  const most = Math.max(0, ...rows.map(({ length }) => length));
  if (open.length === ids.length || most > open.length) {
    const known = knownOf(rows, ids, cells);
    return placeLoose(rows, ids.length, columnSums(group, ids), groups, known);
  }
  const left = open.map((at) => ids[at] as string | null);
  const known = knownOf(rows, left, cells);
  const placed = placeLoose(rows, left.length, columnSums(group, left), groups, known);
  return placed.map((placement) => {
    return ids.map((_, at) =>
      open.includes(at) ? (placement[open.indexOf(at)] as number | null) : -1,
    );
  });
}

/** What is known of the cells of a table from elsewhere, by the number of the row. */
export interface KnownOfCells {
  readonly least?: (row: number, column: string) => number;
  readonly elsewhere?: (row: number, column: string) => Elsewhere | null;
}

function knownOf(
  rows: readonly (readonly CellValue[])[],
  ids: readonly (string | null)[],
  { least = () => 0, elsewhere = () => null }: KnownOfCells,
): KnownOfRows {
  const total = ids.indexOf("total");
  const isAlways = total >= 0 && !ids.includes("closing");
  const floors = rows.map((_, row) => ids.map((id) => (id === null ? 0 : least(row, id))));
  const known = {
    least: fittingFloors(rows, floors, isAlways ? total : undefined),
    elsewhere: (row: number, column: number) => elsewhere(row, ids[column] ?? ""),
  };
  return isAlways ? { ...known, whole: total } : known;
}

const WRONG_LEAST = 2;

/** Rows with all their figures in which the sums do not hold: the columns are others. */
function isMisnamed(
  rows: readonly (readonly CellValue[])[],
  sums: readonly Sum[],
  width: number,
): boolean {
  const full = rows.filter(({ length }) => length === width);
  const order = Array.from({ length: width }, (_, at) => at);
  const wrong = full.filter((values) => !sumsHold(order, values, sums)).length;
  return wrong >= WRONG_LEAST && wrong * 2 > full.length;
}

const SOUND_LEAST = 3;
const MISFITS_MOST = 2;

/**
 * Rows whose figures fit in no columns and were not placed, in a table where those of the other
 * rows fit: a figure of theirs is wrong.
 */
export function misfitRows(
  rows: readonly (readonly CellValue[])[],
  group: string,
  ids: readonly (string | null)[],
  placements: readonly Placement[],
): readonly number[] {
  if (ids.includes("")) return [];
  const sums = columnSums(group, ids);
  const whole = ids.indexOf("total");
  const full = rows.flatMap((values, at) => (values.length >= FIGURES_LEAST ? [at] : []));
  const misfits = full.filter((at) => {
    const values = rows[at] as readonly CellValue[];
    const isOpen = (placements[at] as Placement).includes(null);
    return isOpen && !fitsSomewhere(values, ids.length, sums, whole < 0 ? undefined : whole);
  });
  const isSound = full.length - misfits.length >= SOUND_LEAST;
  return sums.length > 0 && isSound && misfits.length <= MISFITS_MOST ? misfits : [];
}

const FIGURES_LEAST = 2;

function fitsSomewhere(
  values: readonly CellValue[],
  width: number,
  sums: readonly Sum[],
  whole: number | undefined,
): boolean {
  const candidates = candidatesOf(values, width, sums, whole, undefined);
  if (candidates.length === 0) return true;
  return candidates.some((candidate) => {
    const row = valuesAt(candidate, values, width);
    return sums.every((sum) => sumHolds(sum, (column) => row[column]));
  });
}
