import { type Fen, fen, percentFromPpm, yuanFromFen } from "../../kernel/index.ts";
import type { BandsLayer, Reference, ShareLayer } from "../benefit.ts";
import type { BoundBands } from "../layers/bands.ts";
import type { BoundDeductible } from "../layers/deductible.ts";
import type { BoundShare } from "../layers/share.ts";
import { versionOn } from "../parameter.ts";
import type { Region } from "../region.ts";
import type { Findings, Found } from "./findings.ts";
import { parameterOf, readsOf } from "./layer-reads.ts";
import type { DistinctPlan } from "./plans.ts";
import { smallestReaching } from "./reach.ts";
import { exampleCase, plainLine, type TrialBill } from "./situation.ts";
import { heldAfter, NEW_YEAR, settledUnder } from "./trial.ts";

/** Rules over the values of one plan: what a table may say, and what is almost surely a slip. */

export function checkValueRules(
  region: Region,
  plans: readonly DistinctPlan[],
  findings: Findings,
): void {
  for (const plan of plans) {
    const owed = owedAtOnce(plan);
    for (const bound of plan.compiled.layers) {
      if (bound.kind === "deductible") nestedLimits(region, plan, bound, findings);
      if (bound.kind === "bands") {
        fallingBands(region, plan, bound, findings);
        const cap = { limit_fen: bound.cap_fen, limit: bound.layer.cap };
        lowCap(region, plan, bound, cap, bound.threshold_fen, findings);
      }
      if (bound.kind === "share") {
        const begins = Math.max(
          bound.threshold?.amount_fen ?? 0,
          bound.layer.considers === "payable" ? owed : 0,
        );
        for (const [index, { limit_fen }] of bound.caps.entries()) {
          const limit = bound.layer.caps[index]?.limit ?? null;
          lowCap(region, plan, bound, { limit_fen, limit }, begins, findings);
        }
      }
    }
  }
}

/** The largest deductible that one bill can meet. */
function owedAtOnce(plan: DistinctPlan): number {
  return Math.max(
    0,
    ...plan.compiled.layers.map((bound) =>
      bound.kind === "deductible"
        ? (bound.amount_fen ?? Math.max(0, ...bound.limits.map((one) => one.limit_fen ?? 0)))
        : 0,
    ),
  );
}

function nestedLimits(
  region: Region,
  plan: DistinctPlan,
  bound: BoundDeductible,
  findings: Findings,
): void {
  const { amount_fen: owed, layer } = bound;
  for (const [index, { accumulator, limit_fen }] of bound.limits.entries()) {
    if (owed === null || limit_fen === null || limit_fen >= owed) continue;
    const where = writtenAt(region, plan, layer.within[index]?.limit ?? null) ?? layer.where;
    findings.add(`nested ${layer.where} ${accumulator}`, () => ({
      rule: "limit-below-per-bill",
      where,
      message:
        `“${plan.benefit.title}”的“${layer.title}”：单次 ${money(owed)}，` +
        `而累计上限只有 ${money(limit_fen)}，单次的数额永远收不足${usedAt(layer, where)}`,
      about: aboutLayer(region, plan, layer, ["per-bill", "within-limit"]),
      example: exampleCase(region, [billOf(plan, owed)]),
      expected: `起付线 ${money(owed)}`,
      actual: `起付线 ${money(limit_fen)}`,
    }));
  }
}

/** A cap as bound, and what the layer reads it from. */
interface ReadCap {
  readonly limit_fen: Fen | null;
  readonly limit: Reference | null;
}

/** File and line of the version of the day in which the pack writes a value. */
function writtenAt(
  region: Region,
  { situation }: DistinctPlan,
  reference: Reference | null,
): string | null {
  const name = reference === null ? null : parameterOf(region, situation.day, reference);
  const parameter = name === null ? undefined : region.parameters.get(name);
  return (parameter && versionOn(parameter, situation.day)?.where) || null;
}

/** Which layer reads it, where the value stands somewhere else. */
function usedAt({ where }: { readonly where: string }, written: string): string {
  return where === written ? "" : `（这一层写在 ${where}）`;
}

