import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";

/** What institutions settled, month by month. */
export interface InstitutionMonth {
  readonly institution_code: string;
  /** `2026-08`. */
  readonly month: string;
  readonly settlements: number;
  readonly reversals: number;
  readonly total_fen: Fen;
  readonly fund_fen: Fen;
  readonly account_fen: Fen;
  readonly cash_fen: Fen;
}

export interface InstitutionMonthsFilter {
  readonly institution_codes: readonly string[];
  /** Days of settling, both included. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly insutype: string | null;
}

/**
 * Sums of what the runner may see, the latest month first. Times are compared with times: under
 * row-level security an index serves no comparison of a time with a date.
 */
export async function readInstitutionMonths(
  from: Runner,
  filter: InstitutionMonthsFilter,
): Promise<readonly InstitutionMonth[]> {
  const { rows } = await from.query<InstitutionMonth>(
    `select s.institution_code, to_char(s.settled_at, 'YYYY-MM') as month,
            count(*) filter (where s.kind = 'settlement') as settlements,
            count(*) filter (where s.kind = 'reversal') as reversals,
            sum(s.total_fen)::bigint as total_fen, sum(s.fund_fen)::bigint as fund_fen,
            sum(s.account_fen)::bigint as account_fen, sum(s.cash_fen)::bigint as cash_fen
       from settlement.settlement s
      where s.institution_code = any ($1) and s.settled_at >= $2::timestamp
        and s.settled_at < ($3::date + 1)::timestamp and ($4::text is null or s.insutype = $4)
      group by 1, 2 order by 2 desc, 1`,
    [filter.institution_codes, filter.from, filter.to, filter.insutype],
  );
  return rows;
}
