import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import { agencyCode } from "./agency-code.ts";
import type { ClaimAccount, ClaimStanding } from "./claim-payment.ts";

/** What people are owed for their settled claims, and what they were paid. */

/** A claim as its last recalculation left it; taken back, it is owed nothing. */
const ACCOUNTS = `
  with claim as (
    select s.person_no, s.settlement_id, s.settled_at, s.total_fen, last.kind, last.split,
           (s.bill->>'begin')::date as begin, (s.bill->>'end')::date as end,
           s.request->'institution'->>'name' as institution
      from settlement.settlement s
      join lateral (
        select c.kind, c.split from settlement.settlement c
         where c.person_no = s.person_no
           and (c.settlement_id = s.settlement_id or c.corrects_settlement_id = s.settlement_id)
         order by c.person_version desc, c.settlement_id desc limit 1) last on true
     where s.institution_code = $1 and s.kind = 'settlement'
       and ($2::bigint[] is null or s.settlement_id = any ($2))),
  payment as (
    select p.* from settlement.claim_payment p join claim using (person_no, settlement_id)),
  amount as (
    select c.person_no, c.settlement_id, p.fund, p.paid_fen as owed, 0 as paid
      from claim c
     cross join json_to_recordset(c.split->'payments') as p (fund text, paid_fen bigint)
     where c.kind <> 'reversal'
    union all
    select person_no, settlement_id, fund, 0, amount_fen from payment),
  of_fund as (
    select person_no, settlement_id, fund, sum(owed)::bigint as owed, sum(paid)::bigint as paid
      from amount group by 1, 2, 3),
  account as (
    select c.person_no, c.settlement_id, c.institution, c.begin, c.end,
           c.settled_at::text as settled_at, c.total_fen,
           coalesce(sum(f.owed), 0)::bigint as owed_fen,
           coalesce(sum(f.paid), 0)::bigint as paid_fen,
           coalesce(json_agg(json_build_object('fund', f.fund, 'paid_fen', f.owed - f.paid)
             order by f.fund) filter (where f.owed <> f.paid), '[]') as dues
      from claim c left join of_fund f using (person_no, settlement_id)
     group by c.person_no, c.settlement_id, c.institution, c.begin, c.end, c.settled_at,
              c.total_fen),
  standing as (
    select *, case when owed_fen > paid_fen then 'due' when owed_fen < paid_fen then 'overpaid'
                   when paid_fen > 0 then 'paid' else 'nothing' end as standing
      from account)
  select a.person_no, a.settlement_id, a.institution, a.begin, a.end, a.settled_at, a.total_fen,
         a.owed_fen, a.paid_fen, a.dues, a.standing, p.paid_on, p.bank_reference,
         count(*) over () as total, sum(a.owed_fen - a.paid_fen) over ()::bigint as due_fen
    from standing a
    left join lateral (
      select paid_on, bank_reference from payment p
       where p.person_no = a.person_no and p.settlement_id = a.settlement_id
       order by payment_no desc limit 1) p on true`;

export interface ClaimAccountsFilter {
  readonly region: string;
  readonly standing: ClaimStanding | null;
  /** Days of settling, both included. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly offset: number;
  readonly limit: number;
}

export interface ClaimAccounts {
  readonly rows: readonly ClaimAccount[];
  readonly total: number;
  /** Still owed, of all that were chosen. */
  readonly due_fen: Fen;
}

type Row = ClaimAccount & { readonly total: number; readonly due_fen: Fen };

/** A page of a region's claims, the earliest settled first. */
export async function readClaimAccounts(
  from: Runner,
  filter: ClaimAccountsFilter,
): Promise<ClaimAccounts> {
  const { rows } = await from.query<Row>(
    `${ACCOUNTS}
      where ($3::text is null or a.standing = $3)
        and ($4::date is null or a.settled_at::timestamp >= $4::date)
        and ($5::date is null or a.settled_at::timestamp < $5::date + 1)
      order by a.settled_at, a.settlement_id offset $6 limit $7`,
    [
      ...[agencyCode(filter.region), null, filter.standing, filter.from, filter.to],
      ...[filter.offset, filter.limit],
    ],
  );
  return {
    rows: rows.map(accountFrom),
    total: rows[0]?.total ?? 0,
    due_fen: rows[0]?.due_fen ?? (0 as Fen),
  };
}

/** The claims of these settlements. */
export async function findClaimAccounts(
  from: Runner,
  region: string,
  settlement_ids: readonly number[],
): Promise<readonly ClaimAccount[]> {
  const { rows } = await from.query<Row>(ACCOUNTS, [agencyCode(region), settlement_ids]);
  return rows.map(accountFrom);
}

function accountFrom({ total: _, due_fen: __, ...account }: Row): ClaimAccount {
  return account;
}
