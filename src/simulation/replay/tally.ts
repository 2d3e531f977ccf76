/**
 * What a replay adds up while it runs: sums only, so that the threads' tallies are added together
 * afterwards and the number of threads changes nothing. Amounts are fen; a year of a province
 * stays far below 2^53.
 */

/** The shape of a tally: how many of each thing there are. */
export interface TallyShape {
  readonly funds: number;
  readonly months: number;
  /** Cells of people: scheme × age band × identity × income group. */
  readonly cells: number;
  /** Cells by what people cost: group × sex × age, for costs per head and the years ahead. */
  readonly cost_cells: number;
  readonly levels: number;
  /** Random groups of people, for the confidence of the sums. */
  readonly blocks: number;
}

/** Figures kept for each cell of people and level of institution. */
export const CELL_FIGURES = [
  "people",
  "winners",
  "losers",
  "gain_fen",
  "loss_fen",
  "total_fen",
  "fund_before_fen",
  "fund_after_fen",
  "person_before_fen",
  "person_after_fen",
] as const;
export type CellFigure = (typeof CELL_FIGURES)[number];

/** Figures kept for each block of people; the funds' sums before and after follow them. */
export const BLOCK_FIGURES = [
  "people",
  "person_before_fen",
  "person_after_fen",
  "over_10_before",
  "over_10_after",
  "over_40_before",
  "over_40_after",
] as const;
export type BlockFigure = (typeof BLOCK_FIGURES)[number];

export interface Tally {
  readonly shape: TallyShape;
  /** [fund × months + month], as settled and under the change. */
  readonly fund_month_before_fen: Float64Array;
  readonly fund_month_after_fen: Float64Array;
  readonly person_month_before_fen: Float64Array;
  readonly person_month_after_fen: Float64Array;
  readonly total_month_fen: Float64Array;
  /** [(cell × levels + level) × figures + figure]; level `levels` is the whole person. */
  readonly cells: Float64Array;
  /** [block × (figures + 2 × funds) + figure]. */
  readonly blocks: Float64Array;
  /** [cost cell × (funds + 1) + fund]; the last is what the people themselves bore. */
  readonly cost_before_fen: Float64Array;
  readonly cost_after_fen: Float64Array;
}

export function newTally(shape: TallyShape): Tally {
  const { funds, months, cells, cost_cells, levels, blocks } = shape;
  const column = (length: number) => new Float64Array(length);
  return {
    shape,
    fund_month_before_fen: column(funds * months),
    fund_month_after_fen: column(funds * months),
    person_month_before_fen: column(months),
    person_month_after_fen: column(months),
    total_month_fen: column(months),
    cells: column(cells * (levels + 1) * CELL_FIGURES.length),
    blocks: column(blocks * blockWidth(shape)),
    cost_before_fen: column(cost_cells * (funds + 1)),
    cost_after_fen: column(cost_cells * (funds + 1)),
  };
}

/** Adds another tally of the same shape to the first. */
export function addTally(sum: Tally, other: Tally): void {
  for (const name of COLUMNS) {
    const into = sum[name];
    const from = other[name];
    for (let index = 0; index < into.length; index += 1) {
      into[index] = (into[index] as number) + (from[index] as number);
    }
  }
}

/** Sums under the change and of what was settled: those that a replay of sums leaves apart. */
const SIDES = [
  ["fund_month_before_fen", "fund_month_after_fen"],
  ["person_month_before_fen", "person_month_after_fen"],
  ["cost_before_fen", "cost_after_fen"],
] as const satisfies readonly (readonly [keyof Tally, keyof Tally])[];

/**
 * Sums of a trial as the difference that it makes to what was settled, given a replay under the
 * rules as they were. Where the history can be settled again to the fen, they are the trial's own.
 */
export function fromSettled(trial: Tally, base: Tally): Tally {
  const moved = SIDES.map(([settled, replayed]) => [
    replayed,
    trial[replayed].map((amount, index) => {
      return amount + (base[settled][index] as number) - (base[replayed][index] as number);
    }),
  ]);
  return { ...trial, ...(Object.fromEntries(moved) as Partial<Tally>) };
}

const COLUMNS = [
  "fund_month_before_fen",
  "fund_month_after_fen",
  "person_month_before_fen",
  "person_month_after_fen",
  "total_month_fen",
  "cells",
  "blocks",
  "cost_before_fen",
  "cost_after_fen",
] as const satisfies readonly (keyof Tally)[];

/** Figures of one block: the named ones, then each fund before, then each fund after. */
export function blockWidth({ funds }: TallyShape): number {
  return BLOCK_FIGURES.length + 2 * funds;
}

export function cellFigure(
  { shape, cells }: Tally,
  cell: number,
  level: number,
  figure: CellFigure,
): number {
  const row = cell * (shape.levels + 1) + level;
  return cells[row * CELL_FIGURES.length + CELL_FIGURES.indexOf(figure)] as number;
}
