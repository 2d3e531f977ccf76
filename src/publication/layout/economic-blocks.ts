import type { PrintedCell } from "../publication.ts";
import { type HeadNode, head, headOver, wordCell } from "./cells.ts";
import { type EconomicRow, rowsOfClass, usedClasses } from "./economic-rows.ts";
import { cellAt, filled, type TableBody, type TableContext } from "./table-context.ts";

/**
 * Basic expenditure of final accounts: people on the left, the office on the right, in two blocks
 * or three, every 款 of the chart with or without money, and the two totals below.
 */
export function economicTwoTable(context: TableContext): TableBody {
  return blocksTable(context, [personnelRows(context), publicRows(context)]);
}

/** The office's rows in two blocks of about the same height as the first. */
export function economicThreeTable(context: TableContext): TableBody {
  const people = personnelRows(context);
  const office = publicRows(context);
  const half = Math.ceil(office.length / 2);
  const height = Math.max(people.length, half);
  return blocksTable(context, [people, office.slice(0, height), office.slice(height)]);
}

function personnelRows(context: TableContext): readonly EconomicRow[] {
  return ["301", "303"].flatMap((code) => rowsOfClass(context, code, "all"));
}

/** 302 and 310, and other classes that hold money, in order. */
function publicRows(context: TableContext): readonly EconomicRow[] {
  const used = usedClasses(context).filter((code) => !["301", "303"].includes(code));
  const classes = [...new Set(["302", "310", ...used])].sort();
  return classes.flatMap((code) => rowsOfClass(context, code, "all"));
}

function blocksTable(
  context: TableContext,
  blocks: readonly (readonly EconomicRow[])[],
): TableBody {
  const isParted = context.scope.profile.fills.codes === "parted";
  const width = isParted ? 4 : 3;
  const height = Math.max(...blocks.map(({ length }) => length));
  const rows = Array.from({ length: height }, (_, at) =>
    blocks.flatMap((block, index) => economicCells(context, block[at], index * width, isParted)),
  );
  return filled([...rows, totals(context, blocks.length, width)], heads(context, blocks.length));
}

function heads(context: TableContext, count: number): readonly HeadNode[] {
  const isParted = context.scope.profile.fills.codes === "parted";
  const code = isParted
    ? headOver("经济分类科目编码", [head("类", 5), head("款", 5)])
    : head(context.flags.has("plain-code") ? "科目编码" : "经济分类科目编码", 10, "left");
  const amount = context.scope.disclosure.kind === "final" ? "决算数" : "金额";
  const block = [code, head("科目名称", 22, "left"), head(amount, 12, "right")];
  if (!context.flags.has("people-office")) return Array.from({ length: count }, () => block).flat();
  const office = Array.from({ length: count - 1 }, () => block).flat();
  return [headOver("人员经费", block), headOver("公用经费", office)];
}

function economicCells(
  context: TableContext,
  row: EconomicRow | undefined,
  from: number,
  isParted: boolean,
): readonly PrintedCell[] {
  const width = isParted ? 4 : 3;
  if (row === undefined) return Array.from({ length: width }, (_, at) => wordCell("", from + at));
  const look = { is_bold: row.code.length === 3 };
  const codes = isParted ? [row.code.slice(0, 3), row.code.slice(3)] : [row.code];
  const stub = codes.map((text, at) => wordCell(text, from + at, look));
  const name = { ...look, indent: row.code.length === 3 ? 0 : 1 };
  stub.push(wordCell(row.title, from + stub.length, name));
  const address = `${context.table.topic}[${row.code}].total`;
  return [...stub, cellAt(context, address, from + stub.length, look)];
}

function totals(context: TableContext, blocks: number, width: number): readonly PrintedCell[] {
  const look = { is_bold: true };
  const office_width = (blocks - 1) * width;
  return [
    wordCell("人员经费合计", 0, { ...look, columns: width - 1 }),
    cellAt(context, `${context.table.topic}[personnel].total`, width - 1, look),
    wordCell("公用经费合计", width, { ...look, columns: office_width - 1 }),
    cellAt(context, `${context.table.topic}[public].total`, width + office_width - 1, look),
  ];
}
