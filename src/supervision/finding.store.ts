import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { Feedback } from "./audit.store.ts";
import type { AuditStage } from "./audit-facts.ts";
import type { AuditFindingLine, Outcome, RuleId } from "./audit-finding.ts";
import type { Decision } from "./judgement.store.ts";
import { type ResultId, resultId } from "./result-id.ts";

/** Findings as the supervision office works through them: each with its state and its history. */

/**
 * `new`: nobody has judged it. `asked`: the institution is to explain. `answered`: it has, since.
 * What was judged stays so until somebody judges anew.
 */
export type FindingState = "new" | "asked" | "answered" | "confirmed" | "dismissed";

/** Null narrows nothing. */
export interface FindingSearch {
  readonly person_no: string | null;
  readonly institution_codes: readonly string[] | null;
  readonly stage: AuditStage | null;
  readonly outcome: Outcome | null;
  readonly rule: RuleId | null;
  /** `waiting`: breaches and suspicions that are new or answered. */
  readonly state: FindingState | "waiting" | null;
  /** Audited on these days, both included, China Standard Time. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

export interface FindingPage {
  readonly order: "audited_at" | "amount_fen";
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface Finding {
  readonly id: string;
  readonly person_no: string;
  readonly institution_code: string;
  readonly stage: AuditStage;
  readonly visit_id: string;
  readonly rule: RuleId;
  readonly outcome: Outcome;
  readonly amount_fen: Fen | null;
  readonly content: string;
  readonly evidence: string;
  readonly lines: readonly AuditFindingLine[];
  readonly audited_at: Date;
  readonly state: FindingState;
  /** What the doctor did about it, lately; null while nobody has answered. */
  readonly way: Feedback["way"] | null;
}

interface FindingRow extends Omit<Finding, "id"> {
  readonly result_no: number;
}

const STATE = `coalesce((select case when j.decision = 'asked' and exists
      (select from supervision.audit_feedback f where f.person_no = r.person_no
        and f.result_no = r.result_no and f.given_at > j.judged_at) then 'answered'
      else j.decision end
    from supervision.judgement j where j.person_no = r.person_no and j.result_no = r.result_no
    order by j.judgement_no desc limit 1), 'new')`;

const WAITING = `(r.outcome in ('violation', 'suspicion') and ${STATE} in ('new', 'answered'))`;

// What is not asked for is folded away when the query is planned: its look-ups cost nothing.
const CHOSEN = `from supervision.audit_result r
  where ($1::text is null or r.person_no = $1)
    and ($2::text[] is null or r.institution_code = any ($2))
    and ($3::text is null or r.stage = $3) and ($4::text is null or r.outcome = $4)
    and ($5::text is null or r.rule = $5)
    and ($6::text is null or $6 <> 'waiting' and ${STATE} = $6 or $6 = 'waiting' and ${WAITING})
    and ($7::date is null or r.audited_at >= $7::date::timestamp at time zone 'Asia/Shanghai')
    and ($8::date is null
      or r.audited_at < ($8::date + 1)::timestamp at time zone 'Asia/Shanghai')`;

const COLUMNS = `r.person_no, r.result_no, r.institution_code, r.stage, r.visit_id, r.rule,
  r.outcome, r.amount_fen, r.content, r.evidence, r.lines, r.audited_at, ${STATE} as state,
  (select f.way from supervision.audit_feedback f where f.person_no = r.person_no
    and f.result_no = r.result_no order by f.feedback_no desc limit 1) as way`;

function valuesOf(search: FindingSearch): readonly unknown[] {
  const { person_no, institution_codes, stage, outcome, rule, state, from, to } = search;
  return [person_no, institution_codes, stage, outcome, rule, state, from, to];
}

/** A page of findings. Those whose money nobody can tell come last. */
export async function searchFindings(
  runner: Runner,
  search: FindingSearch,
  { order, descending, offset, limit }: FindingPage,
): Promise<{ readonly rows: readonly Finding[]; readonly total: number }> {
  const direction = descending ? "desc" : "asc";
  const nulls = order === "amount_fen" ? "nulls last" : "";
  const ordered = `order by r.${order} ${direction} ${nulls}, r.result_no ${direction}`;
  const { rows } = await runner.query<FindingRow>(
    `select ${COLUMNS} from (select r.* ${CHOSEN} ${ordered} limit $9 offset $10) r ${ordered}`,
    [...valuesOf(search), limit, offset],
  );
  return { rows: rows.map(findingOf), total: await countFindings(runner, search) };
}

export async function countFindings(runner: Runner, search: FindingSearch): Promise<number> {
  const { rows } = await runner.query<{ total: number }>(
    `select count(*) as total ${CHOSEN}`,
    valuesOf(search) as unknown[],
  );
  return rows[0]?.total ?? 0;
}

function findingOf({ result_no, ...row }: FindingRow): Finding {
  return { id: resultId({ person_no: row.person_no, result_no }), ...row };
}

/** A finding with all that was said about it since, the earliest first. */
export interface FindingFile extends Finding {
  readonly feedbacks: readonly {
    readonly way: Feedback["way"];
    readonly reason: string;
    readonly operator: string | null;
    readonly at: Date;
  }[];
  readonly judgements: readonly {
    readonly judgement_no: number;
    readonly decision: Decision;
    readonly reason: string;
    readonly officer: string;
    readonly officer_name: string;
    readonly at: Date;
  }[];
}

/** Null: there is none, or it is not for the reader. */
export async function findFinding(
  runner: Runner,
  { person_no, result_no }: ResultId,
): Promise<FindingFile | null> {
  const key = [person_no, result_no];
  const { rows } = await runner.query<FindingRow>(
    `select ${COLUMNS} from supervision.audit_result r where r.person_no = $1 and r.result_no = $2`,
    key,
  );
  if (rows[0] === undefined) return null;
  const feedbacks = await runner.query<FindingFile["feedbacks"][number]>(
    `select way, reason, operator, given_at as at from supervision.audit_feedback
      where person_no = $1 and result_no = $2 order by feedback_no`,
    key,
  );
  const judgements = await runner.query<FindingFile["judgements"][number]>(
    `select judgement_no, decision, reason, officer, officer_name, judged_at as at
       from supervision.judgement where person_no = $1 and result_no = $2 order by judgement_no`,
    key,
  );
  return { ...findingOf(rows[0]), feedbacks: feedbacks.rows, judgements: judgements.rows };
}

/** The finding that waits next after one, from the latest on; at the end again the latest. */
export async function nextWaiting(runner: Runner, after: Finding): Promise<string | null> {
  const result_no = Number(after.id.slice(after.id.lastIndexOf("-") + 1));
  const earlier = [after.audited_at, result_no];
  const next = async (where: string, values: readonly unknown[]) => {
    const { rows } = await runner.query<ResultId>(
      `select r.person_no, r.result_no from supervision.audit_result r where ${WAITING} and ${where}
        order by r.audited_at desc, r.result_no desc limit 1`,
      values as unknown[],
    );
    return rows[0] === undefined ? null : resultId(rows[0]);
  };
  return (
    (await next("(r.audited_at, r.result_no) < ($1::timestamptz, $2::bigint)", earlier)) ??
    (await next("r.result_no <> $1", [result_no]))
  );
}

/** The finding of a number alone, as people say it; null where there is none. */
export async function findingOfNumber(runner: Runner, result_no: number): Promise<Finding | null> {
  const { rows } = await runner.query<FindingRow>(
    `select ${COLUMNS} from supervision.audit_result r where r.result_no = $1 limit 1`,
    [result_no],
  );
  return rows[0] === undefined ? null : findingOf(rows[0]);
}
