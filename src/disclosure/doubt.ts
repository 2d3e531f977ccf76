import type { Constraint } from "./constraint.ts";
import type { Figure } from "./figure.ts";

/** A sum of which one part, or the sum itself, is wrong. */
export interface Doubt {
  readonly sum: Constraint;
  readonly suspects: readonly Figure[];
}

/** A figure whose repair would mend all that is broken, and how much speaks for it. */
interface Likely {
  readonly figure: Figure;
  readonly score: number;
}

/** So much more must speak for one part of a sum than for the others. */
export const DOUBT_MARGIN = 12;

/** Where several parts of one sum in a table would mend it alike, none of them is blamed. */
export function doubtOf(single: readonly Likely[], broken: readonly Constraint[]): Doubt | null {
  const [first] = single;
  if (first === undefined || first.figure.source !== "table") return null;
  const alike = single.filter(({ score }) => first.score - score < DOUBT_MARGIN);
  const suspects = [...new Set(alike.map(({ figure }) => figure))];
  const sums = broken.filter(({ parts, figures }) => {
    const own = suspects.filter((one) => parts.some(({ figure }) => figure === one));
    return figures.length > 2 && own.includes(first.figure) && own.length > 1;
  });
  // Of several the one in whose table all of it stands.
  const isWithin = ({ figures }: Constraint) =>
    figures.every(({ source, topic }) => source === "table" && topic === first.figure.topic);
  const sum = sums.find(isWithin) ?? sums[0];
  return sum === undefined || sum.figures[0]?.source !== "table" ? null : { sum, suspects };
}
