import type pg from "pg";
import { post } from "../ledger/index.ts";
import { moveStates, type StateMove } from "../people/index.ts";
import { binaryArray, type Store } from "../store/index.ts";
import type { ChargeBatch, Receipt, Writes } from "./command.ts";
import type { SettlementRow } from "./settlement-record.ts";
import { linesText } from "./stored-json.ts";
import type { Visit } from "./visit.ts";

/** The SQL that writes schema `settlement`: one statement a table for a whole batch. */

/** What one decision writes. */
export interface WriteUnit {
  readonly person_no: string;
  readonly visit_id: number | null;
  readonly writes: Writes;
  readonly receipt: Receipt;
}

/** A command lost one of its states after it had won another: the transaction must be undone. */
class PartlyLost extends Error {
  readonly losers: readonly number[];

  constructor(losers: readonly number[]) {
    super("a command lost one of several states");
    this.losers = losers;
  }
}

/**
 * Writes several units in one transaction, each whole or not at all, and returns after the commit
 * with the positions of those whose states somebody else had moved: nothing of them is written.
 */
export async function writeUnits(
  store: Store,
  units: readonly WriteUnit[],
): Promise<ReadonlySet<number>> {
  const lost = new Set<number>();
  for (;;) {
    const tried = [...units.keys()].filter((index) => !lost.has(index));
    if (tried.length === 0) return lost;
    try {
      const losers = await store.transaction((client) => writeAll(client, units, tried));
      for (const index of losers) lost.add(index);
      return lost;
    } catch (error) {
      if (error instanceof PartlyLost) for (const index of error.losers) lost.add(index);
      else if (tried.length === 1 && isAnsweredElsewhere(error)) return new Set(units.keys());
      else throw error;
    }
  }
}

const UNIQUE_VIOLATION = "23505";

/**
 * Another process answered the same message between the reading of its receipt and that of the
 * person's state. Which unit of several it was the database does not say: they come one by one.
 */
function isAnsweredElsewhere(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === UNIQUE_VIOLATION && constraint === "receipt_pkey";
}

async function writeAll(
  client: pg.PoolClient,
  units: readonly WriteUnit[],
  tried: readonly number[],
): Promise<number[]> {
  const statesOf = (index: number): readonly StateMove[] => units[index]?.writes.states ?? [];
  const won = await moveStates(client, tried.flatMap(statesOf));
  const losers = tried.filter((index) =>
    statesOf(index).some((state) => !won.has(state.person_no)),
  );
  if (losers.some((index) => statesOf(index).some((state) => won.has(state.person_no)))) {
    throw new PartlyLost(losers);
  }
  const winners = tried
    .filter((index) => !losers.includes(index))
    .map((index) => units[index] as WriteUnit);
  await writeVisits(
    client,
    winners.flatMap(({ writes }) => writes.visit ?? []),
  );
  await writeBatches(
    client,
    winners.flatMap(({ writes }) => writes.batches ?? []),
  );
  await removeBatches(client, winners);
  await settleBatches(client, winners);
  await writeSettlements(
    client,
    winners.flatMap(({ writes }) => writes.settlements ?? []),
  );
  await post(
    client,
    winners.flatMap(({ writes }) => writes.entries ?? []),
  );
  await writeReceipts(
    client,
    winners.flatMap((unit) => [unit.receipt, ...forestalledReceipts(unit)]),
  );
  await reverseReceipts(client, winners);
  return losers;
}

type Columns<Row> = readonly (readonly [name: keyof Row & string, type: string])[];

/** `insert into table (…) select from unnest(…)`, one array a column. */
function insertText<Row>(table: string, columns: Columns<Row>): string {
  const names = columns.map(([name]) => name).join(", ");
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(", ");
  return `insert into ${table} (${names}) select * from unnest(${arrays})`;
}

function arraysOf<Row>(rows: readonly Row[], columns: Columns<Row>): unknown[] {
  return columns.map(([name, type]) => {
    if (type !== "text" && type !== "json") return rows.map((row) => row[name]);
    return binaryArray(
      type,
      rows.map((row) => elementText(row[name])),
    );
  });
}

