import { chinaTime, YibaoError } from "../kernel/index.ts";
import type { SettlementView } from "../settlement/index.ts";
import type { Runner } from "../store/index.ts";
import { assertMove, assertReplaceable, type ListState } from "./list-state.ts";
import { levelOf, type QualityFinding } from "./quality-finding.ts";

/** The SQL of schema `settlement_list`. Each change runs in the caller's transaction. */

export interface ListKey {
  readonly institution_code: string;
  readonly person_no: string;
  readonly settlement_id: string;
}

/** A list as it was uploaded last, with its quality control and the state it is in. */
export interface KeptList {
  readonly person_no: string;
  readonly settlement_id: number;
  readonly visit_id: number;
  readonly version: number;
  readonly list_no: number;
  readonly settled_at: string;
  /** As sent, for the answers. */
  readonly sent: Readonly<Record<string, unknown>>;
  readonly findings: readonly QualityFinding[];
  readonly uploaded_at: string;
  readonly operator: string;
  readonly state: ListState;
}

export interface ListUpload {
  readonly view: SettlementView;
  readonly sent: object;
  readonly findings: readonly QualityFinding[];
  readonly now: Date;
  readonly operator: string;
  readonly message_id: string;
}

/**
 * Keeps a list as the next version of that settlement's. Returns its number, which stays the same.
 * @throws YibaoError SETTLEMENT-LIST-SUBMITTED
 */
export async function keepList(transaction: Runner, upload: ListUpload): Promise<string> {
  const { view, findings } = upload;
  const { person_no } = view.person;
  const settlement_id = String(view.settlement_id);
  await lockList(transaction, person_no, settlement_id);
  const { state } = await stateOf(transaction, person_no, settlement_id);
  assertReplaceable(settlement_id, state);
  const errors = findings.filter((finding) => levelOf(finding) === "error").length;
  const { rows } = await transaction.query<{ list_no: string }>(
    `with before as (select max(version) as version, max(list_no) as list_no
        from settlement_list.list where person_no = $1 and settlement_id = $2)
     insert into settlement_list.list (person_no, settlement_id, version, list_no, visit_id,
       institution_code, visit_type, settled_at, sent, findings, errors, hints, uploaded_at,
       operator, message_id)
     select $1, $2, coalesce(version, 0) + 1,
            coalesce(list_no, nextval('settlement_list.list_no')),
            $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 from before
     returning list_no::text as list_no`,
    [
      person_no,
      settlement_id,
      view.visit.visit_id,
      view.visit.institution_code,
      view.visit_type,
      view.settled_at,
      JSON.stringify(upload.sent),
      JSON.stringify(findings),
      errors,
      findings.length - errors,
      chinaTime(upload.now),
      upload.operator,
      upload.message_id,
    ],
  );
  return (rows[0] as { list_no: string }).list_no;
}

/** Distinct lists seldom share the lock, and only wait if so. */
async function lockList(
  transaction: Runner,
  person_no: string,
  settlement_id: string,
): Promise<void> {
  await transaction.query("select pg_advisory_xact_lock(hashtextextended($1, 4101))", [
    `${person_no} ${settlement_id}`,
  ]);
}

async function stateOf(
  transaction: Runner,
  person_no: string,
  settlement_id: string,
): Promise<{ readonly state: ListState; readonly event_no: number }> {
  const { rows } = await transaction.query<{ state: ListState; event_no: number }>(
    `select state, event_no from settlement_list.state_event
      where person_no = $1 and settlement_id = $2 order by event_no desc limit 1`,
    [person_no, settlement_id],
  );
  return rows[0] ?? { state: "open", event_no: 0 };
}

export interface ListMove {
  readonly to: ListState;
  readonly by: "institution" | "agency";
  readonly reason: string;
  readonly now: Date;
  readonly operator: string;
}

/**
 * Moves a list of the institution's to another state.
 * @throws YibaoError SETTLEMENT-LIST-UNKNOWN | SETTLEMENT-LIST-STATE
 */
