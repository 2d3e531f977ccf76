import { type CivilDate, chinaTime, YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import { type AcceptedRow, decideRow, nextState, type StockFacts } from "./decide-row.ts";
import type { RecordKind, ReturnableRecord, StockRow, TraceState } from "./inventory-record.ts";

/** What institutions upload about their stock, written as it stands. */

/** Who sent a message, and when. */
export interface StockMessage {
  readonly institution_code: string;
  readonly message_id: string;
  readonly operator: string | null;
  readonly at: Date;
}

/** The record's number of a row that stands, or why it does not. */
export type RowOutcome = { readonly record_no: number } | YibaoError;

/**
 * Keeps the rows that stand; the others are told with their reasons and leave nothing behind. The
 * uploads of one institution run one after the other. All rows are of one kind.
 * @param transaction rerun by its owner when a trace code moved meanwhile (it fails as a
 *   serialization failure does)
 */
export async function uploadRows(
  transaction: Runner,
  message: StockMessage,
  rows: readonly StockRow[],
): Promise<readonly RowOutcome[]> {
  const [first] = rows;
  if (first === undefined) return [];
  await lockInstitution(transaction, message.institution_code);
  const numbers = await recordNumbers(transaction, rows.length);
  const facts = await loadFacts(transaction, message, first.kind, rows);
  const accepted: AcceptedRow[] = [];
  const outcomes = rows.map((row, index): RowOutcome => {
    try {
      const decided = decideRow(row, numbers[index] as number, facts);
      accepted.push(decided);
      return { record_no: decided.record_no };
    } catch (error) {
      if (error instanceof YibaoError) return error;
      throw error;
    }
  });
  if (accepted.length > 0) await writeRows(transaction, message, accepted);
  return outcomes;
}

/** Two messages of one institution must not take back the same sale. */
async function lockInstitution(transaction: Runner, institution_code: string): Promise<void> {
  await transaction.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `inventory ${institution_code}`,
  ]);
}

async function recordNumbers(transaction: Runner, count: number): Promise<readonly number[]> {
  const { rows } = await transaction.query<{ record_no: number }>(
    "select nextval('inventory.record_no') as record_no from generate_series(1, $1::int)",
    [count],
  );
  return rows.map(({ record_no }) => record_no);
}

async function loadFacts(
  transaction: Runner,
  { institution_code, at }: StockMessage,
  kind: RecordKind,
  rows: readonly StockRow[],
): Promise<StockFacts> {
  const returnable = await loadReturnable(transaction, institution_code, kind, rows);
  const named = kind === "sale" ? rows.flatMap(({ trace_codes }) => trace_codes) : [];
  const held = returnable.flatMap(({ trace_codes }) => [...trace_codes]);
  const traces = await loadTraces(transaction, [...new Set([...named, ...held])]);
  for (const { record_no, trace_codes } of returnable) {
    for (const code of [...trace_codes]) {
      const out = traces.get(code)?.sold_in.some((sale) => sale.record_no === record_no);
      if (out !== true) trace_codes.delete(code);
    }
  }
  return {
    institution_code,
    today: chinaTime(at).slice(0, 10) as CivilDate,
    returnable,
    traces,
  };
}

const RETURNED_KINDS = { "purchase-return": "purchase", "sale-return": "sale" } as const;

async function loadReturnable(
  transaction: Runner,
  institution_code: string,
  kind: RecordKind,
  rows: readonly StockRow[],
): Promise<ReturnableRecord[]> {
  if (kind !== "purchase-return" && kind !== "sale-return") return [];
  const found = await transaction.query<
    Omit<ReturnableRecord, "trace_codes"> & { readonly trace_codes: readonly string[] }
  >(
    `select r.record_no, r.kind, r.own_code, r.stock_batch_no, r.visit_no,
       r.happened_at::text as happened_at,
       r.quantity_ten_thousandths - coalesce((select sum(b.quantity_ten_thousandths)
         from inventory.record b
         where b.institution_code = r.institution_code and b.returns_record_no = r.record_no
           and not exists (select from inventory.deletion d
             where d.institution_code = b.institution_code and d.record_no = b.record_no)
         ), 0)::bigint as left_ten_thousandths,
       array(select t.trace_code from inventory.record_trace t
         where t.institution_code = r.institution_code and t.record_no = r.record_no)
         as trace_codes
     from inventory.record r
     where r.institution_code = $1 and r.kind = $2
       and (r.stock_batch_no, r.own_code) in (select * from unnest($3::text[], $4::text[]))
       and not exists (select from inventory.deletion d
         where d.institution_code = r.institution_code and d.record_no = r.record_no)
     order by r.record_no`,
    [
      institution_code,
      RETURNED_KINDS[kind],
      rows.map(({ stock_batch_no }) => stock_batch_no),
      rows.map(({ own_code }) => own_code),
    ],
  );
  return found.rows.map((row) => ({ ...row, trace_codes: new Set(row.trace_codes) }));
}

async function loadTraces(
  transaction: Runner,
  codes: readonly string[],
): Promise<Map<string, TraceState>> {
  const traces = new Map<string, TraceState>();
  if (codes.length === 0) return traces;
  const { rows } = await transaction.query<StepRow>(
    `select trace_code, step_no, step, institution_code, record_no from inventory.trace_step
     where trace_code = any($1) order by trace_code, step_no`,
    [codes],
  );
  for (const { trace_code, ...step } of rows) {
    traces.set(trace_code, nextState(traces.get(trace_code), step));
  }
  return traces;
}

interface StepRow {
  readonly trace_code: string;
  readonly step_no: number;
  readonly step: "sold" | "split" | "returned";
  readonly institution_code: string;
  readonly record_no: number;
}

