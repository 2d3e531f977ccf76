import {
  type Fen,
  minimumFen,
  multiplyFenByPpm,
  multiplyFenByRatio,
  type Ppm,
  type Rounding,
  ZERO_FEN,
} from "../../kernel/index.ts";
import type { StepKind } from "../adjudication.ts";
import type { DiseaseLimit, ShareLayer } from "../benefit.ts";
import { accumulatorName, cellOf, type LayerContext } from "./context.ts";
import { accumulated, markOf, type Run, roomWithin, type StepMark } from "./run.ts";

/**
 * The limit of a certified disease, of the four kinds in use (E23): 1 on what the fund pays, 2 on
 * in-scope cost, 3 on total cost, 4 a fixed sum. `used` counts in the kind's own measure.
 */
export interface BoundDiseaseLimit {
  readonly kind: "1" | "2" | "3" | "4";
  readonly amount_fen: Fen;
  readonly accumulator: string;
  readonly in_scope_first: boolean;
  /** Used before the run, where an option says so. */
  readonly used_before_fen: Fen;
  /** Of the step in which the limit acts: on the cost, on the payment, or as the payment. */
  readonly mark: StepMark;
}

export function bindDiseaseLimit(
  layer: ShareLayer,
  limit: DiseaseLimit,
  context: LayerContext,
): BoundDiseaseLimit | null {
  const amount = cellOf(context, limit.amount);
  const kind = cellOf(context, limit.kind);
  const order = cellOf(context, limit.order);
  if (amount === null || kind === null) return null;
  const number = String(kind.value) as BoundDiseaseLimit["kind"];
  const in_scope_first = order?.value !== "pro-rata";
  const step = stepKind(number, in_scope_first);
  const to = number === "1" || number === "4" ? `fund:${layer.fund}` : "beyond_limit";
  return {
    kind: number,
    amount_fen: amount.value as Fen,
    accumulator: accumulatorName(context, limit.accumulator),
    in_scope_first,
    used_before_fen: context.region.overrides.disease_limit_used_fen ?? ZERO_FEN,
    mark: markOf(layer, step, to, `${layer.title}病种限额`, amount.source),
  };
}

function stepKind(kind: BoundDiseaseLimit["kind"], in_scope_first: boolean): StepKind {
  if (kind === "1") return "disease-limit";
  if (kind === "4") return "fixed-amount";
  return kind === "3" && !in_scope_first ? "disease-limit-pro-rata" : "disease-limit-cost";
}

export interface Limited {
  readonly paid_fen: Fen;
  readonly room_fen: Fen;
  /** What counts against the limit: a cost, or (null) whatever is paid in the end. */
  readonly counted_fen: Fen | null;
  /** Cost that the limit leaves, where it limits cost. */
  readonly considered_fen: Fen | null;
}

/** What a payment by ratio becomes under the limit. */
export function limitedPayment(
  run: Run,
  limit: BoundDiseaseLimit,
  base_fen: Fen,
  ratio_ppm: Ppm,
  rounding: Rounding,
): Limited {
  const used = (limit.used_before_fen + accumulated(run, limit.accumulator)) as Fen;
  const room = roomWithin(limit.amount_fen, used);
  switch (limit.kind) {
    case "1": {
      const paid = minimumFen(multiplyFenByPpm(base_fen, ratio_ppm, rounding), room);
      return limited(paid, room, null, null);
    }
    case "2": {
      const considered = minimumFen(base_fen, room);
      const paid = multiplyFenByPpm(considered, ratio_ppm, rounding);
      return limited(paid, room, considered, considered);
    }
    case "3": {
      const considered = withinTotalCost(run, limit, base_fen, room, rounding);
      const paid = multiplyFenByPpm(considered, ratio_ppm, rounding);
      return limited(paid, room, minimumFen(run.total_fen, room), considered);
    }
    case "4":
      return limited(minimumFen(base_fen, room), room, null, null);
  }
}

function limited(
  paid_fen: Fen,
  room_fen: Fen,
  counted_fen: Fen | null,
  considered_fen: Fen | null,
): Limited {
  return { paid_fen, room_fen, counted_fen, considered_fen };
}

/** How much in-scope cost a room for total cost admits: in-scope first, or its share pro rata. */
function withinTotalCost(
  run: Run,
  limit: BoundDiseaseLimit,
  base_fen: Fen,
  room_fen: Fen,
  rounding: Rounding,
): Fen {
  if (limit.in_scope_first) return minimumFen(base_fen, room_fen);
  if (run.total_fen <= room_fen) return base_fen;
  return multiplyFenByRatio(base_fen, room_fen, run.total_fen, rounding);
}
