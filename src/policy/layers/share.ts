import {
  divideFenByPpm,
  type Fen,
  maximumFen,
  minimumFen,
  multiplyFenByPpm,
  type Ppm,
  type Rounding,
  ZERO_FEN,
} from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { ShareLayer } from "../benefit.ts";
import type { EffectiveRate } from "./context.ts";
import { accumulatorName, cellOf, choiceOf, effectiveRate, type LayerContext } from "./context.ts";
import { type BoundDiseaseLimit, bindDiseaseLimit, limitedPayment } from "./disease-limit.ts";
import { POTS, type Pot } from "./pot.ts";
import { accumulated, move, NO_TERMS, pay, type Run, roomWithin, step } from "./run.ts";

export interface BoundCap {
  readonly accumulator: string;
  /** Null: no limit for this case; what is paid is counted all the same. */
  readonly limit_fen: Fen | null;
  /** True: limits the cost considered; false: limits what the fund pays. */
  readonly on_cost: boolean;
  readonly source: Provenance;
}

export interface BoundThreshold {
  readonly accumulator: string;
  readonly amount_fen: Fen;
  readonly source: Provenance;
}

export interface BoundShare {
  readonly kind: "share";
  readonly layer: ShareLayer;
  readonly to: string;
  readonly pot: Pot;
  /** Cost beyond the cap goes on to the next fund. */
  readonly hands_on: boolean;
  readonly rate: EffectiveRate;
  readonly source: Provenance;
  readonly threshold: BoundThreshold | null;
  readonly limit: BoundDiseaseLimit | null;
  readonly caps: readonly BoundCap[];
  readonly rounding: Rounding;
}

/** A fund pays a ratio of what it considers; see ShareLayer. Null where it pays nothing at all. */
export function bindShare(layer: ShareLayer, context: LayerContext): BoundShare | null {
  const ratio = cellOf(context, layer.ratio);
  if (ratio === null) return null;
  return {
    kind: "share",
    layer,
    to: `fund:${layer.fund}`,
    pot: POTS[layer.considers],
    hands_on: layer.over_cap === "next",
    rate: effectiveRate(context, layer, ratio, layer.adjust),
    source: ratio.source,
    threshold: bindThreshold(layer, context),
    limit: layer.disease_limit ? bindDiseaseLimit(layer.disease_limit, context) : null,
    caps: bindCaps(layer, context),
    rounding: context.rounding,
  };
}

function bindThreshold(layer: ShareLayer, context: LayerContext): BoundThreshold | null {
  if (layer.threshold === null) return null;
  const cell = cellOf(context, layer.threshold.amount);
  if (cell === null) return null;
  return {
    accumulator: accumulatorName(context, layer.threshold.accumulator),
    amount_fen: cell.value as Fen,
    source: cell.source,
  };
}

function bindCaps(layer: ShareLayer, context: LayerContext): BoundCap[] {
  return layer.caps.map((cap) => {
    const cell = cellOf(context, cap.limit);
    return {
      accumulator: accumulatorName(context, cap.accumulator),
      limit_fen: cell ? (cell.value as Fen) : null,
      on_cost: cap.measure !== null && choiceOf(context, cap.measure) === "in-scope-cost",
      source: cell ? cell.source : layer.source,
    };
  });
}

export function runShare(run: Run, bound: BoundShare): void {
  const { layer, rate, rounding } = bound;
  if (layer.basic) run.pool_ratio_ppm = rate.rate_ppm;
  const looked = bound.pot.look(run);
  bound.pot.take(run);
  if (looked <= 0) return;
  const base = aboveThreshold(run, bound, looked);
  const costRoom = capRoom(run, bound.caps, true);
  const cost = costRoom === null ? base : minimumFen(base, costRoom.room_fen);
  const limited = bound.limit
    ? limitedPayment(run, bound.limit, cost, rate.rate_ppm, rounding)
    : null;
  const byRatio = multiplyFenByPpm(cost, rate.rate_ppm, rounding);
  const wanted = limited ? limited.paid_fen : byRatio;
  const payRoom = capRoom(run, bound.caps, false);
  const paid = payRoom === null ? wanted : minimumFen(wanted, payRoom.room_fen);
  explain(run, bound, cost, byRatio, wanted, paid, payRoom);
  for (const cap of bound.caps) move(run, cap.accumulator, cap.on_cost ? cost : paid);
  if (bound.limit && limited) {
    move(run, bound.limit.accumulator, limited.counted_fen ?? paid);
  }
  if (bound.hands_on) {
    const covered = paid < wanted ? costCovered(paid, rate.rate_ppm, rounding) : cost;
    const beyond = maximumFen(ZERO_FEN, (base - covered) as Fen);
    run.over_cap_fen = (run.over_cap_fen + beyond) as Fen;
  }
  pay(run, layer.fund, bound.pot.alone, base, payRoom?.room_fen ?? limited?.room_fen ?? null, paid);
}

/** The cost that a payment covers at a ratio: what was not covered goes on to the next fund. */
function costCovered(paid_fen: Fen, ratio_ppm: Ppm, rounding: Rounding): Fen {
  return ratio_ppm === 0 ? ZERO_FEN : divideFenByPpm(paid_fen, ratio_ppm, rounding);
}

function aboveThreshold(run: Run, bound: BoundShare, looked: Fen): Fen {
  const { threshold, layer } = bound;
  if (threshold === null) return looked;
  const open = roomWithin(threshold.amount_fen, accumulated(run, threshold.accumulator));
  const borne = minimumFen(looked, open);
  move(run, threshold.accumulator, looked);
  if (borne > 0) {
    const { source } = threshold;
    const title = `${layer.title}起付标准`;
    step(run, layer.layer, title, "threshold", looked, null, borne, source, NO_TERMS);
  }
  return (looked - borne) as Fen;
}

interface Room {
  readonly room_fen: Fen;
  readonly source: Provenance;
}

function capRoom(run: Run, caps: readonly BoundCap[], onCost: boolean): Room | null {
  let tightest: Room | null = null;
  for (const cap of caps) {
    if (cap.on_cost !== onCost || cap.limit_fen === null) continue;
    const room = roomWithin(cap.limit_fen, accumulated(run, cap.accumulator));
    if (tightest === null || room < tightest.room_fen) {
      tightest = { room_fen: room, source: cap.source };
    }
  }
  return tightest;
}

/** One step for the ratio, one for each limit that cut the payment: together they are `paid`. */
function explain(
  run: Run,
  bound: BoundShare,
  cost: Fen,
  byRatio: Fen,
  wanted: Fen,
  paid: Fen,
  room: Room | null,
): void {
  const { layer, to, rate, source, limit } = bound;
  const { layer: name, title } = layer;
  step(run, name, title, to, cost, rate.rate_ppm, byRatio, source, rate.terms);
  if (limit && wanted !== byRatio) {
    const cut = (wanted - byRatio) as Fen;
    step(run, name, `${title}病种限额`, to, byRatio, null, cut, limit.source, NO_TERMS);
  }
  if (room && paid !== wanted) {
    const cut = (paid - wanted) as Fen;
    step(run, name, `${title}超过支付限额`, to, wanted, null, cut, room.source, NO_TERMS);
  }
}
