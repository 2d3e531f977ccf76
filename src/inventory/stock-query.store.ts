import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { RecordKind } from "./inventory-record.ts";

/** Readings of an institution's stock. Each answers to that institution alone. */

/** More rows than this are refused: the question is then narrowed by its days. */
const ROWS_MAX = 1_000;

export interface RecordFilter {
  readonly institution_code: string;
  readonly kinds: readonly RecordKind[];
  readonly own_code?: string | undefined;
  readonly stock_batch_no?: string | undefined;
  readonly item_code?: string | undefined;
  readonly visit_no?: string | undefined;
  readonly person_no?: string | undefined;
  /** Days of the event, both included. */
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
}

export interface StockRecord {
  readonly record_no: number;
  readonly kind: RecordKind;
  readonly change_type: string | null;
  readonly item_code: string;
  readonly own_code: string;
  readonly own_name: string;
  readonly stock_batch_no: string;
  /** `2023-06-01 08:30:00`, China Standard Time. */
  readonly happened_at: string;
  readonly quantity_ten_thousandths: number;
  readonly visit_no: string | null;
  readonly person_no: string | null;
  readonly settlement_id: string | null;
  readonly split: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  readonly operator: string | null;
  readonly recorded_at: string;
  /** False once it was deleted. */
  readonly valid: boolean;
}

const COLUMNS = `r.record_no, r.kind, r.change_type, r.item_code, r.own_code, r.own_name,
  r.stock_batch_no, r.happened_at::text as happened_at, r.quantity_ten_thousandths, r.visit_no,
  r.person_no, r.settlement_id, r.split, r.details, r.operator,
  to_char(r.recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS') as recorded_at,
  d.record_no is null as valid`;

const CONDITIONS = `r.institution_code = $1 and r.kind = any($2)
  and ($3::text is null or r.own_code = $3) and ($4::text is null or r.stock_batch_no = $4)
  and ($5::text is null or r.item_code = $5) and ($6::text is null or r.visit_no = $6)
  and ($7::text is null or r.person_no = $7)
  and ($8::date is null or r.happened_at >= $8::date)
  and ($9::date is null or r.happened_at < $9::date + 1)`;

const DELETION = `left join inventory.deletion d
  on d.institution_code = r.institution_code and d.record_no = r.record_no`;

function valuesOf(filter: RecordFilter): unknown[] {
  const { institution_code, kinds, own_code, stock_batch_no, item_code, visit_no, person_no } =
    filter;
  const { from, to } = filter;
  return [
    institution_code,
    kinds,
    own_code,
    stock_batch_no,
    item_code,
    visit_no,
    person_no,
    from,
    to,
  ];
}

/**
 * Uploaded records, deleted ones included, in order.
 * @throws YibaoError INVENTORY-QUERY-TOO-WIDE
 */
export async function queryStockRecords(
  runner: Runner,
  filter: RecordFilter,
): Promise<readonly StockRecord[]> {
  const { rows } = await runner.query<StockRecord>(
    `select ${COLUMNS} from inventory.record r ${DELETION} where ${CONDITIONS}
     order by r.happened_at, r.record_no limit ${ROWS_MAX + 1}`,
    valuesOf(filter),
  );
  return withinBounds(rows);
}

export interface TracedRecord extends StockRecord {
  readonly trace_code: string;
}

/** Trace codes of uploaded records, one row a code. @throws YibaoError INVENTORY-QUERY-TOO-WIDE */
export async function queryTraceCodes(
  runner: Runner,
  filter: RecordFilter,
  trace_code: string | undefined,
): Promise<readonly TracedRecord[]> {
  const { rows } = await runner.query<TracedRecord>(
    `select ${COLUMNS}, t.trace_code from inventory.record r
     join inventory.record_trace t
       on t.institution_code = r.institution_code and t.record_no = r.record_no
     ${DELETION} where ${CONDITIONS} and ($10::text is null or t.trace_code = $10)
     order by r.happened_at, r.record_no, t.trace_code limit ${ROWS_MAX + 1}`,
    [...valuesOf(filter), trace_code],
  );
  return withinBounds(rows);
}

function withinBounds<Row>(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= ROWS_MAX) return rows;
  throw new YibaoError("INVENTORY-QUERY-TOO-WIDE", { rows_max: ROWS_MAX });
}

/** What is in stock of one item and batch. */
export interface BatchStock {
  readonly own_code: string;
  readonly stock_batch_no: string;
  /** The sum of all movements. Below 0: more went out than ever came in, or it was not uploaded. */
  readonly stock_ten_thousandths: number;
  /** The last stocktake; null when there was none. */
  readonly counted_ten_thousandths: number | null;
  readonly counted_on: CivilDate | null;
  /** What the movements up to the end of that day add up to. */
  readonly expected_ten_thousandths: number | null;
}

/**
 * Stock by item and batch, as the sum of movements that were not deleted.
 * @param own_code one item, or null for all
 * @throws YibaoError INVENTORY-QUERY-TOO-WIDE
 */
export async function stockOf(
  runner: Runner,
  institution_code: string,
  own_code: string | null,
): Promise<readonly BatchStock[]> {
  const { rows } = await runner.query<BatchStock>(
    `with valid as (
       select r.* from inventory.record r where r.institution_code = $1
         and ($2::text is null or r.own_code = $2)
         and not exists (select from inventory.deletion d
           where d.institution_code = r.institution_code and d.record_no = r.record_no)),
     counted as (
       select distinct on (own_code, stock_batch_no) own_code, stock_batch_no,
         quantity_ten_thousandths, happened_at::date as day
       from valid where kind = 'stocktake'
       order by own_code, stock_batch_no, happened_at desc, record_no desc)
     select own_code, stock_batch_no,
       sum(v.movement_ten_thousandths)::bigint as stock_ten_thousandths,
       c.quantity_ten_thousandths as counted_ten_thousandths, c.day as counted_on,
       (sum(v.movement_ten_thousandths) filter (where v.happened_at < c.day + 1))::bigint
         as expected_ten_thousandths
     from valid v left join counted c using (own_code, stock_batch_no)
     group by own_code, stock_batch_no, c.quantity_ten_thousandths, c.day
     order by own_code, stock_batch_no limit ${ROWS_MAX + 1}`,
    [institution_code, own_code],
  );
  return withinBounds(rows);
}
