import { YibaoError, ZERO_FEN } from "../../kernel/index.ts";
import { createPace, inSlices } from "../../store/index.ts";
import {
  type AuditFinding,
  type AuditMessage,
  type AuditStage,
  auditOrder,
  type Feedback,
  type Outcome,
  RULE_IDS,
  type RuleId,
  resultIdOf,
  writeAuditResults,
  writeFeedback,
} from "../../supervision/index.ts";
import type { Handlers, ParsedRequest } from "../dispatch.ts";
import type { HeavyWork } from "../heavy-work.ts";
import type { Input3101, Input3103, Output3101 } from "../message-types.ts";
import type { StoredAnswer } from "../receipt.ts";
import { clipped, quoted } from "../wire-value.ts";
import { changeOnce } from "./receipt.store.ts";
import type { HandlerServices, RequestOf } from "./services.ts";
import { auditFactsOf, orderCount } from "./supervision-facts.ts";

/**
 * 3101, 3102: orders are audited before they are given and before they are paid for; 3103: what
 * the doctor did about it. An audit refuses nothing: it tells, and what it told is kept.
 */
export function supervisionHandlers(
  services: HandlerServices,
  heavy: HeavyWork,
): Pick<Handlers, "3101" | "3102" | "3103"> {
  return {
    "3101": (request) => audit(services, heavy, "pre-event", request),
    "3102": (request) => audit(services, heavy, "in-event", request),

    "3103": async (request) => {
      const { warn_type } = request.input.data;
      const stage = STAGES.get(warn_type);
      if (stage === undefined) {
        const details = { value: quoted(warn_type) };
        throw new YibaoError("SUPERVISION-FEEDBACK-CODE", details, "data.warn_type（反馈类型）");
      }
      const feedbacks = feedbacksOf(request.input.data.warns);
      return changeOnce(services.store, request.receipt, async (transaction) => {
        await writeFeedback(transaction, messageOf(request), stage, feedbacks);
        return null;
      });
    },
  };
}

/** Field warn_type. */
const STAGES: ReadonlyMap<string, AuditStage> = new Map([
  ["1", "pre-event"],
  ["2", "in-event"],
]);

/** Orders of a message above which its audit is one of few at a time. */
const ORDERS_AT_ONCE = 200;

function audit(
  services: HandlerServices,
  heavy: HeavyWork,
  stage: AuditStage,
  request: RequestOf<"3101"> | RequestOf<"3102">,
): Promise<StoredAnswer> {
  const work = () => auditPatients(services, stage, request);
  const count = orderCount(request.input.data.patient_dtos);
  return count <= ORDERS_AT_ONCE ? work() : heavy.run(request.institution_code, work);
}

async function auditPatients(
  services: HandlerServices,
  stage: AuditStage,
  request: RequestOf<"3101"> | RequestOf<"3102">,
): Promise<StoredAnswer> {
  const { institution_code, receipt, input } = request;
  const chosen = chosenRules(input.data);
  const { patient_dtos } = input.data;
  const facts = await auditFactsOf(services, institution_code, stage, patient_dtos);
  const audits: { person_no: string; findings: readonly AuditFinding[] }[] = [];
  for (const one of facts) {
    const findings = await inSlices(auditOrder(one, chosen));
    audits.push({ person_no: one.patient.person_no, findings });
  }
  return changeOnce(services.store, receipt, async (transaction) => {
    const result: Output3101["result"][number][] = [];
    const message = messageOf(request);
    const pace = createPace();
    for (const { person_no, findings } of audits) {
      const ids = await writeAuditResults(transaction, message, person_no, stage, findings);
      for (const [index, finding] of findings.entries()) {
        result.push(resultRow(ids[index] as string, person_no, finding));
        if (index % 200 === 0) await pace();
      }
    }
    return { result };
  });
}

