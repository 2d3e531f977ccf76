import { parentOf } from "../../classification/index.ts";
import { type Address, at, told } from "./address.ts";
import type { Figures } from "./figures.ts";

/** A table whose rows are codes: what its columns are made of. */
export interface CodedTable {
  readonly topic: string;
  /** Columns that are sums of others, the innermost first; `optional` parts are zero if absent. */
  readonly sums: readonly {
    readonly column: string;
    readonly parts: readonly string[];
    readonly optional: readonly string[];
  }[];
  /** The columns that add up over the codes. */
  readonly columns: readonly string[];
}

/** What sentences tell of each row of a spending table, beside its own columns. */
export const TOLD_OF_ROWS = ["initial-budget", "full-budget", "prior"] as const;

const BASIC_PARTS = {
  column: "basic",
  parts: ["basic-personnel", "basic-public"],
  optional: [],
} as const;

const SPENDING_COLUMNS = ["total", "basic", "basic-personnel", "basic-public", "project"];

const UNIT_INCOME = [
  "superior",
  "superior-finance",
  "business",
  "operating",
  "affiliated",
  "other",
];

export const CODED_TABLES: readonly CodedTable[] = [
  {
    topic: "general",
    columns: SPENDING_COLUMNS,
    sums: [BASIC_PARTS, { column: "total", parts: ["basic", "project"], optional: [] }],
  },
  {
    topic: "fund",
    columns: ["opening", "income", "total", "basic", "project", "closing"],
    sums: [{ column: "total", parts: ["basic", "project"], optional: [] }],
  },
  {
    topic: "capital",
    columns: ["opening", "income", "total", "basic", "project", "closing"],
    sums: [{ column: "total", parts: ["basic", "project"], optional: [] }],
  },
  {
    topic: "special-account",
    columns: ["total", "basic", "project"],
    sums: [{ column: "total", parts: ["basic", "project"], optional: [] }],
  },
  {
    topic: "spending",
    columns: [...SPENDING_COLUMNS, "upward", "operating", "affiliated"],
    sums: [
      BASIC_PARTS,
      {
        column: "total",
        parts: ["basic", "project"],
        optional: ["upward", "operating", "affiliated"],
      },
    ],
  },
  {
    topic: "income",
    columns: [
      ...["total", "appropriation", "general", "general-allotted", "general-nontax", "fund"],
      ...["capital", "special-account", ...UNIT_INCOME, "unit", "surplus-used", "opening"],
    ],
    sums: [
      { column: "general", parts: ["general-allotted", "general-nontax"], optional: [] },
      { column: "appropriation", parts: ["general", "fund", "capital"], optional: [] },
      { column: "unit", parts: [], optional: UNIT_INCOME },
      {
        column: "total",
        parts: ["appropriation", "unit"],
        optional: ["special-account", "surplus-used", "opening"],
      },
    ],
  },
];

/** The codes that figures of this topic stand under, with the codes above them, in order. */
export function codesOf(figures: Figures, topic: string): readonly string[] {
  return figures.codesOf(topic);
}

/** Sums along the rows and up the codes, as far as they are known. */
export function completeCodedTable(figures: Figures, table: CodedTable): void {
  const { topic } = table;
  const codes = codesOf(figures, topic);
  if (codes.length > 0) zeroOptionalColumns(figures, table, codes);
  for (const row of [...codes, "total"]) {
    completeRow(figures, table, row);
    if (table.columns.includes("closing")) carryOver(figures, topic, row);
  }
  if (codes.length === 0) return;
  for (const column of table.columns) {
    rollUp(figures, codes, (row) => at(topic, row, column));
  }
  for (const column of TOLD_OF_ROWS) {
    const isTold = codes.some((code) => figures.isKnown(told(topic, code, column)));
    if (isTold) rollUp(figures, codes, (row) => told(topic, row, column));
  }
}

/** A column that no row has, where others of the same sum are in use: nothing stands in it. */
function zeroOptionalColumns(figures: Figures, table: CodedTable, codes: readonly string[]): void {
  const { topic } = table;
  const isUsed = (column: string): boolean =>
    [...codes, "total"].some((row) => figures.isKnown(at(topic, row, column)));
  for (const { parts, optional } of table.sums) {
    const isSum = ["total", ...parts, ...optional].some(isUsed);
    for (const column of isSum ? optional.filter((one) => !isUsed(one)) : []) {
      for (const row of leaves(codes)) figures.assumeZero(at(topic, row, column));
    }
  }
}

/** A sum of its parts, or the one part that is missing. */
function completeRow(figures: Figures, { topic, sums }: CodedTable, row: string): void {
  for (const { column, parts, optional } of sums) {
    const cells = [...parts, ...optional].map((one) => at(topic, row, one));
    const whole = at(topic, row, column);
    figures.derive(whole, figures.sum(cells), "同一行的各列");
    const missing = cells.filter((cell) => !figures.isKnown(cell));
    if (missing.length !== 1 || !figures.isKnown(whole)) continue;
    const [one] = missing as [Address];
    const others = cells.filter((cell) => cell !== one);
    figures.derive(one, figures.difference(whole, others), "同一行的合计与其他列");
  }
}

/** What was there and what came in is what was spent and what is left. */
function carryOver(figures: Figures, topic: string, row: string): void {
  const [opening, income, total] = ["opening", "income", "total"].map((one) => at(topic, row, one));
  const left = figures.signedSum([
    { address: opening as Address, sign: 1 },
    { address: income as Address, sign: 1 },
    { address: total as Address, sign: -1 },
  ]);
  figures.derive(at(topic, row, "closing"), left, "年初结转、本年收入与本年支出");
}

export function leaves(codes: readonly string[]): readonly string[] {
  const parents = new Set(codes.map(parentOf));
  return codes.filter((code) => !parents.has(code));
}

/** Each code is the sum of those right below it, the total that of the classes. */
export function rollUp(
  figures: Figures,
  codes: readonly string[],
  addressOf: (row: string) => Address,
): void {
  const below = new Map<string, Address[]>();
  for (const code of codes) {
    const parent = parentOf(code) ?? "total";
    const group = below.get(parent);
    if (group === undefined) below.set(parent, [addressOf(code)]);
    else group.push(addressOf(code));
  }
  // The deepest first: their sums are parts of the others.
  for (const length of [5, 3]) {
    for (const code of codes) {
      const parts = code.length === length ? below.get(code) : undefined;
      if (parts === undefined) continue;
      figures.derive(addressOf(code), figures.sum(parts), `${code} 的下级`);
    }
  }
  figures.derive(addressOf("total"), figures.sum(below.get("total") ?? []), "各类");
}
