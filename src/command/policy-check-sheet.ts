import type { CheckReport, Compared, ExceptedFinding, Finding, Severity } from "../policy/index.ts";

/** `policy check` on a terminal. */

export interface TimedReport extends CheckReport {
  /** Of the random bills: the same seed tries the same ones. */
  readonly seed: string;
  /** By phase, and in total. */
  readonly seconds: Readonly<Record<string, number>>;
}

const MARKS: Readonly<Record<Severity, string>> = { error: "错误", warning: "提醒", hint: "提示" };

export function checkSheet(report: TimedReport): string {
  const { region, name, version, findings, excepted, counts, tried, seconds, seed } = report;
  const { against } = report;
  const of = version === null ? "" : ` · 版本 ${version}`;
  const heading = `政策检查 ${name}（${region}）${of}`;
  const verdict =
    counts.error === 0
      ? `通过：没有错误，提醒 ${counts.warning} 处，提示 ${counts.hint} 处`
      : `未通过：错误 ${counts.error} 处，提醒 ${counts.warning} 处，提示 ${counts.hint} 处`;
  const looked =
    `看过 ${tried.cases} 种情形由谁决定、${tried.values} 组数值、` +
    `${tried.plans} 种不同的计算方案、${tried.bills} 张试算账单（种子 ${seed}）`;
  const phases = Object.entries(seconds).filter(([phase]) => phase !== "total");
  const took = phases.map(([phase, value]) => `${phase} ${value.toFixed(1)}`).join("，");
  return [
    heading,
    verdict,
    version === null ? "" : looked,
    against === null ? "" : comparedText(against, findings),
    `用时 ${(seconds.total ?? 0).toFixed(1)} 秒（${took}）`,
    ...findings.map(findingText),
    ...exceptionsText(excepted),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** Until when the two were held against each other, and where that day comes from. */
function comparedText({ from, from_said, same }: Compared, findings: readonly Finding[]): string {
  const differing = findings.filter(({ rule }) => rule === "retroactive-change").length;
  const result = same ? "全部相同" : `有 ${differing} 处不同`;
  if (from === null) return `与旧包比较：每一天${result}（新包没有旧包所无的生效日）`;
  const origin = from_said ? "--from 所写" : "未写 --from，取新包比旧包多出的第一个生效日";
  return `与旧包比较：${from} 之前${result}（${from}：${origin}）`;
}

function findingText({ rule, severity, title, where, message, example, ...other }: Finding) {
  const lines = [`\n【${MARKS[severity]}】${title}（${rule}）${where}`, `  ${message}`];
  if (other.expected !== null) lines.push(`  应为：${other.expected}`);
  if (other.actual !== null) lines.push(`  实为：${other.actual}`);
  if (example !== null) {
    lines.push("  案例（存为 case.json，运行 npx yibao settle case.json --region 本政策包）：");
    lines.push(`  ${JSON.stringify(example)}`);
  }
  return lines.join("\n");
}

function exceptionsText(excepted: readonly ExceptedFinding[]): string[] {
  if (excepted.length === 0) return [];
  const lines = excepted.map(
    (one) =>
      `  ${one.title}（${one.rule}）${one.where}：${one.reason}；` +
      `${one.document} ${one.clause}（${one.declared_at}）`,
  );
  return [`\n政策包声明的例外 ${excepted.length} 处：`, ...lines];
}
