import { YibaoError } from "../kernel/index.ts";
import {
  CHART_KINDS,
  type ChartCoverage,
  type ChartKind,
  type ChartRow,
  codeLengths,
  type EconomicMapRow,
  parentOf,
  type Years,
} from "./chart.ts";

/** One line of a file: its cells by column, and where it stands ("charts.csv:12"). */
export interface TableLine {
  readonly where: string;
  readonly cells: Readonly<Record<string, string>>;
}

export const CHART_COLUMNS = [
  "chart",
  "code",
  "name",
  "from",
  "to",
  "years",
  "also",
  "became",
  "full_from",
  "full_to",
  "budget",
  "basis",
  "confidence",
  "evidence",
] as const;

/** Columns that a user's own file must have. */
export const CHART_COLUMNS_NEEDED = ["chart", "code", "name"] as const;

const NAME_LENGTH_MAX = 60;
const CONFIDENCES = ["high", "medium", "low"] as const;
const BASES = ["source", "recalled", "derived", "user"] as const;
const BUDGETS = ["fund", "state-capital", ""] as const;

/**
 * A row of a chart. A user's row needs only chart, code and name; without a name it takes the code
 * out of those years. @throws YibaoError CLASSIFICATION-VALUE at file and line
 */
export function chartRow(line: TableLine, kind: "shipped" | "user"): ChartRow {
  const chart = oneOf(line, "chart", CHART_KINDS);
  const name = shortText(line, "name");
  if (name === "" && kind === "shipped") throw wrong(line, "name", "科目名称");
  const user = kind === "user";
  return {
    chart,
    code: codeCell(line, "code", chart, kind === "shipped" && cell(line, "became") !== ""),
    name,
    also: list(line, "also"),
    ...period(line),
    years: oneOf(line, "years", CONFIDENCES, user ? "high" : undefined),
    became: codeCell(line, "became", chart, true) || null,
    full: fullYears(line, "full_from", "full_to"),
    budget: oneOf(line, "budget", BUDGETS) || null,
    basis: oneOf(line, "basis", BASES, user ? "user" : undefined),
    confidence: oneOf(line, "confidence", CONFIDENCES, user ? "high" : undefined),
    evidence: cell(line, "evidence") || (user ? line.where : ""),
  };
}

export const MAP_COLUMNS = [
  "departmental",
  "administrative",
  "institution",
  "from",
  "to",
  "basis",
  "confidence",
  "evidence",
] as const;

/** @throws YibaoError CLASSIFICATION-VALUE at file and line */
export function economicMapRow(line: TableLine): EconomicMapRow {
  const targets = (column: string) => {
    const codes = list(line, column);
    if (codes.every((code) => /^5\d{4}$/.test(code))) return codes;
    throw wrong(line, column, "5 开头的五位代码，几个之间用 | 分开");
  };
  return {
    departmental: codeCell(line, "departmental", "departmental", false),
    administrative: targets("administrative"),
    institution: targets("institution"),
    ...period(line),
    basis: oneOf(line, "basis", BASES),
    confidence: oneOf(line, "confidence", CONFIDENCES),
    evidence: cell(line, "evidence"),
  };
}

export const COVERAGE_COLUMNS = [
  "chart",
  "title",
  "sure_from",
  "sure_to",
  "full_from",
  "full_to",
] as const;

/** @throws YibaoError CLASSIFICATION-VALUE at file and line */
export function chartCoverage(line: TableLine): ChartCoverage {
  const years = (from: string, to: string): Years => {
    const found = fullYears(line, from, to);
    if (found === null) throw wrong(line, from, "四位年度");
    return found;
  };
  return {
    chart: oneOf(line, "chart", CHART_KINDS),
    title: shortText(line, "title"),
    sure: years("sure_from", "sure_to"),
    full: years("full_from", "full_to"),
  };
}

function cell(line: TableLine, column: string): string {
  return (line.cells[column] ?? "").trim();
}

function wrong(line: TableLine, column: string, allowed: string): YibaoError {
  const value = cell(line, column).slice(0, NAME_LENGTH_MAX);
  return new YibaoError("CLASSIFICATION-VALUE", { column, value, allowed }, line.where);
}

function oneOf<T extends string>(
  line: TableLine,
  column: string,
  allowed: readonly T[],
  whenEmpty?: T,
): T {
  const text = cell(line, column);
  if (text === "" && whenEmpty !== undefined) return whenEmpty;
  const found = allowed.find((one) => one === text);
  if (found === undefined) throw wrong(line, column, allowed.filter((one) => one).join("、"));
  return found;
}

function shortText(line: TableLine, column: string): string {
  const text = cell(line, column);
  if (text.length > NAME_LENGTH_MAX) throw wrong(line, column, `不超过 ${NAME_LENGTH_MAX} 个字`);
  return text;
}

