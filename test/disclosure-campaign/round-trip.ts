import { loadCharts } from "../../src/classification/index.ts";
import { type Disclosure, type Fact, loadForms, loadProfiles } from "../../src/disclosure/index.ts";
import { type Reading, readDisclosure } from "../../src/disclosure-reading/index.ts";
import type { Document } from "../../src/documents/index.ts";
import type { Publication } from "../../src/publication/index.ts";
import { readNumber } from "./printed-number.ts";
import { figureCells } from "./publication-parts.ts";

/**
 * What was published and what is read of it again: the same unit, year and kind; every figure that
 * is printed in a table, and no other; and no figure of a sentence that is another than the books'.
 */
export function differences(
  publication: Publication,
  made: Disclosure,
  document: Document,
): readonly string[] {
  const known = { charts: loadCharts(), forms: loadForms(), profiles: loadProfiles() };
  const reading = readDisclosure(document, known);
  const figures = new Map(made.facts.map((fact) => [keyOf(fact), fact]));
  return [
    ...identity(publication, reading),
    ...lost(publication, reading),
    ...reading.facts.flatMap((fact) => otherThan(figures, fact)),
    // What a unit calls its own projects is in no form: their figures in prose have no address.
    ...reading.unread
      .filter(({ place }) => !/等方面的工作支出/.test(place.text))
      .map(({ what, why, place }) => `unread ${what}: ${why} ${place.text}`),
  ];
}

function keyOf({ source, topic, row, column }: Fact): string {
  return `${source}:${topic}[${row}].${column}`;
}

function identity(publication: Publication, reading: Reading): readonly string[] {
  return (["unit_name", "year", "kind", "profile"] as const)
    .filter((what) => publication[what] !== reading[what])
    .map((what) => `${what}: ${publication[what]} is read as ${reading[what]}`);
}

/** By table: how many figures are printed there, and how many are read. */
function lost(publication: Publication, reading: Reading): readonly string[] {
  const printed = new Map<string, number>();
  for (const { topic, cell } of figureCells(publication)) {
    if (readNumber(cell.text)?.steps !== 0) printed.set(topic, (printed.get(topic) ?? 0) + 1);
  }
  const read = new Map<string, number>();
  for (const { source, topic, origin, printed: own } of reading.facts) {
    if (source !== "table" || own.value === 0 || origin === "blank") continue;
    read.set(topic, (read.get(topic) ?? 0) + 1);
  }
  // Of a table of several matters (“三公”和机关运行经费) the parts are counted together.
  const sum = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((total, one) => total + one, 0);
  if (sum(printed) === sum(read)) return [];
  return [...printed]
    .filter(([topic, count]) => read.get(topic) !== count)
    .map(([topic, count]) => `${topic}: ${count} figures printed, ${read.get(topic) ?? 0} read`);
}

function otherThan(figures: ReadonlyMap<string, Fact>, fact: Fact): readonly string[] {
  const { source, column, printed } = fact;
  // Percentages are of what is printed, not of the books: rules judge them.
  if (printed.quantity === "percent") return [];
  const candidates = source === "table" ? tableKeys(fact) : textKeys(fact);
  const expected = candidates.map((key) => figures.get(key)).find((one) => one !== undefined);
  if (expected === undefined) {
    // Of a cell of nothing, or of what only sentences tell, the books may have no word.
    if (source === "text" || printed.value === 0) return [];
    return [`${keyOf(fact)} = ${printed.text}: is not in the books`];
  }
  const difference = Math.abs(expected.printed.value - printed.value);
  // A change is the difference of two figures that are rounded each.
  const half_steps = printed.quantity === "count" ? 0 : column === "change" ? 3 : 1;
  if (difference * 2 <= half_steps * printed.step) return [];
  return [`${keyOf(fact)} = ${printed.text || printed.value}: made as ${expected.printed.value}`];
}

/** 机关运行经费 may stand in the table of 三公. */
function tableKeys(fact: Fact): readonly string[] {
  const isOperating = fact.topic === "three-public" && fact.row === "operating";
  const own = { ...fact, topic: "operating", row: "total" };
  return isOperating ? [keyOf(fact), keyOf(own)] : [keyOf(fact)];
}

const AMOUNTS = ["actual", "amount", "total"];
const BUDGETS = ["budget", "initial-budget", "full-budget"];

/** Where the books may hold what a sentence tells. */
function textKeys(fact: Fact): readonly string[] {
  const { topic, row, column, printed } = fact;
  const both = (columns: readonly string[]) =>
    columns.flatMap((one) => [`table:${topic}[${row}].${one}`, `text:${topic}[${row}].${one}`]);
  if (printed.quantity === "count" || column === "change") return both([column]);
  if (AMOUNTS.includes(column)) {
    return row === "total" ? both(AMOUNTS) : [...both(AMOUNTS), `table:${topic}[total].${row}`];
  }
  return column === "budget" ? both(BUDGETS) : both([column]);
}
