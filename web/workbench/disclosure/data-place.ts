import { Problem } from "../../shared/problem.ts";
import { wordsNow } from "../../shared/words.ts";
import { PUBLICATION_WORDS } from "./publication.words.ts";

/**
 * A problem with a data file says where in it: `general.csv:3:5` is no field of the form, and goes
 * before the words. Several places stand side by side: `overview.csv:6:2、general.csv:3:5`.
 */
export function placedProblem(problem: Problem): Problem {
  const { status, code, field, mend, message } = problem;
  const places = (field ?? "").split("、").map(dataPlace);
  if (places.some((place) => place === null)) return problem;
  const reason = `${places.join("、")}：${problem.reason ?? message}`;
  return new Problem(status, {
    ...{ detail: reason, reason },
    ...(code === null ? {} : { code }),
    ...(mend === null ? {} : { mend }),
  });
}

const PLACE = /^(.+\.(?:csv|yaml|xlsx?))(?::(\d+))?(?::(\d+))?$/i;

/** “general.csv 第 3 行第 5 列”; null for what is no place in a data file. */
function dataPlace(text: string): string | null {
  const match = PLACE.exec(text);
  if (match === null) return null;
  const [, file = "", line, column] = match;
  return wordsNow(PUBLICATION_WORDS).placeIn(file, line ?? "", column ?? "");
}
