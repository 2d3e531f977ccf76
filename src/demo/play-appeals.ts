import { type Caller, propose } from "../access/index.ts";
import { readClaimRows } from "../settlement/index.ts";
import type { Store } from "../store/index.ts";
import { DEMO_REGION } from "./demo-districts.ts";
import { DESK_DAY, momentOf } from "./desk-day.ts";
import { HISTORY_FROM, HISTORY_TO } from "./generate-history.ts";
import type { AuditedHospital } from "./play-audits.ts";

/**
 * The institution of the demo account appeals against a finding that was confirmed, and about a
 * settlement of its own; the offices that decide have not yet.
 */
export async function playAppeals(
  store: Store,
  own: AuditedHospital | undefined,
  user: Caller,
): Promise<void> {
  if (own === undefined) return;
  const { institution_code, name } = own.institution;
  const appeal = async (about: "finding" | "settlement", number: string, reason: string) => {
    const content = { about, number, institution_code, institution: name };
    const checked_by = about === "finding" ? "supervision.judge" : "clearing.check";
    const proposal = {
      ...{ request_id: `demo-appeal-${about}`, kind: "appeal", region: DEMO_REGION, content },
      subject: `${name} · ${about === "finding" ? "审核结果" : "结算"} ${number}`,
      ...({ checked_by, reason } as const),
    };
    await propose(store, proposal, user, momentOf(DESK_DAY, "16:00"));
  };
  const finding = own.finding_ids[1];
  if (finding !== undefined) {
    await appeal("finding", finding, "演示：患者病情特殊，已附会诊记录，请复核");
  }
  const filter = { institution_code, days: [{ from: HISTORY_FROM, to: HISTORY_TO }] };
  const { rows } = await readClaimRows(store, filter, { offset: 0, limit: 1 });
  const [row] = rows;
  if (row === undefined) return;
  await appeal("settlement", String(row.settlement_id), "演示：费用类别录入有误，申请复核");
}
