import {
  type Fen,
  minimumFen,
  multiplyFenByPpm,
  multiplyFenByRatio,
  type Ppm,
  type Rounding,
  ZERO_FEN,
} from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { DiseaseLimit } from "../benefit.ts";
import { accumulatorName, cellOf, type LayerContext } from "./context.ts";
import { accumulated, type Run, roomWithin } from "./run.ts";

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
  readonly source: Provenance;
}

export function bindDiseaseLimit(
  limit: DiseaseLimit,
  context: LayerContext,
): BoundDiseaseLimit | null {
  const amount = cellOf(context, limit.amount);
  const kind = cellOf(context, limit.kind);
  const order = cellOf(context, limit.order);
  if (amount === null || kind === null) return null;
  return {
    kind: String(kind.value) as BoundDiseaseLimit["kind"],
    amount_fen: amount.value as Fen,
    accumulator: accumulatorName(context, limit.accumulator),
    in_scope_first: order?.value !== "pro-rata",
    used_before_fen: context.region.overrides.disease_limit_used_fen ?? ZERO_FEN,
    source: amount.source,
  };
}

interface Limited {
  readonly paid_fen: Fen;
  readonly room_fen: Fen;
  /** What counts against the limit: a cost, or (null) whatever is paid in the end. */
  readonly counted_fen: Fen | null;
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
      return { paid_fen: paid, room_fen: room, counted_fen: null };
    }
    case "2": {
      const considered = minimumFen(base_fen, room);
      const paid = multiplyFenByPpm(considered, ratio_ppm, rounding);
      return { paid_fen: paid, room_fen: room, counted_fen: considered };
    }
    case "3": {
      const considered = withinTotalCost(run, limit, base_fen, room, rounding);
      const paid = multiplyFenByPpm(considered, ratio_ppm, rounding);
      return { paid_fen: paid, room_fen: room, counted_fen: minimumFen(run.total_fen, room) };
    }
    case "4": {
      return { paid_fen: minimumFen(base_fen, room), room_fen: room, counted_fen: null };
    }
  }
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
