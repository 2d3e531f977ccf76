import type { Layer } from "../benefit.ts";
import { type BoundBands, bindBands, runBands } from "./bands.ts";
import type { LayerContext } from "./context.ts";
import { type BoundDeductible, bindDeductible, runDeductible } from "./deductible.ts";
import { type BoundFirstShare, bindFirstShare, runFirstShare } from "./first-share.ts";
import type { Run } from "./run.ts";
import { type BoundShare, bindShare, runShare } from "./share.ts";

/**
 * A layer with every value of policy bound for one kind of case: nothing is left to look up but
 * accumulators. It is data, so that others may read it too: the checks find their boundaries in
 * it, and settling in bulk makes its program from it.
 */
export type BoundLayer = BoundFirstShare | BoundDeductible | BoundShare | BoundBands;

/** Null where the layer does nothing for the case (and for the account, which pays at the end). */
export function bindLayer(layer: Layer, context: LayerContext): BoundLayer | null {
  switch (layer.kind) {
    case "first-share":
      return bindFirstShare(layer, context);
    case "deductible":
      return bindDeductible(layer, context);
    case "share":
      return bindShare(layer, context);
    case "bands":
      return bindBands(layer, context);
    case "account":
      return null;
  }
}

export function runLayer(run: Run, bound: BoundLayer): void {
  switch (bound.kind) {
    case "first-share":
      runFirstShare(run, bound);
      break;
    case "deductible":
      runDeductible(run, bound);
      break;
    case "share":
      runShare(run, bound);
      break;
    case "bands":
      runBands(run, bound);
      break;
  }
}
