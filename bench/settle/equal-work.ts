import type { Store } from "../../src/store/index.ts";
import { OutputsDiffer } from "../bench-result.ts";

/** What the settlements of a run left in a database, to compare two databases by. */
export interface Work {
  readonly rows: Readonly<Record<string, number>>;
  readonly sums_fen: Readonly<Record<string, number>>;
  /** Mean bytes of a row written out as text. */
  readonly row_bytes: Readonly<Record<string, number>>;
}

const SUMS = `select
    (select count(*) from settlement.visit) as visit,
    (select count(*) from settlement.charge_batch) as charge_batch,
    (select count(*) from settlement.settlement) as settlement,
    (select count(*) from settlement.receipt) as receipt,
    (select count(*) from ledger.entry where settlement_id is not null) as entry,
    (select sum(version) from people.person_state) as person_versions`;

const MONEY = `select
    (select sum(total_fen) from settlement.settlement) as total,
    (select sum(fund_fen) from settlement.settlement) as fund,
    (select sum(account_fen) from settlement.settlement) as account,
    (select sum(cash_fen) from settlement.settlement) as cash,
    (select sum(amount) from ledger.entry e, unnest(e.amounts_fen) amount
      where e.settlement_id is not null and amount > 0) as debits,
    (select sum(amount) from ledger.entry e, unnest(e.amounts_fen) amount
      where e.settlement_id is not null and amount < 0) as credits,
    (select sum(balance_fen) from people.person_state) as balances`;

const TABLES = [
  "people.person_state",
  "settlement.visit",
  "settlement.charge_batch",
  "settlement.settlement",
  "settlement.receipt",
  "ledger.entry",
];

export async function workIn(store: Store): Promise<Work> {
  const row_bytes: Record<string, number> = {};
  for (const table of TABLES) {
    const filter = table === "ledger.entry" ? "where settlement_id is not null" : "";
    const { rows } = await store.query<{ bytes: number }>(
      `select avg(octet_length(t::text))::float as bytes
         from (select * from ${table} ${filter} limit 1000) t`,
    );
    row_bytes[table] = Math.round(rows[0]?.bytes ?? 0);
  }
  return { rows: await numbers(store, SUMS), sums_fen: await numbers(store, MONEY), row_bytes };
}

async function numbers(store: Store, text: string): Promise<Record<string, number>> {
  const { rows } = await store.query<Record<string, unknown>>(text);
  return Object.fromEntries(
    Object.entries(rows[0] ?? {}).map(([key, value]) => [key, Number(value)]),
  );
}

/** What `after` has more than `before`. */
export function difference(before: Work, after: Work): Work {
  const less = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value - (b[key] ?? 0)]));
  return {
    rows: less(after.rows, before.rows),
    sums_fen: less(after.sums_fen, before.sums_fen),
    row_bytes: after.row_bytes,
  };
}

const BYTES_TOLERANCE = 0.03;

/** Same numbers of rows, same money, rows of the same size: or there is nothing to compare. */
export function assertEqualWork(peer: string, ours: Work, theirs: Work): void {
  for (const part of ["rows", "sums_fen"] as const) {
    for (const [what, value] of Object.entries(ours[part])) {
      if (theirs[part][what] !== value) {
        throw new OutputsDiffer(peer, `${part} ${what}`, value, theirs[part][what]);
      }
    }
  }
  for (const [table, bytes] of Object.entries(ours.row_bytes)) {
    const other = theirs.row_bytes[table] ?? 0;
    if (Math.abs(other - bytes) > bytes * BYTES_TOLERANCE) {
      throw new OutputsDiffer(peer, `每行字节 ${table}`, bytes, other);
    }
  }
}
