import type { CivilDate } from "../../kernel/index.ts";
import type { ReplayCheck } from "../replay/job.ts";
import type { GroupKey } from "../replay/person-groups.ts";

/**
 * What a simulation answers. Amounts are whole fen in names that end in `_fen`; shares are parts
 * per million. `before` is what was settled, `after` what the change would have made of it.
 */
export interface SimulationResult {
  readonly title: string;
  /** The change in words, one sentence each; empty for none. */
  readonly changes: readonly string[];
  readonly region: { readonly code: string; readonly name: string };
  readonly policy_version_before: string;
  readonly policy_version_after: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly history: HistorySummary;
  /** The same history replayed with no change: what differs from what was settled, all days. */
  readonly reproduction: ReplayCheck;
  readonly totals: Totals;
  readonly funds: readonly FundOutcome[];
  readonly pools: readonly PoolOutcome[];
  /** Where the reserve of a pool is to lie; null where no pack says. */
  readonly reserve_band: ReserveBand | null;
  readonly schemes: readonly SchemeOutcome[];
  /** Winners and losers along each dimension by itself. */
  readonly groups: Readonly<Record<GroupDimension, readonly GroupOutcome[]>>;
  /** The same for each combination; only those with anybody in them. */
  readonly cells: readonly CellOutcome[];
  readonly distribution: Distribution;
  readonly catastrophic: readonly CatastrophicOutcome[];
  /** The people who lose most: pseudonyms. */
  readonly most_hurt: readonly HurtPerson[];
  readonly confidence: Confidence;
  /** What one step of each parameter would do; empty when not asked for. */
  readonly sensitivity: readonly SensitivityOutcome[];
  readonly solved: SolveOutcome | null;
  readonly projection: ProjectionOutcome | null;
  /** What the answer rests on, with its basis. */
  readonly assumptions: readonly Assumption[];
  /** What a reader must know before believing it. */
  readonly remarks: readonly string[];
}

