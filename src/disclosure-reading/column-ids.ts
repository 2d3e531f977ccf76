import type { Topic } from "../disclosure/index.ts";
import type { FormWords } from "./form-words.ts";
import { fits, type IdWords, idOf } from "./reading-words.ts";
import type { BlockColumn } from "./source-table.ts";
import { bare, plainName } from "./words.ts";

/** Columns that say nothing of their own: what they are, the words above them say. */
const TOTALS: ReadonlySet<string> = new Set(["total", "amount"]);
/** What is below them is their own part, not that of the spending. */
const OPENINGS: ReadonlySet<string> = new Set(["opening", "closing", "income"]);

/** The id of a column; "" where its words are not understood, null where they are passed over. */
export type ColumnId = string | null;

/** The words of a topic's columns in headings.yaml. */
export function columnGroup(topic: Topic): string {
  if (["general", "fund", "capital", "special-account"].includes(topic.id)) {
    return "functional-spending";
  }
  if (["basic", "basic-government"].includes(topic.id)) return "economic";
  return topic.stub === "named" ? "named" : topic.id;
}

/**
 * What each column of a block holds, by the words above it, from the nearest up. Columns of
 * another year are passed over; of two with the same words the first counts.
 */
export function columnIds(
  columns: readonly BlockColumn[],
  topic: Topic,
  year: number,
  form: FormWords,
): readonly ColumnId[] {
  // Over the only column of a block, the words above also head the names beside it.
  const isOnly = columns.length === 1;
  const known = columns.map(({ path }): Known => {
    const own = isOnly ? columnId(path.slice(-1), topic, year, form) : UNKNOWN;
    return own.id === "" ? columnId(path, topic, year, form) : own;
  });
  if (isOnly && known[0]?.id === "") return [totalOf(topic)];
  const ids = known.map(({ id }) => id);
  return known.map(({ id, is_part }, at) => {
    const again = ids.some((other, i) => other === id && (i < at || (is_part && i !== at)));
    if (id === "" && topic.stub === "sides" && ids.includes("amount")) return null;
    if (id === null || !again) return id;
    return is_part ? null : "";
  });
}

interface Known {
  readonly id: ColumnId;
  /** Known by the words above alone: perhaps only a part of what these say. */
  readonly is_part: boolean;
}

const UNKNOWN: Known = { id: "", is_part: false };

function totalOf(topic: Topic): string {
  return topic.columns.has("amount") ? "amount" : "total";
}

/** Whose money it is: a column of spending below such words is no column of all spending. */
const SOURCE =
  /^(一般公共预算|政府性基金|国有资本|财政专户|单位资金|事业收入|上年结转|财政拨款|其他资金|非财政)/;

function columnId(path: readonly string[], topic: Topic, year: number, form: FormWords): Known {
  const names = path.map((one) => plainName(one)).filter((one) => one !== "");
  const group = wordsOf(topic, form);
  const passed: Known = { id: null, is_part: false };
  if (names.some((name) => isOtherYear(name, year))) return passed;
  if (topic.id === "spending" && names.some((name) => SOURCE.test(name))) return passed;
  const ids = names.map((name) => idOf(group, name));
  const at = ids.findLastIndex((id) => id !== null);
  const id = ids[at] ?? null;
  if (id === null) {
    return names.some((name) => fits(form.words.passed_over, name)) ? passed : UNKNOWN;
  }
  const is_part = at < names.length - 1;
  const above = ids.slice(0, at).findLast((one) => one !== null && !TOTALS.has(one)) ?? null;
  if (TOTALS.has(id)) return { id: held(above ?? id, topic), is_part };
  if (above !== null && OPENINGS.has(above)) return { id: held(`${above}-${id}`, topic), is_part };
  return { id: held(id, topic), is_part };
}

/** A column that our forms do not hold is understood, and passed over. */
function held(id: string, topic: Topic): ColumnId {
  return topic.columns.has(id) ? id : null;
}

/** 上年预算数, 2022年执行数 in a budget of 2023; an opening balance is of this year. */
export function isOtherYear(name: string, year: number): boolean {
  const said = /^(20\d\d)年?/.exec(name)?.[1];
  if (said !== undefined && year > 0) return Number(said) !== year;
  return /^(上年|上一年|去年)(度)?(预算|执行|决算|完成|实际|数)/.test(name);
}

function wordsOf(topic: Topic, { words, charts }: FormWords): readonly IdWords[] {
  const known = words.columns.get(columnGroup(topic));
  if (known !== undefined) return known;
  const chart = topic.id === "spending-governmental" ? charts.governmental : charts.departmental;
  const titled = [...topic.columns].map(([id, title]) => {
    const names = [title, chart.rows.get(id)?.name ?? title].map(bare);
    return { id, words: names.map((name) => new RegExp(`^(${id})?${name}$`, "u")) };
  });
  return [{ id: "total", words: [/^(本年)?(支出)?(合计|总计|小计)$/u] }, ...titled];
}
