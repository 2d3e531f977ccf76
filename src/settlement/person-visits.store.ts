import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import { agencyCode } from "./agency-code.ts";
import type { VisitKind, VisitState } from "./visit.ts";

/** A person's visits with what was settled of them, page by page. */

/** A settlement is in force, was recalculated by a later adjustment, or was taken back. */
export type StandingState = "open" | "in-force" | "adjusted" | "reversed" | "cancelled";

/** A visit; one that was settled in parts has a row for each. Amounts have adjustments in them. */
export interface PersonVisitRow {
  readonly visit_id: number;
  /** Null while nothing was settled. */
  readonly settlement_id: number | null;
  readonly institution_code: string;
  /** Of a manual claim, as its papers name it; null for institutions of the register. */
  readonly claimed_institution: string | null;
  readonly kind: VisitKind;
  readonly visit_state: VisitState;
  readonly visit_type: string | null;
  readonly insutype: string;
  readonly begin_at: string;
  readonly end_at: string | null;
  readonly settled_at: string | null;
  readonly interim: boolean;
  readonly state: StandingState;
  readonly total_fen: Fen | null;
  readonly fund_fen: Fen | null;
  readonly account_fen: Fen | null;
  readonly cash_fen: Fen | null;
}

export interface PersonVisitsFilter {
  readonly person_no: string;
  readonly state: StandingState | null;
  readonly institution_code: string | null;
  /** Days on which the visit began, both included. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly order: "begin_at" | "settled_at" | "total_fen" | "fund_fen" | "cash_fen";
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

const AMOUNTS = ["total_fen", "fund_fen", "account_fen", "cash_fen"]
  .map((name) => `(s.${name} + coalesce(c.${name}, 0))::bigint as ${name}`)
  .join(", ");
const CORRECTED = ["total_fen", "fund_fen", "account_fen", "cash_fen"]
  .map((name) => `sum(a.${name}) filter (where a.kind = 'adjustment') as ${name}`)
  .join(", ");

/** Every visit that is not narrowed away, the latest first unless asked otherwise. */
export async function readPersonVisits(
  from: Runner,
  filter: PersonVisitsFilter,
): Promise<{ readonly rows: readonly PersonVisitRow[]; readonly total: number }> {
  const direction = filter.descending ? "desc" : "asc";
  const { rows } = await from.query<PersonVisitRow & { total: number }>(
    `select found.*, count(*) over () as total from (
       select v.visit_id, s.settlement_id, v.institution_code,
              case when v.kind = 'claim' then s.request->'institution'->>'name' end
                as claimed_institution,
              v.kind, v.state as visit_state,
              coalesce(s.visit_type, v.visit_type) as visit_type,
              coalesce(s.insutype, v.insutype) as insutype,
              v.begin_at::text as begin_at, v.end_at::text as end_at,
              s.settled_at::text as settled_at, coalesce(s.interim, false) as interim,
              case when s.settlement_id is null
                   then case v.state when 'cancelled' then 'cancelled' else 'open' end
                   when c.is_reversed then 'reversed'
                   when c.total_fen is not null then 'adjusted' else 'in-force' end as state,
              ${AMOUNTS}
         from settlement.visit v
         left join settlement.settlement s on s.person_no = v.person_no
          and s.visit_id = v.visit_id and s.kind = 'settlement'
         left join lateral (
           select bool_or(a.kind = 'reversal') as is_reversed, ${CORRECTED}
             from settlement.settlement a
            where a.person_no = s.person_no and a.corrects_settlement_id = s.settlement_id
         ) c on true
        where v.person_no = $1 and ($2::text is null or v.institution_code = $2)
          and ($3::date is null or v.begin_at >= $3::date)
          and ($4::date is null or v.begin_at < $4::date + 1)) found
      where ($5::text is null or state = $5)
      order by ${filter.order} ${direction} nulls last, visit_id ${direction}, settlement_id
      offset $6 limit $7`,
    [
      filter.person_no,
      filter.institution_code,
      filter.from,
      filter.to,
      filter.state,
      filter.offset,
      filter.limit,
    ],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Enough of a settlement to lead to it. */
export interface FoundSettlement {
  readonly person_no: string;
  readonly institution_code: string;
  /** Of a manual claim, as its papers name it; null for institutions of the register. */
  readonly claimed_institution: string | null;
  readonly settled_at: string;
  readonly visit_type: string;
}

/** The settlement of a number, among those the runner may see; null when there is none. */
export async function findSettlementPerson(
  from: Runner,
  settlement_id: number,
): Promise<FoundSettlement | null> {
  const { rows } = await from.query<FoundSettlement>(
    `select person_no, institution_code, settled_at::text as settled_at, visit_type,
            case when starts_with(institution_code, $2) then request->'institution'->>'name' end
              as claimed_institution
       from settlement.settlement where settlement_id = $1 limit 1`,
    [settlement_id, agencyCode("")],
  );
  return rows[0] ?? null;
}
