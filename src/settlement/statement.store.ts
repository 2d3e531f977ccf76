import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import type { SettlementKind } from "./settlement-record.ts";

/** The SQL behind statements of an institution: its entries one by one, and what funds pay. */

/** One row of a statement: a settlement, a reversal or an adjustment, as it was written. */
export interface StatementRow {
  readonly person_no: string;
  readonly settlement_id: number;
  readonly visit_id: number;
  readonly kind: SettlementKind;
  readonly corrects_settlement_id: number | null;
  readonly institution_code: string;
  readonly region: string;
  readonly settled_at: string;
  readonly insutype: string;
  readonly visit_type: string;
  readonly clearing_type: string;
  readonly total_fen: Fen;
  readonly fund_fen: Fen;
  readonly account_fen: Fen;
  readonly cash_fen: Fen;
  readonly message_id: string;
  /** Of a reversal: the message named the message to be taken back, and not the settlement. */
  readonly by_message: boolean;
}

/** Days of settling, both included. */
export interface StatementDays {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export interface StatementFilter {
  readonly institution_code: string;
  /** Stretches of days that do not overlap. */
  readonly days: readonly StatementDays[];
  readonly insutype?: string | null;
  readonly clearing_type?: string | null;
  readonly region?: string | null;
}

const COLUMNS = `s.person_no, s.settlement_id, s.visit_id, s.kind, s.corrects_settlement_id,
  s.institution_code, s.region, s.settled_at::text as settled_at, s.insutype, s.visit_type,
  s.clearing_type, s.total_fen, s.fund_fen, s.account_fen, s.cash_fen, s.message_id,
  s.kind = 'reversal' and exists (select from settlement.receipt r
    where r.institution_code = s.institution_code and r.message_id = s.message_id
      and r.operation = 'reverse') as by_message`;

const OF_PERIOD = `s.institution_code = $1 and s.settled_at >= $2::date
  and s.settled_at < $3::date + 1 and ($4::text is null or s.insutype = $4)
  and ($5::text is null or s.clearing_type = $5) and ($6::text is null or s.region = $6)
  and exists (select from unnest($7::date[], $8::date[]) as d (from_day, to_day)
    where s.settled_at >= d.from_day and s.settled_at < d.to_day + 1)`;

/** Values of $1 to $8. The whole stretch stands beside its parts because the index follows it. */
function valuesOf(filter: StatementFilter): unknown[] {
  const { institution_code, days, insutype, clearing_type, region } = filter;
  const starts = days.map(({ from }) => from).sort();
  const ends = days.map(({ to }) => to).sort();
  return [
    institution_code,
    starts[0] ?? null,
    ends.at(-1) ?? null,
    insutype ?? null,
    clearing_type ?? null,
    region ?? null,
    days.map(({ from }) => from),
    days.map(({ to }) => to),
  ];
}

const ROWS_AT_ONCE = 2_000;

/**
 * Every row of an institution's period in the order of settling, at most `rows_max`: of one moment,
 * and some thousands at once, so that others are served while a large month is read.
 */
export async function readStatement(
  store: Store,
  filter: StatementFilter,
  rows_max: number,
): Promise<StatementRow[]> {
  const client = await store.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    // All rows will be fetched: no plan that is only fast with its first.
    await client.query("set local cursor_tuple_fraction = 1");
    await client.query(
      `declare statement no scroll cursor for
        select ${COLUMNS} from settlement.settlement s where ${OF_PERIOD}
         order by s.settled_at, s.settlement_id limit $9`,
      [...valuesOf(filter), rows_max],
    );
    const all: StatementRow[] = [];
    for (;;) {
      const { rows } = await client.query<StatementRow>(`fetch ${ROWS_AT_ONCE} from statement`);
      for (const row of rows) all.push(row);
      if (rows.length < ROWS_AT_ONCE) break;
    }
    await client.query("commit");
    client.release();
    return all;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

/**
 * The rows of settlements named by person and id, of whatever institution and day, with their
 * reversals and adjustments. The id of one of those leads to all. In the order of settling within
 * some thousands of keys.
 */
export async function findStatementRows(
  store: Store,
  keys: readonly SettlementKey[],
): Promise<StatementRow[]> {
  const found = new Map<number, StatementRow>();
  for (const some of portionsOf(keys)) {
    const { rows } = await store.query<StatementRow>(
      `with named as (
          select distinct s.person_no, coalesce(s.corrects_settlement_id, s.settlement_id) as base
            from unnest($1::text[], $2::bigint[]) as k (person_no, settlement_id)
            join settlement.settlement s using (person_no, settlement_id))
       select ${COLUMNS} from named n
         join settlement.settlement s on s.person_no = n.person_no
          and coalesce(s.corrects_settlement_id, s.settlement_id) = n.base
        order by s.settled_at, s.settlement_id`,
      [some.map(({ person_no }) => person_no), some.map(({ settlement_id }) => settlement_id)],
    );
    for (const row of rows) found.set(row.settlement_id, row);
  }
  return [...found.values()];
}

interface SettlementKey {
  readonly person_no: string;
  readonly settlement_id: number;
}

const KEYS_AT_ONCE = 5_000;

/** A list of hundreds of thousands is no parameter: to write it down keeps everybody waiting. */
function* portionsOf(keys: readonly SettlementKey[]): Generator<readonly SettlementKey[]> {
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    yield keys.slice(from, from + KEYS_AT_ONCE);
  }
}

/** An entry with what claims say of its person and visit. */
export interface ClaimRow extends Omit<StatementRow, "by_message"> {
  /** Of the enrolment on the day that decided. */
  readonly person_type: string;
  readonly insured_region: string;
  readonly employer_name: string;
  /** The institution's own number of the visit. */
  readonly own_number: string;
}

/** A page of an institution's entries in the order of settling, and how many there are. */
export async function readClaimRows(
  from: Runner,
  filter: StatementFilter,
  page: StatementPage,
): Promise<{ readonly rows: ClaimRow[]; readonly count: number }> {
  const values = valuesOf(filter);
  const { rows } = await from.query<ClaimRow>(
    `select ${COLUMNS}, o.request->'enrolment'->>'person_type' as person_type,
              o.request->'enrolment'->>'insured_region' as insured_region,
              o.request->'enrolment'->>'employer_name' as employer_name, v.own_number
         from (select * from settlement.settlement s where ${OF_PERIOD}
                order by s.settled_at, s.settlement_id offset $9 limit $10) s
         join settlement.settlement o on o.person_no = s.person_no
          and o.settlement_id = coalesce(s.corrects_settlement_id, s.settlement_id)
         join settlement.visit v on v.person_no = s.person_no and v.visit_id = s.visit_id
        order by s.settled_at, s.settlement_id`,
    [...values, page.offset, page.limit],
  );
  const counted = await from.query<{ count: number }>(
    `select count(*) as count from settlement.settlement s where ${OF_PERIOD}`,
    values,
  );
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

export interface StatementPage {
  readonly offset: number;
  readonly limit: number;
}

/** What one fund paid, or (of a reversal) took back, for a row of a statement. */
export interface FundStatementRow {
  readonly settlement_id: number;
  readonly visit_id: number;
  readonly person_no: string;
  readonly settled_at: string;
  readonly insutype: string;
  readonly visit_type: string;
  readonly clearing_type: string;
  /** As on the day that decided; of the person's enrolment. */
  readonly person_type: string;
  readonly total_fen: Fen;
  /** Dictionary fund_pay_type. */
  readonly fund: string;
  readonly paid_fen: Fen;
}

/**
 * What each fund paid in a period, one row an entry and fund; personal accounts come under
 * `account_fund`. A row counts as its own split less the one that was in force before it: so the
 * rows of a settlement, its adjustments and its reversal add up to what is in force.
 */
const FUND_ROWS = `
  select s.settlement_id, s.visit_id, s.person_no, s.settled_at, s.insutype, s.visit_type,
         s.clearing_type, o.request->'enrolment'->>'person_type' as person_type, s.total_fen,
         f.fund, f.paid_fen
    from settlement.settlement s
    join settlement.settlement o on o.person_no = s.person_no
     and o.settlement_id = coalesce(s.corrects_settlement_id, s.settlement_id)
    left join lateral (
      select b.split from settlement.settlement b
       where s.kind <> 'settlement' and b.person_no = s.person_no
         and coalesce(b.corrects_settlement_id, b.settlement_id) = o.settlement_id
         and b.kind <> 'reversal' and b.settlement_id <> s.settlement_id
         and b.person_version <= s.person_version
       order by b.person_version desc, b.settlement_id desc limit 1) before on true
    cross join lateral (
      select fund, sum(paid)::bigint as paid_fen from (
        select p->>'fund' as fund, (p->>'paid_fen')::bigint as paid
          from json_array_elements(s.split->'payments') p where s.kind <> 'reversal'
        union all
        select p->>'fund', -(p->>'paid_fen')::bigint
          from json_array_elements(before.split->'payments') p
        union all
        select $9, s.account_fen where s.account_fen <> 0) parts
      group by fund having sum(paid) <> 0) f
   where ${OF_PERIOD}`;

/** Rows of funds, in the order of settling; a page of them. */
export async function readFundStatement(
  store: Store,
  filter: StatementFilter,
  account_fund: string,
  page: StatementPage,
): Promise<{ readonly rows: FundStatementRow[]; readonly count: number }> {
  const values = [...valuesOf(filter), account_fund];
  const [{ rows }, counted] = await Promise.all([
    store.query<FundStatementRow>(
      `select f.*, f.settled_at::text as settled_at from (${FUND_ROWS}) f
        order by f.settled_at, f.settlement_id, f.fund offset $10 limit $11`,
      [...values, page.offset, page.limit],
    ),
    store.query<{ count: number }>(`select count(*) as count from (${FUND_ROWS}) f`, values),
  ]);
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** What each fund paid in a period by visit type, scheme and person type. */
export interface FundTotal {
  readonly clearing_type: string;
  readonly visit_type: string;
  readonly insutype: string;
  readonly person_type: string;
  readonly fund: string;
  readonly paid_fen: Fen;
}

export async function readFundTotals(
  from: Runner,
  filter: StatementFilter,
  account_fund: string,
  visit_id: number | null,
): Promise<FundTotal[]> {
  const { rows } = await from.query<FundTotal>(
    `select clearing_type, visit_type, insutype, person_type, fund,
            sum(paid_fen)::bigint as paid_fen
       from (${FUND_ROWS} and ($10::bigint is null or s.visit_id = $10)) f
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5 limit 10000`,
    [...valuesOf(filter), account_fund, visit_id],
  );
  return rows;
}

/** Sums of an institution by visit type. */
export interface VisitTypeTotal {
  readonly visit_type: string;
  readonly total_fen: Fen;
  readonly fund_fen: Fen;
  readonly account_fen: Fen;
}

export async function readVisitTypeTotals(
  store: Store,
  filter: StatementFilter,
): Promise<VisitTypeTotal[]> {
  const { rows } = await store.query<VisitTypeTotal>(
    `select s.visit_type, sum(s.total_fen)::bigint as total_fen,
            sum(s.fund_fen)::bigint as fund_fen, sum(s.account_fen)::bigint as account_fen
       from settlement.settlement s where ${OF_PERIOD} group by 1 order by 1 limit 1000`,
    valuesOf(filter),
  );
  return rows;
}

/** Sums of an institution's period with everything that a clearing application states. */
export interface ClearingTotals {
  readonly settlements: number;
  readonly reversals: number;
  readonly total_fen: Fen;
  readonly fund_fen: Fen;
  readonly account_fen: Fen;
  readonly cash_fen: Fen;
}

export async function readClearingTotals(
  from: Pick<Store, "query">,
  filter: StatementFilter,
): Promise<ClearingTotals> {
  const { rows } = await from.query<ClearingTotals>(
    `select count(*) filter (where s.kind = 'settlement') as settlements,
            count(*) filter (where s.kind = 'reversal') as reversals,
            coalesce(sum(s.total_fen), 0)::bigint as total_fen,
            coalesce(sum(s.fund_fen), 0)::bigint as fund_fen,
            coalesce(sum(s.account_fen), 0)::bigint as account_fen,
            coalesce(sum(s.cash_fen), 0)::bigint as cash_fen
       from settlement.settlement s where ${OF_PERIOD}`,
    valuesOf(filter),
  );
  return rows[0] as ClearingTotals;
}

/** More are counted in several stretches of time. */
export const COUNTED_MAX = 300_000;

export interface CountFilter {
  readonly institution_code: string;
  /** Times of settling, both included. */
  readonly from: string;
  readonly to: string;
  readonly visit_types: readonly string[];
  /** Whether settlements that were taken back count as well. */
  readonly with_reversed: boolean;
}

/** How many settlements there are, and how many of them are among those named, each once. */
export async function countSettlements(
  store: Store,
  filter: CountFilter,
  among: readonly SettlementKey[],
): Promise<{ readonly all: number; readonly among: number }> {
  const all = await store.query<{ count: number }>(
    `select count(*) as count from settlement.settlement s where ${COUNTED}`,
    countValues(filter),
  );
  let named = 0;
  for (const some of portionsOf(among)) {
    const { rows } = await store.query<{ count: number }>(
      `with named as materialized (
          select person_no, settlement_id from unnest($6::text[], $7::bigint[])
            as k (person_no, settlement_id))
       select count(*) as count from named
         join settlement.settlement s using (person_no, settlement_id) where ${COUNTED}`,
      [
        ...countValues(filter),
        some.map(({ person_no }) => person_no),
        some.map(({ settlement_id }) => settlement_id),
      ],
    );
    named += rows[0]?.count ?? 0;
  }
  return { all: all.rows[0]?.count ?? 0, among: named };
}

const COUNTED = `s.institution_code = $1 and s.kind = 'settlement' and s.settled_at >= $2::timestamp
  and s.settled_at <= $3::timestamp and s.visit_type = any($4::text[])
  and ($5::boolean or not exists (select from settlement.settlement r
    where r.person_no = s.person_no and r.kind = 'reversal'
      and r.corrects_settlement_id = s.settlement_id))`;

function countValues(filter: CountFilter): unknown[] {
  const { institution_code, from, to, visit_types, with_reversed } = filter;
  return [institution_code, from, to, visit_types, with_reversed];
}
