import type { Runner } from "../store/index.ts";

/** A person with what was settled for them lately. */
export interface RecentPatient {
  readonly person_no: string;
  readonly settlements: number;
}

const LOOKED_AT = 20_000;

/** People for whom funds paid most of late: whose pages have something to show. */
export async function recentPatients(from: Runner, limit: number): Promise<RecentPatient[]> {
  const { rows } = await from.query<RecentPatient>(
    `select person_no, count(*) as settlements
       from (select person_no, fund_fen from settlement.settlement where kind = 'settlement'
              order by settlement_id desc limit ${LOOKED_AT}) recent
      group by person_no order by count(*) >= 3 desc, sum(fund_fen) desc, 1 limit $1`,
    [limit],
  );
  return rows;
}
