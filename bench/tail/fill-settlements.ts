import type { Store } from "../../src/store/index.ts";
import { WRITTEN_TABLES } from "../settle/peer-transaction.ts";

/**
 * Stored settlements by the hundred thousand: what one buyer's settlements left is copied to people
 * of the same kind, keys apart, so that every table and index is as large as after years of work.
 */

const PEOPLE_TABLES = ["people.person", "people.person_state", "people.enrolment"];
const COPIES_A_STATEMENT = 2_000;
/** Ids of copies, far from those that the platform draws. */
const FIRST_ID = 1_000_000_000;

export interface Filling {
  /** Who has settled, and whose rows are copied. */
  readonly person_no: string;
  /** Settlements wanted in all. */
  readonly settlements: number;
  progress(done: number, of: number): void;
}

/** Copies rows until the database holds as many settlements as wanted. */
export async function fillSettlements(store: Store, filling: Filling): Promise<void> {
  const own = await count(store, "settlement.settlement", filling.person_no);
  const stored = await count(store, "settlement.settlement", null);
  const copies = Math.ceil((filling.settlements - stored) / own);
  const statements = [
    ...(await Promise.all(PEOPLE_TABLES.map((table) => copyStatement(store, table)))),
    ...(await Promise.all(WRITTEN_TABLES.map((table) => copyStatement(store, table)))),
  ];
  for (let first = 0; first < copies; first += COPIES_A_STATEMENT) {
    const last = Math.min(copies, first + COPIES_A_STATEMENT) - 1;
    for (const text of statements) {
      await store.query(text, [filling.person_no, first, last, FIRST_ID, 10_000]);
    }
    filling.progress(last + 1, copies);
  }
  await store.query("analyze");
}

async function count(store: Store, table: string, person_no: string | null): Promise<number> {
  const { rows } = await store.query<{ count: number }>(
    `select count(*)::int as count from ${table} where $1::text is null or person_no = $1`,
    [person_no],
  );
  return rows[0]?.count ?? 0;
}

/** `$1` person copied, `$2`–`$3` numbers of the copies, `$4` first id, `$5` ids a copy. */
async function copyStatement(store: Store, table: string): Promise<string> {
  const [schema, name] = table.split(".");
  const { rows } = await store.query<{ column_name: string; generated: string }>(
    `select column_name, is_generated as generated from information_schema.columns
      where table_schema = $1 and table_name = $2 and is_identity = 'NO'
      order by ordinal_position`,
    [schema, name],
  );
  const columns = rows
    .filter(({ column_name, generated }) => generated === "NEVER" && !KEPT.has(column_name))
    .map(({ column_name }) => column_name);
  const values = columns.map((column) => KEYS[column] ?? `t.${column}`);
  return `insert into ${table} (${columns.join(", ")}) select ${values.join(", ")}
    from ${table} t, generate_series($2::bigint, $3::bigint) n
    where t.person_no = $1 and $4::bigint + $5::bigint > 0`;
}

/** Filled by the database itself. */
const KEPT = new Set(["transaction_id", "recorded_at", "filed_at"]);

const SHIFTED = (column: string) => `$4::bigint + n * $5::bigint + (t.${column} % $5::bigint)`;

const KEYS: Readonly<Record<string, string>> = {
  person_no: "'C' || lpad(n::text, 9, '0')",
  certificate_no: "'C' || lpad(n::text, 17, '0')",
  visit_id: SHIFTED("visit_id"),
  settlement_id: SHIFTED("settlement_id"),
  entry_no: SHIFTED("entry_no"),
  message_id: "t.message_id || n::text",
};
