import {
  ancestors,
  type Chart,
  findCode,
  parentOf,
  readCodeText,
} from "../../classification/index.ts";
import type { Fact, ProfileUnit, Quantity, Topic } from "../../disclosure/index.ts";
import { isCoded } from "../../disclosure/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import { type ColumnUse, columnUse, knownColumns, plainWords } from "./columns.ts";
import {
  decimalsMost,
  placeText,
  readAmount,
  stepOf,
  type TableFile,
  type TableRow,
} from "./table-file.ts";

/** What a data file gives: figures, and the words beside them. */
export interface TableFacts {
  readonly facts: readonly Fact[];
  readonly reasons: Readonly<Record<string, string>>;
  readonly uses: Readonly<Record<string, string>>;
}

interface Reading {
  readonly file: TableFile;
  readonly topic: Topic;
  /** Of the topic's codes; the functional one for classes in tables of two sides. */
  readonly chart: Chart;
  readonly uses: readonly ColumnUse[];
  readonly unit: ProfileUnit;
  readonly step: number;
}

/**
 * The figures of one file. A row says by code, id or name what it is. An empty cell of a row that
 * has no rows below it is zero; of a sum, it is to be worked out.
 * @throws YibaoError PUBLICATION-UNIT | -COLUMN | -STUB | -ROW | -CODE | -CODE-NAME | -ROW-TWICE |
 *   -AMOUNT | -COUNT, with file, line and column
 */
export function tableFacts(file: TableFile, topic: Topic, chart: Chart): TableFacts {
  const reading = readingOf(file, topic, chart);
  const rows = file.rows.map((row) => ({ row, id: rowId(reading, row) }));
  assertOnce(reading, rows);
  const ids = rows.map(({ id }) => id);
  const reasons: Record<string, string> = {};
  const uses: Record<string, string> = {};
  const isOpen = reading.uses.map((_, column) => !isFilled(topic, rows, ids, column));
  const facts = rows.flatMap(({ row, id }) =>
    reading.uses.flatMap((use, column) => {
      const text = (row.cells[column] ?? "").trim();
      if (use.kind === "reason" && text !== "") reasons[reasonKey(topic, id, use.of)] = text;
      if (use.kind === "use" && text !== "") uses[id] = text;
      if (use.kind !== "cell" && use.kind !== "told") return [];
      const isUnsaid = isOpen[column] === true || isSum(topic, id, ids);
      const fact = cellFact(reading, { row, id, column, use }, isUnsaid);
      return fact === null ? [] : [fact];
    }),
  );
  return { facts, reasons, uses };
}

/** `general[2101501].actual` or `text:general[2101501].change`. */
function reasonKey(topic: Topic, row: string, of: "actual" | "change"): string {
  return of === "actual" ? `${topic.id}[${row}].actual` : `text:${topic.id}[${row}].change`;
}

function readingOf(file: TableFile, topic: Topic, chart: Chart): Reading {
  const uses = file.header.map((words, column) => {
    const use = columnUse(topic, words);
    const earlier = file.header.slice(0, column);
    const isTwice = earlier.some((other) => sameUse(columnUse(topic, other), use));
    if (use === null || isTwice) {
      const details = { column: words, known: knownColumns(topic) };
      throw new YibaoError(
        "PUBLICATION-COLUMN",
        details,
        placeText(file, file.header_line, column),
      );
    }
    return use;
  });
  if (!uses.some(({ kind }) => kind === "row")) {
    const column = isCoded(topic) ? "科目编码" : "项目";
    throw new YibaoError("PUBLICATION-STUB", { column }, placeText(file, file.header_line, 0));
  }
  const isMoney = uses.some((use) => quantityOf(use) === "money");
  if (isMoney && file.unit === null) {
    throw new YibaoError("PUBLICATION-UNIT", {}, placeText(file, file.header_line, 0));
  }
  const unit = file.unit ?? "元";
  return { file, topic, chart, uses, unit, step: stepOf(finest(file, uses, unit), unit) };
}

function sameUse(a: ColumnUse | null, b: ColumnUse | null): boolean {
  return a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b);
}

/** Amounts of one file are as fine as the finest of them; 万元 at least to two decimals. */
function finest(file: TableFile, uses: readonly ColumnUse[], unit: ProfileUnit): number {
  const decimals = file.rows.flatMap(({ cells }) =>
    cells.map((cell, column) => {
      const use = uses[column];
      const isMoney = use !== undefined && quantityOf(use) === "money";
      return isMoney ? (readAmount(cell, unit)?.decimals ?? 0) : 0;
    }),
  );
  return Math.max(unit === "万元" ? 2 : 0, ...decimals);
}

function quantityOf(use: ColumnUse): Quantity | null {
  if (use.kind !== "cell" && use.kind !== "told") return null;
  return use.column === "count" || use.column === "score" ? "count" : "money";
}

function rowId(reading: Reading, row: TableRow): string {
  const { file, topic, uses } = reading;
  const at = uses.findIndex(({ kind }) => kind === "row");
  const text = (row.cells[at] ?? "").trim();
  const place = placeText(file, row.line, at);
  const code = readCodeText(text, true);
  const isClassRow = topic.stub === "sides" && code !== null;
  if ((isCoded(topic) || isClassRow) && code !== null) {
    assertCode(reading, row, code.code, code.rest, place);
    return code.code;
  }
  const named = namedRow(topic, text) ?? (topic.stub === "sides" ? className(reading, text) : null);
  if (named !== null) return named;
  if (isCoded(topic) && ["合计", "总计", "total"].includes(text)) return "total";
  if (topic.stub === "listed" && /^project-\d+$/.test(text)) return text;
  const known = [...topic.rows.values()].map(({ id, title }) => `${title}（${id}）`);
  const codes = isCoded(topic) ? ["科目编码", "合计"] : [];
  const details = { value: text, known: [...codes, ...known].join("、") };
  throw new YibaoError("PUBLICATION-ROW", details, place);
}

