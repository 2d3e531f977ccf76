import type { EChartsCoreOption } from "echarts/core";

/** Counts put together by what they are counted by, and the charts of them. */

export interface Counted {
  readonly key: string;
  readonly name: string;
  readonly findings: number;
  readonly amount_fen: number;
  readonly confirmed: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

interface CountRow {
  readonly key: string;
  readonly name: string;
  readonly outcome: string;
  readonly findings: number;
  readonly amount_fen: number;
  readonly confirmed: number;
}

/** The most findings first. */
export function groupsOf(rows: readonly CountRow[]): readonly Counted[] {
  const groups = new Map<string, Counted>();
  for (const { key, name, outcome, findings, amount_fen, confirmed } of rows) {
    const known = groups.get(key);
    groups.set(key, {
      ...{ key, name },
      findings: (known?.findings ?? 0) + findings,
      amount_fen: (known?.amount_fen ?? 0) + amount_fen,
      confirmed: (known?.confirmed ?? 0) + confirmed,
      outcomes: { ...known?.outcomes, [outcome]: findings },
    });
  }
  return [...groups.values()].toSorted((a, b) => b.findings - a.findings);
}

const OUTCOMES = ["violation", "suspicion", "clue", "not-evaluable"] as const;
/** The graver, the more it is seen; told apart without red and green. */
const COLOURS = ["#c4504a", "#d9822b", "#6a8caf", "#a9b4be"];

type Names = (outcome: string) => string;

/** Lying bars, the largest on top. */
export function stackedBars(groups: readonly Counted[], names: Names): EChartsCoreOption {
  const category = { type: "category", inverse: true, data: groups.map(({ name }) => name) };
  return {
    ...COMMON,
    yAxis: { ...category, axisLabel: { width: 150, overflow: "truncate" } },
    xAxis: { type: "value", minInterval: 1 },
    series: seriesOf(groups, names),
  };
}

/** Standing bars along the days. */
export function stackedDays(groups: readonly Counted[], names: Names): EChartsCoreOption {
  return {
    ...COMMON,
    xAxis: { type: "category", data: groups.map(({ name }) => name) },
    yAxis: { type: "value", minInterval: 1 },
    series: seriesOf(groups, names),
  };
}

const COMMON = {
  color: COLOURS,
  legend: {},
  tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
  grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
};

function seriesOf(groups: readonly Counted[], names: Names) {
  return OUTCOMES.map((outcome) => ({
    type: "bar",
    stack: "findings",
    name: names(outcome),
    barMaxWidth: 22,
    data: groups.map(({ outcomes }) => outcomes[outcome] ?? 0),
  }));
}
