import type { CivilDate } from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import type { Change } from "./change/index.ts";
import type { History, HistoryPeople } from "./history/history.ts";
import type { IncomeBook } from "./outcome/income-book.ts";
import type { ReplayJob, ReplayTally } from "./replay/job.ts";
import type { PersonGroups } from "./replay/person-groups.ts";
import type { RecasedHistory } from "./replay/recase.ts";
import type { Tally } from "./replay/tally.ts";
import type { ComparedPeople } from "./replay/tally-bills.ts";

export interface SimulateOptions {
  readonly history: History;
  /** The policy as it is. */
  readonly region: Region;
  /** What is tried; null replays the history as it was. */
  readonly change: Change | null;
  /** First and last day of settling that count; the history's own when null. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** 0 does the work in this thread. */
  readonly threads: number;
  /** Of the resampling. */
  readonly seed: string;
  readonly sensitivity: boolean;
  readonly projection: boolean;
  readonly progress: (step: string, done: number, total: number) => void;
}

/** A history with its crew and groups, ready to be replayed again and again. */
export interface Bench {
  readonly options: SimulateOptions;
  readonly people: HistoryPeople;
  readonly groups: PersonGroups;
  readonly compared: ComparedPeople;
  readonly income: IncomeBook;
  readonly funds: readonly string[];
  readonly months: readonly string[];
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Replays the whole history: as it was, and under other rules. See `ReplayJob`. */
  replay(asked: AskedReplay): Promise<ReplayTally>;
  /** Sums under each of many rules, in their order. */
  replayEach(step: string, regions: readonly Region[], recased: RecasedHistory): Promise<Tally[]>;
}

export interface AskedReplay {
  readonly kind: ReplayJob["kind"];
  /** The rules that are tried. */
  readonly region: Region;
  readonly recased: RecasedHistory;
  /** What it is a part of, for the progress: the `at`-th of `of` replays of one step. */
  readonly step: string;
  readonly at: number;
  readonly of: number;
}
