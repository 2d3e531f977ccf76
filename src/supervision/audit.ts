import type { Provenance } from "../policy/index.ts";
import { eachWithRests, type Steps } from "../store/index.ts";
import type { AuditFacts, OrderLine } from "./audit-facts.ts";
import type { AuditFinding, AuditFindingLine, Outcome, RuleId, Verdict } from "./audit-finding.ts";
import { NOT_IN_CATALOGUE_RULE, PRICE_RULE, UNMAPPED_RULE } from "./rules/catalogue-rules.ts";
import { DIAGNOSIS_RULE, LIMITED_USE_RULE } from "./rules/condition-rules.ts";
import { GROUP_RULE, SAME_DAY_RULE, SUPPLY_RULE } from "./rules/duplicate-rules.ts";
import { AGE_RULE, SEX_RULE } from "./rules/person-rules.ts";
import { CARE_RULE, LEVEL_RULE } from "./rules/place-rules.ts";
import { DAILY_QUANTITY_RULE, DAYS_RULE, VISIT_QUANTITY_RULE } from "./rules/quantity-rules.ts";
import { itemKind, type Rule } from "./rules/rule.ts";

/** Every rule, in the order in which findings are told. */
export const RULES: readonly Rule[] = [
  SEX_RULE,
  AGE_RULE,
  LEVEL_RULE,
  CARE_RULE,
  DAILY_QUANTITY_RULE,
  VISIT_QUANTITY_RULE,
  DAYS_RULE,
  DIAGNOSIS_RULE,
  LIMITED_USE_RULE,
  NOT_IN_CATALOGUE_RULE,
  UNMAPPED_RULE,
  PRICE_RULE,
  SAME_DAY_RULE,
  SUPPLY_RULE,
  GROUP_RULE,
];

/**
 * What is wrong with an order. Pure: the same facts give the same findings. Where the source of a
 * limit is not official, a breach of it is at most a suspicion, and the evidence says 待核实.
 * Rests between rules: thousands of orders take a tenth of a second.
 * @param chosen the rules to run; all when it is null
 */
export function* auditOrder(
  facts: AuditFacts,
  chosen: ReadonlySet<RuleId> | null,
): Steps<readonly AuditFinding[]> {
  const findings: AuditFinding[] = [];
  for (const rule of RULES) {
    if (chosen !== null && !chosen.has(rule.id)) continue;
    const verdicts = rule.judge(facts);
    yield* eachWithRests(verdicts, (verdict) => findings.push(findingOf(facts, rule, verdict)));
    yield;
  }
  return findings;
}

function findingOf({ current }: AuditFacts, rule: Rule, verdict: Verdict): AuditFinding {
  const { offending, involved = [], reason, mend, source } = verdict;
  const [first] = offending;
  const national = first === undefined ? undefined : rule.national[itemKind(first)];
  return {
    rule: rule.id,
    rule_title: rule.title,
    visit_id: current.visit_id,
    outcome: outcomeOf(verdict.outcome, source),
    amount_fen: verdict.amount_fen,
    content: `${reason}。${mend}。`,
    evidence: evidenceOf(national, source),
    lines: [...offending.map(lineAs("offending")), ...involved.map(lineAs("involved"))],
  };
}

/** A breach of what nobody has verified is not called clear. */
function outcomeOf(outcome: Outcome, { basis }: Provenance): Outcome {
  return outcome === "violation" && basis !== "official" ? "suspicion" : outcome;
}

function evidenceOf(national: string | undefined, source: Provenance): string {
  const { document, clause, basis } = source;
  const place = clause === "" ? document : `${document} ${clause}`;
  const value = basis === "official" ? place : `${place}（待核实）`;
  const rule = national === undefined ? "" : `国家医保基金智能监管规则库 ${national}；`;
  return `${rule}依据：${value}`;
}

function lineAs(role: AuditFindingLine["role"]): (line: OrderLine) => AuditFindingLine {
  return ({ visit_id, order_id, amount_fen, ...line }) => {
    const { item_code, item_name, own_code, day } = line;
    const { quantity_ten_thousandths, price_micro_yuan } = line;
    const item = {
      item_code,
      item_name,
      own_code,
      day,
      quantity_ten_thousandths,
      price_micro_yuan,
    };
    return { visit_id, order_id, role, amount_fen, item };
  };
}
