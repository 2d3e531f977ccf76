import type { Constraint } from "./constraint.ts";
import type { Disclosure, Place } from "./disclosure.ts";
import { equation } from "./equation.ts";
import type { Values } from "./figure.ts";
import type { Finding } from "./finding.ts";
import { NO_PLACE } from "./instance.ts";
import type { Guess, TableFlaw } from "./table-flaw.ts";

/** One finding at the table, with all that the guess explains merged under it. */
export function flawFinding(flaw: TableFlaw, disclosure: Disclosure, values: Values): Finding {
  const { topic, guess, mended, others } = flaw;
  const words =
    guess.form === "unit" ? unitWords(topic, guess, disclosure) : columnWords(flaw, disclosure);
  const table = tablePlace(topic, disclosure);
  const merged = [...new Set(mended.map(({ rule }) => rule.id))].sort();
  const doubt = others.map((other) => `《${tablePlace(other, disclosure).table}》`).join("、");
  const also = doubt === "" ? "" : `；也可能是${doubt}`;
  const shown = examples(mended, values);
  return {
    ...{ id: "", difference: "", merged },
    ...{ rule: words.rule, outcome: words.outcome, title: words.title },
    where: { ...table, column: words.column },
    ...{ printed: words.printed, expected: words.expected },
    message: `${words.message}，有 ${mended.length} 处与别处不符，改正后都成立${shown}`,
    suggestion: `请核对《${table.table}》的${words.what}${also}`,
  };
}

type Words = Pick<Finding, "rule" | "outcome" | "title" | "printed" | "expected" | "message"> & {
  readonly what: string;
  readonly column: string;
};

function unitWords(
  topic: string,
  { factor }: Extract<Guess, { readonly form: "unit" }>,
  { tables }: Disclosure,
): Words {
  const unit = tables.find((one) => one.topic === topic)?.unit;
  const printed = unitName(unit?.fen ?? 0);
  const expected = unitName((unit?.fen ?? 0) * factor);
  const base = { rule: "TABLE-UNIT", printed, expected, what: "金额单位", column: "" } as const;
  const guessed = expected === "" ? "" : `，应为${expected}`;
  // What a table does not say was supposed: that it says nothing is all that is wrong.
  if (unit?.is_said === false) {
    const message = `这张表没有注明金额单位${guessed}；按“${printed || "其他表的单位"}”读`;
    return { ...base, outcome: "hint", title: "表没有注明金额单位", message };
  }
  const message = `这张表的金额单位印错了${guessed}：按${printed === "" ? "印的单位" : `“${printed}”`}算`;
  return { ...base, outcome: "error", title: "表的金额单位印错", message };
}

const UNITS: ReadonlyMap<number, string> = new Map([
  [100, "元"],
  [100_000, "千元"],
  [1_000_000, "万元"],
  [10_000_000_000, "亿元"],
]);

function unitName(fen: number): string {
  return UNITS.get(Math.round(fen)) ?? "";
}

function columnWords({ topic, guess }: TableFlaw, disclosure: Disclosure): Words {
  const meant = guess.form === "columns" ? guess.meant : new Map<string, string>();
  const headings = headingsOf(topic, disclosure);
  const heading = (column: string) => headings.get(column) ?? "";
  const printed = joined([...meant.keys()].map(heading));
  const expected = joined([...meant.values()].map(heading));
  const isPair = meant.size === 2;
  const title = isPair ? "两列的数字颠倒" : "几列的数字错了位";
  const named = printed === "" ? "" : `“${printed}”`;
  const rows = guess.form === "columns" && guess.but_total ? "除合计外，" : "";
  const message = `这张表${rows}${named}${isPair ? "两列的数字（或表头）颠倒了" : "几列的数字错了位"}`;
  return {
    ...{ rule: "TABLE-COLUMNS", outcome: "error", title, message },
    ...{ printed, expected, what: "表头与各列的数字", column: printed },
  };
}

function joined(headings: readonly string[]): string {
  return headings.every((one) => one !== "") ? headings.join("、") : "";
}

/** The words above the columns, by the ids of these. */
function headingsOf(topic: string, { facts }: Disclosure): ReadonlyMap<string, string> {
  const own = facts.filter((one) => one.source === "table" && one.topic === topic);
  return new Map(own.map(({ column, place }) => [column, place.column]));
}

function tablePlace(topic: string, { tables, facts }: Disclosure): Place {
  const found = tables.find((one) => one.topic === topic)?.place;
  const first = found ?? facts.find((one) => one.topic === topic)?.place ?? NO_PLACE;
  return { ...first, row: "", column: "" };
}

const EXAMPLES = 3;

function examples(mended: readonly Constraint[], values: Values): string {
  const texts = mended.map((one) => `${one.rule.message}（${equation(one, values)}）`);
  const shown = [...new Set(texts)].slice(0, EXAMPLES);
  return shown.length === 0 ? "" : `：${shown.join("；")}`;
}
