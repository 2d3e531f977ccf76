import { Amount, countText } from "../../shared/amounts.tsx";
import type { AnswerOf } from "../../shared/client.ts";
import { Unverified } from "../../shared/feedback.tsx";
import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { ME_WORDS } from "./me.words.ts";

type File = AnswerOf<"GET /api/v1/me">;
type Meter = File["meters"][number];

export interface MetersProps {
  readonly file: File;
  readonly onYear: (year: string) => void;
}

/** What the year has used of each limit. */
export function Meters({ file, onYear }: MetersProps) {
  const words = useWords(ME_WORDS);
  const { year, years, meters } = file;
  return (
    <>
      <h2 className="section-title">{words.meters(year)}</h2>
      <p className="muted">{words.metersWhy}</p>
      {years.length < 2 ? null : (
        <p className="tags">
          {years.map((one) => (
            <button
              key={one}
              type="button"
              className="hall-choice"
              aria-pressed={one === year}
              onClick={() => onYear(one)}
            >
              {one}
            </button>
          ))}
        </p>
      )}
      {meters.length === 0 ? (
        <p>{words.noMeters}</p>
      ) : (
        <section className="plain-card meters">
          {meters.map((meter) => (
            <MeterRow key={meter.name} meter={meter} />
          ))}
        </section>
      )}
    </>
  );
}

function MeterRow({ meter }: { readonly meter: Meter }) {
  const words = useWords(ME_WORDS);
  const { title, unit, amount, limit_fen, document, clause, unverified } = meter;
  const percent = limit_fen === null || limit_fen === 0 ? null : (amount / limit_fen) * 100;
  return (
    <div>
      <div className="meter-words">
        <span>{title}</span>
        <span>
          {unit === "yuan" ? <Amount fen={amount} unit /> : countText(amount)}
          {limit_fen === null ? null : (
            <>
              {" "}
              / <Amount fen={limit_fen} unit />{" "}
              {amount >= limit_fen ? <Mark tone="warn">{words.done}</Mark> : null}
            </>
          )}
        </span>
      </div>
      {percent === null ? null : (
        <div className="meter-bar" aria-hidden>
          <span style={{ width: `${Math.min(100, percent)}%` }} />
        </div>
      )}
      {document === null ? null : (
        <div className="muted">
          {document} {clause} {unverified ? <Unverified /> : null}
        </div>
      )}
    </div>
  );
}
