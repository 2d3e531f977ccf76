import type { CivilDate, Fen } from "../kernel/index.ts";
import { YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { AuditStage } from "./audit-facts.ts";
import type { AuditFinding, AuditFindingLine, Outcome, RuleId } from "./audit-finding.ts";
import { type ResultId, resultId } from "./result-id.ts";

/** What audits found and what was done about it: kept, and looked through by the office. */

/** Who asked for an audit, or answered one. */
export interface AuditMessage {
  readonly institution_code: string;
  readonly message_id: string;
  readonly operator: string | null;
  readonly at: Date;
}

/**
 * Keeps the findings about a person, in their order.
 * @returns the identifier of each, which the institution names when it tells what was done
 */
export async function writeAuditResults(
  transaction: Runner,
  message: AuditMessage,
  person_no: string,
  stage: AuditStage,
  findings: readonly AuditFinding[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let from = 0; from < findings.length; from += FINDINGS_AT_ONCE) {
    const some = findings.slice(from, from + FINDINGS_AT_ONCE);
    for (const id of await writeSome(transaction, message, person_no, stage, some)) ids.push(id);
  }
  return ids;
}

/** Thousands at once would keep everybody waiting while they are written down. */
const FINDINGS_AT_ONCE = 1_000;

async function writeSome(
  transaction: Runner,
  message: AuditMessage,
  person_no: string,
  stage: AuditStage,
  findings: readonly AuditFinding[],
): Promise<readonly string[]> {
  const { rows: numbers } = await transaction.query<{ result_no: number }>(
    "select nextval('supervision.result_no') as result_no from generate_series(1, $1::int)",
    [findings.length],
  );
  const rows = findings.map((finding, index) => ({ ...finding, ...numbers[index] }));
  await transaction.query(
    `insert into supervision.audit_result (person_no, result_no, institution_code, message_id,
       stage, visit_id, rule, outcome, amount_fen, content, evidence, lines, operator, audited_at)
     select $1, f.result_no, $2, $3, $4, f.visit_id, f.rule, f.outcome, f.amount_fen, f.content,
       f.evidence, f.lines, $5, $6
     from jsonb_to_recordset($7::jsonb) f (result_no bigint, visit_id text, rule text,
       outcome text, amount_fen bigint, content text, evidence text, lines jsonb)`,
    [
      person_no,
      message.institution_code,
      message.message_id,
      stage,
      message.operator,
      message.at,
      JSON.stringify(rows),
    ],
  );
  return numbers.map(({ result_no }) => resultId({ person_no, result_no }));
}

/** What the doctor did: kept the order and said why, or went back to mend it. */
export interface Feedback {
  readonly result: ResultId;
  readonly way: "kept" | "revised";
  readonly reason: string;
  /** Where it stands in the message, for a refusal. */
  readonly where: string;
}

/**
 * Keeps what was done about findings of one stage, all or nothing. A later answer stands beside
 * the earlier one, and counts.
 * @throws YibaoError SUPERVISION-RESULT-UNKNOWN | SUPERVISION-FEEDBACK-STAGE
 */
export async function writeFeedback(
  transaction: Runner,
  message: AuditMessage,
  stage: AuditStage,
  feedbacks: readonly Feedback[],
): Promise<void> {
  for (const { result, way, reason, where } of feedbacks) {
    const { person_no, result_no } = result;
    const found = await transaction.query<{ stage: AuditStage; institution_code: string }>(
      `select stage, institution_code from supervision.audit_result
       where person_no = $1 and result_no = $2 for update`,
      [person_no, result_no],
    );
    const row = found.rows[0];
    if (row === undefined || row.institution_code !== message.institution_code) {
      throw new YibaoError("SUPERVISION-RESULT-UNKNOWN", { value: resultId(result) }, where);
    }
    if (row.stage !== stage) {
      const details = { value: resultId(result), stage: STAGE_WORDS[row.stage] };
      throw new YibaoError("SUPERVISION-FEEDBACK-STAGE", details, where);
    }
    await transaction.query(
      `insert into supervision.audit_feedback (person_no, result_no, feedback_no, institution_code,
         message_id, way, reason, operator, given_at)
       select $1, $2, count(*) + 1, $3, $4, $5, $6, $7, $8 from supervision.audit_feedback
       where person_no = $1 and result_no = $2`,
      [
        person_no,
        result_no,
        message.institution_code,
        message.message_id,
        way,
        reason,
        message.operator,
        message.at,
      ],
    );
  }
}

const STAGE_WORDS = { "pre-event": "事前（1）", "in-event": "事中（2）" } as const;

/** What the office's inbox can be narrowed by; absent narrows nothing. */
export interface AuditFilter {
  readonly person_no?: string;
  readonly institution_code?: string;
  readonly stage?: AuditStage;
  readonly outcome?: Outcome;
  readonly rule?: RuleId;
  /** Audited on these days, both included, China Standard Time. */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
}

export interface AuditRecord {
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
  /** The latest; null while nobody has answered. */
  readonly feedback: { readonly way: Feedback["way"]; readonly reason: string } | null;
}

const PAGE_SIZE_MAX = 1_000;

/**
 * Findings, the latest first, with what was done about each.
 * @throws RangeError for a page that is none
 */
export async function queryAuditResults(
  runner: Runner,
  filter: AuditFilter,
  page: { readonly page_num: number; readonly page_size: number },
): Promise<readonly AuditRecord[]> {
  const { page_num, page_size } = page;
  if (!(page_num >= 1 && page_size >= 1 && page_size <= PAGE_SIZE_MAX)) {
    throw new RangeError(`no page ${page_num} of ${page_size}`);
  }
  const { rows } = await runner.query<AuditRow>(
    `select r.person_no, r.result_no, r.institution_code, r.stage, r.visit_id, r.rule, r.outcome,
       r.amount_fen, r.content, r.evidence, r.lines, r.audited_at, f.way, f.reason
     from supervision.audit_result r
     left join lateral (select way, reason from supervision.audit_feedback
       where person_no = r.person_no and result_no = r.result_no
       order by feedback_no desc limit 1) f on true
     where ($1::text is null or r.person_no = $1) and ($2::text is null or r.institution_code = $2)
       and ($3::text is null or r.stage = $3) and ($4::text is null or r.outcome = $4)
       and ($5::text is null or r.rule = $5)
       and ($6::date is null or r.audited_at >= $6::date::timestamp at time zone 'Asia/Shanghai')
       and ($7::date is null
         or r.audited_at < ($7::date + 1)::timestamp at time zone 'Asia/Shanghai')
     order by r.audited_at desc, r.result_no limit $8 offset ($9::bigint - 1) * $8`,
    [
      filter.person_no,
      filter.institution_code,
      filter.stage,
      filter.outcome,
      filter.rule,
      filter.from,
      filter.to,
      page_size,
      page_num,
    ],
  );
  return rows.map(recordOf);
}

interface AuditRow extends Omit<AuditRecord, "id" | "feedback"> {
  readonly result_no: number;
  readonly way: Feedback["way"] | null;
  readonly reason: string | null;
}

function recordOf({ result_no, way, reason, ...row }: AuditRow): AuditRecord {
  const feedback = way === null ? null : { way, reason: reason ?? "" };
  return { id: resultId({ person_no: row.person_no, result_no }), ...row, feedback };
}
