import { ancestors, type ChartKind } from "../classification/index.ts";
import type { FoundRow, Topic } from "../disclosure/index.ts";
import { type CellValue, cellValue, type FigureCell } from "./cell.ts";
import { type CodedRow, codedRows, unitOfId } from "./coded-rows.ts";
import { type ColumnId, columnGroup, columnIds } from "./column-ids.ts";
import { columnSums, misfitRows, placedBySums } from "./column-sums.ts";
import type { SaidElsewhere } from "./elsewhere.ts";
import type { FactSheet } from "./fact-sheet.ts";
import type { FormWords } from "./form-words.ts";
import { type Placement, type Sum, sumsHold, UNPLACED } from "./place-loose.ts";
import type { Block, StubRow } from "./source-table.ts";

export interface CodedContext {
  readonly year: number;
  readonly form: FormWords;
  /** Columns that other tables say hold nothing. */
  readonly nothing: ReadonlySet<string>;
  /** What a cell holds at least, in fen: a part of it stands in another table. */
  readonly least: (row: string, column: string) => number;
  /** What is said of a cell in other tables and in sentences. */
  readonly elsewhere: SaidElsewhere;
}

/** Tables whose rows are codes: functional items, or items of one of the economic charts. */
export function readCoded(
  sheet: FactSheet,
  blocks: readonly Block[],
  topic: Topic,
  context: CodedContext,
): void {
  const kind = chartOfTopic(topic);
  const torn = tornRow(blocks.flatMap(({ rows }) => codedRows(rows, kind, context.form)));
  if (torn !== null) tellTorn(sheet, torn);
  for (const printed of blocks) {
    const { block, ids } = realigned(printed, topic, kind, sheet, context);
    sheet.columns.push(...ids.filter((id) => id !== null));
    tellColumns(sheet, block, ids);
    const rows = codedRows(block.rows, kind, context.form);
    const { placements, misfits } = placementsOf(rows, ids, topic, sheet, context);
    for (const row of misfits) tellMisfit(sheet, row);
    const repeated = repeatedByUnit(rows);
    rows.forEach((row, at) => {
      sheet.rows.push(foundRow(row, kind, sheet));
      // The same row printed twice holds its figures once.
      if (isPrintedTwice(rows[at - 1], row)) return;
      if (repeated.has(row.id)) tellUnits(sheet, row);
      else readRow(sheet, block, rows, at, ids, placements.get(row.row));
    });
  }
  const units = sheet.rows.flatMap(({ id }) => unitOfId(id) ?? []);
  // Sums over units hold only where every one of them was read, and once.
  if (!sheet.is_whole || new Set(units).size < units.length) sheet.drop(UNITS);
}

function isPrintedTwice(before: CodedRow | undefined, { id, name, row }: CodedRow): boolean {
  if (before === undefined || before.id !== id || before.name !== name || id === "") return false;
  const figures = ({ cells, loose }: StubRow) =>
    [...cells, ...(loose ?? [])].map((cell) => cell?.text.trim() ?? "").join(" ");
  return /[1-9]/.test(figures(row)) && figures(before.row) === figures(row);
}

/** The topic of the rows of a table of income that are units. */
const UNITS = "income-units";

/**
 * Where figures stand under no heading, beside headings with no figures: the columns moved apart.
 * The figures keep their order; they are taken only if every sum of every row then holds.
 */
function realigned(
  block: Block,
  topic: Topic,
  kind: ChartKind,
  sheet: FactSheet,
  context: CodedContext,
): { readonly block: Block; readonly ids: readonly ColumnId[] } {
  const ids = columnIds(block.columns, topic, context.year, context.form);
  const isStray = (id: ColumnId, at: number) => id === "" && block.rows.some(hasFigure(at));
  const known = ids.flatMap((id, at) => (id === null || id === "" ? [] : [at]));
  if (!ids.some(isStray) || known.length < 2) return { block, ids };
  const passed = new Set(ids.flatMap((id, at) => (id === null ? [at] : [])));
  const loosened: Block = {
    ...block,
    columns: known.map((at) => block.columns[at] as Block["columns"][number]),
    rows: block.rows.map((row) => ({
      ...row,
      cells: [],
      loose: row.cells.flatMap((cell, at) => {
        return cell === null || cell.text === "" || passed.has(at) ? [] : [cell];
      }),
    })),
  };
  const left = known.map((at) => ids[at] as ColumnId);
  const rows = codedRows(loosened.rows, kind, context.form);
  const { placements } = placementsOf(rows, left, topic, sheet, context);
  const sums = columnSums(columnGroup(topic), left);
  const holds = [...placements].every(([row, placement]) => {
    return placement.every((at) => at !== null) && sumsHold(placement, valuesOf(row, sheet), sums);
  });
  return holds && sums.length > 0 ? { block: loosened, ids: left } : { block, ids };
}

