import { type Chart, findCode } from "../../../src/classification/index.ts";
import { type BasicCharts, type BasicExpenditure, basicExpenditure } from "./basic-expenditure.ts";
import type { Draw } from "./draw.ts";
import type { FactList } from "./fact-list.ts";

/** What the unit spends of each fund and of its own money, and what is left from year to year. */
export interface Spending {
  readonly basic: BasicExpenditure;
  readonly fund_closing: Readonly<Record<Fund, number>>;
  readonly fund_opening: Readonly<Record<Fund, number>>;
  readonly own: OwnMoney;
}

export const FUNDS = ["general", "fund", "capital"] as const;
export type Fund = (typeof FUNDS)[number];

/** Money that is not appropriated. */
export interface OwnMoney {
  /** Of the one item that it is spent on. */
  readonly basic: number;
  readonly project: number;
  readonly income: Readonly<Record<string, number>>;
  readonly opening: number;
  readonly surplus_used: number;
  readonly distributed: number;
  readonly closing: number;
}

const PROJECTS = [
  ...["2050803", "2060499", "2080799", "2089999", "2100499", "2101301", "2101502", "2101504"],
  ...["2101505", "2101506", "2101599", "2109999", "2130599", "2299999"],
];
const FUND_ITEMS = ["2120803", "2120899", "2296002", "2296003", "2296006"];
const CAPITAL_ITEMS = ["2230105", "2230199", "2239999"];

/** What the form has room for. */
export interface SpendingForm {
  readonly kind: "budget" | "final";
  /** The tables it has. */
  readonly topics: ReadonlySet<string>;
  /** The columns of its income table; empty: all. */
  readonly sources: readonly string[];
}

export function spending(
  draw: Draw,
  charts: BasicCharts,
  list: FactList,
  { kind, topics, sources }: SpendingForm,
): Spending {
  const basic = basicExpenditure(draw, charts);
  generalFund(draw, charts.functional, list, basic);
  // A form without a table for such money has no column for it either.
  const hasFund = draw.random.percent(60) && topics.has("fund");
  const hasCapital = draw.random.percent(40) && topics.has("capital");
  const carries = kind === "final";
  const fund = otherFund(draw, charts.functional, list, "fund", hasFund, carries);
  const capital = otherFund(draw, charts.functional, list, "capital", hasCapital, carries);
  const general = carries
    ? { opening: draw.amount(100, 900), closing: draw.amount(100, 900) }
    : { opening: 0, closing: 0 };
  const own = ownMoney(
    draw,
    kind,
    OWN_SOURCES.filter((one) => isIn(sources, one)),
  );
  wholeSpending(list, own);
  return {
    basic,
    fund_opening: { general: general.opening, fund: fund.opening, capital: capital.opening },
    fund_closing: { general: general.closing, fund: fund.closing, capital: capital.closing },
    own,
  };
}

function generalFund(draw: Draw, chart: Chart, list: FactList, basic: BasicExpenditure): void {
  const known = PROJECTS.filter((code) => findCode(chart, code) !== null);
  const projects = new Set(draw.some(known, 4, 8));
  if (findCode(chart, "2101502") !== null) projects.add("2101502");
  const codes = [...new Set([...basic.items.keys(), ...projects])].sort();
  for (const code of codes) {
    const item = basic.items.get(code);
    list.money("general", code, "basic-personnel", item?.personnel ?? 0);
    list.money("general", code, "basic-public", item?.public ?? 0);
    list.money("general", code, "project", projects.has(code) ? draw.amount(20, 900) : 0);
  }
}

interface Carried {
  readonly opening: number;
  readonly closing: number;
}

function otherFund(
  draw: Draw,
  chart: Chart,
  list: FactList,
  topic: "fund" | "capital",
  isUsed: boolean,
  carries: boolean,
): Carried {
  if (!isUsed) return { opening: 0, closing: 0 };
  const items = (topic === "fund" ? FUND_ITEMS : CAPITAL_ITEMS).filter(
    (code) => findCode(chart, code) !== null,
  );
  const whole = { opening: 0, closing: 0 };
  for (const code of draw.some(items, 1, 3)) {
    const project = draw.amount(30, 700);
    const opening = carries && topic === "fund" ? draw.amount(1, 20) : 0;
    const closing = carries && topic === "fund" ? draw.amount(1, 20) : 0;
    list.money(topic, code, "opening", opening);
    list.money(topic, code, "income", project + closing - opening);
    list.money(topic, code, "basic", 0);
    list.money(topic, code, "project", project);
    list.money(topic, code, "closing", closing);
    whole.opening += opening;
    whole.closing += closing;
  }
  return whole;
}

const OWN_SOURCES = ["superior", "business", "operating", "affiliated", "other"];

const OWN_ITEM = "2101599";

const NO_OWN_MONEY: OwnMoney = {
  ...{ basic: 0, project: 0, income: {}, opening: 0 },
  ...{ surplus_used: 0, distributed: 0, closing: 0 },
};

function isIn(sources: readonly string[], one: string): boolean {
  return sources.length === 0 || sources.includes(one);
}

function ownMoney(draw: Draw, kind: "budget" | "final", sources: readonly string[]): OwnMoney {
  if (draw.random.percent(40) || sources.length === 0) return NO_OWN_MONEY;
  const income = Object.fromEntries(
    draw.some(sources, 1, 3).map((source) => [source, draw.amount(30, 400)]),
  );
  const received = Object.values(income).reduce((sum, one) => sum + one, 0);
  const carried = kind === "final";
  const opening = carried ? draw.amount(5, 60) : 0;
  const surplus_used = carried && draw.random.percent(30) ? draw.amount(2, 20) : 0;
  const distributed = carried && draw.random.percent(30) ? draw.amount(1, 5) : 0;
  const closing = carried ? draw.amount(2, 20) : 0;
  const spent = received + opening + surplus_used - distributed - closing;
  const [basic, project] = draw.parts(spent, 2) as [number, number];
  return { basic, project, income, opening, surplus_used, distributed, closing };
}

/** The table of all spending: the funds and the unit's own money together. */
function wholeSpending(list: FactList, own: OwnMoney): void {
  const rows = list.facts.map(({ row }) => row).filter((row) => /^\d{7}$/.test(row));
  const codes = new Set(own.basic + own.project > 0 ? [...rows, OWN_ITEM] : rows);
  for (const code of [...codes].sort()) {
    const personnel = list.value("general", code, "basic-personnel");
    const office = list.value("general", code, "basic-public");
    const is_own = code === OWN_ITEM;
    const project = FUNDS.reduce((sum, topic) => sum + list.value(topic, code, "project"), 0);
    list.money("spending", code, "basic-personnel", personnel);
    list.money("spending", code, "basic-public", office + (is_own ? own.basic : 0));
    list.money("spending", code, "project", project + (is_own ? own.project : 0));
  }
}
