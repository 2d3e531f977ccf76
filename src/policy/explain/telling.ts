import type { BillFacts, Provenance } from "../adjudication.ts";
import type { Benefit } from "../benefit.ts";
import type { Words } from "./words.ts";

/** What one part of a bill is told with. */
export interface Telling {
  readonly words: Words;
  readonly facts: Pick<BillFacts, "care_date" | "stay">;
  /** Null where the region's packs have no such benefit any more; titles are then those of steps. */
  readonly benefit: Benefit | null;
  /** Adds a sentence; an empty one is left out. */
  say(layer: string, text: string, sources: readonly Provenance[]): void;
}
