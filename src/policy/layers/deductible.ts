import {
  type Fen,
  minimumFen,
  multiplyFenByPpm,
  PPM_ONE,
  type Ppm,
  percentFromPpm,
} from "../../kernel/index.ts";
import type { Provenance, RateTerm } from "../adjudication.ts";
import type { DeductibleLayer } from "../benefit.ts";
import { accumulatorName, cellOf, type LayerContext } from "./context.ts";
import { accumulated, markOf, move, type Run, roomWithin, type StepMark, step } from "./run.ts";

export interface BoundLimit {
  readonly accumulator: string;
  /** Null: the accumulator only counts, it does not limit. */
  readonly limit_fen: Fen | null;
}

export interface BoundRepeat {
  readonly counter: string;
  /** What a repeated admission owes; null where nothing is owed per bill. */
  readonly amount_fen: Fen | null;
  readonly mark: StepMark;
}

export interface BoundDeductible {
  readonly kind: "deductible";
  readonly layer: DeductibleLayer;
  /** Owed per bill or admission; null: the limits alone decide. */
  readonly amount_fen: Fen | null;
  readonly repeat: BoundRepeat | null;
  readonly limits: readonly BoundLimit[];
  readonly mark: StepMark;
}

/**
 * The deductible of one bill: the amount per bill or admission (reduced for a repeated admission),
 * less what the same stay was already charged, and never more than is left of each nested yearly
 * limit. What is charged is the lesser of that and the cost itself (E07).
 */
export function bindDeductible(
  layer: DeductibleLayer,
  context: LayerContext,
): BoundDeductible | null {
  const perBill = cellOf(context, layer.per_bill);
  const bounds = layer.within.map(({ accumulator, limit }) => {
    const cell = cellOf(context, limit);
    const name = accumulatorName(context, accumulator);
    return { limit: { accumulator: name, limit_fen: cell ? (cell.value as Fen) : null }, cell };
  });
  const firstLimit = bounds.find(({ cell }) => cell !== null)?.cell ?? null;
  if (perBill === null && firstLimit === null) return null;
  const amount = perBill ? (perBill.value as Fen) : null;
  const source = (perBill ?? firstLimit)?.source ?? layer.source;
  return {
    kind: "deductible",
    layer,
    amount_fen: amount,
    repeat: bindRepeat(layer, context, amount, source),
    limits: bounds.map(({ limit }) => limit),
    mark: markOf(layer, "deductible", "deductible", layer.title, source),
  };
}

function bindRepeat(
  layer: DeductibleLayer,
  context: LayerContext,
  amount: Fen | null,
  source: Provenance,
): BoundRepeat | null {
  if (layer.repeat === null) return null;
  const cell = cellOf(context, layer.repeat.factor);
  const factor = cell ? (cell.value as Ppm) : (PPM_ONE as Ppm);
  const counter = accumulatorName(context, layer.repeat.counter);
  const title = `${layer.title}（再次住院按${percentFromPpm(factor)}）`;
  const reduced = amount === null ? null : multiplyFenByPpm(amount, factor, context.rounding);
  const term: RateTerm = {
    title: layer.title,
    operation: "times",
    rate_ppm: factor,
    source: cell?.source ?? layer.source,
  };
  const terms = Object.freeze([term]);
  const mark = markOf(layer, "deductible-repeat", "deductible", title, source, terms);
  return { counter, amount_fen: reduced, mark };
}

export function runDeductible(run: Run, bound: BoundDeductible): void {
  const { amount_fen, repeat, limits, mark } = bound;
  const again = repeat !== null && amount_fen !== null && isRepeated(run, repeat);
  const due = dueBefore(run, again ? repeat.amount_fen : amount_fen, limits);
  const charged = minimumFen(run.payable_fen, due);
  const base = run.payable_fen;
  run.payable_fen = (base - charged) as Fen;
  run.deductible_fen = (run.deductible_fen + charged) as Fen;
  for (const { accumulator } of limits) move(run, accumulator, charged);
  if (repeat && (run.facts.stay === null || run.facts.stay.first_settlement)) {
    move(run, repeat.counter, 1);
  }
  step(run, again ? repeat.mark : mark, base, null, charged, null);
}

/** Whether another admission was counted before this one, in the year that counts this one. */
function isRepeated(run: Run, { counter }: BoundRepeat): boolean {
  const { stay } = run.facts;
  if (stay === null || stay.first_settlement) return accumulated(run, counter) > 0;
  const counted = stay.admission_year?.[counter] ?? accumulated(run, counter);
  return counted > 1;
}

function dueBefore(run: Run, amount_fen: Fen | null, limits: readonly BoundLimit[]): Fen {
  const stay = run.facts.stay;
  let due = amount_fen ?? (Number.MAX_SAFE_INTEGER as Fen);
  if (stay && amount_fen !== null) due = roomWithin(due, stay.deductible_charged_fen);
  for (const { accumulator, limit_fen } of limits) {
    if (limit_fen !== null)
      due = minimumFen(due, roomWithin(limit_fen, accumulated(run, accumulator)));
  }
  return due;
}
