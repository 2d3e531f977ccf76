import type { CellValue } from "./cell.ts";
import {
  type Candidate,
  candidatesOf,
  contradictions,
  type Elsewhere,
  inCommon,
  type Placement,
  type Sum,
  sumHolds,
  valuesAt,
} from "./place-loose.ts";

/** What is known of the cells of a row, in the order of its columns. */
interface KnownOfRow {
  readonly least: readonly number[];
  readonly elsewhere: readonly (Elsewhere | null)[];
}

/**
 * Finds the columns of the figures of a table with one row. What is said elsewhere decides where
 * the sums do not. Where no place holds every sum a figure is wrong: then the places stay that one
 * wrong figure explains, if what else holds shows that the columns are understood.
 */
export function placeRow(
  values: readonly CellValue[],
  sums: readonly Sum[],
  { least, elsewhere }: KnownOfRow,
): PlacedRow {
  const width = elsewhere.length;
  const candidates = candidatesOf(values, width, sums, undefined, least);
  const judged = candidates.map((candidate) => judgedAs(candidate, values, sums, elsewhere));
  if (!judged.some(({ broken }) => broken.length === 0)) {
    const explained = judged.filter((one) => isExplained(one, sums));
    if (explained.length === 0) return { placement: commonOf(judged, width), misfit: null };
    const nearest = fewest(explained, ({ against }) => against);
    const placement = commonOf(nearest, width);
    return { placement, misfit: misfitOf(nearest, placement) };
  }
  const agreed = fewest(judged, ({ against }) => against);
  return { placement: commonOf(agreed, width), misfit: null };
}

export interface PlacedRow {
  readonly placement: Placement;
  /** The column of a sum that is broken wherever its open parts stand; null for none. */
  readonly misfit: number | null;
}

function commonOf(judged: readonly Judged[], width: number): Placement {
  return inCommon(
    judged.map(({ candidate }) => candidate),
    width,
  );
}

/** Sums whose figures are all placed are left to the rules. */
function misfitOf(nearest: readonly Judged[], placement: Placement): number | null {
  const [first, ...rest] = nearest;
  const always = first?.broken.find((sum) => {
    const isOpen = [sum.total, ...sum.parts].some((column) => placement[column] === null);
    return isOpen && rest.every(({ broken }) => broken.includes(sum));
  });
  return always?.total ?? null;
}

interface Judged {
  readonly candidate: Candidate;
  readonly broken: readonly Sum[];
  /** Sums of figures that hold, and figures that stand elsewhere as well. */
  readonly confirmed: number;
  /** How much speaks against it. */
  readonly against: number;
}

function judgedAs(
  candidate: Candidate,
  values: readonly CellValue[],
  sums: readonly Sum[],
  elsewhere: readonly (Elsewhere | null)[],
): Judged {
  const row = valuesAt(candidate, values, elsewhere.length);
  const fenAt = (column: number) => row[column]?.fen ?? 0;
  const broken = sums.filter((sum) => !sumHolds(sum, (column) => row[column]));
  // Parts without their sum: nobody leaves out the sum.
  const headless = broken.filter(({ total }) => fenAt(total) === 0);
  const held = sums.filter((sum) => !broken.includes(sum) && fenAt(sum.total) !== 0);
  const said = elsewhere.map((one, column) => {
    const against = contradictions(one, row[column]);
    return { against, isSame: one !== null && one.same.length > 0 && fenAt(column) !== 0 };
  });
  const again = said.filter(({ against, isSame }) => isSame && against === 0).length;
  const contrary = said.reduce((total, { against }) => total + against, 0);
  return {
    ...{ candidate, broken, confirmed: held.length + again },
    against: broken.length + headless.length + contrary,
  };
}

/** Whether one wrong figure breaks all that is broken, and more than that holds. */
function isExplained({ broken, confirmed }: Judged, sums: readonly Sum[]): boolean {
  const [first, ...rest] = broken;
  if (first === undefined || confirmed <= broken.length || sums.length < 2) return false;
  const figures = [first.total, ...first.parts];
  return figures.some((at) => rest.every(({ total, parts }) => [total, ...parts].includes(at)));
}

function fewest<T>(all: readonly T[], count: (one: T) => number): readonly T[] {
  const least = Math.min(...all.map(count));
  return all.filter((one) => count(one) === least);
}
