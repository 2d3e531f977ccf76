import { Amount, amountText } from "../../shared/amounts.tsx";
import { Unverified } from "../../shared/feedback.tsx";
import { useWords } from "../../shared/words.ts";
import { AGENCY_WORDS } from "./agency.words.ts";
import type { PersonAnswer } from "./person-head.tsx";

type Meter = PersonAnswer["meters"][number];

/** What was used of each limit of the year: a bar where there is a limit, a figure where not. */
export function Meters({ meters }: { readonly meters: readonly Meter[] }) {
  const words = useWords(AGENCY_WORDS);
  if (meters.length === 0) return <p className="muted">{words.metersNone}</p>;
  return (
    <ul className="meters">
      {meters.map((meter) => (
        <li key={meter.name}>
          {meter.limit_fen === null || meter.limit_fen === 0 ? (
            <Figure meter={meter} />
          ) : (
            <Bar meter={meter} limit_fen={meter.limit_fen} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Figure({ meter }: { readonly meter: Meter }) {
  const words = useWords(AGENCY_WORDS);
  return (
    <div className="meter-head">
      <span>{meter.title}</span>
      <span className="numeric">
        {meter.unit === "count" ? words.times(meter.amount) : <Amount fen={meter.amount} unit />}
      </span>
    </div>
  );
}

const FULL = 100;

function Bar({ meter, limit_fen }: { readonly meter: Meter; readonly limit_fen: number }) {
  const words = useWords(AGENCY_WORDS);
  const { title, amount, role, document, clause, unverified } = meter;
  const share = Math.min(FULL, (amount / limit_fen) * FULL);
  const isFull = amount >= limit_fen;
  const left = amountText(limit_fen - amount);
  const told = isFull ? words.reached : role === "cap" ? words.left(left) : words.toGo(left);
  return (
    <>
      <div className="meter-head">
        <span>{title}</span>
        <span className="numeric">
          <Amount fen={amount} strong /> / <Amount fen={limit_fen} unit />
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: no browser lets the element be drawn like this. */}
      <div
        className="meter"
        role="meter"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={FULL}
        aria-valuenow={Math.round(share)}
        aria-valuetext={told}
      >
        <div
          className={`meter-fill meter-${role}${isFull ? " meter-full" : ""}`}
          style={{ width: `${share}%` }}
        />
      </div>
      <div className="meter-foot muted">
        <span>
          {words.roles(role ?? "")} · {told}
        </span>
        <span>
          {document} {clause} {unverified ? <Unverified /> : null}
        </span>
      </div>
    </>
  );
}
