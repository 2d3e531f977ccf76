import type { Topic } from "../disclosure/index.ts";
import { isAmount, isFigure, type LineTable } from "../documents/index.ts";
import { columnGroup } from "./column-ids.ts";
import { classCode, type FormWords, rowIds } from "./form-words.ts";
import { entriesOf, type LineEntry } from "./line-entries.ts";
import { headerColumns, inOrder, mentioned, wholeOf } from "./line-header.ts";
import { itemId } from "./read-named.ts";
import { topicByTitle } from "./recognise.ts";
import type { Block, BlockColumn, SourceTable, StubRow } from "./source-table.ts";
import type { TableContext } from "./table-context.ts";
import { bare, leadingOrdinal, plainName } from "./words.ts";

/**
 * A table of text without columns as blocks of rows: the header says which columns there are, and
 * of each row only the order of its figures is known.
 */
export function sourceOfLines(table: LineTable, context: TableContext): SourceTable {
  const { form, unit_name } = context;
  const topic = topicByTitle(table.title, unit_name, form) ?? topicByWords(table, form);
  const blocks = blocksOf(table, form.forms.topics.get(topic), context);
  return {
    ...{ title: table.title, label: table.label, unit: table.unit, notes: table.notes },
    page: table.rows[0]?.page ?? 1,
    line: table.titleLine ?? table.line,
    blocks,
    heading: bare(table.header.join("")),
    is_scattered: isScattered(table),
  };
}

const WORDLESS_LEAST = 2;
const WORDLESS_SHARE = 0.15;

/**
 * Figures alone on lines of their own, figures and codes among the words of the header, or no row
 * at all in what nothing says to be an empty form: text that was taken out of its rows.
 */
function isScattered({ rows, header, notes }: LineTable): boolean {
  if (header.some((one) => isAmount(one) || (/^[1-9]\d{2,6}$/.test(one) && !isYear(one))))
    return true;
  if (rows.length === 0) return notes.length === 0 && !endsInTotal(header);
  const full = rows.filter(({ tokens }) => tokens.some(isFigure));
  const wordless = full.filter(({ tokens }) => !tokens.some((one) => /\p{Script=Han}/u.test(one)));
  return wordless.length >= WORDLESS_LEAST && wordless.length > full.length * WORDLESS_SHARE;
}

function topicByWords(table: LineTable, form: FormWords): string {
  const three = form.forms.topics.get("three-public") as Topic;
  const items = table.rows.filter(({ name }) => itemId(name, three, form) !== "").length;
  if (items >= 3 || /公务接待/.test(table.header.join(""))) return "three-public";
  return table.rows.some(({ name }) => /一般公共预算.*拨款/.test(name)) ? "overview" : "";
}

function blocksOf(
  table: LineTable,
  topic: Topic | undefined,
  context: TableContext,
): readonly Block[] {
  if (topic === undefined) return [plainBlock(table, [{ path: [table.header.join("")] }])];
  if (topic.stub === "sides") return sideBlocks(table, topic, context.form);
  if (topic.stub === "named") return [namedBlock(table, topic, context)];
  const group = columnGroup(topic);
  const most = Math.max(0, ...plainEntries(table).map(({ figures }) => figures.length));
  const ids = headerColumns(table, group, context.form.words, most);
  // 人员经费 and 公用经费 head blocks, not columns, where each row has one figure.
  const isOne = group === "economic" && most <= 1;
  const known = !isOne && ids !== null && ids.length > 0 ? ids : onlyColumn(most);
  const columns = known.map((id): BlockColumn => ({ path: [topic.columns.get(id) ?? id] }));
  const block = plainBlock(table, columns);
  return [topic.stub === "functional" ? block : { ...block, rows: byClass(block.rows) }];
}

function onlyColumn(most: number): readonly string[] {
  return most <= 1 ? ["total"] : new Array<string>(most).fill("");
}

function plainEntries(table: LineTable): readonly LineEntry[] {
  const entries = table.rows.flatMap((row) => entriesOf(row, () => true));
  if (!isCounted(table)) return entries;
  const haveDecimals = withDecimals(table);
  return entries.map((one) => uncounted(one, haveDecimals));
}

