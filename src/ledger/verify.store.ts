import type pg from "pg";
import type { Fen } from "../kernel/index.ts";
import { yuanFromFen } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";
import { MOVES } from "./balance.store.ts";
import { type Finding, MOST_FINDINGS } from "./finding.ts";
import { verifyChain } from "./verify-chain.store.ts";

/**
 * Checks the whole ledger in one snapshot, while it is in use: every entry balances, its accounts
 * exist and are of its region and book, contra entries take back what they name, each pool's
 * books balance, the daily balances equal the postings, and the chain of seals recomputes.
 * Empty means coherent.
 */
export async function verifyLedger(store: Store): Promise<Finding[]> {
  const client = await store.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const findings: Finding[] = [];
    for (const check of CHECKS) findings.push(...(await check(client)));
    await client.query("commit");
    client.release();
    return findings;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

type Check = (client: pg.PoolClient) => Promise<Finding[]>;

const CHECKS: readonly Check[] = [
  unbalancedEntries,
  strangeAccounts,
  wrongContraEntries,
  unbalancedPools,
  wrongBalances,
  verifyChain,
];

async function unbalancedEntries(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query(
    `select person_no, entry_no, account_nos, amounts_fen::text as amounts_fen
       from ledger.entry
      where cardinality(account_nos) <> cardinality(amounts_fen)
         or (select sum(amount) from unnest(amounts_fen) as amount) is distinct from 0
      order by person_no, entry_no limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => ({
    code: "LEDGER-ENTRY-UNBALANCED",
    where: entryName(row),
    message: `${entryName(row)} 借贷不平`,
    detail: row,
  }));
}

async function strangeAccounts(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query(
    `select used.region, used.book, account_no, entries, first_entry_no,
            a.account_no is not null as exists
       from (select region, book, account_no, count(*) as entries,
                    min(entry_no) as first_entry_no
               from ledger.entry cross join unnest(account_nos) as account_no
              group by region, book, account_no) as used
       left join ledger.account a using (account_no)
      where a.account_no is null or a.region <> used.region or a.book <> used.book
      order by account_no limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => ({
    code: "LEDGER-ACCOUNT-STRANGE",
    where: `账户 ${row.account_no}`,
    message: row.exists
      ? `账户 ${row.account_no} 不属于区划 ${row.region} 的这套账，却被分录使用`
      : `分录使用了不存在的账户 ${row.account_no}`,
    detail: row,
  }));
}

async function wrongContraEntries(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query(
    `select contra.person_no, contra.entry_no, contra.corrects_entry_no,
            original.entry_no is not null as exists
       from ledger.entry contra
       left join ledger.entry original
              on original.person_no = contra.person_no
             and original.entry_no = contra.corrects_entry_no
      where contra.corrects_entry_no is not null
        and (original.entry_no is null
             or original.account_nos <> contra.account_nos
             or original.amounts_fen <> (select array_agg(-amount order by place)
                  from unnest(contra.amounts_fen) with ordinality as posting (amount, place))
             or exists (select from ledger.entry earlier
                         where earlier.person_no = contra.person_no
                           and earlier.corrects_entry_no = contra.corrects_entry_no
                           and earlier.entry_no < contra.entry_no))
      order by 1, 2 limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => ({
    code: "LEDGER-CONTRA-WRONG",
    where: entryName(row),
    message: row.exists
      ? `冲销分录 ${row.entry_no} 与原分录 ${row.corrects_entry_no} 金额不符，或重复冲销`
      : `冲销分录 ${row.entry_no} 所指的原分录 ${row.corrects_entry_no} 不存在`,
    detail: row,
  }));
}

/** A pool is an accounting entity of its own, so its accounts together sum to zero. */
async function unbalancedPools(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query<{
    book: string;
    region: string;
    pool: string;
    difference_fen: Fen;
  }>(
    `select a.book, a.region, a.pool, sum(debit_fen - credit_fen)::bigint as difference_fen
       from (${MOVES}) as moves join ledger.account a using (account_no)
      group by a.book, a.region, a.pool having sum(debit_fen - credit_fen) <> 0
      order by 1, 2, 3 limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => ({
    code: "LEDGER-POOL-UNBALANCED",
    where: `${row.region} ${row.pool}`,
    message: `${row.region} 基金 ${row.pool} 试算不平，借方比贷方多 ${yuanFromFen(row.difference_fen)} 元`,
    detail: row,
  }));
}

async function wrongBalances(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query(
    `with summed as (
       select posting.account_no, entry_date, sum(greatest(amount_fen, 0))::bigint as debit_fen,
              sum(greatest(-amount_fen, 0))::bigint as credit_fen
         from ledger.entry
        cross join unnest(account_nos, amounts_fen) as posting (account_no, amount_fen)
        where transaction_id < coalesce(
                (select to_transaction from ledger.seal order by seal_no desc limit 1), '0'::xid8)
        group by posting.account_no, entry_date)
     select account_no, entry_date, day.debit_fen, day.credit_fen,
            summed.debit_fen as expected_debit_fen, summed.credit_fen as expected_credit_fen
       from summed full join ledger.balance_day day using (account_no, entry_date)
      where (day.debit_fen, day.credit_fen)
            is distinct from (summed.debit_fen, summed.credit_fen)
      order by entry_date, account_no limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => ({
    code: "LEDGER-BALANCE-WRONG",
    where: `账户 ${row.account_no}，${row.entry_date}`,
    message: `账户 ${row.account_no} 在 ${row.entry_date} 的日余额与分录合计不符`,
    detail: row,
  }));
}

function entryName(row: { person_no: string; entry_no: number }): string {
  return `分录 ${row.entry_no}（人员 ${row.person_no}）`;
}
