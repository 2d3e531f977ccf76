import type { CivilDate, Fen, Period, Ppm, Rounding } from "../../kernel/index.ts";
import type { Band, CellValue, Dimension, EmploymentStatus, Pack } from "../../policy/index.ts";

/**
 * A change file once it is read: what a policy officer wants to try on a history of bills. Plain
 * data; every name in it exists in the region it was read for.
 */
export interface Change {
  readonly title: string;
  /** Days on which it applies; `to` null means for ever. */
  readonly period: Period;
  readonly parameters: readonly ParameterChange[];
  readonly identities: readonly NewIdentity[];
  readonly gifts: readonly IdentityGift[];
  readonly merges: readonly SchemeMerge[];
  /** Benefits and parameters in the form of a region pack, laid over like a child pack. */
  readonly pack: Pack | null;
  readonly solve: Solve | null;
  /** Hash of all that can change an answer: part of the version of the changed region. */
  readonly hash: string;
  /** File and line of `from`, for messages about the days. */
  readonly where: string;
}

/** Rows by dimension; a dimension that is not named means all its rows. */
export type RowSelection = Readonly<Partial<Record<Dimension, readonly string[]>>>;

export interface ParameterChange {
  readonly name: string;
  readonly rows: RowSelection;
  readonly operation: Operation;
  readonly where: string;
}

/** What is done to each cell. Amounts are in the parameter's unit: fen, ppm or a count. */
export type Operation = NumberOperation | BandOperation | AddBandOperation;

export type NumberOperation =
  | { readonly kind: "set"; readonly value: CellValue }
  /** `amount` is below 0 for `subtract`. */
  | { readonly kind: "add"; readonly amount: number }
  | {
      readonly kind: "multiply";
      readonly factor_ppm: Ppm;
      /** The product is rounded to whole multiples of this. */
      readonly round_to: number;
      readonly rounding: Rounding;
    };

/** Changes the ratio of the one band that ends at `up_to_fen` (null: the last one). */
export interface BandOperation {
  readonly kind: "band";
  readonly up_to_fen: Fen | null;
  readonly ratio: NumberOperation;
}

/** Cuts the band around the edge in two; the named side of the cut has the new ratio. */
export interface AddBandOperation {
  readonly kind: "add-band";
  readonly edge_fen: Fen;
  readonly side: "below" | "above";
  readonly ratio_ppm: Ppm;
}

export interface NewIdentity {
  readonly name: string;
  readonly title: string;
  /** Where it stands among those that win when a person holds several. */
  readonly place: { readonly side: "before" | "after"; readonly of: string | null };
  /** Rows of tables by identity that the change does not name are as this one's. */
  readonly like: string;
  readonly where: string;
}

/** An identity given to, or taken from, whom the condition fits. */
export interface IdentityGift {
  readonly kind: "give" | "take";
  readonly identity: string;
  readonly who: PersonCondition;
}

/** Bills of one scheme settled by the benefits of another. */
export interface SchemeMerge {
  readonly insutype: string;
  readonly settled_as: string;
  readonly employment_status: EmploymentStatus;
  readonly who: PersonCondition;
  /** Visit types that the other scheme knows by another code. */
  readonly visit_types: Readonly<Record<string, string>>;
  /** Visit types that stay with the old scheme. */
  readonly keep: readonly string[];
  /** Funds that pay in the place of others; empty where the pools are merged. */
  readonly paid_from: Readonly<Record<string, string>>;
  readonly where: string;
}

/** What must hold of a person on the day of the bill; null asks nothing. All must hold. */
export interface PersonCondition {
  /** Years of age, both counted in; see PersonAttributes for how age is counted. */
  readonly age_from: number | null;
  readonly age_to: number | null;
  readonly sex: "male" | "female" | null;
  readonly insutype: readonly string[] | null;
  readonly employment_status: readonly string[] | null;
  readonly district: readonly string[] | null;
  /** Holds at least one of these, as the bill says. */
  readonly identity: readonly string[] | null;
  /** Holds none of these. */
  readonly identity_not: readonly string[] | null;
  /** Disposable income of the year below this; whose income is unknown does not fit. */
  readonly income_below_fen: Fen | null;
  /** Certified for at least one of these diseases. */
  readonly chronic_disease: readonly string[] | null;
}

/** “Which value of this parameter meets the target?” Bounds are in the parameter's unit. */
export interface Solve {
  /** Days on which the value applies: those of the change. */
  readonly period: Period;
  readonly parameter: string;
  readonly rows: RowSelection;
  readonly unit: "yuan" | "ratio" | "count";
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly target: SolveTarget;
  readonly where: string;
}

export type SolveTarget =
  /** The pool's balance at the end covers so many months of its spending. */
  | { readonly kind: "reserve"; readonly pool: string; readonly reserve_months: number }
  /** The pool spends so much over the whole replay. */
  | { readonly kind: "spending"; readonly pool: string; readonly spending_fen: Fen }
  /** What people bear of the total cost; of one scheme, or (null) of all. */
  | {
      readonly kind: "out-of-pocket";
      readonly insutype: string | null;
      readonly out_of_pocket_share_ppm: Ppm;
    };

/** The days of a history, both counted in, as its manifest says them. */
export type HistoryDays = { readonly from: CivilDate; readonly to: CivilDate };

export type Bands = readonly Band[];
