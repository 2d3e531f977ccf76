import type { Disclosure, Fact, FoundTable } from "./disclosure.ts";
import type { Printed } from "./printed.ts";
import type { TableFlaw } from "./table-flaw.ts";

/** The disclosure as it would be with the table put right; places are those printed. */
export function mendTable(disclosure: Disclosure, { topic, guess }: TableFlaw): Disclosure {
  const isOwn = inTable(disclosure.tables, topic);
  const mend = (fact: Fact): Fact => {
    if (!isOwn(fact)) return fact;
    if (guess.form === "unit") return { ...fact, printed: scaled(fact.printed, guess.factor) };
    if (guess.but_total && fact.row === "total") return fact;
    return { ...fact, column: guess.meant.get(fact.column) ?? fact.column };
  };
  const tables = disclosure.tables.map((table) => {
    if (table.topic !== topic || guess.form === "unit") return table;
    return { ...table, columns: table.columns.map((one) => guess.meant.get(one) ?? one) };
  });
  return { ...disclosure, facts: disclosure.facts.map(mend), tables };
}

/** A table may hold figures of another topic, which has no table of its own. */
function inTable(tables: readonly FoundTable[], topic: string): (fact: Fact) => boolean {
  const titles = new Set(tables.filter((one) => one.topic === topic).map(({ title }) => title));
  const topics = new Set(tables.map((one) => one.topic));
  titles.delete("");
  return (fact) =>
    fact.source === "table" &&
    (fact.topic === topic || (!topics.has(fact.topic) && titles.has(fact.place.table)));
}

/** What has its unit beside it is not printed in that of the table. */
function scaled(printed: Printed, factor: number): Printed {
  const { quantity, value, step, text } = printed;
  if (quantity !== "money" || /元/.test(text)) return printed;
  const mended = { value: Math.round(value * factor), step: Math.round(step * factor) };
  if (!Number.isSafeInteger(mended.value)) return printed;
  return { ...printed, value: mended.value, step: Math.max(1, mended.step) };
}
