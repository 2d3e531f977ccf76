import type { PrintedCell } from "../publication.ts";
import { type HeadNode, head, headOver, wordCell } from "./cells.ts";
import { type ClassRow, classRows } from "./class-lists.ts";
import { ownRows, type SideRows, sideRows } from "./side-rows.ts";
import {
  cellAt,
  filled,
  isUntold,
  moneyAt,
  type TableBody,
  type TableContext,
} from "./table-context.ts";

/**
 * Income beside spending: 收入支出总表 and 财政拨款收支总表. Flags: `lines` (行次), `numbered` (栏次),
 * `present`, `classes-21`, `classes-30` (which classes), `single` (one column of spending in the
 * table of appropriations too), `amount-…` (how the column of amounts is called).
 */
export function sidesTable(context: TableContext): TableBody {
  const { table, scope, flags } = context;
  const rows = ownRows(sideRows(table.topic, scope.disclosure.kind), table.rows, (id) => {
    return (moneyAt(context, `${table.topic}[${id}].amount`) ?? 0) !== 0;
  });
  const isParted = table.topic === "appropriation" && !flags.has("single");
  const amounts = isParted ? ["amount", "general", "fund", "capital"] : ["amount"];
  const sides = { left: 0, right: flags.has("lines") ? 3 : 2, amounts };
  const body = bodyRows(context, rows, classRows(context), sides);
  return {
    ...filled(body, headsFor(context, isParted)),
    numbers: flags.has("numbered") ? numbers(context, sides) : null,
  };
}

interface Sides {
  readonly left: number;
  readonly right: number;
  readonly amounts: readonly string[];
}

const FUND_TITLES = [
  "合计",
  "一般公共预算财政拨款",
  "政府性基金预算财政拨款",
  "国有资本经营预算财政拨款",
];

function amountTitle({ flags, scope }: TableContext): string {
  const named = [...flags].find((flag) => flag.startsWith("amount-"));
  if (named !== undefined) return named.slice("amount-".length);
  return scope.disclosure.kind === "budget" ? "预算数" : "金额";
}

function headsFor(context: TableContext, isParted: boolean): readonly HeadNode[] {
  const line = context.flags.has("lines") ? [head("行次", 5)] : [];
  const amount = amountTitle(context);
  const titles = Object.values(context.table.columns);
  const right = isParted
    ? FUND_TITLES.map((title, at) => head(titles[at] ?? title, 14, "right"))
    : [head(amount, 14, "right")];
  return [
    headOver("收入", [head("项目", 26, "left"), ...line, head(amount, 14, "right")]),
    headOver("支出", [head("项目", 26, "left"), ...line, ...right]),
  ];
}

function numbers(context: TableContext, { right, amounts }: Sides): readonly PrintedCell[] {
  const lines = context.flags.has("lines") ? 1 : 0;
  const cells = [wordCell("栏次", 0, { columns: 1 + lines }), wordCell("1", 1 + lines)];
  cells.push(wordCell("栏次", right, { columns: 1 + lines }));
  return [...cells, ...amounts.map((_, at) => wordCell(String(at + 2), right + 1 + lines + at))];
}

function bodyRows(
  context: TableContext,
  rows: SideRows,
  classes: readonly ClassRow[],
  sides: Sides,
): readonly (readonly PrintedCell[])[] {
  const income = Object.entries(rows.income).filter(([id]) => !isUntold(context, id));
  const height = Math.max(income.length, classes.length);
  const above = Array.from({ length: height }, (_, at) => [income[at], classes[at]] as const);
  const left_count = height + rows.ends.length;
  const body = above.map(([left, right], at) => [
    ...incomeCells(context, left?.[0] ?? "", left?.[1] ?? "", at + 1, false),
    ...spendingCells(context, right?.code ?? "", right?.title ?? "", left_count + at + 1, sides),
  ]);
  const ends = rows.ends.map(([left, right], at) => {
    const title = (id: string) => (id === "" ? "" : (rows.end_titles[id] ?? id));
    const line = height + at + 1;
    return [
      ...incomeCells(context, left, title(left), line, isBold(left)),
      ...spendingCells(context, right, title(right), left_count + line, sides, isBold(right)),
    ];
  });
  return [...body, ...ends];
}

function isBold(id: string): boolean {
  return /-(total|grand)$/.test(id);
}

function incomeCells(
  context: TableContext,
  id: string,
  title: string,
  line: number,
  is_bold: boolean,
): readonly PrintedCell[] {
  const indent = /allotted|nontax|opening-/.test(id) ? 1 : 0;
  const cells = [wordCell(title, 0, { is_bold, indent })];
  if (context.flags.has("lines")) cells.push(wordCell(String(line), 1));
  const address = `${context.table.topic}[${id}].amount`;
  cells.push(
    id === "" ? wordCell("", cells.length) : cellAt(context, address, cells.length, { is_bold }),
  );
  return cells;
}

function spendingCells(
  context: TableContext,
  id: string,
  title: string,
  line: number,
  { right, amounts }: Sides,
  is_bold = false,
): readonly PrintedCell[] {
  const cells = [wordCell(title, right, { is_bold })];
  if (context.flags.has("lines")) cells.push(wordCell(String(line), right + 1));
  const from = right + cells.length;
  for (const [at, column] of amounts.entries()) {
    const address = `${context.table.topic}[${id}].${column}`;
    cells.push(
      id === "" ? wordCell("", from + at) : cellAt(context, address, from + at, { is_bold }),
    );
  }
  return cells;
}
