import { type Charts, mapTotals, type UnitKind } from "../../classification/index.ts";
import { type Fen, YibaoError } from "../../kernel/index.ts";
import type { Materials } from "../materials.ts";
import { type Address, at, told } from "./address.ts";
import { codesOf, leaves, rollUp } from "./coded-table.ts";
import { type Figures, ZERO } from "./figures.ts";

/** Basic expenditure by the economic charts. */

/** 工资福利 and 对个人和家庭的补助 are for people, all else for the office. */
export function isPersonnel(code: string): boolean {
  return /^30[13]/.test(code);
}

export function completeBasic(figures: Figures): void {
  const codes = codesOf(figures, "basic");
  if (codes.length > 0) {
    rollUp(figures, codes, (row) => at("basic", row, "total"));
    for (const [row, wanted] of [
      ["personnel", true],
      ["public", false],
    ] as const) {
      const classes = codes.filter((code) => code.length === 3 && isPersonnel(code) === wanted);
      const cells = classes.map((code) => at("basic", code, "total"));
      figures.derive(at("basic", row, "total"), figures.sum(cells), "各类");
    }
    for (const code of codes) splitRow(figures, code);
  }
  const parts = ["personnel", "public"].map((row) => at("basic", row, "total"));
  figures.derive(at("basic", "total", "total"), figures.sum(parts), "人员经费与公用经费");
  const whole = figures.sum([at("basic", "total", "total")]);
  for (const [index, part] of parts.entries()) {
    if (whole === null || figures.isKnown(part)) continue;
    const other = parts[1 - index] as Address;
    figures.derive(
      part,
      figures.difference(at("basic", "total", "total"), [other]),
      "合计与另一项",
    );
  }
  for (const [row, other] of [
    ["personnel", "public"],
    ["public", "personnel"],
  ] as const) {
    const amount = figures.sum([at("basic", row, "total")]);
    figures.derive(at("basic", "total", row), amount, "合计");
    if (amount === null) continue;
    figures.derive(at("basic", row, row), amount, "合计");
    figures.assumeZero(at("basic", row, other));
  }
}

/** Budgets print 人员经费 and 公用经费 in columns. */
function splitRow(figures: Figures, code: string): void {
  const [own, other] = isPersonnel(code) ? ["personnel", "public"] : ["public", "personnel"];
  figures.derive(at("basic", code, own), figures.sum([at("basic", code, "total")]), "金额");
  figures.assumeZero(at("basic", code, other));
}

/** How much of a departmental code the institutions among the units spend. */
export const INSTITUTION_COLUMN = "institution";

/**
 * The governmental table out of the departmental one, where it is not given. Where units of both
 * kinds are among the members it needs to be told what the institutions spend.
 * @throws YibaoError PUBLICATION-UNMAPPED
 */
export function completeGovernmental(
  figures: Figures,
  { unit, year }: Materials,
  charts: Charts,
): void {
  const isGiven = codesOf(figures, "basic-government").length > 0;
  const codes = isGiven ? [] : leaves(codesOf(figures, "basic"));
  const kinds = new Set(unit.members.map(({ nature }) => unitKind(nature)));
  const isTold = codes.some((code) => figures.isKnown(told("basic", code, INSTITUTION_COLUMN)));
  if (
    codes.length > 0 &&
    codes.every((code) => code.length === 5) &&
    (kinds.size === 1 || isTold)
  ) {
    const [only] = kinds;
    const ofInstitutions = (code: string): number => {
      if (isTold) return figures.value(told("basic", code, INSTITUTION_COLUMN)) ?? 0;
      return only === "institution" ? (figures.value(at("basic", code, "total")) ?? 0) : 0;
    };
    mapInto(figures, codes, ofInstitutions, charts, year);
  }
  const governmental = codesOf(figures, "basic-government");
  if (governmental.length === 0) return;
  rollUp(figures, governmental, (row) => at("basic-government", row, "total"));
  const total = figures.sum([at("basic", "total", "total")]);
  figures.derive(at("basic-government", "total", "total"), total, "按部门预算经济分类的合计");
}

function mapInto(
  figures: Figures,
  codes: readonly string[],
  ofInstitutions: (code: string) => number,
  charts: Charts,
  year: number,
): void {
  const amounts = (part: (code: string) => number): ReadonlyMap<string, Fen> =>
    new Map(codes.map((code) => [code, part(code) as Fen] as const).filter(([, fen]) => fen !== 0));
  const whole = (code: string): number => figures.value(at("basic", code, "total")) ?? 0;
  const mapped = mapTotals(
    charts,
    {
      institution: amounts(ofInstitutions),
      administrative: amounts((code) => whole(code) - ofInstitutions(code)),
    },
    year,
  );
  const [unmapped] = mapped.unmapped;
  if (unmapped !== undefined) {
    const [where] = figures.get(at("basic", unmapped.code, "total"))?.places ?? [];
    throw new YibaoError("PUBLICATION-UNMAPPED", { code: unmapped.code }, where);
  }
  const step = Math.max(...codes.map((code) => figures.get(at("basic", code, "total"))?.step ?? 1));
  const slack_doubled = step === 1 ? 0 : step * codes.length;
  for (const [code, value] of mapped.amounts) {
    const figure = { ...ZERO, value, step, slack_doubled };
    figures.derive(at("basic-government", code, "total"), figure, "部门预算经济分类");
  }
}

/** 参公 units spend as administrative ones. */
export function unitKind(nature: string): UnitKind {
  return /参照|参公|行政|机关/.test(nature) ? "administrative" : "institution";
}

/** Classes of the economic chart below functional rows (支出预算分类汇总表). */
export function completeEconomicColumns(figures: Figures): void {
  for (const topic of ["spending-departmental", "spending-governmental"]) {
    const codes = codesOf(figures, topic);
    if (codes.length === 0) continue;
    const columns = new Set(
      figures.entries().flatMap(([address]) => {
        const match = /^([a-z-]+)\[\w+\]\.(\d{3})$/.exec(address);
        return match?.[1] === topic ? [match[2] as string] : [];
      }),
    );
    for (const row of leaves(codes)) {
      for (const column of columns) figures.assumeZero(at(topic, row, column));
      const cells = [...columns].map((column) => at(topic, row, column));
      figures.derive(at(topic, row, "total"), figures.sum(cells), "各经济分类");
      figures.derive(
        at(topic, row, "total"),
        figures.sum([at("spending", row, "total")]),
        "支出表",
      );
    }
    for (const column of [...columns, "total"]) {
      rollUp(figures, codes, (row) => at(topic, row, column));
    }
  }
}
