import { type Fen, yuanFromFen } from "../kernel/index.ts";
import type { SimulationResult } from "../simulation/index.ts";
import { type Alignment, textTable } from "./text-table.ts";

/** A simulation on a terminal: the figures one looks at first; the rest is in the report. */
export function simulationSheet(result: SimulationResult): string {
  const { title, region, from, to, totals, reproduction, solved } = result;
  const check =
    reproduction.bills_different === 0
      ? `按原政策重算 ${reproduction.bills} 笔，与当时结算逐分一致`
      : `按原政策重算有 ${reproduction.bills_different} 笔与当时结算不同，结果须谨慎看待`;
  const parts = [
    `${title} · ${region.name} ${from} 至 ${to}`,
    [...result.changes.map((change) => `· ${change}`), check, ...result.remarks].join("\n"),
    `有账单的 ${totals.people_with_bills} 人：少付 ${totals.winners} 人 · 多付 ${totals.losers} 人 · ` +
      `不变 ${totals.unchanged} 人`,
    moneyTable(result),
    poolTable(result),
    ...result.catastrophic.map(
      ({ share_ppm, before, after }) =>
        `个人负担超过年收入 ${share_ppm / 10_000}% 的人：${before} → ${after}`,
    ),
    ...(solved === null ? [] : [`求解 ${solved.title}：${solved.note}`]),
    ...sensitivityTable(result),
  ];
  return parts.join("\n\n");
}

function moneyTable({ funds, totals }: SimulationResult): string {
  const row = (name: string, before: number, after: number) => [
    name,
    yuan(before),
    yuan(after),
    yuan(after - before),
  ];
  return figures(
    ["元", "原政策", "改变后", "变化"],
    [
      ...funds.map((fund) => row(fund.name, fund.before_fen, fund.after_fen)),
      row("个人负担", totals.person_before_fen, totals.person_after_fen),
    ],
  );
}

function poolTable({ pools }: SimulationResult): string {
  const months = (thousandths: number | null) =>
    thousandths === null ? "—" : (thousandths / 1_000).toFixed(1);
  return figures(
    ["年末可支付月数", "原政策", "改变后", "判断"],
    pools.map((pool) => [
      pool.name,
      months(pool.reserve_before_thousandths),
      months(pool.reserve_after_thousandths),
      pool.judgement_after ?? "—",
    ]),
  );
}

const MOST_SENSITIVE = 10;

function sensitivityTable({ sensitivity }: SimulationResult): string[] {
  if (sensitivity.length === 0) return [];
  const rows = sensitivity
    .slice(0, MOST_SENSITIVE)
    .map((one) => [one.title, one.step, yuan(one.fund_change_fen), yuan(one.person_change_fen)]);
  return [figures(["参数", "一步", "基金支出变化", "个人负担变化"], rows)];
}

/** A head and rows: names to the left, figures to the right. */
function figures(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const alignments = head.map((_, index): Alignment => (index === 0 ? "left" : "right"));
  return textTable([head, ...rows], alignments);
}

function yuan(amount_fen: number): string {
  return yuanFromFen(amount_fen as Fen);
}
