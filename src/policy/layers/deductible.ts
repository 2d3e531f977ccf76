import {
  type Fen,
  minimumFen,
  multiplyFenByPpm,
  PPM_ONE,
  type Ppm,
  percentFromPpm,
} from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { DeductibleLayer } from "../benefit.ts";
import { accumulatorName, cellOf, type LayerContext } from "./context.ts";
import { accumulated, move, NO_TERMS, type Run, roomWithin, step } from "./run.ts";

export interface BoundLimit {
  readonly accumulator: string;
  /** Null: the accumulator only counts, it does not limit. */
  readonly limit_fen: Fen | null;
}

export interface BoundRepeat {
  readonly counter: string;
  /** What a repeated admission owes; null where nothing is owed per bill. */
  readonly amount_fen: Fen | null;
  readonly title: string;
}

export interface BoundDeductible {
  readonly kind: "deductible";
  readonly layer: DeductibleLayer;
  /** Owed per bill or admission; null: the limits alone decide. */
  readonly amount_fen: Fen | null;
  readonly repeat: BoundRepeat | null;
  readonly limits: readonly BoundLimit[];
  readonly source: Provenance;
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
  return {
    kind: "deductible",
    layer,
    amount_fen: amount,
    repeat: bindRepeat(layer, context, amount),
    limits: bounds.map(({ limit }) => limit),
    source: (perBill ?? firstLimit)?.source ?? layer.source,
  };
}

function bindRepeat(
  layer: DeductibleLayer,
  context: LayerContext,
  amount: Fen | null,
): BoundRepeat | null {
  if (layer.repeat === null) return null;
  const cell = cellOf(context, layer.repeat.factor);
  const factor = cell ? (cell.value as Ppm) : (PPM_ONE as Ppm);
  const counter = accumulatorName(context, layer.repeat.counter);
  const title = `${layer.title}（再次住院按${percentFromPpm(factor)}）`;
  const reduced = amount === null ? null : multiplyFenByPpm(amount, factor, context.rounding);
  return { counter, amount_fen: reduced, title };
}

export function runDeductible(run: Run, bound: BoundDeductible): void {
  const { layer, amount_fen, repeat, limits, source } = bound;
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
  const title = again ? repeat.title : layer.title;
  step(run, layer.layer, title, "deductible", base, null, charged, source, NO_TERMS);
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
