import type { PackText } from "../../src/policy/index.ts";

/** Packs of any size, made in memory: so many units, each a visit type with its own benefit. */

const LEVELS = ["primary", "level1", "level2", "level3", "level3-provincial", "pharmacy"];
const FROM = ["2020-01-01", "2023-01-01"];

/** A pack of `units` benefits below the national one, whose visit types it does not cover. */
export function grownPack(units: number, national_visit_types: readonly string[]): PackText {
  const each = Array.from({ length: units }, (_, index) => index + 1);
  const text = [
    'region: { code: "999900", name: 试验统筹区, parent: "000000" }',
    "documents:",
    "  notice: { number: 试验〔2020〕1号, title: 试验办法, seen: true }",
    "visit_types:",
    ...each.map((unit) => `  "${visitType(unit)}": { name: 试验类别${unit}, stay: true }`),
    "parameters:",
    ...each.flatMap(parameters),
    "benefits:",
    ...each.flatMap(benefit),
    "not_covered:",
    ...notCovered("nationwide", ["310", "390"], national_visit_types),
    ...notCovered("residents", ["390"], each.map(visitType)),
  ];
  return { folder: "999900-grown", files: { "pack.yaml": `${text.join("\n")}\n` } };
}

export function visitType(unit: number): string {
  return `99${String(unit).padStart(4, "0")}`;
}

/** Two versions of five parameters; the values differ from unit to unit. */
function parameters(unit: number): string[] {
  const step = unit % 50;
  const deductibles = LEVELS.map((level, at) => `${level}: ${200 * (at < 3 ? 1 : 3) + step}`);
  const ratios = LEVELS.map((level, at) => `${level}: 0.${at < 3 ? 85 : 70}${step % 10}`);
  const identities = "extreme-poverty: 0.9, orphan: 0.9, other: null";
  return [
    ...table(`deductible_${unit}`, "yuan", "[hospital_level]", `{ ${deductibles.join(", ")} }`),
    ...table(`ratio_${unit}`, "ratio", "[hospital_level]", `{ ${ratios.join(", ")} }`),
    ...table(`cap_${unit}`, "yuan", null, `${100_000 + step}`),
    ...table(
      `bands_${unit}`,
      "bands",
      null,
      `[{ up_to: ${30_000 + step}, ratio: 0.6 }, { up_to: null, ratio: 0.7 }]`,
    ),
    ...table(`assistance_${unit}`, "ratio", "[identity]", `{ ${identities} }`),
  ];
}

function table(name: string, unit: string, by: string | null, value: string): string[] {
  const key = by === null ? "value" : "values";
  return [
    `  ${name}:`,
    `    title: 试验 ${name}`,
    `    unit: ${unit}`,
    ...(by === null ? [] : [`    by: ${by}`]),
    "    versions:",
    ...FROM.map(
      (from, index) =>
        `      - { from: ${from}, document: notice, clause: 第${index + 1}条, basis: official, ` +
        `confidence: high, ${key}: ${value} }`,
    ),
  ];
}

function benefit(unit: number): string[] {
  return [
    `  inpatient-${unit}:`,
    `    title: 试验待遇${unit}`,
    '    insutype: ["310"]',
    `    visit_type: ["${visitType(unit)}"]`,
    `    from: ${FROM[0]}`,
    "    document: notice",
    "    clause: 第二章",
    "    basis: official",
    "    confidence: high",
    "    layers:",
    `      - { kind: deductible, layer: deductible, title: 起付线, per_bill: deductible_${unit} }`,
    "      - kind: share",
    "        layer: pooled",
    "        title: 统筹基金",
    '        fund: "310100"',
    "        considers: payable",
    `        ratio: ratio_${unit}`,
    '        basic: "true"',
    `        caps: [{ accumulator: employee-pool.paid, limit: cap_${unit} }]`,
    "      - kind: bands",
    "        layer: second",
    "        title: 大病",
    '        fund: "330100"',
    "        considers: personal-in-scope",
    "        accumulated: critical-illness.base",
    "        paid: critical-illness.paid",
    `        bands: bands_${unit}`,
    "      - kind: share",
    "        layer: assistance",
    "        title: 救助",
    '        fund: "610100"',
    "        considers: personal-in-scope",
    `        ratio: assistance_${unit}`,
  ];
}

function notCovered(
  name: string,
  insutypes: readonly string[],
  visit_types: readonly string[],
): string[] {
  const quoted = (values: readonly string[]) => values.map((one) => `"${one}"`).join(", ");
  return [
    `  ${name}:`,
    `    insutype: [${quoted(insutypes)}]`,
    `    visit_type: [${quoted(visit_types)}]`,
    `    from: ${FROM[0]}`,
    "    reason: 试验包不含",
    "    document: notice",
    "    clause: 范围",
    "    basis: official",
    "    confidence: high",
  ];
}
