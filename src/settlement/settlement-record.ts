import { createHash } from "node:crypto";
import { type CivilDate, type Fen, fen } from "../kernel/index.ts";
import type { Enrolment } from "../people/index.ts";
import type { AccountUse, AccumulatorMove, Split } from "../policy/index.ts";
import type { Bill, YearMove } from "./bill.ts";
import type { InstitutionFacts } from "./entitlement.ts";
import {
  billFrom,
  billText,
  type StoredBill,
  type StoredSplit,
  splitFrom,
  splitText,
} from "./stored-json.ts";
import type { CivilTime } from "./visit.ts";

/**
 * A settlement as it is kept. Rows are only added: a cancellation is a `reversal` with the amounts
 * negated, a difference found by replaying a later bill an `adjustment`. So every total is a sum
 * of rows, and what is in force is what remains after folding them.
 */
export type SettlementKind = "settlement" | "reversal" | "adjustment";

/** Money taken from one account, and what it held before. */
export interface AccountMovement {
  readonly account_id: string;
  readonly relation: "own" | "mutual";
  readonly paid_fen: Fen;
  readonly balance_before_fen: Fen;
}

/** What was asked of the settlement, kept for the answers. */
export interface SettlementRequestFacts {
  readonly account_use: AccountUse;
  /** The enrolment and the institution as they were on the day that decided. */
  readonly enrolment: Enrolment;
  readonly institution: InstitutionFacts;
  /** Batches settled. */
  readonly batch_nos: readonly string[];
  readonly details: Readonly<Record<string, unknown>>;
}

export interface SettlementAmounts {
  readonly total_fen: Fen;
  readonly fund_fen: Fen;
  readonly account_fen: Fen;
  readonly cash_fen: Fen;
  readonly deductible_fen: Fen;
}

export interface SettlementRecord extends SettlementAmounts {
  readonly person_no: string;
  readonly settlement_id: number;
  /** The person's version it was written under: the order of a person's settlements. */
  readonly person_version: number;
  readonly visit_id: number;
  readonly kind: SettlementKind;
  readonly corrects_settlement_id: number | null;
  readonly institution_code: string;
  readonly region: string;
  readonly settled_at: CivilTime;
  /** Day whose rules decided: of the visit, of discharge, or of the interim settlement. */
  readonly care_date: CivilDate;
  readonly insutype: string;
  readonly visit_type: string;
  readonly clearing_type: string;
  /** Balance of the person's own account afterwards. */
  readonly balance_fen: Fen;
  readonly interim: boolean;
  /** Null for a reversal, whose original tells them. */
  readonly request: SettlementRequestFacts | null;
  readonly bill: Bill | null;
  /** The whole split, of an adjustment the split that counts from now on. */
  readonly split: Split | null;
  /** What this row moves: differences for an adjustment, negated for a reversal. */
  readonly moves: readonly YearMove[];
  readonly movements: readonly AccountMovement[];
  readonly benefits: readonly string[];
  readonly policy_version: string;
  readonly message_id: string;
}

/** A record with its JSON columns as text, exactly as they are stored and hashed. */
export interface SettlementRow extends Omit<SettlementRecord, JsonColumn> {
  readonly request: string | null;
  readonly bill: string | null;
  readonly split: string | null;
  readonly moves: string;
  readonly movements: string;
  readonly benefits: string;
  readonly content_hash: string;
}

type JsonColumn = "request" | "bill" | "split" | "moves" | "movements" | "benefits";

/** A settlement in force with its adjustments folded in. */
export interface EffectiveSettlement extends SettlementAmounts {
  /** The row of kind `settlement`. */
  readonly record: SettlementRecord;
  readonly split: Split | null;
  readonly moves: readonly YearMove[];
  readonly movements: readonly AccountMovement[];
  readonly balance_fen: Fen;
  /** Ids of the rows that made it what it is: its own and those of its adjustments. */
  readonly row_ids: readonly number[];
}

export function rowOf(record: SettlementRecord): SettlementRow {
  const row = {
    ...record,
    request: record.request === null ? null : JSON.stringify(record.request),
    bill: record.bill === null ? null : billText(record.bill),
    split: record.split === null ? null : splitText(record.split),
    moves: JSON.stringify(record.moves),
    movements: JSON.stringify(record.movements),
    benefits: JSON.stringify(record.benefits),
  };
  return { ...row, content_hash: contentHash(row) };
}

/** A row as a query reads it, its JSON columns parsed. */
export type ReadRow = Omit<SettlementRecord, "bill" | "split"> & {
  readonly bill: StoredBill | null;
  readonly split: StoredSplit | null;
};