function hasFigure(at: number): (row: StubRow) => boolean {
  return ({ cells }) => (cells[at]?.text ?? "") !== "";
}

/** The first row of a table that begins within a class that others have above them; else null. */
function tornRow(rows: readonly CodedRow[]): CodedRow | null {
  const coded = rows.filter(({ id }) => /^\d/.test(id));
  const classes = new Set(coded.map(({ id }) => id).filter((id) => id.length === 3));
  const [first] = coded;
  if (first === undefined || classes.has(first.id.slice(0, 3))) return null;
  // Below the total of the whole nothing was lost before it but the row of its class.
  const isBelowTotal = rows.slice(0, rows.indexOf(first)).some(({ id }) => id === "total");
  if (isBelowTotal) return null;
  const others = coded.some(({ id }) => id.length > 3 && classes.has(id.slice(0, 3)));
  return others ? first : null;
}

function tellTorn(sheet: FactSheet, first: CodedRow): void {
  const place = sheet.place({ ...first.row, text: `${first.code}${first.name}` }, first.name);
  sheet.is_whole = false;
  const text = `表从中间开始：${first.code}${first.name}之前的行没有印出`;
  sheet.notes.push({ what: "torn", text, place });
}

function chartOfTopic({ stub }: Topic): ChartKind {
  return stub === "departmental" || stub === "governmental" ? stub : "functional";
}

function foundRow({ id, code, name, row }: CodedRow, kind: ChartKind, sheet: FactSheet): FoundRow {
  const isCode = unitOfId(id) === null && (/^\d/.test(id) || code !== "");
  const place = sheet.place({ ...row, text: `${code}${name}` }, name);
  return { id, code, name, chart: isCode ? kind : null, place };
}

/** A column with figures whose heading is not understood: its figures are unknown, not nothing. */
function tellColumns(sheet: FactSheet, block: Block, ids: readonly ColumnId[]): void {
  ids.forEach((id, column) => {
    if (id !== "") return;
    const cell = block.rows
      .map(({ cells }) => cells[column])
      .find((one) => (one?.text ?? "") !== "");
    if (!cell) return;
    const words = block.columns[column]?.path.join("·") ?? "";
    sheet.miss("column", "这一栏的栏目名称没有认出", sheet.place(cell, "", words));
  });
}

function tellUnits(sheet: FactSheet, { row, name }: CodedRow): void {
  const place = sheet.place({ ...row, text: name }, name);
  sheet.unread.push({ what: "row", why: "同一科目按所属单位分行列示，未作合并", place });
}

/** Codes that several units have a row of: no row is the whole. */
function repeatedByUnit(rows: readonly CodedRow[]): ReadonlySet<string> {
  const units = new Map<string, Set<string>>();
  for (const { id, unit } of rows) {
    if (/^\d/.test(id)) units.set(id, (units.get(id) ?? new Set()).add(unit));
  }
  return new Set([...units].filter(([, own]) => own.size > 1).map(([id]) => id));
}

function readRow(
  sheet: FactSheet,
  block: Block,
  rows: readonly CodedRow[],
  at: number,
  ids: readonly ColumnId[],
  placement: Placement | undefined,
): void {
  const { row, id, name } = rows[at] as CodedRow;
  const unit = unitOfId(id);
  if (unit !== null && sheet.topic !== "income") return;
  const isBlank = figuresOf(row).length === 0;
  // A class whose figures stand in the row of its subtotal has none of its own.
  if (isBlank && rows[at + 1]?.is_subtotal === true) return;
  if (id === "") {
    if (!isBlank && !isUnit(rows[at] as CodedRow)) {
      sheet.miss("row", "这一行的科目没有认出", sheet.place({ ...row, text: name }, name));
    }
    return;
  }
  ids.forEach((column, index) => {
    if (column === null || column === "") return;
    const words = { row: nameOfRow(rows, at), column: block.columns[index]?.path.join("·") ?? "" };
    const address = unit === null ? { row: id, column } : { topic: UNITS, row: unit, column };
    if (placement === undefined) {
      const cell = row.cells[index];
      if (cell) sheet.add(address, cell, words);
      return;
    }
    const figure = placement[index];
    const cell = figureAt(row, figure);
    const count = row.loose?.length ?? 0;
    // The first figure of a row is its total, whatever the sums say.
    const isLead = column === "total" && index === 0 && figure === 0 && !ids.includes("closing");
    const isWhole = count === ids.length || count === 0 || isLead;
    if (cell !== null) sheet.add(address, cell, words, isWhole ? "printed" : "solved");
    else {
      const place = sheet.place({
        ...row,
        text: figuresOf(row)
          .map(({ text }) => text)
          .join(" "),
      });
      sheet.miss("figure", UNPLACED, { ...place, ...words });
    }
  });
}

