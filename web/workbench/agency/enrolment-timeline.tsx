import { periodText } from "../../shared/dates.ts";
import { Mark } from "../../shared/mark.tsx";
import { useWords } from "../../shared/words.ts";
import { AGENCY_WORDS } from "./agency.words.ts";
import type { PersonAnswer } from "./person-head.tsx";

export interface EnrolmentTimelineProps {
  readonly enrolments: PersonAnswer["enrolments"];
}

/** Every enrolment, the latest first, on one line of time. */
export function EnrolmentTimeline({ enrolments }: EnrolmentTimelineProps) {
  const words = useWords(AGENCY_WORDS);
  const latestFirst = enrolments.toSorted((a, b) => (a.from < b.from ? 1 : -1));
  return (
    <ol className="timeline">
      {latestFirst.map((one) => (
        <li
          key={one.insutype + one.from}
          className={one.is_current && one.state === "1" ? "timeline-now" : ""}
        >
          <div className="timeline-period">{periodText(one.from, one.to, words.now)}</div>
          <div>
            <strong>{one.scheme}</strong>{" "}
            <Mark tone={one.state === "1" ? (one.is_current ? "good" : "plain") : "warn"}>
              {one.state_word}
            </Mark>
          </div>
          <div className="muted">
            {[
              one.person_type,
              one.employer_name,
              one.region,
              one.civil_servant_rank === null
                ? ""
                : `${words.civilServant}：${one.civil_servant_rank}`,
            ]
              .filter((text) => text !== "")
              .join(" · ")}
          </div>
        </li>
      ))}
    </ol>
  );
}
