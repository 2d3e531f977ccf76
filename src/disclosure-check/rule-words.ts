import type { CheckRule, Finding, Rule } from "../disclosure/index.ts";
import type { Defect } from "./defect.ts";

/** The words of the rules that checks judge, by id. */
export function checkRulesOf(rules: readonly Rule[]): ReadonlyMap<string, CheckRule> {
  return new Map(
    rules.flatMap((rule) => (rule.form === "check" ? [[rule.id, rule] as const] : [])),
  );
}

/** A defect in the words of its rule. */
export function findingOf(defect: Defect, rules: ReadonlyMap<string, CheckRule>): Finding {
  const rule = rules.get(defect.rule);
  if (rule === undefined) throw new Error(`no record of rule ${defect.rule}`);
  const { printed, expected = "", difference = "", words = {}, place } = defect;
  const filled = (text: string) => fill(text, { printed, expected, difference, ...words });
  return {
    id: "",
    rule: rule.id,
    outcome: defect.severity ?? rule.severity,
    title: rule.title,
    where: place,
    printed,
    expected,
    difference,
    message: filled(rule.message),
    suggestion: filled(rule.suggestion),
    merged: [],
  };
}

/** Puts words in for `{name}`; a part in `[…]` falls away with the word that is not known. */
function fill(template: string, words: Readonly<Record<string, string>>): string {
  const put = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? "");
  return put(
    template.replace(/\[([^[\]]*\{(\w+)\}[^[\]]*)\]/g, (_, part: string, name: string) => {
      return (words[name] ?? "") === "" ? "" : part;
    }),
  );
}
