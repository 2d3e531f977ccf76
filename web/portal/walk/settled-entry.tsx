import { Amount, useUnitWord } from "../../shared/amounts.tsx";
import { dateText } from "../../shared/dates.ts";
import { useWords } from "../../shared/words.ts";
import { DEMO_WALK_WORDS } from "./demo-walk.words.ts";
import type { Settled } from "./settled-walk.tsx";

export interface SettledEntryProps {
  readonly entry: Settled["entries"][number];
}

/** The journal entry of the settlement: accounts, debit, credit, and that they are equal. */
export function SettledEntry({ entry }: SettledEntryProps) {
  const own = useWords(DEMO_WALK_WORDS);
  const unit = useUnitWord();
  const { postings, debit_fen, credit_fen } = entry;
  return (
    <section className="plain-card">
      <h2>
        {own.entry}{" "}
        <small className="muted">{own.entryOf(entry.entry_no, dateText(entry.date))}</small>
      </h2>
      <p className="muted">{own.entryWhy}</p>
      <table className="layers-list">
        <caption className="only-heard">{own.entry}</caption>
        <thead>
          <tr>
            <th scope="col">{own.accountCode}</th>
            <th scope="col">{own.pool}</th>
            <th scope="col" className="numeric">
              {own.debit}（{unit}）
            </th>
            <th scope="col" className="numeric">
              {own.credit}（{unit}）
            </th>
          </tr>
        </thead>
        <tbody>
          {postings.map((posting, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an account may stand twice, in order.
            <tr key={index}>
              <th scope="row">
                <code>{posting.code}</code> {posting.name}
              </th>
              <td>{posting.pool}</td>
              <td className="numeric">
                {posting.debit_fen === null ? "" : <Amount fen={posting.debit_fen} />}
              </td>
              <td className="numeric">
                {posting.credit_fen === null ? "" : <Amount fen={posting.credit_fen} />}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="sum-row">
            <th scope="row" colSpan={2}>
              {own.totals}
            </th>
            <td className="numeric">
              <Amount fen={debit_fen} strong />
            </td>
            <td className="numeric">
              <Amount fen={credit_fen} strong />
            </td>
          </tr>
          <tr>
            <th scope="row" colSpan={3}>
              {own.difference}
            </th>
            <td className="numeric">
              <Amount fen={debit_fen - credit_fen} strong />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
