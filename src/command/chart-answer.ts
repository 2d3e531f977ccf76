import {
  ancestors,
  type BudgetKind,
  budgetOf,
  type Chart,
  type ChartRow,
  type Charts,
  childrenOf,
  isListedInFull,
  mapEconomic,
  nameOf,
} from "../classification/index.ts";

/** All that is known of a code in a year. */
export interface CodeAnswer {
  readonly year: number;
  readonly chart: string;
  readonly code: string;
  readonly name: string;
  readonly also: readonly string[];
  readonly above: readonly Named[];
  readonly below: readonly Named[];
  /** Whether `below` is all there is. */
  readonly below_is_all: boolean;
  readonly budget: BudgetKind | null;
  readonly from_year: number | null;
  readonly to_year: number | null;
  readonly basis: string;
  readonly confidence: string;
  readonly evidence: string;
  /** False: the chart is not known for this year, or the row is not sure. */
  readonly sure: boolean;
  readonly other_years: readonly OtherYear[];
  /** Codes of the other economic chart that belong to this one. */
  readonly counterparts: readonly Counterpart[];
}

interface Named {
  readonly code: string;
  readonly name: string;
}

interface OtherYear extends Named {
  readonly from_year: number | null;
  readonly to_year: number | null;
}

interface Counterpart extends Named {
  readonly unit_kind: "administrative" | "institution";
}

export function codeAnswer(charts: Charts, chart: Chart, row: ChartRow): CodeAnswer {
  const named = (code: string): Named => ({ code, name: nameOf(chart, code) ?? "" });
  return {
    year: chart.year,
    chart: chart.title,
    code: row.code,
    name: row.name,
    also: row.also,
    above: ancestors(row.code).map(named),
    below: childrenOf(chart, row.code).map(({ code, name }) => ({ code, name })),
    below_is_all: isListedInFull(chart, row.code),
    budget: budgetOf(chart, row.code),
    from_year: row.from_year,
    to_year: row.to_year,
    basis: row.basis,
    confidence: row.confidence,
    evidence: charts.evidence.get(row.evidence) ?? row.evidence,
    sure: chart.sure && row.confidence === "high",
    other_years: chart.otherYears
      .filter((one) => one.code === row.code || one.became === row.code)
      .map(({ code, name, from_year, to_year }) => ({ code, name, from_year, to_year })),
    counterparts: counterpartsOf(charts, chart, row.code),
  };
}

const UNIT_KINDS = ["administrative", "institution"] as const;

function counterpartsOf(charts: Charts, chart: Chart, code: string): readonly Counterpart[] {
  if (chart.kind === "functional") return [];
  const other = chart.kind === "departmental" ? "governmental" : "departmental";
  const names = new Map(
    charts.rows.filter((row) => row.chart === other).map((row) => [row.code, row.name]),
  );
  return UNIT_KINDS.flatMap((unit_kind) => {
    const codes =
      chart.kind === "departmental"
        ? mapEconomic(charts, code, unit_kind, chart.year).codes
        : charts.economicMap
            .filter((row) => row[unit_kind].includes(code))
            .map((row) => row.departmental);
    return codes.map((one) => ({ unit_kind, code: one, name: names.get(one) ?? "" }));
  });
}
