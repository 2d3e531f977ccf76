import { type Chart, type ChartRow, childrenOf, normaliseName } from "../classification/index.ts";
import type { Finding } from "../disclosure/index.ts";

/**
 * A sentence lists a 款 that the table of basic spending does not print, or prints without a
 * figure; and in that table the class of this 款 comes out larger than what stands below it. Both
 * are one defect, in the table: the sentence tells which row it is.
 */
export function isListedRow(owner: Finding, listed: Finding, chart: Chart): boolean {
  if (listed.rule !== "LIST-NAMES" || listed.outcome !== "error") return false;
  const isLacking = owner.rule === "CODE-DEPTH";
  const isShort = isLacking || (owner.difference !== "" && !/^[-−0]/.test(owner.difference));
  const [row, name] = [normaliseName(owner.where.row), normaliseName(listed.printed)];
  const isSum = isLacking || /^[AB]-06-01$/.test(owner.rule);
  // Whichever sum of its row or column tells that its figure is missing.
  const isBlank = owner.where.table !== "" && (isSum || owner.printed === "空白");
  if (row === name) return isBlank;
  return isSum && isShort && classesOf(name, chart).some((one) => row.includes(one));
}

const CLASS_LENGTH = 3;

/** The names of the classes that have a 款 of this name. */
function classesOf(name: string, chart: Chart): readonly string[] {
  return [...chart.rows.values()]
    .filter(({ code }) => code.length === CLASS_LENGTH)
    .filter(({ code }) => childrenOf(chart, code).some((one) => isNamed(one, name)))
    .map((row) => normaliseName(row.name));
}

function isNamed({ name, also }: ChartRow, wanted: string): boolean {
  return [name, ...also].some((one) => normaliseName(one) === wanted);
}

export function withListed(owner: Finding, listed: Finding): Finding {
  const rules = new Set([...owner.merged, listed.rule, ...listed.merged]);
  rules.delete(owner.rule);
  return {
    ...owner,
    message: `${owner.message}；文字列举了“${listed.printed}”，表中没有它的数`,
    suggestion: `请核对“${listed.printed}”一行是否漏印或漏填`,
    merged: [...rules],
  };
}
