import type { LineRow, LineTable } from "../document.ts";
import { isAmount, isFigure } from "../figure.ts";
import { isLabel, type PlainLine, surroundingsOf, unitIn } from "./surroundings.ts";

/** A line of the file, empty ones too. */
export interface TextLine {
  readonly number: number;
  readonly page: number;
  readonly text: string;
}

export interface LineTables {
  readonly tables: readonly LineTable[];
  /** Numbers of the lines that belong to them. */
  readonly inside: ReadonlySet<number>;
}

/**
 * Tables in text that has lost its columns. A table is a stretch without sentences in which lines
 * end in figures, or begin with codes; it begins at its number, title or unit. The tokens of each
 * row are kept in order, and which column a figure stands in is left open.
 */
export function lineTables(lines: readonly TextLine[]): LineTables {
  const inside = new Set<number>();
  const tables: LineTable[] = [];
  for (const stretch of stretchesOf(lines)) {
    for (const part of partsOf(stretch)) {
      const table = tableOf(part, tables.length);
      if (table === null) continue;
      for (const line of part) {
        if (line.number >= table.line && line.number <= table.lastLine) inside.add(line.number);
      }
      const last = tables.at(-1);
      if (last !== undefined && goesOn(last, table))
        tables[tables.length - 1] = joined(last, table);
      else tables.push(table);
    }
  }
  return { tables, inside };
}

interface Tokens {
  readonly line: TextLine;
  readonly tokens: readonly string[];
  /** Whether an empty line stands before it. */
  readonly apart: boolean;
}

function isProse(text: string): boolean {
  const plain = text.trim();
  if (isNote(plain)) return false;
  if (/[。；]$/.test(plain)) return true;
  // 其中：… with its figures behind it is a row.
  const isRow = /[\s\u3000][-\d,]*\d\.\d+$/.test(plain);
  if (plain.length > 24 && (isRow ? /[，。；]/ : /[，。；：]/).test(plain)) return true;
  // A full line of a paragraph has no gap and no figure that stands alone; a title may be as long.
  const isFull = plain.length > 26 && !/[\s\u3000]/.test(plain);
  return isFull && !/表$/.test(plain) && !/\d[\d,]*\.\d+$/.test(plain);
}

function isNote(text: string): boolean {
  return /^(注|备注|说明)\s*[:：]/.test(text);
}

/** A note goes on to the end of its sentence, and with the next number: “2.…”. */
function goesOnWith(note: string, text: string, apart: boolean): boolean {
  if (note === "") return false;
  return /^[2-9][.、．](?!\d)/.test(text) || (!apart && !/[。.]$/.test(note));
}

const HEADING = /^(第[一二三四五六七八九十]{1,3}部分|[（(]?[一二三四五六七八九十]{1,3}[）)、])/;

/** Numbers of the lines that head running text: numbered, without a figure, and text follows. */
function headingsOfText(lines: readonly TextLine[]): ReadonlySet<number> {
  const headings = new Set<number>();
  let isBeforeText = false;
  for (const { number, text } of lines.filter((line) => line.text.trim() !== "").reverse()) {
    const plain = text.trim();
    const isHeading = HEADING.test(plain) && !/表$/.test(plain) && !tokensOf(plain).some(isFigure);
    isBeforeText = isProse(text) || (isBeforeText && isHeading);
    if (isBeforeText && !isProse(text)) headings.add(number);
  }
  return headings;
}

function stretchesOf(lines: readonly TextLine[]): readonly (readonly Tokens[])[] {
  const stretches: Tokens[][] = [];
  let open: Tokens[] = [];
  let apart = true;
  let note = "";
  const headings = headingsOfText(lines);
  for (const line of lines) {
    if (line.text.trim() === "") {
      apart = true;
      continue;
    }
    const ofNote = isNote(line.text.trim()) || goesOnWith(note, line.text.trim(), apart);
    note = ofNote ? line.text.trim() : "";
    if (!ofNote && (isProse(line.text) || headings.has(line.number))) {
      if (open.length > 0) stretches.push(open);
      open = [];
    } else open.push({ line, tokens: tokensOf(line.text), apart });
    apart = false;
  }
  if (open.length > 0) stretches.push(open);
  return stretches;
}

/** Tokens of a line; characters of one word that were spread out are put together again. */
export function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  let spread = false;
  for (const piece of text.trim().split(/[\s\u3000]+/)) {
    const lone = /^\p{Script=Han}$/u.test(piece);
    if (lone && spread) tokens[tokens.length - 1] += piece;
    else tokens.push(...unglued(piece));
    spread = lone;
  }
  return tokens;
}

/** `30299物业管理费` is a code and its name. */
function unglued(piece: string): readonly string[] {
  const match = /^(\d{3,9})(\p{Script=Han}.*)$/u.exec(piece);
  if (!match || /^[年月日]/.test(match[2] as string)) return [piece];
  return [match[1] as string, match[2] as string];
}

