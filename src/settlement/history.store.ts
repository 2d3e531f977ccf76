import type pg from "pg";
import type { CivilDate } from "../kernel/index.ts";
import { type Queryable, recordColumns } from "./load.store.ts";
import { type ReadRow, recordFrom, type SettlementRecord } from "./settlement-record.ts";

/** Reads settlements as history: whole people, many at a time, in one snapshot. */

/** Every row of several people for care since a day, by person, in the order of settling. */
export async function loadHistories(
  from: Queryable,
  person_nos: readonly string[],
  since: CivilDate,
): Promise<Map<string, SettlementRecord[]>> {
  const { rows } = await from.query<ReadRow>({
    name: "settlement-load-histories",
    text: `select ${recordColumns("true")} from settlement.settlement s
        where s.person_no = any($1::text[]) and s.care_date >= $2
        order by s.person_no, s.person_version, s.settlement_id`,
    values: [person_nos, since],
  });
  const histories = new Map<string, SettlementRecord[]>();
  for (const row of rows) {
    const of = histories.get(row.person_no);
    if (of === undefined) histories.set(row.person_no, [recordFrom(row)]);
    else of.push(recordFrom(row));
  }
  return histories;
}

/** The codes that settlements of care since a day hold. */
export interface SettledCodes {
  readonly insutypes: readonly string[];
  readonly visit_types: readonly string[];
  readonly diseases: readonly string[];
}

export async function readSettledCodes(
  from: Pick<pg.ClientBase, "query">,
  since: CivilDate,
): Promise<SettledCodes> {
  const { rows } = await from.query<{
    insutype: string;
    visit_type: string;
    disease: string | null;
  }>(
    `select distinct insutype, bill->>'visit_type' as visit_type, bill->>'disease' as disease
       from settlement.settlement where bill is not null and care_date >= $1`,
    [since],
  );
  const distinct = (codes: readonly (string | null)[]): string[] =>
    [...new Set(codes.filter((code) => code !== null))].sort();
  return {
    insutypes: distinct(rows.map((row) => row.insutype)),
    visit_types: distinct(rows.map((row) => row.visit_type)),
    diseases: distinct(rows.map((row) => row.disease)),
  };
}
