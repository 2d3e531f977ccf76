import type { CheckRule, Outcome, RuleResult } from "../disclosure/index.ts";
import type { CheckContext, Defect } from "./defect.ts";
import type { CheckedRule, Coverage } from "./report.ts";

/**
 * How often each rule was judged and how it went. A rule of the text is judged once for the whole
 * document, and as often as it is broken.
 */
export function coverageOf(
  judged: readonly RuleResult[],
  rules: ReadonlyMap<string, CheckRule>,
  defects: readonly Defect[],
  context: CheckContext,
): Coverage {
  const own = [...rules.values()].flatMap((rule) => resultsOf(rule, defects, context));
  const checks: readonly CheckedRule[] = [...judged, ...own];
  const count = (outcome: Outcome) => checks.filter((one) => one.outcome === outcome).length;
  return {
    pass: count("pass"),
    hint: count("hint"),
    fail: count("fail"),
    not_applicable: count("not-applicable"),
    unresolved: count("unresolved"),
    checks,
  };
}

function resultsOf(
  rule: CheckRule,
  defects: readonly Defect[],
  context: CheckContext,
): readonly CheckedRule[] {
  const { id, title } = rule;
  const broken = defects.filter((one) => one.rule === id);
  if (broken.length > 0) {
    return broken.map((one) => ({
      ...{ rule: id, title, outcome: outcomeOf(one, rule) },
      ...{ address: "", place: one.place, note: one.printed },
    }));
  }
  const outcome = unbroken(rule, context);
  return [{ rule: id, title, outcome, address: "", place: null, note: "" }];
}

function outcomeOf({ severity }: Defect, rule: CheckRule): Outcome {
  const weight = severity ?? rule.severity;
  if (weight === "unresolved") return "unresolved";
  return weight === "hint" ? "hint" : "fail";
}

/** A rule passes only where there was something to judge it on. */
function unbroken(rule: CheckRule, { passages, disclosure, against }: CheckContext): Outcome {
  if (!rule.kinds.includes(disclosure.kind)) return "not-applicable";
  if (rule.check === "document-against") return against === null ? "not-applicable" : "pass";
  if (rule.check.startsWith("table") || rule.check.startsWith("code")) {
    return disclosure.tables.length > 0 ? "pass" : "unresolved";
  }
  return passages.some(({ kind }) => kind === "paragraph") ? "pass" : "unresolved";
}
