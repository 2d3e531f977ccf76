import type { Fact, FoundTable, Topic } from "../disclosure/index.ts";
import type { Document, MoneyUnit } from "../documents/index.ts";
import { FEN_IN_UNIT } from "./cell.ts";
import type { SaidElsewhere } from "./elsewhere.ts";
import { FactSheet } from "./fact-sheet.ts";
import { sourceOfTable } from "./grid-table.ts";
import { sourceOfLines } from "./line-source.ts";
import { printsAgain } from "./printed-again.ts";
import { type CodedContext, readCoded } from "./read-coded.ts";
import { readListed } from "./read-listed.ts";
import { readNamed } from "./read-named.ts";
import { readSides } from "./read-sides.ts";
import type { ReadingNote, Unread } from "./reading.ts";
import { recognise } from "./recognise.ts";
import type { SourceTable } from "./source-table.ts";
import type { TableContext } from "./table-context.ts";
import { bare } from "./words.ts";

export interface TableReading {
  readonly facts: readonly Fact[];
  readonly tables: readonly FoundTable[];
  /** Topics of tables with figures whose columns are not known. */
  readonly open: readonly string[];
  readonly unread: readonly Unread[];
  readonly notes: readonly ReadingNote[];
}

/**
 * Every table of the document that is one of the forms, with its figures.
 * @param elsewhere of a topic, what is said of its cells outside its table
 */
export function readTables(
  document: Document,
  context: TableContext,
  elsewhere: (topic: string) => SaidElsewhere = () => () => null,
): TableReading {
  const { form, year, unit_name } = context;
  const unread: Unread[] = [];
  const notes: ReadingNote[] = [];
  const pieces: Piece[] = [];
  const lost: Piece[] = [];
  for (const source of sourcesOf(document, context)) {
    const { topic, why, by_content } = recognise(source, year, unit_name, form);
    const place = { page: source.page, line: source.line, table: source.title };
    const at = { ...place, row: "", column: "", text: source.title };
    if (why !== "") unread.push({ what: "table", why, place: at });
    if (topic === "") continue;
    if (by_content) notes.push({ what: "table", text: `按行列认出：${topic}`, place: at });
    if (why === "") pieces.push({ topic, source });
    else lost.push({ topic, source });
  }
  const unit = usualUnit(pieces);
  const sheets: FactSheet[] = [];
  for (const { topic, source } of sidesFirst(joinedPieces(pieces))) {
    const before = sheets.find((sheet) => sheet.topic === topic);
    if (before !== undefined) {
      const at = { page: source.page, line: source.line, table: source.title };
      const place = { ...at, row: "", column: "", text: source.title };
      if (printsAgain(before.source, source)) {
        notes.push({ what: "again", text: topic, place });
        continue;
      }
      unread.push({ what: "table", why: "同一张表出现两次，只采用第一次", place });
      continue;
    }
    const sheet = new FactSheet(topic, source, source.unit ?? unit);
    const least = leastOf(topic, sheet.unit, sheets);
    const nothing = nothingOf(topic, sheets);
    readSheet(sheet, source, { ...context, nothing, least, elsewhere: elsewhere(topic) });
    missRows(sheet, source);
    sheets.push(sheet);
  }
  sheets.push(...lostSheets(lost, sheets, unit));
  sheets.sort((a, b) => a.source.line - b.source.line);
  return {
    facts: sheets.flatMap((sheet) => sheet.facts()),
    tables: sheets.map(foundTable),
    open: sheets.filter((sheet) => sheet.hasUnplaced).map(({ topic }) => topic),
    unread: [...unread, ...sheets.flatMap((sheet) => sheet.unread)],
    notes: [...notes, ...sheets.flatMap((sheet) => [...sheet.notes, ...solvedNote(sheet)])],
  };
}

/** Forms that many units have no figure for: a header alone says as much. */
const OFTEN_EMPTY: ReadonlySet<string> = new Set(["fund", "capital", "special-account"]);

/** A header without any row, and no note that says why: the rows were not found. */
function missRows(sheet: FactSheet, source: SourceTable): void {
  if (sheet.rows.length > 0 || source.notes.length > 0 || OFTEN_EMPTY.has(sheet.topic)) return;
  const place = sheet.place({ page: source.page, line: source.line, text: source.title });
  sheet.miss("table", "只读到表头，没有读到一行数字", place);
}

/** Tables that are there and were not read: all that they hold is unknown, nothing is zero. */
function lostSheets(
  lost: readonly Piece[],
  sheets: readonly FactSheet[],
  unit: MoneyUnit,
): readonly FactSheet[] {
  const topics = new Set(sheets.map(({ topic }) => topic));
  return lost.flatMap(({ topic, source }) => {
    if (topics.has(topic)) return [];
    topics.add(topic);
    const sheet = new FactSheet(topic, source, source.unit ?? unit);
    sheet.is_whole = false;
    sheet.columns.push("");
    return [sheet];
  });
}

/** How many figures of a table were placed by its sums. */
function solvedNote(sheet: FactSheet): readonly ReadingNote[] {
  const solved = sheet.facts().filter(({ origin }) => origin === "solved");
  if (solved.length === 0) return [];
  const { source } = sheet;
  const place = sheet.place({ page: source.page, line: source.line, text: source.title });
  return [{ what: "solved", text: `${solved.length} 个数按平衡关系确定栏位`, place }];
}

