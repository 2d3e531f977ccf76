import { loadCharts } from "../../src/classification/index.ts";
import { type Disclosure, type Fact, loadForms, loadProfiles } from "../../src/disclosure/index.ts";
import { type Reading, readDisclosure } from "../../src/disclosure-reading/index.ts";
import type { Document } from "../../src/documents/index.ts";
import type { Publication, PublicationFormat } from "../../src/publication/index.ts";
import { readNumber } from "./printed-number.ts";
import { figureCells } from "./publication-parts.ts";

/** How what is read differs from what was published. */
export interface Difference {
  /**
   * The document is taken for another; figures are not read; a figure is read as another. What a
   * sentence tells in the unit's own words, as the use of a project, is in no form: that such a
   * figure stays unread is right.
   */
  readonly kind: "identity" | "unread" | "wrong" | "own-words";
  readonly text: string;
}

/**
 * Whether a difference is a fault of the reader. Text has lost its columns: there a figure may stay
 * unread, but none may be read as another.
 */
export function isFault({ kind }: Difference, format: PublicationFormat): boolean {
  return kind !== "own-words" && (kind !== "unread" || format !== "text");
}

export interface Made {
  readonly publication: Publication;
  readonly disclosure: Disclosure;
  /** What the unit says in its own words of what money was used for. */
  readonly uses: readonly string[];
}

/**
 * What was published and what is read of it again: the same unit, year and kind; every figure that
 * is printed in a table, and no other; and no figure of a sentence that is another than the books'.
 */
export function differences(
  { publication, disclosure, uses }: Made,
  document: Document,
): readonly Difference[] {
  const known = { charts: loadCharts(), forms: loadForms(), profiles: loadProfiles() };
  const reading = readDisclosure(document, known);
  const figures = new Map(disclosure.facts.map((fact) => [keyOf(fact), fact]));
  const of = (kind: Difference["kind"], texts: readonly string[]) =>
    texts.map((text) => ({ kind, text }));
  const unread = reading.unread.map(({ what, why, place }): Difference => {
    const isOwn = place.table === "" && uses.some((use) => place.text.includes(use));
    return { kind: isOwn ? "own-words" : "unread", text: `${what}: ${why} ${place.text}` };
  });
  return [
    ...of("identity", identity(publication, reading)),
    ...of("unread", lost(publication, reading)),
    ...unread,
    ...of("wrong", [
      ...tooMany(publication, reading),
      ...reading.facts.flatMap((fact) => otherThan(figures, fact)),
    ]),
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

/** Tables of which fewer figures are read than are printed. */
function lost(publication: Publication, reading: Reading): readonly string[] {
  return counts(publication, reading)
    .filter(({ printed, read }) => read < printed)
    .map(countText);
}

/** Tables of which more figures are read than are printed. */
function tooMany(publication: Publication, reading: Reading): readonly string[] {
  return counts(publication, reading)
    .filter(({ printed, read }) => read > printed)
    .map(countText);
}

interface FigureCount {
  readonly topic: string;
  readonly printed: number;
  readonly read: number;
}

function countText({ topic, printed, read }: FigureCount): string {
  return `${topic}: ${printed} figures printed, ${read} read`;
}

function counts(publication: Publication, reading: Reading): readonly FigureCount[] {
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
  const sum = (of: ReadonlyMap<string, number>) =>
    [...of.values()].reduce((total, one) => total + one, 0);
  if (sum(printed) === sum(read)) return [];
  return [...printed].map(([topic, count]) => {
    return { topic, printed: count, read: read.get(topic) ?? 0 };
  });
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
