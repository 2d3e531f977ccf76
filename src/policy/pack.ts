import type { Period } from "../kernel/index.ts";
import type { Provenance } from "./adjudication.ts";
import type { Benefit } from "./benefit.ts";
import type { Parameter } from "./parameter.ts";

/** The nouns of a policy pack once its files are read: what one region says, and where. */

export interface DocumentReference {
  readonly number: string;
  readonly title: string;
  /** The title in English; null where the pack has none. */
  readonly english: string | null;
  readonly issuer: string;
  /** Whether the text itself was read, or only spoken of. */
  readonly seen: boolean;
}

/** A fund that can pay: its national answer field, its pool in the ledger, its expense account. */
export interface FundDefinition {
  /** Dictionary fund_pay_type. */
  readonly fund: string;
  readonly name: string;
  readonly english: string | null;
  readonly national_field: NationalFundField;
  readonly pool: string;
  readonly expense_account: string;
}

export type NationalFundField =
  | "hifp_pay"
  | "cvlserv_pay"
  | "hifes_pay"
  | "hifmi_pay"
  | "hifob_pay"
  | "maf_pay"
  | "hifdm_pay"
  | "oth_pay"
  | "acct_pay";

export interface AccumulatorDefinition {
  /** May hold `{dimension}`, `{month}`, `{quarter}` in braces. */
  readonly pattern: string;
  readonly title: string;
  readonly unit: "yuan" | "count";
  /** cum_type_code of the accumulator query (5206), with the same braces. */
  readonly national_code: string;
}

export interface Disease {
  readonly code: string;
  readonly name: string;
  readonly english: string | null;
  readonly aliases: readonly string[];
}

/** A business type (med_type) that a bill may have: each is decided, or said not to be covered. */
export interface VisitType {
  readonly code: string;
  readonly name: string;
  /** Settled as a stay: admissions are counted, and a later settlement knows of the earlier. */
  readonly stay: boolean;
}

/** Cases that no benefit decides, on purpose and by a notice; nothing reads it but the check. */
export interface NotCovered {
  readonly name: string;
  readonly insutypes: readonly string[];
  readonly visit_types: readonly string[];
  readonly diseases: readonly string[] | null;
  readonly diseases_except: readonly string[] | null;
  readonly period: Period;
  readonly reason: string;
  readonly source: Provenance;
  readonly where: string;
}

/** A finding of the check that is lawful: which rule, of what, and why. */
export interface DeclaredException {
  readonly rule: string;
  /** A parameter, a benefit, or `benefit/layer`. */
  readonly about: string;
  readonly reason: string;
  readonly source: Provenance;
  readonly where: string;
}

/** What a pack says of itself for its check; it changes no answer. */
export interface Declarations {
  /** File and line that say whose pack it is. */
  readonly where: string;
  /** Every business type there is; empty where no pack lists them. */
  readonly visit_types: Section<VisitType>;
  readonly not_covered: Section<NotCovered>;
  readonly exceptions: readonly DeclaredException[];
}

export interface Located<Value> {
  readonly value: Value;
  readonly where: string;
}

export type Section<Value> = ReadonlyMap<string, Located<Value>>;

export interface Pack {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly documents: Section<DocumentReference>;
  readonly funds: Section<FundDefinition>;
  readonly accumulators: Section<AccumulatorDefinition>;
  readonly diseases: Section<Disease>;
  readonly parameters: Section<Parameter>;
  readonly benefits: Section<Benefit>;
  readonly declared: Declarations;
}
