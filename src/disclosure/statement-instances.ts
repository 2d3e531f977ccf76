import type { Instance } from "./instance.ts";
import type { StatementRelation, StatementRule } from "./rule.ts";
import {
  change,
  changeRate,
  completion,
  partSums,
  shareOf,
  sharesClose,
} from "./statement-constraints.ts";
import type { Told } from "./statement-figures.ts";
import { repeats } from "./statement-repeats.ts";
import { saidConstraints } from "./statement-words.ts";
import { figuresOf, ruleFor, type TellingContext } from "./telling.ts";

/** Every instance of the rules on sentences: of each relation the first rule that fits. */
export function statementInstances(
  rules: readonly StatementRule[],
  context: TellingContext,
): readonly Instance[] {
  const byRelation = new Map<StatementRelation, StatementRule[]>();
  for (const rule of rules) {
    byRelation.set(rule.relation, [...(byRelation.get(rule.relation) ?? []), rule]);
  }
  const instances = context.index.told.flatMap((told) =>
    [...byRelation].flatMap(([relation, candidates]) => {
      const rule = ruleFor(candidates, told);
      return rule === undefined ? [] : instancesOf(relation, rule, told, context);
    }),
  );
  return [...instances, ...repeats(byRelation.get("repeat") ?? [], context)];
}

function instancesOf(
  relation: StatementRelation,
  rule: StatementRule,
  told: Told,
  context: TellingContext,
): readonly Instance[] {
  switch (relation) {
    case "completion":
      return figuresOf(told, "completion").map((one) => completion(rule, told, one, context));
    case "change":
      return figuresOf(told, "change").flatMap((one) => change(rule, told, one, context));
    case "change-rate":
      return figuresOf(told, "change-rate").map((one) => changeRate(rule, told, one, context));
    case "share":
      return figuresOf(told, "share").map((one) => shareOf(rule, told, one, context));
    case "shares-close":
      return sharesClose(rule, told, context).map((constraint) => ({ constraint }));
    case "parts":
      return partSums(rule, told, context).map((constraint) => ({ constraint }));
    case "repeat":
      return [];
    default:
      return saidConstraints(relation, rule, told, context);
  }
}
