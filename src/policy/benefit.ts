import type { Period } from "../kernel/index.ts";
import type { Considered, Provenance } from "./adjudication.ts";

/**
 * A benefit is an ordered list of layers of a small closed set of kinds. What cities disagree on
 * (amounts, order, which fund, which reading) is in these records; code knows only the kinds.
 */

/** A parameter by name, or a pick among parameters by the value of a choice. */
export type Reference = string | Pick;

/** `{ choose: cross_region_reading, points: a, other: b }`; null picks nothing. */
export interface Pick {
  readonly choose: string;
  readonly options: Readonly<Record<string, string | null>>;
}

export type Operation = "plus" | "minus" | "times";

/** A change of the base ratio: points added or taken off, or a multiplier on the payment. */
export interface Adjustment {
  readonly operation: Operation;
  readonly value: Reference;
  readonly title: string;
  readonly english: string | null;
}

/** A yearly (or other) limit shared by every bill that moves the accumulator. */
export interface Cap {
  readonly accumulator: string;
  readonly limit: Reference;
  /** A choice among `fund-paid` and `in-scope-cost`; `fund-paid` when absent. */
  readonly measure: string | null;
}

/** The limit of a certified disease: kind 1 fund paid, 2 in-scope cost, 3 total cost, 4 fixed. */
export interface DiseaseLimit {
  readonly kind: Reference;
  readonly amount: Reference;
  readonly accumulator: string;
  readonly order: Reference;
}

interface LayerBase {
  readonly layer: string;
  readonly title: string;
  /** The title in English; null where the pack has none. */
  readonly english: string | null;
  /** Segment code of the classic settlement sheet (S00, S01, C001 …), or null. */
  readonly segment: string | null;
  /** The layer acts only where each named choice has the value. */
  readonly when: Readonly<Record<string, string>>;
  readonly source: Provenance;
  readonly where: string;
}

/** A share the person bears before the deductible (转外先自付). */
export interface FirstShareLayer extends LayerBase {
  readonly kind: "first-share";
  readonly share: Reference;
}

/** A deductible per bill or admission, inside any number of nested accumulators. */
export interface DeductibleLayer extends LayerBase {
  readonly kind: "deductible";
  readonly per_bill: Reference | null;
  readonly repeat: { readonly counter: string; readonly factor: Reference } | null;
  readonly within: readonly { readonly accumulator: string; readonly limit: Reference | null }[];
}

export type { Considered };

/** A fund pays a ratio of what it considers, over a threshold, under limits and caps. */
export interface ShareLayer extends LayerBase {
  readonly kind: "share";
  readonly fund: string;
  readonly considers: Considered;
  readonly threshold: { readonly accumulator: string; readonly amount: Reference } | null;
  readonly ratio: Reference;
  readonly adjust: readonly Adjustment[];
  readonly disease_limit: DiseaseLimit | null;
  readonly caps: readonly Cap[];
  /** Whether cost beyond the cap goes on to the next fund, or stays with the person. */
  readonly over_cap: "next" | "person";
  /** Whether the ratio is reported as that of the basic pool (pool_prop_selfpay). */
  readonly basic: boolean;
}

/** A fund pays by bands over what has accumulated in the year, bill by bill the increase. */
export interface BandsLayer extends LayerBase {
  readonly kind: "bands";
  readonly fund: string;
  readonly considers: Considered;
  /** Accumulator of what is considered, and of what has been paid. */
  readonly accumulated: string;
  readonly paid: string;
  readonly threshold: Reference | null;
  readonly threshold_factor: Reference | null;
  readonly bands: Reference;
  /** A choice: `deductible` (bands start above the threshold) or `zero` (at the first fen). */
  readonly bands_from: string | null;
  readonly adjust: readonly Adjustment[];
  readonly cap: Reference | null;
  /** A choice: `over-paid-to-date` or `over-prior-base`. */
  readonly increase: string | null;
  /** Choices (yes/no): does the out-of-region first share, or the class-B share, count in? */
  readonly counts_cross_region_share: string | null;
  readonly counts_first_self_pay: string | null;
}

/** The personal account pays what the person bears. */
export interface AccountLayer extends LayerBase {
  readonly kind: "account";
}

export type Layer = FirstShareLayer | DeductibleLayer | ShareLayer | BandsLayer | AccountLayer;
export type LayerKind = Layer["kind"];

export interface Benefit {
  readonly name: string;
  readonly title: string;
  readonly english: string | null;
  readonly insutypes: readonly string[];
  readonly visit_types: readonly string[];
  /** Only these certified diseases, or null for any. */
  readonly diseases: readonly string[] | null;
  /** All but these, or null. */
  readonly diseases_except: readonly string[] | null;
  readonly period: Period;
  readonly source: Provenance;
  readonly layers: readonly Layer[];
  readonly where: string;
}
