import { type Chart, findCode } from "../../../src/classification/index.ts";
import type { Draw } from "./draw.ts";

/** Basic expenditure by both charts at once: what it is for, and what it is spent on. */
export interface BasicExpenditure {
  /** By functional item: for people and for the office. */
  readonly items: ReadonlyMap<string, { readonly personnel: number; readonly public: number }>;
  /** By 款 of the departmental economic chart. */
  readonly economic: ReadonlyMap<string, number>;
}

/** Items that are one economic 款 and nothing else. */
const PAIRED: readonly (readonly [string, string, number, number])[] = [
  ["2101101", "30110", 20, 90],
  ["2101103", "30111", 5, 40],
  ["2210201", "30113", 40, 160],
];

const PERSONNEL = ["30101", "30102", "30103", "30107", "30112", "30199", "30307", "30399"];
const PUBLIC = [
  ...["30201", "30202", "30205", "30206", "30207", "30209", "30211", "30213", "30226"],
  ...["30228", "30229", "30239", "30299"],
];
/** 绩效工资: there is none in offices. */
export const INSTITUTION_WAGES = "30107";
/** Those that other tables bound from above: drawn small. */
const BOUNDED = ["30215", "30216", "30217", "30231"];

export function basicExpenditure(draw: Draw, charts: BasicCharts): BasicExpenditure {
  const items = new Map<string, { personnel: number; public: number }>();
  const economic = new Map<string, number>();
  const pension = draw.amount(30, 120) * 2;
  items.set("2080505", { personnel: pension, public: 0 });
  items.set("2080506", { personnel: pension / 2, public: 0 });
  economic.set("30108", pension).set("30109", pension / 2);
  if (draw.random.percent(60)) {
    const retired = draw.amount(5, 60);
    items.set("2080501", { personnel: retired, public: 0 });
    economic.set("30302", retired);
  }
  for (const [item, code, least, most] of PAIRED) {
    const value = draw.amount(least, most);
    items.set(item, { personnel: value, public: 0 });
    economic.set(code, value);
  }
  office(draw, charts, items, economic);
  const order = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
    new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { items: order(items), economic: order(economic) };
}

export interface BasicCharts {
  readonly functional: Chart;
  readonly departmental: Chart;
  /** Whether an institution is among the units. */
  readonly has_institution: boolean;
}

/** What is left is 行政运行, and where there is an institution 事业运行. */
function office(
  draw: Draw,
  { functional, departmental, has_institution }: BasicCharts,
  items: Map<string, { personnel: number; public: number }>,
  economic: Map<string, number>,
): void {
  const known = (code: string) =>
    findCode(departmental, code) !== null && (has_institution || code !== INSTITUTION_WAGES);
  const personnel = draw.some(PERSONNEL.filter(known), 4, PERSONNEL.length);
  const goods = draw.some(PUBLIC.filter(known), 5, PUBLIC.length);
  for (const code of personnel) economic.set(code, draw.amount(8, 380));
  for (const code of goods) economic.set(code, draw.amount(1, 60));
  for (const code of BOUNDED) economic.set(code, draw.amount(1, 4));
  if (draw.random.percent(50)) economic.set("31002", draw.amount(2, 30));
  const sum = (codes: readonly string[]) =>
    codes.reduce((total, code) => total + (economic.get(code) ?? 0), 0);
  const whole = { personnel: sum(personnel), public: sum([...goods, ...BOUNDED, "31002"]) };
  const running = ["2101501", "2101550"].filter((code) => findCode(functional, code) !== null);
  const codes = draw.some(running, 1, 2);
  const people = draw.parts(whole.personnel, codes.length);
  const offices = draw.parts(whole.public, codes.length);
  codes.forEach((code, index) => {
    items.set(code, { personnel: people[index] as number, public: offices[index] as number });
  });
}
