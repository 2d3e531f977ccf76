import type { Accumulators } from "../../../src/policy/index.ts";
import type { Bill, SettledBill } from "../../../src/settlement/index.ts";

/**
 * A history: what callers asked about one person at the same time, and what they heard. Moments
 * are numbers of one clock that never stands still: two events never have the same.
 */
export interface Call {
  readonly invoked: number;
  readonly completed: number;
  readonly asked: Asked;
  readonly heard: Heard;
}

export type Asked =
  | { readonly act: "settle"; readonly bill: Bill }
  | { readonly act: "trial"; readonly bill: Bill }
  | { readonly act: "cancel"; readonly settlement_id: number }
  | { readonly act: "query" };

export type Heard =
  | {
      readonly outcome: "settled";
      readonly settlement_id: number;
      readonly split: unknown;
      readonly balance_fen: number;
    }
  | { readonly outcome: "tried"; readonly split: unknown; readonly balance_fen: number }
  | { readonly outcome: "cancelled"; readonly reversal_id: number; readonly balance_fen: number }
  | { readonly outcome: "state"; readonly state: AccountState }
  | { readonly outcome: "refused"; readonly code: string };

export interface AccountState {
  readonly balance_fen: number;
  readonly years: Readonly<Record<string, Accumulators>>;
}

/** What the database says was written, and under which version: believed in nothing. */
export interface WitnessRow {
  readonly settlement_id: number;
  readonly kind: string;
  readonly corrects_settlement_id: number | null;
  readonly person_version: number;
}

export interface History {
  readonly calls: readonly Call[];
  readonly witness: readonly WitnessRow[];
  /** Before the first call and after the last; the version counts changes. */
  readonly before: AccountState & { readonly version: number };
  readonly after: AccountState & { readonly version: number };
  /** The pure engine: the bill in the given state. */
  readonly settle: (bill: Bill, state: AccountState) => SettledBill;
}
