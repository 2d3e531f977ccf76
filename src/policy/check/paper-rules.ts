import type { Provenance } from "../adjudication.ts";
import { isCell, type Table } from "../parameter.ts";
import type { Region } from "../region.ts";
import type { Findings } from "./findings.ts";

/** Rules over what stands beside the values: documents, clauses, and how a value is known. */

interface Sourced {
  readonly title: string;
  readonly about: string;
  readonly where: string;
  readonly source: Provenance;
}

export function checkPapers(region: Region, findings: Findings): void {
  const sourced = sourcesOf(region);
  const read = new Map(
    [...region.documents.values()].map(({ value }) => [value.number, value.seen]),
  );
  for (const { value, where } of region.documents.values()) {
    if (value.number.trim() !== "" && value.title.trim() !== "") continue;
    findings.add(`document ${where}`, () => ({
      rule: "document-title-missing",
      where,
      message: `文件“${value.number || value.title || "（空）"}”缺少文号或名称`,
    }));
  }
  for (const { title, about, where, source } of sourced) {
    if (isBlank(source.clause)) {
      findings.add(`clause ${where}`, () => ({
        rule: "clause-missing",
        where,
        message: `“${title}”没有写明 ${source.document} 的哪一条；尚未核对的请写“条款待核实”`,
        about: [about],
      }));
    }
    if (source.basis === "official" && read.get(source.document) === false) {
      findings.add(`official ${where}`, () => ({
        rule: "official-not-read",
        where,
        message: `“${title}”写作官方文本（official），而 ${source.document} 的原文未读（seen: false）`,
        about: [about],
      }));
    }
  }
  countUnverified(region, sourced, findings);
}

/** An empty clause, or a mark in its place. */
function isBlank(clause: string): boolean {
  return /^[\s\-—–_/?？.。无]*$/.test(clause);
}

const BASES: Readonly<Record<string, string>> = {
  "third-party": "第三方",
  recalled: "据记忆",
  derived: "推算",
  placeholder: "占位",
};

function countUnverified(region: Region, sourced: readonly Sourced[], findings: Findings): void {
  const unverified = sourced.filter(({ source }) => source.basis !== "official");
  if (unverified.length === 0) return;
  const counts = Object.entries(BASES).flatMap(([basis, title]) => {
    const count = unverified.filter(({ source }) => source.basis === basis).length;
    return count === 0 ? [] : [`${title} ${count}`];
  });
  findings.add("unverified", () => ({
    rule: "value-unverified",
    where: region.declared.where,
    message: `${sourced.length} 处依据中有 ${unverified.length} 处待核实：${counts.join("、")}`,
  }));
}

function sourcesOf(region: Region): Sourced[] {
  const values = [...region.parameters.values()].flatMap(({ name, title, versions }) =>
    versions.flatMap(({ table, where }) =>
      sourcesBelow(table).map((source) => ({ title, about: name, where, source })),
    ),
  );
  const benefits = region.benefits.map(({ name, title, where, source }) => ({
    title,
    about: name,
    where,
    source,
  }));
  const declared = [...region.declared.not_covered.values()].map(({ value }) => ({
    title: value.reason,
    about: value.name,
    where: value.where,
    source: value.source,
  }));
  const exceptions = region.declared.exceptions.map(({ about, reason, where, source }) => ({
    title: reason,
    about,
    where,
    source,
  }));
  return [...values, ...benefits, ...declared, ...exceptions];
}

function sourcesBelow(table: Table): Provenance[] {
  return isCell(table) ? [table.source] : Object.values(table).flatMap(sourcesBelow);
}
