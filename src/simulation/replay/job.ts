import type { CivilDate } from "../../kernel/index.ts";
import type { BillCase, Region } from "../../policy/index.ts";
import type { Tally, TallyShape } from "./tally.ts";

/** One replay of a whole history: plain data, so that it can be sent to a thread. */
export interface ReplayJob {
  /** The region whose rules decide; the change is already laid over it. */
  readonly region: Region;
  /** The history's cases, and after them those that a change makes of them. */
  readonly cases: readonly BillCase[];
  readonly recase: Recase | null;
  /** First and last day of settling that count. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Funds of the tally, in its order. */
  readonly funds: readonly string[];
  readonly shape: TallyShape;
}

/**
 * What a change makes of a person's cases: from a day on, a bill of case `c` of a person of kind
 * `k` is of case `table[k × cases + c]`.
 */
export interface Recase {
  readonly from_day: number;
  /** The day it ends, not counted in; null for never. */
  readonly to_day: number | null;
  readonly first_year: number;
  /** Kind of each person by year: [year − first_year]. */
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

/** How the replay compares with what was settled, row by row. */
export interface ReplayCheck {
  readonly bills: number;
  /** Rows that the history itself says could not be settled again alike; left out below. */
  readonly bills_left_out: number;
  readonly bills_different: number;
  readonly people_different: number;
}
