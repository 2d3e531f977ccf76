import {
  divideFenByPpm,
  type Fen,
  maximumFen,
  minimumFen,
  type Ppm,
  type Rounding,
  ZERO_FEN,
} from "../../kernel/index.ts";
import type { ShareLayer } from "../benefit.ts";
import type { EffectiveRate } from "./context.ts";
import { accumulatorName, cellOf, choiceOf, effectiveRate, type LayerContext } from "./context.ts";
import {
  type BoundDiseaseLimit,
  bindDiseaseLimit,
  type Limited,
  limitedPayment,
} from "./disease-limit.ts";
import { POTS, type Pot } from "./pot.ts";
import {
  accumulated,
  markOf,
  move,
  pay,
  product,
  type Run,
  roomWithin,
  type StepMark,
  step,
} from "./run.ts";

export interface BoundCap {
  readonly accumulator: string;
  /** Null: no limit for this case; what is paid is counted all the same. */
  readonly limit_fen: Fen | null;
  /** True: limits the cost considered; false: limits what the fund pays. */
  readonly on_cost: boolean;
  /** Of the step in which the limit cuts. */
  readonly mark: StepMark;
}

export interface BoundThreshold {
  readonly accumulator: string;
  readonly amount_fen: Fen;
  readonly mark: StepMark;
}

export interface BoundShare {
  readonly kind: "share";
  readonly layer: ShareLayer;
  readonly to: string;
  readonly pot: Pot;
  /** Cost beyond the cap goes on to the next fund. */
  readonly hands_on: boolean;
  readonly rate: EffectiveRate;
  readonly mark: StepMark;
  readonly threshold: BoundThreshold | null;
  readonly limit: BoundDiseaseLimit | null;
  readonly caps: readonly BoundCap[];
  readonly rounding: Rounding;
}

/** A fund pays a ratio of what it considers; see ShareLayer. Null where it pays nothing at all. */
export function bindShare(layer: ShareLayer, context: LayerContext): BoundShare | null {
  const ratio = cellOf(context, layer.ratio);
  if (ratio === null) return null;
  const to = `fund:${layer.fund}`;
  const rate = effectiveRate(context, layer, ratio, layer.adjust);
  return {
    kind: "share",
    layer,
    to,
    pot: POTS[layer.considers],
    hands_on: layer.over_cap === "next",
    rate,
    mark: markOf(layer, "ratio", to, layer.title, ratio.source, rate.terms),
    threshold: bindThreshold(layer, context),
    limit: layer.disease_limit ? bindDiseaseLimit(layer, layer.disease_limit, context) : null,
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
    mark: markOf(layer, "threshold", "threshold", `${layer.title}起付标准`, cell.source),
  };
}

function bindCaps(layer: ShareLayer, context: LayerContext): BoundCap[] {
  const { title } = layer;
  return layer.caps.map((cap) => {
    const cell = cellOf(context, cap.limit);
    const on_cost = cap.measure !== null && choiceOf(context, cap.measure) === "in-scope-cost";
    const source = cell ? cell.source : layer.source;
    return {
      accumulator: accumulatorName(context, cap.accumulator),
      limit_fen: cell ? (cell.value as Fen) : null,
      on_cost,
      mark: on_cost
        ? markOf(layer, "cost-cap", "beyond_limit", `${title}超过费用限额`, source)
        : markOf(layer, "cap", `fund:${layer.fund}`, `${title}超过支付限额`, source),
    };
  });
}

