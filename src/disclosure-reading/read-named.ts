import type { DisclosureKind, Topic } from "../disclosure/index.ts";
import { type CellValue, cellValue, type FigureCell } from "./cell.ts";
import type { SaidElsewhere } from "./elsewhere.ts";
import type { FactSheet } from "./fact-sheet.ts";
import { type FormWords, rowIds } from "./form-words.ts";
import { type Placement, placeLoose, type Sum, UNPLACED } from "./place-loose.ts";
import { type PlacedRow, placeRow } from "./place-row.ts";
import { figuresOf } from "./read-coded.ts";
import { fits, idOf } from "./reading-words.ts";
import type { Block, BlockColumn, StubRow } from "./source-table.ts";
import { bare, plainName } from "./words.ts";

interface Context {
  readonly year: number;
  readonly kind: DisclosureKind;
  readonly unit_name: string;
  readonly form: FormWords;
  /** What an item comes to at least this year, in fen: a part of it stands in another table. */
  readonly least: (item: string, column: string) => number;
  /** What is said of a figure in sentences. */
  readonly elsewhere: SaidElsewhere;
}

/**
 * Tables of a few named items: one item a row, or one row with a column for each. Both give the
 * same addresses.
 */
export function readNamed(
  sheet: FactSheet,
  blocks: readonly Block[],
  topic: Topic,
  context: Context,
): void {
  for (const block of blocks) {
    const items = block.columns.map((column) => itemOf(column, topic, context.form));
    if (new Set(items.filter((item) => item !== "")).size >= ITEMS_LEAST) {
      readOneRow(sheet, block, items, context);
    } else readItems(sheet, block, topic, context);
  }
}

const ITEMS_LEAST = 3;

/** “三公”经费合计, 一般公共预算财政拨款“三公”经费支出: all of them, by name. */
const THREE_PUBLIC =
  /^(一般公共预算|财政拨款|当年|安排的?)*三公经费(财政拨款|预算|决算|支出|金额|数)*(合计|总计|小计|总额)?数?$/u;

/** The id of the item that a name says; "" for none. */
export function itemId(name: string, topic: Topic, form: FormWords): string {
  const plain = plainName(name.replace(/20\d\d\s*年度?/g, ""));
  if (fits(form.words.totals, plain) || THREE_PUBLIC.test(plain)) return "total";
  const bared = plain.replace(/(支出|经费|预算数|决算数|预算|决算)+$/u, "");
  for (const one of [plain, plain.replace(/(预算数|决算数)$/u, ""), bared, `${bared}费`]) {
    const [id] = rowIds(topic, one, form);
    if (id !== undefined) return id;
  }
  return "";
}

/** The item of a column of a table with one row: the nearest words that name one. */
function itemOf({ path }: BlockColumn, topic: Topic, form: FormWords): string {
  const ids = path.map((one) => {
    const plain = plainName(one);
    return /^小计$/.test(plain) ? "" : itemId(one, topic, form);
  });
  const at = ids.findLastIndex((id) => id !== "");
  const id = ids[at] ?? "";
  // A total below the words of an item is that item's own.
  const above = ids.slice(0, at).findLast((one) => one !== "" && one !== "total");
  return id === "total" ? (above ?? id) : id;
}

/** Which figure of an item a column holds: of this year or the last, planned or spent. */
export function namedColumn(
  path: readonly string[],
  { year, kind, form }: Pick<Context, "year" | "kind" | "form">,
): string | null {
  const words = path.map((one) => bare(one));
  const own = words.slice().reverse();
  if (own.some((word) => fits(form.words.passed_over, word) && !/说明/.test(word))) return null;
  const isPrior = own.some((word) => isBefore(word, year));
  const said = own.map((word) => idOf(form.words.columns.get("named") ?? [], word));
  const spent = own.some((word) => /决算|支出数|执行/.test(word));
  const planned = own.some((word) =>
    /预算(数|金额)?$|预算数/.test(word.replace(/一般公共预算/, "")),
  );
  if (isPrior) return kind === "final" && planned && !spent ? null : "prior";
  if (said.includes("count") && !planned && !spent) return "count";
  if (kind === "budget") return spent && !planned ? null : "amount";
  return planned && !spent ? "budget" : "actual";
}

function isBefore(word: string, year: number): boolean {
  const said = /(20\d\d)年?/.exec(word)?.[1];
  if (said !== undefined && year > 0) return Number(said) === year - 1;
  return /^(上年|上一年|去年)/.test(word);
}