function plainBlock(table: LineTable, columns: readonly BlockColumn[]): Block {
  const entries = plainEntries(table);
  const own = entries.length > 0 ? entries : headerEntries(table);
  return { columns, rows: own.map(rowOf), heading: "" };
}

function isYear(text: string): boolean {
  return /^(19|20)\d\d$/.test(text);
}

function endsInTotal(header: readonly string[]): boolean {
  return header.at(-1) === "合计" || header.at(-1) === "总计";
}

/** An empty form has its total among the words of the header. */
function headerEntries(table: LineTable): readonly LineEntry[] {
  if (!endsInTotal(table.header)) return [];
  const row = { page: 1, line: table.lastLine, lastLine: table.lastLine };
  const empty = { codes: [], name: "合计", figures: [] };
  return [{ ...empty, row: { ...row, ...empty, tokens: ["合计"] } }];
}

function rowOf({ codes, name, figures, row }: LineEntry): StubRow {
  const { page, line } = row;
  return {
    codes,
    name,
    cells: [],
    loose: figures.map((text) => ({ text, page, line })),
    page,
    line,
  };
}

/** Rows of two blocks that stood side by side, each class together again. */
function byClass(rows: readonly StubRow[]): readonly StubRow[] {
  const isLaid = rows.some(({ line, codes }, at) => {
    return codes.length > 0 && rows[at + 1]?.line === line && (rows[at + 1]?.codes.length ?? 0) > 0;
  });
  if (!isLaid) return rows;
  const classes = new Map<string, StubRow[]>();
  for (const row of rows) {
    const key = (row.codes[0] ?? "").slice(0, 3);
    classes.set(key, [...(classes.get(key) ?? []), row]);
  }
  const totals = classes.get("") ?? [];
  classes.delete("");
  return [...[...classes.values()].flat(), ...totals];
}

interface Lanes {
  readonly income: LineEntry[];
  readonly nature: LineEntry[];
  readonly classes: LineEntry[];
}

/** Income, spending by nature and by class: whose words they are tells them apart. */
function sideBlocks(table: LineTable, topic: Topic, form: FormWords): readonly Block[] {
  const overview = form.forms.topics.get("overview") as Topic;
  const idsOf = (name: string) => [...rowIds(topic, name, form), ...rowIds(overview, name, form)];
  const isKnown = (name: string) => idsOf(name).length > 0 || classCode(name, form) !== null;
  const goesOn = (name: string, word: string) => !isKnown(word) && isKnown(name + word);
  const counted = isCounted(table);
  const haveDecimals = withDecimals(table);
  const lanes: Lanes = { income: [], nature: [], classes: [] };
  for (const row of table.rows) {
    let sides = 0;
    const entries = entriesOf(row, goesOn);
    for (const read of entries) {
      const entry = counted ? uncounted(read, haveDecimals) : read;
      const lane = laneOf(entry, idsOf(entry.name), lanes, form, sides);
      lanes[lane].push(entry);
      sides += 1;
    }
  }
  const mentionedIds = mentioned(
    bare(table.header.join("")),
    form.words.line_columns.get("appropriation") ?? new Map<string, readonly string[]>(),
  );
  const columns = topic.id === "appropriation" ? inOrder(mentionedIds) : [];
  const right = columns.length > 1 ? columns : ["amount"];
  const path = (id: string): BlockColumn => ({ path: [topic.columns.get(id) ?? id] });
  return [
    { columns: [path("amount")], rows: lanes.income.map(rowOf), heading: "收入" },
    { columns: right.map(path), rows: lanes.nature.map(rowOf), heading: "支出" },
    { columns: right.map(path), rows: lanes.classes.map(rowOf), heading: "支出" },
  ].filter(({ rows }) => rows.length > 0);
}

/**
 * Without the number of its row (行次), which stands before its figures; nor that of a nameless row
 * beside it, where all figures of the table have decimals.
 */
function uncounted(entry: LineEntry, haveDecimals: boolean): LineEntry {
  const figures = entry.figures.filter((figure, at) => {
    return !/^\d{1,2}$/.test(figure) || (at > 0 && !haveDecimals);
  });
  return { ...entry, figures };
}

