import { type Cell, gridOfCells, isFigure, type Table } from "../documents/index.ts";
import type { FigureCell } from "./cell.ts";
import { fits, idOf, type ReadingWords } from "./reading-words.ts";
import type { Block, BlockColumn, SourceTable, StubRow } from "./source-table.ts";
import { bare } from "./words.ts";

type GridRow = readonly (Cell | null)[];
type Role = "code" | "name" | "unit-code" | "index" | "remark" | "figure" | "none";

/** A table with cells as blocks of rows: which columns are words and which are figures. */
export function sourceOfTable(table: Table, words: ReadingWords): SourceTable {
  const grid = gridOfCells(table.cells, table.rows, table.columns);
  const headings = table.headings.map((path) => path.filter(isHeading));
  const known = new Set(headings.flat().map(bare));
  const body = grid.slice(table.headerRows).filter((row) => isBodyRow(row, known));
  const roles = rolesOf(headings, body, words);
  const blocks = spansOf(roles).map((span) => blockOf(span, roles, headings, body));
  return {
    ...{ title: table.title, label: table.label, unit: table.unit ?? unitOfHeads(headings) },
    notes: table.notes,
    page: table.pages[0] ?? 0,
    line: table.titleLine ?? table.line,
    blocks: blocks.filter(({ columns }) => columns.length > 0),
    heading: headings.flat().map(bare).join(" "),
  };
}

function unitOfHeads(headings: readonly (readonly string[])[]): Table["unit"] {
  const match = /[（(](?:单位[:：])?(万元|元)[）)]/.exec(headings.flat().join(" "));
  return (match?.[1] as Table["unit"] | undefined) ?? null;
}

/** Not blank, not a header that comes again, and not a row that counts the columns. */
function isBodyRow(row: GridRow, headings: ReadonlySet<string>): boolean {
  const texts = [...new Set(row)].map((cell) => cell?.text.trim() ?? "").filter((text) => text);
  if (texts.length === 0) return false;
  if (isCounting(texts)) return false;
  const repeated = texts.every((text) => headings.has(bare(text)) || /^[类款项]$/.test(text));
  return !repeated || texts.length === 1;
}

/** A row of running numbers, 栏次 and stars. */
function isCounting(texts: readonly string[]): boolean {
  const numbers = texts.filter((text) => /^[（(]?\d{1,2}[）)]?(\s*=.*)?$/.test(text));
  const marks = texts.filter((text) => /^(\*+|栏\s*次|行\s*次|—+|-+|[甲乙丙丁])$/.test(text));
  if (numbers.length + marks.length < texts.length) return false;
  const values = numbers.map((text) => Number(/\d+/.exec(text)?.[0]));
  const rising = values.every((value, i) => i === 0 || value === (values[i - 1] as number) + 1);
  return rising && (numbers.length > 1 ? true : marks.length > 0);
}

/** Not blank, and not the line above a table: “部门：…”, “金额单位：万元”. */
function isHeading(text: string): boolean {
  return text.trim() !== "" && !/^((填报|编制)?(部门|单位)(名称)?|金额单位)[:：]/.test(bare(text));
}

function rolesOf(
  headings: readonly (readonly string[])[],
  body: readonly GridRow[],
  words: ReadingWords,
): readonly Role[] {
  let isNamed = false;
  return headings.map((path, column) => {
    const role = roleOf(path, column, body, words, isNamed);
    if (idOf(words.stubs, bare(path.at(-1) ?? "")) === "name") isNamed = true;
    return role;
  });
}

/** Right of a column that is headed as names, digits are amounts, whole ones as well. */
function roleOf(
  path: readonly string[],
  column: number,
  body: readonly GridRow[],
  words: ReadingWords,
  isNamed: boolean,
): Role {
  const leaf = bare(path.at(-1) ?? "");
  const said = idOf(words.stubs, leaf) ?? idOf(words.stubs, (path.at(-1) ?? "").trim());
  const seen = contentOf(column, body);
  const figures = seen.amounts > 0 && seen.amounts >= seen.texts;
  if (said === "index" || said === "unit-code" || said === "remark") return said;
  if (said === "code") return seen.texts > seen.codes && seen.texts > 2 ? "name" : "code";
  if (said === "name") return figures && seen.texts === 0 ? "figure" : nameOrCode(seen);
  const isDigits = seen.texts === 0 && seen.codes > 0 && path.length > 0;
  if (figures || (isDigits && (isNamed || !seen.isLead))) return "figure";
  if (seen.texts > 0) return seen.texts > seen.codes ? "name" : "code";
  if (seen.codes > 0) return "code";
  return path.length > 0 ? "figure" : "none";
}

