import { type Charts, chartOf, loadCharts } from "../../../src/classification/index.ts";
import { loadProfiles, type Profile } from "../../../src/disclosure/index.ts";
import { randomSource } from "../../../src/kernel/index.ts";
import { factsOf, type Materials, type PublishedUnit } from "../../../src/publication/index.ts";
import { balances } from "./balances.ts";
import { type BasicCharts, INSTITUTION_WAGES } from "./basic-expenditure.ts";
import { type Draw, drawOf } from "./draw.ts";
import { FactList } from "./fact-list.ts";
import { registers } from "./registers.ts";
import { type Spending, spending } from "./spending.ts";
import { paragraphsFor, reasonsFor, usesFor } from "./words.ts";

/**
 * A unit that does not exist and a year of its money, for one profile: rich enough that every
 * table and every sentence of the profile has something to say. The same seed gives the same.
 */
export function randomMaterials(profile: Profile, seed: string): Materials {
  const random = randomSource(seed, profile.id);
  // Half of the units keep whole hundreds of yuan: there nothing is rounded in 万元.
  const draw = drawOf(random, random.percent(50) ? 10_000 : 100);
  const charts = loadCharts();
  const year = yearFor(profile, draw);
  const unit = unitFor(profile, draw);
  const list = new FactList();
  const { kind } = profile;
  const topics = new Set(profile.tables.map(({ topic }) => topic));
  const income = profile.tables.find(({ topic }) => topic === "income");
  const sources = Object.keys(income?.columns ?? {});
  const money = spending(draw, chartsFor(charts, year, unit), list, {
    ...{ kind, topics, sources },
  });
  plan(draw, list, kind);
  balances(draw, list, money, kind);
  for (const [code, value] of money.basic.economic) list.money("basic", code, "total", value);
  institutions(list, money, unit);
  registers(draw, list, money, kind);
  const bare: Materials = {
    ...{ kind, year, unit, profile: profile.id, given: list.facts },
    ...{ reasons: {}, uses: {}, paragraphs: paragraphsFor(profile), registers: {} },
    source: "虚构的材料",
  };
  const disclosure = factsOf(bare, charts);
  return { ...bare, reasons: reasonsFor(disclosure, draw), uses: usesFor(disclosure) };
}

function hasInstitution({ members }: PublishedUnit): boolean {
  return members.some(({ nature }) => nature === "事业单位");
}

function chartsFor(charts: Charts, year: number, unit: PublishedUnit): BasicCharts {
  return {
    has_institution: hasInstitution(unit),
    functional: chartOf(charts, "functional", year),
    departmental: chartOf(charts, "departmental", year),
  };
}

const FIRST_YEAR = 2022;
const LAST_YEAR = 2025;

function yearFor({ applies: { years } }: Profile, { random }: Draw): number {
  const least = Math.max(years.from ?? FIRST_YEAR, FIRST_YEAR);
  const most = Math.min(years.to ?? LAST_YEAR, LAST_YEAR);
  return least <= most ? random.between(least, most) : (years.to ?? least);
}

const PROVINCES = ["湖北", "安徽", "陕西", "福建", "海南", "吉林", "甘肃", "河北", "浙江"];
const WHOLE_NAMES: Readonly<Record<string, string>> = {
  ...{ 北京: "北京市", 上海: "上海市", 天津: "天津市", 重庆: "重庆市" },
  ...{ 广西: "广西壮族自治区", 内蒙古: "内蒙古自治区", 宁夏: "宁夏回族自治区" },
  ...{ 新疆: "新疆维吾尔自治区", 西藏: "西藏自治区" },
};

/** Provinces that have no profile of their own: the common core is theirs. */
function others(): readonly string[] {
  const own = new Set(loadProfiles().flatMap((profile) => profile.applies.provinces));
  return PROVINCES.filter((one) => !own.has(one));
}

/** A unit under a government that there is not, in a province that there is. */
function unitFor({ applies }: Profile, { random }: Draw): PublishedUnit {
  const province = random.pick(applies.provinces.length === 0 ? others() : applies.provinces);
  const level = random.pick(applies.levels.length === 0 ? ["市", "县"] : applies.levels);
  const whole = WHOLE_NAMES[province] ?? `${province}省`;
  const isCity = /市$/.test(whole);
  const places: Readonly<Record<string, string>> = {
    省: whole,
    市: isCity ? whole : `${whole}虚拟市`,
    县: isCity ? `${whole}虚拟区` : `${whole}虚拟县`,
  };
  const name = `${places[level] ?? places.市}医疗保障局`;
  const members = [{ name: `${name}本级`, nature: "行政单位" }];
  if (random.percent(50)) {
    members.push({ name: `${places[level] ?? places.市}医疗保障事务中心`, nature: "参公事业单位" });
  }
  if (random.percent(50)) {
    members.push({ name: `${places[level] ?? places.市}医疗保障信息中心`, nature: "事业单位" });
  }
  return { name, self: "部门", province, level, members };
}

/** Budgets of the items: some met, some exceeded, some not planned at all. */
function plan(draw: Draw, list: FactList, kind: "budget" | "final"): void {
  if (kind === "budget") return;
  const codes = list.facts.filter(({ topic }) => topic === "general").map(({ row }) => row);
  for (const code of new Set(codes)) {
    const actual = ["basic-personnel", "basic-public", "project"].reduce(
      (sum, column) => sum + list.value("general", code, column),
      0,
    );
    const planned = draw.random.weighted([
      [2, actual],
      [6, draw.amount(10, 900)],
      [1, 0],
    ]);
    list.told("general", code, "initial-budget", planned);
  }
}

/** What an institution among the units spends of wages, for the governmental chart. */
function institutions(list: FactList, { basic }: Spending, unit: PublishedUnit): void {
  if (!hasInstitution(unit)) return;
  for (const [code, value] of basic.economic) {
    const isShared = /^30[12]/.test(code) && !["30217", "30231"].includes(code);
    const part = isShared ? Math.floor(value / 30_000) * 10_000 : 0;
    list.told("basic", code, "institution", code === INSTITUTION_WAGES ? value : part);
  }
}
