import { BarChart, LineChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
} from "echarts/components";
import type { EChartsCoreOption } from "echarts/core";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { escapeHtml, type Html, rawHtml } from "../../kernel/index.ts";

/** Pictures of the report: SVG made here, so the page needs no program and prints as it looks. */

use([
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  SVGRenderer,
]);

/** Apart in grey too: each pair is a light and a dark one. */
export const COLOURS = {
  before: "#a9b4c4",
  after: "#1d4ed8",
  gain: "#4fb286",
  loss: "#9f1239",
  band: "#dcefe2",
  ink: "#3c434d",
  soft: "#646a73",
  line: "#e3e6ea",
};

/** Half a page, and a telephone's whole. */
export const CHART_WIDTH = 440;

export interface Words {
  /** Unique within the page: parts of the picture are named after it. */
  readonly name: string;
  readonly title: string;
  /** What is to be seen, for those who do not see it. */
  readonly description: string;
}

/** The same option gives the same bytes. @param height pixels at a width of 440 */
export function chart(option: EChartsCoreOption, height: number, words: Words): Html {
  const drawn = init(null, null, { renderer: "svg", ssr: true, width: CHART_WIDTH, height });
  try {
    drawn.setOption({ animation: false, textStyle: { color: COLOURS.ink }, ...option });
    return rawHtml(standing(drawn.renderToSVGString(), words));
  } finally {
    drawn.dispose();
  }
}

/**
 * The picture as a page with a strict content policy takes it: no style sheet and no style
 * attribute of its own, no classes that only a pointer would use, and identifiers after the chart's
 * name where the library counts all charts it ever drew.
 */
