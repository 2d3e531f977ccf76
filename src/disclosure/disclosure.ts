import type { Printed } from "./printed.ts";

export type DisclosureKind = "budget" | "final";

/** Where something stands. Lines and pages count from 1; 0 where there is none. */
export interface Place {
  readonly page: number;
  readonly line: number;
  /** The title of the table, the row's and the column's words, as printed; "" outside tables. */
  readonly table: string;
  readonly row: string;
  readonly column: string;
  /** The words of the sentence or cell concerned. */
  readonly text: string;
}

/**
 * One figure of a disclosure under its address: which table (or, for a sentence, which matter),
 * which row, which column, by the ids of `disclosure/forms.yaml`. The same address may be printed
 * more than once; each printing is a fact of its own, and all must agree.
 */
export interface Fact {
  readonly source: "table" | "text";
  readonly topic: string;
  readonly row: string;
  readonly column: string;
  readonly printed: Printed;
  /** How it is known: printed, printed as nothing (zero), worked out of identities, or made. */
  readonly origin: "printed" | "blank" | "solved" | "generated";
  readonly place: Place;
}

/** A table of the set that was found. */
export interface FoundTable {
  readonly topic: string;
  readonly title: string;
  readonly label: string;
  /** Its columns, by id, in the order printed; "" for one that is not understood. */
  readonly columns: readonly string[];
  /** The codes and names of its rows in the order printed, for the rules of order and chart. */
  readonly rows: readonly FoundRow[];
  readonly notes: readonly string[];
  /** No figure but zero in it. */
  readonly is_empty: boolean;
  /** False when rows or columns were lost: what is missing is unknown, not zero. */
  readonly is_whole: boolean;
  /** The unit its amounts were read in, in fen, and whether the table says it. */
  readonly unit?: { readonly fen: number; readonly is_said: boolean };
  readonly place: Place;
}

export interface FoundRow {
  /** The row's id in `forms.yaml`, or its code; "" when not understood. */
  readonly id: string;
  /** The code as printed, without blanks; "" where the row has none. */
  readonly code: string;
  readonly name: string;
  readonly chart: "functional" | "departmental" | "governmental" | null;
  readonly place: Place;
}

/** What a comparison is made with. */
export type Base =
  | "initial-budget"
  | "full-budget"
  | "prior-final"
  | "prior-budget"
  | "prior-execution";

export type Direction = "up" | "down" | "same";

/** What a figure of a sentence is. */
export type Role =
  /** The headline: 支出合计 3,743.82. */
  | "amount"
  | "budget"
  | "actual"
  | "prior"
  /** Signed by its direction word. */
  | "change"
  | "change-rate"
  | "completion"
  | "share"
  | "count";

/** One figure of a sentence. */
export interface Mention {
  readonly role: Role;
  /** Signed by the direction, when that is known. */
  readonly printed: Printed;
  /** Of `change` and `change-rate`: the direction said; null when not said or left open. */
  readonly direction: Direction | null;
  /** Of `change`, `change-rate`, `completion`, `prior`: compared with what; null when not said. */
  readonly base: Base | null;
  /** The year said of the base or of the figure; null when none is said. */
  readonly year: number | null;
  /** Of `share`: the row id of the whole; null when it is the enclosing statement. */
  readonly whole: string | null;
  readonly place: Place;
}

/**
 * What a sentence (or several) says of one thing: “行政运行 年初预算 A，支出决算 B，完成 p%，小于的
 * 原因是 R”. Parts are what follows 其中.
 */
export interface Statement {
  readonly topic: string;
  /** The row id of its subject in `forms.yaml`, or its code; "" when not understood. */
  readonly row: string;
  /** The subject as printed. */
  readonly subject: string;
  readonly mentions: readonly Mention[];
  /** 持平, 大于, 小于, … said of budget against actual, or of this year against the last. */
  readonly comparisons: readonly Comparison[];
  readonly reasons: readonly Reason[];
  readonly parts: readonly Statement[];
  /** Whether the parts are all there is: they must add up. */
  readonly parts_are_whole: boolean;
  readonly place: Place;
  /** The whole text it was read from. */
  readonly text: string;
}

export interface Comparison {
  readonly of: "actual-to-budget" | "to-prior";
  readonly direction: Direction;
  readonly place: Place;
}

export interface Reason {
  readonly text: string;
  readonly of: "actual-to-budget" | "to-prior" | "unknown";
  /** The direction the reason is given for (“减少的主要原因”), or that it speaks of; null: none. */
  readonly direction: Direction | null;
  readonly place: Place;
}

/** A heading of the narrative that was found. */
export interface FoundSection {
  /** The id of the matter in `forms.yaml`; "" when not understood. */
  readonly id: string;
  readonly mark: string;
  readonly ordinal: number;
  readonly level: number;
  readonly title: string;
  readonly place: Place;
}

/** One unit's disclosure of one year, read from a document or made for one. */
export interface Disclosure {
  readonly kind: DisclosureKind;
  readonly year: number;
  readonly unit_name: string;
  /** The id of the profile it is judged by (`disclosure/profiles/`). */
  readonly profile: string;
  readonly facts: readonly Fact[];
  readonly tables: readonly FoundTable[];
  readonly statements: readonly Statement[];
  readonly sections: readonly FoundSection[];
  /** It says somewhere that its figures are rounded, and sums may be a little off by that. */
  readonly says_rounding?: boolean;
}
