import type { Benefit } from "./benefit.ts";
import type { Parameter } from "./parameter.ts";

/** The nouns of a policy pack once its files are read: what one region says, and where. */

export interface DocumentReference {
  readonly number: string;
  readonly title: string;
  readonly issuer: string;
  /** Whether the text itself was read, or only spoken of. */
  readonly seen: boolean;
}

/** A fund that can pay: its national answer field, its pool in the ledger, its expense account. */
export interface FundDefinition {
  /** Dictionary fund_pay_type. */
  readonly fund: string;
  readonly name: string;
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
  readonly aliases: readonly string[];
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
}