function readItems(sheet: FactSheet, block: Block, topic: Topic, context: Context): void {
  const columns = distinct(block.columns.map(({ path }) => columnOf(path, topic, context)));
  sheet.columns.push(...columns.map((id) => id ?? ""));
  const ids = itemsOf(block.rows, topic, context.form);
  const placements = loosePlacements(block.rows, ids, columns, sheet, context);
  block.rows.forEach((row, at) => {
    const id = ids[at] as string;
    const place = sheet.place({ ...row, text: row.name }, row.name);
    sheet.rows.push({ id, code: "", name: row.name, chart: null, place });
    if (id === "") {
      if (figuresOf(row).length > 0 && !readCount(sheet, row, topic, context.form)) {
        sheet.miss("row", "这一行的项目没有认出", place);
      }
      return;
    }
    columns.forEach((column, index) => {
      if (column === null) return;
      const words = { row: row.name, column: block.columns[index]?.path.join("·") ?? "" };
      const placement = placements.get(row);
      const cell = cellAt(row, index, placement);
      if (cell !== null) sheet.add({ row: id, column }, cell, words);
      else if (placement !== undefined) {
        sheet.miss("figure", UNPLACED, { ...place, column: words.column });
      }
    });
  });
}

/** 相关统计数 below the money: groups, people, vehicles. The last figure is what came of it. */
function readCount(sheet: FactSheet, row: StubRow, topic: Topic, form: FormWords): boolean {
  const counts = form.forms.topics.get(`${topic.id}-counts`);
  if (counts === undefined) return false;
  const [id] = rowIds(counts, row.name, form);
  const cell = figuresOf(row).findLast(({ text }) => !/^[-—]+$/.test(text));
  if (id === undefined || cell === undefined) return false;
  sheet.add({ topic: counts.id, row: id, column: "count" }, cell, { row: row.name, column: "" });
  return true;
}

/** The columns that the topic has; one column alone is the figure. */
function columnOf(path: readonly string[], topic: Topic, context: Context): string | null {
  const id = namedColumn(path, context);
  if (id === null || topic.columns.has(id)) return id;
  return topic.columns.has("amount") ? "amount" : topic.columns.has("count") ? "count" : null;
}

/** Of two columns with the same id the first counts. */
function distinct(ids: readonly (string | null)[]): readonly (string | null)[] {
  return ids.map((id, at) => (id !== null && ids.indexOf(id) < at ? null : id));
}

/** Items in order: a bare 小计 is that of the vehicles. */
function itemsOf(rows: readonly StubRow[], topic: Topic, form: FormWords): readonly string[] {
  const seen = new Set<string>();
  const known = rows.map((row) => ({ row, id: itemId(row.name, topic, form) }));
  const isFull = (row: StubRow) => figuresOf(row).some(({ text }) => /\d/.test(text));
  return known.map(({ row, id }) => {
    if (id === "" || seen.has(id)) return "";
    // A heading of the rows below it says the same words as the row of figures.
    if (!isFull(row) && known.some((one) => one.id === id && isFull(one.row))) return "";
    seen.add(id);
    return id;
  });
}

function cellAt(row: StubRow, index: number, placement: Placement | undefined): FigureCell | null {
  if (row.loose === undefined) return row.cells[index] ?? null;
  const figure = placement?.[index];
  if (figure === null || figure === undefined) return null;
  if (figure === -1) return { text: "", page: row.page, line: row.line };
  return row.loose[figure] ?? null;
}

/** Figures of items whose columns were lost stand where the items add up in every column. */
function loosePlacements(
  rows: readonly StubRow[],
  ids: readonly string[],
  columns: readonly (string | null)[],
  sheet: FactSheet,
  { elsewhere }: Context,
): ReadonlyMap<StubRow, Placement> {
  const own = rows.flatMap((row, at) => {
    return row.loose === undefined ? [] : [{ row, id: ids[at] as string }];
  });
  const values = own.map(({ row }) => valuesOf(row, sheet));
  const groups = itemGroups(own.map(({ id }) => id));
  const placed = placeLoose(values, columns.length, [], groups, {
    elsewhere: (row, column) => elsewhere(own[row]?.id ?? "", columns[column] ?? ""),
  });
  return new Map(own.map(({ row }, at) => [row, placed[at] as Placement]));
}

function valuesOf({ loose }: StubRow, sheet: FactSheet): readonly CellValue[] {
  return (loose ?? []).map(({ text }) => {
    return cellValue(text, sheet.unit) ?? { fen: 0, step: 0, is_blank: true };
  });
}

