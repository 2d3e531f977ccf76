import { placeOf } from "../figures.ts";
import type { Scope } from "../scope.ts";

/** Under which columns a reason may be given: for actual against budget, or for a change. */
const COLUMNS = {
  actual: ["actual", "completion", "budget", "initial-budget", "full-budget"],
  change: ["change", "prior", "change-rate"],
} as const;

/** The reason that the unit gives, without the full stop at its end; null where it gives none. */
export function reasonFor(
  address: string,
  of: keyof typeof COLUMNS,
  { materials, figures }: Scope,
): string | null {
  for (const { topic, row } of figures.samePlaces(placeOf(address))) {
    for (const column of COLUMNS[of]) {
      for (const source of ["", "text:"]) {
        const reason = materials.reasons[`${source}${topic}[${row}].${column}`];
        if (reason !== undefined && reason.trim() !== "") return trimmed(reason);
      }
    }
  }
  return null;
}

/** A phrase that stands inside a sentence: the sentence has its own full stop. */
export function trimmed(text: string): string {
  return text.trim().replace(/[。；，;,\s]+$/u, "");
}
