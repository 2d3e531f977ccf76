import { amountText, rateText } from "../../shared/amounts.tsx";
import { useWords } from "../../shared/words.ts";
import { BUDGET_WORDS } from "./budget.words.ts";

/** What became of a budget; all in fen. */
export interface Usage {
  readonly budget_fen: number;
  readonly paid_fen: number;
  readonly committed_fen: number;
  readonly gone_fen: number;
  readonly available_fen: number;
}

const PPM = 1_000_000;

/** Paid of the adjusted budget, as a text; a dash where there is no budget. */
export function paidRate({ budget_fen, paid_fen }: Usage): string {
  return budget_fen <= 0 ? "—" : rateText(Math.round((paid_fen / budget_fen) * PPM));
}

/** Paid, committed and left of a budget as one bar. */
export function BudgetBar({ usage }: { readonly usage: Usage }) {
  const words = useWords(BUDGET_WORDS);
  const { budget_fen, paid_fen, committed_fen, gone_fen, available_fen } = usage;
  const whole = Math.max(budget_fen, 1);
  const width = (fen: number) => ({ width: `${(Math.max(fen, 0) / whole) * 100}%` });
  const said = [
    `${words.paid} ${amountText(paid_fen)}（${paidRate(usage)}）`,
    `${words.committed} ${amountText(committed_fen)}`,
    `${words.available} ${amountText(available_fen)}`,
  ].join("，");
  return (
    <div className="budget-bar" role="img" aria-label={said} title={said}>
      <span className="budget-paid" style={width(paid_fen)} />
      <span className="budget-committed" style={width(committed_fen)} />
      <span className="budget-gone" style={width(gone_fen)} />
    </div>
  );
}

export function BudgetKey() {
  const words = useWords(BUDGET_WORDS);
  return (
    <div className="budget-key" aria-hidden>
      <span>
        <i className="budget-paid" />
        {words.paid}
      </span>
      <span>
        <i className="budget-committed" />
        {words.committed}
      </span>
      <span>
        <i className="budget-gone" />
        {words.gone}
      </span>
      <span>
        <i className="budget-left" />
        {words.available}
      </span>
    </div>
  );
}
