import { divideFenByPpm, type Fen, type Ppm, type Rounding } from "../../kernel/index.ts";
import type { Step } from "../adjudication.ts";
import type { Considered } from "../benefit.ts";
import { lineFigure } from "./re-add-lines.ts";
import type { ReAddNotes } from "./re-add-notes.ts";
import type { LayerSteps, NumberedStep, StepsOfPart } from "./step-parts.ts";

/** What the layers of one adjudication come to. Fen. */
export interface PartSums {
  readonly scope: number;
  readonly deductible: number;
  readonly funds: ReadonlyMap<string, number>;
}

/** What is left to be considered, from layer to layer. */
interface Left {
  payable: number;
  "over-cap": number;
  "personal-in-scope": number;
  "paid-alone": number;
  cross_region_share: number;
  readonly first_self: number;
  deductible: number;
  readonly funds: Map<string, number>;
}

/** Follows the steps of one adjudication from what is in scope to what the person bears of it. */
export function reAddPart(part: StepsOfPart, rounding: Rounding, notes: ReAddNotes): PartSums {
  // What is in scope is the one figure taken from the end; the lines of all parts add up to it.
  const scope = part.person?.step.base_fen ?? 0;
  const sum = (figure: "first" | "alone") =>
    part.lines.reduce(
      (all, { step }) => all + (lineFigure(step) === figure ? step.result_fen : 0),
      0,
    );
  const common = scope - sum("alone");
  const left: Left = {
    payable: common,
    "over-cap": 0,
    "personal-in-scope": common,
    "paid-alone": sum("alone"),
    cross_region_share: 0,
    first_self: sum("first"),
    deductible: 0,
    funds: new Map(),
  };
  for (const layer of part.layers) followLayer(layer, left, rounding, notes);
  let paid = 0;
  for (const one of left.funds.values()) paid += one;
  const { person } = part;
  if (person === null) notes.same(null, "person-in-scope", 0, 1);
  else notes.same(person.index, "result", person.step.result_fen, Math.max(0, scope - paid));
  return { scope, deductible: left.deductible, funds: left.funds };
}

function followLayer(layer: LayerSteps, left: Left, rounding: Rounding, notes: ReAddNotes): void {
  const [{ step, index }] = layer as [NumberedStep];
  switch (step.kind) {
    case "cross-region-share":
    case "deductible":
    case "deductible-repeat":
      for (const one of layer) followTaking(one, left, notes);
      return;
    default:
      if (step.considers === null) notes.same(index, "considers", 0, 1);
      else followPaying(layer, step.considers, left, rounding, notes);
  }
}

/** What the person bears before any fund: it comes off what is payable. */
function followTaking({ step, index }: NumberedStep, left: Left, notes: ReAddNotes): void {
  notes.same(index, "base", step.base_fen, left.payable);
  notes.within(index, "result", step.result_fen, 0, left.payable);
  left.payable -= step.result_fen;
  if (step.kind === "cross-region-share") left.cross_region_share += step.result_fen;
  else left.deductible += step.result_fen;
}

/** What a fund looked at, on its way to what it pays. */
interface Paying {
  /** The amount that the next step has to begin with: cost first, then the payment. */
  figure: number;
  /** Cost above the threshold, and what of it the fund's limit on cost left. */
  above: number;
  cost: number;
  /** Cost in bands so far; null where the fund does not pay by bands. */
  in_bands: number | null;
  paid: number;
  /** Null until there is one, and for a fixed amount. */
  rate_ppm: Ppm | null;
  /** Whether a limit cut the payment. */
  was_cut: boolean;
  beyond: number;
}

