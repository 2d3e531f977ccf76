import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { Outcome, RuleId } from "./audit-finding.ts";

/** Findings counted: what is found most, where, and when. */

export interface FindingDays {
  /** Audited on these days, both included, China Standard Time. */
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export interface FindingCount {
  readonly outcome: Outcome;
  readonly findings: number;
  /** Of each finding by itself: a line that several rules found counts in each. */
  readonly amount_fen: Fen;
  /** How many of them the office has confirmed, by its latest judgement. */
  readonly confirmed: number;
}

export interface FindingPicture {
  readonly rules: readonly (FindingCount & { readonly rule: RuleId })[];
  readonly institutions: readonly (FindingCount & { readonly institution_code: string })[];
  readonly days: readonly (FindingCount & { readonly day: CivilDate })[];
}

interface CountedRow extends FindingCount {
  readonly rule: RuleId | null;
  readonly institution_code: string | null;
  readonly day: CivilDate | null;
}

/** In one reading of the days: each finding counts under its rule, its institution and its day. */
export async function readFindingPicture(
  runner: Runner,
  { from, to }: FindingDays,
): Promise<FindingPicture> {
  const { rows } = await runner.query<CountedRow>(
    `with judged as (select distinct on (person_no, result_no) person_no, result_no, decision
       from supervision.judgement order by person_no, result_no, judgement_no desc),
     found as (select r.*, (r.audited_at at time zone 'Asia/Shanghai')::date as day
       from supervision.audit_result r
       where r.audited_at >= $1::date::timestamp at time zone 'Asia/Shanghai'
         and r.audited_at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai')
     select rule, institution_code, day, outcome, count(*) as findings,
       coalesce(sum(amount_fen), 0)::bigint as amount_fen,
       count(*) filter (where decision = 'confirmed') as confirmed
     from found left join judged using (person_no, result_no)
     group by grouping sets ((rule, outcome), (institution_code, outcome), (day, outcome))
     order by rule, institution_code, day, outcome`,
    [from, to],
  );
  return {
    rules: rows.flatMap(({ rule, ...one }) => (rule === null ? [] : { ...one, rule })),
    institutions: rows.flatMap(({ institution_code, ...one }) =>
      institution_code === null ? [] : { ...one, institution_code },
    ),
    days: rows.flatMap(({ day, ...one }) => (day === null ? [] : { ...one, day })),
  };
}

/** An institution's own code that was ordered at a price above the ceiling. */
export interface Overpriced {
  readonly institution_code: string;
  readonly own_code: string;
  readonly item_code: string;
  /** The highest that was found. */
  readonly price_micro_yuan: number;
}

/** Since a day, by what audits of prices found; the most lately audited first. */
export async function readOverpriced(
  runner: Runner,
  since: CivilDate,
  limit: number,
): Promise<readonly Overpriced[]> {
  const { rows } = await runner.query<Overpriced>(
    `select r.institution_code, line -> 'item' ->> 'own_code' as own_code,
       line -> 'item' ->> 'item_code' as item_code,
       max((line -> 'item' ->> 'price_micro_yuan')::bigint) as price_micro_yuan
     from supervision.audit_result r, jsonb_array_elements(r.lines) line
     where r.rule = 'ITEM-PRICE' and line ->> 'role' = 'offending' and line ? 'item'
       and r.audited_at >= $1::date::timestamp at time zone 'Asia/Shanghai'
     group by 1, 2, 3 order by max(r.audited_at) desc limit $2`,
    [since, limit],
  );
  return rows;
}
