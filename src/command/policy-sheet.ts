import type {
  BenefitView,
  LayerView,
  ParameterView,
  PolicyView,
  RowView,
} from "../policy/index.ts";

/** `policy show` on a terminal: what is paid, from when, by which notice, what is unverified. */
export function policySheet(view: PolicyView): string {
  const heading = `${view.name}（${view.region}）${view.date} 有效的待遇政策 · 版本 ${view.version}`;
  const legend = "〔待核实〕表示尚未与文件原文核对，不能作为正式依据。";
  return [`${heading}\n${legend}`, ...view.benefits.map(benefitSheet)].join("\n\n");
}

function benefitSheet(benefit: BenefitView): string {
  const period = benefit.to === null ? `${benefit.from} 起` : `${benefit.from} 至 ${benefit.to}`;
  const title = `■ ${benefit.title}（${benefit.name}）${period}`;
  const scope = [
    `险种 ${benefit.insutypes.join("、")}`,
    `医疗类别 ${benefit.visit_types.join("、")}`,
    `病种 ${benefit.diseases}`,
  ].join(" · ");
  const basis = `结构依据 ${sourceText(benefit)}`;
  const layers = benefit.layers.map((layer, index) => layerSheet(layer, index + 1));
  return [title, `  ${scope}`, `  ${basis}`, ...layers].join("\n");
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
  return [`     · ${parameter.title}（${parameter.from} 起）`, ...groups];
}

function sourceText({ source, unverified }: Pick<RowView, "source" | "unverified">): string {
  return `${source.document} ${source.clause}${unverified ? "〔待核实〕" : ""}`;
}
