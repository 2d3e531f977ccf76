import { type Fen, multiplyFenByPpm, type Ppm, type Rounding } from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { FirstShareLayer } from "../benefit.ts";
import { cellOf, type LayerContext } from "./context.ts";
import { NO_TERMS, type Run, step } from "./run.ts";

export interface BoundFirstShare {
  readonly kind: "first-share";
  readonly layer: FirstShareLayer;
  readonly rate_ppm: Ppm;
  readonly rounding: Rounding;
  readonly source: Provenance;
}

/**
 * A share of the in-scope cost that the person bears before the deductible: the reading of the
 * cross-region reduction that Hunan's own settlement segments suggest (S00 转外自理). It stays
 * inside the in-scope amount of the answer, as the deductible does.
 */
export function bindFirstShare(
  layer: FirstShareLayer,
  context: LayerContext,
): BoundFirstShare | null {
  const cell = cellOf(context, layer.share);
  if (cell === null || cell.value === 0) return null;
  const { rounding } = context;
  return { kind: "first-share", layer, rate_ppm: cell.value as Ppm, rounding, source: cell.source };
}

export function runFirstShare(run: Run, bound: BoundFirstShare): void {
  const { layer, rate_ppm, source } = bound;
  const base = run.payable_fen;
  const share = multiplyFenByPpm(base, rate_ppm, bound.rounding);
  run.payable_fen = (base - share) as Fen;
  run.cross_region_share_fen = (run.cross_region_share_fen + share) as Fen;
  const to = "cross_region_share";
  step(run, layer.layer, layer.title, to, base, rate_ppm, share, source, NO_TERMS);
}
