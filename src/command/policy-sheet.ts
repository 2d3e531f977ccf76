import type { LayerView, ParameterView, RowView, Turn } from "../policy/index.ts";
import type { ShownBenefit, ShownPolicy } from "./policy-shown.ts";

/** `policy show` on a terminal: what is paid, from when, by which notice, what is unverified. */
export function policySheet(view: ShownPolicy): string {
  const heading = `${view.name}（${view.region}）${view.date} 有效的待遇政策 · 版本 ${view.version}`;
  const legend = "〔待核实〕表示尚未与文件原文核对，不能作为正式依据。";
  return [`${heading}\n${legend}`, ...view.benefits.map(benefitSheet)].join("\n\n");
}

function benefitSheet(benefit: ShownBenefit): string {
  const period = benefit.to === null ? `${benefit.from} 起` : `${benefit.from} 至 ${benefit.to}`;
  const title = `■ ${benefit.title}（${benefit.name}）${period}`;
  const scope = [
    `险种 ${benefit.insutypes.join("、")}`,
    `医疗类别 ${benefit.visit_types.join("、")}`,
    `病种 ${benefit.diseases}`,
  ].join(" · ");
  const basis = `结构依据 ${sourceText(benefit)}`;
  const layers = benefit.layers.map((layer, index) => layerSheet(layer, index + 1));
  const turns = [
    ...turnLines("上次变化", benefit.last, "此前没有变化"),
    ...turnLines("下次变化", benefit.next, "目前没有已公布的后续变化"),
  ];
  const checked =
    benefit.unverified_values === 0
      ? "数值均已核实"
      : `其中 ${benefit.unverified_values} 个数值待核实`;
  return [title, `  ${scope}`, `  ${basis} · ${checked}`, ...layers, ...turns].join("\n");
}

/** A day on which the benefit changed or will, and how; its beginning says nothing more. */
function turnLines(name: string, turn: Turn | null, none: string): string[] {
  if (turn === null) return [`  ${name}：${none}`];
  const sentences = turn.changes
    .filter(({ kind }) => kind !== "benefit-added")
    .map(({ sentence }) => `     · ${sentence}`);
  const what = sentences.length === 0 ? "本项待遇起执行" : "";
  return [`  ${name}：${turn.day} ${what}`.trimEnd(), ...sentences];
}

function layerSheet(layer: LayerView, number: number): string {
  const fund = layer.fund === null ? "" : `（${layer.fund}）`;
  return [`  ${number}. ${layer.title}${fund}`, ...layer.parameters.flatMap(parameterLines)].join(
    "\n",
  );
}

/** The values of a parameter, those with the same basis on one line. */
function parameterLines(parameter: ParameterView): string[] {
  const bySource = new Map<string, RowView[]>();
  for (const row of parameter.rows) {
    const source = sourceText(row);
    bySource.set(source, [...(bySource.get(source) ?? []), row]);
  }
  const groups = [...bySource].flatMap(([source, rows]) => [
    `       ${rows.map(({ title, value }) => `${title} ${value}`.trim()).join("，")}`,
    `       依据 ${source}`,
  ]);
  const { from, to } = parameter;
  const until = to === null ? `${from} 起` : `${from} 至 ${to}（不含）`;
  return [`     · ${parameter.title}（${until}）`, ...groups];
}

function sourceText({ source, unverified }: Pick<RowView, "source" | "unverified">): string {
  return `${source.document} ${source.clause}${unverified ? "〔待核实〕" : ""}`;
}
