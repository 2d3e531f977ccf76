import type { ReactNode } from "react";
import { momentText } from "../../shared/dates.ts";
import { useWords } from "../../shared/words.ts";
import type { FindingProps } from "./finding.tsx";
import { SUPERVISION_WORDS } from "./supervision.words.ts";

interface Event {
  readonly at: string;
  readonly who: string;
  readonly what: ReactNode;
  readonly reason: string;
}

/** What happened to a finding, the latest first: nothing of it is ever taken away. */
export function FindingHistory({ finding }: FindingProps) {
  const words = useWords(SUPERVISION_WORDS);
  const { feedbacks, judgements, audited_at, institution } = finding;
  const events: readonly Event[] = [
    ...feedbacks.map((one) => ({
      at: one.at,
      who: `${words.doctor} ${one.operator ?? ""}`.trim(),
      what: words.ways(one.way),
      reason: one.reason,
    })),
    ...judgements.map((one) => ({
      at: one.at,
      who: one.officer_name,
      what: words.decisions(one.decision),
      reason: one.reason,
    })),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <ol className="finding-history" aria-label={words.history}>
      {events.map(({ at, who, what, reason }) => (
        <li key={at + who}>
          <div>
            <strong>{what}</strong> {who}
          </div>
          {reason === "" ? null : <div>{reason}</div>}
          <div className="muted">{momentText(at)}</div>
        </li>
      ))}
      <li>
        <div>
          <strong>{words.found}</strong> {institution}
        </div>
        <div className="muted">{momentText(audited_at)}</div>
      </li>
    </ol>
  );
}
