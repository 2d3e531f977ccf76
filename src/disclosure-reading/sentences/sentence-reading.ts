import type { Charts } from "../../classification/index.ts";
import type {
  DisclosureKind,
  Fact,
  FoundSection,
  FoundTable,
  Place,
  Statement,
} from "../../disclosure/index.ts";

export interface SentenceOptions {
  readonly year: number;
  readonly kind: DisclosureKind;
  readonly unit_name: string;
  readonly charts: Charts;
  /** The headings found, in the order of the document; their ids say what a sentence is about. */
  readonly sections: readonly FoundSection[];
  /** The rows found in tables settle which of several items of one name is meant. */
  readonly tables: readonly FoundTable[];
}

export interface SentenceReading {
  readonly statements: readonly Statement[];
  readonly facts: readonly Fact[];
  /** Figures of money and percentages that stand in a sentence and could not be placed. */
  readonly unread: readonly UnreadFigure[];
}

export interface UnreadFigure {
  readonly what: "figure";
  /** In Chinese, for the report. */
  readonly why: string;
  readonly place: Place;
}
