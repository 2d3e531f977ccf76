import type { PrintedCell } from "../publication.ts";
import { type HeadNode, head, headOver, headsOf, wordCell } from "./cells.ts";
import { type EconomicRow, rowsOfClass, usedClasses } from "./economic-rows.ts";
import { cellAt, filled, type TableBody, type TableContext } from "./table-context.ts";

/** Basic expenditure as one list of economic codes. */

const COLUMN_SETS = {
  economic: { total: "金额" },
  "economic-columns": { total: "合计", personnel: "人员经费", public: "公用经费" },
} as const;

/** A column for the whole, and with `economic-columns` for people and the office. */
export function economicTable(context: TableContext): TableBody {
  const usual = COLUMN_SETS[isInColumns(context) ? "economic-columns" : "economic"];
  const named = context.table.columns;
  const columns = Object.entries(Object.keys(named).length > 0 ? named : usual);
  const isParted = context.scope.profile.fills.codes === "parted";
  const stub = isParted ? 3 : 2;
  const rows = usedClasses(context)
    .flatMap((code) => rowsOfClass(context, code, "used"))
    .map((row) => listRow(context, row, columns, isParted));
  const total = [
    wordCell("合计", 0, { columns: stub, is_bold: true }),
    ...amounts(context, "total", columns, stub, true),
  ];
  const isBottom = context.scope.profile.fills.total_row === "bottom";
  const all = isBottom ? [...rows, total] : [total, ...rows];
  return filled(all, heads(context, columns, isParted));
}

function isInColumns({ flags }: TableContext): boolean {
  return flags.has("columns");
}

function heads(
  context: TableContext,
  columns: readonly (readonly [string, string])[],
  isParted: boolean,
): readonly HeadNode[] {
  const chart = context.table.topic === "basic-government" ? "政府预算" : "部门预算";
  const title = `${chart}经济分类科目编码`;
  const code = isParted
    ? headOver(title, [head("类", 5), head("款", 5)])
    : head(context.flags.has("plain-code") ? "科目编码" : title, 12, "left");
  const name = head("经济分类科目名称", 26, "left");
  const stub = isParted ? [headOver("项目", [code, name])] : [code, name];
  return [
    ...stub,
    ...headsOf(
      columns.map(([, path]) => ({ path, width: 14 })),
      "right",
    ),
  ];
}

function listRow(
  context: TableContext,
  { code, title }: EconomicRow,
  columns: readonly (readonly [string, string])[],
  isParted: boolean,
): readonly PrintedCell[] {
  const is_bold = code.length === 3;
  const codes = isParted ? [code.slice(0, 3), code.slice(3)] : [code];
  const stub = codes.map((text, at) => wordCell(text, at, { is_bold }));
  stub.push(wordCell(title, stub.length, { is_bold, indent: is_bold ? 0 : 1 }));
  return [...stub, ...amounts(context, code, columns, stub.length, is_bold)];
}

function amounts(
  context: TableContext,
  row: string,
  columns: readonly (readonly [string, string])[],
  from: number,
  is_bold: boolean,
): readonly PrintedCell[] {
  return columns.map(([id], at) =>
    cellAt(context, `${context.table.topic}[${row}].${id}`, from + at, { is_bold }),
  );
}

/** Hunan's: the class as a heading, 小计, then each 款 of the chart, code and name in one cell. */
export function economicSubtotalTable(context: TableContext): TableBody {
  const { table, scope } = context;
  const usual =
    table.topic === "basic-government"
      ? ["501", "502", "505", "509", "503", "506"]
      : ["301", "302", "303", "310"];
  const used = usedClasses(context).filter((code) => !usual.includes(code));
  const line = (text: string, address: string | null, look = {}) => [
    wordCell(text, 0, look),
    address === null ? wordCell("", 1) : cellAt(context, address, 1, look),
  ];
  const rows = [...usual, ...used].flatMap((code) => {
    const [first, ...items] = rowsOfClass(context, code, "all");
    return [
      line(`${code}${first?.title ?? ""}`, null, { is_bold: true }),
      line("小计", `${table.topic}[${code}].total`, { is_bold: true }),
      ...items.map((row) => line(`${row.code}${row.title}`, `${table.topic}[${row.code}].total`)),
    ];
  });
  const total = line("总计", `${table.topic}[total].total`, { is_bold: true });
  const title = table.topic === "basic-government" ? "政府经济分类" : "经济分类科目";
  const isBottom = scope.profile.fills.total_row === "bottom";
  const all = isBottom ? [...rows, total] : [total, ...rows];
  return filled(all, [head(title, 40, "left"), head("金额", 16, "right")]);
}
