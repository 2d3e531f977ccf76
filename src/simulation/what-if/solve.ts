import type { Region } from "../../policy/index.ts";
import type { Bench } from "../bench.ts";
import { type Solve, valueText, withParameterValue } from "../change/index.ts";
import { fundsOf } from "../outcome/funds.ts";
import { poolMoney, poolName } from "../outcome/pools.ts";
import type { SolveOutcome } from "../outcome/simulation-result.ts";
import type { RecasedHistory } from "../replay/recase.ts";
import { fromSettled, type Tally } from "../replay/tally.ts";

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
 * A reserve is to be at least, spending and shares at most what is wanted: of the two values around
 * the target the one that meets it is taken.
 * A grid of n steps takes no more than 3 + log2 n replays. Where the figure cannot be told at all
 * (a pool of which nobody knows the opening balance), the parameter stays as it is.
 */
export async function solve(
  bench: Bench,
  asked: Solve,
  after: Region,
  recased: RecasedHistory,
): Promise<Solved> {
  const { least, most, step } = asked;
  let low = 0;
  let high = Math.ceil((most - least) / step);
  const trials = await startTrials(bench, asked, after, recased, high);
  const first = await trials.at(low);
  if (first.figure === null) {
    return { region: after, outcome: outcomeOf(bench, asked, trials, null) };
  }
  const last = await trials.at(high);
  const wanted = wantedOf(asked);
  const rising = (last.figure ?? 0) >= first.figure;
  const within = isBetween(first.figure, wanted, last.figure);
  const flat = first.figure === last.figure;
  while (within && !flat && high - low > 1) {
    const middle = (low + high) >> 1;
    const { figure } = await trials.at(middle);
    if (figure !== null && figure < wanted === rising) low = middle;
    else high = middle;
  }
  const enough = trials.tried().filter(({ figure }) => meets(asked, figure));
  const best = nearest(within && enough.length > 0 ? enough : trials.tried(), wanted);
  const outcome = outcomeOf(bench, asked, trials, { best, within, flat });
  return { region: trials.regionAt(best.value), outcome };
}

/** The values of the grid, each tried once. */
interface Trials {
  at(index: number): Promise<Trial>;
  /** From the least value on. */
  tried(): readonly Trial[];
  regionAt(value: number): Region;
}

async function startTrials(
  bench: Bench,
  asked: Solve,
  after: Region,
  recased: RecasedHistory,
  steps: number,
): Promise<Trials> {
  const { parameter, rows, period, least, most, step } = asked;
  const tried = new Map<number, Trial>();
  const regionAt = (value: number) =>
    withParameterValue(after, parameter, rows, value, period.from, period.to);
  const of = 3 + Math.ceil(Math.log2(Math.max(steps, 1)));
  let made = 0;
  const replay = async (region: Region, of_cases: RecasedHistory) => {
    const part = { step: "求解", at: made, of };
    made += 1;
    return (await bench.replay({ kind: "sums", region, recased: of_cases, ...part })).tally;
  };
  const unchanged = { cases: bench.options.history.cases, recase: null };
  const base = await replay(bench.options.region, unchanged);
  return {
    regionAt,
    tried: () => [...tried.values()].sort((a, b) => a.value - b.value),
    async at(index) {
      const value = Math.min(most, least + index * step);
      const known = tried.get(value);
      if (known !== undefined) return known;
      const region = regionAt(value);
      const tally = fromSettled(await replay(region, recased), base);
      const trial = { value, figure: figureOf(bench, asked, region, tally) };
      tried.set(value, trial);
      return trial;
    },
  };
}

function isBetween(a: number | null, wanted: number, b: number | null): boolean {
  if (a === null || b === null) return false;
  return Math.min(a, b) <= wanted && wanted <= Math.max(a, b);
}

/** Whether a figure is good enough: a reserve at least, spending or a share at most as wanted. */
function meets(asked: Solve, figure: number | null): boolean {
  if (figure === null) return false;
  const wanted = wantedOf(asked);
  return asked.target.kind === "reserve" ? figure >= wanted : figure <= wanted;
}

