import type { CivilDate } from "../../kernel/index.ts";
import type { Benefit, Layer, Reference } from "../benefit.ts";
import { applies, picked } from "../layers/context.ts";
import { type Coordinates, type Dimension, versionOn } from "../parameter.ts";
import type { Region } from "../region.ts";
import type { Situation } from "./situation.ts";
import { identitiesOf, ranksOf } from "./universe.ts";

/** What a layer reads: so a product over only those dimensions is exhaustive, and small. */

/** How a value bears on the person; a check of order asks for it. */
export type Part =
  | "share"
  | "per-bill"
  | "repeat-factor"
  | "within-limit"
  | "ratio"
  | "plus"
  | "minus"
  | "times"
  | "threshold"
  | "threshold-factor"
  | "bands"
  | "limit-kind"
  | "limit-order"
  | "limit-amount"
  | "cap";

export interface LayerRead {
  readonly part: Part;
  readonly reference: Reference;
}

export function readsOf(layer: Layer): LayerRead[] {
  const reads: LayerRead[] = [];
  const add = (part: Part, reference: Reference | null | undefined) => {
    if (reference != null) reads.push({ part, reference });
  };
  if (layer.kind === "first-share") add("share", layer.share);
  if (layer.kind === "deductible") {
    add("per-bill", layer.per_bill);
    add("repeat-factor", layer.repeat?.factor);
    for (const { limit } of layer.within) add("within-limit", limit);
  }
  if (layer.kind === "share") {
    add("ratio", layer.ratio);
    add("threshold", layer.threshold?.amount);
    add("limit-kind", layer.disease_limit?.kind);
    add("limit-amount", layer.disease_limit?.amount);
    add("limit-order", layer.disease_limit?.order);
    for (const cap of layer.caps) add("cap", cap.limit);
  }
  if (layer.kind === "bands") {
    add("bands", layer.bands);
    add("threshold", layer.threshold);
    add("threshold-factor", layer.threshold_factor);
    add("cap", layer.cap);
  }
  if (layer.kind === "share" || layer.kind === "bands") {
    for (const { operation, value } of layer.adjust) add(operation, value);
  }
  return reads;
}

/** The parameter a reference leads to on the day; null where a pick chooses none. */
export function parameterOf(region: Region, day: CivilDate, reference: Reference): string | null {
  return typeof reference === "string" ? reference : picked({ region, day }, reference);
}

/** Names of the parameters that a layer reads on the day. */
export function parametersRead(region: Region, day: CivilDate, layer: Layer): string[] {
  const names = readsOf(layer).flatMap(
    ({ reference }) => parameterOf(region, day, reference) ?? [],
  );
  return [...new Set(names)];
}

/** Layers of a benefit that act on the day. */
export function activeLayers(region: Region, day: CivilDate, benefit: Benefit): Layer[] {
  return benefit.layers.filter((layer) => applies({ region, day }, layer.when));
}

/** Dimensions that can change what a layer is bound to on the day. */
export function dimensionsRead(region: Region, day: CivilDate, layer: Layer): Set<Dimension> {
  const dimensions = new Set<Dimension>();
  for (const name of parametersRead(region, day, layer)) {
    const parameter = region.parameters.get(name);
    const version = parameter ? versionOn(parameter, day) : null;
    for (const dimension of version?.by ?? []) dimensions.add(dimension);
  }
  return dimensions;
}

/** The rows of each dimension that a benefit's cases can have. */
export type Rows = Readonly<Record<Dimension, readonly string[]>>;

export function rowsFor(region: Region, benefit: Benefit, situation: Situation): Rows {
  const { insutype } = situation;
  const only = benefit.diseases;
  const except = benefit.diseases_except ?? [];
  const diseases =
    only ?? ["none", ...region.diseases.keys()].filter((one) => !except.includes(one));
  return {
    hospital_level: ["level3", "level2", "level1", "primary", "level3-provincial", "pharmacy"],
    employment_status: insutype === "390" ? ["resident"] : ["working", "retired"],
    place: ["local", "filed-resident", "referred", "emergency", "unreferred"],
    identity: identitiesOf(region),
    insutype: [insutype],
    civil_servant_rank: ["none", ...ranksOf(region)],
    disease: diseases,
  };
}

/** Every combination of the rows of some dimensions, the plainest first. */
export function* combinations(
  dimensions: Iterable<Dimension>,
  rows: Rows,
): Generator<Partial<Coordinates>> {
  const wanted = [...dimensions];
  const at = wanted.map(() => 0);
  for (;;) {
    yield Object.fromEntries(
      wanted.map((dimension, index) => [dimension, rows[dimension][at[index] as number]]),
    );
    let index = 0;
    while (index < wanted.length) {
      at[index] = (at[index] as number) + 1;
      if ((at[index] as number) < rows[wanted[index] as Dimension].length) break;
      at[index] = 0;
      index += 1;
    }
    if (index === wanted.length) return;
  }
}
