import type { Ppm } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import type { Bench } from "../bench.ts";
import {
  type ChangeableCell,
  changeableParameters,
  type ParameterStep,
  type RowSelection,
  shiftParameter,
} from "../change/index.ts";
import type { SensitivityOutcome } from "../outcome/simulation-result.ts";
import type { RecasedHistory } from "../replay/recase.ts";
import type { Tally } from "../replay/tally.ts";

interface Step {
  readonly step: ParameterStep;
  readonly words: string;
}

/**
 * How far a parameter is moved, by its unit: a point of a ratio, a hundredth of an amount, one. A
 * parameter that cannot move up (all is paid already) is moved down.
 */
const STEPS: Readonly<Record<string, readonly Step[]>> = {
  ratio: [
    { step: { absolute: 10_000 }, words: "提高 1 个百分点" },
    { step: { absolute: -10_000 }, words: "降低 1 个百分点" },
  ],
  bands: [
    { step: { absolute: 10_000 }, words: "各段提高 1 个百分点" },
    { step: { absolute: -10_000 }, words: "各段降低 1 个百分点" },
  ],
  yuan: [{ step: { relative_ppm: 10_000 as Ppm }, words: "提高 1%" }],
  count: [{ step: { absolute: 1 }, words: "增加 1" }],
};

/** A parameter that can be moved, and the rules with it moved. */
interface Shift {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  readonly region: Region;
}

/**
 * What one step of each parameter that the benefits read would do, everything else as it is under
 * the change: one replay each. In the order of what it does to the funds, the strongest first.
 */
export async function sensitivityOf(
  bench: Bench,
  region: Region,
  recased: RecasedHistory,
): Promise<SensitivityOutcome[]> {
  const shifts = shiftsOf(bench, region);
  const regions = [region, ...shifts.map((shift) => shift.region)];
  const tallies = await bench.replayEach("敏感性", regions, recased);
  const [before, ...sums] = tallies.map((tally) => sumsOf(bench, region, tally)) as [
    Sums,
    ...Sums[],
  ];
  const outcomes = shifts.map((shift, index): SensitivityOutcome => {
    const after = sums[index] as Sums;
    const pools = [...after.pools].flatMap(([pool, sum]) => {
      const change_fen = sum - (before.pools.get(pool) ?? 0);
      return change_fen === 0 ? [] : [{ pool, change_fen }];
    });
    return {
      parameter: shift.name,
      title: shift.title,
      step: shift.words,
      fund_change_fen: after.fund_fen - before.fund_fen,
      person_change_fen: after.person_fen - before.person_fen,
      pools,
    };
  });
  // Equal ones keep the order of the packs.
  return outcomes.sort((a, b) => Math.abs(b.fund_change_fen) - Math.abs(a.fund_change_fen));
}

/** Parameters in force at the beginning or at the end that some step moves at all. */
function shiftsOf({ from, to }: Bench, region: Region): Shift[] {
  const names = new Set<string>();
  return [from, to].flatMap((day) =>
    changeableParameters(region, day).flatMap(({ name, title, unit, used_by_benefits, cells }) => {
      const steps = STEPS[unit] ?? [];
      const moves = used_by_benefits && cells.some((cell) => cell.numeric);
      if (!moves || names.has(name)) return [];
      names.add(name);
      for (const { step, words } of steps) {
        const shifted = shiftParameter(region, name, rowsMoved(cells), step, from);
        if (shifted !== region) return [{ name, title, words, region: shifted }];
      }
      return [];
    }),
  );
}

/**
 * Rows with a value to move: a nought says that a row is not meant (no points more for those at
 * work), and stays one. A table is moved by whole rows.
 */
function rowsMoved(cells: readonly ChangeableCell[]): RowSelection | null {
  const moved = cells.filter(({ numeric, value }) => numeric && value !== 0);
  if (moved.length === cells.length || moved.length === 0) return null;
  const dimensions = Object.keys(moved[0]?.rows ?? {}) as (keyof RowSelection)[];
  return Object.fromEntries(
    dimensions.map((dimension) => [
      dimension,
      [...new Set(moved.flatMap(({ rows }) => rows[dimension] ?? []))],
    ]),
  );
}

interface Sums {
  readonly fund_fen: number;
  readonly person_fen: number;
  readonly pools: ReadonlyMap<string, number>;
}

function sumsOf({ funds }: Bench, region: Region, { shape, ...tally }: Tally): Sums {
  const pools = new Map<string, number>();
  let fund_fen = 0;
  funds.forEach((fund, index) => {
    const pool = region.funds.get(fund)?.pool ?? fund;
    const months = tally.fund_month_after_fen.subarray(
      index * shape.months,
      (index + 1) * shape.months,
    );
    const sum = months.reduce((total, amount) => total + amount, 0);
    fund_fen += sum;
    pools.set(pool, (pools.get(pool) ?? 0) + sum);
  });
  const person_fen = tally.person_month_after_fen.reduce((sum, amount) => sum + amount, 0);
  return { fund_fen, person_fen, pools };
}
