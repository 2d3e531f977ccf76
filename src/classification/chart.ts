/**
 * The charts of 政府收支分类科目: what codes there are, what each is called, and in which years.
 * A code says its parent: 类 has three digits, 款 five, 项 (functional only) seven.
 */
export type ChartKind = "functional" | "departmental" | "governmental";
export const CHART_KINDS: readonly ChartKind[] = ["functional", "departmental", "governmental"];

export type Confidence = "high" | "medium" | "low";

/** A code and its name over some years. Years are half-open: `to_year` is the first that is out. */
export interface ChartRow {
  readonly chart: ChartKind;
  /** Digits; "" for an old name whose code is not known. */
  readonly code: string;
  readonly name: string;
  /** Other names in use that are as right. */
  readonly also: readonly string[];
  /** Null: not known since when. */
  readonly from_year: number | null;
  readonly to_year: number | null;
  /** How sure the two years are. */
  readonly years: Confidence;
  /** The code that took over from `to_year` on. */
  readonly became: string | null;
  /** Years in which all codes directly below are listed. */
  readonly full: Years | null;
  /** Whose money: null where the codes above or below decide, which is the general budget. */
  readonly budget: "fund" | "state-capital" | null;
  readonly basis: "source" | "recalled" | "derived" | "user";
  readonly confidence: Confidence;
  /** A key of `Charts.evidence`, or a user's own words. */
  readonly evidence: string;
}

export interface Years {
  readonly from_year: number;
  readonly to_year: number;
}

/** What is known of a chart as a whole. */
export interface ChartCoverage {
  readonly chart: ChartKind;
  readonly title: string;
  /** Years in which its rows may be relied on; in others nothing found is certain. */
  readonly sure: Years;
  /** Years in which all codes of the first level are listed. */
  readonly full: Years;
}

/** Where a departmental economic code goes in the governmental chart. */
export interface EconomicMapRow {
  readonly departmental: string;
  readonly administrative: readonly string[];
  readonly institution: readonly string[];
  readonly from_year: number | null;
  readonly to_year: number | null;
  readonly basis: ChartRow["basis"];
  readonly confidence: Confidence;
  readonly evidence: string;
}

/** All that is held, of all years. */
export interface Charts {
  readonly rows: readonly ChartRow[];
  readonly coverage: readonly ChartCoverage[];
  readonly economicMap: readonly EconomicMapRow[];
  readonly evidence: ReadonlyMap<string, string>;
}

/** One chart as it was in one year. */
export interface Chart {
  readonly kind: ChartKind;
  readonly title: string;
  readonly year: number;
  /** Whether the year is one in which the rows may be relied on. */
  readonly sure: boolean;
  /** By code, in the order of the book: a parent before its children. */
  readonly rows: ReadonlyMap<string, ChartRow>;
  /** Rows directly below a code; those of the first level under "". */
  readonly children: ReadonlyMap<string, readonly ChartRow[]>;
  /** Codes and names of other years. */
  readonly otherYears: readonly ChartRow[];
  readonly topIsFull: boolean;
}

/** The chart of a kind in a year, whatever year it is: `sure` says how far it may be relied on. */
export function chartOf(charts: Charts, kind: ChartKind, year: number): Chart {
  const own = charts.rows.filter((row) => row.chart === kind);
  const valid = own.filter((row) => row.code !== "" && isInForce(row, year));
  const rows = new Map(valid.toSorted(byCode).map((row) => [row.code, row]));
  const coverage = charts.coverage.find((one) => one.chart === kind) as ChartCoverage;
  return {
    kind,
    title: coverage.title,
    year,
    sure: within(coverage.sure, year),
    rows,
    children: byParent(rows.values()),
    otherYears: own.filter((row) => rows.get(row.code) !== row),
    topIsFull: within(coverage.full, year),
  };
}

function byParent(rows: Iterable<ChartRow>): ReadonlyMap<string, readonly ChartRow[]> {
  const children = new Map<string, ChartRow[]>();
  for (const row of rows) {
    const parent = parentOf(row.code) ?? "";
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [row]);
    else siblings.push(row);
  }
  return children;
}

function byCode(a: ChartRow, b: ChartRow): number {
  return a.code < b.code ? -1 : 1;
}

/** Whether a dated row holds in a year. */
export function isInForce(row: Pick<ChartRow, "from_year" | "to_year">, year: number): boolean {
  return (row.from_year ?? year) <= year && (row.to_year === null || year < row.to_year);
}

export function within(years: Years, year: number): boolean {
  return years.from_year <= year && year < years.to_year;
}

/** Which chart a code belongs to by its first digit; null for income codes and others. */
export function kindOfCode(code: string): ChartKind | null {
  const kinds: Readonly<Record<string, ChartKind>> = {
    2: "functional",
    3: "departmental",
    5: "governmental",
  };
  return kinds[code[0] ?? ""] ?? null;
}

/** Lengths that a code of this kind may have. */
export function codeLengths(kind: ChartKind): readonly number[] {
  return kind === "functional" ? [3, 5, 7] : [3, 5];
}

/** 1 类, 2 款, 3 项; null where no code has so many digits. */
export function depthOf(code: string): 1 | 2 | 3 | null {
  const depths: Readonly<Record<number, 1 | 2 | 3>> = { 3: 1, 5: 2, 7: 3 };
  return depths[code.length] ?? null;
}

/** The code above, by digits alone: "21015" of "2101501"; null of a 类. */
export function parentOf(code: string): string | null {
  return code.length <= 3 ? null : code.slice(0, code.length - (code.length % 2 === 0 ? 1 : 2));
}

/** The codes above, the 类 first. */
export function ancestors(code: string): readonly string[] {
  const parent = parentOf(code);
  return parent === null ? [] : [...ancestors(parent), parent];
}

export function findCode(chart: Chart, code: string): ChartRow | null {
  return chart.rows.get(code) ?? null;
}

export function nameOf(chart: Chart, code: string): string | null {
  return chart.rows.get(code)?.name ?? null;
}

/** The rows directly below a code; "" for the first level. */
export function childrenOf(chart: Chart, code: string): readonly ChartRow[] {
  return chart.children.get(code) ?? [];
}

/** Whether every code directly below is known to be listed, and surely so. */
export function isListedInFull(chart: Chart, code: string): boolean {
  const full = code === "" ? chart.topIsFull : isFull(chart.rows.get(code), chart.year);
  return full && childrenOf(chart, code).every(({ confidence }) => confidence === "high");
}

function isFull(row: ChartRow | undefined, year: number): boolean {
  return row?.full != null && within(row.full, year);
}

export type BudgetKind = "general" | "fund" | "state-capital";

/**
 * Whose money is spent under a code: what the nearest code, upwards, says. Null where the 款 is not
 * listed here: most of those that are missing belong to funds.
 */
export function budgetOf(chart: Chart, code: string): BudgetKind | null {
  const nearest = [...ancestors(code), code].toReversed();
  for (const one of nearest) {
    const budget = chart.rows.get(one)?.budget;
    if (budget != null) return budget;
  }
  return chart.rows.has(code.slice(0, 5)) ? "general" : null;
}