/** The scenario comes before the list of rules; every scenario runs every rule. */
function chosenRules({ trig_scen, rule_ids }: Input3101["data"]): ReadonlySet<RuleId> | null {
  if (trig_scen !== undefined || rule_ids === undefined) return null;
  const known: readonly string[] = RULE_IDS;
  const unknown = rule_ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const details = { value: quoted(unknown), allowed: `${RULE_IDS.slice(0, 3).join("、")} 等` };
    const where = "data.rule_ids（规则标识集合）";
    throw new YibaoError("SUPERVISION-RULE-UNKNOWN", details, where);
  }
  return new Set(rule_ids as RuleId[]);
}

function messageOf(request: ParsedRequest<unknown, never>): AuditMessage {
  const { institution_code, msgid, operator, received_at } = request;
  return { institution_code, message_id: msgid, operator: operator.id, at: received_at };
}

/** Dictionary sev_deg: 1 clear, 2 highly suspicious, 3 slightly. */
const SEVERITIES: Readonly<Record<Outcome, string>> = {
  violation: "1",
  suspicion: "2",
  clue: "3",
  "not-evaluable": "3",
};

/** Dictionary vola_bhvr_type: 2 is about items. */
const ABOUT_ITEMS = "2";
const TEXT_MAX = 500;

function resultRow(
  jr_id: string,
  patn_id: string,
  finding: AuditFinding,
): Output3101["result"][number] {
  const { amount_fen, visit_id: mdtrt_id, lines } = finding;
  return {
    jr_id,
    rule_id: finding.rule,
    rule_name: finding.rule_title,
    vola_cont: clipped(finding.content, TEXT_MAX),
    patn_id,
    mdtrt_id,
    judge_result_detail_dtos: lines.map((line, index) => ({
      jrd_id: `${jr_id}-${index + 1}`,
      patn_id,
      mdtrt_id: line.visit_id,
      rx_id: line.order_id,
      // Dictionary vola_item_type: 1 what is wrong, 2 what it has to do with.
      vola_item_type: line.role === "offending" ? "1" : "2",
      vola_amt: line.amount_fen,
    })),
    vola_amt: amount_fen ?? ZERO_FEN,
    // Dictionary vola_amt_stas: 0 says that the amount could not be told.
    vola_amt_stas: amount_fen === null ? "0" : "1",
    sev_deg: SEVERITIES[finding.outcome],
    vola_evid: clipped(finding.evidence, TEXT_MAX),
    vola_bhvr_type: ABOUT_ITEMS,
  };
}

type Warn = Input3103["data"]["warns"][number];

/** Field dspo_way. */
const WAYS: ReadonlyMap<string, Feedback["way"]> = new Map([
  ["1", "kept"],
  ["2", "revised"],
]);

function feedbacksOf(warns: readonly Warn[]): readonly Feedback[] {
  const seen = new Set<string>();
  return warns.map(({ warn_rslt_id, dspo_way, dspo_way_rea: reason = "" }, index) => {
    const row = `第 ${index + 1} 行`;
    const place = `warns.warn_rslt_id（违规标识，${row}）`;
    const result = resultIdOf(warn_rslt_id);
    const details = { value: quoted(warn_rslt_id) };
    if (result === null) throw new YibaoError("SUPERVISION-RESULT-UNKNOWN", details, place);
    if (seen.has(warn_rslt_id)) {
      throw new YibaoError("SUPERVISION-FEEDBACK-TWICE", details, place);
    }
    seen.add(warn_rslt_id);
    const way = WAYS.get(dspo_way);
    if (way === undefined) {
      const where = `warns.dspo_way（处理方式，${row}）`;
      throw new YibaoError("SUPERVISION-FEEDBACK-CODE", { value: quoted(dspo_way) }, where);
    }
    if (way === "kept" && reason === "") {
      const where = `warns.dspo_way_rea（处理原因，${row}）`;
      throw new YibaoError("SUPERVISION-FEEDBACK-REASON", {}, where);
    }
    return { result, way, reason, where: place };
  });
}
