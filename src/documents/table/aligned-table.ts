import { isAmount, isFigure } from "../figure.ts";
import { joinedWords, type LayoutLine, type Word } from "../pdf/layout.ts";
import type { FoundCell, FoundTable } from "./found-table.ts";
import { isLabel, unitIn } from "./surroundings.ts";

/**
 * Tables without rules: lines whose figures stand below each other. Columns are the strips of the
 * page that nearly no row of the block covers.
 * @param carried edges of the columns of a table that may go on from the page before
 */
export function alignedTables(
  lines: readonly LayoutLine[],
  page: number,
  carried: readonly number[] | null = null,
): readonly FoundTable[] {
  const rows = lines.map((line) => ({ line, tokens: tokensOf(line) }));
  const prose = rows.findIndex(isProse);
  return blocksOf(rows).flatMap((block) => {
    const first = prose < 0 || block.from < prose;
    const goesOn = first && carried !== null && fits(rows.slice(block.from, block.to + 1), carried);
    if (!goesOn && block.values < VALUE_ROWS) return [];
    const table = tableOf(rows, block, page, goesOn ? carried : null);
    return table === null ? [] : table;
  });
}

/** Figures are set to the right, and may be wider on the next page. */
const FIT_SHARE = 0.6;

/** Whether all words of the rows stand in columns that are known, one beside the other. */
function fits(rows: readonly TokenLine[], edges: readonly number[]): boolean {
  return rows.every(({ tokens }) => {
    const columns = tokens.map((token) => columnAt(edges, token));
    const apart = columns.every((column, i) => i === 0 || column > (columns[i - 1] as number));
    return apart && tokens.every((token, i) => isWithin(token, edges, columns[i] as number));
  });
}

function isWithin({ x0, x1 }: Token, edges: readonly number[], column: number): boolean {
  const [left, right] = [edges[column] as number, edges[column + 1] as number];
  return Math.min(x1, right) - Math.max(x0, left) >= FIT_SHARE * (x1 - x0);
}

/** Words that belong together; a figure always stands alone. */
interface Token {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
}

interface TokenLine {
  readonly line: LayoutLine;
  readonly tokens: readonly Token[];
}

interface Block {
  readonly from: number;
  readonly to: number;
  /** Rows with figures. */
  readonly values: number;
}

const TOKEN_GAP = 0.8;
/** Two lone characters of one word, as in “合　　计”, may be this many letters apart. */
const SPREAD_GAP = 4.5;

function tokensOf(line: LayoutLine): readonly Token[] {
  const groups: Word[][] = [];
  for (const word of line.words) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && belongs(before, word)) last.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => ({
    text: joinedWords(group.map(({ text }) => text)),
    x0: (group[0] as Word).x0,
    x1: (group.at(-1) as Word).x1,
  }));
}

function belongs(before: Word, word: Word): boolean {
  const gap = word.x0 - before.x1;
  if (isHan(before.text) && isHan(word.text)) return gap <= SPREAD_GAP * word.size;
  if (isFigure(before.text) && /^[年月日]/.test(word.text)) return gap <= TOKEN_GAP * word.size;
  if (isFigure(before.text) || isFigure(word.text)) return false;
  return gap <= TOKEN_GAP * word.size;
}

/** One Chinese character alone. */
function isHan(text: string): boolean {
  return /^\p{Script=Han}$/u.test(text);
}

/** A line of running text: punctuation of sentences in a long piece. */
function isProse({ tokens }: TokenLine): boolean {
  return tokens.some(({ text }) => text.length > 12 && /[，。；：？！]/.test(text));
}

function isValueRow(row: TokenLine): boolean {
  if (row.tokens.length < 2 || isProse(row)) return false;
  return row.tokens.some(({ text }) => isAmount(text)) || figures(row) >= 2;
}

function figures({ tokens }: TokenLine): number {
  return tokens.filter(({ text }) => isFigure(text)).length;
}

const ROWS_BETWEEN = 6;
const VALUE_ROWS = 3;

