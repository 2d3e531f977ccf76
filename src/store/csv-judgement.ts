import type pg from "pg";
import type { ErrorCode } from "../kernel/index.ts";
import type { CellRefusal } from "./csv-cells.ts";

/**
 * What the database says of staged rows: which are known already, which would rewrite history,
 * which stand. Every judgement is one set-based statement that takes the judged rows out of the
 * staging table; what is left in the end is written.
 */

/** How rows of a kind lie in a room's table. All names are written in code, never user input. */
export interface ImportTable {
  /** With its schema: `people.enrolment`. */
  readonly name: string;
  /** What a row is about, without its dates. */
  readonly key: readonly string[];
  /** What a row says of it. */
  readonly content: readonly string[];
  /** Whether rows carry `valid_from` and `valid_to`; then a key has one row on any day. */
  readonly dated: boolean;
  /** Keys that must be registered before. */
  readonly references?: readonly ImportReference[];
  /** Columns that only one key may hold. */
  readonly unique?: readonly ImportUnique[];
  /** Statements run after the rows are in, reading the new ones from `csv_staged`. */
  readonly afterInsert?: readonly string[];
}

export interface ImportReference {
  readonly column: string;
  /** Table and column that must hold it. */
  readonly table: string;
  readonly target: string;
  readonly code: ErrorCode;
}

export interface ImportUnique {
  readonly columns: readonly string[];
  /** Where taken values are found, with the column of the owner's key. */
  readonly table: string;
  readonly owner: string;
  readonly code: ErrorCode;
}

export interface JudgedRefusal extends CellRefusal {
  readonly row: number;
}

export interface Judgement {
  readonly unchanged: number;
  readonly refusals: readonly JudgedRefusal[];
}

export function stagingStatements(table: ImportTable): string {
  const columns = columnsOf(table).join(", ");
  const until = table.dated ? ", null::date as csv_to" : "";
  return `drop table if exists pg_temp.csv_staged;
    create temporary table csv_staged as
    select 0::int as csv_row, ${columns}${until} from ${table.name} with no data`;
}

/** Fills the staging table from a JSON array of rows. */
export const STAGE_ROWS = `insert into csv_staged
  select * from jsonb_populate_recordset(null::csv_staged, $1::jsonb)`;

/** Takes out of the staging table every row that is known, doubled or refused. */
export async function judgeStagedRows(
  client: pg.ClientBase,
  table: ImportTable,
): Promise<Judgement> {
  const refusals: JudgedRefusal[] = [];
  let unchanged = 0;
  for (const reference of table.references ?? []) {
    refusals.push(...(await refuseUnknown(client, reference)));
  }
  const doubled = await takeDoubled(client, table);
  unchanged += doubled.unchanged;
  refusals.push(...doubled.refusals);
  for (const unique of table.unique ?? []) {
    refusals.push(...(await refuseTaken(client, table, unique)));
  }
  if (table.dated) await client.query(endAtSuccessor(table));
  unchanged += (await client.query(takeUnchanged(table))).rowCount ?? 0;
  refusals.push(...(await refuseOtherwise(client, table)));
  if (table.dated) refusals.push(...(await refuseBeforeLater(client, table)));
  return { unchanged, refusals };
}

/** Writes what is left: ends, then successors' predecessors, then new rows. Returns how many. */
export async function writeStagedRows(
  client: pg.ClientBase,
  table: ImportTable,
  source: string,
): Promise<number> {
  let written = 0;
  if (table.dated) {
    written += (await client.query(endEarlier(table), [source])).rowCount ?? 0;
    await client.query(cutPredecessors(table));
  }
  const columns = columnsOf(table);
  const values = columns.map((column) => (column === "valid_to" ? "csv_to" : column));
  const inserted = await client.query(
    `insert into ${table.name} (${columns.join(", ")}, source)
     select ${values.join(", ")}, $1 from csv_staged order by ${orderOf(table)}`,
    [source],
  );
  for (const statement of table.afterInsert ?? []) await client.query(statement);
  return written + (inserted.rowCount ?? 0);
}