/** Of two that are as near, the lesser value. */
function nearest(trials: readonly Trial[], wanted: number): Trial {
  const distance = ({ figure }: Trial) =>
    figure === null ? Number.POSITIVE_INFINITY : Math.abs(figure - wanted);
  return trials.reduce((best, one) => (distance(one) < distance(best) ? one : best));
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

function figureOf(bench: Bench, { target }: Solve, region: Region, tally: Tally): number | null {
  if (target.kind === "out-of-pocket") return outOfPocket(bench, tally, target.insutype);
  const funds = fundsOf(tally, bench.funds, bench.months, region);
  const money = poolMoney(bench, funds, target.pool, { region, which: "after" });
  return target.kind === "spending"
    ? money.spending_fen
    : (money.reserve?.months_thousandths ?? null);
}

/** What the people of a scheme (null: of all) bear of their total cost, in parts per million. */
function outOfPocket({ groups }: Bench, tally: Tally, insutype: string | null): number | null {
  const { funds } = tally.shape;
  let person = 0;
  let total = 0;
  groups.cost_keys.forEach(({ group }, cell) => {
    const own = group === "resident" ? "390" : group === null ? null : "310";
    if (insutype !== null && own !== insutype) return;
    const at = cell * (funds + 1);
    const row = tally.cost_after_fen.subarray(at, at + funds + 1);
    person += row[funds] as number;
    total += row.reduce((sum, amount) => sum + amount, 0);
  });
  return total === 0 ? null : Math.round((person * 1_000_000) / total);
}

interface Found {
  readonly best: Trial;
  readonly within: boolean;
  /** Both ends of the grid come to the same. */
  readonly flat: boolean;
}

/** @param found null where no figure could be told */
function outcomeOf(
  { options }: Bench,
  asked: Solve,
  trials: Trials,
  found: Found | null,
): SolveOutcome {
  const { unit, target } = asked;
  const figure = (one: number | null) => (one === null ? "无法计算" : figureText(target, one));
  return {
    parameter: asked.parameter,
    title: options.region.parameters.get(asked.parameter)?.title ?? asked.parameter,
    target: targetText(options.region, asked),
    reached: found?.within ?? false,
    value: found === null ? "—" : valueText(unit, found.best.value),
    note: found === null ? UNKNOWN[target.kind] : noteOf(asked, found, figure(found.best.figure)),
    wanted: scaled(target, wantedOf(asked)),
    tried: trials.tried().map((one) => ({
      value: valueText(unit, one.value),
      figure: figure(one.figure),
      at: counted(unit, one.value),
      measured: one.figure === null ? null : scaled(target, one.figure),
    })),
  };
}

const UNKNOWN: Readonly<Record<Solve["target"]["kind"], string>> = {
  reserve:
    "这个基金池的结余无法计算（期初结余不详、没有筹资规则，或测算的不是从期初起的完整年度），参数未改",
  spending: "这个基金池的支出无法计算，参数未改",
  "out-of-pocket": "测算的日子里没有账单，参数未改",
};

function noteOf({ unit, least, most, step }: Solve, found: Found, figure: string): string {
  const value = valueText(unit, found.best.value);
  const range = `${valueText(unit, least)} 至 ${valueText(unit, most)}`;
  if (found.flat) return `在 ${range} 之间改动这个参数，结果都是 ${figure}，与目标无关`;
  return found.within
    ? `取 ${value} 时为 ${figure}，是步长 ${valueText(unit, step)} 下达到目标、又离目标最近的值`
    : `在 ${range} 之间达不到目标；最接近的是 ${value}，为 ${figure}`;
}

function targetText(region: Region, { target }: Solve): string {
  switch (target.kind) {
    case "reserve":
      return `${poolName(region, target.pool)}年末可支付不少于 ${target.reserve_months} 个月`;
    case "spending":
      return `${poolName(region, target.pool)}支出不超过 ${figureText(target, target.spending_fen)}`;
    case "out-of-pocket":
      return `个人负担占总费用不超过 ${figureText(target, target.out_of_pocket_share_ppm)}`;
  }
}

/** The value tried as a reader counts it: yuan, per cent, or a count. */
function counted(unit: Solve["unit"], value: number): number {
  if (unit === "yuan") return value / 100;
  return unit === "ratio" ? value / 10_000 : value;
}

/** As a reader counts it: months, yuan, per cent. */
function scaled({ kind }: Solve["target"], figure: number): number {
  switch (kind) {
    case "reserve":
      return figure / 1_000;
    case "spending":
      return figure / 100;
    case "out-of-pocket":
      return figure / 10_000;
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