/** A subtotal says of what it is one: “工资福利支出小计”. */
function nameOfRow(rows: readonly CodedRow[], at: number): string {
  const { id, name, is_subtotal } = rows[at] as CodedRow;
  if (!is_subtotal) return name;
  const group = rows.slice(0, at).findLast((one) => one.id === id && !one.is_subtotal);
  return `${group?.name ?? ""}${name}`;
}

function isUnit({ unit, code, name }: CodedRow): boolean {
  return unit !== "" && (unit === code || unit === name);
}

function figureAt(row: StubRow, figure: number | null | undefined): FigureCell | null {
  if (figure === null || figure === undefined) return null;
  if (figure === -1) return { text: "", page: row.page, line: row.line };
  return row.loose?.[figure] ?? null;
}

/** Figures of a row that are printed, wherever they stand. */
export function figuresOf(row: StubRow): readonly FigureCell[] {
  const placed = row.cells.filter((cell): cell is FigureCell => cell !== null && cell.text !== "");
  return [...placed, ...(row.loose ?? [])];
}

interface PlacedRows {
  readonly placements: ReadonlyMap<StubRow, Placement>;
  /** Rows whose figures add up in none of the columns that they may stand in. */
  readonly misfits: readonly CodedRow[];
}

/** Where the figures of rows without columns stand; rows with all their cells are not here. */
function placementsOf(
  rows: readonly CodedRow[],
  ids: readonly ColumnId[],
  topic: Topic,
  sheet: FactSheet,
  { nothing, least, elsewhere }: CodedContext,
): PlacedRows {
  const loose = rows.some(({ row }) => row.loose !== undefined);
  if (!loose) return { placements: new Map(), misfits: [] };
  const own = rows.filter((one, at) => {
    const { row, id, is_subtotal } = one;
    if (isPrintedTwice(rows[at - 1], one)) return false;
    const isCarried = figuresOf(row).length === 0 && rows[at + 1]?.is_subtotal === true;
    return id !== "" && !isCarried && (is_subtotal || row.loose !== undefined);
  });
  const values = own.map(({ row }) => valuesOf(row, sheet));
  const groups = groupsOf(own);
  const idOf = (row: number) => (own[row] as CodedRow).id;
  const placed = placedBySums(values, columnGroup(topic), ids, groups, nothing, {
    least: (row, column) => least(idOf(row), column),
    elsewhere: (row, column) => elsewhere(idOf(row), column),
  });
  const misfits = misfitRows(values, columnGroup(topic), ids, placed);
  return {
    placements: new Map(own.map(({ row }, at) => [row, placed[at] as Placement])),
    misfits: misfits.map((at) => own[at] as CodedRow),
  };
}

function tellMisfit(sheet: FactSheet, { row, name }: CodedRow): void {
  const text = figuresOf(row)
    .map((figure) => figure.text)
    .join(" ");
  const place = sheet.place({ ...row, text }, name);
  sheet.notes.push({ what: "misfit", text: "", place });
}

function valuesOf(row: StubRow, sheet: FactSheet): readonly CellValue[] {
  return (row.loose ?? []).map(({ text }) => {
    return cellValue(text, sheet.unit) ?? { fen: 0, step: 0, is_blank: true };
  });
}

/** Which rows add up to which: a 类 of its 款, a 款 of its 项, the total of what stands highest. */
export function groupsOf(rows: readonly Pick<CodedRow, "id">[]): readonly Sum[] {
  // A row that is printed again is no part of the sums.
  const at = new Map(rows.map(({ id }, index) => [id, index] as const).reverse());
  const codes = new Map<number, number[]>();
  const units = new Map<number, number[]>();
  rows.forEach(({ id }, index) => {
    const unit = unitOfId(id);
    if ((unit === null && !/^\d/.test(id)) || at.get(id) !== index) return;
    const parent = unit === null ? ancestors(id).findLast((one) => at.has(one)) : unitAbove(id, at);
    const total = at.get(parent ?? "total");
    if (total === undefined) return;
    const parts = unit === null ? codes : units;
    parts.set(total, [...(parts.get(total) ?? []), index]);
  });
  return [...codes, ...units].map(([total, own]) => ({ total, parts: own }));
}

/** 062 of 062001, where it has a row. */
function unitAbove(id: string, at: ReadonlyMap<string, number>): string | undefined {
  const above = [...at.keys()].filter((other) => {
    return unitOfId(other) !== null && other !== id && id.startsWith(other);
  });
  return above.toSorted((a, b) => b.length - a.length)[0];
}
