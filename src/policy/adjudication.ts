import type { CivilDate, Fen, Ppm } from "../kernel/index.ts";

/**
 * The nouns of adjudication: what a bill is to the rules (BillFacts), and what the rules make of
 * it (Split). Both are plain data: no clock, no database, no random number has a place in them.
 */

/** Level of the institution where care was given, as deductibles and ratios are keyed by it. */
export const HOSPITAL_LEVELS = [
  "primary",
  "level1",
  "level2",
  "level3",
  "level3-provincial",
  "pharmacy",
] as const;
export type HospitalLevel = (typeof HOSPITAL_LEVELS)[number];

/** Where care was given, seen from the insured region, and whether a filing covers it. */
export const PLACES = ["local", "filed-resident", "referred", "emergency", "unreferred"] as const;
export type Place = (typeof PLACES)[number];

export const EMPLOYMENT_STATUSES = ["working", "retired", "resident"] as const;
export type EmploymentStatus = (typeof EMPLOYMENT_STATUSES)[number];

/** Special identities of medical assistance (医疗救助对象). */
export const IDENTITY_KINDS = [
  "extreme-poverty",
  "orphan",
  "low-income",
  "low-income-edge",
  "returned-to-poverty",
  "monitored",
  "illness-poverty",
] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** 甲 A · 乙 B · 丙/自费 C. */
export type CatalogueClass = "A" | "B" | "C";

/** Personal account use (acct_used_flag 0, 1, 2). */
export const ACCOUNT_USES = ["none", "own", "family"] as const;
export type AccountUse = (typeof ACCOUNT_USES)[number];

/** One charge line, with what the catalogue said of it on the day of care. */
export interface ChargeLineFacts {
  readonly amount_fen: Fen;
  readonly class: CatalogueClass;
  /** First share of the person (先自付比例) on what is within the price ceiling. */
  readonly first_share_ppm: Ppm;
  /** Part of the amount above the price ceiling (超限价). */
  readonly over_limit_fen: Fen;
  /** Set for a drug that is paid alone (单行支付): the line leaves the common pot. */
  readonly paid_alone: boolean;
}

/** An account that may pay the personal share. `relation` decides own or mutual (共济). */
export interface PayingAccount {
  readonly account_id: string;
  readonly relation: "own" | "mutual";
  readonly balance_fen: Fen;
}

/** An inpatient stay seen from one of its settlements: the first, or a later (interim) one. */
export interface StayFacts {
  /** True when no earlier settlement of this stay is in force: it then counts the admission. */
  readonly first_settlement: boolean;
  /** Deductible already charged by earlier settlements of this stay. */
  readonly deductible_charged_fen: Fen;
  /** The year that counted the admission, where it is not the year of these costs. */
  readonly admission_year?: Accumulators | null;
}

export interface BillFacts {
  readonly insutype: string;
  /** Business type of the visit (med_type), e.g. "11", "2101", "9901". */
  readonly visit_type: string;
  /** The day whose rules decide. */
  readonly care_date: CivilDate;
  readonly hospital_level: HospitalLevel;
  readonly place: Place;
  /** Certified disease (chronic, special, two diseases), or null. */
  readonly disease: string | null;
  readonly employment_status: EmploymentStatus;
  /** Rank for the civil-servant subsidy, or null. */
  readonly civil_servant_rank: string | null;
  /** Every identity valid on the day of care; the pack says which one wins. */
  readonly identities: readonly IdentityKind[];
  readonly lines: readonly ChargeLineFacts[];
  readonly stay: StayFacts | null;
  readonly account_use: AccountUse;
  readonly accounts: readonly PayingAccount[];
}

/** Accumulators of one person in one year: name → fen or count. Absent means 0. */
export type Accumulators = Readonly<Record<string, number>>;

/** The four amounts of a line or bill; they add up to the total (identity 1). */
export interface FourAmounts {
  readonly total_fen: Fen;
  readonly full_self_fen: Fen;
  readonly over_limit_fen: Fen;
  readonly first_self_fen: Fen;
  readonly in_scope_fen: Fen;
}

/** What one fund pays of a bill. */
export interface FundPayment {
  /** Dictionary fund_pay_type, e.g. "310100". */
  readonly fund: string;
  /** In-scope amount the fund looked at. */
  readonly base_fen: Fen;
  /** What the fund's limit still allowed for this bill; null where it has no limit. */
  readonly room_fen: Fen | null;
  readonly paid_fen: Fen;
}

