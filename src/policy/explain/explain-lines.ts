import type { Step } from "../adjudication.ts";
import type { StepsOfPart } from "./step-parts.ts";
import type { Telling } from "./telling.ts";
import { money, moneyOrNone, percent } from "./words.ts";

/** What of the cost is in scope. */
export function openingSentence(telling: Telling, part: StepsOfPart): void {
  const { words } = telling;
  const { phrases } = words;
  const scope = part.person?.step.base_fen ?? 0;
  const sum = (kind: Step["kind"]) =>
    part.lines.reduce((all, { step }) => all + (step.kind === kind ? step.result_fen : 0), 0);
  const amounts = {
    full: sum("line-full-self"),
    over: sum("line-over-limit"),
    first: sum("line-first-share"),
  };
  const outside = (["full", "over", "first"] as const).flatMap((which) => {
    const amount = moneyOrNone(words, amounts[which]);
    return amount === "" ? [] : [phrases.outside[which](amount)];
  });
  const total = scope + amounts.full + amounts.over + amounts.first;
  const text = phrases.opening(money(words, total), outside, money(words, scope));
  const source = part.person?.step.source;
  telling.say(phrases.headings.lines, text, source ? [source] : []);
}

/** Lines that are treated alike share a sentence: a stay may have hundreds. */
export function lineSentences(telling: Telling, part: StepsOfPart): void {
  const alike = new Map<string, Step[]>();
  for (const { step } of part.lines) {
    const key = `${step.kind} ${step.kind === "line-first-share" ? step.rate_ppm : ""}`;
    alike.set(key, [...(alike.get(key) ?? []), step]);
  }
  for (const steps of alike.values()) sayLines(telling, steps);
}

function sayLines({ words, numbered, say }: Telling, steps: readonly Step[]): void {
  const { phrases } = words;
  const [first] = steps as readonly [Step];
  const lines = numbered ? phrases.lines(steps.map(({ line }) => (line ?? 0) + 1)) : "";
  const sum = (amount: (step: Step) => number) =>
    money(
      words,
      steps.reduce((all, step) => all + amount(step), 0),
    );
  const base = sum((step) => step.base_fen);
  const result = sum((step) => step.result_fen);
  const text = () => {
    switch (first.kind) {
      case "line-full-self":
        return phrases.lineFullSelf(lines, base);
      case "line-over-limit":
        return phrases.lineOverLimit(lines, base, result);
      case "line-paid-alone":
        return phrases.linePaidAlone(lines, result);
      default: {
        const rate = percent(first.rate_ppm ?? 0);
        return phrases.lineFirstShare(lines, base, rate, result, steps.length > 1);
      }
    }
  };
  say(phrases.headings.lines, text(), [first.source]);
}