/** Runs of rows of values, with the lines of words between them. */
function blocksOf(rows: readonly TokenLine[]): readonly Block[] {
  const blocks: Block[] = [];
  let from = -1;
  let last = -1;
  let values = 0;
  const close = () => {
    if (from >= 0) blocks.push({ from, to: last, values });
    from = -1;
    values = 0;
  };
  rows.forEach((row, index) => {
    if (from >= 0 && (isProse(row) || index - last > ROWS_BETWEEN || endsTable(row))) close();
    if (!isValueRow(row)) return;
    if (from < 0) from = index;
    last = index;
    values += 1;
  });
  close();
  return blocks;
}

function endsTable({ line }: TokenLine): boolean {
  return unitIn(line.text) !== null || /^(注|备注|说明)\s*[:：]/.test(line.text);
}

function tableOf(
  rows: readonly TokenLine[],
  block: Block,
  page: number,
  carried: readonly number[] | null,
): FoundTable | null {
  const to = tailOf(rows, block);
  const from = startOf(rows, block);
  const body = rows.slice(from, to + 1);
  const head = headerOf(rows, from);
  const edges = carried ?? columnsOf(body, rows.slice(head, from));
  const columns = edges.length - 1;
  if (columns < 2) return null;
  const groups = rowsOf(body, edges);
  const header = rows.slice(head, from).filter((row) => !isCounting(row));
  const headings = headingsOf(header, edges);
  const cells: FoundCell[] = [];
  const put = (row: number, column: number, text: string, line: LayoutLine, x: number) => {
    cells.push({
      text,
      row,
      column,
      rowSpan: 1,
      colSpan: 1,
      page,
      line: line.number,
      x,
      y: line.y,
    });
  };
  const headed = header.length > 0;
  if (headed) {
    const { line } = header[0] as TokenLine;
    headings.forEach((path, column) => {
      put(0, column, path.join(""), line, edges[column] as number);
    });
  }
  groups.forEach((group, index) => {
    fillRow(group, edges, (column, text, line, x) => put(index + +headed, column, text, line, x));
  });
  const first = (rows[head] as TokenLine).line;
  const final = (rows[to] as TokenLine).line;
  return {
    kind: "aligned",
    page,
    rows: groups.length + +headed,
    columns,
    cells,
    edges,
    top: first.y - first.size,
    bottom: final.y,
    firstLine: first.number,
    lastLine: final.number,
    headings: headed ? headings : [],
  };
}

/** A name that wraps begins above the figures of its row, nearer than any header stands. */
const ABOVE_SHARE = 0.62;
const SAME_LEFT = 2;

function startOf(rows: readonly TokenLine[], { from, to }: Block): number {
  const body = rows.slice(from, to + 1);
  const pitch = pitchOf(body);
  const value = rows[from] as TokenLine;
  // The rest of a last name stands below the last figures.
  const near = rows.slice(from, to + 3);
  let first = from;
  while (first > 0) {
    const above = rows[first - 1] as TokenLine;
    const [only] = above.tokens;
    const isNear = value.line.y - above.line.y < ABOVE_SHARE * pitch * (from - first + 1);
    if (above.tokens.length !== 1 || !isNear || isProse(above) || !fillsColumn(only, near)) break;
    first -= 1;
  }
  return first;
}

/** Only a name that fills its column wraps; what stands in its middle belongs to the header. */
function fillsColumn(token: Token | undefined, rows: readonly TokenLine[]): boolean {
  if (token === undefined) return false;
  const others = rows
    .flatMap(({ tokens }) => tokens)
    .filter(({ x0 }) => Math.abs(x0 - token.x0) <= SAME_LEFT);
  const widest = Math.max(0, ...others.map(({ x0, x1 }) => x1 - x0));
  return others.length > 0 && token.x1 - token.x0 >= WRAP_SHARE * widest;
}

/** Rows without figures may follow the last one with figures. */
function tailOf(rows: readonly TokenLine[], { from, to }: Block): number {
  const pitch = pitchOf(rows.slice(from, to + 1));
  let last = to;
  while (last + 1 < rows.length && last - to < ROWS_BETWEEN) {
    const [line, next] = [rows[last] as TokenLine, rows[last + 1] as TokenLine];
    const near = next.line.y - line.line.y <= 1.3 * pitch;
    const own = next.tokens.length >= 2 || next.line.x <= line.line.x + line.line.size * 8;
    if (!near || !own || isProse(next) || endsTable(next) || /表\s*\d*$/.test(next.line.text))
      break;
    last += 1;
  }
  return last;
}

