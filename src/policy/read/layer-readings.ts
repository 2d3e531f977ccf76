import type { Adjustment, Layer, Reference } from "../benefit.ts";

/** What a value is to its layer: null means something else in each. */
export type SlotRole =
  | "share"
  | "per_bill"
  | "repeat"
  | "within"
  | "threshold"
  | "ratio"
  | "plus"
  | "minus"
  | "times"
  | "limit"
  | "cap"
  | "bands"
  | "factor"
  | "general";

/** What one layer reads, by the part each value plays, and how it works beside its values. */
export interface LayerReadings {
  readonly values: readonly LayerValue[];
  readonly settings: readonly (readonly [name: string, value: string])[];
}

interface LayerValue {
  /** The same for the same part of the layer, whatever parameter fills it. */
  readonly key: string;
  readonly role: SlotRole;
  readonly title: string | null;
  readonly reference: Reference;
}

/** `title` says an accumulator in words. */
export function readingsOf(layer: Layer, title: (accumulator: string) => string): LayerReadings {
  switch (layer.kind) {
    case "first-share":
      return { values: values(["share", "share", layer.share]), settings: [] };
    case "deductible":
      return deductibleReadings(layer, title);
    case "share":
      return shareReadings(layer, title);
    case "bands":
      return bandsReadings(layer, title);
    case "account":
      return { values: [], settings: [] };
  }
}

type Kind<Name extends Layer["kind"]> = Extract<Layer, { kind: Name }>;
type Titled = (accumulator: string) => string;

function deductibleReadings(layer: Kind<"deductible">, title: Titled): LayerReadings {
  const limits = layer.within.map(
    ({ accumulator, limit }) => [`within ${accumulator}`, "within", limit] as const,
  );
  return {
    values: values(
      ["per_bill", "per_bill", layer.per_bill],
      ["repeat", "repeat", layer.repeat?.factor ?? null],
      ...limits,
    ),
    settings: [
      ["counts", layer.repeat === null ? "" : title(layer.repeat.counter)],
      ["within", layer.within.map(({ accumulator }) => title(accumulator)).join("、")],
    ],
  };
}

function shareReadings(layer: Kind<"share">, title: Titled): LayerReadings {
  const caps = layer.caps.map(
    ({ accumulator, limit }) => [`cap ${accumulator}`, "cap", limit] as const,
  );
  return {
    values: [
      ...values(
        ["threshold", "threshold", layer.threshold?.amount ?? null],
        ["ratio", "ratio", layer.ratio],
      ),
      ...adjustments(layer.adjust),
      ...values(["limit", "limit", layer.disease_limit?.amount ?? null], ...caps),
    ],
    settings: [
      ["considers", layer.considers],
      ["over_cap", layer.over_cap],
      ["basic", String(layer.basic)],
      ["threshold", layer.threshold === null ? "" : title(layer.threshold.accumulator)],
      ["caps", layer.caps.map(({ accumulator }) => title(accumulator)).join("、")],
      ["measures", layer.caps.map(({ measure }) => measure ?? "").join("、")],
      ["limit", limitSetting(layer, title)],
    ],
  };
}

function limitSetting({ disease_limit: limit }: Kind<"share">, title: Titled): string {
  if (limit === null) return "";
  const name = (one: Reference) => (typeof one === "string" ? one : one.choose);
  return [title(limit.accumulator), name(limit.kind), name(limit.order)].join("、");
}

function bandsReadings(layer: Kind<"bands">, title: Titled): LayerReadings {
  return {
    values: [
      ...values(
        ["threshold", "threshold", layer.threshold],
        ["factor", "factor", layer.threshold_factor],
        ["bands", "bands", layer.bands],
      ),
      ...adjustments(layer.adjust),
      ...values(["cap", "cap", layer.cap]),
    ],
    settings: [
      ["considers", layer.considers],
      ["accumulated", title(layer.accumulated)],
      ["paid", title(layer.paid)],
      ["bands_from", layer.bands_from ?? ""],
      ["increase", layer.increase ?? ""],
      ["counts_cross_region_share", layer.counts_cross_region_share ?? ""],
      ["counts_first_self_pay", layer.counts_first_self_pay ?? ""],
    ],
  };
}

function adjustments(adjust: readonly Adjustment[]): LayerValue[] {
  return adjust.map(({ operation, title, value }) => ({
    key: `${operation} ${title}`,
    role: operation,
    title,
    reference: value,
  }));
}

type Keyed = readonly [key: string, role: SlotRole, reference: Reference | null];

function values(...keyed: readonly Keyed[]): LayerValue[] {
  return keyed.flatMap(([key, role, reference]) =>
    reference === null ? [] : [{ key, role, title: null, reference }],
  );
}
