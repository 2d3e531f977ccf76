import type { Ppm } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import { changeableParameters, type ParameterStep, shiftParameter } from "../change/index.ts";
import type { SensitivityOutcome } from "../outcome/simulation-result.ts";
import type { ReplayTally } from "../replay/job.ts";
import type { RecasedHistory } from "../replay/recase.ts";
import type { Bench } from "../simulate.ts";

/** How far a parameter is moved, by its unit: a point of a ratio, a hundredth of an amount. */
const STEPS: Readonly<Record<string, { readonly step: ParameterStep; readonly words: string }>> = {
  ratio: { step: { absolute: 10_000 }, words: "提高 1 个百分点" },
  bands: { step: { absolute: 10_000 }, words: "各段提高 1 个百分点" },
  yuan: { step: { relative_ppm: 10_000 as Ppm }, words: "提高 1%" },
};

/**
 * What one step of each parameter that the benefits read would do, everything else as it is under
 * the change: one replay each. In the order of what it does to the funds, the strongest first.
 */
export async function sensitivityOf(
  bench: Bench,
  region: Region,
  recased: RecasedHistory,
  run: ReplayTally,
): Promise<SensitivityOutcome[]> {
  const parameters = changeableParameters(region, bench.from).filter(
    ({ unit, used_by_benefits, cells }) =>
      STEPS[unit] !== undefined && used_by_benefits && cells.some((cell) => cell.numeric),
  );
  const before = sumsOf(bench, region, run);
  const outcomes: SensitivityOutcome[] = [];
  for (const [index, { name, title, unit }] of parameters.entries()) {
    const { step, words } = STEPS[unit] as (typeof STEPS)[string];
    const shifted = shiftParameter(region, name, null, step, bench.from);
    if (shifted === region) continue;
    const label = `敏感性 ${index + 1}/${parameters.length}`;
    const after = sumsOf(bench, region, await bench.replay(label, shifted, recased));
    const pools = [...after.pools].flatMap(([pool, sum]) => {
      const change_fen = sum - (before.pools.get(pool) ?? 0);
      return change_fen === 0 ? [] : [{ pool, change_fen }];
    });
    outcomes.push({
      parameter: name,
      title,
      step: words,
      fund_change_fen: after.fund_fen - before.fund_fen,
      person_change_fen: after.person_fen - before.person_fen,
      pools,
    });
  }
  return outcomes.sort((a, b) => Math.abs(b.fund_change_fen) - Math.abs(a.fund_change_fen));
}

function sumsOf(bench: Bench, region: Region, { tally }: ReplayTally) {
  const { months } = tally.shape;
  const pools = new Map<string, number>();
  let fund_fen = 0;
  bench.funds.forEach((fund, index) => {
    const pool = region.funds.get(fund)?.pool ?? fund;
    let sum = 0;
    for (let month = 0; month < months; month += 1) {
      sum += tally.fund_month_after_fen[index * months + month] as number;
    }
    fund_fen += sum;
    pools.set(pool, (pools.get(pool) ?? 0) + sum);
  });
  const person_fen = tally.person_month_after_fen.reduce((sum, amount) => sum + amount, 0);
  return { fund_fen, person_fen, pools };
}
