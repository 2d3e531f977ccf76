import type { Provenance } from "../adjudication.ts";
import type { ChangeArea, ChangeKind, NamedThing } from "./policy-change.ts";
import type { PolicyPicture } from "./policy-picture.ts";

/** A change that was found between two pictures, before its day is known. */
export interface FoundChange {
  readonly key: string;
  readonly kind: ChangeKind;
  readonly area: ChangeArea;
  readonly benefit: NamedThing | null;
  readonly layer: NamedThing | null;
  readonly parameter: NamedThing | null;
  /** One row at a time; rows that say the same are brought together later. */
  readonly row: string;
  readonly row_count: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly source: Provenance | null;
  readonly earlier_source: Provenance | null;
  /** The sentence without its rows and without its end; `{rows}` stands for the rows. */
  readonly text: string;
  /** What a new benefit consists of, a line for each layer; nothing else has any. */
  readonly details?: readonly string[];
  /** The same thing on any day: equal states mean that nothing changed. */
  state(picture: PolicyPicture): ThingState;
}

export interface ThingState {
  /** Compared. */
  readonly state: string;
  /** Shown. */
  readonly words: string;
}
