import type { CivilDate } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { PharmacyFacts } from "./request.ts";
import type { CivilTime } from "./visit.ts";

/**
 * Orders: a purchase that a pharmacy places and the insured person confirms on a device of theirs.
 * An order is `placed`, then `paid` by a settlement whose message id is the order's number, then
 * `refunded` when that settlement was cancelled; or `withdrawn` before anybody paid.
 */

export type PurchaseOrderState = "placed" | "paid" | "refunded" | "withdrawn";

/** The transaction under whose code an order is settled, in the receipt of its number. */
export const ORDER_TRANSACTION = "2166";

export interface PurchaseOrder {
  readonly person_no: string;
  readonly order_no: string;
  readonly institution_code: string;
  readonly placed_at: CivilTime;
  readonly facts: PharmacyFacts;
  /** What was sent, under the wire's own names, for the queries. */
  readonly sent: Readonly<Record<string, unknown>>;
}

export interface StandingOrder extends PurchaseOrder {
  readonly state: PurchaseOrderState;
  readonly visit_id: number | null;
  readonly settlement_id: number | null;
}

/** `20230615` and twelve digits of a running number: twenty characters. */
export async function nextOrderNo(runner: Runner, day: CivilDate): Promise<string> {
  const { rows } = await runner.query<{ order_no: string }>(
    `select $1 || lpad(nextval('settlement.purchase_order_no')::text, 12, '0') as order_no`,
    [day.replaceAll("-", "")],
  );
  return (rows[0] as { order_no: string }).order_no;
}

export async function placeOrder(runner: Runner, order: PurchaseOrder): Promise<void> {
  await runner.query(
    `insert into settlement.purchase_order
       (person_no, order_no, institution_code, placed_at, facts, sent)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      order.person_no,
      order.order_no,
      order.institution_code,
      order.placed_at,
      JSON.stringify(order.facts),
      JSON.stringify(order.sent),
    ],
  );
}

export async function withdrawOrder(
  runner: Runner,
  { person_no, order_no }: PurchaseOrder,
  withdrawn_at: CivilTime,
  operator: string,
): Promise<void> {
  await runner.query(
    `insert into settlement.purchase_order_withdrawal (person_no, order_no, withdrawn_at, operator)
     values ($1, $2, $3, $4)`,
    [person_no, order_no, withdrawn_at, operator],
  );
}

/** Holds an order until the transaction ends, so that it is not paid and withdrawn at once. */
export async function lockOrder(runner: Runner, order_no: string): Promise<void> {
  await runner.query("select 1 from settlement.purchase_order where order_no = $1 for update", [
    order_no,
  ]);
}

const STANDING = `select o.person_no, o.order_no, o.institution_code,
    o.placed_at::text as placed_at, o.facts, o.sent, r.visit_id, r.settlement_id,
    case when w.order_no is not null then 'withdrawn'
         when r.settlement_id is null then 'placed'
         when v.settlement_id is not null then 'refunded'
         else 'paid' end as state
  from settlement.purchase_order o
  left join settlement.purchase_order_withdrawal w using (person_no, order_no)
  left join settlement.receipt r on r.institution_code = o.institution_code
    and r.message_id = o.order_no and r.transaction_code = '${ORDER_TRANSACTION}'
  left join settlement.settlement v on v.person_no = o.person_no
    and v.corrects_settlement_id = r.settlement_id and v.kind = 'reversal'`;

/** An order of an institution by its number, as it stands; null when there is none. */
export async function findOrder(
  runner: Runner,
  institution_code: string,
  order_no: string,
): Promise<StandingOrder | null> {
  const { rows } = await runner.query<StandingOrder>(
    `${STANDING} where o.order_no = $1 and o.institution_code = $2`,
    [order_no, institution_code],
  );
  return rows[0] ?? null;
}

export interface OrderFilter {
  readonly person_no: string;
  readonly institution_code: string | null;
  readonly order_no: string | null;
  /** Days of the purchase, both included. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly states: readonly PurchaseOrderState[];
}

/** The latest order of a person that fits; null when there is none. */
export async function latestOrder(
  runner: Runner,
  filter: OrderFilter,
): Promise<StandingOrder | null> {
  const { rows } = await runner.query<StandingOrder>(
    `select * from (${STANDING} where o.person_no = $1
        and ($2::text is null or o.institution_code = $2)
        and ($3::text is null or o.order_no = $3)
        and ($4::date is null or o.facts ->> 'begin_at' >= $4::text)
        and ($5::date is null or left(o.facts ->> 'begin_at', 10) <= $5::text)) as standing
      where state = any($6) order by order_no desc limit 1`,
    [
      filter.person_no,
      filter.institution_code,
      filter.order_no,
      filter.from,
      filter.to,
      filter.states,
    ],
  );
  return rows[0] ?? null;
}
