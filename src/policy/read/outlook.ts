import { addDays, type CivilDate } from "../../kernel/index.ts";
import type { Region } from "../region.ts";
import type { Language } from "./language.ts";
import type { PolicyChange } from "./policy-change.ts";
import { diffPolicy } from "./policy-diff.ts";

/** A day on which a benefit changed or will change, and how. */
export interface Turn {
  readonly day: CivilDate;
  readonly changes: readonly PolicyChange[];
}

export interface Outlook {
  /** The last change up to the day itself; null where there was none. */
  readonly last: Turn | null;
  /** The first after the day that is known. */
  readonly next: Turn | null;
}

/** What last changed in a benefit before a day, and what is already known to change after it. */
export function outlookOf(
  region: Region,
  benefit: string,
  date: CivilDate,
  language: Language = "zh",
): Outlook {
  const turnOn = (day: CivilDate): Turn | null => {
    const options = { benefit, language, effects: false };
    const { changes } = diffPolicy(region, addDays(day, -1), day, options);
    const own = changes.filter((one) => one.benefit?.name === benefit);
    return own.length === 0 ? null : { day, changes: own };
  };
  const first = (days: readonly CivilDate[]): Turn | null => {
    for (const day of days) {
      const turn = turnOn(day);
      if (turn !== null) return turn;
    }
    return null;
  };
  return {
    last: first(region.changes.filter((day) => day <= date).toReversed()),
    next: first(region.changes.filter((day) => day > date)),
  };
}
