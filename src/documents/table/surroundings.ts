import type { LineRole, MoneyUnit } from "../document.ts";
import type { FoundTable } from "./found-table.ts";

/** A line as the finders see it, whatever format it comes from. */
export interface PlainLine {
  readonly number: number;
  readonly page: number;
  readonly text: string;
  readonly size: number;
  readonly role: LineRole;
  /** Its left edge and width in points, where it is known. */
  readonly x?: number;
  readonly width?: number;
}

/** What stands around a table and belongs to it. */
export interface Surroundings {
  readonly title: string;
  readonly titleLine: number | null;
  readonly label: string;
  readonly unit: MoneyUnit | null;
  readonly year: number | null;
  readonly above: readonly string[];
  readonly notes: readonly string[];
  /** Lines of the document that are told above. */
  readonly lines: ReadonlySet<number>;
}

const LINES_ABOVE = 10;
const TITLE_MOST = 60;

/**
 * Reads the lines above a table from the nearest up: unit, department, number, title; whatever
 * ends like a sentence belongs to the text before.
 * @param before body lines between the table before and this one
 * @param inside rows of the table itself that stand before its header
 */
export function surroundingsOf(
  before: readonly PlainLine[],
  inside: readonly PlainLine[],
  after: readonly PlainLine[],
): Surroundings {
  const found = new Above();
  const near = [...before.slice(-LINES_ABOVE), ...inside].reverse();
  for (const line of near) if (!found.take(line)) break;
  const notes = notesOf(after);
  return {
    title: found.title,
    titleLine: found.titleLine,
    label: found.label,
    unit: found.unit,
    year: yearOf([found.title, ...found.above, found.label].join(" ")),
    above: found.above,
    notes: notes.map(({ text }) => text),
    lines: new Set([...found.lines, ...notes.map(({ number }) => number)]),
  };
}

class Above {
  title = "";
  titleLine: number | null = null;
  label = "";
  unit: MoneyUnit | null = null;
  readonly above: string[] = [];
  readonly lines: number[] = [];
  #titleSize = 0;

  /** Takes the next line upwards; false when it does not belong to the table any more. */
  take(line: PlainLine): boolean {
    const text = line.text.trim();
    if (text === "") return true;
    if (this.titleLine !== null) return this.#beyondTitle(line, text);
    if (isSentence(text)) return false;
    const unit = unitIn(text);
    if (this.unit === null) this.unit = unit;
    if (this.label === "" && isLabel(text)) this.label = text;
    else if (isTitle(text, unit)) this.#setTitle(line, text);
    else this.above.unshift(text);
    this.lines.push(line.number);
    return this.lines.length < LINES_ABOVE;
  }

  #setTitle(line: PlainLine, text: string): void {
    this.title = text.replace(UNIT_IN_BRACKETS, "").trim();
    this.titleLine = line.number;
    this.#titleSize = line.size;
  }

  /** Above a title only its number follows, and its own first half where it is torn. */
  #beyondTitle(line: PlainLine, text: string): boolean {
    if (this.label === "" && isLabel(text)) {
      this.label = text;
      this.lines.push(line.number);
      return false;
    }
    const sameSize = this.#titleSize > 0 && Math.abs(line.size - this.#titleSize) < 0.5;
    const torn = this.title.length <= TORN_MOST && sameSize && !isSentence(text);
    if (!torn || text.length > TITLE_MOST || SECTION.test(text)) return false;
    this.title = text + this.title;
    this.titleLine = line.number;
    this.lines.push(line.number);
    return true;
  }
}

/** A rest of a title that cannot stand alone. */
const TORN_MOST = 5;
const SECTION = /^(第?[一二三四五六七八九十]{1,3}(、|部分)|[（(][一二三四五六七八九十]{1,3}[）)])/;

function isSentence(text: string): boolean {
  return /[。；;，,：:]$/.test(text) || (text.length > TITLE_MOST && /[，。]/.test(text));
}

const UNIT = /(?:单\s*位|计量)\s*[:：]\s*(?:人民币)?\s*(亿元|万元|千元|元)/;
const UNIT_IN_BRACKETS = /[（(]\s*(?:单位\s*[:：]?)?\s*(亿元|万元|千元|元)\s*[）)]\s*$/;

/** The unit of money that a line says its figures are in. */
export function unitIn(text: string): MoneyUnit | null {
  const match = UNIT.exec(text) ?? UNIT_IN_BRACKETS.exec(text);
  return (match?.[1] as MoneyUnit | undefined) ?? null;
}

/** Only words that number a table: “预算公开表1”, “公开01表”, “附表2-1”, “表三”. */
export function isLabel(text: string): boolean {
  if (!/[\d一二三四五六七八九十]/.test(text) || !/表|附件/.test(text) || text.length > 16)
    return false;
  const numbered = /[部门预决算公开附件表第号之格\d一二三四五六七八九十\-－—.:：（）()\s]/g;
  return text.replace(numbered, "") === "";
}

const OFFICE = /^(公开|编制|填报|预算|主管)?\s*(部\s*门|单\s*位)\s*(名称|代码|（[^）]*）)?\s*[:：]/;

function isTitle(text: string, unit: MoneyUnit | null): boolean {
  if (text.length > TITLE_MOST || OFFICE.test(text)) return false;
  // “部门：… 单位：万元”, “金额单位：元” stand between title and table.
  if (unit !== null && UNIT.test(text) && !/表/.test(text.replace(UNIT, ""))) return false;
  return !/^(注|备注|说明)\s*[:：]/.test(text) && !/^[\d.,\s%-]+$/.test(text);
}

export function yearOf(text: string): number | null {
  const match = /(20\d\d|19\d\d)(?=\s*年|\s|[^\d]|$)/.exec(text.replace(/\s+(?=年)/g, ""));
  return match ? Number(match[1]) : null;
}

const NOTE = /^[（(]?\s*(注|备注|附注|说明)\s*[:：\d.、]/;
const NOTES_MOST = 12;

/** Notes begin with 注 or 说明 and go on to the end of their sentence, or with a number. */
function notesOf(after: readonly PlainLine[]): readonly PlainLine[] {
  const notes: PlainLine[] = [];
  for (const line of after.slice(0, NOTES_MOST)) {
    const text = line.text.trim();
    const last = notes.at(-1)?.text.trim() ?? "";
    const goesOn = last !== "" && (!/[。.]$/.test(last) || /^\d{1,2}[.、．]/.test(text));
    if (!NOTE.test(text) && !(goesOn && !/表$/.test(text))) break;
    notes.push(line);
  }
  return notes;
}

/** The text of rows inside a table that stand before its header. */
export function linesOfRows(table: FoundTable, rows: number): readonly PlainLine[] {
  return Array.from({ length: rows }, (_, row) => {
    const cells = table.cells.filter((cell) => cell.row === row && cell.text !== "");
    const text = cells.map((cell) => cell.text).join("　");
    const number = cells[0]?.line ?? table.firstLine;
    return { number, page: table.page, text, size: 0, role: "body" as const };
  });
}
