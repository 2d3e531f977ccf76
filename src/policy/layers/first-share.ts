import { type Fen, multiplyFenByPpm, type Ppm } from "../../kernel/index.ts";
import type { FirstShareLayer } from "../benefit.ts";
import { cellOf, type LayerContext } from "./context.ts";
import { type CompiledLayer, NO_TERMS, step } from "./run.ts";

/**
 * A share of the in-scope cost that the person bears before the deductible: the reading of the
 * cross-region reduction that Hunan's own settlement segments suggest (S00 转外自理). It stays
 * inside the in-scope amount of the answer, as the deductible does.
 */
export function compileFirstShare(
  layer: FirstShareLayer,
  context: LayerContext,
): CompiledLayer | null {
  const cell = cellOf(context, layer.share);
  if (cell === null || cell.value === 0) return null;
  const rate = cell.value as Ppm;
  const { source } = cell;
  return (run) => {
    const base = run.payable_fen;
    const share = multiplyFenByPpm(base, rate, context.rounding);
    run.payable_fen = (base - share) as Fen;
    run.cross_region_share_fen = (run.cross_region_share_fen + share) as Fen;
    step(run, layer.layer, layer.title, "cross_region_share", base, rate, share, source, NO_TERMS);
  };
}