async function refuseUnknown(
  client: pg.ClientBase,
  { column, table, target, code }: ImportReference,
): Promise<JudgedRefusal[]> {
  const { rows } = await client.query<{ row: number; value: string }>(
    `delete from csv_staged s
     where not exists (select 1 from ${table} r where r.${target} = s.${column})
     returning s.csv_row as row, s.${column} as value`,
  );
  return rows.map(({ row, value }) => ({ row, column, value, code, details: { value } }));
}

async function takeDoubled(client: pg.ClientBase, table: ImportTable): Promise<Judgement> {
  const key = [...table.key, ...(table.dated ? ["valid_from"] : [])];
  const said = [...table.content, ...(table.dated ? ["valid_to"] : [])];
  const { rows } = await client.query<{ row: number; first: number; same: boolean; value: string }>(
    `with numbered as (
       select csv_row, first_value(csv_row) over (
         partition by ${key.join(", ")} order by csv_row) as first_row
       from csv_staged)
     delete from csv_staged s using numbered n, csv_staged f
     where s.csv_row = n.csv_row and f.csv_row = n.first_row and n.csv_row <> n.first_row
     returning s.csv_row as row, n.first_row as first, (${same("s", "f", said)}) as same,
       s.${key[0]} as value`,
  );
  const refusals = rows
    .filter((row) => !row.same)
    .map(({ row, first, value }) =>
      refusal(row, table.key[0], value, "STORE-CSV-KEY-TWICE", { row: first }),
    );
  return { unchanged: rows.length - refusals.length, refusals };
}

async function refuseTaken(
  client: pg.ClientBase,
  table: ImportTable,
  { columns, table: taken, owner, code }: ImportUnique,
): Promise<JudgedRefusal[]> {
  const column = columns[columns.length - 1] as string;
  const returning = `returning s.csv_row as row, s.${column} as value`;
  // Registered holders first: a row that takes their value must not spoil their own row.
  const { rows: registered } = await client.query<{ row: number; value: string }>(
    `delete from csv_staged s using ${taken} t
     where ${equal("t", "s", columns)} and t.${owner} <> s.${table.key[0]} ${returning}`,
  );
  const { rows: doubled } = await client.query<{ row: number; value: string }>(
    `delete from csv_staged s using csv_staged e
     where ${equal("e", "s", columns)} and e.csv_row < s.csv_row ${returning}`,
  );
  return [...registered, ...doubled].map(({ row, value }) => {
    return { row, column, value, code, details: { value } };
  });
}

/** Rows of one key inside the file: each holds until the next begins. */
function endAtSuccessor({ key }: ImportTable): string {
  return `update csv_staged s set csv_to = least(s.valid_to, n.next_from)
    from (select csv_row, lead(valid_from) over (
            partition by ${key.join(", ")} order by valid_from) as next_from
          from csv_staged) n
    where n.csv_row = s.csv_row and least(s.valid_to, n.next_from) is not null`;
}

/**
 * A dated row is known when the table says the same from the same day until the same day, or
 * until a successor that came later has ended it.
 */
function takeUnchanged(table: ImportTable): string {
  const { name, key, content, dated } = table;
  if (!dated) {
    return `delete from csv_staged s using ${name} e
      where ${equal("e", "s", key)} and ${same("e", "s", content)}`;
  }
  return `delete from csv_staged s using ${name} e
    where ${equal("e", "s", key)} and e.valid_from = s.valid_from and ${same("e", "s", content)}
      and (e.valid_to is not distinct from s.valid_to
        or e.valid_to is not distinct from s.csv_to
        or (e.valid_to is not null and (s.valid_to is null or s.valid_to > e.valid_to)
          and exists (select 1 from ${name} n
            where ${equal("n", "e", key)} and n.valid_from = e.valid_to)))`;
}

