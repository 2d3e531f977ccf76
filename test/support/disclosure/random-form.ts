import { chartOf, childrenOf, loadCharts } from "../../../src/classification/index.ts";
import type { RandomStream } from "../random.ts";

/** A table that is right in every sum, with its figures in fen by row and column id. */
export interface RandomForm {
  readonly topic: "income" | "spending" | "general";
  readonly title: string;
  /** Column ids and the words printed for them. */
  readonly columns: readonly (readonly [string, string])[];
  readonly rows: readonly RandomRow[];
}

export interface RandomRow {
  readonly id: string;
  readonly name: string;
  /** Fen by column, in the order of the columns; a blank is 0. */
  readonly values: readonly number[];
}

const FORMS: readonly Omit<RandomForm, "rows">[] = [
  {
    topic: "income",
    title: "收入决算表",
    columns: [
      ["total", "本年收入合计"],
      ["appropriation", "财政拨款收入"],
      ["superior", "上级补助收入"],
      ["business", "事业收入"],
      ["operating", "经营收入"],
      ["affiliated", "附属单位上缴收入"],
      ["other", "其他收入"],
    ],
  },
  {
    topic: "spending",
    title: "支出决算表",
    columns: [
      ["total", "本年支出合计"],
      ["basic", "基本支出"],
      ["project", "项目支出"],
      ["upward", "上缴上级支出"],
      ["operating", "经营支出"],
      ["affiliated", "对附属单位补助支出"],
    ],
  },
  {
    topic: "general",
    title: "一般公共预算财政拨款支出决算表",
    columns: [
      ["total", "本年支出合计"],
      ["basic", "基本支出"],
      ["project", "项目支出"],
    ],
  },
];

const CHART = chartOf(loadCharts(), "functional", 2023);
const FEN_STEP = 10_000;

/** Some 类 with some of their 款 and 项; most money in the first columns, as it is. */
export function randomForm(random: RandomStream): RandomForm {
  const form = random.pick(FORMS);
  const rows: RandomRow[] = [];
  const width = form.columns.length;
  const total = new Array<number>(width).fill(0);
  for (const top of picked(random, "", 1 + random.below(3))) {
    const place = rows.length;
    const values = new Array<number>(width).fill(0);
    for (const middle of picked(random, top.code, 1 + random.below(2))) {
      const items = picked(random, middle.code, 1 + random.below(4)).map((item) => {
        return { id: item.code, name: item.name, values: leaf(random, width) };
      });
      const sum = sumOf(items, width);
      rows.push({ id: middle.code, name: middle.name, values: sum }, ...items);
      sum.forEach((value, at) => {
        values[at] = (values[at] as number) + value;
      });
    }
    rows.splice(place, 0, { id: top.code, name: top.name, values });
    values.forEach((value, at) => {
      total[at] = (total[at] as number) + value;
    });
  }
  return { ...form, rows: [{ id: "total", name: "合计", values: total }, ...rows] };
}

function sumOf(rows: readonly RandomRow[], width: number): number[] {
  return Array.from({ length: width }, (_, at) => {
    return rows.reduce((sum, { values }) => sum + (values[at] as number), 0);
  });
}

/** Codes below a code that have something below them themselves, down to the 项; in order. */
function picked(random: RandomStream, parent: string, count: number) {
  const all = childrenOf(CHART, parent).filter(({ code }) => {
    return code.length === 7 || childrenOf(CHART, code).some((row) => isFull(row.code));
  });
  const chosen = new Set(Array.from({ length: count }, () => random.below(all.length)));
  return [...chosen].sort((a, b) => a - b).flatMap((at) => all[at] ?? []);
}

function isFull(code: string): boolean {
  return code.length === 7 || childrenOf(CHART, code).length > 0;
}

function leaf(random: RandomStream, width: number): readonly number[] {
  const values = new Array<number>(width).fill(0);
  const parts = 1 + (random.once(3) ? 1 : 0);
  for (let i = 0; i < parts; i += 1) {
    const at = random.once(4) ? 1 + random.below(width - 1) : 1 + random.below(2);
    values[at] = (1 + random.below(random.once(2) ? 99_999 : 9_999_999)) * FEN_STEP;
  }
  values[0] = values.reduce((sum, value) => sum + value, 0);
  return values;
}

/** 万元 with two decimals. */
export function printed(fen: number, blank = ""): string {
  if (fen === 0) return blank;
  const scaled = fen / FEN_STEP;
  const whole = String(Math.floor(scaled / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${whole}.${String(scaled % 100).padStart(2, "0")}`;
}
