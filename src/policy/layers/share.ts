import {
  divideFenByPpm,
  type Fen,
  maximumFen,
  minimumFen,
  multiplyFenByPpm,
  type Ppm,
  ZERO_FEN,
} from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { ShareLayer } from "../benefit.ts";
import type { EffectiveRate } from "./context.ts";
import { accumulatorName, cellOf, choiceOf, effectiveRate, type LayerContext } from "./context.ts";
import { type CompiledLimit, compileDiseaseLimit, limitedPayment } from "./disease-limit.ts";
import { POTS, type Pot } from "./pot.ts";
import {
  accumulated,
  type CompiledLayer,
  move,
  NO_TERMS,
  pay,
  type Run,
  roomWithin,
  step,
} from "./run.ts";

interface CompiledCap {
  readonly accumulator: string;
  /** Null: no limit for this case; what is paid is counted all the same. */
  readonly limit_fen: Fen | null;
  /** True: limits the cost considered; false: limits what the fund pays. */
  readonly on_cost: boolean;
  readonly source: Provenance;
}

interface CompiledThreshold {
  readonly accumulator: string;
  readonly amount_fen: Fen;
  readonly source: Provenance;
}

interface Compiled {
  readonly layer: ShareLayer;
  readonly to: string;
  readonly pot: Pot;
  /** Cost beyond the cap goes on to the next fund. */
  readonly hands_on: boolean;
  readonly rate: EffectiveRate;
  readonly source: Provenance;
  readonly threshold: CompiledThreshold | null;
  readonly limit: CompiledLimit | null;
  readonly caps: readonly CompiledCap[];
  readonly context: LayerContext;
}

/** A fund pays a ratio of what it considers; see ShareLayer. Null where it pays nothing at all. */
export function compileShare(layer: ShareLayer, context: LayerContext): CompiledLayer | null {
  const ratio = cellOf(context, layer.ratio);
  if (ratio === null) return null;
  const compiled: Compiled = {
    layer,
    to: `fund:${layer.fund}`,
    pot: POTS[layer.considers],
    hands_on: layer.over_cap === "next",
    rate: effectiveRate(context, layer, ratio, layer.adjust),
    source: ratio.source,
    threshold: compileThreshold(layer, context),
    limit: layer.disease_limit ? compileDiseaseLimit(layer.disease_limit, context) : null,
    caps: compileCaps(layer, context),
    context,
  };
  return (run) => runShare(run, compiled);
}

function compileThreshold(layer: ShareLayer, context: LayerContext): CompiledThreshold | null {
  if (layer.threshold === null) return null;
  const cell = cellOf(context, layer.threshold.amount);
  if (cell === null) return null;
  return {
    accumulator: accumulatorName(context, layer.threshold.accumulator),
    amount_fen: cell.value as Fen,
    source: cell.source,
  };
}

function compileCaps(layer: ShareLayer, context: LayerContext): CompiledCap[] {
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

function runShare(run: Run, compiled: Compiled): void {
  const { layer, rate, context } = compiled;
  if (layer.basic) run.pool_ratio_ppm = rate.rate_ppm;
  const looked = compiled.pot.look(run);
  compiled.pot.take(run);
  if (looked <= 0) return;
  const base = aboveThreshold(run, compiled, looked);
  const costRoom = capRoom(run, compiled.caps, true);
  const cost = costRoom === null ? base : minimumFen(base, costRoom.room_fen);
  const limited = compiled.limit
    ? limitedPayment(run, compiled.limit, cost, rate.rate_ppm, context.rounding)
    : null;
  const byRatio = multiplyFenByPpm(cost, rate.rate_ppm, context.rounding);
  const wanted = limited ? limited.paid_fen : byRatio;
  const payRoom = capRoom(run, compiled.caps, false);
  const paid = payRoom === null ? wanted : minimumFen(wanted, payRoom.room_fen);
  explain(run, compiled, cost, byRatio, wanted, paid, payRoom);
  for (const cap of compiled.caps) move(run, cap.accumulator, cap.on_cost ? cost : paid);
  if (compiled.limit && limited) {
    move(run, compiled.limit.accumulator, limited.counted_fen ?? paid);
  }
  if (compiled.hands_on) {
    const covered = paid < wanted ? costCovered(paid, rate.rate_ppm, context) : cost;
    const beyond = maximumFen(ZERO_FEN, (base - covered) as Fen);
    run.over_cap_fen = (run.over_cap_fen + beyond) as Fen;
  }
  pay(
    run,
    layer.fund,
    compiled.pot.alone,
    base,
    payRoom?.room_fen ?? limited?.room_fen ?? null,
    paid,
  );
}

/** The cost that a payment covers at a ratio: what was not covered goes on to the next fund. */
function costCovered(paid_fen: Fen, ratio_ppm: Ppm, context: LayerContext): Fen {
  return ratio_ppm === 0 ? ZERO_FEN : divideFenByPpm(paid_fen, ratio_ppm, context.rounding);
}

function aboveThreshold(run: Run, compiled: Compiled, looked: Fen): Fen {
  const { threshold, layer } = compiled;
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

function capRoom(run: Run, caps: readonly CompiledCap[], onCost: boolean): Room | null {
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
  compiled: Compiled,
  cost: Fen,
  byRatio: Fen,
  wanted: Fen,
  paid: Fen,
  room: Room | null,
): void {
  const { layer, to, rate, source, limit } = compiled;
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
