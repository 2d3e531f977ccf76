import type { RandomSource } from "../../../src/kernel/index.ts";
import { BOTH, BUDGET, type DefectKind, FINAL } from "../defect-kind.ts";
import {
  groupAt,
  type Passage,
  passages,
  plantInPassage,
  type Respell,
  sentenceAt,
} from "../passage.ts";
import { numberText, type PrintedNumber, readNumber } from "../printed-number.ts";

/** Figures of sentences that are not what they should be. */

/** In 元 a few hundredths more or less are within what a rate or a share is rounded to. */
const YUAN_STEPS = 10_000;

const RATE_PART = 8;

/** Beyond what rounding can explain. */
function shifted(figure: PrintedNumber, random: RandomSource, unit = ""): PrintedNumber {
  const usual = 111 * random.between(2, 7) * (unit === "元" ? YUAN_STEPS : 1);
  // A large rate has a small base, which is rounded itself.
  const step = unit === "%" ? Math.max(usual, Math.trunc(figure.steps / RATE_PART)) : usual;
  const up = figure.steps + step;
  return {
    ...figure,
    steps: figure.steps > 2 * step && random.percent(50) ? figure.steps - step : up,
  };
}

const spoilt: Respell = (passage, { random }) => {
  const { text, at } = groupAt(passage, "figure");
  const figure = readNumber(text);
  if (figure === null || figure.steps === 0) return null;
  const unit = /^(?:万?元|%)/.exec(passage.text.slice(at + text.length))?.[0];
  return { at, length: text.length, words: numberText(shifted(figure, random, unit)) };
};

const spoiltCount: Respell = (passage, { random }) => {
  const { text, at } = groupAt(passage, "figure");
  if (!/^\d+$/.test(text)) return null;
  const words = String(Number(text) + random.between(1, 4));
  return { at, length: text.length, words };
};

interface Options {
  readonly kinds?: DefectKind["kinds"];
  /** Only below headings of these words. */
  readonly section?: RegExp;
  readonly severity?: "error" | "warn" | "hint";
  readonly respell?: Respell;
}

function figureKind(id: string, what: string, pattern: RegExp, options: Options = {}): DefectKind {
  const { kinds = BOTH, section = /./, severity = "error", respell = spoilt } = options;
  return {
    ...{ id: `told-${id}`, what, kinds },
    plant(publication, random) {
      const found = passages(publication, pattern).filter((one) => section.test(one.section));
      return plantInPassage(publication, random, found, respell, { severity });
    },
  };
}

const AMOUNT = String.raw`(?<figure>\d[\d,]*(?:\.\d+)?)`;
const PERCENT = String.raw`(?<figure>\d+\.\d+)%`;

/** The rate behind an amount: one proves the other wrong. */
const RATE = "(?=，(?:增长|下降|增加|减少|降低)\\d)";

function money(before: string, after = ""): RegExp {
  return new RegExp(`${before}${AMOUNT}万?元${after}`, "u");
}

function percent(before: string): RegExp {
  return new RegExp(`${before}${PERCENT}`, "u");
}

/** The figure printed in some other place of the narrative too: one of them is altered. */
const repeated: Respell = (passage, { random, publication }) => {
  const { text, at } = groupAt(passage, "figure");
  const figure = readNumber(text);
  if (figure === null || figure.steps < 1000) return null;
  const others = passages(
    publication,
    new RegExp(`(?<!\\d)${text.replace(".", "\\.")}(?!\\d)`, "u"),
  );
  // In two sections: within one it may be another thing that comes to the same.
  if (others.length < 3 || new Set(others.map(({ section }) => section)).size < 2) return null;
  const unit = /^(?:万?元|%)/.exec(passage.text.slice(at + text.length))?.[0];
  return { at, length: text.length, words: numberText(shifted(figure, random, unit)) };
};

const yuan: Respell = (passage) => {
  if (!/[1-9]/.test(passage.match.groups?.figure ?? "")) return null;
  const { text } = groupAt(passage, "unit");
  const at = passage.at + passage.match[0].lastIndexOf(text);
  return { at, length: text.length, words: text === "万元" ? "元" : "万元" };
};

/** A rate alone, of what nobody knows, is as good as any other. */
const provableRate: Respell = (passage, around) => {
  const { at } = groupAt(passage, "figure");
  const amounts = sentenceAt(passage.text, at).match(/\d[\d,.]*\s*万?元/g) ?? [];
  return amounts.length < 2 ? null : spoilt(passage, around);
};

/** A change without its rate is one of several that do not add up: nothing tells which. */
const provableChange: Respell = (passage, around) => {
  const { text, at } = groupAt(passage, "figure");
  const [before, after] = [passage.text.slice(0, at), passage.text.slice(at + text.length)];
  // Of nothing that is left, any amount went down by 100%.
  const isRated = /^万?元，(?:增|下|减|降)\D{1,3}(?!100\.00)\d/.test(after);
  const isChange = /(?:增加|减少)$/.test(before) && !isRated;
  return isChange ? null : spoilt(passage, around);
};

/** One of many budgets of items without its percentage: nothing tells which is wrong. */
const provableBudget: Respell = (passage, around) => {
  const { at } = groupAt(passage, "figure");
  const isItem = /（项）/.test(passage.text) && !/完成/.test(sentenceAt(passage.text, at));
  return isItem ? null : spoilt(passage, around);
};

