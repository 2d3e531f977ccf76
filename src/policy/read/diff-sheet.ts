import type { PolicyChange } from "./policy-change.ts";
import type { PolicyDiff } from "./policy-diff.ts";

/** A comparison as a person reads it: by day, then by the benefits it is said of. */
export function diffSheet(diff: PolicyDiff): string {
  const { before, after, changes, effects } = diff;
  const side = (one: PolicyDiff["before"]) => `${one.name}（${one.region}）${one.day}`;
  const heading = `${side(before)} → ${side(after)}`;
  if (changes.length === 0) return `${heading}\n没有变化。`;
  const days = [...new Set(changes.map(({ since }) => since))].flatMap((day) => [
    `■ ${day}`,
    ...daySheet(changes.filter(({ since }) => since === day)),
  ]);
  const legend = changes.some(({ unverified }) => unverified)
    ? ["〔待核实〕表示尚未与文件原文核对，不能作为正式依据。"]
    : [];
  return [heading, ...legend, ...days, ...effectLines(effects)].join("\n");
}

/** What several benefits share (a common limit) is said once, under their names. */
function daySheet(changes: readonly PolicyChange[]): string[] {
  const benefitsOf = new Map<string, string[]>();
  const details = new Map(changes.map((one) => [one.sentence, one.details]));
  for (const { sentence, benefit, area } of changes) {
    const titles = benefitsOf.get(sentence) ?? [];
    const title = benefit?.title ?? (area === "financing" ? "筹资" : "各项待遇共同");
    if (!titles.includes(title)) titles.push(title);
    benefitsOf.set(sentence, titles);
  }
  const groups = new Map<string, string[]>();
  for (const [sentence, titles] of benefitsOf) {
    const heading = titles.join("、");
    groups.set(heading, [...(groups.get(heading) ?? []), sentence]);
  }
  return [...groups].flatMap(([heading, sentences]) => [
    `  ${heading}`,
    ...sentences.flatMap((sentence) => [
      `    · ${sentence}`,
      ...(details.get(sentence) ?? []).map((layer, index) => `        ${index + 1}. ${layer}`),
    ]),
  ]);
}

function effectLines(effects: PolicyDiff["effects"]): string[] {
  if (effects.length === 0) return [];
  const lines: string[] = ["■ 对个人的影响（用假设的账单计算，费用均在政策范围内）"];
  let last = "";
  for (const { benefit, sentence } of effects) {
    if (benefit.title !== last) lines.push(`  ${benefit.title}`);
    last = benefit.title;
    lines.push(`    · ${sentence}`);
  }
  return lines;
}
