import type pg from "pg";
import type { Store } from "../store/index.ts";
import { isAgencyCode } from "./agency-code.ts";
import type { FollowedSettlement, FollowOptions } from "./follow.store.ts";

/**
 * What happened to an institution's settlements, in order and numbered from 1 without gaps: its
 * own settlements and cancellations, and the differences that the cancellation of another bill
 * of the same person brought, of which no answer of the interface tells it.
 */

export interface InstitutionEvent extends FollowedSettlement {
  readonly event_no: number;
  /**
   * Of an adjustment, the cancelled settlement that caused it. It may be another institution's,
   * whose settlements are none of this one's business: then it is null.
   */
  readonly caused_by_settlement_id: number | null;
}

export interface EventsFilter {
  readonly institution_code: string;
  /** The last event number already known; 0 for all. */
  readonly after: number;
  readonly limit: number;
}

/** The consumer that numbers events; see `followSettlements`. */
export const INSTITUTION_EVENTS: FollowOptions = {
  consumer: "institution-events",
  apply: appendEvents,
};

async function appendEvents(
  client: pg.PoolClient,
  followed: readonly FollowedSettlement[],
): Promise<void> {
  // A manual claim is none of an institution's.
  const settlements = followed.filter((one) => !isAgencyCode(one.institution_code));
  await client.query(
    `with followed as (
       select * from unnest($1::text[], $2::text[], $3::bigint[]) with ordinality
         as f (institution_code, person_no, settlement_id, place)),
     known as (
       select institution_code, coalesce((
                select event_no from settlement.institution_event e
                 where e.institution_code = i.institution_code
                 order by event_no desc limit 1), 0) as last_no
         from (select distinct institution_code from followed) as i)
     insert into settlement.institution_event
            (institution_code, event_no, person_no, settlement_id)
     select institution_code,
            last_no + row_number() over (partition by institution_code order by place),
            person_no, settlement_id
       from followed join known using (institution_code)`,
    [
      settlements.map(({ institution_code }) => institution_code),
      settlements.map(({ person_no }) => person_no),
      settlements.map(({ settlement_id }) => settlement_id),
    ],
  );
}

/** The next events of an institution, in their order. */
export async function readInstitutionEvents(
  store: Store,
  { institution_code, after, limit }: EventsFilter,
): Promise<InstitutionEvent[]> {
  const { rows } = await store.query<InstitutionEvent>(
    `select e.event_no, s.person_no, s.settlement_id, s.kind, s.corrects_settlement_id,
            s.visit_id, s.institution_code, s.region, s.settled_at::text as settled_at,
            s.care_date, s.insutype, s.visit_type, s.clearing_type, s.total_fen, s.fund_fen,
            s.account_fen, s.cash_fen, s.deductible_fen, s.message_id,
            (select r.corrects_settlement_id from settlement.settlement r
              where s.kind = 'adjustment' and r.person_no = s.person_no and r.kind = 'reversal'
                and r.person_version = s.person_version
                and r.institution_code = s.institution_code) as caused_by_settlement_id
       from settlement.institution_event e
       join settlement.settlement s using (person_no, settlement_id)
      where e.institution_code = $1 and e.event_no > $2
      order by e.event_no limit $3`,
    [institution_code, after, limit],
  );
  return rows;
}
