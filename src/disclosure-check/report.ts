import type { DisclosureKind, Finding, Outcome, Place } from "../disclosure/index.ts";

/** What checking one document found: the JSON form of `yibao check` (contracts.md). */
export interface CheckReport {
  readonly document: CheckedDocument;
  /** What it was compared with, or was to be: `AGAINST-OTHER` says why it was not. */
  readonly against?: ComparedDocument;
  /** In the order of the document; what a waiver covers stands in `waived`. */
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  readonly coverage: Coverage;
}

export interface CheckedDocument {
  readonly name: string;
  readonly unit: string;
  /** Null when the document does not tell. */
  readonly year: number | null;
  readonly kind: DisclosureKind | null;
  readonly profile: string;
  readonly profile_title: string;
  readonly tables: {
    readonly found: readonly { readonly topic: string; readonly title: string }[];
    readonly missing: readonly { readonly topic: string; readonly title: string }[];
  };
}

export interface ComparedDocument {
  readonly name: string;
  readonly unit: string;
  readonly year: number;
  readonly kind: DisclosureKind;
}

export interface WaivedFinding {
  readonly finding: Finding;
  readonly waiver: { readonly author: string; readonly reason: string; readonly date: string };
}

/** Checks by outcome, and each rule as often as it was judged. */
export interface Coverage {
  readonly pass: number;
  readonly hint: number;
  readonly fail: number;
  readonly not_applicable: number;
  readonly unresolved: number;
  readonly checks: readonly CheckedRule[];
}

/** One rule judged at one place. */
export interface CheckedRule {
  readonly rule: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** What it was judged on: `general[2101501].total`; "" for the whole document. */
  readonly address: string;
  readonly place: Place | null;
  /** Why it could not be judged, or how the figures stand: “16568.84/30585.01=54.17%”. */
  readonly note: string;
  /** Where the document it was compared with prints the figure; only where there is one. */
  readonly other?: Place;
}
