import {
  type Chart,
  type ChartKind,
  type Charts,
  chartOf,
  findCode,
  hasCodeLength,
  isListedInFull,
  parentOf,
} from "../classification/index.ts";
import type { KnowsCode } from "./books.store.ts";

/**
 * What the charts held here know: a code is refused only when it is surely none, which is when the
 * chart lists everything that stands beside it.
 */
export function chartKnowledge(charts: Charts): KnowsCode {
  const held = new Map<string, Chart>();
  const chartFor = (kind: ChartKind, year: number): Chart => {
    const name = `${kind} ${year}`;
    const known = held.get(name);
    if (known !== undefined) return known;
    const chart = chartOf(charts, kind, year);
    held.set(name, chart);
    return chart;
  };
  return (kind, code, year) => {
    if (!hasCodeLength(kind, code)) return false;
    const chart = chartFor(kind, year);
    return findCode(chart, code) !== null || !isListedInFull(chart, parentOf(code) ?? "");
  };
}
