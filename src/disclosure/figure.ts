import type { Base, Direction, Fact, Place } from "./disclosure.ts";
import type { Printed } from "./printed.ts";

/** One printing of one figure, as the engine handles it. */
export interface Figure {
  /** Its number among all figures; the place of its value in a list of values. */
  readonly at: number;
  readonly source: "table" | "text" | "against";
  readonly topic: string;
  readonly row: string;
  /** Of a sentence: the role of the figure. */
  readonly column: string;
  readonly printed: Printed;
  readonly origin: Fact["origin"];
  readonly place: Place;
  /** Of sentences: compared with what, and of which year. */
  readonly base: Base | null;
  readonly year: number | null;
  /** Of a change: the direction said; a change without one may be up or down. */
  readonly direction: Direction | null;
}

/** Values of all figures, in base units: as printed, or with repairs tried on them. */
export type Values = number[];

/** A change whose direction the sentence leaves open: only its size is known. */
export function isUnsigned({ source, column, direction }: Figure): boolean {
  return (
    source === "text" && direction === null && (column === "change" || column === "change-rate")
  );
}

/** Half of the last printed digit, doubled; a count and a blank are exactly what they are. */
export function slackDoubled({ printed, origin }: Figure, value: number): number {
  if (printed.quantity === "count") return 0;
  return value === 0 && origin === "blank" ? 0 : printed.step;
}
