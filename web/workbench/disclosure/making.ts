import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { type AnswerOf, type BodyOf, call } from "../../shared/client.ts";
import { Problem } from "../../shared/problem.ts";
import { queries } from "../../shared/queries.ts";
import { placedProblem } from "./data-place.ts";

export type Making = BodyOf<"POST /api/v1/disclosures/publications">;
export type Missing = AnswerOf<"POST /api/v1/disclosures/publications">["missing"];

const LIST = "GET /api/v1/disclosures/publications";

/** Sends what is to be made; what was made is opened, what is missing is told. */
export function useMaking(onMissing: (making: Making, missing: Missing) => void) {
  const [began, setBegan] = useState<number | null>(null);
  const [, navigate] = useLocation();
  const seconds = useSeconds(began);
  const send = async (body: Making) => {
    setBegan(performance.now());
    try {
      return await call("POST /api/v1/disclosures/publications", { body });
    } catch (error) {
      throw error instanceof Problem ? placedProblem(error) : error;
    } finally {
      setBegan(null);
    }
  };
  const done = (answer: AnswerOf<"POST /api/v1/disclosures/publications">, making: Making) => {
    if (answer.publication_no === null) {
      onMissing(making, answer.missing);
      return;
    }
    queries.invalidateQueries({ queryKey: [LIST] });
    navigate(`/disclosures/publications/${answer.publication_no}`);
  };
  return { send, done, seconds };
}

const TICK_MILLISECONDS = 500;

/** Null while nothing runs. */
function useSeconds(began: number | null): number | null {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (began === null) return undefined;
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [began]);
  return began === null ? null : Math.max(0, Math.floor((now - began) / 1_000));
}
