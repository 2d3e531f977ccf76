import type { ReactNode } from "react";
import { Amount, countText } from "../../shared/amounts.tsx";
import { useWords } from "../../shared/words.ts";
import { DEMO_WALK_WORDS } from "./demo-walk.words.ts";
import type { Settled } from "./settled-walk.tsx";

type Meter = Settled["meters"][number];

export interface SettledYearProps {
  readonly settled: Settled;
}

/** What the bill used of the person's year, and of the account. */
export function SettledYear({ settled: { year, meters, balance } }: SettledYearProps) {
  const own = useWords(DEMO_WALK_WORDS);
  const { before_fen, after_fen } = balance;
  const heads = [own.before, own.moved, own.after, own.limit];
  return (
    <section className="plain-card">
      <h2>{own.year(year)}</h2>
      <p className="muted">{own.yearWhy}</p>
      <table className="layers-list">
        <caption className="only-heard">{own.year(year)}</caption>
        <thead>
          <tr>
            <th scope="col">{own.meter}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="numeric">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before_fen === 0 && after_fen === 0 ? null : (
            <Row title={own.own} before={before_fen} after={after_fen} unit="yuan" limit={null} />
          )}
          {meters.map(({ name, title, before, after, unit, limit_fen }) => (
            <Row key={name} {...{ title, before, after, unit }} limit={limit_fen} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps extends Pick<Meter, "title" | "before" | "after" | "unit"> {
  readonly limit: number | null;
}

function Row({ title, before, after, unit, limit }: RowProps) {
  const text = (value: number): ReactNode =>
    unit === "yuan" ? <Amount fen={value} /> : countText(value);
  const moved = after - before;
  const percent = limit === null || limit === 0 ? null : Math.min(100, (after / limit) * 100);
  return (
    <tr className={moved === 0 ? "muted" : undefined}>
      <th scope="row">
        {title}
        {percent === null ? null : (
          <div className="meter-bar" aria-hidden>
            <span style={{ width: `${percent}%` }} />
          </div>
        )}
      </th>
      <td className="numeric">{text(before)}</td>
      <td className="numeric">
        {moved === 0 ? (
          "—"
        ) : (
          <strong>
            {moved > 0 ? "+" : ""}
            {text(moved)}
          </strong>
        )}
      </td>
      <td className="numeric">{text(after)}</td>
      <td className="numeric">{limit === null || limit === 0 ? "" : <Amount fen={limit} />}</td>
    </tr>
  );
}
