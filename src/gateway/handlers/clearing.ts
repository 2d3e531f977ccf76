import { YibaoError } from "../../kernel/index.ts";
import { applyForClearing, daysOfMonth, withdrawApplication } from "../../reconciliation/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Operator } from "../envelope.ts";
import { quoted } from "../wire-value.ts";
import { changeOnce } from "./receipt.store.ts";
import type { HandlerServices } from "./services.ts";

/** 3203, 3204: a period is applied for at the bureau's sums, and the application is withdrawn. */
export function clearingHandlers({ store }: HandlerServices): Pick<Handlers, "3203" | "3204"> {
  return {
    "3203": async ({ institution_code, msgid, operator, received_at, receipt, input }) => {
      const { data } = input;
      if (daysOfMonth(data.setlym) === null) {
        const where = "data.setlym（清算年月）";
        throw new YibaoError("GATEWAY-NOT-A-MONTH", { value: quoted(data.setlym) }, where);
      }
      const facts = {
        institution_code,
        clearing_type: data.clr_type,
        clearing_way: data.clr_way ?? null,
        month: data.setlym,
        from: data.begndate,
        to: data.enddate,
        visits: data.psntime,
        total_fen: data.medfee_sumamt,
        recognised_fen: data.med_sumfee,
        fund_fen: data.fund_appy_sum,
        cash_fen: data.cash_payamt,
        account_fen: data.acct_pay,
      };
      const act = { now: received_at, operator: nameOf(operator) };
      return changeOnce(store, receipt, async (transaction) => {
        const clr_appy_evt_id = await applyForClearing(transaction, facts, act, msgid);
        return { result: { clr_appy_evt_id } };
      });
    },

    "3204": async ({ institution_code, operator, received_at, receipt, input: { data } }) => {
      const key = { institution_code, application_id: data.clr_appy_evt_id };
      const act = { now: received_at, operator: nameOf(operator) };
      return changeOnce(store, receipt, async (transaction) => {
        await withdrawApplication(transaction, key, act);
        return null;
      });
    },
  };
}

function nameOf({ name, id }: Operator): string {
  return name ?? id ?? "";
}