/** The same key (from the same day) but not the same said: only an earlier end is no rewriting. */
async function refuseOtherwise(
  client: pg.ClientBase,
  table: ImportTable,
): Promise<JudgedRefusal[]> {
  const { name, key, dated } = table;
  if (!dated) {
    const { rows } = await client.query<{ row: number; value: string }>(
      `delete from csv_staged s using ${name} e where ${equal("e", "s", key)}
       returning s.csv_row as row, s.${key[0]} as value`,
    );
    return rows.map(({ row, value }) =>
      refusal(row, key[0], value, "STORE-CSV-REGISTERED-OTHERWISE", {}),
    );
  }
  const { rows } = await client.query<{ row: number; from: string }>(
    `delete from csv_staged s using ${name} e
     where ${equal("e", "s", key)} and e.valid_from = s.valid_from
       and not (${endsEarlier(table)})
     returning s.csv_row as row, e.valid_from as from`,
  );
  return rows.map(({ row, from }) => rewriting(row, from, from));
}

/** A row that begins before a registered one may fill a gap, but not reach into it. */
async function refuseBeforeLater(
  client: pg.ClientBase,
  { name, key }: ImportTable,
): Promise<JudgedRefusal[]> {
  const { rows } = await client.query<{ row: number; value: string; from: string }>(
    `delete from csv_staged s using (
       select r.csv_row, min(e.valid_from) as later_from
       from csv_staged r join ${name} e on ${equal("e", "r", key)}
       where e.valid_from > r.valid_from and (r.csv_to is null or r.csv_to > e.valid_from)
       group by r.csv_row) l
     where l.csv_row = s.csv_row
     returning s.csv_row as row, s.valid_from as value, l.later_from as from`,
  );
  return rows.map(({ row, value, from }) => rewriting(row, value, from));
}

function endEarlier(table: ImportTable): string {
  const { name, key } = table;
  return `with ending as (
      delete from csv_staged s using ${name} e
      where ${equal("e", "s", key)} and e.valid_from = s.valid_from and ${endsEarlier(table)}
      returning s.*)
    update ${name} e set valid_to = s.csv_to, source = $1, updated_at = now() from ending s
    where ${equal("e", "s", key)} and e.valid_from = s.valid_from`;
}

function endsEarlier({ content }: ImportTable): string {
  return `${same("e", "s", content)} and s.csv_to is not null
    and (e.valid_to is null or s.csv_to < e.valid_to)`;
}

/** What was in force until further notice ends on the day its successor begins. */
function cutPredecessors({ name, key }: ImportTable): string {
  const columns = key.map((column) => `e.${column}`).join(", ");
  return `update ${name} p set valid_to = c.successor_from, updated_at = now()
    from (select ${columns}, e.valid_from, min(s.valid_from) as successor_from
          from csv_staged s join ${name} e on ${equal("e", "s", key)}
          where e.valid_from < s.valid_from and (e.valid_to is null or e.valid_to > s.valid_from)
          group by ${columns}, e.valid_from) c
    where ${equal("p", "c", key)} and p.valid_from = c.valid_from`;
}

function columnsOf({ key, content, dated }: ImportTable): string[] {
  return [...key, ...(dated ? ["valid_from", "valid_to"] : []), ...content];
}

function orderOf({ key, dated }: ImportTable): string {
  return [...key, ...(dated ? ["valid_from"] : [])].join(", ");
}

function equal(a: string, b: string, columns: readonly string[]): string {
  return columns.map((column) => `${a}.${column} = ${b}.${column}`).join(" and ");
}

function same(a: string, b: string, columns: readonly string[]): string {
  if (columns.length === 0) return "true";
  return `(${a}.${columns.join(`, ${a}.`)}) is not distinct from (${b}.${columns.join(`, ${b}.`)})`;
}

function refusal(
  row: number,
  column: string | undefined,
  value: string,
  code: ErrorCode,
  details: Readonly<Record<string, string | number>>,
): JudgedRefusal {
  return { row, column: column ?? "", value, code, details: { value, ...details } };
}

function rewriting(row: number, value: string, from: string): JudgedRefusal {
  return refusal(row, "valid_from", value, "STORE-CSV-REWRITES-HISTORY", { from });
}
