import { YibaoError } from "../../kernel/index.ts";
import type { Accumulators, CaseAccumulator } from "../../policy/index.ts";
import { amount } from "./question.ts";
import { SHOWN_MOST } from "./words.ts";

/**
 * The year so far in the words of the question. An accumulator goes by its name, its title, or the
 * end of its name where no other of the case ends alike: `admissions`, `本年同级住院次数`.
 * @throws YibaoError CALCULATOR-NOT-ALLOWED naming what the case knows, MONEY-*
 */
export function openingOf(
  known: readonly CaseAccumulator[],
  given: Readonly<Record<string, string>>,
): Accumulators {
  const opening: Record<string, number> = {};
  for (const [word, value] of Object.entries(given)) {
    const field = `this_year.${word.slice(0, SHOWN_MOST)}`;
    const found = accumulatorMeant(known, word.trim());
    if (found === null) {
      const allowed = known.map(({ name, title }) => `${title}（${name}）`).join("、") || "无";
      const details = { title: "本年累计", value: word.slice(0, SHOWN_MOST), allowed };
      throw new YibaoError("CALCULATOR-NOT-ALLOWED", details, field);
    }
    opening[found.name] = found.unit === "count" ? count(field, value) : amount(field, value);
  }
  return opening;
}

function accumulatorMeant(known: readonly CaseAccumulator[], word: string): CaseAccumulator | null {
  const exact = known.find(({ name, pattern, title }) => [name, pattern, title].includes(word));
  if (exact !== undefined) return exact;
  for (const called of [shortName, lastName]) {
    const found = known.filter((one) => called(one) === word);
    if (found.length === 1) return found[0] as CaseAccumulator;
  }
  return null;
}

/** `inpatient.admissions` of `inpatient.admissions.{hospital_level}`. */
function shortName({ pattern }: CaseAccumulator): string {
  return pattern.replace(/\.\{\w+\}/g, "");
}

function lastName(one: CaseAccumulator): string {
  return shortName(one).split(".").at(-1) as string;
}

const COUNT_MOST = 1_000;

function count(field: string, value: string): number {
  const number = Number(value);
  if (/^\d{1,4}$/.test(value) && number <= COUNT_MOST) return number;
  const details = {
    title: "次数",
    value: value.slice(0, SHOWN_MOST),
    allowed: `0 至 ${COUNT_MOST} 的整数`,
  };
  throw new YibaoError("CALCULATOR-NOT-ALLOWED", details, field);
}
