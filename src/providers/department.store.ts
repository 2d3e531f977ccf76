import { YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import {
  type DepartmentFacts,
  type DepartmentVersion,
  type DepartmentWithdrawal,
  nextVersion,
  withdrawnVersion,
} from "./department.ts";

/** The SQL of departments. */

/** An act of an institution at a time (`2023-06-15 10:00:00`, China Standard Time). */
export interface DepartmentActor {
  readonly institution_code: string;
  readonly recorded_at: string;
}

/**
 * Adds departments, or (`change`) new descriptions of known ones: all of them or none.
 * @throws YibaoError PROVIDERS-DEPARTMENT-… , said of the row when there are several
 */
export async function enterDepartments(
  transaction: Runner,
  act: "upload" | "change",
  actor: DepartmentActor,
  rows: readonly DepartmentFacts[],
): Promise<void> {
  const codes = rows.map(({ department_code }) => department_code);
  const last = await lockDepartments(transaction, actor.institution_code, codes);
  const versions = rows.map((facts, index) => {
    const { department_code } = facts;
    try {
      if (codes.indexOf(department_code) !== index) {
        throw new YibaoError("PROVIDERS-DEPARTMENT-TWICE", { department_code });
      }
      return nextVersion(act, last.get(department_code) ?? null, facts);
    } catch (error) {
      if (rows.length === 1 || !(error instanceof YibaoError)) throw error;
      throw error.at(`第 ${index + 1} 行`);
    }
  });
  await write(transaction, actor, versions);
}

/** Withdraws a department. @throws YibaoError PROVIDERS-DEPARTMENT-… */
export async function withdrawDepartment(
  transaction: Runner,
  actor: DepartmentActor,
  withdrawal: DepartmentWithdrawal,
): Promise<void> {
  const { department_code } = withdrawal;
  const last = await lockDepartments(transaction, actor.institution_code, [department_code]);
  const version = withdrawnVersion(last.get(department_code) ?? null, withdrawal);
  await write(transaction, actor, [version]);
}

const COLUMNS = `department_code, version, act, name, specialty, begin_at::text as begin_at,
  end_at::text as end_at, details`;

/** A hospital has dozens of departments. */
const DEPARTMENTS_MAX = 1_000;

/** The departments of an institution that stand, in order of code, at most 1,000. */
export async function listDepartments(
  from: Runner,
  institution_code: string,
): Promise<DepartmentVersion[]> {
  const { rows } = await from.query<DepartmentVersion>(
    `select * from (
       select distinct on (department_code) ${COLUMNS} from providers.department_version
        where institution_code = $1 order by department_code, version desc) as last
      where act <> 'withdraw' order by department_code limit ${DEPARTMENTS_MAX}`,
    [institution_code],
  );
  return rows;
}

/** The last version of each, while nobody else acts on the institution's departments. */
async function lockDepartments(
  transaction: Runner,
  institution_code: string,
  codes: readonly string[],
): Promise<Map<string, DepartmentVersion>> {
  await transaction.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `departments ${institution_code}`,
  ]);
  const { rows } = await transaction.query<DepartmentVersion>(
    `select distinct on (department_code) ${COLUMNS} from providers.department_version
      where institution_code = $1 and department_code = any($2::text[])
      order by department_code, version desc`,
    [institution_code, codes],
  );
  return new Map(rows.map((row) => [row.department_code, row]));
}

async function write(
  transaction: Runner,
  { institution_code, recorded_at }: DepartmentActor,
  versions: readonly DepartmentVersion[],
): Promise<void> {
  await transaction.query(
    `insert into providers.department_version (institution_code, department_code, version, act,
       name, specialty, begin_at, end_at, details, recorded_at)
     select $1, department_code, version, act, name, specialty, begin_at, end_at, details, $2
       from json_to_recordset($3::json) as v (department_code text, version integer, act text,
         name text, specialty text, begin_at timestamp, end_at timestamp, details json)`,
    [institution_code, recorded_at, JSON.stringify(versions)],
  );
}