function followPaying(
  layer: LayerSteps,
  considers: Considered,
  left: Left,
  rounding: Rounding,
  notes: ReAddNotes,
): void {
  const looked = left[considers];
  const paying: Paying = {
    figure: looked,
    above: looked,
    cost: looked,
    in_bands: null,
    paid: 0,
    rate_ppm: null,
    was_cut: false,
    beyond: 0,
  };
  for (const one of layer) followStep(one, paying, left, rounding, notes);
  const [{ step, index }] = layer as [NumberedStep];
  if (paying.in_bands !== null) notes.same(index, "bands", paying.in_bands, paying.above);
  notes.within(index, step.layer, paying.paid, 0, Number.MAX_SAFE_INTEGER);
  if (considers === "payable" || considers === "over-cap") left[considers] = 0;
  left["over-cap"] += paying.beyond;
  const pot = considers === "paid-alone" ? considers : "personal-in-scope";
  left[pot] = Math.max(0, left[pot] - paying.paid);
  const fund = fundOf(layer);
  if (fund !== null) left.funds.set(fund, (left.funds.get(fund) ?? 0) + paying.paid);
}

/** The fund that the steps of a layer add to; null where none of them is about a payment. */
function fundOf(layer: LayerSteps): string | null {
  const to = layer.find(({ step }) => step.to.startsWith("fund:"))?.step.to;
  return to?.slice("fund:".length) ?? null;
}

function followStep(
  { step, index }: NumberedStep,
  paying: Paying,
  left: Left,
  rounding: Rounding,
  notes: ReAddNotes,
): void {
  const { base_fen: base, result_fen: result } = step;
  switch (step.kind) {
    case "considered":
      notes.same(index, "base", base, paying.figure);
      notes.same(index, "result", result, consideredLike(result, base, left));
      reach(paying, result);
      return;
    case "accumulated":
      notes.same(index, "base", base, paying.figure);
      notes.within(index, "result", result, base, Number.MAX_SAFE_INTEGER);
      reach(paying, result);
      paying.in_bands = 0;
      return;
    case "threshold":
    case "cost-cap":
    case "disease-limit-cost":
    case "disease-limit-pro-rata":
      notes.same(index, "base", base, paying.figure);
      notes.within(index, "result", result, 0, base);
      paying.figure -= result;
      if (step.kind === "threshold") paying.above = paying.figure;
      // What a disease's limit leaves out stays with the person: no other fund takes it on.
      if (step.kind === "threshold" || step.kind === "cost-cap") paying.cost = paying.figure;
      return;
    case "band":
      paying.in_bands = (paying.in_bands ?? 0) + base;
      paying.paid += result;
      paying.figure = paying.paid;
      return;
    case "ratio":
    case "fixed-amount":
      notes.same(index, "base", base, paying.figure);
      notes.within(index, "result", result, 0, base);
      paying.paid += result;
      paying.figure = paying.paid;
      paying.rate_ppm = step.rate_ppm;
      return;
    case "handed-on":
      notes.same(index, "base", base, paying.above);
      notes.same(index, "result", result, handedOn(step, paying, rounding));
      paying.beyond += result;
      return;
    default:
      // What brings a payment down: already paid, the person's own burden, a limit.
      notes.same(index, "base", base, paying.figure);
      notes.within(index, "result", result, -base, 0);
      paying.paid += result;
      paying.figure = paying.paid;
      if (step.kind === "cap") paying.was_cut = true;
  }
}

function reach(paying: Paying, amount: number): void {
  paying.figure = amount;
  paying.above = amount;
  paying.cost = amount;
}

/** With or without the out-of-region first share, with or without the first share of class B. */
function consideredLike(stated: number, base: number, left: Left): number {
  const { cross_region_share: cross, first_self: first } = left;
  const readings = [base - cross, base - cross + first, base + first];
  return readings.map((one) => Math.max(0, one)).find((one) => one === stated) ?? base;
}

/** Cost beyond what the payment covers; what a cut payment covers, its rate tells. */
function handedOn({ base_fen, result_fen }: Step, paying: Paying, rounding: Rounding): number {
  const { paid, rate_ppm, was_cut, cost } = paying;
  if (!was_cut) return Math.max(0, base_fen - cost);
  if (rate_ppm === null) return result_fen;
  const covered = rate_ppm === 0 ? 0 : divideFenByPpm(paid as Fen, rate_ppm, rounding);
  return Math.max(0, base_fen - covered);
}