/** The usual distance between two rows of values. */
function pitchOf(rows: readonly TokenLine[]): number {
  const values = rows.filter(isValueRow);
  const gaps = values
    .slice(1)
    .map(({ line }, index) => line.y - (values[index] as TokenLine).line.y)
    .sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 20;
}

const STRIP = 1;
/** Rows of which one may reach into the strip between two columns. */
const STRAY_SHARE = 0.04;
const STRIP_WIDTH = 2;

/** Edges of the columns: the strips that words cover, and headings over nothing but blanks. */
function columnsOf(rows: readonly TokenLine[], header: readonly TokenLine[]): readonly number[] {
  const strips = coveredStrips(rows);
  for (const { tokens } of [...header].reverse()) {
    const before = [...strips];
    for (const { x0, x1 } of tokens) {
      const next = before.findIndex(({ left }) => left > x0);
      const [a, b] = [before[next - 1], next < 0 ? undefined : before[next]];
      const last = next < 0 ? before.at(-1) : a;
      const free = (last === undefined || last.right < x0) && (b === undefined || x1 < b.left);
      // The names of a group stand below it: what they have opened is not opened again.
      if (free && last !== undefined) strips.push({ left: x0, right: x1 });
    }
    strips.sort((one, other) => one.left - other.left);
  }
  const edges = strips.slice(1).map(({ left }, i) => ((strips[i] as Strip).right + left) / 2);
  return [(strips[0] as Strip).left - 1, ...edges, (strips.at(-1) as Strip).right + 1];
}

interface Strip {
  readonly left: number;
  readonly right: number;
}

function coveredStrips(rows: readonly TokenLine[]): Strip[] {
  const tokens = rows.flatMap((row) => row.tokens);
  const left = Math.min(...tokens.map(({ x0 }) => x0));
  const right = Math.max(...tokens.map(({ x1 }) => x1));
  const counts = new Uint16Array(Math.ceil((right - left) / STRIP) + 1);
  for (const row of rows) {
    const covered = new Set<number>();
    for (const { x0, x1 } of row.tokens) {
      for (let at = Math.floor((x0 - left) / STRIP); at <= (x1 - left) / STRIP; at += 1) {
        covered.add(at);
      }
    }
    for (const at of covered) counts[at] = (counts[at] as number) + 1;
  }
  const most = Math.floor(rows.length * STRAY_SHARE);
  const strips: { left: number; right: number }[] = [];
  let free = STRIP_WIDTH;
  counts.forEach((count, at) => {
    free = count <= most ? free + 1 : free;
    if (count <= most) return;
    const end = left + (at + 1) * STRIP;
    const last = strips.at(-1);
    if (last !== undefined && free < STRIP_WIDTH) last.right = end;
    else strips.push({ left: left + at * STRIP, right: end });
    free = 0;
  });
  return strips;
}

function columnAt(edges: readonly number[], { x0, x1 }: Token): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let column = 0; column + 1 < edges.length; column += 1) {
    const [from, to] = [edges[column] as number, edges[column + 1] as number];
    const shared = Math.min(x1, to) - Math.max(x0, from);
    if (shared > most) [best, most] = [column, shared];
  }
  return best;
}

const HEADER_LINES = 10;

/** The first line of the header: upwards to the unit, the title or a sentence. */
function headerOf(rows: readonly TokenLine[], from: number): number {
  let first = from;
  while (first > 0 && from - first < HEADER_LINES) {
    const above = rows[first - 1] as TokenLine;
    const { line, tokens } = above;
    const gap = (rows[first] as TokenLine).line.y - line.y;
    const title = tokens.length === 1 && /表(\s|（|$)/.test(line.text);
    if (isProse(above) || endsTable(above) || isLabel(line.text) || title) break;
    if (gap > 4.5 * line.size || gap <= 0) break;
    first -= 1;
  }
  // What stands alone on top of the header, and larger, is the title.
  const top = rows[first] as TokenLine;
  const body = (rows[from] as TokenLine).line.size;
  return first < from && top.tokens.length === 1 && top.line.size > body * 1.15 ? first + 1 : first;
}

