import type { BillFacts, Provenance } from "../adjudication.ts";
import type { Benefit } from "../benefit.ts";
import type { Words } from "./words.ts";

/** What one part of a bill is told with. */
export interface Telling {
  readonly words: Words;
  readonly facts: Pick<BillFacts, "care_date" | "stay">;
  /** Null where no pack has such a benefit any more; titles are then those of the steps. */
  readonly benefit: Benefit | null;
  /** Whether the lines of the bill have numbers that the reader knows. */
  readonly numbered: boolean;
  /** Adds a sentence; an empty one is left out. */
  say(layer: string, text: string, sources: readonly Provenance[]): void;
}

/** What a layer's sentences need to know of the layers before it. Fen. */
export interface Way {
  /** In-scope cost of the common pot, and what of it no fund has paid so far. */
  readonly common: number;
  left: number;
  /** In-scope cost still on its way to the basic fund. */
  payable: number;
  over_cap: number;
  readonly alone: number;
  funds: number;
  /** What was taken off before the basic fund, as words. */
  readonly minus: string[];
}

/** A sentence on its way: a layer's last one also tells what remains. */
export interface Draft {
  readonly text: string;
  readonly sources: readonly Provenance[];
}
