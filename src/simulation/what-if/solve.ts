import type { Region } from "../../policy/index.ts";
import { type Solve, valueText, withParameterValue } from "../change/index.ts";
import { fundsOf } from "../outcome/funds.ts";
import { poolName, poolsOf } from "../outcome/pools.ts";
import { schemesOf } from "../outcome/schemes.ts";
import type { SolveOutcome } from "../outcome/simulation-result.ts";
import type { ReplayTally } from "../replay/job.ts";
import type { RecasedHistory } from "../replay/recase.ts";
import type { Bench } from "../simulate.ts";

export interface Solved {
  /** The region at the value found. */
  readonly region: Region;
  readonly outcome: SolveOutcome;
}

/** A value tried: `figure` is what the target is about, higher or lower than wanted. */
interface Trial {
  readonly value: number;
  readonly figure: number | null;
}

/**
 * Looks for the value of one parameter that meets the target, on the grid from `least` to `most` by
 * `step`. What a fund spends moves one way with a parameter, so the grid is halved again and again;
 * the ends are tried first, and when the target does not lie between them, the nearer end is told.
 */
export async function solve(
  bench: Bench,
  asked: Solve,
  after: Region,
  recased: RecasedHistory,
): Promise<Solved> {
  const tried = new Map<number, Trial>();
  const { parameter, rows, period } = asked;
  const at = (value: number) =>
    withParameterValue(after, parameter, rows, value, period.from, period.to);
  const trial = async (index: number): Promise<Trial> => {
    const value = Math.min(asked.most, asked.least + index * asked.step);
    const known = tried.get(value);
    if (known !== undefined) return known;
    const region = at(value);
    const run = await bench.replay(`求解：试 ${valueText(asked.unit, value)}`, region, recased);
    const made = { value, figure: figureOf(bench, asked, region, run) };
    tried.set(value, made);
    return made;
  };
  let low = 0;
  let high = Math.ceil((asked.most - asked.least) / asked.step);
  const [first, last] = [await trial(low), await trial(high)];
  const wanted = wantedOf(asked);
  const rising = (last.figure ?? 0) >= (first.figure ?? 0);
  const within = isBetween(first.figure, wanted, last.figure);
  while (within && high - low > 1) {
    const middle = (low + high) >> 1;
    const { figure } = await trial(middle);
    if (figure !== null && figure < wanted === rising) low = middle;
    else high = middle;
  }
  const best = nearest(await trial(low), await trial(high), wanted);
  return { region: at(best.value), outcome: outcomeOf(bench, asked, after, best, tried, within) };
}

function isBetween(a: number | null, wanted: number, b: number | null): boolean {
  if (a === null || b === null) return false;
  return Math.min(a, b) <= wanted && wanted <= Math.max(a, b);
}

function nearest(a: Trial, b: Trial, wanted: number): Trial {
  const distance = ({ figure }: Trial) =>
    figure === null ? Number.POSITIVE_INFINITY : Math.abs(figure - wanted);
  return distance(a) <= distance(b) ? a : b;
}

/** Months in thousandths, fen, or parts per million. */
function wantedOf({ target }: Solve): number {
  switch (target.kind) {
    case "reserve":
      return Math.round(target.reserve_months * 1_000);
    case "spending":
      return target.spending_fen;
    case "out-of-pocket":
      return target.out_of_pocket_share_ppm;
  }
}

function figureOf(
  bench: Bench,
  { target }: Solve,
  region: Region,
  { tally }: ReplayTally,
): number | null {
  if (target.kind === "out-of-pocket") {
    const { schemes } = { schemes: schemesOf(tally, bench.groups) };
    const counted = schemes.filter(
      ({ insutype }) => target.insutype === null || insutype === target.insutype,
    );
    let person = 0;
    let total = 0;
    for (const scheme of counted) {
      person += scheme.person_per_head_after_fen * scheme.insured;
      total += scheme.fund_per_head_after_fen * scheme.insured;
    }
    return person + total === 0 ? null : Math.round((person * 1_000_000) / (person + total));
  }
  const { history, region: before } = bench.options;
  const pools = poolsOf({
    history,
    people: bench.people,
    before,
    after: region,
    funds: fundsOf(tally, bench.funds, bench.months, region),
    months: bench.months,
    to: bench.to,
  });
  const pool = pools.find((one) => one.pool === target.pool);
  if (target.kind === "spending") return pool?.spending_after_fen ?? 0;
  return pool?.reserve_after_thousandths ?? null;
}

function outcomeOf(
  bench: Bench,
  asked: Solve,
  after: Region,
  best: Trial,
  tried: ReadonlyMap<number, Trial>,
  within: boolean,
): SolveOutcome {
  const { unit, target } = asked;
  const figure = (one: number | null) => (one === null ? "无法计算" : figureText(target, one));
  return {
    parameter: asked.parameter,
    title: bench.options.region.parameters.get(asked.parameter)?.title ?? asked.parameter,
    target: targetText(after, asked),
    reached: within,
    value: valueText(unit, best.value),
    note: within
      ? `取 ${valueText(unit, best.value)} 时为 ${figure(best.figure)}，是步长 ${valueText(unit, asked.step)} 下最接近目标的值`
      : `在 ${valueText(unit, asked.least)} 至 ${valueText(unit, asked.most)} 之间达不到目标；最接近的是 ${valueText(unit, best.value)}，为 ${figure(best.figure)}`,
    tried: [...tried.values()]
      .sort((a, b) => a.value - b.value)
      .map((one) => ({ value: valueText(unit, one.value), figure: figure(one.figure) })),
  };
}

function targetText(region: Region, { target }: Solve): string {
  switch (target.kind) {
    case "reserve":
      return `${poolName(region, target.pool)}年末可支付 ${target.reserve_months} 个月`;
    case "spending":
      return `${poolName(region, target.pool)}支出 ${figureText(target, target.spending_fen)}`;
    case "out-of-pocket":
      return `个人负担占总费用 ${figureText(target, target.out_of_pocket_share_ppm)}`;
  }
}

function figureText({ kind }: Solve["target"], figure: number): string {
  switch (kind) {
    case "reserve":
      return `${(figure / 1_000).toFixed(2)} 个月`;
    case "spending":
      return `${(figure / 100).toFixed(2)} 元`;
    case "out-of-pocket":
      return `${(figure / 10_000).toFixed(2)}%`;
  }
}
