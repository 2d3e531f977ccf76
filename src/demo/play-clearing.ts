import { type Caller, propose } from "../access/index.ts";
import { transactionTable } from "../gateway/index.ts";
import { type CivilDate, yuanFromFen } from "../kernel/index.ts";
import { daysOfMonth, findApplication } from "../reconciliation/index.ts";
import { type ClearingTotals, readClearingTotals } from "../settlement/index.ts";
import type { Store } from "../store/index.ts";
import type { DemoInstitution } from "./demo-institutions.ts";
import { DESK_DAY, momentOf } from "./desk-day.ts";
import type { DeskHospitals } from "./desk-hospital.ts";
import { HISTORY_TO } from "./generate-history.ts";

/**
 * Institutions apply for what they settled in the last month of the history (3203); the clerk has
 * put a few up for approval, and nobody has decided them.
 */
const PUT_UP = 3;
const TYPES = ["11", "14", "21", "41"];

export interface AppliedClearing {
  readonly institution: DemoInstitution;
  readonly application_id: string;
}

/** @param most applications; institutions of which nothing was settled then apply for none */
export async function playClearing(
  hospitals: DeskHospitals,
  store: Store,
  senders: readonly DemoInstitution[],
  most: number,
): Promise<readonly AppliedClearing[]> {
  const month = HISTORY_TO.slice(0, 7).replace("-", "");
  const days = daysOfMonth(month) as { from: CivilDate; to: CivilDate };
  const applied: AppliedClearing[] = [];
  for (const [index, institution] of senders.entries()) {
    if (applied.length >= most) break;
    const { institution_code } = institution;
    const client = hospitals.at(institution, momentOf(DESK_DAY, `08:${10 + (index % 50)}`));
    for (const clearing_type of TYPES) {
      const filter = { institution_code, days: [days], clearing_type };
      const totals = await readClearingTotals(store, filter);
      if (totals.settlements - totals.reversals === 0) continue;
      const answer = await client.call("3203", application(clearing_type, month, days, totals));
      applied.push({ institution, application_id: answer.result.clr_appy_evt_id });
    }
  }
  return applied;
}

function application(
  clr_type: string,
  setlym: string,
  { from, to }: { readonly from: CivilDate; readonly to: CivilDate },
  totals: ClearingTotals,
) {
  return {
    data: {
      ...{ clr_type, clr_way: "1", setlym, begndate: from, enddate: to },
      psntime: totals.settlements - totals.reversals,
      medfee_sumamt: yuanFromFen(totals.total_fen),
      med_sumfee: yuanFromFen(totals.total_fen),
      fund_appy_sum: yuanFromFen(totals.fund_fen),
      cash_payamt: yuanFromFen(totals.cash_fen),
      acct_pay: yuanFromFen(totals.account_fen),
    },
  };
}

/** As the clerk puts an application up at the desk; the content is what is shown of it there. */
export async function putUpClearing(
  store: Store,
  applied: readonly AppliedClearing[],
  clerk: Caller,
): Promise<void> {
  for (const { institution, application_id } of applied.slice(-PUT_UP)) {
    const found = await findApplication(store, application_id);
    if (found === null) continue;
    const { clearing_way: way } = found;
    const clearing_type = word("clr_type", found.clearing_type);
    const clearing_way = way === null ? null : word("clr_way", way);
    const content = { ...found, institution: institution.name, clearing_type, clearing_way };
    const proposal = {
      ...{ request_id: `demo-clearing-${application_id}`, kind: "clearing-approval", content },
      subject: `${institution.name} ${found.month} ${clearing_type}清算`,
      ...({ region: institution.region, checked_by: "clearing.check" } as const),
      reason: "演示：与结算汇总核对一致，提请审批",
    };
    await propose(store, proposal, clerk, momentOf(DESK_DAY, "14:00"));
  }
}

function word(dictionary: string, code: string): string {
  return transactionTable().dictionaries.get(dictionary)?.values.get(code) ?? code;
}
