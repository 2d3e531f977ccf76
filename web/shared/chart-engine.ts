import { BarChart, LineChart, PieChart, SankeyChart, ScatterChart } from "echarts/charts";
import {
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

/** ECharts, with what our charts use. Only ever imported when a chart is shown. */
use([
  ...[BarChart, LineChart, PieChart, SankeyChart, ScatterChart],
  ...[DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent],
  SVGRenderer,
]);

/**
 * The policy of the page refuses style attributes that are written as a text, as the library of
 * charts does; through the object model the same style is allowed.
 */
SVGElement.prototype.setAttribute = function (name: string, value: string): void {
  if (name === "style") this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
};

/** Told apart by those who see no red or green, and against white and black. */
const COLOURS = [
  ...["#1b6fa8", "#d9822b", "#2f9e7a", "#8a5fb0", "#c4504a"],
  ...["#6a8caf", "#a3832a", "#4b9fb5"],
];

export interface ChartLooks {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly background: string;
  readonly font: string;
  readonly onClick:
    | ((point: { readonly name: string; readonly dataIndex: number }) => void)
    | undefined;
}

/** Draws, and keeps to the width of its place. Returns what ends it. */
export function draw(
  element: HTMLElement,
  option: EChartsCoreOption,
  looks: ChartLooks,
): () => void {
  const chart = init(element, themeOf(looks), { renderer: "svg" });
  chart.setOption({ animationDuration: 200, ...option });
  const { onClick } = looks;
  if (onClick !== undefined) {
    chart.on("click", ({ name, dataIndex }) => onClick({ name, dataIndex }));
  }
  const watcher = new ResizeObserver(() => chart.resize());
  watcher.observe(element);
  return () => {
    watcher.disconnect();
    chart.dispose();
  };
}

function themeOf({ text, muted, line, background, font }: ChartLooks) {
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { lineStyle: { color: line } },
    axisLabel: { color: muted },
    nameTextStyle: { color: muted },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    color: COLOURS,
    backgroundColor: "transparent",
    textStyle: { color: text, fontFamily: font },
    legend: { top: 0, bottom: "auto", textStyle: { color: text } },
    tooltip: {
      // As HTML it would bring style attributes.
      renderMode: "richText",
      backgroundColor: background,
      borderColor: line,
      textStyle: { color: text, fontFamily: font },
    },
    categoryAxis: axis,
    valueAxis: axis,
    timeAxis: axis,
  };
}
