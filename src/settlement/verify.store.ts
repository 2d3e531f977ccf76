import type pg from "pg";
import { type Fen, yuanFromFen } from "../kernel/index.ts";
import { ACCOUNT_CODES, type Finding, MOST_FINDINGS } from "../ledger/index.ts";
import type { Region } from "../policy/index.ts";
import type { Store } from "../store/index.ts";
import { agencyCode } from "./agency-code.ts";
import { accountFund } from "./posting.ts";
import { verifyContent } from "./verify-content.store.ts";

/**
 * Whether settlements, people's states and the journal tell the same story, in one snapshot while
 * they are in use. This is the one file that reads tables of other rooms: what it checks lies
 * between the rooms. Empty means coherent.
 */
export async function verifySettlements(store: Store, region: Region): Promise<Finding[]> {
  const client = await store.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const findings: Finding[] = [];
    for (const check of CHECKS) findings.push(...(await check(client, region)));
    await client.query("commit");
    client.release();
    return findings;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

type Check = (client: pg.PoolClient, region: Region) => Promise<Finding[]>;

const CHECKS: readonly Check[] = [
  wrongAccumulators,
  wrongBalances,
  wrongSubsidiary,
  wrongPostings,
  wrongClaimPayments,
  strangeEvidence,
  wrongReversals,
  strangeReceipts,
  strangeBatches,
  verifyContent,
];

/** Accumulators are the sums of what settlements moved. */
async function wrongAccumulators(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query<{
    person_no: string;
    year: string;
    accumulator: string;
    kept: number;
    summed: number;
  }>(
    `with moved as (
       select s.person_no, m.year, m.accumulator, sum(m.amount)::bigint as amount
         from settlement.settlement s
        cross join json_to_recordset(s.moves) as m (year text, accumulator text, amount bigint)
        group by 1, 2, 3 having sum(m.amount) <> 0),
     kept as (
       select p.person_no, y.key as year, a.key as accumulator, a.value::bigint as amount
         from people.person_state p cross join jsonb_each(p.accumulators) y
        cross join jsonb_each_text(y.value) a where a.value::bigint <> 0)
     select person_no, year, accumulator, coalesce(kept.amount, 0) as kept,
            coalesce(moved.amount, 0) as summed
       from moved full join kept using (person_no, year, accumulator)
      where moved.amount is distinct from kept.amount
      order by 1, 2, 3 limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => ({
    code: "SETTLEMENT-ACCUMULATOR-WRONG",
    where: `人员 ${row.person_no}`,
    message:
      `人员 ${row.person_no} ${row.year} 年累计“${row.accumulator}”是 ${row.kept}，` +
      `各次结算合计是 ${row.summed}`,
    detail: row,
  }));
}

/** An account holds what was deposited less what settlements took. */
async function wrongBalances(client: pg.PoolClient): Promise<Finding[]> {
  const { rows } = await client.query<BalanceRow>(
    `with deposited as (
       select person_no, sum(amount_fen) as amount from settlement.deposit group by person_no),
     paid as (
       select m.account_id as person_no, sum(m.paid_fen) as amount
         from settlement.settlement s
        cross join json_to_recordset(s.movements) as m (account_id text, paid_fen bigint)
        group by 1)
     select p.person_no, p.balance_fen as kept_fen,
            (coalesce(d.amount, 0) - coalesce(paid.amount, 0))::bigint as expected_fen
       from people.person_state p
       left join deposited d using (person_no) left join paid using (person_no)
      where p.balance_fen <> coalesce(d.amount, 0) - coalesce(paid.amount, 0)
      order by 1 limit $1`,
    [MOST_FINDINGS],
  );
  return rows.map((row) => balanceFinding(row, "SETTLEMENT-BALANCE-WRONG", "入账减去账户支付"));
}

/** The journal's view of every account is the same. */
async function wrongSubsidiary(client: pg.PoolClient, region: Region): Promise<Finding[]> {
  const { rows } = await client.query<BalanceRow>(
    `with posted as (
       select e.person_no, -sum(p.amount_fen) as amount
         from ledger.entry e
        cross join unnest(e.account_nos, e.amounts_fen) as p (account_no, amount_fen)
         join ledger.account a using (account_no)
        where a.region = $2 and a.pool = $3 and a.class in ('income', 'expense', 'net-asset')
          and e.person_no <> 'FUND'
        group by e.person_no)
     select coalesce(p.person_no, posted.person_no) as person_no,
            coalesce(p.balance_fen, 0) as kept_fen,
            coalesce(posted.amount, 0)::bigint as expected_fen
       from people.person_state p full join posted using (person_no)
      where coalesce(p.balance_fen, 0) <> coalesce(posted.amount, 0)
      order by 1 limit $1`,
    [MOST_FINDINGS, region.code, accountFund(region.funds).pool],
  );
  return rows.map((row) => balanceFinding(row, "SETTLEMENT-SUBSIDIARY-WRONG", "总账明细"));
}

interface BalanceRow {
  readonly person_no: string;
  readonly kept_fen: Fen;
  readonly expected_fen: Fen;
}

function balanceFinding(row: BalanceRow, code: string, against: string): Finding {
  const kept = yuanFromFen(row.kept_fen);
  return {
    code,
    where: `人员 ${row.person_no}`,
    message:
      `人员 ${row.person_no} 的个人账户余额是 ${kept} 元，` +
      `${against}是 ${yuanFromFen(row.expected_fen)} 元`,
    detail: { ...row },
  };
}

/**
 * What the journal says each pool owes for a settlement (with its adjustments and reversal) is
 * what the settlement in force says that its funds and accounts pay: nothing once reversed. For a
 * manual claim the person is owed, for all others the institution.
 */
async function wrongPostings(client: pg.PoolClient, region: Region): Promise<Finding[]> {
  const funds = [...region.funds.values()];
  const { rows } = await client.query<{
    settlement_id: number;
    pool: string;
    expected_fen: Fen;
    posted_fen: Fen;
  }>(
    `with part as (
       select settlement_id, coalesce(corrects_settlement_id, settlement_id) as original, kind,
              person_version, split, account_fen,
              case when starts_with(institution_code, $8) then $7 else $6 end as payable
         from settlement.settlement where region = $2),
     last as (
       select distinct on (original) original, kind, split from part
        order by original, person_version desc, settlement_id desc),
     expected as (
       select original, pool, sum(amount) as amount from (
         select last.original, fund.pool, paid.paid_fen as amount
           from last
          cross join json_to_recordset(last.split -> 'payments')
             as paid (fund text, paid_fen bigint)
           join unnest($3::text[], $4::text[]) as fund (fund, pool) on fund.fund = paid.fund
          where last.kind <> 'reversal'
         union all
         select original, $5::text, account_fen from part) as one
        group by original, pool having sum(amount) <> 0),
     posted as (
       select part.original, a.pool, -sum(p.amount_fen) as amount
         from ledger.entry e join part using (settlement_id)
        cross join unnest(e.account_nos, e.amounts_fen) as p (account_no, amount_fen)
         join ledger.account a using (account_no)
        where a.code = part.payable
        group by part.original, a.pool having sum(p.amount_fen) <> 0)
     select original as settlement_id, pool, coalesce(expected.amount, 0)::bigint as expected_fen,
            coalesce(posted.amount, 0)::bigint as posted_fen
       from expected full join posted using (original, pool)
      where expected.amount is distinct from posted.amount
      order by 1, 2 limit $1`,
    [
      MOST_FINDINGS,
      region.code,
      funds.map((fund) => fund.fund),
      funds.map((fund) => fund.pool),
      accountFund(region.funds).pool,
      ACCOUNT_CODES.payableToInstitutions,
      ACCOUNT_CODES.payableToPersons,
      agencyCode(""),
    ],
  );
  return rows.map((row) => ({
    code: "SETTLEMENT-POSTING-WRONG",
    where: `结算 ${row.settlement_id}`,
    message:
      `结算 ${row.settlement_id} 应由基金 ${row.pool} 支付 ${yuanFromFen(row.expected_fen)} 元，` +
      `总账记的是 ${yuanFromFen(row.posted_fen)} 元`,
    detail: row,
  }));
}

/** What persons were paid is what the journal says. */
async function wrongClaimPayments(client: pg.PoolClient, region: Region): Promise<Finding[]> {
  const { rows } = await client.query<{
    person_no: string;
    entry_no: number;
    paid_fen: Fen;
    posted_fen: Fen;
  }>(
    `with paid as (
       select person_no, p.entry_no, sum(p.amount_fen) as amount
         from settlement.claim_payment p
         join settlement.settlement s using (person_no, settlement_id)
        where s.region = $2 group by 1, 2),
     posted as (
       select e.person_no, e.entry_no, sum(p.amount_fen) as amount
         from ledger.entry e
        cross join unnest(e.account_nos, e.amounts_fen) as p (account_no, amount_fen)
         join ledger.account a using (account_no)
        where e.kind = 'claim-payment' and e.region = $2 and a.code = $3 group by 1, 2)
     select person_no, entry_no, coalesce(paid.amount, 0)::bigint as paid_fen,
            coalesce(posted.amount, 0)::bigint as posted_fen
       from paid full join posted using (person_no, entry_no)
      where paid.amount is distinct from posted.amount
      order by 2 limit $1`,
    [MOST_FINDINGS, region.code, ACCOUNT_CODES.payableToPersons],
  );
  return rows.map((row) => ({
    code: "SETTLEMENT-PAYMENT-WRONG",
    where: `分录 ${row.entry_no}`,
    message:
      `分录 ${row.entry_no} 拨付人员 ${row.person_no} ${yuanFromFen(row.posted_fen)} 元，` +
      `拨付登记是 ${yuanFromFen(row.paid_fen)} 元`,
    detail: row,
  }));
}

/** An entry about a settlement carries the hash of that settlement's content. */
async function strangeEvidence(client: pg.PoolClient, region: Region): Promise<Finding[]> {
  const { rows } = await client.query<{
    entry_no: number;
    settlement_id: number;
    exists: boolean;
  }>(
    `select e.entry_no, e.settlement_id, s.settlement_id is not null as exists
       from ledger.entry e
       left join settlement.settlement s using (settlement_id)
      where e.settlement_id is not null and e.region = $2
        and e.evidence_hash is distinct from s.content_hash
      order by 1 limit $1`,
    [MOST_FINDINGS, region.code],
  );
  return rows.map((row) => ({
    code: "SETTLEMENT-EVIDENCE-WRONG",
    where: `分录 ${row.entry_no}`,
    message: row.exists
      ? `分录 ${row.entry_no} 的凭据与结算 ${row.settlement_id} 的内容不符`
      : `分录 ${row.entry_no} 所指的结算 ${row.settlement_id} 不存在`,
    detail: row,
  }));
}

/** A reversal takes back exactly what the settlement and its adjustments had done. */
async function wrongReversals(client: pg.PoolClient, region: Region): Promise<Finding[]> {
  const { rows } = await client.query<{ person_no: string; settlement_id: number }>(
    `with part as (
       select person_no, coalesce(corrects_settlement_id, settlement_id) as original, kind,
              total_fen, fund_fen, account_fen, cash_fen, deductible_fen, moves
         from settlement.settlement where region = $2),
     reversed as (
       select person_no, original from part where kind = 'reversal'),
     amounts as (
       select person_no, original from part join reversed using (person_no, original)
        group by person_no, original
       having count(*) filter (where kind = 'settlement') <> 1 or sum(total_fen) <> 0
           or sum(fund_fen) <> 0 or sum(account_fen) <> 0 or sum(cash_fen) <> 0
           or sum(deductible_fen) <> 0),
     moved as (
       select person_no, original
         from part join reversed using (person_no, original)
        cross join json_to_recordset(moves) as m (year text, accumulator text, amount bigint)
        group by person_no, original, m.year, m.accumulator having sum(m.amount) <> 0)
     select person_no, original as settlement_id
       from (select * from amounts union select * from moved) as wrong
      order by 2 limit $1`,
    [MOST_FINDINGS, region.code],
  );
  return rows.map((row) => ({
    code: "SETTLEMENT-REVERSAL-WRONG",
    where: `结算 ${row.settlement_id}`,
    message: `结算 ${row.settlement_id} 的撤销记录与原结算不能抵平`,
    detail: row,
  }));
}

/** Each settlement answers a message, and each receipt of a settlement points to one. */
async function strangeReceipts(client: pg.PoolClient, region: Region): Promise<Finding[]> {
  const { rows } = await client.query<{
    institution_code: string;
    message_id: string;
    settlement_id: number;
    has_receipt: boolean;
  }>(
    `select institution_code, message_id, coalesce(r.settlement_id, s.settlement_id)
              as settlement_id, r.message_id is not null as has_receipt
       from (select institution_code, message_id, settlement_id
               from settlement.receipt where settlement_id is not null) as r
       full join (select institution_code, message_id, settlement_id, region
                    from settlement.settlement where kind <> 'adjustment') as s
            using (institution_code, message_id, settlement_id)
      where (r.message_id is null and s.region = $2) or s.message_id is null
      order by 3 limit $1`,
    [MOST_FINDINGS, region.code],
  );
  return rows.map((row) => ({
    code: "SETTLEMENT-RECEIPT-WRONG",
    where: `报文 ${row.message_id}`,
    message: row.has_receipt
      ? `报文 ${row.message_id} 的回执所指的结算 ${row.settlement_id} 不存在`
      : `结算 ${row.settlement_id} 没有报文 ${row.message_id} 的回执`,
    detail: row,
  }));
}

/** Settled lines belong to a settlement in force, whose total is theirs (identity 6). */
async function strangeBatches(client: pg.PoolClient, region: Region): Promise<Finding[]> {
  const { rows } = await client.query<{ settlement_id: number; total_fen: Fen; lines_fen: Fen }>(
    `with settled as (
       select b.person_no, b.settlement_id, sum((line ->> 0)::bigint)::bigint as lines_fen
         from settlement.charge_batch b cross join json_array_elements(b.lines -> 'rows') as line
        where b.settlement_id is not null group by 1, 2),
     in_force as (
       select s.person_no, s.settlement_id, s.total_fen from settlement.settlement s
        where s.kind = 'settlement' and s.region = $2
          and not exists (select from settlement.settlement r
                where r.person_no = s.person_no and r.kind = 'reversal'
                  and r.corrects_settlement_id = s.settlement_id))
     select settlement_id, coalesce(total_fen, 0) as total_fen,
            coalesce(lines_fen, 0) as lines_fen
       from settled full join in_force using (person_no, settlement_id)
      where lines_fen is distinct from total_fen order by 1 limit $1`,
    [MOST_FINDINGS, region.code],
  );
  return rows.map((row) => ({
    code: "SETTLEMENT-LINES-WRONG",
    where: `结算 ${row.settlement_id}`,
    message:
      `结算 ${row.settlement_id} 有效金额 ${yuanFromFen(row.total_fen)} 元，` +
      `所属费用明细合计 ${yuanFromFen(row.lines_fen)} 元`,
    detail: row,
  }));
}
