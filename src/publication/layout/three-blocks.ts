import type { PrintedCell } from "../publication.ts";
import { head, headOver, wordCell } from "./cells.ts";
import { classRows } from "./class-lists.ts";
import { cellAt, filled, isUntold, type TableBody, type TableContext } from "./table-context.ts";

/**
 * Hunan's 部门收支总表: income, spending by nature and spending by class side by side, the totals of
 * the first two in the row after the sixteenth class.
 */
export function threeBlocksTable(context: TableContext): TableBody {
  const blocks = [INCOME, NATURES, classBlock(context)];
  const height = Math.max(...blocks.map(({ length }) => length));
  const rows = Array.from({ length: height }, (_, at) =>
    blocks.flatMap((block, index) => blockCells(context, block[at], index * 2)),
  );
  const pair = [head("项目", 24, "left"), head("本年预算", 12, "right")];
  return filled(rows, [headOver("收入", pair), headOver("支出", [...pair, ...pair])]);
}

/** Id and words; null for a row that the form leaves empty. */
type BlockRow = readonly [id: string, title: string, indent: number] | null;

/** The row of the totals, and those after it. */
const GAP: readonly BlockRow[] = [null, null, null, null];

const INCOME: readonly BlockRow[] = [
  ["income-general", "一、一般公共预算拨款", 0],
  ["income-general-allotted", "经费拨款", 1],
  ["income-general-nontax", "纳入一般公共预算管理的非税收入拨款", 1],
  ["income-superior", "二、上级主管部门（单位）补助收入", 0],
  ["income-fund", "三、政府性基金拨款", 0],
  ["income-special-account", "四、财政专户管理的非税收入拨款", 0],
  ["income-operating", "五、经营收入", 0],
  ["income-superior-finance", "六、上级财政补助收入", 0],
  ["income-affiliated", "七、附属单位缴款", 0],
  ["income-other", "八、其他收入", 0],
  ...[...GAP, null, null],
  ["income-total", "本年收入合计", 0],
  ["income-surplus-used", "九、用事业基金弥补收支差额", 0],
  ["income-opening", "十、上年结转（结余）", 0],
];

const NATURES: readonly BlockRow[] = [
  ["nature-basic", "一、基本支出", 0],
  ["nature-basic-wages", "工资福利支出", 1],
  ["nature-basic-goods", "一般商品和服务支出", 1],
  ["nature-basic-family", "对个人和家庭的补助", 1],
  ["nature-project", "二、项目支出", 0],
  ["nature-project-goods", "专项商品和服务支出", 1],
  ["nature-project-enterprise", "对企事业单位的补贴", 1],
  ["nature-project-interest", "债务利息支出", 1],
  ["nature-project-capital", "资本性支出", 1],
  ["nature-project-construction", "基本建设支出", 1],
  ["nature-project-other", "其他支出", 1],
  ["nature-operating", "三、经营支出", 0],
  ["nature-affiliated", "四、对附属单位补助支出", 0],
  ["nature-upward", "五、上缴上级支出", 0],
  ["nature-other", "六、其他支出", 0],
  null,
  ["spending-total", "本年支出合计", 0],
  ["spending-surplus", "七、结余分配", 0],
  ["spending-closing", "八、结转下年", 0],
];

function classBlock(context: TableContext): readonly BlockRow[] {
  return classRows(context).map(({ code, title }): BlockRow => [code, title, 0]);
}

function blockCells(
  context: TableContext,
  row: BlockRow | undefined,
  column: number,
): readonly PrintedCell[] {
  if (row === null || row === undefined || isUntold(context, row[0])) {
    return [wordCell("", column), wordCell("", column + 1)];
  }
  const [id, title, indent] = row;
  const is_bold = id.endsWith("-total");
  return [
    wordCell(title, column, { indent, is_bold }),
    cellAt(context, `overview[${id}].amount`, column + 1, { is_bold }),
  ];
}