/** Which rows add up to which, where every one of them is printed. */
function itemGroups(ids: readonly string[]): readonly Sum[] {
  return ITEM_SUMS.flatMap(([id, parts]) => {
    const own = parts.map((part) => ids.indexOf(part));
    const total = ids.indexOf(id);
    return total < 0 || own.includes(-1) ? [] : [{ total, parts: own }];
  });
}

function readOneRow(
  sheet: FactSheet,
  block: Block,
  items: readonly string[],
  context: Context,
): void {
  const columns = block.columns.map(({ path }) => namedColumn(path, context));
  sheet.columns.push(...columns.map((id) => id ?? ""));
  const row = theRow(block, context);
  if (row === null) {
    const place = sheet.place({ page: sheet.source.page, line: sheet.source.line });
    sheet.miss("row", "有多行数字，看不出哪一行是本部门合计", place);
    return;
  }
  const placed = onePlacement(row, items, columns, sheet, context);
  const placement = placed?.placement;
  tellMisfit(sheet, block, row, placed?.misfit ?? null);
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const column = columns[index] ?? null;
    const address = `${item} ${column}`;
    if (item === "" || column === null || seen.has(address)) return;
    seen.add(address);
    const words = { row: row.name, column: block.columns[index]?.path.join("·") ?? "" };
    const cell = cellAt(row, index, placement);
    const place = sheet.place({ ...row, text: words.column }, words.row, words.column);
    sheet.rows.push({ id: item, code: "", name: words.column, chart: null, place });
    const isWhole = row.loose === undefined || row.loose.length === items.length;
    if (cell !== null)
      sheet.add({ row: item, column }, cell, words, isWhole ? "printed" : "solved");
    else sheet.miss("figure", UNPLACED, place);
  });
}

/** A row whose figures break a sum, whichever of its columns they stand in. */
function tellMisfit(sheet: FactSheet, block: Block, row: StubRow, column: number | null): void {
  if (column === null) return;
  const words = block.columns[column]?.path.join("·") ?? "";
  const text = figuresOf(row)
    .map((figure) => figure.text)
    .join(" ");
  const place = sheet.place({ ...row, text }, row.name, words);
  sheet.notes.push({ what: "misfit", text: words, place });
}

/** The row of the whole: the only one with figures, the total, or that of the unit itself. */
function theRow({ rows, columns }: Block, { form, unit_name }: Context): StubRow | null {
  const full = rows.filter((row) => figuresOf(row).length > 0);
  if (full.length === 0) {
    const blank = { text: "", page: rows[0]?.page ?? 0, line: rows[0]?.line ?? 0 };
    return rows[0] ?? { codes: [], name: "", cells: columns.map(() => blank), ...blank };
  }
  if (full.length === 1) return full[0] as StubRow;
  const total = full.find(({ name, codes }) => {
    return fits(form.words.totals, plainName(name)) || codes.some((one) => /合\s*计/.test(one));
  });
  return total ?? full.find(({ name }) => bare(name) === bare(unit_name)) ?? null;
}

function onePlacement(
  row: StubRow,
  items: readonly string[],
  columns: readonly (string | null)[],
  sheet: FactSheet,
  { least, elsewhere }: Context,
): PlacedRow | undefined {
  if (row.loose === undefined) return undefined;
  const values = valuesOf(row, sheet);
  const floor = items.map((item, at) => least(item, columns[at] ?? ""));
  const known = columns.map((column, at) => elsewhere(items[at] ?? "", column ?? ""));
  return placeRow(values, itemSums(items, columns), { least: floor, elsewhere: known });
}

const ITEM_SUMS: readonly (readonly [string, readonly string[]])[] = [
  ["total", ["abroad", "vehicles", "reception"]],
  ["vehicles", ["vehicle-purchase", "vehicle-running"]],
];

/** What the items add up to within each of the halves: 预算数, 决算数, 上年数. */
function itemSums(items: readonly string[], columns: readonly (string | null)[]): readonly Sum[] {
  return [...new Set(columns)].flatMap((column) => {
    const at = (id: string) => items.findIndex((one, i) => one === id && columns[i] === column);
    return ITEM_SUMS.flatMap(([id, ids]) => {
      const parts = ids.map(at).filter((part) => part >= 0);
      return at(id) < 0 || parts.length === 0 ? [] : [{ total: at(id), parts }];
    });
  });
}
