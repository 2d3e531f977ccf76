import { Amount, amountText } from "../../shared/amounts.tsx";
import { usePreferences } from "../../shared/preferences.ts";
import { useWords } from "../../shared/words.ts";
import { DEMO_WALK_WORDS } from "./demo-walk.words.ts";

export interface TrialFiguresProps {
  readonly trial: {
    readonly total_fen: number;
    readonly fund_fen: number;
    readonly person_fen: number;
    readonly account_fen: number;
    readonly cash_fen: number;
  };
}

/** What a bill comes to: all of it, the funds' part, the person's. */
export function TrialFigures({ trial }: TrialFiguresProps) {
  const own = useWords(DEMO_WALK_WORDS);
  const { unit } = usePreferences();
  const { total_fen, fund_fen, person_fen, account_fen, cash_fen } = trial;
  const text = (fen: number) => amountText(fen, unit);
  return (
    <dl className="figures">
      <div className="figure figure-total">
        <dt>{own.sum}</dt>
        <dd>
          <Amount fen={total_fen} unit />
        </dd>
      </div>
      <div className="figure figure-fund">
        <dt>{own.fund}</dt>
        <dd>
          <Amount fen={fund_fen} unit />
        </dd>
      </div>
      <div className="figure figure-person">
        <dt>{own.person}</dt>
        <dd>
          <Amount fen={person_fen} unit />
          <div className="figure-part">
            {own.account} {text(account_fen)} · {own.cash} {text(cash_fen)}
          </div>
        </dd>
      </div>
    </dl>
  );
}