function nameOrCode(seen: Content): Role {
  return seen.codes > 0 && seen.texts === 0 ? "code" : "name";
}

interface Content {
  /** Cells with a figure that is no code, with digits that may be a code, with words. */
  readonly amounts: number;
  readonly codes: number;
  readonly texts: number;
  /** Only columns of words and codes stand before it. */
  readonly isLead: boolean;
}

function contentOf(column: number, body: readonly GridRow[]): Content {
  let [amounts, codes, texts] = [0, 0, 0];
  for (const row of body) {
    const cell = row[column];
    if (!cell || cell.column !== column) continue;
    const text = cell.text.trim();
    if (text === "" || /^[-—]+$/.test(text)) continue;
    if (/^\d{1,9}$/.test(text)) codes += 1;
    else if (isFigure(text)) amounts += 1;
    else texts += 1;
  }
  const isLead = body.every((row) => {
    return row.slice(0, column).every((cell) => !cell || !/[.,]\d/.test(cell.text));
  });
  return { amounts, codes, texts, isLead };
}

interface Span {
  readonly stub: readonly number[];
  readonly figures: readonly number[];
}

/** A block begins where columns of words follow columns of figures. */
function spansOf(roles: readonly Role[]): readonly Span[] {
  const spans: { stub: number[]; figures: number[] }[] = [];
  roles.forEach((role, column) => {
    const last = spans.at(-1);
    if (role === "figure") {
      if (last === undefined) spans.push({ stub: [], figures: [column] });
      else last.figures.push(column);
    } else if (role === "code" || role === "name") {
      if (last === undefined || last.figures.length > 0)
        spans.push({ stub: [column], figures: [] });
      else last.stub.push(column);
    }
  });
  return spans;
}

function blockOf(
  { stub, figures }: Span,
  roles: readonly Role[],
  headings: readonly (readonly string[])[],
  body: readonly GridRow[],
): Block {
  const columns = figures.map((column): BlockColumn => ({ path: headings[column] ?? [] }));
  const first = headings[stub[0] ?? figures[0] ?? 0] ?? [];
  const rows = body.map((row) => stubRow(row, stub, figures, roles, headings));
  return {
    columns,
    rows: rows.filter((row): row is StubRow => row !== null),
    heading: bare(first[0] ?? ""),
  };
}

function stubRow(
  row: GridRow,
  stub: readonly number[],
  figures: readonly number[],
  roles: readonly Role[],
  headings: readonly (readonly string[])[],
): StubRow | null {
  const codes: string[] = [];
  const names: { text: string; isMain: boolean }[] = [];
  const seen = new Set<Cell>();
  for (const column of stub) {
    const cell = row[column];
    if (roles[column] === "code" && !cell) codes.push("");
    if (!cell) continue;
    const text = cell.text.trim();
    const again = seen.has(cell);
    seen.add(cell);
    if (roles[column] === "code") codes.push(again && cell.colSpan > 1 ? "" : text);
    else if (text !== "" && !again) {
      const isMain = /科目|项目|分类/.test((headings[column] ?? []).join(""));
      names.push({ text, isMain });
    }
  }
  const cells = figures.map((column) => figureCell(row, column));
  const name = nameOf(names, codes);
  const isBlank = cells.every((cell) => cell === null || cell.text === "");
  if (name === "" && isBlank && codes.every((code) => code === "")) return null;
  const [place] = row.filter((cell): cell is Cell => cell !== null);
  const own = row[stub[0] ?? figures[0] ?? 0] ?? place;
  const unit = row[roles.indexOf("unit-code")]?.text.trim() ?? "";
  const at = { page: own?.page ?? 0, line: own?.line ?? 0 };
  return { codes, name, cells, ...(unit === "" ? {} : { unit }), ...at };
}

/** The name of the row; words that stand in a column of codes are a name as well. */
function nameOf(
  names: readonly { readonly text: string; readonly isMain: boolean }[],
  codes: readonly string[],
): string {
  const main = names.findLast(({ isMain }) => isMain) ?? names.at(-1);
  if (main !== undefined) return main.text;
  const words = codes.filter((code) => /\p{Script=Han}/u.test(code) && !/^[类款项]$/.test(code));
  return words.find((code) => !/^\d/.test(code)) ?? "";
}

/** A cell that comes from the row above or the column before says nothing of this place. */
function figureCell(row: GridRow, column: number): FigureCell | null {
  const cell = row[column];
  if (!cell || cell.column !== column) return null;
  return { text: cell.text.trim(), page: cell.page, line: cell.line };
}

/** Whether words only say that a column is passed over. */
export function isPassedOver(path: readonly string[], words: ReadingWords): boolean {
  return path.some((one) => fits(words.passed_over, bare(one)));
}
