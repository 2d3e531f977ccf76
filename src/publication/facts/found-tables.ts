import { type Chart, type ChartKind, depthOf, nameOf } from "../../classification/index.ts";
import type {
  DisclosureKind,
  Forms,
  FoundRow,
  FoundTable,
  Place,
  Topic,
} from "../../disclosure/index.ts";
import type { Materials } from "../materials.ts";
import { fullTopic } from "../topic-rows.ts";
import { at, partsOf } from "./address.ts";
import { type Figures, figureText, ZERO } from "./figures.ts";

/** Which tables can be printed: those whose every cell is known. */

export interface TableWords {
  readonly forms: Forms;
  readonly chart: (kind: ChartKind) => Chart;
}

/** Columns without which a table says nothing. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  basic: ["total"],
  "basic-government": ["total"],
  income: ["total"],
  spending: ["total", "basic", "project"],
  general: ["total", "basic", "project"],
  fund: ["total"],
  capital: ["total"],
  "special-account": ["total"],
};

/** Rows without which a table of named rows says nothing. */
const NEEDED_ROWS: Readonly<Record<string, readonly string[]>> = {
  overview: ["income-total", "income-grand", "spending-total", "spending-grand"],
  appropriation: ["income-total", "income-grand", "spending-total", "spending-grand"],
  "three-public": ["total"],
  operating: ["total"],
  procurement: ["total"],
  assets: ["vehicles"],
};

export function foundTables(
  figures: Figures,
  materials: Materials,
  words: TableWords,
): readonly FoundTable[] {
  return [...words.forms.topics.keys()].flatMap((id) => {
    const topic = fullTopic(words.forms, id) as Topic;
    const table = foundTable(figures, topic, materials, words);
    return table === null ? [] : [table];
  });
}

function foundTable(
  figures: Figures,
  topic: Topic,
  materials: Materials,
  words: TableWords,
): FoundTable | null {
  const title = titleOf(topic, materials.kind);
  const rows = rowsOf(figures, topic, materials, words);
  const isFund = ["fund", "capital"].includes(topic.id);
  const isEmpty = isFund && figures.value(at(topic.id, "total", "total")) === 0;
  const hasRows = isNamed(topic)
    ? rows.length > 0
    : rows.some(({ id }) => /^(\d{3,7}|project-\d+)$/.test(id));
  if (title === null || !(hasRows || isEmpty)) return null;
  const columns = [...topic.columns.keys()].filter((column) =>
    rows.every(({ id }) => isWholeCell(figures, topic, id, column)),
  );
  const needed = NEEDED[topic.id] ?? [];
  if (columns.length === 0 || needed.some((column) => !columns.includes(column))) return null;
  const ids = rows.map(({ id }) => id);
  if ((NEEDED_ROWS[topic.id] ?? []).some((row) => !ids.includes(row))) return null;
  return {
    topic: topic.id,
    title,
    label: "",
    columns,
    rows,
    notes: roundingNotes(figures, topic.id),
    is_empty: rows.every(({ id }) =>
      columns.every((column) => (figures.value(at(topic.id, id, column)) ?? 0) === 0),
    ),
    is_whole: true,
    place: { ...NOWHERE, table: title },
  };
}

export const NOWHERE: Place = { page: 0, line: 0, table: "", row: "", column: "", text: "" };

function titleOf({ titles }: Topic, kind: DisclosureKind): string | null {
  return titles[kind];
}

function isNamed({ stub }: Topic): boolean {
  return stub === "named" || stub === "sides";
}

/** In tables of named rows a cell may not exist (费 has no 收入); elsewhere it must be known. */
function isWholeCell(figures: Figures, topic: Topic, row: string, column: string): boolean {
  if (figures.isKnown(at(topic.id, row, column))) return true;
  return (
    isNamed(topic) && topic.columns.size > 1 && row !== "total" && isSided(figures, topic, column)
  );
}

function isSided(figures: Figures, { id }: Topic, column: string): boolean {
  return id === "appropriation" && figures.isKnown(at(id, "spending-total", column));
}

function rowsOf(
  figures: Figures,
  topic: Topic,
  materials: Materials,
  words: TableWords,
): readonly FoundRow[] {
  const known = new Set<string>();
  for (const [address] of figures.entries()) {
    const parts = partsOf(address);
    if (parts?.source === "table" && parts.topic === topic.id) known.add(parts.row);
  }
  const codes = [...known].filter((row) => /^\d{3,7}$/.test(row)).sort();
  const named = [...topic.rows.keys()].filter((row) => known.has(row) && row !== "total");
  const total = known.has("total") ? ["total"] : [];
  const own = [...known].filter((row) => /^project-\d+$/.test(row)).sort(byNumber);
  const chart = chartKind(topic);
  return [...total, ...codes, ...named, ...own].map((id) => {
    const isCode = /^\d/.test(id);
    const name = isCode
      ? (nameOf(words.chart(chart ?? "functional"), id) ?? id)
      : (topic.rows.get(id)?.title ?? projectName(materials, id));
    return {
      id,
      code: isCode && depthOf(id) !== null ? id : "",
      name,
      chart: isCode ? (chart ?? "functional") : null,
      place: { ...NOWHERE, row: name },
    };
  });
}

function byNumber(a: string, b: string): number {
  return Number(a.slice(8)) - Number(b.slice(8));
}

function chartKind({ stub }: Topic): ChartKind | null {
  return stub === "functional" || stub === "departmental" || stub === "governmental" ? stub : null;
}

/** `project-2` is the second row of the register. */
function projectName({ registers }: Materials, id: string): string {
  return registers.projects?.[Number(id.slice(8)) - 1]?.name ?? id;
}

/** Says where what is printed and what it is made of differ by rounding. */
function roundingNotes(figures: Figures, topic: string): readonly string[] {
  const own = figures.roundings().filter(({ address }) => partsOf(address)?.topic === topic);
  const [first] = own;
  if (first === undefined) return [];
  const most = Math.max(...own.map(({ given, derived }) => Math.abs(given - derived)));
  const step = figures.get(first.address)?.step ?? 1;
  const words = figureText({ ...ZERO, value: most, step });
  return [`部分合计与各项之和因四舍五入相差不超过 ${words}。`];
}
