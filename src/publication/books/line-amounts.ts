import { isTreasury, type LineExecution } from "../../department/index.ts";
import type { DisclosureKind } from "../../disclosure/index.ts";

/** What one budget line says to a disclosure, in fen. */
export interface LineAmounts {
  readonly spent: number;
  readonly income: number;
  readonly opening: number;
  readonly closing: number;
  readonly initial_budget: number;
  readonly full_budget: number;
}

/**
 * A budget says what was put down; final accounts what was paid. A line of 上年结转 brings no income:
 * what it may spend, less what lapsed, is the opening balance. A treasury line has as income what
 * was paid and what was carried over, own money what came in.
 */
export function amountsOf({ line, execution }: LineExecution, kind: DisclosureKind): LineAmounts {
  const { original_fen, budget_fen, paid_fen, carried_out_fen, lapsed_fen } = execution;
  const isCarried = line.source === "carried";
  const budgets = { initial_budget: original_fen, full_budget: budget_fen };
  if (kind === "budget") {
    const [income, opening] = isCarried ? [0, original_fen] : [original_fen, 0];
    return { ...budgets, spent: original_fen, income, opening, closing: 0 };
  }
  if (isCarried) {
    const opening = budget_fen - lapsed_fen;
    return { ...budgets, spent: paid_fen, income: 0, opening, closing: opening - paid_fen };
  }
  const received = isTreasury(line.fund) ? paid_fen + carried_out_fen : execution.released_fen;
  return {
    ...budgets,
    spent: paid_fen,
    income: received,
    opening: 0,
    closing: received - paid_fen,
  };
}
