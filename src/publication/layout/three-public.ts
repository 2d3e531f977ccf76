import type { PrintedCell } from "../publication.ts";
import { type HeadNode, head, headOver, wordCell } from "./cells.ts";
import { cellAt, filled, type TableBody, type TableContext } from "./table-context.ts";

/** “三公”经费: one row of many columns, or one item a row. */

const SIX = ["total", "abroad", "vehicles", "vehicle-purchase", "vehicle-running", "reception"];

interface Words {
  readonly abroad: string;
  readonly vehicles: string;
  readonly purchase: string;
  readonly running: string;
  readonly reception: string;
}

/** As the profile calls them, or as most do. */
function wordsFor({ table }: TableContext): Words {
  return {
    abroad: table.rows.abroad ?? "因公出国（境）费",
    vehicles: table.rows.vehicles ?? "公务用车购置及运行维护费",
    purchase: table.rows["vehicle-purchase"] ?? "公务用车购置费",
    running: table.rows["vehicle-running"] ?? "公务用车运行维护费",
    reception: table.rows.reception ?? "公务接待费",
  };
}

function sixHeads(words: Words): readonly HeadNode[] {
  return [
    head("合计", 9, "right"),
    head(words.abroad, 11, "right"),
    headOver(words.vehicles, [
      head("小计", 9, "right"),
      head(words.purchase, 11, "right"),
      head(words.running, 11, "right"),
    ]),
    head(words.reception, 11, "right"),
  ];
}

function amounts(
  context: TableContext,
  column: string,
  from: number,
  rows = SIX,
): readonly PrintedCell[] {
  return rows.map((row, at) => cellAt(context, `three-public[${row}].${column}`, from + at));
}

function numbers(count: number, { flags }: TableContext): readonly PrintedCell[] | null {
  if (!flags.has("numbered")) return null;
  return Array.from({ length: count }, (_, at) => wordCell(String(at + 1), at));
}

/** The ministry's twelve columns: six of the budget, six of the year. */
export function threePublicTwelveTable(context: TableContext): TableBody {
  const six = sixHeads(wordsFor(context));
  const rows = [[...amounts(context, "budget", 0), ...amounts(context, "actual", 6)]];
  const heads = [headOver("预算数", six), headOver("决算数", six)];
  return { ...filled(rows, heads), numbers: numbers(12, context) };
}

/** Shanghai's: budget and actual of each item side by side. */
export function threePublicInterleavedTable(context: TableContext): TableBody {
  const words = wordsFor(context);
  const pair = [head("预算数", 9, "right"), head("决算数", 9, "right")];
  const heads = [
    headOver("财政拨款“三公”经费", [
      headOver("合计", pair),
      headOver(words.abroad, pair),
      headOver(words.vehicles, [
        headOver("小计", pair),
        headOver(words.purchase, pair),
        headOver(words.running, pair),
      ]),
      headOver(words.reception, pair),
    ]),
  ];
  const row = SIX.flatMap((id, at) => [
    cellAt(context, `three-public[${id}].budget`, at * 2),
    cellAt(context, `three-public[${id}].actual`, at * 2 + 1),
  ]);
  return filled([row], heads);
}

/** A budget's: this year's six in one row. */
export function threePublicRowTable(context: TableContext): TableBody {
  const heads = [headOver("“三公”经费预算数", sixHeads(wordsFor(context)))];
  return { ...filled([amounts(context, "amount", 0)], heads), numbers: numbers(6, context) };
}

/** The year before and this year, six each. */
export function threePublicYearsTable(context: TableContext): TableBody {
  const { year } = context.scope.disclosure;
  const six = sixHeads(wordsFor(context));
  const titles = context.flags.has("named-years")
    ? [`${year - 1}年预算数`, `${year}年预算数`]
    : ["上年预算数", "本年预算数"];
  const heads = titles.map((title) => headOver(title, six));
  const rows = [[...amounts(context, "prior", 0), ...amounts(context, "amount", 6)]];
  return { ...filled(rows, heads), numbers: numbers(12, context) };
}

/** Shanghai's budget: reception before vehicles, and 机关运行经费 in the same row. */
export function threePublicOperatingTable(context: TableContext): TableBody {
  const words = wordsFor(context);
  const { year } = context.scope.disclosure;
  const heads = [
    headOver(`${year}年“三公”经费预算数`, [
      head("合计", 11, "right"),
      head(words.abroad, 13, "right"),
      head(words.reception, 11, "right"),
      headOver(words.vehicles, [
        head("小计", 11, "right"),
        head(words.purchase, 11, "right"),
        head(words.running, 11, "right"),
      ]),
    ]),
    head(`${year}年机关运行经费预算数`, 14, "right"),
  ];
  const order = ["total", "abroad", "reception", "vehicles", "vehicle-purchase", "vehicle-running"];
  const row = [
    ...amounts(context, "amount", 0, order),
    cellAt(context, "operating[total]", order.length),
  ];
  return filled([row], heads);
}

/** One item a row, as Hunan's: 1、 2、 3、 其中：（1）（2）. Flags: `prior`, `actual` add columns. */
export function threePublicItemsTable(context: TableContext): TableBody {
  const words = wordsFor(context);
  const lines: readonly (readonly [id: string, title: string, indent: number])[] = [
    ["total", "合计", 0],
    ["abroad", `1、${words.abroad}`, 0],
    ["reception", `2、${words.reception}`, 0],
    ["vehicles", `3、${words.vehicles}`, 0],
    ["vehicle-purchase", `其中：（1）${words.purchase}`, 1],
    ["vehicle-running", `（2）${words.running}`, 1],
  ];
  const columns = itemColumns(context);
  const rows = lines.map(([id, title, indent]) => [
    wordCell(title, 0, { indent, is_bold: id === "total" }),
    ...columns.map(([column], at) => cellAt(context, `three-public[${id}].${column}`, at + 1)),
  ]);
  const heads = [head("项目", 36, "left"), ...columns.map(([, title]) => head(title, 16, "right"))];
  return filled(rows, heads);
}

function itemColumns({ scope, flags }: TableContext): readonly (readonly [string, string])[] {
  if (scope.disclosure.kind === "final") {
    return [
      ["budget", "预算数"],
      ["actual", "决算数"],
    ];
  }
  return flags.has("prior")
    ? [
        ["prior", "上年预算数"],
        ["amount", "本年预算数"],
      ]
    : [["amount", "本年预算数"]];
}
