import type { CivilDate } from "../../kernel/index.ts";
import type { BillCase, Region } from "../../policy/index.ts";
import type { Tally, TallyShape } from "./tally.ts";

/** One replay of a whole history: plain data, so that it can be sent to a thread. */
export interface ReplayJob {
  /**
   * `people`: settled twice, as it was and under the change, and compared person by person.
   * `sums`: settled once, by `after` alone, for the funds' and the schemes' sums.
   */
  readonly kind: "people" | "sums";
  /** The rules as they were, to tell what the change does from what the history does not know. */
  readonly before: Region;
  /** The rules that are tried; `before` itself where nothing is. */
  readonly after: Region;
  /** The history's cases, and after them those that a change makes of them. */
  readonly cases: readonly BillCase[];
  readonly recase: Recase | null;
  /** First and last day of settling that count. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Funds of the tally, in its order: all that pay on either side. */
  readonly funds: readonly string[];
  readonly shape: TallyShape;
}

/**
 * What a change makes of a person's cases: from a day on, a bill of case `c` of a person of kind
 * `k` is of case `table[k × cases + c]`.
 */
export interface Recase {
  readonly from_day: number;
  /** The day it ends, not counted in; beyond the history where it does not end in it. */
  readonly to_day: number;
  /** Of each day from `from_day` on: which of `kinds` holds, as ages are counted by the year. */
  readonly kinds_at: Uint8Array;
  /** Kind of each person, by year. */
  readonly kinds: readonly Uint16Array[];
  readonly table: Int32Array;
  /** How many cases the history itself has. */
  readonly cases: number;
  /** Of each case (the made ones too) the funds that pay in the place of others, or null. */
  readonly paid_from: readonly (Readonly<Record<string, string>> | null)[];
}

export interface ReplayTally {
  readonly tally: Tally;
  readonly check: ReplayCheck;
}

/** How the replay under the rules as they were compares with what was settled, row by row. */
export interface ReplayCheck {
  readonly bills: number;
  /** Rows that the history itself says could not be settled again alike; left out below. */
  readonly bills_left_out: number;
  readonly bills_different: number;
  readonly people_different: number;
}
