import { type Fen, multiplyFenByPpm, type Ppm, type Rounding } from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";
import type { FirstShareLayer } from "../benefit.ts";
import { baseTerm, cellOf, type LayerContext } from "./context.ts";
import { markOf, type Run, type StepMark, step } from "./run.ts";

export interface BoundFirstShare {
  readonly kind: "first-share";
  readonly layer: FirstShareLayer;
  readonly rate_ppm: Ppm;
  readonly rounding: Rounding;
  readonly source: Provenance;
  readonly mark: StepMark;
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
  const { source } = cell;
  const rate_ppm = cell.value as Ppm;
  const terms = Object.freeze([baseTerm(layer.title, rate_ppm, source)]);
  const { title } = layer;
  const mark = markOf(layer, "cross-region-share", "cross_region_share", title, source, terms);
  return { kind: "first-share", layer, rate_ppm, rounding, source, mark };
}

export function runFirstShare(run: Run, { rate_ppm, rounding, mark }: BoundFirstShare): void {
  const base = run.payable_fen;
  const share = multiplyFenByPpm(base, rate_ppm, rounding);
  run.payable_fen = (base - share) as Fen;
  run.cross_region_share_fen = (run.cross_region_share_fen + share) as Fen;
  step(run, mark, base, rate_ppm, share, null);
}
