import { parentOf } from "../../classification/index.ts";
import type { FoundTable } from "../../disclosure/index.ts";
import type { Check, CheckContext, Defect } from "../defect.ts";

/** TITLE-GARBLED: a title whose letters came out as those of another script. */
export const garbledTitles: Check = function* ({ disclosure, reading }) {
  for (const table of disclosure.tables) {
    if (!isGarbled(table.title)) continue;
    yield {
      rule: "TITLE-GARBLED",
      place: { ...table.place, text: table.title },
      printed: table.title,
      expected: usualTitle(reading, table.topic),
    };
  }
};

/** Greek with breathings, private letters and the like stand for characters that have no code. */
export function isGarbled(title: string): boolean {
  return /[\u0370-\u03ff\u0500-\u0dff\u1200-\u1fff\ue000-\uf8ff\ufffd]/.test(title);
}

function usualTitle({ kind, profile }: CheckContext["reading"], topic: string): string {
  const titles = TITLES[topic];
  return titles === undefined || profile === "" ? "" : titles[kind];
}

const TITLES: Readonly<Record<string, { budget: string; final: string }>> = {
  "three-public": { budget: "一般公共预算“三公”经费支出表", final: "财政拨款“三公”经费支出决算表" },
  fund: { budget: "政府性基金预算支出表", final: "政府性基金预算财政拨款收入支出决算表" },
  capital: { budget: "国有资本经营预算支出表", final: "国有资本经营预算财政拨款支出决算表" },
};

/** TABLE-NUMBER: where most tables are numbered, each is, once and in order. */
export const tableNumbers: Check = function* ({ disclosure }) {
  const { tables } = disclosure;
  const numbered = tables.filter(({ label }) => /\d/.test(label));
  if (numbered.length < 3 || numbered.length * 2 <= tables.length) return;
  const seen = new Map<string, FoundTable>();
  for (const table of tables) {
    const label = table.label.replace(/\s+/g, "");
    const first = seen.get(label);
    if (label === "") yield numberDefect(table, "没有编号，其他表有");
    else if (first !== undefined && first.topic !== table.topic) {
      yield numberDefect(table, `的编号“${label}”与《${first.title}》相同`);
    } else seen.set(label, table);
  }
};

function numberDefect(table: FoundTable, why: string): Defect {
  const words = { table: table.title, why };
  return { rule: "TABLE-NUMBER", place: table.place, printed: table.label || table.title, words };
}

/** TABLE-TORN: a table whose head was lost begins with items of a group that is not there. */
export const tornTables: Check = function* (context) {
  for (const table of context.disclosure.tables) {
    const why = tornBy(table, context);
    const first = table.rows[0];
    if (why === null || first === undefined) continue;
    yield {
      rule: "TABLE-TORN",
      severity: isCertain(context) ? "error" : "unresolved",
      place: { ...first.place, table: first.place.table || table.title },
      printed: `${first.code}${first.name}`,
      words: { table: table.title, why },
    };
  }
};

/** Of a page of a PDF, the reader may have lost what is printed there. */
function isCertain({ document }: CheckContext): boolean {
  return document.format !== "pdf";
}

function tornBy(
  { rows, topic, is_whole }: FoundTable,
  { disclosure }: CheckContext,
): string | null {
  const coded = rows.filter(({ code, chart }) => code !== "" && chart !== null);
  const first = coded[0];
  if (first === undefined) return null;
  const codes = new Set(coded.map(({ code }) => code));
  const groups = coded.filter(({ code }) => code.length === 3).length;
  const missing = [...new Set(coded.flatMap(({ code }) => groupsAbove(code)))].filter(
    (one) => !codes.has(one),
  );
  const hasTotal = rows.some(({ id, name }) => id === "total" || /合计|总计/.test(name));
  const isHeadless =
    first.code.length > 3 && groups > 0 && missing.includes(first.code.slice(0, 3));
  // Rows in any order, or of several units, have no head to lose.
  if (isHeadless ? hasTotal : is_whole || missing.length === 0 || hasTotal) return null;
  const others = disclosure.tables.some((one) => one.topic !== topic && one.is_whole);
  if (!others && !isHeadless) return null;
  const parts = [
    isHeadless ? `从“${first.code}${first.name}”开始` : "",
    hasTotal ? "" : "没有合计行",
    missing.length > 0 ? `没有 ${missing.slice(0, 5).join("、")} 行` : "",
  ];
  return parts.filter((one) => one !== "").join("，");
}

function groupsAbove(code: string): readonly string[] {
  const parent = parentOf(code);
  return parent === null ? [] : [parent, ...groupsAbove(parent)];
}

/** no money is negative, but what is carried over and what is shared out may be. */
export const negativeFigures: Check = function* ({ disclosure }) {
  for (const fact of disclosure.facts) {
    if (fact.source !== "table" || fact.printed.value >= 0 || fact.printed.quantity !== "money")
      continue;
    if (fact.origin !== "printed") continue;
    if (/opening|closing|surplus/.test(`${fact.row} ${fact.column}`)) continue;
    const { place, printed } = fact;
    yield {
      rule: "R-7",
      place,
      printed: printed.text,
      words: { table: place.table, row: place.row },
    };
  }
};
