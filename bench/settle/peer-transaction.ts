import type { Store } from "../../src/store/index.ts";

/**
 * What the bare client writes: the rows of one of our settlements, the same statements one after
 * another as anyone would write them. The columns and their contents are read from a row that we
 * wrote, so they stay the same when a migration changes them; only keys differ from row to row.
 *
 * A `:name` is a value that the client sends; `:n` is the running number of the settlement.
 */
export interface PeerTransaction {
  readonly statements: readonly string[];
  /** Values that are the same in every row, as text. */
  readonly constants: Readonly<Record<string, string>>;
}

/** As long as ours: the peer has a database of its own. */
const FIRST_NUMBER = 100_001;

const PERSON = "'B' || lpad(cast(:person as text), 9, '0')";
const NUMBER = `${FIRST_NUMBER} + cast(:n as bigint)`;

/** Keys by column; every other column is a constant. */
const KEYS: Readonly<Record<string, string>> = {
  person_no: PERSON,
  visit_id: NUMBER,
  settlement_id: NUMBER,
  entry_no: NUMBER,
  message_id: "'M' || lpad(cast(:n as text), 30, '0')",
};

/** Filled by the database itself. */
const DEFAULTED = ["transaction_id", "recorded_at"];

export const WRITTEN_TABLES = [
  "settlement.visit",
  "settlement.charge_batch",
  "settlement.settlement",
  "ledger.entry",
  "settlement.receipt",
] as const;

export async function peerTransaction(
  ours: Store,
  settlement_id: number,
): Promise<PeerTransaction> {
  const constants: Record<string, string> = {};
  const statements = [await updateState(ours, settlement_id, constants)];
  for (const table of WRITTEN_TABLES) {
    statements.push(await insertRow(ours, table, settlement_id, constants));
  }
  return { statements, constants };
}

async function updateState(
  ours: Store,
  settlement_id: number,
  constants: Record<string, string>,
): Promise<string> {
  const { rows } = await ours.query<{ account_fen: number; accumulators: string }>(
    `select s.account_fen, p.accumulators::text as accumulators
       from settlement.settlement s join people.person_state p using (person_no)
      where s.settlement_id = $1`,
    [settlement_id],
  );
  constants.account_fen = String(rows[0]!.account_fen);
  constants.accumulators = rows[0]!.accumulators;
  return `update people.person_state set version = version + 1,
    balance_fen = balance_fen - cast(:account_fen as bigint), accumulators = :accumulators
    where person_no = ${PERSON}`;
}

async function insertRow(
  ours: Store,
  table: string,
  settlement_id: number,
  constants: Record<string, string>,
): Promise<string> {
  const columns = (await columnsOf(ours, table)).filter((name) => !DEFAULTED.includes(name));
  const list = columns.map((name) => `t.${name}::text as ${name}`).join(", ");
  const filter =
    table === "settlement.visit"
      ? "(t.person_no, t.visit_id) = (select person_no, visit_id from settlement.settlement" +
        " where settlement_id = $1)"
      : "t.settlement_id = $1";
  const { rows } = await ours.query<Record<string, string | null>>(
    `select ${list} from ${table} t where ${filter}`,
    [settlement_id],
  );
  if (rows.length !== 1) throw new Error(`${rows.length} rows of ${table} for one settlement`);
  const values = columns.map((name) => {
    const value = rows[0]![name];
    if (value === null || value === undefined) return "null";
    if (KEYS[name]) return KEYS[name];
    if (value === "") return "''";
    const constant = `${table.replace(".", "_")}_${name}`;
    constants[constant] = value;
    return `:${constant}`;
  });
  return `insert into ${table} (${columns.join(", ")}) values (${values.join(", ")})`;
}

async function columnsOf(store: Store, table: string): Promise<string[]> {
  const [schema, name] = table.split(".");
  const { rows } = await store.query<{ column_name: string }>(
    `select column_name from information_schema.columns
      where table_schema = $1 and table_name = $2 order by ordinal_position`,
    [schema, name],
  );
  return rows.map((row) => row.column_name);
}