function elementText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

async function write<Row>(
  client: pg.PoolClient,
  name: string,
  text: string,
  columns: Columns<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const { rowCount } = await client.query({ name, text, values: arraysOf(rows, columns) });
  if (rowCount !== rows.length) {
    throw new Error(`${name}: ${rowCount} of ${rows.length} rows were written`);
  }
}

const VISIT_COLUMNS: Columns<Visit> = [
  ["person_no", "text"],
  ["visit_id", "bigint"],
  ["institution_code", "text"],
  ["own_number", "text"],
  ["kind", "text"],
  ["insutype", "text"],
  ["visit_type", "text"],
  ["state", "text"],
  ["begin_at", "timestamp"],
  ["end_at", "timestamp"],
  ["emergency", "boolean"],
  ["disease", "text"],
  ["details", "json"],
  ["diagnoses", "json"],
];

/** What a later act may change of a visit. */
const WRITE_VISITS = `${insertText("settlement.visit", VISIT_COLUMNS)}
  on conflict (person_no, visit_id) do update set own_number = excluded.own_number,
    visit_type = excluded.visit_type, state = excluded.state, begin_at = excluded.begin_at,
    end_at = excluded.end_at, emergency = excluded.emergency, disease = excluded.disease,
    details = excluded.details, diagnoses = excluded.diagnoses`;

function writeVisits(client: pg.PoolClient, visits: readonly Visit[]): Promise<void> {
  return write(client, "settlement-write-visits", WRITE_VISITS, VISIT_COLUMNS, visits);
}

interface BatchRow extends Omit<ChargeBatch, "lines"> {
  readonly lines: string;
}

const BATCH_COLUMNS: Columns<BatchRow> = [
  ["person_no", "text"],
  ["visit_id", "bigint"],
  ["batch_no", "text"],
  ["disease", "text"],
  ["lines", "json"],
  ["settlement_id", "bigint"],
];

const WRITE_BATCHES = `${insertText("settlement.charge_batch", BATCH_COLUMNS)}
  on conflict (person_no, visit_id, batch_no) do update set disease = excluded.disease,
    lines = excluded.lines, settlement_id = excluded.settlement_id`;

function writeBatches(client: pg.PoolClient, batches: readonly ChargeBatch[]): Promise<void> {
  const rows = batches.map((batch) => ({ ...batch, lines: linesText(batch.lines) }));
  return write(client, "settlement-write-batches", WRITE_BATCHES, BATCH_COLUMNS, rows);
}

interface BatchKey {
  readonly person_no: string;
  readonly visit_id: number | null;
  readonly batch_no: string;
}

const BATCH_KEY: Columns<BatchKey> = [
  ["person_no", "text"],
  ["visit_id", "bigint"],
  ["batch_no", "text"],
];

const REMOVE_BATCHES = `delete from settlement.charge_batch b
  using unnest($1::text[], $2::bigint[], $3::text[]) as k (person_no, visit_id, batch_no)
  where (b.person_no, b.visit_id, b.batch_no) = (k.person_no, k.visit_id, k.batch_no)`;

function removeBatches(client: pg.PoolClient, units: readonly WriteUnit[]): Promise<void> {
  const keys = units.flatMap(({ person_no, visit_id, writes }) =>
    (writes.removed_batches ?? []).map((batch_no) => ({ person_no, visit_id, batch_no })),
  );
  return write(client, "settlement-remove-batches", REMOVE_BATCHES, BATCH_KEY, keys);
}

interface SettledBatch extends BatchKey {
  readonly settlement_id: number | null;
}

const SETTLED_BATCH: Columns<SettledBatch> = [...BATCH_KEY, ["settlement_id", "bigint"]];

const SETTLE_BATCHES = `update settlement.charge_batch b set settlement_id = k.settlement_id
  from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[])
    as k (person_no, visit_id, batch_no, settlement_id)
  where (b.person_no, b.visit_id, b.batch_no) = (k.person_no, k.visit_id, k.batch_no)`;