function standing(svg: string, { name, title, description }: Words): string {
  const named = `aria-labelledby="${name}-title ${name}-desc"`;
  const texts =
    `<title id="${name}-title">${escapeHtml(title)}</title>` +
    `<desc id="${name}-desc">${escapeHtml(description)}</desc>`;
  return svg
    .replace(/<style[\s>][\s\S]*?<\/style>/g, "")
    .replace(/ class="[^"]*"/g, "")
    .replace(/ pointer-events="[^"]*"/g, "")
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributes(style))
    .replace(/(id="|#)zr\d+-/g, `$1${name}-`)
    .replace(/<svg width="\d+" height="\d+" /, `<svg role="img" ${named} `)
    .replace(/ (xmlns(:xlink)?|version|baseProfile)="[^"]*"/g, "")
    .replace(/<svg [^>]*>/, (open) => `${open}${texts}`);
}

/** Of a text's style only size and weight matter: the page gives the letters. */
function attributes(style: string): string {
  const size = /font-size:(\d+)px/.exec(style)?.[1];
  const weight = /font-weight:(\w+)/.exec(style)?.[1];
  return (
    (size === undefined ? "" : ` font-size="${size}"`) +
    (weight === undefined ? "" : ` font-weight="${weight}"`)
  );
}

const NAME_LABEL = { color: COLOURS.ink, fontSize: 12, interval: 0 };
const VALUE_LABEL = { color: COLOURS.soft, fontSize: 11, hideOverlap: true };
const SPLIT = { lineStyle: { color: COLOURS.line } };

/** Of an axis: how its numbers are written, where it ends. */
export interface Values {
  readonly text: (value: number) => string;
  readonly min?: number;
  readonly max?: number;
  /** Between two numbers of the axis. */
  readonly interval?: number;
  /** Lines may leave out what lies between zero and the least. */
  readonly scale?: boolean;
}

function valueAxis({ text, min, max, interval, scale }: Values) {
  return {
    type: "value",
    splitNumber: 4,
    scale: scale ?? false,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(interval === undefined ? {} : { interval }),
    axisLabel: { ...VALUE_LABEL, formatter: text },
    splitLine: SPLIT,
  };
}

function legend(names: readonly string[]) {
  if (names.length < 2) return { show: false };
  return { top: 0, left: 0, data: names, itemWidth: 22, textStyle: { color: COLOURS.ink } };
}

export interface Line {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly colour: string;
  readonly dashed?: boolean;
}

/** A strip between two values, or a line at one. */
export interface Marks {
  readonly band?: { readonly from: number; readonly to: number } | null;
}

/** Lines over months or years. */
export function lines(
  categories: readonly string[],
  series: readonly Line[],
  values: Values,
  marks: Marks = {},
): EChartsCoreOption {
  return {
    legend: legend(series.map(({ name }) => name)),
    grid: { left: 62, right: 14, top: series.length < 2 ? 14 : 34, bottom: 24 },
    xAxis: {
      type: "category",
      data: categories,
      axisLabel: { ...NAME_LABEL, interval: "auto", fontSize: 11 },
      axisTick: { show: false },
    },
    yAxis: valueAxis(values),
    series: series.map(({ name, values: data, colour, dashed }, index) => ({
      type: "line",
      name,
      data,
      symbol: dashed ? "emptyCircle" : "circle",
      symbolSize: dashed ? 6 : 4,
      itemStyle: { color: colour },
      lineStyle: { color: colour, width: 2, type: dashed ? [6, 4] : "solid" },
      ...(index === 0 ? strip(marks.band ?? null, "yAxis") : {}),
    })),
  };
}

/** A shaded strip across a chart: the band in which a figure is to lie. */
function strip(band: { from: number; to: number } | null, axis: "xAxis" | "yAxis") {
  if (band === null) return {};
  return {
    markArea: {
      silent: true,
      itemStyle: { color: COLOURS.band },
      data: [[{ [axis]: band.from }, { [axis]: band.to }]],
    },
  };
}

export interface Bar {
  readonly name: string;
  readonly values: readonly number[];
  readonly colour: string;
  readonly stack?: string;
  /** What stands at the end of each; "" for nothing. */
  readonly labels?: readonly string[];
}

const NAMES_WIDTH = 148;
/** For a figure beside the end of a bar. */
const LABEL_WIDTH = 48;

/** Lying bars beside one another, or stacked where they say so: names of any length have room. */
export function bars(
  categories: readonly string[],
  series: readonly Bar[],
  values: Values,
  marks: Marks = {},
): EChartsCoreOption {
  const room = labelRoom(series);
  return {
    legend: legend(series.map(({ name }) => name)),
    grid: {
      left: NAMES_WIDTH + 8 + room.left,
      right: 18 + room.right,
      top: series.length < 2 ? 6 : 30,
      bottom: 24,
    },
    xAxis: valueAxis(values),
    yAxis: {
      type: "category",
      data: categories,
      inverse: true,
      axisTick: { show: false },
      axisLine: { onZero: false, lineStyle: { color: COLOURS.line } },
      axisLabel: {
        ...NAME_LABEL,
        width: NAMES_WIDTH,
        overflow: "break",
        lineHeight: 14,
        margin: 8 + room.left,
      },
    },
    series: series.map(({ name, values: data, colour, stack, labels }, index) => ({
      type: "bar",
      name,
      data: data.map((value, row) => ({ value, label: endLabel(value, labels?.[row] ?? "") })),
      barMaxWidth: 18,
      barMinHeight: 0,
      itemStyle: { color: colour },
      ...(stack === undefined ? {} : { stack }),
      ...(index === 0 ? strip(marks.band ?? null, "xAxis") : {}),
    })),
  };
}

/** Figures stand outside the bars: on the sides to which labelled bars go. */
function labelRoom(series: readonly Bar[]): { readonly left: number; readonly right: number } {
  const ends = (outwards: (value: number) => boolean) =>
    series.flatMap(({ values, labels }) =>
      values.flatMap((value, row) => (outwards(value) ? [labels?.[row]?.length ?? 0] : [])),
    );
  const room = (lengths: readonly number[]) =>
    Math.max(0, ...lengths) === 0 ? 0 : Math.max(LABEL_WIDTH, ...lengths.map((one) => one * 7));
  return { left: room(ends((value) => value < 0)), right: room(ends((value) => value >= 0)) };
}

function endLabel(value: number, text: string) {
  if (text === "") return { show: false };
  const position = value < 0 ? "left" : "right";
  return { show: true, position, formatter: text, fontSize: 11, color: COLOURS.ink };
}

/** Points joined over a scale of numbers, the line that they are to reach, and the one taken. */
export function curve(
  points: readonly (readonly [number, number])[],
  wanted: number,
  taken: readonly [number, number] | null,
  values: { readonly x: Values; readonly y: Values },
): EChartsCoreOption {
  const label = { fontSize: 12, color: COLOURS.loss, formatter: `目标 ${values.y.text(wanted)}` };
  return {
    grid: { left: 62, right: 24, top: 24, bottom: 24 },
    xAxis: { ...valueAxis({ ...values.x, scale: true }), splitLine: { show: false } },
    yAxis: valueAxis({ ...values.y, scale: true }),
    series: [
      {
        type: "line",
        data: points,
        symbol: "circle",
        symbolSize: 6,
        itemStyle: { color: COLOURS.after },
        lineStyle: { color: COLOURS.after, width: 2 },
        markLine: {
          symbol: "none",
          data: [{ yAxis: wanted }],
          lineStyle: { color: COLOURS.loss, type: [6, 4], width: 1.5 },
          label: { ...label, position: "insideEndTop" },
        },
        ...(taken === null ? {} : { markPoint: takenPoint(taken) }),
      },
    ],
  };
}

function takenPoint(coord: readonly [number, number]) {
  return {
    data: [{ coord }],
    symbol: "diamond",
    symbolSize: 16,
    itemStyle: { color: COLOURS.loss },
    label: { show: false },
  };
}
