import { yuanFromFen } from "../kernel/index.ts";
import {
  type Comparison,
  DIFFERENCE_KINDS,
  type Difference,
  type EntryFigures,
  type StatementScope,
  type StatementSums,
} from "../reconciliation/index.ts";
import { type Alignment, textTable } from "./text-table.ts";

/** What `yibao reconcile` prints: for people, and for scripts (national field names). */

export function reconcileAnswer(scope: StatementScope, comparison: Comparison): object {
  const { differences, ours, theirs } = comparison;
  return {
    fixmedins_code: scope.institution_code,
    from: scope.from,
    to: scope.to,
    balanced: differences.length === 0,
    ours: sumsAnswer(ours),
    theirs: sumsAnswer(theirs),
    kinds: Object.fromEntries(countedKinds(differences)),
    differences: differences.map(differenceAnswer),
  };
}

function sumsAnswer({ count, ...amounts }: StatementSums): object {
  return { count, ...amountsAnswer(amounts) };
}

type Amounts = Pick<EntryFigures, "total_fen" | "fund_fen" | "account_fen">;

function amountsAnswer({ total_fen, fund_fen, account_fen }: Amounts): object {
  return {
    medfee_sumamt: yuanFromFen(total_fen),
    fund_pay_sumamt: yuanFromFen(fund_fen),
    acct_pay: yuanFromFen(account_fen),
  };
}

function differenceAnswer(difference: Difference): object {
  const { kind, reason, mend, ours, theirs, fields } = difference;
  const entryAnswer = (entry: EntryFigures): object => ({
    setl_id: entry.settlement_id,
    mdtrt_id: entry.visit_id,
    psn_no: entry.person_no,
    ...amountsAnswer(entry),
  });
  return {
    kind,
    title: DIFFERENCE_KINDS[kind],
    reason,
    mend,
    fields,
    ours: ours.map((entry) => ({
      ...entryAnswer(entry),
      setl_time: entry.settled_at,
      insutype: entry.insutype,
      clr_type: entry.clearing_type,
      msgid: entry.message_id,
    })),
    theirs: theirs.map((entry) => ({
      row: entry.row,
      ...entryAnswer(entry),
      refd_setl_flag: entry.refund ? "1" : "0",
    })),
  };
}

function countedKinds(differences: readonly Difference[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of differences) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

const SHOWN = 200;
const SUMS_ALIGNED: readonly Alignment[] = ["left", "right", "right", "right", "right"];

export function reconcileSheet(scope: StatementScope, comparison: Comparison): string {
  const { differences, ours, theirs } = comparison;
  const sums = textTable(
    [
      ["", "笔数", "医疗费总额", "基金支付", "个人账户"],
      ["医保局", ...sumCells(ours)],
      ["机构", ...sumCells(theirs)],
    ],
    SUMS_ALIGNED,
  );
  const lines = [`机构 ${scope.institution_code}　${scope.from} 至 ${scope.to}`, sums, ""];
  if (differences.length === 0) return [...lines, "✓ 逐笔一致"].join("\n");
  lines.push(`✗ ${differences.length} 处不一致`);
  for (const [kind, count] of countedKinds(differences)) {
    lines.push(`  ${DIFFERENCE_KINDS[kind as Difference["kind"]]}：${count}`);
  }
  for (const difference of differences.slice(0, SHOWN)) lines.push("", differenceText(difference));
  if (differences.length > SHOWN) {
    lines.push("", `另有 ${differences.length - SHOWN} 处，用 --json 查看全部`);
  }
  return lines.join("\n");
}

function sumCells({ count, total_fen, fund_fen, account_fen }: StatementSums): string[] {
  return [String(count), ...[total_fen, fund_fen, account_fen].map(yuanFromFen)];
}

function differenceText({ kind, reason, mend, ours, theirs }: Difference): string {
  const about = (ours[0] ?? theirs[0]) as EntryFigures;
  const rows = theirs.map(({ row }) => row).join("、");
  const where = rows === "" ? "" : `，文件第 ${rows} 行`;
  return [
    `【${DIFFERENCE_KINDS[kind]}】结算 ${about.settlement_id}，人员 ${about.person_no}${where}`,
    `  原因：${reason}`,
    `  处理：${mend}`,
  ].join("\n");
}