function lowCap(
  region: Region,
  plan: DistinctPlan,
  { layer }: BoundShare | BoundBands,
  { limit_fen: limit, limit: reference }: ReadCap,
  begins: number,
  findings: Findings,
): void {
  if (limit === null || limit >= begins) return;
  const where = writtenAt(region, plan, reference) ?? layer.where;
  findings.add(`low cap ${layer.where} ${limit}`, () => ({
    rule: "cap-below-deductible",
    where,
    message:
      `“${plan.benefit.title}”的“${layer.title}”：年度限额 ${money(limit)}` +
      `低于起付的 ${money(begins)}，个人先付的比基金全年能付的还多${usedAt(layer, where)}`,
    about: aboutLayer(region, plan, layer, ["cap", "threshold"]),
    example: exampleCase(region, [billOf(plan, begins + 100 * limit + 1_000_000)]),
    expected: `限额不低于 ${money(begins)}`,
    actual: money(limit),
  }));
}

function fallingBands(
  region: Region,
  plan: DistinctPlan,
  bound: BoundBands,
  findings: Findings,
): void {
  const { layer, bands } = bound;
  const index = bands.findIndex((band, at) => at > 0 && band.ratio_ppm < ratioAt(bound, at - 1));
  if (index < 0) return;
  const before = percentFromPpm(bands[index - 1]?.ratio_ppm ?? bands[0]?.ratio_ppm ?? (0 as never));
  const now = percentFromPpm(ratioAt(bound, index) as never);
  const read = readsOf(layer).find(({ part }) => part === "bands");
  const name = read ? parameterOf(region, plan.situation.day, read.reference) : null;
  const parameter = name === null ? undefined : region.parameters.get(name);
  const version = parameter?.versions.findLast(({ period }) => period.from <= plan.situation.day);
  findings.add(`falling ${name} ${version?.where}`, () => ({
    rule: "bands-ratio-falls",
    where: version?.where ?? layer.where,
    message:
      `“${parameter?.title ?? layer.title}”第 ${index + 1} 段的比例 ${now}` +
      `低于第 ${index} 段的 ${before}`,
    about: aboutLayer(region, plan, layer, ["bands"]),
    example: exampleCase(region, [reachingBand(plan, bound, index)]),
    expected: `第 ${index + 1} 段不低于 ${before}`,
    actual: now,
  }));
}

function ratioAt({ bands }: BoundBands, index: number): number {
  return bands[index]?.ratio_ppm ?? 0;
}

const BEYOND_FEN = 1_000_000;
const MOST_FEN = 1_000_000_000;

/** A bill that goes well into a band. */
function reachingBand(plan: DistinctPlan, bound: BoundBands, index: number): TrialBill {
  const from = (bound.bands[index]?.from_fen ?? 0) + (bound.from_zero ? 0 : bound.threshold_fen);
  const bill = (amount: number): TrialBill => {
    const line = { ...plainLine(fen(amount)), paid_alone: bound.pot.alone };
    return { situation: plan.situation, lines: [line], continues: false };
  };
  const held = (amount: number) =>
    heldAfter(NEW_YEAR, settledUnder(plan, NEW_YEAR, bill(amount)), bound.accumulated);
  return bill(smallestReaching(held, from + BEYOND_FEN, MOST_FEN) ?? from + BEYOND_FEN);
}

function billOf(plan: DistinctPlan, amount: number): TrialBill {
  return { situation: plan.situation, lines: [plainLine(fen(amount))], continues: false };
}

/** What an exception would name: the parameters that say it, the benefit, or its layer. */
function aboutLayer(
  region: Region,
  { benefit, situation }: DistinctPlan,
  layer: ShareLayer | BandsLayer | BoundDeductible["layer"],
  parts: readonly string[],
): NonNullable<Found["about"]> {
  const names = readsOf(layer)
    .filter(({ part }) => parts.includes(part))
    .flatMap(({ reference }) => parameterOf(region, situation.day, reference) ?? []);
  return [...new Set(names), benefit.name, `${benefit.name}/${layer.layer}`];
}

function money(amount: number): string {
  return `${yuanFromFen(amount as Fen)} 元`;
}