/** A row of running numbers below the header. */
function isCounting({ tokens }: TokenLine): boolean {
  const texts = tokens.map(({ text }) => text.replace(/\s/g, ""));
  return texts.every((text) => /^(\*+|\d{1,2}|栏次|行次)$/.test(text));
}

function headingsOf(rows: readonly TokenLine[], edges: readonly number[]): string[][] {
  const headings = edges.slice(1).map((): string[] => []);
  for (const { tokens } of rows) {
    let last = -1;
    for (const token of tokens) {
      // Two headings of one line never share a column.
      const main = Math.min(headings.length - 1, Math.max(columnAt(edges, token), last + 1));
      last = main;
      headings.forEach((path, column) => {
        const [from, to] = [edges[column] as number, edges[column + 1] as number];
        const shared = Math.min(token.x1, to) - Math.max(token.x0, from);
        if (column === main || shared > 0.5 * (to - from)) path.push(token.text);
      });
    }
  }
  return headings;
}

/** Near enough to a row to be the rest of its name, in shares of the usual distance of rows. */
const WRAP_SHARE = 0.8;
const FULL_SHARE = 0.85;

/** Lines that make one row: a line of words near a row of values is the rest of its name. */
function rowsOf(lines: readonly TokenLine[], edges: readonly number[]): TokenLine[][] {
  const pitch = pitchOf(lines);
  const values = lines.filter(isValueRow);
  const groups = new Map<TokenLine, TokenLine[]>();
  let before: TokenLine | null = null;
  for (const line of lines) {
    const owner: TokenLine = isValueRow(line) ? line : ownerOf(line, values, before, pitch, edges);
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [line]);
    else group.push(line);
    before = owner;
  }
  // A name that begins above its figures opened the group of a later line.
  return [...groups.entries()]
    .sort(([a], [b]) => a.line.y - b.line.y)
    .map(([, group]) => group.sort((a, b) => a.line.y - b.line.y));
}

function ownerOf(
  line: TokenLine,
  values: readonly TokenLine[],
  before: TokenLine | null,
  pitch: number,
  edges: readonly number[],
): TokenLine {
  const [only] = line.tokens;
  if (
    only === undefined ||
    line.tokens.length > 1 ||
    /^\d|^[一二三四五六七八九十]+、/.test(only.text)
  )
    return line;
  const distance = (row: TokenLine): number => Math.abs(row.line.y - line.line.y);
  const nearest = values.reduce<TokenLine | null>((best, row) => {
    return best === null || distance(row) < distance(best) ? row : best;
  }, null);
  if (nearest !== null && distance(nearest) < WRAP_SHARE * pitch) return nearest;
  if (before === null || distance(before) > 1.2 * pitch) return line;
  // As far as any row: it goes on only where the name before it fills its column.
  const column = columnAt(edges, only);
  const width = (edges[column + 1] as number) - (edges[column] as number);
  const name = before.tokens.find((token) => columnAt(edges, token) === column);
  return name !== undefined && name.x1 - name.x0 > FULL_SHARE * width ? before : line;
}

function fillRow(
  group: readonly TokenLine[],
  edges: readonly number[],
  put: (column: number, text: string, line: LayoutLine, x: number) => void,
): void {
  const texts = new Map<number, { text: string; line: LayoutLine; x: number }>();
  for (const { line, tokens } of group) {
    for (const token of tokens) {
      const column = columnAt(edges, token);
      const known = texts.get(column);
      if (known === undefined) texts.set(column, { text: token.text, line, x: token.x0 });
      else known.text = joinedWords([known.text, token.text]);
    }
  }
  const { line } = group.find(isValueRow) ?? (group[0] as TokenLine);
  for (let column = 0; column + 1 < edges.length; column += 1) {
    const cell = texts.get(column);
    put(column, cell?.text ?? "", cell?.line ?? line, cell?.x ?? (edges[column] as number));
  }
}