/** Whether amounts are printed with decimals all through. */
function withDecimals({ rows }: LineTable): boolean {
  const longer = rows.flatMap((row) => row.figures).filter((figure) => /\d{3}|\./.test(figure));
  return longer.length > 0 && longer.every((figure) => figure.includes("."));
}

/** Whether rows are numbered: the header says so. */
function isCounted({ header }: LineTable): boolean {
  return header.some((word) => /行\s*次/.test(word));
}

function laneOf(
  { name }: LineEntry,
  ids: readonly string[],
  lanes: Lanes,
  form: FormWords,
  before: number,
): keyof Lanes {
  const isIncome = ids.some((id) => id.startsWith("income-"));
  const isSpending = ids.some((id) => !id.startsWith("income-"));
  if (isIncome && isSpending) return before === 0 ? "income" : spendingLane(lanes);
  if (isIncome) return "income";
  if (plainName(name) === "其他支出") return otherLane(name, lanes);
  if (classCode(name, form) !== null) return "classes";
  if (ids.some((id) => id.startsWith("nature-"))) return "nature";
  return isSpending || before > 0 ? spendingLane(lanes) : "income";
}

/** Totals of spending stand under its natures where these are printed. */
function spendingLane({ nature }: Lanes): "nature" | "classes" {
  return nature.length > 0 ? "nature" : "classes";
}

/** 其他支出 goes to the lane whose numbers it goes on with. */
function otherLane(name: string, { nature, classes }: Lanes): keyof Lanes {
  const ordinal = leadingOrdinal(name);
  if (nature.length === 0) return "classes";
  if (ordinal === null) return "nature";
  const last = (lane: readonly LineEntry[]) => {
    return Math.max(0, ...lane.map((entry) => leadingOrdinal(entry.name) ?? 0));
  };
  return ordinal === last(nature) + 1 && ordinal !== last(classes) + 1 ? "nature" : "classes";
}

function namedBlock(table: LineTable, topic: Topic, context: TableContext): Block {
  const { form } = context;
  const text = bare(table.header.join(""));
  const named = table.rows.filter(({ name }) => itemId(name, topic, form) !== "");
  const literals = form.words.line_columns.get(topic.id);
  if (named.length >= 2 || literals === undefined) {
    const words = columnWords(table);
    return plainBlock(
      table,
      words.map((word) => ({ path: [word] })),
    );
  }
  const items = inOrder(mentioned(text, literals));
  const columns = itemColumns(items, text, topic);
  const fits = table.rows.every(({ figures }) => figures.length <= columns.length);
  return plainBlock(table, fits ? columns : []);
}

/** Words of a header that name columns of an item a row: 预算数, 决算数, 本年预算. */
function columnWords(table: LineTable): readonly string[] {
  const words = table.header.filter((word) => /(预算|决算|金额|数)/.test(word));
  const widest = plainEntries(table).map(({ figures }) => figures.length);
  const most = Math.max(1, isCounted(table) ? Math.max(0, ...widest) : table.figureColumns);
  return words.length === most ? words : new Array<string>(most).fill(words[0] ?? "金额");
}

/** Items once, in halves (预算数, then 决算数; last year, then this), or each with its pair. */
function itemColumns(items: readonly string[], text: string, topic: Topic): readonly BlockColumn[] {
  const title = (id: string) => topic.rows.get(id)?.title ?? id;
  // From the top down: an item stands below what it is a part of.
  const titles = (id: string) => {
    const whole = wholeOf(id);
    return whole !== null && items.includes(whole) ? [title(whole), title(id)] : [title(id)];
  };
  const said = text.match(/(?:20\d\d年度?|上年|本年)?(?:预算|决算|执行)数/g) ?? [];
  const words = [...new Set(said)];
  if (words.length < 2) return items.map((id) => ({ path: titles(id) }));
  if (said.length > words.length) {
    return items.flatMap((id) => words.map((word) => ({ path: [...titles(id), word] })));
  }
  return words.flatMap((word) => items.map((id) => ({ path: [word, ...titles(id)] })));
}
