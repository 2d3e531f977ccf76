import type { BenefitView, ParameterView, PolicyView } from "../policy/index.ts";
import { textTable } from "./text-table.ts";

/** `policy show` on a terminal: what is paid, from when, by which notice, what is unverified. */
export function policySheet(view: PolicyView): string {
  const heading = `${view.name}（${view.region}）${view.date} 有效的待遇政策 · 版本 ${view.version}`;
  return [heading, ...view.benefits.map(benefitSheet)].join("\n\n");
}

function benefitSheet(benefit: BenefitView): string {
  const period = benefit.to === null ? `${benefit.from} 起` : `${benefit.from} 至 ${benefit.to}`;
  const title = `■ ${benefit.title}（${benefit.name}）${period}`;
  const scope = `  险种 ${benefit.insutypes.join("、")} · 医疗类别 ${benefit.visit_types.join("、")} · 病种 ${benefit.diseases}`;
  const basis = `  依据 ${benefit.source.document} ${benefit.source.clause}${mark(benefit.unverified)}`;
  const layers = benefit.layers.map((layer, index) => {
    const fund = layer.fund === null ? "" : `（${layer.fund}）`;
    const rows = layer.parameters.flatMap(parameterRows);
    const table =
      rows.length === 0 ? "" : `\n${textTable(rows, ["left", "left", "right", "left"])}`;
    return `  ${index + 1}. ${layer.title}${fund}${table}`;
  });
  return [title, scope, basis, ...layers].join("\n");
}

function parameterRows(parameter: ParameterView): string[][] {
  return parameter.rows.map(({ row, value, source, unverified }, index) => [
    `     ${index === 0 ? parameter.title : ""}`,
    row,
    value,
    `${source.document} ${source.clause}${mark(unverified)}`,
  ]);
}

function mark(unverified: boolean): string {
  return unverified ? "〔待核实〕" : "";
}
