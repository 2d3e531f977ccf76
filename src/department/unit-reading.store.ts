import type { CivilDate } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { UnitKind } from "./line.ts";

/** A unit as it is now, with the years it has books of. */
export interface UnitYears {
  readonly unit_code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parent_code: string | null;
  readonly region: string;
  readonly valid_from: CivilDate;
  /** The latest first; empty before the first budget is put forward. */
  readonly years: readonly number[];
  readonly closed_years: readonly number[];
}

export async function listUnits(runner: Runner): Promise<readonly UnitYears[]> {
  const { rows } = await runner.query<UnitYears>(
    `select distinct on (unit.unit_code) unit.unit_code, name, kind, parent_code, region,
            valid_from,
            array(select distinct year from department.document d
                   where d.unit_code = unit.unit_code order by year desc) as years,
            array(select d.year from department.document d
                   where d.unit_code = unit.unit_code and d.kind = 'closing' order by year)
              as closed_years
       from department.unit order by unit.unit_code, valid_from desc`,
  );
  return rows;
}