/** Cuts a stretch where a table begins: at its number, its unit, or a title that ends in 表. */
function partsOf(stretch: readonly Tokens[]): readonly (readonly TextLine[])[] {
  const starts = new Set<number>();
  stretch.forEach(({ line }, index) => {
    if (!isOpening(line.text)) return;
    let first = index;
    while (first > 0 && isTop(stretch[first - 1] as Tokens)) first -= 1;
    starts.add(first);
  });
  const parts: Tokens[][] = [];
  stretch.forEach((tokens, index) => {
    if (index === 0 || starts.has(index)) parts.push([tokens]);
    else parts.at(-1)?.push(tokens);
  });
  return parts.map((part) => part.map(({ line }) => line));
}

function isOpening(text: string): boolean {
  const plain = text.trim();
  return isLabel(plain) || unitIn(plain) !== null || /^[^\d\s].{3,40}表$/.test(plain);
}

/** What may stand above the unit of a table: no figures, no codes, no note. */
function isTop({ line, tokens }: Tokens): boolean {
  const plain = line.text.trim();
  if (isNote(plain) || tokens.some(isAmount) || isCodeHead(tokens)) return false;
  return (
    isOpening(plain) ||
    OWNER.test(plain) ||
    (tokens.length <= 4 && /表|20\d\d|”|"/.test(plain) && !isNumbered(plain))
  );
}

/** Whose table it is, between its title and its unit: 部门：…, 编制单位（公章）：…. */
const OWNER =
  /^[（(]?[\p{Script=Han}（）()]{0,8}(部门|单位)[\p{Script=Han}（）()]{0,6}\s*[:：](?!.*[，。；])/u;

function isCodeHead(tokens: readonly string[]): boolean {
  const [first] = tokens as readonly [string];
  return isCode(first) && !isYear(first);
}

function isNumbered(text: string): boolean {
  return /^[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．）)]/.test(text);
}

const ROWS_LEAST = 2;

function tableOf(part: readonly TextLine[], index: number): LineTable | null {
  const rows = part.map((line, at) => {
    const before = part[at - 1];
    const apart = before === undefined || line.number - before.number > 1;
    return { line, tokens: tokensOf(line.text), apart };
  });
  const opening = rows.findLastIndex(({ line }, at) => isOpening(line.text) && at < 8);
  const notesAt = rows.findIndex(({ line }, at) => at > opening && isNote(line.text.trim()));
  const content = rows.slice(opening + 1, notesAt < 0 ? undefined : notesAt);
  const first = content.findIndex((row) => isValueRow(row) || isCounting(row));
  const counting = content.findIndex(isCounting);
  const from = counting >= 0 ? counting + 1 : first;
  const header = from < 0 ? content : content.slice(0, counting >= 0 ? counting : from);
  const body = from < 0 ? [] : mended(content.slice(from));
  const lineRows = body.map(rowOf);
  const values = lineRows.filter(({ figures }) => figures.length > 0).length;
  const titled = opening >= 0;
  const formed = rows.some(({ line }) => unitIn(line.text) !== null || isLabel(line.text.trim()));
  // A heading that ends in 表 with nothing of a table behind it.
  if (values === 0 && !formed) return null;
  // An empty form has a title and a header, and no row with a figure.
  if (!titled && values < ROWS_LEAST + 1) return null;
  if (titled && header.length === 0 && values < ROWS_LEAST) return null;
  const above = rows.slice(0, opening + 1).map(({ line }) => plainLine(line));
  const after = notesAt < 0 ? [] : rows.slice(notesAt).map(({ line }) => plainLine(line));
  const around = surroundingsOf(above, [], after);
  const columns = counting >= 0 ? lastNumber(content[counting] as Tokens) : 0;
  return {
    ...{ index, title: around.title, label: around.label, titleLine: around.titleLine },
    ...{ unit: around.unit, year: around.year, notes: around.notes },
    header: header.flatMap(({ tokens }) => tokens),
    figureColumns: Math.max(columns, ...lineRows.map(({ figures }) => figures.length), 0),
    rows: lineRows,
    line: (rows[0] as Tokens).line.number,
    lastLine: Math.max(
      ...(notesAt < 0 ? rows : rows.slice(0, notesAt)).map(({ line }) => line.number),
      ...around.lines,
    ),
  };
}

function plainLine({ number, page, text }: TextLine): PlainLine {
  return { number, page, text, size: 0, role: "body" };
}

function isValueRow({ tokens }: Tokens): boolean {
  if (tokens.length < 2) return false;
  return tokens.some(isAmount) || (isCode(tokens[0] as string) && !isYear(tokens[0] as string));
}

function isCode(token: string): boolean {
  return /^\d{2,9}$/.test(token);
}

function isYear(token: string): boolean {
  return /^(19|20)\d\d$/.test(token);
}

/** `** ** 1 2 3`: a row that only counts the columns. */
function isCounting({ tokens }: Tokens): boolean {
  const rest = tokens.filter((token) => !/^(\*+|栏次|行次)$/.test(token));
  const counted = rest.every((token, index) => {
    return (
      /^\d{1,2}$/.test(token) && (index === 0 || Number(token) === Number(rest[index - 1]) + 1)
    );
  });
  return counted && rest.length > 0 && (rest.length > 2 || rest.length < tokens.length);
}

function lastNumber({ tokens }: Tokens): number {
  return Number(tokens.at(-1)) || 0;
}

/** Lines put together to rows: a name that was torn stands between its code and its figures. */
function mended(lines: readonly Tokens[]): readonly (readonly Tokens[])[] {
  // Where rows are set apart by empty lines, lines that follow each other are one row.
  const spaced = lines.filter(({ apart }) => apart).length >= 0.4 * lines.length;
  const rows: Tokens[][] = [];
  lines.forEach((line, index) => {
    const last = rows.at(-1);
    if (last !== undefined && spaced && isRest(last, lines, index)) last.push(line);
    else if (last !== undefined && !spaced && waits(last) && !startsRow(line)) last.push(line);
    else rows.push([line]);
  });
  return rows;
}

/**
 * Whether a line goes on with the row before it: no empty line stands between them, or the row has
 * a code and no figures, and the figures follow, alone on their line, after the rest of the name.
 */
function isRest(row: readonly Tokens[], lines: readonly Tokens[], index: number): boolean {
  const line = lines[index] as Tokens;
  if (!line.apart) return belongs(row, line);
  if (!waits(row) || startsRow(line) || line.tokens.some(isFigure)) return false;
  const figures = lines.slice(index + 1).find(({ tokens }) => tokens.some(isFigure));
  return figures !== undefined && !figures.apart && figures.tokens.every(isFigure);
}

/** A row that has its figures already, and a line that begins one of its own, stay apart. */
function belongs(row: readonly Tokens[], line: Tokens): boolean {
  const done = row.some(({ tokens }) => tokens.length > 0 && isFigureEnd(tokens));
  return !(done && (startsRow(line) || isFigureEnd(line.tokens)));
}

function isFigureEnd(tokens: readonly string[]): boolean {
  return isAmount(tokens.at(-1) as string);
}

function startsRow({ tokens }: Tokens): boolean {
  const [first] = tokens as readonly [string];
  return isCode(first) || isNumbered(first);
}

/** A row that begins with codes and has no figures yet. */
function waits(row: readonly Tokens[]): boolean {
  const tokens = row.flatMap((line) => line.tokens);
  return isCode(tokens[0] as string) && !isFigureEnd(tokens);
}

function rowOf(lines: readonly Tokens[]): LineRow {
  const tokens = lines.flatMap((line) => line.tokens);
  let at = 0;
  while (at < tokens.length && isCode(tokens[at] as string) && at + 1 < tokens.length) at += 1;
  const codes = tokens.slice(0, at);
  // Codes alone, followed by figures, would leave no name: figures are not codes.
  const rest = tokens.slice(at);
  const figures = rest.filter(isFigure);
  const name: string[] = [];
  for (const token of rest) {
    if (isFigure(token)) {
      if (name.length > 0) break;
    } else name.push(token);
  }
  return {
    page: (lines[0] as Tokens).line.page,
    line: (lines[0] as Tokens).line.number,
    lastLine: (lines.at(-1) as Tokens).line.number,
    codes,
    name: name.join(lines.length > 1 ? "" : " "),
    figures,
    tokens: mergedTokens(lines),
  };
}

/** All tokens in order; a name torn over two lines is one. */
function mergedTokens(lines: readonly Tokens[]): readonly string[] {
  const merged: string[] = [];
  for (const { tokens } of lines) {
    tokens.forEach((token, index) => {
      const before = merged.at(-1);
      const torn = index === 0 && before !== undefined && !isFigure(before) && !isFigure(token);
      if (torn && !isNumbered(token)) merged[merged.length - 1] += token;
      else merged.push(token);
    });
  }
  return merged;
}

/** The next page repeats number, title and header, and has rows of its own. */
function goesOn(before: LineTable, next: LineTable): boolean {
  const same = (a: string, b: string) => a.replace(/\s+/g, "") === b.replace(/\s+/g, "");
  return (
    before.title !== "" &&
    before.notes.length === 0 &&
    same(before.title, next.title) &&
    same(before.label, next.label) &&
    same(before.header.join(""), next.header.join("")) &&
    (next.rows.length === 0 || !isWithin(next.rows, before.rows))
  );
}

/** Whether each of the rows stands among others: the table is printed again. */
function isWithin(rows: readonly LineRow[], others: readonly LineRow[]): boolean {
  const known = new Set(others.map(({ tokens }) => tokens.join(" ")));
  return rows.every(({ tokens }) => known.has(tokens.join(" ")));
}

function joined(before: LineTable, next: LineTable): LineTable {
  return {
    ...before,
    figureColumns: Math.max(before.figureColumns, next.figureColumns),
    rows: [...before.rows, ...next.rows],
    notes: next.notes,
    lastLine: next.lastLine,
  };
}
