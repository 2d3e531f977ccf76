/**
 * Who and what a visitor of the demo may settle a bill for: fictitious people, institutions with an
 * agreement in force, and bills small enough to read. Whoever runs the demo names them.
 */
export interface WalkCast {
  readonly people: readonly WalkPerson[];
  readonly visits: readonly WalkVisit[];
  readonly diagnosis: { readonly diag_code: string; readonly diag_name: string };
}

export interface WalkPerson {
  readonly person_no: string;
  readonly certificate_no: string;
  readonly name: string;
  readonly insutype: string;
  /** As the region's rows are called: `working`, `low-income`. */
  readonly status: string;
  readonly identities: readonly string[];
  readonly civil_servant_rank: string | null;
  readonly insured_region: string;
}

export interface WalkVisit {
  readonly key: string;
  readonly kind: "outpatient" | "inpatient" | "pharmacy";
  readonly institution_code: string;
  readonly lines: readonly WalkLine[];
}

export interface WalkLine {
  readonly item_code: string;
  readonly own_code: string;
  readonly name: string;
  readonly class: "A" | "B" | "C";
  /** Decimal, of schemes without a share of their own. */
  readonly first_share: string;
  /** Yuan, decimal. */
  readonly price: string;
  readonly quantity: number;
}
