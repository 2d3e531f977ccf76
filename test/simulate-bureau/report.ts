import type { RunResult } from "./run.ts";
import { commandOf, type Shrunk } from "./shrink.ts";
import { inYuan, sorted } from "./tally.ts";
import type { Violation } from "./violation.ts";
import type { WorldSize } from "./world.ts";

/** What a run says at its end: for people, and (`--json`) for scripts. */

export interface RunReport {
  readonly seed: number;
  readonly days: number;
  readonly people: number;
  readonly first_day: string;
  readonly messages: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly bureau: Readonly<Record<string, number>>;
  readonly settlements: number;
  readonly reversals: number;
  /** Later bills that a cancellation changed, where the region replays. */
  readonly adjustments: number;
  readonly void_rule: string;
  readonly paid_by_fund: Readonly<Record<string, string>>;
  readonly paid_from_accounts: string;
  readonly audits: number;
  /** Messages that met a closing platform and were sent again; the one count that is not seeded. */
  readonly retried: number;
  readonly days_per_second: number;
  readonly fingerprint: string;
  readonly violations: number;
}

export function reportOf(world: WorldSize, result: RunResult, seconds: number): RunReport {
  const { tally, model, first_day, void_rule } = result;
  const { seed, days, people } = world;
  const accounts = inYuan(new Map([["accounts", model.books.accounts_paid_fen]]));
  return {
    ...{ seed, days, people, first_day },
    messages: tally.messages,
    outcomes: sorted(tally.outcomes),
    faults: sorted(tally.faults),
    bureau: sorted(tally.bureau),
    settlements: model.books.settlements,
    reversals: model.books.reversals,
    adjustments: model.books.adjustments,
    void_rule,
    paid_by_fund: inYuan(model.books.paidByFund),
    paid_from_accounts: accounts.accounts as string,
    audits: tally.audits,
    retried: tally.retried,
    days_per_second: Number((tally.audits / seconds).toFixed(2)),
    fingerprint: tally.fingerprint(),
    violations: 0,
  };
}

export function reportText(report: RunReport): string {
  const list = (title: string, rows: Readonly<Record<string, number | string>>) => [
    title,
    ...Object.entries(rows).map(([name, value]) => `  ${name}  ${value}`),
  ];
  return [
    ...list("报文（交易与结果）", report.outcomes),
    ...list("注入的故障", report.faults),
    ...list("经办动作", report.bureau),
    ...list("各基金支付（元）", report.paid_by_fund),
    `个人账户支付（元）  ${report.paid_from_accounts}`,
    `种子 ${report.seed}，自 ${report.first_day} 起 ${report.days} 天，${report.people} 人`,
    `报文 ${report.messages} 条，结算 ${report.settlements} 笔，撤销 ${report.reversals} 笔` +
      `（${report.void_rule}，重算改变 ${report.adjustments} 笔）`,
    `日终核对 ${report.audits} 次，停机时重发 ${report.retried} 条，` +
      `每秒 ${report.days_per_second} 天，指纹 ${report.fingerprint}`,
    `违例 ${report.violations}`,
  ].join("\n");
}

export function violationText(violation: Violation, shrunk: Shrunk | null): string {
  const { day, slot, household, story, what, differences, trail } = violation.facts;
  const lines = [
    `违例：第 ${day} 天第 ${slot} 段，第 ${household ?? "—"} 户，情节 ${story ?? "—"}：${what}`,
    ...differences.map((difference) => `  ${difference}`),
    "该户最近的报文：",
    ...trail.map((line) => `  ${line}`),
  ];
  if (shrunk !== null) {
    const { reproduction, attempts } = shrunk;
    lines.push(`缩小（试了 ${attempts} 次）后仍可重现：`, `  ${commandOf(reproduction)}`);
    lines.push(`留作回归：${JSON.stringify(reproduction)}`);
  }
  return lines.join("\n");
}
