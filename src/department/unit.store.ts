import type pg from "pg";
import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import { type Act, assertGiven } from "./act.ts";
import { type Books, lockName, once } from "./books.store.ts";
import { UNIT_KINDS, type UnitKind } from "./line.ts";

/** 预算单位: a fact of a period. */
export interface Unit {
  readonly unit_code: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  readonly name: string;
  readonly kind: UnitKind;
  /** The department above it; null for the department itself. */
  readonly parent_code: string | null;
  /** Insurance region whose ledger its book is in. */
  readonly region: string;
}

const UNIT_CODE = /^[0-9A-Za-z]{3,20}$/;

/**
 * Registers a unit from a day on, until further notice; an earlier state of it ends there.
 * @throws YibaoError DEPARTMENT-UNIT-CODE | -UNIT-KIND | -UNIT-PERIOD | -VALUE-MISSING
 */
export async function registerUnit(
  books: Books,
  act: Act,
  unit: Omit<Unit, "valid_to">,
): Promise<{ readonly unit_code: string }> {
  const { unit_code, valid_from, kind } = unit;
  if (!UNIT_CODE.test(unit_code)) {
    throw new YibaoError("DEPARTMENT-UNIT-CODE", { unit_code });
  }
  if (!Object.hasOwn(UNIT_KINDS, kind)) {
    const allowed = Object.keys(UNIT_KINDS).join("、");
    throw new YibaoError("DEPARTMENT-UNIT-KIND", { kind, allowed });
  }
  assertGiven("单位名称", unit.name);
  return once(books, "unit", act, unit, async (client) => {
    await lockName(client, `department unit ${unit_code}`);
    await writeUnit(client, act, unit, valid_from);
    return { unit_code };
  });
}

/** The state before is not rewritten: a row is only added, and holds until the next begins. */
async function writeUnit(
  client: pg.PoolClient,
  act: Act,
  unit: Omit<Unit, "valid_to">,
  valid_from: CivilDate,
): Promise<void> {
  const last = await client.query<{ valid_from: CivilDate }>(
    `select valid_from from department.unit where unit_code = $1
      order by valid_from desc limit 1`,
    [unit.unit_code],
  );
  const since = last.rows[0]?.valid_from;
  if (since !== undefined && valid_from <= since) {
    const details = { unit_code: unit.unit_code, valid_from, since };
    throw new YibaoError("DEPARTMENT-UNIT-PERIOD", details);
  }
  await client.query(
    `insert into department.unit (unit_code, valid_from, name, kind, parent_code, region,
       request_id) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      unit.unit_code,
      valid_from,
      unit.name,
      unit.kind,
      unit.parent_code,
      unit.region,
      act.request_id,
    ],
  );
}

/** The unit as it was on a day. @throws YibaoError DEPARTMENT-UNIT-UNKNOWN */
export async function unitOn(runner: Runner, unit_code: string, day: CivilDate): Promise<Unit> {
  const { rows } = await runner.query<Unit>(
    `select unit_code, valid_from, name, kind, parent_code, region,
            (select min(later.valid_from) from department.unit later
              where later.unit_code = unit.unit_code and later.valid_from > unit.valid_from)
              as valid_to
       from department.unit
      where unit_code = $1 and valid_from <= $2 order by valid_from desc limit 1`,
    [unit_code, day],
  );
  const [unit] = rows;
  if (unit === undefined) throw new YibaoError("DEPARTMENT-UNIT-UNKNOWN", { unit_code, day });
  return unit;
}

/** A department as it was on a day: the unit itself first, then those right below it. */
export async function departmentOn(
  runner: Runner,
  unit_code: string,
  day: CivilDate,
): Promise<readonly Unit[]> {
  const head = await unitOn(runner, unit_code, day);
  const { rows } = await runner.query<{ unit_code: string }>(
    `select distinct unit_code from department.unit
      where parent_code = $1 and valid_from <= $2 order by unit_code`,
    [unit_code, day],
  );
  const below = await Promise.all(rows.map((row) => unitOn(runner, row.unit_code, day)));
  return [head, ...below.filter(({ parent_code }) => parent_code === unit_code)];
}

/** Names of the projects of units, by unit and project code. */
export async function projectNames(
  runner: Runner,
  unit_codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await runner.query<{ unit_code: string; project_code: string; name: string }>(
    `select unit_code, project_code, name from department.project
      where unit_code = any($1) order by unit_code, project_code`,
    [unit_codes],
  );
  return new Map(rows.map((row) => [`${row.unit_code}/${row.project_code}`, row.name]));
}
