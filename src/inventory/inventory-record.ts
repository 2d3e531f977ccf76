import type { CivilDate } from "../kernel/index.ts";

/** The nouns of the inventory room: what an institution uploads about its stock. */

export const RECORD_KINDS = [
  "stocktake",
  "change",
  "purchase",
  "purchase-return",
  "sale",
  "sale-return",
] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

/** The code that stands for an item without a national one. */
export const NO_ITEM_CODE = "NMLC999";

/** One uploaded row, read and typed; the institution is the sender's. */
export interface StockRow {
  readonly kind: RecordKind;
  /** Dictionary inv_chg_type, for a change. */
  readonly change_type: string | null;
  readonly item_code: string;
  readonly own_code: string;
  readonly own_name: string;
  readonly stock_batch_no: string;
  /** `2023-06-01 08:30:00`, China Standard Time. */
  readonly happened_at: string;
  readonly quantity_ten_thousandths: number;
  /** What the institution's own code means on the day; null: it is not mapped. */
  readonly mapped_item: string | null;
  readonly made_on: CivilDate | null;
  readonly expires_on: CivilDate | null;
  readonly trace_codes: readonly string[];
  /** A pack that was opened and is sold in parts: its code may come again. */
  readonly split: boolean;
  /** The record that a return names (our number of the purchase or sale), where it names one. */
  readonly returns_record: string | null;
  /** Of a sale or its return. */
  readonly visit_no: string | null;
  readonly person_no: string | null;
  readonly settlement_id: string | null;
  /** Paid for by the insurance: then the settlement must be named. */
  readonly insured: boolean;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A record that a return may take back. */
export interface ReturnableRecord {
  readonly record_no: number;
  readonly kind: "purchase" | "sale";
  readonly own_code: string;
  readonly stock_batch_no: string;
  readonly visit_no: string | null;
  readonly happened_at: string;
  /** What was bought or sold, less what came back already. */
  left_ten_thousandths: number;
  /** Trace codes of the sale that are still out. */
  readonly trace_codes: Set<string>;
}

/** Where a trace code stands: how often it is out, and how. */
export interface TraceState {
  readonly step_no: number;
  /** Records that hold it sold now; several only when the pack is sold in parts. */
  readonly sold_in: readonly { readonly institution_code: string; readonly record_no: number }[];
  readonly split: boolean;
}

const INWARD = new Set(["101", "103", "106", "110"]);
const OUTWARD = new Set(["102", "104", "105", "107", "111"]);
/**
 * Purchases and returns to the supplier come by their own transactions (3503, 3504) and move the
 * stock there; as changes they are kept and shown, and not counted a second time.
 */
const TOLD_ELSEWHERE = new Set(["108", "109"]);

/** 1 into stock, -1 out of it, 0 for what only tells; null for a change type that is none. */
export function directionOf(kind: RecordKind, change_type: string | null): 1 | 0 | -1 | null {
  switch (kind) {
    case "stocktake":
      return 0;
    case "purchase":
    case "sale-return":
      return 1;
    case "purchase-return":
    case "sale":
      return -1;
    case "change":
      if (change_type === null) return null;
      if (INWARD.has(change_type)) return 1;
      if (OUTWARD.has(change_type)) return -1;
      return TOLD_ELSEWHERE.has(change_type) ? 0 : null;
  }
}