export function recordFrom(row: ReadRow): SettlementRecord {
  return {
    ...row,
    bill: row.bill === null ? null : billFrom(row.bill),
    split: row.split === null ? null : splitFrom(row.split),
  };
}

/**
 * SM3 over the content of a row in a fixed order; JSON columns by their stored text. The journal
 * entry of the row carries it as evidence, so neither can change without the other showing it.
 */
export function contentHash(row: Omit<SettlementRow, "content_hash">): string {
  const content = [
    row.person_no,
    row.settlement_id,
    row.person_version,
    row.visit_id,
    row.kind,
    row.corrects_settlement_id,
    row.institution_code,
    row.region,
    row.settled_at,
    row.care_date,
    row.insutype,
    row.visit_type,
    row.clearing_type,
    row.total_fen,
    row.fund_fen,
    row.account_fen,
    row.cash_fen,
    row.deductible_fen,
    row.balance_fen,
    row.interim,
    row.request,
    row.bill,
    row.split,
    row.moves,
    row.movements,
    row.benefits,
    row.policy_version,
    row.message_id,
  ];
  // Each value after its length, so that no two contents read alike; the long JSON texts need no
  // second escaping.
  let text = "";
  for (const value of content) text += value === null ? "-;" : `${String(value).length}:${value};`;
  return createHash("sm3").update(text).digest("hex");
}

/** Settlements in force, in the order of settling, with their adjustments folded in. */
export function inForce(records: readonly SettlementRecord[]): EffectiveSettlement[] {
  const reversed = new Set<number>();
  const adjustments = new Map<number, SettlementRecord[]>();
  for (const record of records) {
    const corrected = record.corrects_settlement_id;
    if (corrected === null) continue;
    if (record.kind === "reversal") reversed.add(corrected);
    else adjustments.set(corrected, [...(adjustments.get(corrected) ?? []), record]);
  }
  return records
    .filter((record) => record.kind === "settlement" && !reversed.has(record.settlement_id))
    .sort(inOrder)
    .map((record) => effective(record, adjustments.get(record.settlement_id) ?? []));
}

/** In the order of settling; ids only order what one command wrote. */
export function inOrder(a: SettlementRecord, b: SettlementRecord): number {
  return a.person_version - b.person_version || a.settlement_id - b.settlement_id;
}

/** A settlement with its adjustments folded in. */
export function effective(
  record: SettlementRecord,
  adjustments: readonly SettlementRecord[],
): EffectiveSettlement {
  const rows = [record, ...adjustments].sort(inOrder);
  const last = rows.at(-1) as SettlementRecord;
  const moves = summedMoves(rows.flatMap((row) => row.moves));
  return {
    record,
    split: last.split === null ? null : { ...last.split, moves: moves.map(withoutYear) },
    total_fen: sumOf(rows, "total_fen"),
    fund_fen: sumOf(rows, "fund_fen"),
    account_fen: sumOf(rows, "account_fen"),
    cash_fen: sumOf(rows, "cash_fen"),
    deductible_fen: sumOf(rows, "deductible_fen"),
    moves,
    movements: summedMovements(rows.flatMap((row) => row.movements)),
    balance_fen: record.balance_fen,
    row_ids: rows.map((row) => row.settlement_id),
  };
}

function withoutYear({ accumulator, amount }: YearMove): AccumulatorMove {
  return { accumulator, amount };
}

/** Moves of the same accumulator added up; those that come to nothing are left out. */
export function summedMoves(moves: readonly YearMove[]): YearMove[] {
  const sums = new Map<string, YearMove>();
  for (const move of moves) {
    const key = `${move.year}/${move.accumulator}`;
    const amount = (sums.get(key)?.amount ?? 0) + move.amount;
    sums.set(key, { ...move, amount });
  }
  return [...sums.values()].filter((move) => move.amount !== 0);
}

export function negatedMoves(moves: readonly YearMove[]): YearMove[] {
  return moves.map((move) => ({ ...move, amount: -move.amount }));
}

/** Payments of the same account added up; the balance before is that of the first. */
export function summedMovements(movements: readonly AccountMovement[]): AccountMovement[] {
  const sums = new Map<string, AccountMovement>();
  for (const movement of movements) {
    const known = sums.get(movement.account_id);
    sums.set(
      movement.account_id,
      known === undefined
        ? movement
        : { ...known, paid_fen: fen(known.paid_fen + movement.paid_fen) },
    );
  }
  return [...sums.values()];
}

function sumOf(rows: readonly SettlementRecord[], name: keyof SettlementAmounts): Fen {
  let sum = 0;
  for (const row of rows) sum += row[name];
  return fen(sum);
}