interface Piece {
  readonly topic: string;
  readonly source: SourceTable;
}

function sourcesOf(document: Document, context: TableContext): readonly SourceTable[] {
  const { words } = context.form;
  const marked = document.tables.map((table) => sourceOfTable(table, words));
  const lines = document.lineTables.map((table) => sourceOfLines(table, context));
  return [...marked, ...allScattered(lines)].sort((a, b) => a.line - b.line);
}

const SCATTERED_SHARE = 0.3;

/** Where many tables of a text lost their rows, rows of the others are whole by chance. */
function allScattered(sources: readonly SourceTable[]): readonly SourceTable[] {
  const scattered = sources.filter(({ is_scattered }) => is_scattered === true).length;
  if (scattered < 2 || scattered <= sources.length * SCATTERED_SHARE) return sources;
  return sources.map((source) => ({ ...source, is_scattered: true }));
}

/** The unit of money that most tables say. */
function usualUnit(pieces: readonly Piece[]): MoneyUnit {
  const counts = new Map<MoneyUnit, number>();
  for (const { source } of pieces) {
    if (source.unit !== null) counts.set(source.unit, (counts.get(source.unit) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "万元";
}

/** A table that goes on: the same title again, or none, with the same columns. */
function joinedPieces(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && goesOn(last, piece))
      joined[joined.length - 1] = together(last, piece);
    else joined.push(piece);
  }
  return joined;
}

function goesOn({ topic, source }: Piece, next: Piece): boolean {
  const title = bare(next.source.title);
  const same = title === "" || title === bare(source.title);
  const width = (one: SourceTable) => one.blocks.map(({ columns }) => columns.length).join(" ");
  if (topic !== next.topic || !same || width(source) !== width(next.source)) return false;
  return !printsAgain(source, next.source);
}

function together({ topic, source }: Piece, next: Piece): Piece {
  const blocks = source.blocks.map((block, at) => {
    return { ...block, rows: [...block.rows, ...(next.source.blocks[at]?.rows ?? [])] };
  });
  return { topic, source: { ...source, blocks, notes: [...source.notes, ...next.source.notes] } };
}

/** What the table of the whole says helps to read the others. */
function sidesFirst(pieces: readonly Piece[]): readonly Piece[] {
  const ranks: Readonly<Record<string, number>> = { overview: 0, general: 1, "three-public": 3 };
  const rank = ({ topic }: Piece) => ranks[topic] ?? 2;
  return pieces.toSorted((a, b) => rank(a) - rank(b));
}

/** Where basic spending has an item of 三公. */
const BASIC_ITEMS: Readonly<Record<string, string>> = {
  "vehicle-running": "30231",
  reception: "30217",
  abroad: "30212",
};

/** Basic and project spending are at least what the general budget spends on them. */
function leastOf(
  topic: string,
  unit: MoneyUnit,
  sheets: readonly FactSheet[],
): (row: string, column: string) => number {
  const of = (wanted: string) => sheets.find((one) => one.topic === wanted && one.unit === unit);
  const [general, basic] = [of("general"), of("basic")];
  if (topic === "three-public" && basic !== undefined) {
    return (item, column) => {
      const code = column === "actual" || column === "amount" ? BASIC_ITEMS[item] : undefined;
      return code === undefined ? 0 : basic.fenAt(code, "total");
    };
  }
  if (topic !== "spending" || general === undefined) return () => 0;
  return (row, column) => {
    return column === "basic" || column === "project" ? general.fenAt(row, column) : 0;
  };
}

/** Columns of income that hold nothing, by the table of the whole. */
function nothingOf(topic: string, sheets: readonly FactSheet[]): ReadonlySet<string> {
  const overview = sheets.find((sheet) => sheet.topic === "overview");
  if (topic !== "income" || overview === undefined) return new Set();
  const ids = overview.rows.map(({ id }) => id).filter((id) => id.startsWith("income-"));
  const none = ids.filter((id) => overview.isNothing(id, "amount"));
  return new Set(none.map((id) => id.slice("income-".length)));
}

function readSheet(
  sheet: FactSheet,
  source: SourceTable,
  context: TableContext & CodedContext,
): void {
  const topic = context.form.forms.topics.get(sheet.topic) as Topic;
  const blocks = source.blocks;
  switch (topic.stub) {
    case "sides":
      readSides(sheet, blocks, topic, context);
      break;
    case "named":
      readNamed(sheet, blocks, topic, context);
      break;
    case "listed":
      readListed(sheet, blocks, topic, context);
      break;
    default:
      readCoded(sheet, blocks, topic, context);
  }
}

function foundTable(sheet: FactSheet): FoundTable {
  const { source, topic, columns, rows, is_whole } = sheet;
  return {
    ...{ topic, columns, rows, is_whole },
    ...{ title: source.title, label: source.label, notes: source.notes },
    unit: { fen: FEN_IN_UNIT[sheet.unit], is_said: source.unit !== null },
    is_empty: sheet.isEmpty,
    place: sheet.place({ page: source.page, line: source.line, text: source.title }),
  };
}