export interface HistorySummary {
  readonly source: "made" | "database";
  readonly seed: string | null;
  readonly people: number;
  readonly bills: number;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export interface Totals {
  /** Rows settled in the period, cancellations among them. */
  readonly bills: number;
  readonly people_with_bills: number;
  readonly total_fen: number;
  readonly fund_before_fen: number;
  readonly fund_after_fen: number;
  readonly person_before_fen: number;
  readonly person_after_fen: number;
  readonly winners: number;
  readonly losers: number;
  readonly unchanged: number;
}

export interface MonthOutcome {
  readonly month: string;
  readonly before_fen: number;
  readonly after_fen: number;
}

export interface FundOutcome {
  readonly fund: string;
  readonly name: string;
  readonly pool: string;
  readonly before_fen: number;
  readonly after_fen: number;
  readonly months: readonly MonthOutcome[];
}

/**
 * The money of a pool through the period: opening + income − spending = closing, spending being
 * what its funds paid and what it passes on to other pools. Null where it cannot be said.
 */
export interface PoolOutcome {
  readonly pool: string;
  readonly name: string;
  readonly opening_fen: number | null;
  readonly income_before_fen: number | null;
  readonly income_after_fen: number | null;
  readonly spending_before_fen: number;
  readonly spending_after_fen: number;
  readonly closing_before_fen: number | null;
  readonly closing_after_fen: number | null;
  /** Thousandths of a month: 7400 is 7.4 months. Null where it cannot be said. */
  readonly reserve_before_thousandths: number | null;
  readonly reserve_after_thousandths: number | null;
  /** What the reserve is judged to be, in Chinese; null where there is no band for it. */
  readonly judgement_before: string | null;
  readonly judgement_after: string | null;
  readonly months: readonly PoolMonth[];
}

/** The control band of the cumulative balance, in months of spending; both ends belong to it. */
export interface ReserveBand {
  readonly from_months: number;
  readonly to_months: number;
  readonly source: string;
  readonly unverified: boolean;
}

export interface PoolMonth {
  readonly month: string;
  readonly income_before_fen: number | null;
  readonly income_after_fen: number | null;
  readonly spending_before_fen: number;
  readonly spending_after_fen: number;
  readonly balance_before_fen: number | null;
  readonly balance_after_fen: number | null;
}

/** Cost per head of the insured of a scheme. */
export interface SchemeOutcome {
  readonly insutype: string;
  readonly insured: number;
  readonly fund_per_head_before_fen: number;
  readonly fund_per_head_after_fen: number;
  readonly person_per_head_before_fen: number;
  readonly person_per_head_after_fen: number;
}

export type GroupDimension = keyof GroupKey | "hospital_level";

/** Figures of people who had bills: of the whole person, or of the person's bills at a level. */
export interface GroupFigures {
  readonly people: number;
  readonly winners: number;
  readonly losers: number;
  readonly gain_fen: number;
  readonly loss_fen: number;
  readonly total_fen: number;
  readonly fund_before_fen: number;
  readonly fund_after_fen: number;
  readonly person_before_fen: number;
  readonly person_after_fen: number;
}

export interface GroupOutcome extends GroupFigures {
  readonly key: string;
  readonly title: string;
}

export interface CellOutcome extends GroupKey, GroupFigures {
  readonly hospital_level: string;
}

/** What people with bills bore in the period, by share of people. */
export interface Distribution {
  readonly quantiles: readonly {
    /** 500000 is the median. */
    readonly share_ppm: number;
    readonly before_fen: number;
    readonly after_fen: number;
  }[];
  /** People by what they bore: from `from_fen` on, up to the next. */
  readonly steps: readonly {
    readonly from_fen: number;
    readonly people_before: number;
    readonly people_after: number;
  }[];
}

/** People who bore more in the period than a share of their income of the years it touches. */
export interface CatastrophicOutcome {
  readonly share_ppm: number;
  readonly people_with_known_income: number;
  readonly before: number;
  readonly after: number;
  /** Of `after`: not above the share before; and the other way round. */
  readonly newly: number;
  readonly no_longer: number;
}

export interface HurtPerson extends GroupKey {
  readonly pseudonym: string;
  readonly before_fen: number;
  readonly after_fen: number;
  /** In the period. */
  readonly bills: number;
  readonly income_fen: number | null;
}

/** From resampling people: had others of the same kind fallen ill, how far would it lie. */
export interface Confidence {
  readonly resamples: number;
  readonly seed: string;
  /** 950000: of the resamples lie between low and high. */
  readonly level_ppm: number;
  readonly figures: readonly {
    readonly name: string;
    readonly title: string;
    readonly unit: "fen" | "people";
    readonly estimate: number;
    readonly low: number;
    readonly high: number;
  }[];
}

export interface SensitivityOutcome {
  readonly parameter: string;
  readonly title: string;
  /** The step in words: 提高 1 个百分点. */
  readonly step: string;
  readonly fund_change_fen: number;
  readonly person_change_fen: number;
  readonly pools: readonly { readonly pool: string; readonly change_fen: number }[];
}

export interface SolveOutcome {
  readonly parameter: string;
  readonly title: string;
  readonly target: string;
  readonly reached: boolean;
  /** The value found as written in a pack: "1300.00" or "0.82". */
  readonly value: string;
  /** Why it was not reached, or how near it is, in Chinese. */
  readonly note: string;
  /**
   * What is wanted and what came out, in months, yuan or per cent as the target is said; `at` in
   * yuan, per cent or as counted.
   */
  readonly wanted: number;
  readonly tried: readonly {
    readonly value: string;
    readonly figure: string;
    readonly at: number;
    readonly measured: number | null;
  }[];
}

/** The years ahead, as things are and under the change. */
export interface ProjectionOutcome {
  readonly years: readonly ProjectionYear[];
  readonly first_deficit: readonly {
    readonly pool: string;
    readonly name: string;
    readonly before: number | null;
    readonly after: number | null;
  }[];
}

export interface ProjectionYear {
  readonly year: number;
  readonly insured: readonly { readonly insutype: string; readonly people: number }[];
  readonly working_per_retiree_ppm: number | null;
  readonly pools: readonly {
    readonly pool: string;
    readonly name: string;
    readonly income_before_fen: number;
    readonly income_after_fen: number;
    readonly spending_before_fen: number;
    readonly spending_after_fen: number;
    readonly balance_before_fen: number;
    readonly balance_after_fen: number;
    readonly reserve_before_thousandths: number | null;
    readonly reserve_after_thousandths: number | null;
  }[];
}

export interface Assumption {
  readonly text: string;
  readonly value: string;
  /** Document and clause, or how it was come by. */
  readonly source: string;
  readonly unverified: boolean;
}
