import type { CivilDate } from "../../kernel/index.ts";
import type { Provenance } from "../adjudication.ts";

/** One thing that is another on the second of two days, or in the second of two regions. */
export interface PolicyChange {
  /** The same thing has the same key, whichever day is looked at first. */
  readonly key: string;
  readonly kind: ChangeKind;
  readonly area: ChangeArea;
  /** Null for what holds for every benefit. */
  readonly benefit: NamedThing | null;
  readonly layer: NamedThing | null;
  /** The value of policy, or null for what is no value. */
  readonly parameter: NamedThing | null;
  /** Rows of the table, in words; empty where it has none or where all are meant. */
  readonly rows: readonly string[];
  /** In words; null where there was or is nothing. */
  readonly before: string | null;
  readonly after: string | null;
  /** The day from which the later of the two holds. */
  readonly since: CivilDate;
  /** What it was in between, where it changed more than once. */
  readonly meanwhile: readonly Meanwhile[];
  /** Document and clause behind `after`, or behind `before` where nothing is left. */
  readonly source: Provenance | null;
  readonly unverified: boolean;
  /** The whole of it as one sentence. */
  readonly sentence: string;
  /** What a new benefit consists of, layer by layer; empty for any other change. */
  readonly details: readonly string[];
}

/** Whether it is said of one benefit, of all alike, or of contributions and reserves. */
export type ChangeArea = "benefit" | "general" | "financing";

export interface Meanwhile {
  readonly from: CivilDate;
  readonly value: string;
}

export interface NamedThing {
  readonly name: string;
  readonly title: string;
}

export type ChangeKind =
  | "benefit-added"
  | "benefit-ended"
  | "scope"
  | "layer-added"
  | "layer-removed"
  | "layer-order"
  | "setting"
  | "value-added"
  | "value-removed"
  | "value"
  | "source"
  | "name"
  | "choice";
