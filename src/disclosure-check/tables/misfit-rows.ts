import type { Check } from "../defect.ts";

/** ROW-MISFIT: the figures of a row add up in none of the columns that they may stand in. */
export const misfitRows: Check = function* ({ reading }) {
  for (const { what, text, place } of reading.notes) {
    if (what === "misfit") {
      yield { rule: "ROW-MISFIT", place, printed: place.text, words: { column: text } };
    }
  }
};