export function runShare(run: Run, bound: BoundShare): void {
  const { layer, rate, rounding, limit, caps } = bound;
  if (layer.basic) run.pool_ratio_ppm = rate.rate_ppm;
  const looked = bound.pot.look(run);
  bound.pot.take(run);
  if (looked <= 0) return;
  const base = aboveThreshold(run, bound, looked);
  const costRoom = tightest(run, caps, true);
  const cost = costRoom === null ? base : minimumFen(base, costRoom.room_fen);
  if (costRoom !== null && cost !== base) {
    step(run, costRoom.cap.mark, base, null, (base - cost) as Fen, null);
  }
  const limited = limit ? limitedPayment(run, limit, cost, rate.rate_ppm, rounding) : null;
  const byRatio = product(cost, rate.rate_ppm, rounding);
  const wanted = limited ? limited.paid_fen : byRatio;
  if (limit && limited) explainLimited(run, bound, limit, cost, byRatio, limited);
  else step(run, bound.mark, cost, rate.rate_ppm, byRatio, null);
  const payRoom = tightest(run, caps, false);
  const paid = payRoom === null ? wanted : minimumFen(wanted, payRoom.room_fen);
  if (payRoom !== null && paid !== wanted) {
    step(run, payRoom.cap.mark, wanted, null, (paid - wanted) as Fen, null);
  }
  for (const cap of caps) move(run, cap.accumulator, cap.on_cost ? cost : paid);
  if (limit && limited) move(run, limit.accumulator, limited.counted_fen ?? paid);
  if (bound.hands_on) {
    const covered = paid < wanted ? costCovered(paid, rate.rate_ppm, rounding) : cost;
    handOn(run, bound, base, covered, paid < wanted ? payRoom : costRoom);
  }
  pay(run, layer.fund, bound.pot.alone, base, payRoom?.room_fen ?? limited?.room_fen ?? null, paid);
}

/** Cost that is not covered goes on to the next fund. */
function handOn(
  run: Run,
  { layer, mark }: BoundShare,
  base: Fen,
  covered: Fen,
  room: Room | null,
): void {
  const beyond = maximumFen(ZERO_FEN, (base - covered) as Fen);
  if (beyond === 0) return;
  run.over_cap_fen = (run.over_cap_fen + beyond) as Fen;
  const title = `${layer.title}以外的费用转入下一层`;
  const { source } = room?.cap.mark ?? mark;
  step(run, markOf(layer, "handed-on", "over_cap", title, source), base, null, beyond, null);
}

/** The cost that a payment covers at a ratio: what was not covered goes on to the next fund. */
function costCovered(paid_fen: Fen, ratio_ppm: Ppm, rounding: Rounding): Fen {
  return ratio_ppm === 0 ? ZERO_FEN : divideFenByPpm(paid_fen, ratio_ppm, rounding);
}

function aboveThreshold(run: Run, { threshold }: BoundShare, looked: Fen): Fen {
  if (threshold === null) return looked;
  const open = roomWithin(threshold.amount_fen, accumulated(run, threshold.accumulator));
  const borne = minimumFen(looked, open);
  move(run, threshold.accumulator, looked);
  if (borne > 0) step(run, threshold.mark, looked, null, borne, null);
  return (looked - borne) as Fen;
}

interface Room {
  readonly cap: BoundCap;
  readonly room_fen: Fen;
}

/** The limit that leaves least, among those on cost or those on payments, and what it leaves. */
function tightest(run: Run, caps: readonly BoundCap[], onCost: boolean): Room | null {
  let found: BoundCap | null = null;
  let least = ZERO_FEN;
  for (const cap of caps) {
    if (cap.on_cost !== onCost || cap.limit_fen === null) continue;
    const room = roomWithin(cap.limit_fen, accumulated(run, cap.accumulator));
    if (found !== null && room >= least) continue;
    found = cap;
    least = room;
  }
  return found === null ? null : { cap: found, room_fen: least };
}

/** A limit of the disease acts on the cost, on the payment, or is itself what is paid. */
function explainLimited(
  run: Run,
  bound: BoundShare,
  limit: BoundDiseaseLimit,
  cost: Fen,
  byRatio: Fen,
  { paid_fen, considered_fen }: Limited,
): void {
  if (limit.kind === "4") {
    step(run, limit.mark, cost, null, paid_fen, null);
    return;
  }
  const { rate_ppm } = bound.rate;
  if (considered_fen !== null && considered_fen !== cost) {
    step(run, limit.mark, cost, null, (cost - considered_fen) as Fen, null);
    step(run, bound.mark, considered_fen, rate_ppm, paid_fen, null);
    return;
  }
  step(run, bound.mark, cost, rate_ppm, byRatio, null);
  if (paid_fen !== byRatio) {
    step(run, limit.mark, byRatio, null, (paid_fen - byRatio) as Fen, null);
  }
}
