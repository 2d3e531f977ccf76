import type { Base, DisclosureKind, Printed } from "../../disclosure/index.ts";
import { figureFen, figurePpm, readFigure } from "../../documents/index.ts";
import type { RoleWord, Token } from "./token.ts";

/** Which year and kind a text is read as: 上年 and 预算 mean something else in each. */
export interface Reckoning {
  readonly year: number;
  readonly kind: DisclosureKind;
}

type Reader = (text: string, at: number, reckoning: Reckoning) => Token | null;

function simple(
  kind: "again" | "reason" | "purpose" | "parts" | "names" | "from" | "prior" | "other" | "stop",
  pattern: RegExp,
): Reader {
  return (text, at) => {
    const match = matchAt(pattern, text, at);
    return match === null ? null : { kind, at, end: at + match[0].length };
  };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function reasonPattern(): RegExp {
  const change = "(?:变动|变化|增减变动|增减变化|增减|差异|浮动|收支|支出)?";
  const cause =
    "(?:是因为|主要是因为|主要是由于|主要是|主要为|是由于|由于|在于|是|为|系|如下)*[：]?";
  return new RegExp(
    `(?:主要)?变动情况(?:为|是)?(?:：)|(?:其)?(?:主要)?${change}(?:的)?(?:主要)?原因(?:说明)?${cause}(?:是(?=是))?` +
      `|主要(?:是)?(?:因为|由于|系因|因)(?:是)?|主要(?:是|为|系)(?:因为|由于|是)*|(?:是)?由于|因(?=[^，。]{2,20}(?:所致|导致|引起))`,
    "y",
  );
}

function purposePattern(): RegExp {
  return /(?:主要)?(?:用于|用途为|用途是|内容为|内容包括|支出方向为)(?!以下|如下|下列)|主要(?:开展|保障|反映|支付|安排|购置|接待)/y;
}

const DATE = new RegExp(
  "(?:截[至止到])?(?:20\\d\\d年(?:\\d{1,2}月(?:\\d{1,2}日|底|末|份)?|底|末)|" +
    "20\\d\\d年?[-~至](?:20)?\\d\\d年度?)|\\d{1,2}月\\d{1,2}日|截[至止]",
  "y",
);

/** 2023年12月31日, 2022年底, 2021—2023年: no figures, and no year of a figure. */
function date(text: string, at: number): Token | null {
  const match = matchAt(DATE, text, at);
  return match === null ? null : { kind: "filler", at, end: at + match[0].length };
}

const YEAR = /(20\d\d)年度?(?!月)/y;

function year(text: string, at: number): Token | null {
  const match = matchAt(YEAR, text, at);
  if (match === null) return null;
  return { kind: "year", year: Number(match[1]), at, end: at + match[0].length };
}

const THRESHOLD =
  /单(?:位|台|件)?(?:价值?|价)(\d+)万元(?:含|及)?以上(?:含)?的?(?:大型)?(通用|专用)?设备/y;

/** 单价100万元（含）以上设备: a kind of thing, and no money. */
function threshold(text: string, at: number): Token | null {
  const match = matchAt(THRESHOLD, text, at);
  if (match === null) return null;
  const row = match[1] === "100" && match[2] === undefined ? "equipment-large" : "";
  const subject = { topic: "assets", row };
  return {
    kind: "subject",
    subject,
    spending: null,
    is_bare: false,
    at,
    end: at + match[0].length,
  };
}

const COMPARISON = new RegExp(
  "(?:较之|相较于?|相比于?|相对于|对比|较|比|与|和|同)(?:本部门|本单位|我局)?" +
    "((20\\d\\d)年?度?|上一年度?|上年度?|去年|年初|全年|当年|调整后?的?|本年度?)?" +
    "((?:年初|当年|全年|调整后?的?|本年|部门|财政拨款|年度|同期|支出|收入|的)*)" +
    "(预算执行数|实际执行数|执行数|预算安排数|预算安排|预算批复数|预算数|预算|决算支出|决算数|决算|" +
    "支出数|收入数|安排数|支出|收入|数)?(（或[^（）]{2,12}）)?(?:同期)?(?:数)?(相比较?|比较|对比|比)?",
  "y",
);
const LEVEL_AHEAD = /^(?:数)?(?:基本|大致|大体)?(?:持平|一致|相一致|相同|相等|不变|保持)/;

/** 与上年决算数 100 万元相比: the figure stands inside the comparison. */
const FIGURE_COMPARED = /^(?:为|的)?-?[\d,]+(?:\.\d+)?(?:万|亿)?元(?:相|比较|对比)/;

function comparison(text: string, at: number, reckoning: Reckoning): Token | null {
  if (text.startsWith("同比", at) || text.startsWith("同口径", at)) {
    const base = reckoning.kind === "final" ? "prior-final" : "prior-budget";
    const end = at + (text[at + 1] === "比" ? 2 : 3);
    return { kind: "base", base, of: "to-prior", year: null, at, end };
  }
  const match = matchAt(COMPARISON, text, at);
  if (match === null) return null;
  const [all, when = "", said, between = "", type = "", choice, tail] = match;
  const what = when + between + type;
  if (when === "" && !/预算|决算|执行数/.test(type)) return null;
  const end = at + all.length;
  const rest = text.slice(end, end + 24);
  const isJoined = tail === undefined && !LEVEL_AHEAD.test(rest) && !FIGURE_COMPARED.test(rest);
  if (/^[与和同]/.test(all) && isJoined) return null;
  const found = baseOf(what, said === undefined ? null : Number(said), reckoning);
  const base = choice === undefined ? found.base : null;
  return { kind: "base", ...found, base, year: said === undefined ? null : Number(said), at, end };
}

function baseOf(
  what: string,
  said: number | null,
  { year, kind }: Reckoning,
): { base: Base | null; of: "actual-to-budget" | "to-prior" } {
  const isEarlier = /^(上|去)/.test(what) || (said !== null && said !== year);
  if (what.includes("执行")) return { base: "prior-execution", of: "to-prior" };
  if (what.includes("决算")) return { base: "prior-final", of: "to-prior" };
  if (what.includes("预算")) {
    if (isEarlier || kind === "budget") return { base: "prior-budget", of: "to-prior" };
    const base = what.includes("年初")
      ? "initial-budget"
      : /全年|调整/.test(what)
        ? "full-budget"
        : null;
    return { base, of: "actual-to-budget" };
  }
  return { base: kind === "final" ? "prior-final" : "prior-budget", of: "to-prior" };
}

const DIFFERING = /(?:预决算|决算与预算|决算数与预算数)的?差异率(?:为|是)?(?=-?\d)/y;

/** 预决算差异率-2.00%: a rate against the budget, with its own sign. */
function differing(text: string, at: number): Token | null {
  const match = matchAt(DIFFERING, text, at);
  if (match === null) return null;
  return {
    ...{ kind: "direction", direction: null, is_target: false },
    ...{ at, end: at + match[0].length },
  };
}

const COMPLETION = new RegExp(
  "(?:完成了?|达到|占|为|执行)" +
    "(?:20\\d\\d年度?|当年|本年|全年|年初|年度|调整后?的?|年初的)*" +
    "(?:部门|支出|财政拨款|收入)?预算(?:数|安排数|安排|金额|任务)?(?:的|总额的)?(?=-?\\d)|" +
    "(?:预算|支出|年初预算|全年预算)?(?:完成|执行)(?:率|进度)(?:为|达到|达|是)?(?=-?\\d)",
  "y",
);

function completion(text: string, at: number): Token | null {
  const match = matchAt(COMPLETION, text, at);
  if (match === null) return null;
  const base = match[0].includes("年初")
    ? "initial-budget"
    : /全年|调整/.test(match[0])
      ? "full-budget"
      : null;
  return { kind: "completion", base, at, end: at + match[0].length };
}

const SHARE =
  /(?:占比|比重|所占比例|所占比重)(?:为|约为|约|达)?|占([^，。；：%\d]{0,36}?)的?(?:比重|比例|份额)?(?:为|约为|约|达|是)?(?=-?\d)/y;

function share(text: string, at: number): Token | null {
  const match = matchAt(SHARE, text, at);
  if (match === null) return null;
  const whole = match[1] ?? "";
  return { kind: "share", whole: whole === "" ? null : whole, at, end: at + match[0].length };
}

const ROLES: readonly (readonly [RoleWord, RegExp])[] = [
  ["initial", /年初(?:部门|支出|财政拨款)?预算(?:安排数|批复数|安排|数额|数|金额|资金)?/y],
  ["full", /(?:全年|调整后?的?|调整)(?:支出)?预算(?:安排数|安排|数额|数|金额|资金)?/y],
  ["execution", /(?:当年|全年|实际)?(?:预算)?执行数/y],
  [
    "budget",
    /(?:当年|本年|年度)?预算(?:安排数|批复数|安排|数额|数|金额|资金|总额|合计)?(?!绩效|管理|单位|编制|公开|执行|完成|支出表|情况|内)/y,
  ],
  [
    "actual",
    /(?:决算|实际支出|实际完成|实际发生)(?:总额|数额|数|额|支出|金额|合计)?(?!情况|说明|表|编制|单位|公开|总体)/y,
  ],
];

function role(text: string, at: number): Token | null {
  let found: Token | null = null;
  for (const [word, pattern] of ROLES) {
    const match = matchAt(pattern, text, at);
    const end = at + (match?.[0].length ?? 0);
    if (match !== null && end > (found?.end ?? at)) found = { kind: "role", role: word, at, end };
  }
  return found;
}

const NUMBER = /-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/y;
const NO_FIGURE = /^(?:含|及)?(?:以[上下内]|含以上)|^\//;

/** A figure with its unit or measure word; a bare number, of which nothing is known, is `other`. */
export function figureAt(text: string, at: number, measures: readonly string[]): Token | null {
  const match = matchAt(NUMBER, text, at);
  if (match === null) return null;
  const number = match[0];
  const rest = text.slice(at + number.length, at + number.length + 6);
  const unit = /^(?:亿元|万元|千元|元|%|万(?=[，。；（]))/.exec(rest)?.[0] ?? "";
  const measure = unit === "" ? (measures.find((one) => rest.startsWith(one)) ?? "") : "";
  const end = at + number.length + unit.length + measure.length;
  const printed = NO_FIGURE.test(text.slice(end, end + 3))
    ? null
    : printedOf(number, unit, measure);
  if (printed === null) return { kind: "other", at, end };
  return { kind: "figure", printed, measure, at, end };
}

const PPM_IN_PERCENT = 10_000;
/** 0.01 万元, the step that most offices print in. */
const FEN_IN_HUNDREDTH = 10_000;

function printedOf(number: string, unit: string, measure: string): Printed | null {
  const figure = readFigure(number + (unit === "万" ? "万元" : unit));
  if (figure === null || (unit === "" && measure === "")) return null;
  const text = number + unit + measure;
  if (figure.percent) {
    const size = figurePpm({ ...figure, scaled: Math.abs(figure.scaled) });
    if (size === null) return null;
    const step = PPM_IN_PERCENT / 10 ** figure.decimals;
    return { quantity: "percent", value: figure.scaled < 0 ? -size : size, step, text };
  }
  if (figure.unit !== null) {
    const value = figureFen(figure, figure.unit);
    const one = figureFen({ ...figure, scaled: 1 }, figure.unit);
    if (value === null || one === null) return null;
    // 0万元 is nothing, and no amount below half a 万元.
    return {
      quantity: "money",
      value,
      step: value === 0 ? Math.min(one, FEN_IN_HUNDREDTH) : one,
      text,
    };
  }
  if (figure.decimals > 0) return null;
  return { quantity: "count", value: figure.scaled, step: 1, text };
}

/**
 * What has a form rather than words of its own: dates, figures, comparisons, roles, reasons. Each
 * with the characters it can begin with: most places of a text begin nothing.
 */
const ALL: readonly (readonly [heads: string, read: Reader])[] = [
  ["截0123456789", date],
  ["2", year],
  ["单", threshold],
  ["较相对比与和同", comparison],
  ["完达占为执预支年全", completion],
  ["占比所", share],
  ["年全调当本预实执决", role],
  ["二三四五六七八九其此另同", simple("again", /[二三四五六七八九]是|其次|此外|另外|同时/y)],
  ["主变其增差浮收支的原是因由", simple("reason", reasonPattern())],
  ["主具包涵支", simple("names", /(?:主要|具体)?(?:包括|包含|涵盖|支出内容为)/y)],
  ["主用内支", simple("purpose", purposePattern())],
  [
    "其主的具结构",
    simple(
      "parts",
      /其中|主要用于(?:以下|如下|下列)[^，。：]{0,12}|的?(?:具体|主要)?(?:结构|构成)(?:情况)?(?:为|是|如下|如下为)/y,
    ),
  ],
  ["由从", simple("from", /[由从](?=(?:20\d\d年度?|上年度?|去年)?[^，。；\d]{0,8}\d)/y)],
  ["人车户平", simple("other", /人均|车均|户均|平均每|平均/y)],
  // A title that runs into the sentence below it.
  ["情说", simple("stop", /(?:情况)?(?:的)?说明(?=[^。，；：、（）]{4})(?!如下|中|材料|书)/y)],
  ["预决差", differing],
  ["上去", simple("prior", /(?:上年度?|去年|上一年度?)(?!结转|结余)/y)],
];

/** By the character that a text begins with. */
export const READERS: ReadonlyMap<string, readonly Reader[]> = byHead(ALL);

function byHead(
  all: readonly (readonly [heads: string, read: Reader])[],
): ReadonlyMap<string, readonly Reader[]> {
  const found = new Map<string, Reader[]>();
  for (const [heads, read] of all) {
    for (const head of heads) found.set(head, [...(found.get(head) ?? []), read]);
  }
  return found;
}
