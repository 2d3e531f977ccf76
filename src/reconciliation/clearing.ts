import { type CivilDate, type Fen, fen, YibaoError, yuanFromFen } from "../kernel/index.ts";
import type { ClearingTotals } from "../settlement/index.ts";

/**
 * An application to clear what was settled in a period: what it states, and how far it may come.
 * `applied` → `withdrawn` by the institution, or `approved` by the bureau; both are final.
 */
export type ClearingState = "applied" | "withdrawn" | "approved";

export interface ClearingSums {
  /** Settlements less refunds (清算人次). */
  readonly visits: number;
  readonly total_fen: Fen;
  /** What the insurance recognises of the total. */
  readonly recognised_fen: Fen;
  readonly fund_fen: Fen;
  readonly cash_fen: Fen;
  readonly account_fen: Fen;
}

export interface ClearingFacts extends ClearingSums {
  readonly institution_code: string;
  readonly clearing_type: string;
  readonly clearing_way: string | null;
  /** `202306`. */
  readonly month: string;
  /** Days of settling, both included. */
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export interface ClearingApplication extends ClearingFacts {
  readonly application_id: string;
  readonly state: ClearingState;
  /** When it came into its state, China Standard Time. */
  readonly state_at: string;
}

/** @throws YibaoError RECONCILIATION-PERIOD */
export function checkPeriod(facts: ClearingFacts, today: CivilDate): void {
  const { from, to, month } = facts;
  const reason =
    to < from
      ? "结束日期早于开始日期"
      : to > today
        ? `结束日期晚于今天（${today}）`
        : month < to.slice(0, 7).replace("-", "")
          ? `清算年月 ${month} 早于结束日期所在的月份`
          : null;
  if (reason === null) return;
  throw new YibaoError("RECONCILIATION-PERIOD", { from, to, action: "申请清算", reason });
}

const SUMS = [
  ["total_fen", "医疗费总额"],
  ["fund_fen", "基金申报总额"],
  ["account_fen", "个人账户支出"],
  ["cash_fen", "现金支付金额"],
] as const;

/**
 * What is applied for must be what was settled, to the fen and the visit.
 * @throws YibaoError RECONCILIATION-SUMS-DIFFER | RECONCILIATION-RECOGNISED-SUM
 */
export function checkSums(sent: ClearingSums, ours: ClearingTotals): void {
  for (const [figure, name] of SUMS) {
    if (sent[figure] === ours[figure]) continue;
    throw new YibaoError("RECONCILIATION-SUMS-DIFFER", {
      name,
      sent: `${yuanFromFen(sent[figure])} 元`,
      found: `${yuanFromFen(ours[figure])} 元`,
      difference: `${yuanFromFen(fen(sent[figure] - ours[figure]))} 元`,
    });
  }
  const visits = ours.settlements - ours.reversals;
  if (sent.visits !== visits) {
    throw new YibaoError("RECONCILIATION-SUMS-DIFFER", {
      name: "清算人次",
      sent: `${sent.visits} 人次`,
      found: `${visits} 人次（结算 ${ours.settlements} 笔，退费 ${ours.reversals} 笔）`,
      difference: `${sent.visits - visits} 人次`,
    });
  }
  const [low, high] = [sent.fund_fen, sent.total_fen].sort((a, b) => a - b) as [Fen, Fen];
  if (sent.recognised_fen < low || sent.recognised_fen > high) {
    throw new YibaoError("RECONCILIATION-RECOGNISED-SUM", {
      sent: yuanFromFen(sent.recognised_fen),
      fund: yuanFromFen(sent.fund_fen),
      total: yuanFromFen(sent.total_fen),
    });
  }
}

/**
 * The state after an action.
 * @throws YibaoError RECONCILIATION-APPLICATION-WITHDRAWN | RECONCILIATION-APPLICATION-APPROVED
 */
export function nextState(
  application: Pick<ClearingApplication, "application_id" | "state" | "state_at">,
  action: "withdraw" | "approve",
): ClearingState {
  const { application_id, state, state_at } = application;
  if (state === "withdrawn") {
    const details = { application_id, at: state_at };
    throw new YibaoError("RECONCILIATION-APPLICATION-WITHDRAWN", details);
  }
  if (state === "approved") {
    const details = { application_id, action: action === "withdraw" ? "撤销" : "再次审核" };
    throw new YibaoError("RECONCILIATION-APPLICATION-APPROVED", details);
  }
  return action === "withdraw" ? "withdrawn" : "approved";
}
