import { loadForms } from "../../disclosure/index.ts";
import { titleOf } from "../narrative/codes.ts";
import type { PrintedCell } from "../publication.ts";
import {
  type CellLook,
  columnsOf,
  type HeadNode,
  head,
  headOver,
  headsOf,
  wordCell,
} from "./cells.ts";
import { columnSet } from "./column-sets.ts";
import { cellAt, filled, moneyAt, type TableBody, type TableContext } from "./table-context.ts";

/**
 * Tables whose rows are codes of the functional chart: 合计, 类, 款, 项. Flags: `numbered` (a row of
 * column numbers), `unit-code` (a column for the unit's own code), `flat` (no heading over the
 * code and the name), `items` (项 only, no 类 and 款).
 */
export function codedTable(context: TableContext): TableBody {
  const columns = columnsFor(context);
  const stub = stubHeads(context);
  const stub_width = columnsOf(stub).length;
  const heads = [...stub, ...headsOf(columns.map(withWidth), "right")];
  const ids = columns.map(({ id }) => id);
  const rows = rowsFor(context).map((code) => codeRow(context, code, ids, stub_width));
  const total = totalRow(context, ids, stub_width);
  const isBottom = context.scope.profile.fills.total_row === "bottom";
  const blank = rows.length === 0 ? [blankRow(stub_width + ids.length)] : [];
  const all = isBottom ? [...rows, ...blank, total] : [total, ...rows, ...blank];
  const numbers = context.flags.has("numbered") ? numberRow(stub_width, ids.length, context) : null;
  return { ...filled(all, heads), numbers };
}

interface Column {
  readonly id: string;
  readonly path: string;
}

/** Those the profile names, or else the usual ones of the topic. */
function columnsFor(context: TableContext): readonly Column[] {
  const { table, scope } = context;
  const named = Object.keys(table.columns).length > 0 ? table.columns : null;
  const usual = named ?? columnSet(table.topic, scope.disclosure.kind);
  const used = new Set(scope.figures.columnsOf(table.topic));
  if (usual !== null) {
    const found = scope.disclosure.tables.find(({ topic }) => topic === table.topic);
    const known = Object.entries(usual).filter(
      ([id]) => !PARTS.includes(id) || found?.columns.includes(id),
    );
    return alone(ordered([...known, ...leftOut(known, context)]));
  }
  const form = loadForms().topics.get(table.topic);
  return ordered([...(form?.columns ?? [])].filter(([id]) => id === "total" || used.has(id)));
}

/** Sums that a form prints in place of their parts. */
const SUMS: Readonly<Record<string, readonly string[]>> = {
  appropriation: ["general", "fund", "capital"],
  year: ["general", "fund", "capital", "special-account"],
  unit: ["superior", "superior-finance", "business", "operating", "affiliated", "other"],
};

/** Usual columns with money that the profile does not name: without them its rows do not add up. */
function leftOut(
  named: readonly (readonly [string, string])[],
  context: TableContext,
): readonly (readonly [string, string])[] {
  const { table, scope } = context;
  if (!/^(income|spending)$/.test(table.topic)) return [];
  const ids = named.map(([id]) => id);
  if (ids.every((id) => id === "total")) return [];
  const held = new Set([...ids, ...ids.flatMap((id) => SUMS[id] ?? [])]);
  const usual = Object.entries(columnSet(table.topic, scope.disclosure.kind) ?? {});
  const missing = usual.filter(([id]) => {
    const isPart = (SUMS[id] ?? []).some((part) => held.has(part));
    const amount = moneyAt(context, `${table.topic}[total].${id}`);
    return !held.has(id) && !isPart && amount !== null && amount !== 0;
  });
  const [, first = ""] = named[0] ?? [];
  const group = first.slice(0, first.lastIndexOf("/") + 1);
  return missing.map(([id, title]) => [id, `${group}${title}`]);
}

/** Columns that nobody may know, though their sum is known. */
const PARTS = ["basic-personnel", "basic-public", "general-allotted", "general-nontax"];

/** A heading over one column only is the heading of that column. */
function alone(columns: readonly Column[]): readonly Column[] {
  const group = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);
  return columns.map(({ id, path }) => {
    const own = group(path);
    const isAlone = own !== "" && columns.filter((other) => group(other.path) === own).length === 1;
    return { id, path: isAlone ? own.slice(0, -1) : path };
  });
}