/** By id, by title, by another usual word; null also where the words may mean several rows. */
function namedRow(topic: Topic, text: string): string | null {
  const rows = [...topic.rows.values()];
  if (topic.rows.has(text)) return text;
  const plain = plainWords(text);
  const titled = rows.filter(({ title }) => plainWords(title) === plain);
  if (titled.length > 0) return titled.length === 1 ? (titled[0]?.id ?? null) : null;
  const also = rows.filter((row) => row.also.some((words) => plainWords(words) === plain));
  return also.length === 1 ? (also[0]?.id ?? null) : null;
}

/** “社会保障和就业支出”: the code of the class. */
function className({ chart }: Reading, text: string): string | null {
  const plain = plainWords(text);
  const found = [...chart.rows.values()].filter(
    ({ code, name }) => code.length === 3 && plainWords(name) === plain,
  );
  return found.length === 1 ? (found[0]?.code ?? null) : null;
}

function assertCode(
  { chart, file, uses }: Reading,
  row: TableRow,
  code: string,
  rest: string,
  place: string,
): void {
  const found = findCode(chart, code);
  if (found === null) {
    const details = { code, year: chart.year, chart: chart.title };
    throw new YibaoError("PUBLICATION-CODE", details, place);
  }
  const at = uses.findIndex(({ kind }) => kind === "name");
  const name = at < 0 ? rest : (row.cells[at] ?? "").trim();
  const right = [found.name, ...found.also].map(plainWords);
  if (name === "" || right.includes(plainWords(name))) return;
  const details = { code, year: chart.year, expected: found.name, name };
  const where = at < 0 ? place : placeText(file, row.line, at);
  throw new YibaoError("PUBLICATION-CODE-NAME", details, where);
}

function assertOnce(
  { file, uses }: Reading,
  rows: readonly { readonly row: TableRow; readonly id: string }[],
): void {
  const column = uses.findIndex(({ kind }) => kind === "row");
  const first = new Map<string, TableRow>();
  for (const { row, id } of rows) {
    const earlier = first.get(id);
    if (earlier !== undefined) {
      const details = { row: id, earlier: ` ${file.name}:${earlier.line}` };
      throw new YibaoError("PUBLICATION-ROW-TWICE", details, placeText(file, row.line, column));
    }
    first.set(id, row);
  }
}

const SUM_ROWS = ["total", "personnel", "public", "vehicles", "overall", "problems"];

/** Whether other rows of the file, or of the form, are its parts. */
function isSum(topic: Topic, id: string, ids: readonly string[]): boolean {
  if (SUM_ROWS.includes(id) || topic.stub === "sides") return true;
  return /^\d/.test(id) && ids.some((other) => parentOf(other) === id || isBelow(other, id));
}

function isBelow(other: string, id: string): boolean {
  return /^\d/.test(other) && ancestors(other).includes(id);
}

/** Whether a row that is no sum has an entry in the column: only then is a blank in it zero. */
function isFilled(
  topic: Topic,
  rows: readonly { readonly row: TableRow; readonly id: string }[],
  ids: readonly string[],
  column: number,
): boolean {
  return rows.some(({ row, id }) => !isSum(topic, id, ids) && /\d/.test(row.cells[column] ?? ""));
}

interface Cell {
  readonly row: TableRow;
  readonly id: string;
  readonly column: number;
  readonly use: Extract<ColumnUse, { kind: "cell" | "told" }>;
}

/** Null for a blank that does not say zero. */
function cellFact(reading: Reading, cell: Cell, isUnsaid: boolean): Fact | null {
  const { file, topic, unit, uses } = reading;
  const { row, id, column, use } = cell;
  const text = (row.cells[column] ?? "").trim();
  const quantity = quantityOf(use) as Quantity;
  const place = placeText(file, row.line, column);
  const base = {
    source: use.kind === "told" ? ("text" as const) : ("table" as const),
    topic: topic.id,
    row: id,
    column: use.column,
    place: {
      page: 0,
      line: row.line,
      table: file.name,
      row: id,
      column: String(column + 1),
      text,
    },
  };
  if (["", "-", "—", "－"].includes(text)) {
    const isOpen = !isCoded(topic) && (use.kind === "told" || topic.id !== "three-public");
    if (isUnsaid || isOpen || isBare(row, uses)) return null;
    return { ...base, origin: "blank", printed: { quantity, value: 0, step: 1, text: "" } };
  }
  if (quantity === "count") {
    if (!/^\d{1,9}$/.test(text)) {
      throw new YibaoError("PUBLICATION-COUNT", { value: text }, place);
    }
    const printed = { quantity, value: Number(text), step: 1, text };
    return { ...base, origin: "printed", printed };
  }
  const amount = readAmount(text, unit);
  if (amount === null) {
    const details = { value: text, unit, decimals: decimalsMost(unit) };
    throw new YibaoError("PUBLICATION-AMOUNT", details, place);
  }
  const printed = { quantity, value: amount.value, step: reading.step, text };
  return { ...base, origin: "printed", printed };
}

/** A row of words alone says nothing. */
function isBare({ cells }: TableRow, uses: readonly ColumnUse[]): boolean {
  return !uses.some((use, column) => quantityOf(use) !== null && /\d/.test(cells[column] ?? ""));
}
