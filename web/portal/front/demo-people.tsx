import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { callWith } from "../../shared/client.ts";
import { ProblemAlert } from "../../shared/feedback.tsx";
import { Problem } from "../../shared/problem.ts";
import { useWords } from "../../shared/words.ts";
import "../portal.css";
import { PORTAL_WORDS } from "../portal.words.ts";
import { enterAs } from "./enter-as.ts";

/** In a demo: people whom a visitor may be. The credential is the one that an agency issues. */
export function DemoPeople() {
  const words = useWords(PORTAL_WORDS);
  const people = useDemoPeople().data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const enter = async (person_no: string) => {
    setChosen(person_no);
    setProblem(null);
    try {
      await enterAs(person_no);
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(500, {}));
      setChosen(null);
    }
  };
  if (people.length === 0) return null;
  return (
    <section aria-label={words.demoPeople}>
      <h2 className="section-title">{words.demoPeople}</h2>
      <p className="muted">{words.demoPeopleWhy}</p>
      {problem === null ? null : <ProblemAlert problem={problem} />}
      <div className="demo-people">
        {people.map((one) => (
          <button
            key={one.person_no}
            type="button"
            className="demo-person"
            disabled={chosen !== null}
            onClick={() => enter(one.person_no)}
          >
            <strong>{one.name}</strong>
            <span className="muted">{words.demoPerson(one.scheme, one.born)}</span>
            <span className="muted">{words.demoSettlements(one.settlements)}</span>
          </button>
        ))}
      </div>
    </section>
  );
}

/** None where the platform does not run as a demo. */
function useDemoPeople() {
  return useQuery({
    queryKey: ["demo-people"],
    queryFn: async () => {
      try {
        return (await callWith("GET /api/v1/demo/people", {}, { quiet: true })).people;
      } catch (error) {
        if (error instanceof Problem && error.status < 500) return [];
        throw error;
      }
    },
  });
}