/** The whole first: JavaScript puts keys that look like numbers before all others. */
function ordered(entries: readonly (readonly [string, string])[]): readonly Column[] {
  const columns = entries.map(([id, path]) => ({ id, path }));
  const isNumeric = columns.some(({ id }) => /^\d+$/.test(id));
  if (!isNumeric) return columns;
  return columns.toSorted((a, b) => Number(/^\d+$/.test(a.id)) - Number(/^\d+$/.test(b.id)));
}

function withWidth({ path }: Column): { readonly path: string; readonly width: number } {
  return { path, width: 12 };
}

function isParted({ scope }: TableContext): boolean {
  return scope.profile.fills.codes === "parted";
}

function stubHeads(context: TableContext): readonly HeadNode[] {
  const { flags } = context;
  const unit = flags.has("unit-code") ? [head("单位代码", 8)] : [];
  const name = head(flags.has("unit-code") ? "科目名称（单位）" : "科目名称", 26, "left");
  if (isParted(context)) {
    const parts = [head("类", 5), head("款", 5), head("项", 5)];
    return [headOver("功能分类科目编码", parts), ...unit, name];
  }
  const code = head(flags.has("plain-code") ? "科目编码" : "功能分类科目编码", 12, "left");
  return flags.has("flat") || unit.length > 0
    ? [code, ...unit, name]
    : [headOver("项目", [code, name])];
}

function rowsFor({ scope, table, flags }: TableContext): readonly string[] {
  const codes = scope.figures.rowsOf(table.topic).filter((row) => /^\d{3,7}$/.test(row));
  const columns = scope.figures.columnsOf(table.topic);
  const isUsed = (code: string) =>
    columns.some((column) => {
      const fact = scope.figures.fact({ topic: table.topic, row: code, column }, "table");
      return fact !== null && fact.printed.value !== 0;
    });
  return codes.filter((code) => isUsed(code) && (!flags.has("items") || code.length === 7));
}

function codeRow(
  context: TableContext,
  code: string,
  ids: readonly string[],
  stub_width: number,
): readonly PrintedCell[] {
  const { scope, table, flags } = context;
  const level = (code.length - 3) / 2;
  const look: CellLook = { is_bold: level === 0 };
  const name = titleOf(scope.functional, code);
  const stub: PrintedCell[] = [];
  if (isParted(context)) {
    for (const [at, part] of [code.slice(0, 3), code.slice(3, 5), code.slice(5)].entries()) {
      stub.push(wordCell(part, at, look));
    }
  } else stub.push(wordCell(code, 0, look));
  if (flags.has("unit-code")) {
    // Nobody has given us the unit's own code in the budget system.
    stub.push(wordCell("", stub.length, look));
  }
  stub.push(wordCell(name, stub.length, { ...look, indent: level }));
  const amounts = ids.map((id, at) =>
    cellAt(context, `${table.topic}[${code}].${id}`, stub_width + at, look),
  );
  return [...stub, ...amounts];
}

function totalRow(
  context: TableContext,
  ids: readonly string[],
  stub_width: number,
): readonly PrintedCell[] {
  const look = { is_bold: true };
  const amounts = ids.map((id, at) =>
    cellAt(context, `${context.table.topic}[total].${id}`, stub_width + at, look),
  );
  return [wordCell("合计", 0, { ...look, columns: stub_width }), ...amounts];
}

function blankRow(columns: number): readonly PrintedCell[] {
  return Array.from({ length: columns }, (_, at) => wordCell("", at));
}

/** 栏次 1 2 3 …, or Hunan's ** ** 1 2 3. */
export function numberRow(
  stub_width: number,
  columns: number,
  { flags }: TableContext,
): readonly PrintedCell[] {
  const stub = flags.has("starred")
    ? Array.from({ length: stub_width }, (_, at) => wordCell("**", at))
    : [wordCell("栏次", 0, { columns: stub_width })];
  return [
    ...stub,
    ...Array.from({ length: columns }, (_, at) => wordCell(String(at + 1), stub_width + at)),
  ];
}
