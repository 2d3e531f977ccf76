import {
  type Fact,
  judge,
  loadRules,
  type Printed,
  type ProfileTable,
  type RelationRule,
} from "../../disclosure/index.ts";
import { fen } from "../../kernel/index.ts";
import type { Scope } from "../narrative/scope.ts";
import { type MoneyForm, stepOf, stepsOf } from "../printed-money.ts";

/** How a table prints its amounts. */
type Form = Pick<MoneyForm, "unit" | "decimals">;

/**
 * The topics of tables whose figures add up to the fen and, each rounded by itself, do not add up
 * as printed: below these it is said. Judged by the rules that a reader would check them by.
 */
export function roundedTables(
  scope: Scope,
  formOf: (table: ProfileTable) => Form,
): ReadonlySet<string> {
  const { disclosure, profile, charts } = scope;
  const forms = new Map(profile.tables.map((table) => [table.topic, formOf(table)]));
  const isExact = disclosure.facts.every(({ topic, printed }) => {
    const form = forms.get(topic);
    return form === undefined || printed.quantity !== "money" || printed.step >= stepOf(form);
  });
  if (isExact) return new Set();
  const facts = disclosure.facts.flatMap((fact) => printedFact(fact, forms));
  const tables = disclosure.tables.map((table) => ({ ...table, notes: [] }));
  const rules = loadRules().filter((rule): rule is RelationRule => {
    return rule.form === "relation" && !rule.is_heuristic && rule.against === null;
  });
  const printed = { ...disclosure, facts, tables, statements: [] };
  const { checks } = judge(printed, { rules, profile, charts });
  const hints = checks.filter(({ outcome }) => outcome === "hint");
  return new Set(hints.map(({ address }) => address.slice(0, address.indexOf("["))));
}

function printedFact(fact: Fact, forms: ReadonlyMap<string, Form>): readonly Fact[] {
  const form = forms.get(fact.topic);
  if (fact.source !== "table" || form === undefined) return [];
  if (fact.printed.quantity !== "money") return [fact];
  return [{ ...fact, printed: rounded(fact.printed, form) }];
}

function rounded(printed: Printed, form: Form): Printed {
  const step = stepOf(form);
  if (printed.step >= step) return printed;
  return { ...printed, step, value: stepsOf(fen(printed.value), form) * step };
}
