import { addFen, type Fen, fen, YibaoError, yuanFromFen } from "../../kernel/index.ts";
import { readTotals, type SettlementKind, type Totals } from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input3201 } from "../message-types.ts";
import { clipped } from "../wire-value.ts";
import type { HandlerServices } from "./services.ts";

/**
 * 3201: the institution's count and sums of a period against ours, to the fen. A cancelled
 * settlement is one entry more, with negative amounts. `refd_setl_flag` 0 asks for settlements
 * alone, 1 for cancellations alone; empty for both, unless `fixmedins_refd_setl_flag` is 1.
 */
export function reconciliationHandlers({ store }: HandlerServices): Pick<Handlers, "3201"> {
  return {
    "3201": async ({ institution_code, input: { data } }) => {
      const { stmt_begndate: from, stmt_enddate: to, insutype, clr_type, setl_optins } = data;
      if (to < from) {
        const where = "data.stmt_enddate（对账结束日期）";
        throw new YibaoError("GATEWAY-PERIOD-BACKWARDS", { from, to }, where);
      }
      const totals = await readTotals(store, {
        institution_code,
        from,
        to,
        insutype,
        clearing_type: clr_type,
        region: setl_optins,
      });
      const ours = selected(totals, data);
      const theirs: Totals = {
        count: data.fixmedins_setl_cnt,
        total_fen: data.medfee_sumamt,
        fund_fen: data.fund_pay_sumamt,
        account_fen: data.acct_pay,
      };
      const difference = differenceText(ours, theirs);
      return {
        stmtinfo: {
          setl_optins,
          stmt_rslt: difference === null ? "0" : "1",
          stmt_rslt_dscr: difference ?? "",
        },
      };
    },
  };
}

function selected(
  totals: Readonly<Record<SettlementKind, Totals>>,
  { refd_setl_flag, fixmedins_refd_setl_flag }: Input3201["data"],
): Totals {
  const refunds = refd_setl_flag ?? (fixmedins_refd_setl_flag === "1" ? "1" : undefined);
  const { settlement, reversal, adjustment } = totals;
  // A difference found by replaying moves money, but is no entry of the institution's.
  const moved = { ...adjustment, count: 0 };
  if (refunds === "1") return reversal;
  return refunds === "0" ? sum(settlement, moved) : sum(settlement, reversal, moved);
}

function sum(...totals: readonly Totals[]): Totals {
  return {
    count: totals.reduce((count, one) => count + one.count, 0),
    total_fen: addFen(...totals.map((one) => one.total_fen)),
    fund_fen: addFen(...totals.map((one) => one.fund_fen)),
    account_fen: addFen(...totals.map((one) => one.account_fen)),
  };
}

const FIGURES = [
  ["total_fen", "医疗费"],
  ["fund_fen", "基金"],
  ["account_fen", "个人账户"],
] as const;

const DESCRIPTION_LENGTH_MAX = 200;

/** `平台：3笔，…；机构：2笔，…；差异：1笔，…`, or null when nothing differs. */
function differenceText(ours: Totals, theirs: Totals): string | null {
  const differs: string[] = [];
  if (ours.count !== theirs.count) differs.push(`${ours.count - theirs.count}笔`);
  for (const [field, name] of FIGURES) {
    const difference = fen(ours[field] - theirs[field]);
    if (difference !== 0) differs.push(`${name}${yuanFromFen(difference)}`);
  }
  if (differs.length === 0) return null;
  const text = `平台：${totalsText(ours)}；机构：${totalsText(theirs)}；差异：${differs.join("，")}`;
  return clipped(text, DESCRIPTION_LENGTH_MAX);
}

function totalsText(totals: Totals): string {
  const amounts = FIGURES.map(([field, name]) => `${name}${yuanFromFen(totals[field] as Fen)}`);
  return `${totals.count}笔，${amounts.join("，")}`;
}
