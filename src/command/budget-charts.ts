import { type ChartKind, chartOf, loadCharts, nameOf } from "../classification/index.ts";

/** How the codes of a year are called, by the view that shows them. */
export function charts(year: number) {
  const held = loadCharts();
  const naming = (kind: ChartKind) => {
    const chart = chartOf(held, kind, year);
    return (code: string): string => nameOf(chart, code) ?? "";
  };
  return {
    function: naming("functional"),
    economic: naming("departmental"),
    government: naming("governmental"),
  };
}
