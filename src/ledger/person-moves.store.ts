import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";

/** What came into and went out of one person's part of a pool: the personal account. */

/** The accounts that make up what people have in a pool: income, expense and net assets. */
export async function balanceAccounts(
  runner: Runner,
  { region, pool }: { readonly region: string; readonly pool: string },
): Promise<number[]> {
  const { rows } = await runner.query<{ account_no: number }>(
    `select account_no from ledger.account
      where book = 'funds' and region = $1 and pool = $2
        and class in ('income', 'expense', 'net-asset') order by account_no`,
    [region, pool],
  );
  return rows.map(({ account_no }) => account_no);
}

export interface PersonMove {
  readonly entry_no: number;
  readonly entry_date: CivilDate;
  readonly kind: string;
  readonly settlement_id: number | null;
  readonly institution_code: string | null;
  readonly memo: string;
  /** What came in; negative what went out. */
  readonly amount_fen: Fen;
  readonly balance_fen: Fen;
}

export interface PersonMovesFilter {
  readonly person_no: string;
  readonly account_nos: readonly number[];
  readonly offset: number;
  readonly limit: number;
}

/** A person's moves on those accounts, the latest first, each with what was there afterwards. */
export async function readPersonMoves(
  runner: Runner,
  { person_no, account_nos, offset, limit }: PersonMovesFilter,
): Promise<{ readonly rows: readonly PersonMove[]; readonly total: number }> {
  const { rows } = await runner.query<PersonMove & { total: number }>(
    `select moved.*, count(*) over () as total from (
       select entry_no, entry_date, kind, settlement_id, institution_code, memo, amount_fen,
              sum(amount_fen) over (order by entry_date, entry_no)::bigint as balance_fen
         from (select e.entry_no, e.entry_date, e.kind, e.settlement_id, e.institution_code,
                      e.memo, -sum(posting.amount_fen)::bigint as amount_fen
                 from ledger.entry e
                cross join unnest(e.account_nos, e.amounts_fen)
                   as posting (account_no, amount_fen)
                where e.person_no = $1 and posting.account_no = any ($2::int[])
                group by e.person_no, e.entry_no) summed
        where amount_fen <> 0) moved
      order by entry_date desc, entry_no desc offset $3 limit $4`,
    [person_no, account_nos, offset, limit],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