export interface AccountPayment {
  readonly account_id: string;
  readonly relation: "own" | "mutual";
  readonly paid_fen: Fen;
}

export interface AccumulatorMove {
  readonly accumulator: string;
  /** Fen, or a count. */
  readonly amount: number;
}

/** Where a value of policy comes from: shown beside every step. */
export interface Provenance {
  readonly document: string;
  readonly clause: string;
  readonly basis: Basis;
  readonly confidence: Confidence;
  /** The parameter whose value it is; absent of a benefit as a whole. */
  readonly parameter?: string;
  /** The rows of the parameter's table that decided, in the order of its dimensions. */
  readonly rows?: readonly string[];
}

/** How we know a value: only `official` is shown without «待核实». */
/** `proposed`: of a change that is tried out, which no pack can say of itself. */
export type Basis =
  | "official"
  | "third-party"
  | "recalled"
  | "derived"
  | "placeholder"
  | "proposed";
export type Confidence = "high" | "medium" | "low";

/** What a paying layer looks at. */
export const CONSIDERED = ["payable", "over-cap", "personal-in-scope", "paid-alone"] as const;
export type Considered = (typeof CONSIDERED)[number];

/** What a step does. `src/policy/explain/` has a sentence for each, and follows one to the next. */
export const STEP_KINDS = [
  "line-full-self",
  "line-over-limit",
  "line-first-share",
  /** The in-scope cost of a line that leaves the common pot. */
  "line-paid-alone",
  "cross-region-share",
  "deductible",
  "deductible-repeat",
  /** What of the pot counts, where the first shares of the person are taken out or in. */
  "considered",
  /** This bill's cost comes to what accumulated before it. */
  "accumulated",
  "threshold",
  /** Cost beyond a limit on cost. */
  "cost-cap",
  "disease-limit-cost",
  "disease-limit-pro-rata",
  "ratio",
  "fixed-amount",
  "band",
  "bands-already-paid",
  "bands-already-due",
  "bands-own-burden",
  /** Payment beyond a limit on payments. */
  "disease-limit",
  "cap",
  /** Cost that the payment does not cover goes on to the next fund. */
  "handed-on",
  "person-in-scope",
  "account",
  /** Kept before steps had a kind. */
  "unnamed",
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/**
 * One step of the explanation: `base × rate = result`. The results of all steps with the same
 * `to` re-add to that figure of the answer, and each base follows from the steps before it
 * (`reAdd`).
 */
export interface Step {
  readonly kind: StepKind;
  /** What the layer of the step looks at; null where it is not a fund's. */
  readonly considers: Considered | null;
  readonly layer: string;
  readonly title: string;
  /** Index of the charge line the step is about, or null for the whole bill. */
  readonly line: number | null;
  /** The figure it adds to: `full_self`, `deductible`, …, or `fund:310100`, `account:own`. */
  readonly to: string;
  readonly base_fen: Fen;
  /** Null where the step is not a product (a deductible, a cap, an amount already paid). */
  readonly rate_ppm: Ppm | null;
  readonly result_fen: Fen;
  readonly source: Provenance;
  /** How the rate came about (85% + 2 points); of a deductible, what it is reduced to. */
  readonly terms: readonly RateTerm[];
}

/** One term of a composed rate: the base, points added or taken off, or a multiplier. */
export interface RateTerm {
  readonly title: string;
  readonly operation: "base" | "plus" | "minus" | "times";
  readonly rate_ppm: Ppm;
  readonly source: Provenance;
}

export interface Split extends FourAmounts {
  readonly lines: readonly FourAmounts[];
  readonly deductible_fen: Fen;
  /** Ratio of the basic pooled fund, 0 when it did not pay by ratio (pool_prop_selfpay). */
  readonly pool_ratio_ppm: Ppm;
  readonly payments: readonly FundPayment[];
  /** Σ payments (plus own account where the region counts it in: `fund_sum_includes_account`). */
  readonly fund_sum_fen: Fen;
  /** What the person bears: account + cash. */
  readonly person_fen: Fen;
  readonly account_fen: Fen;
  readonly mutual_fen: Fen;
  readonly cash_fen: Fen;
  readonly hospital_fen: Fen;
  readonly account_payments: readonly AccountPayment[];
  readonly moves: readonly AccumulatorMove[];
  readonly steps: readonly Step[];
}