const neighbourShare: Respell = (passage) => {
  const shares = [...passage.text.matchAll(new RegExp(`占[^，。；、\\d]{0,40}?${PERCENT}`, "gu"))];
  const { text, at } = groupAt(passage, "figure");
  const others = shares.map((one) => one.groups?.figure ?? "");
  const other = others.find((one) => Math.abs(Number(one) - Number(text)) > 1);
  return other === undefined ? null : { at, length: text.length, words: other };
};

export const TOLD_KINDS: readonly DefectKind[] = [
  figureKind(
    "headline",
    "总计、合计数写错",
    money("(?:总计|合计|总额|总收入|总支出)(?:各|为|数为)?"),
  ),
  figureKind("change", "增减额写错", money("(?:增加|减少)", RATE)),
  figureKind("change-rate", "增减幅度写错", percent("(?:增长|下降|增加|减少|降低)"), {
    respell: provableRate,
  }),
  figureKind("share", "占比写错", percent("占[^，。；、\\d]{0,40}?")),
  figureKind("share-of-neighbour", "占比抄了旁边的", percent("占[^，。；、\\d]{0,40}?"), {
    respell: neighbourShare,
  }),
  figureKind("completion", "完成预算的比例写错", percent("完成[^，。；\\d]{0,12}?"), {
    ...{ kinds: FINAL, respell: provableRate },
  }),
  figureKind("budget", "说明里的预算数写错", money("预算(?:数)?(?:为|安排)?"), {
    ...{ kinds: FINAL, respell: provableBudget },
  }),
  figureKind("actual", "说明里的决算数写错", money("决算(?:数)?(?:为)?"), { kinds: FINAL }),
  figureKind("nature", "基本支出或项目支出写错", money("(?:基本支出|项目支出)(?:为|预算)?")),
  figureKind("part", "人员经费或公用经费写错", money("(?:人员经费|公用经费)(?:为)?")),
  figureKind("class", "各类支出的金额写错", money("（类）(?:支出)?(?:为)?")),
  figureKind("this-year", "本年安排数写错", money("(?:年预算数?|预算安排|本年预算)(?:为)?"), {
    kinds: BUDGET,
  }),
  figureKind("repeated", "同一数字两处不同", money(""), { respell: repeated }),
  figureKind("unit", "句子里的金额单位写错", new RegExp(`${AMOUNT}(?<unit>万?元)`, "u"), {
    respell: yuan,
  }),
  figureKind("three-public", "“三公”经费金额写错", money(""), {
    ...{ section: /三公/, respell: provableChange },
  }),
  figureKind("operating", "机关运行经费写错", money("机关运行经费[^，。；\\d]{0,12}"), {
    section: /机关运行/,
  }),
  figureKind("operating-change", "机关运行经费增减写错", money("(?:增加|减少)", RATE), {
    section: /机关运行/,
  }),
  figureKind(
    "procurement",
    "政府采购金额写错",
    money("(?:货物|工程|服务|总额)[^，。；、\\d]{0,10}"),
    {
      section: /采购/,
    },
  ),
  figureKind("small-share", "授予中小企业合同占比写错", percent("占[^，。；、\\d]{0,20}?"), {
    section: /采购/,
  }),
  figureKind("vehicles", "车辆分类数写错", /用车(?<figure>\d+)辆/u, { respell: spoiltCount }),
  figureKind("vehicles-total", "车辆总数写错", /共有车辆(?<figure>\d+)辆/u, {
    respell: spoiltCount,
  }),
  figureKind("grades", "绩效等级的项目数写错", /[“"](?:优|良|合格)[”"]的?(?<figure>\d+)个/u, {
    respell: spoiltCount,
  }),
];

/** Counts that come with money: people abroad without a journey paid for. */
const peopleForNothing: Respell = (passage) => {
  const { text, at } = groupAt(passage, "figure");
  const isNothing = /出国（境）费[^。；]*?(?<![\d.])0(\.0+)?万?元/.test(sentence(passage));
  return Number(text) === 0 && isNothing ? { at, length: text.length, words: "3" } : null;
};

function sentence({ text, at }: Passage): string {
  return text.slice(text.lastIndexOf("。", at) + 1, at + 60);
}

/** More groups than people in them. */
const moreGroups: Respell = (passage) => {
  const groups = groupAt(passage, "groups");
  const people = Number(passage.match.groups?.people ?? 0);
  return { at: groups.at, length: groups.text.length, words: String(people + 37) };
};

export const COUNT_KINDS: readonly DefectKind[] = [
  figureKind("people-for-nothing", "没有出国经费却有人次", /累计(?<figure>\d+)人次/u, {
    ...{ kinds: FINAL, severity: "warn" },
    respell: peopleForNothing,
  }),
  figureKind(
    "more-groups",
    "批次多于人次",
    /(?<groups>\d+)(?:个|批次?)[^。；]{0,12}?(?<people>\d+)人次?/u,
    {
      ...{ kinds: FINAL, section: /三公/, severity: "warn" },
      respell: moreGroups,
    },
  ),
];
