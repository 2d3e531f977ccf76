import { BarChart, CustomChart, LineChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
} from "echarts/components";
import type { EChartsCoreOption } from "echarts/core";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type Html, rawHtml } from "../../kernel/index.ts";

/** Pictures of the report: SVG made here, so the page needs no program and prints as it looks. */

use([
  BarChart,
  CustomChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  SVGRenderer,
]);

export const COLOURS = { before: "#8a94a6", after: "#1668dc", gain: "#389e0d", loss: "#cf1322" };

const WIDTH = 860;

/** @param height pixels at a width of 860; the page scales it */
export function chart(option: EChartsCoreOption, height: number, title: string): Html {
  const drawn = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  try {
    drawn.setOption({ animation: false, textStyle: { fontFamily: FONTS }, ...option });
    const svg = drawn
      .renderToSVGString()
      .replace("<svg ", `<svg role="img" aria-label="${title}" `);
    return rawHtml(svg);
  } finally {
    drawn.dispose();
  }
}

const FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly colour: string;
  readonly dashed?: boolean;
}

/** Lines over months or years, with a legend. */
export function lines(categories: readonly string[], series: readonly Line[], unit: string) {
  return {
    legend: { top: 0, data: series.map(({ name }) => name) },
    grid: { left: 76, right: 20, top: 44, bottom: 28 },
    xAxis: { type: "category", data: categories },
    yAxis: { type: "value", name: unit, scale: true },
    series: series.map(({ name, values, colour, dashed }) => ({
      type: "line",
      name,
      data: values,
      symbolSize: 5,
      itemStyle: { color: colour },
      lineStyle: { color: colour, width: 2, type: dashed ? "dashed" : "solid" },
    })),
  };
}

export interface Bar {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
  readonly stack?: string;
}

/** Bars beside one another, or stacked where they say so; lying when `lying`. */
export function bars(
  categories: readonly string[],
  series: readonly Bar[],
  unit: string,
  lying = false,
) {
  const names = { type: "category", data: categories, axisTick: { show: false } };
  const values = { type: "value", name: unit };
  const left = lying ? 190 : 76;
  return {
    legend: { top: 0, data: series.map(({ name }) => name) },
    grid: { left, right: 60, top: 44, bottom: 28 },
    xAxis: lying ? values : names,
    yAxis: lying ? { ...names, inverse: true } : values,
    series: series.map(({ name, values: data, colour, stack }) => ({
      type: "bar",
      name,
      data,
      barMaxWidth: 26,
      itemStyle: { color: colour },
      ...(stack === undefined ? {} : { stack }),
    })),
  };
}
