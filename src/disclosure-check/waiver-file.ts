import { isMap, isSeq, LineCounter, parseDocument, type YAMLMap } from "yaml";
import { YibaoError } from "../kernel/index.ts";

/** A finding that somebody has looked at and lets stand, with who, why and since when. */
export interface Waiver {
  readonly rule: string;
  readonly where: WaiverPlace;
  readonly author: string;
  readonly reason: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** The last day on which it counts; null: for good. */
  readonly until: string | null;
  /** The line of the file it stands on. */
  readonly source: string;
}

/** What is not said is not asked for. */
export interface WaiverPlace {
  readonly page: number | null;
  readonly line: number | null;
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

const WAIVERS_MOST = 10_000;

/**
 * Reads a waiver file: a YAML list of `{rule, where?, author, reason, date, until?}`.
 * @throws YibaoError WAIVER-FILE-BROKEN | WAIVER-KEY | WAIVER-MISSING | WAIVER-VALUE, with the line
 */
export function readWaivers(text: string, name: string): readonly Waiver[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problem = document.errors[0];
  if (problem !== undefined) {
    const reason = problem.message.split("\n")[0] ?? "";
    throw broken(reason, `${name}:${lines.linePos(problem.pos[0]).line}`);
  }
  const list = document.contents;
  if (list === null) return [];
  if (!isSeq(list)) throw broken("应是一个列表，每条豁免以“- ”开头", `${name}:1`);
  if (list.items.length > WAIVERS_MOST) throw broken(`超过 ${WAIVERS_MOST} 条`, name);
  return list.items.map((item) => {
    const at = isMap(item) ? (item.range?.[0] ?? 0) : 0;
    const where = `${name}:${lines.linePos(at).line}`;
    if (!isMap(item)) throw broken("列表中有一条不是“键: 值”", where);
    return waiverOf(item, where);
  });
}

function broken(reason: string, where: string): YibaoError {
  return new YibaoError("WAIVER-FILE-BROKEN", { reason }, where);
}

const KEYS = ["rule", "where", "author", "reason", "date", "until"];
const PLACE_KEYS = ["page", "line", "table", "row", "column", "text"];

function waiverOf(item: YAMLMap, source: string): Waiver {
  const values = item.toJSON() as Readonly<Record<string, unknown>>;
  checkKeys(values, KEYS, source);
  return {
    rule: required(values, "rule", source),
    where: placeOf(values.where, source),
    author: required(values, "author", source),
    reason: required(values, "reason", source),
    date: dayOf(values, "date", source) ?? missing("date", source),
    until: dayOf(values, "until", source),
    source,
  };
}

function checkKeys(values: object, known: readonly string[], source: string): void {
  const key = Object.keys(values).find((one) => !known.includes(one));
  if (key === undefined) return;
  throw new YibaoError("WAIVER-KEY", { key, known: known.join("、") }, source);
}

function missing(key: string, source: string): never {
  throw new YibaoError("WAIVER-MISSING", { key }, source);
}

function wrong(key: string, value: unknown, allowed: string, source: string): YibaoError {
  return new YibaoError("WAIVER-VALUE", { key, value: String(value), allowed }, source);
}

type Values = Readonly<Record<string, unknown>>;

function required(values: Values, key: string, source: string): string {
  const value = values[key];
  if (value === undefined || value === null || value === "") return missing(key, source);
  if (typeof value !== "string") throw wrong(key, value, "文字", source);
  return value;
}

function dayOf(values: Values, key: string, source: string): string | null {
  const value = values[key] ?? null;
  if (value === null) return null;
  if (typeof value === "string" && isDay(value)) return value;
  throw wrong(key, value, "日期，如 2025-03-01", source);
}

function isDay(text: string): boolean {
  const match = /^\d{4}-(\d\d)-(\d\d)$/.exec(text);
  const [month, day] = [Number(match?.[1]), Number(match?.[2])];
  return match !== null && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function placeOf(written: unknown, source: string): WaiverPlace {
  if (written === undefined || written === null) {
    return { page: null, line: null, table: "", row: "", column: "", text: "" };
  }
  if (typeof written !== "object" || Array.isArray(written)) {
    throw wrong("where", written, "位置：page、line、table、row、column、text", source);
  }
  const values = written as Values;
  checkKeys(values, PLACE_KEYS, source);
  return {
    page: numberOf(values, "page", source),
    line: numberOf(values, "line", source),
    table: wordsOf(values, "table", source),
    row: wordsOf(values, "row", source),
    column: wordsOf(values, "column", source),
    text: wordsOf(values, "text", source),
  };
}

function numberOf(values: Values, key: string, source: string): number | null {
  const value = values[key] ?? null;
  if (value === null || (Number.isSafeInteger(value) && Number(value) > 0)) {
    return value as number | null;
  }
  throw wrong(key, value, "从 1 起的整数", source);
}

function wordsOf(values: Values, key: string, source: string): string {
  const value = values[key] ?? "";
  if (typeof value !== "string" && typeof value !== "number")
    throw wrong(key, value, "文字", source);
  return String(value);
}
