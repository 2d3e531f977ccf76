import type { Runner } from "../store/index.ts";
import type { AuditEvent, EventSearch, NewEvent } from "./audit-event.ts";
import type { Page } from "./page.ts";

const DETAIL_CHARACTERS = 4_000;
const OTHER_CHARACTERS = 300;
/** Counting stops here: a total of 10,001 means “more than ten thousand”. */
export const COUNTED_MAX = 10_001;
const PAGE_MAX = 100_000;

/** Writes down what was done, refused or failed. One insert; sealing comes later. */
export function recordEvent(runner: Runner, event: NewEvent): Promise<void> {
  const { caller, ...rest } = event;
  const { account_no, account, name, session_no, institution_code } = caller;
  return insertEvent(runner, {
    ...rest,
    caller_kind: caller.kind,
    ...{ account_no, account, name, session_no, institution_code },
  });
}

export async function insertEvent(
  runner: Runner,
  event: Omit<AuditEvent, "event_no">,
): Promise<void> {
  await runner.query(
    `insert into access.audit_event
       (at, caller_kind, account_no, account, name, session_no, address, route, title, person_no,
        institution_code, outcome, code, details)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      event.at,
      event.caller_kind,
      event.account_no,
      kept(event.account),
      kept(event.name),
      event.session_no,
      kept(event.address),
      kept(event.route),
      kept(event.title),
      kept(event.person_no),
      kept(event.institution_code),
      event.outcome,
      event.code,
      kept(event.details, DETAIL_CHARACTERS),
    ],
  );
}

/** As the database can hold it: no NUL, and not without end. */
function kept(text: string | null, characters = OTHER_CHARACTERS): string | null {
  if (text === null) return null;
  const clean = text.replaceAll("\u0000", "");
  return clean.length <= characters ? clean : `${clean.slice(0, characters)}…`;
}

const COLUMNS = `event_no, at, caller_kind, account_no, account, name, session_no, address, route,
  title, person_no, institution_code, outcome, code, details`;

/** Rows of the audit, the latest first; `total` counts to 10,001 and no further. */
export async function queryEvents(runner: Runner, search: EventSearch): Promise<Page<AuditEvent>> {
  const { where, values } = conditions(search);
  const limit = Math.min(search.limit, PAGE_MAX);
  const { rows } = await runner.query<AuditEvent>(
    `select ${COLUMNS} from access.audit_event ${where}
      order by at desc, event_no desc limit ${place(values, 1)} offset ${place(values, 2)}`,
    [...values, limit, search.offset],
  );
  const counted = await runner.query<{ total: number }>(
    `select count(*) as total
       from (select from access.audit_event ${where} limit ${place(values, 1)}) as found`,
    [...values, COUNTED_MAX],
  );
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

function place(values: readonly unknown[], further: number): string {
  return `$${values.length + further}`;
}

function conditions(search: EventSearch): { where: string; values: unknown[] } {
  const wanted: [string, unknown][] = [
    ["person_no =", search.person_no],
    ["account =", search.account],
    ["route =", search.route],
    ["outcome =", search.outcome],
    ["at >=", search.from],
    ["at <", search.until],
  ];
  const given = wanted.filter(([, value]) => value !== undefined && value !== null);
  const terms = given.map(([term], index) => `${term} $${index + 1}`);
  return {
    where: terms.length === 0 ? "" : `where ${terms.join(" and ")}`,
    values: given.map(([, value]) => value),
  };
}
