import type { Runner } from "../store/index.ts";
import type { StockMessage } from "./upload.store.ts";

/** Trace codes for packs that carry none (3592B). */

export interface VirtualTraceAsked {
  readonly item_code: string;
  readonly own_code: string;
  readonly own_name: string;
  readonly stock_batch_no: string;
  readonly memo: string;
}

/**
 * Hands out a code that nobody has: `VT`, the region, and a running number of twelve digits, so
 * that it is not taken for one printed on a pack.
 */
export async function issueVirtualTrace(
  transaction: Runner,
  { institution_code, message_id, at }: Omit<StockMessage, "operator">,
  region: string,
  { item_code, own_code, own_name, stock_batch_no, memo }: VirtualTraceAsked,
): Promise<string> {
  const { rows } = await transaction.query<{ trace_code: string }>(
    `insert into inventory.virtual_trace (trace_code, institution_code, message_id, item_code,
       own_code, own_name, stock_batch_no, memo, issued_at)
     values ('VT' || $1::text || lpad(nextval('inventory.virtual_trace_no')::text, 12, '0'),
       $2, $3, $4, $5, $6, $7, $8, $9) returning trace_code`,
    [region, institution_code, message_id, item_code, own_code, own_name, stock_batch_no, memo, at],
  );
  return (rows[0] as { trace_code: string }).trace_code;
}