async function writeRows(
  transaction: Runner,
  { institution_code, message_id, operator, at }: StockMessage,
  accepted: readonly AcceptedRow[],
): Promise<void> {
  const records = accepted.map(({ row, ...decided }) => ({ ...row, ...decided }));
  await transaction.query(
    `insert into inventory.record (institution_code, record_no, message_id, kind, change_type,
       item_code, own_code, own_name, stock_batch_no, happened_at, quantity_ten_thousandths,
       movement_ten_thousandths, returns_record_no, visit_no, person_no, settlement_id, split,
       details, operator, recorded_at)
     select $1, record_no, $2, kind, change_type, item_code, own_code, own_name, stock_batch_no,
       happened_at, quantity_ten_thousandths, movement_ten_thousandths, returns_record_no,
       visit_no, person_no, settlement_id, split, details, $3, $4
     from jsonb_to_recordset($5::jsonb) r (record_no bigint, kind text, change_type text,
       item_code text, own_code text, own_name text, stock_batch_no text, happened_at timestamp(0),
       quantity_ten_thousandths bigint, movement_ten_thousandths bigint,
       returns_record_no bigint, visit_no text, person_no text, settlement_id text,
       split boolean, details jsonb)`,
    [institution_code, message_id, operator, at, JSON.stringify(records)],
  );
  const traces = accepted.flatMap(({ record_no, row }) =>
    row.trace_codes.map((trace_code) => ({ record_no, trace_code })),
  );
  if (traces.length > 0) {
    await transaction.query(
      `insert into inventory.record_trace (institution_code, record_no, trace_code)
       select $1, * from unnest($2::bigint[], $3::text[])`,
      [
        institution_code,
        traces.map(({ record_no }) => record_no),
        traces.map(({ trace_code }) => trace_code),
      ],
    );
  }
  await writeSteps(
    transaction,
    institution_code,
    accepted.flatMap(({ steps }) => steps),
  );
}

/** Another institution may have sold the same code since it was read: then all is done again. */
async function writeSteps(
  transaction: Runner,
  institution_code: string,
  steps: readonly Omit<StepRow, "institution_code">[],
): Promise<void> {
  if (steps.length === 0) return;
  const { rowCount } = await transaction.query(
    `insert into inventory.trace_step (trace_code, step_no, step, institution_code, record_no)
     select trace_code, step_no, step, $1, record_no
     from unnest($2::text[], $3::int[], $4::text[], $5::bigint[])
       s (trace_code, step_no, step, record_no)
     order by trace_code, step_no on conflict do nothing`,
    [
      institution_code,
      steps.map(({ trace_code }) => trace_code),
      steps.map(({ step_no }) => step_no),
      steps.map(({ step }) => step),
      steps.map(({ record_no }) => record_no),
    ],
  );
  if (rowCount !== steps.length) {
    throw Object.assign(new Error("a trace code moved meanwhile"), { code: "40001" });
  }
}

/** What a message asks to delete: everything of a batch that is of these kinds. */
export interface DeletionAsked {
  readonly stock_batch_no: string;
  readonly kinds: readonly RecordKind[];
}

/**
 * Takes records out of the account; they are kept, and said to be deleted. The trace codes of a
 * deleted sale may be sold again.
 * @returns for each what was asked, how many records, or why none
 */
export async function deleteRecords(
  transaction: Runner,
  message: StockMessage,
  asked: readonly DeletionAsked[],
): Promise<readonly ({ readonly deleted: number } | YibaoError)[]> {
  await lockInstitution(transaction, message.institution_code);
  const outcomes: ({ readonly deleted: number } | YibaoError)[] = [];
  for (const one of asked) {
    const numbers = await deleteBatch(transaction, message, one);
    if (numbers.length === 0) {
      const details = { stock_batch_no: one.stock_batch_no };
      outcomes.push(new YibaoError("INVENTORY-RECORD-UNKNOWN", details));
      continue;
    }
    await releaseTraces(transaction, message.institution_code, numbers);
    outcomes.push({ deleted: numbers.length });
  }
  return outcomes;
}

async function deleteBatch(
  transaction: Runner,
  { institution_code, message_id, at }: StockMessage,
  { stock_batch_no, kinds }: DeletionAsked,
): Promise<readonly number[]> {
  const { rows } = await transaction.query<{ record_no: number }>(
    `insert into inventory.deletion (institution_code, record_no, message_id, deleted_at)
     select r.institution_code, r.record_no, $4, $5 from inventory.record r
     where r.institution_code = $1 and r.stock_batch_no = $2 and r.kind = any($3)
       and not exists (select from inventory.deletion d
         where d.institution_code = r.institution_code and d.record_no = r.record_no)
     returning record_no`,
    [institution_code, stock_batch_no, kinds, message_id, at],
  );
  return rows.map(({ record_no }) => record_no);
}

async function releaseTraces(
  transaction: Runner,
  institution_code: string,
  record_numbers: readonly number[],
): Promise<void> {
  const { rows } = await transaction.query<{ trace_code: string }>(
    `select distinct trace_code from inventory.trace_step
     where institution_code = $1 and record_no = any($2)`,
    [institution_code, record_numbers],
  );
  const codes = rows.map(({ trace_code }) => trace_code);
  const traces = await loadTraces(transaction, codes);
  const deleted = new Set(record_numbers);
  const steps = codes.flatMap((trace_code) => {
    const { step_no, sold_in } = traces.get(trace_code) as TraceState;
    return sold_in
      .filter((sale) => {
        return sale.institution_code === institution_code && deleted.has(sale.record_no);
      })
      .map(({ record_no }, index) => {
        return { trace_code, step_no: step_no + 1 + index, step: "returned" as const, record_no };
      });
  });
  await writeSteps(transaction, institution_code, steps);
}
