import {
  type Fen,
  minimumFen,
  multiplyFenByPpm,
  multiplyFenByRatio,
  type Ppm,
  type Rounding,
} from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { DiseaseLimit } from "../benefit.ts";
import { accumulatorName, cellOf, type LayerContext } from "./context.ts";
import { accumulated, move, type Run, roomWithin } from "./run.ts";

/**
 * The limit of a certified disease, of the four kinds in use (E23): 1 on what the fund pays, 2 on
 * in-scope cost, 3 on total cost, 4 a fixed sum. `used` counts in the kind's own measure.
 */
export interface CompiledLimit {
  readonly kind: "1" | "2" | "3" | "4";
  readonly amount_fen: Fen;
  readonly accumulator: string;
  readonly in_scope_first: boolean;
  readonly used_override_fen: Fen | null;
  readonly source: Provenance;
}

export function compileDiseaseLimit(
  limit: DiseaseLimit,
  context: LayerContext,
): CompiledLimit | null {
  const amount = cellOf(context, limit.amount);
  const kind = cellOf(context, limit.kind);
  const order = cellOf(context, limit.order);
  if (amount === null || kind === null) return null;
  return {
    kind: String(kind.value) as CompiledLimit["kind"],
    amount_fen: amount.value as Fen,
    accumulator: accumulatorName(context, limit.accumulator),
    in_scope_first: order?.value !== "pro-rata",
    used_override_fen: context.region.overrides.disease_limit_used_fen,
    source: amount.source,
  };
}

/** What a payment by ratio becomes under the limit. Moves the limit's accumulator. */
export function limitedPayment(
  run: Run,
  limit: CompiledLimit,
  base_fen: Fen,
  ratio_ppm: Ppm,
  rounding: Rounding,
): { readonly paid_fen: Fen; readonly room_fen: Fen } {
  const used = limit.used_override_fen ?? accumulated(run, limit.accumulator);
  const room = roomWithin(limit.amount_fen, used);
  switch (limit.kind) {
    case "1": {
      const paid = minimumFen(multiplyFenByPpm(base_fen, ratio_ppm, rounding), room);
      move(run, limit.accumulator, paid);
      return { paid_fen: paid, room_fen: room };
    }
    case "2": {
      const considered = minimumFen(base_fen, room);
      move(run, limit.accumulator, considered);
      return { paid_fen: multiplyFenByPpm(considered, ratio_ppm, rounding), room_fen: room };
    }
    case "3": {
      const considered = withinTotalCost(run, limit, base_fen, room, rounding);
      move(run, limit.accumulator, minimumFen(run.total_fen, room));
      return { paid_fen: multiplyFenByPpm(considered, ratio_ppm, rounding), room_fen: room };
    }
    case "4": {
      const paid = minimumFen(base_fen, room);
      move(run, limit.accumulator, paid);
      return { paid_fen: paid, room_fen: room };
    }
  }
}

/** How much in-scope cost a room for total cost admits: in-scope first, or its share pro rata. */
function withinTotalCost(
  run: Run,
  limit: CompiledLimit,
  base_fen: Fen,
  room_fen: Fen,
  rounding: Rounding,
): Fen {
  if (limit.in_scope_first) return minimumFen(base_fen, room_fen);
  if (run.total_fen <= room_fen) return base_fen;
  return multiplyFenByRatio(base_fen, room_fen, run.total_fen, rounding);
}
