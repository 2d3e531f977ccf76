import { YibaoError } from "../kernel/index.ts";

/** Departments of an institution: versions that follow each other, judged without a database. */

/** A department as an institution describes it. */
export interface DepartmentFacts {
  /** The institution's own code, unique in it. */
  readonly department_code: string;
  readonly name: string;
  /** Dictionary caty (dept), kept as sent. */
  readonly specialty: string;
  /** `2023-06-01 08:00:00`, China Standard Time: from when this description holds. */
  readonly begin_at: string;
  readonly end_at: string | null;
  /** Head, beds, staff …: kept under their national names. */
  readonly details: Readonly<Record<string, unknown>>;
}

export type DepartmentAct = "upload" | "change" | "withdraw";

/** One act on a department; the last one says what holds. */
export interface DepartmentVersion extends DepartmentFacts {
  readonly version: number;
  readonly act: DepartmentAct;
}

/**
 * The version that an upload or a change adds.
 * @throws YibaoError PROVIDERS-DEPARTMENT-…
 */
export function nextVersion(
  act: "upload" | "change",
  last: DepartmentVersion | null,
  facts: DepartmentFacts,
): DepartmentVersion {
  const { department_code, begin_at, end_at } = facts;
  const standing = last !== null && last.act !== "withdraw";
  if (act === "upload" && standing) {
    throw new YibaoError("PROVIDERS-DEPARTMENT-EXISTS", { department_code });
  }
  if (act === "change" && !standing) {
    throw new YibaoError("PROVIDERS-DEPARTMENT-UNKNOWN", { department_code });
  }
  if (end_at !== null && end_at < begin_at) {
    throw new YibaoError("PROVIDERS-DEPARTMENT-PERIOD", { begin: begin_at, end: end_at });
  }
  if (act === "change" && last !== null && begin_at < last.begin_at) {
    const details = { begin: begin_at, known: last.begin_at };
    throw new YibaoError("PROVIDERS-DEPARTMENT-BACKWARDS", details);
  }
  return { ...facts, act, version: (last?.version ?? 0) + 1 };
}

export interface DepartmentWithdrawal {
  readonly department_code: string;
  readonly name: string;
  /** The day from which its description holds. */
  readonly begin_on: string;
}

/**
 * The version that a withdrawal adds; name and day must be those that are known, because a code
 * alone is soon mistyped.
 * @throws YibaoError PROVIDERS-DEPARTMENT-…
 */
export function withdrawnVersion(
  last: DepartmentVersion | null,
  { department_code, name, begin_on }: DepartmentWithdrawal,
): DepartmentVersion {
  if (last === null || last.act === "withdraw") {
    throw new YibaoError("PROVIDERS-DEPARTMENT-UNKNOWN", { department_code });
  }
  if (last.name !== name) {
    const details = { department_code, name: last.name };
    throw new YibaoError("PROVIDERS-DEPARTMENT-NAME-DIFFERS", details);
  }
  const begin = last.begin_at.slice(0, 10);
  if (begin !== begin_on) {
    throw new YibaoError("PROVIDERS-DEPARTMENT-BEGIN-DIFFERS", { department_code, begin });
  }
  return { ...last, act: "withdraw", version: last.version + 1 };
}