function settleBatches(client: pg.PoolClient, units: readonly WriteUnit[]): Promise<void> {
  const rows = units.flatMap(({ person_no, visit_id, writes }) =>
    (writes.settled_batches ?? []).map((batch) => ({ person_no, visit_id, ...batch })),
  );
  return write(client, "settlement-settle-batches", SETTLE_BATCHES, SETTLED_BATCH, rows);
}

export const SETTLEMENT_COLUMNS: Columns<SettlementRow> = [
  ["person_no", "text"],
  ["settlement_id", "bigint"],
  ["person_version", "bigint"],
  ["visit_id", "bigint"],
  ["kind", "text"],
  ["corrects_settlement_id", "bigint"],
  ["institution_code", "text"],
  ["region", "text"],
  ["settled_at", "timestamp"],
  ["care_date", "date"],
  ["insutype", "text"],
  ["visit_type", "text"],
  ["clearing_type", "text"],
  ["total_fen", "bigint"],
  ["fund_fen", "bigint"],
  ["account_fen", "bigint"],
  ["cash_fen", "bigint"],
  ["deductible_fen", "bigint"],
  ["balance_fen", "bigint"],
  ["interim", "boolean"],
  ["request", "json"],
  ["bill", "json"],
  ["split", "json"],
  ["moves", "json"],
  ["movements", "json"],
  ["benefits", "json"],
  ["policy_version", "text"],
  ["message_id", "text"],
  ["content_hash", "text"],
];

const WRITE_SETTLEMENTS = insertText("settlement.settlement", SETTLEMENT_COLUMNS);

function writeSettlements(client: pg.PoolClient, rows: readonly SettlementRow[]): Promise<void> {
  return write(client, "settlement-write", WRITE_SETTLEMENTS, SETTLEMENT_COLUMNS, rows);
}

const RECEIPT_COLUMNS: Columns<Receipt> = [
  ["institution_code", "text"],
  ["message_id", "text"],
  ["transaction_code", "text"],
  ["operation", "text"],
  ["input_hash", "text"],
  ["person_no", "text"],
  ["visit_id", "bigint"],
  ["settlement_id", "bigint"],
  ["answer", "text"],
  ["received_at", "timestamp"],
  ["reversed_by", "text"],
];

const WRITE_RECEIPTS = insertText("settlement.receipt", RECEIPT_COLUMNS);

function writeReceipts(client: pg.PoolClient, rows: readonly Receipt[]): Promise<void> {
  return write(client, "settlement-write-receipts", WRITE_RECEIPTS, RECEIPT_COLUMNS, rows);
}

/** The receipt of a message that was reversed before it came. */
function forestalledReceipts({ writes, receipt }: WriteUnit): Receipt[] {
  if (writes.forestalled === undefined) return [];
  return [
    {
      ...receipt,
      ...writes.forestalled,
      operation: "forestalled",
      input_hash: "",
      answer: "",
      reversed_by: receipt.message_id,
    },
  ];
}

interface ReversedReceipt {
  readonly institution_code: string;
  readonly message_id: string;
  readonly transaction_code: string;
  readonly reversed_by: string;
}

const REVERSED_RECEIPT: Columns<ReversedReceipt> = [
  ["institution_code", "text"],
  ["message_id", "text"],
  ["transaction_code", "text"],
  ["reversed_by", "text"],
];

const REVERSE_RECEIPTS = `update settlement.receipt r set reversed_by = k.reversed_by
  from unnest($1::text[], $2::text[], $3::text[], $4::text[])
    as k (institution_code, message_id, transaction_code, reversed_by)
  where (r.institution_code, r.message_id, r.transaction_code)
      = (k.institution_code, k.message_id, k.transaction_code)`;

function reverseReceipts(client: pg.PoolClient, units: readonly WriteUnit[]): Promise<void> {
  const rows = units.flatMap(({ writes, receipt }) =>
    writes.reversed_receipt === undefined
      ? []
      : [{ ...writes.reversed_receipt, reversed_by: receipt.message_id }],
  );
  return write(client, "settlement-reverse-receipts", REVERSE_RECEIPTS, REVERSED_RECEIPT, rows);
}