export async function moveList(transaction: Runner, key: ListKey, move: ListMove): Promise<void> {
  const { person_no, settlement_id } = key;
  await lockList(transaction, person_no, settlement_id);
  const list = await findList(transaction, key);
  if (list === null) throw new YibaoError("SETTLEMENT-LIST-UNKNOWN", { settlement_id });
  const { state, event_no } = await stateOf(transaction, person_no, settlement_id);
  assertMove(settlement_id, state, move.to, move.by);
  await transaction.query(
    `insert into settlement_list.state_event
       (person_no, settlement_id, event_no, state, at, operator, reason)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      person_no,
      settlement_id,
      event_no + 1,
      move.to,
      chinaTime(move.now),
      move.operator,
      move.reason,
    ],
  );
}

const LIST_COLUMNS = `l.person_no, l.settlement_id, l.visit_id, l.version, l.list_no,
  l.settled_at::text as settled_at, l.sent, l.findings, l.uploaded_at::text as uploaded_at,
  l.operator, coalesce((select e.state from settlement_list.state_event e
    where e.person_no = l.person_no and e.settlement_id = l.settlement_id
    order by e.event_no desc limit 1), 'open') as state`;

const IS_LATEST = `not exists (select from settlement_list.list later
  where later.person_no = l.person_no and later.settlement_id = l.settlement_id
    and later.version > l.version)`;

/** The latest version by settlement, by person, or by both; null where there is none. */
export async function findList(
  from: Runner,
  key: {
    readonly institution_code: string;
    readonly person_no?: string | null;
    readonly settlement_id?: string | null;
  },
): Promise<KeptList | null> {
  const { institution_code, person_no = null, settlement_id = null } = key;
  if (settlement_id !== null && !/^\d{1,15}$/.test(settlement_id)) return null;
  const { rows } = await from.query<KeptList>(
    `select ${LIST_COLUMNS} from settlement_list.list l
      where l.institution_code = $1 and ($2::text is null or l.person_no = $2)
        and ($3::bigint is null or l.settlement_id = $3)
      order by l.uploaded_at desc, l.settlement_id desc, l.version desc limit 1`,
    [institution_code, person_no, settlement_id],
  );
  return rows[0] ?? null;
}

export interface QualityFilter {
  readonly institution_code: string;
  /** Day of settling, from and before. */
  readonly from: string;
  readonly before: string;
  readonly person_no: string | null;
  readonly settlement_id: number | null;
  /** Lists that have errors, only hints, or neither. */
  readonly results: readonly ("error" | "hint" | "clean")[];
}

/** Latest versions with their quality control, in the order of settling; a page of them. */
export async function queryQuality(
  from: Runner,
  filter: QualityFilter,
  page: { readonly offset: number; readonly limit: number },
): Promise<{ readonly rows: KeptList[]; readonly count: number }> {
  const where = `l.institution_code = $1 and l.settled_at >= $2::date and l.settled_at < $3::date
    and ($4::text is null or l.person_no = $4) and ($5::bigint is null or l.settlement_id = $5)
    and case when l.errors > 0 then 'error' when l.hints > 0 then 'hint' else 'clean' end
      = any($6::text[]) and ${IS_LATEST}`;
  const { institution_code, before, person_no, settlement_id, results } = filter;
  const values = [institution_code, filter.from, before, person_no, settlement_id, results];
  const { rows } = await from.query<KeptList>(
    `select ${LIST_COLUMNS} from settlement_list.list l where ${where}
      order by l.settled_at, l.settlement_id offset $7 limit $8`,
    [...values, page.offset, page.limit],
  );
  const counted = await from.query<{ count: number }>(
    `select count(*) as count from settlement_list.list l where ${where}`,
    values,
  );
  return { rows, count: counted.rows[0]?.count ?? 0 };
}

/** Which settlements of a time have a list, whatever became of them; at most `keys_max`. */
export async function listedSettlements(
  from: Runner,
  filter: {
    readonly institution_code: string;
    /** Both included. */
    readonly from: string;
    readonly to: string;
  },
  keys_max: number,
): Promise<{ person_no: string; settlement_id: number }[]> {
  const { rows } = await from.query<{ person_no: string; settlement_id: number }>(
    `select l.person_no, l.settlement_id from settlement_list.list l
      where l.institution_code = $1 and l.settled_at >= $2::timestamp
        and l.settled_at <= $3::timestamp and l.version = 1
      limit $4`,
    [filter.institution_code, filter.from, filter.to, keys_max],
  );
  return rows;
}