function list(line: TableLine, column: string): readonly string[] {
  return cell(line, column)
    .split("|")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

const FIRST_DIGITS: Readonly<Record<ChartKind, string>> = {
  functional: "2",
  departmental: "3",
  governmental: "5",
};

function codeCell(line: TableLine, column: string, chart: ChartKind, mayBeEmpty: boolean): string {
  const code = cell(line, column);
  if (code === "" && mayBeEmpty) return "";
  const lengths = codeLengths(chart);
  const isCode = /^\d+$/.test(code) && code.startsWith(FIRST_DIGITS[chart]);
  if (isCode && lengths.includes(code.length)) return code;
  throw wrong(line, column, `${FIRST_DIGITS[chart]} 开头的 ${lengths.join("、")} 位数字`);
}

function year(line: TableLine, column: string): number | null {
  const text = cell(line, column);
  if (text === "") return null;
  if (!/^(?:19|20)\d\d$/.test(text)) throw wrong(line, column, "四位年度");
  return Number(text);
}

function period(line: TableLine): Pick<ChartRow, "from_year" | "to_year"> {
  const [from_year, to_year] = [year(line, "from"), year(line, "to")];
  if (from_year !== null && to_year !== null && to_year <= from_year) {
    throw wrong(line, "to", `晚于 ${from_year} 的年度（不再使用的第一年）`);
  }
  return { from_year, to_year };
}

function fullYears(line: TableLine, from: string, to: string): Years | null {
  const [from_year, to_year] = [year(line, from), year(line, to)];
  if (from_year === null && to_year === null) return null;
  if (from_year === null || to_year === null || to_year <= from_year) {
    throw wrong(line, to, `与 ${from} 同时填写，且晚于它`);
  }
  return { from_year, to_year };
}

/**
 * Every code is said once for each year and hangs under a code that exists in some year.
 * @throws YibaoError CLASSIFICATION-CODE-TWICE | CLASSIFICATION-NO-PARENT at file and line
 */
export function checkTogether(
  rows: readonly { readonly row: ChartRow; readonly where: string }[],
  others: readonly ChartRow[],
): void {
  const codes = new Set([...others, ...rows.map(({ row }) => row)].map(chartAndCode));
  const earlier = new Map<string, { readonly row: ChartRow; readonly where: string }[]>();
  for (const { row, where } of rows) {
    const parent = parentOf(row.code);
    if (parent !== null && !codes.has(`${row.chart} ${parent}`)) {
      throw new YibaoError("CLASSIFICATION-NO-PARENT", { code: row.code, parent }, where);
    }
    if (row.became !== null && !codes.has(`${row.chart} ${row.became}`)) {
      throw new YibaoError("CLASSIFICATION-NO-SUCCESSOR", { became: row.became }, where);
    }
    const same = row.code === "" ? [] : (earlier.get(chartAndCode(row)) ?? []);
    const again = same.find((one) => overlap(one.row, row));
    if (again !== undefined) {
      const details = { code: row.code, earlier: again.where };
      throw new YibaoError("CLASSIFICATION-CODE-TWICE", details, where);
    }
    earlier.set(chartAndCode(row), [...same, { row, where }]);
  }
}

function chartAndCode(row: ChartRow): string {
  return `${row.chart} ${row.code}`;
}

type Dated = Pick<ChartRow, "from_year" | "to_year">;

function overlap(a: Dated, b: Dated): boolean {
  return (
    (a.from_year ?? -Infinity) < (b.to_year ?? Infinity) &&
    (b.from_year ?? -Infinity) < (a.to_year ?? Infinity)
  );
}

/**
 * A user's rows laid over the shipped ones: in their years they stand instead of the shipped rows
 * of the same code, which keep their other years. A row without a name only takes away.
 */
export function layOver(shipped: readonly ChartRow[], own: readonly ChartRow[]): ChartRow[] {
  const kept = shipped.flatMap((row) => {
    const over = own.filter((one) => chartAndCode(one) === chartAndCode(row));
    return over.reduce<ChartRow[]>(
      (pieces, one) => pieces.flatMap((piece) => cut(piece, one)),
      [row],
    );
  });
  return [...kept, ...own.filter(({ name }) => name !== "")];
}

/** What is left of a row outside the years of another. */
function cut(row: ChartRow, over: ChartRow): ChartRow[] {
  if (!overlap(row, over)) return [row];
  const successor = over.name === "" ? over.became : row.code;
  const before: ChartRow[] =
    over.from_year !== null && (row.from_year ?? -Infinity) < over.from_year
      ? [{ ...row, to_year: over.from_year, years: over.years, became: successor }]
      : [];
  const after: ChartRow[] =
    over.to_year !== null && over.to_year < (row.to_year ?? Infinity)
      ? [{ ...row, from_year: over.to_year }]
      : [];
  return [...before, ...after];
}
