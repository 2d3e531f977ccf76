import { YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import { type ResultId, resultId } from "./result-id.ts";

/** What the office makes of a finding: it holds, it does not, or the institution is to explain. */
export const DECISIONS = ["confirmed", "dismissed", "asked"] as const;
export type Decision = (typeof DECISIONS)[number];

export interface Judgement {
  readonly result: ResultId;
  /** How many judgements the officer saw: nobody judges over what they have not read. */
  readonly seen: number;
  readonly decision: Decision;
  readonly reason: string;
  readonly officer: string;
  readonly officer_name: string;
  readonly at: Date;
}

/**
 * Keeps a judgement beside those before it; the last one holds. The same one sent again, by the
 * same officer, is kept once.
 * @returns its number, from 1
 * @throws YibaoError SUPERVISION-FINDING-UNKNOWN | SUPERVISION-JUDGED-MEANWHILE
 */
export async function judgeFinding(transaction: Runner, judgement: Judgement): Promise<number> {
  const { result, seen, decision, reason, officer, officer_name, at } = judgement;
  const key = [result.person_no, result.result_no];
  const found = await transaction.query(
    `select from supervision.audit_result where person_no = $1 and result_no = $2 for update`,
    key,
  );
  const id = resultId(result);
  if (found.rows.length === 0) throw new YibaoError("SUPERVISION-FINDING-UNKNOWN", { value: id });
  const { rows } = await transaction.query<{
    judgement_no: number;
    decision: Decision;
    reason: string;
    officer: string;
    officer_name: string;
  }>(
    `select judgement_no, decision, reason, officer, officer_name from supervision.judgement
      where person_no = $1 and result_no = $2 order by judgement_no desc limit 1`,
    key,
  );
  const last = rows[0];
  if (last !== undefined && last.judgement_no > seen) {
    const isSame =
      last.judgement_no === seen + 1 &&
      last.officer === officer &&
      last.decision === decision &&
      last.reason === reason;
    if (isSame) return last.judgement_no;
    throw new YibaoError("SUPERVISION-JUDGED-MEANWHILE", { value: id, officer: last.officer_name });
  }
  const judgement_no = (last?.judgement_no ?? 0) + 1;
  await transaction.query(
    `insert into supervision.judgement (person_no, result_no, judgement_no, decision, reason,
       officer, officer_name, judged_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [...key, judgement_no, decision, reason, officer, officer_name, at],
  );
  return judgement_no;
}
