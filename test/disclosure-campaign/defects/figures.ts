import { chartOf, kindOfCode, loadCharts, nameOf } from "../../../src/classification/index.ts";
import type { RandomSource } from "../../../src/kernel/index.ts";
import type { Publication } from "../../../src/publication/index.ts";
import { BOTH, type DefectKind, either, inCell, type Planted, type Where } from "../defect-kind.ts";
import { numberText, type PrintedNumber, readNumber } from "../printed-number.ts";
import { type FigureCell, figureCells, withCell } from "../publication-parts.ts";

/** A figure of a table that is not what it was: each way of spoiling it, and each kind of cell. */

type Alteration = (
  figure: PrintedNumber,
  at: FigureCell,
  around: Around,
) => PrintedNumber | string | null;

interface Around {
  readonly random: RandomSource;
  readonly cells: readonly FigureCell[];
}

/** What rounding may hide: a smaller slip than this many last digits shows nowhere. */
const VISIBLE_STEPS = 60;

const digit: Alteration = (figure, _at, { random }) => {
  const digits = [...String(Math.abs(figure.steps))];
  const place = random.below(Math.max(1, digits.length - 2));
  const other = (Number(digits[place]) + random.between(1, 8)) % 10;
  if (place === 0 && other === 0 && digits.length > 1) return null;
  digits[place] = String(other);
  return { ...figure, steps: Number(digits.join("")) * Math.sign(figure.steps || 1) };
};

const swappedDigits: Alteration = (figure, _at, { random }) => {
  const digits = [...String(Math.abs(figure.steps))];
  if (digits.length < 4) return null;
  const place = random.below(digits.length - 3);
  const [first, second] = [digits[place] as string, digits[place + 1] as string];
  if (first === second || (place === 0 && second === "0")) return null;
  digits[place] = second;
  digits[place + 1] = first;
  return { ...figure, steps: Number(digits.join("")) };
};

const movedPoint: Alteration = (figure, _at, { random }) => {
  if (figure.decimals === 0) return null;
  return {
    ...figure,
    steps: random.percent(50) ? figure.steps * 10 : Math.floor(figure.steps / 10),
  };
};

const lostDigit: Alteration = (figure, _at, { random }) => {
  const digits = String(Math.abs(figure.steps));
  if (digits.length < 5) return null;
  const place = random.below(digits.length - 3);
  return { ...figure, steps: Number(digits.slice(0, place) + digits.slice(place + 1)) };
};

const changedSign: Alteration = (figure) => ({ ...figure, steps: -figure.steps });

const yuanForWan: Alteration = (figure) => ({ ...figure, steps: figure.steps * 10_000 });

const blanked: Alteration = (figure) => (figure.steps === 0 ? null : "");

const neighbourRow: Alteration = (figure, at, { cells }) => {
  const others = cells.filter(
    (one) =>
      one.block === at.block &&
      one.cell.column === at.cell.column &&
      Math.abs(one.row - at.row) === 1,
  );
  return others.map((one) => readNumber(one.cell.text)).find((one) => differs(one, figure)) ?? null;
};

const neighbourColumn: Alteration = (figure, at, { cells }) => {
  const others = cells.filter((one) => one.block === at.block && one.row === at.row && one !== at);
  return others.map((one) => readNumber(one.cell.text)).find((one) => differs(one, figure)) ?? null;
};

/** Nearly right: what stood there a year ago. */
const lastYears: Alteration = (figure, _at, { random }) => {
  if (figure.steps < 1000) return null;
  return { ...figure, steps: Math.floor((figure.steps * random.between(800, 950)) / 1000) };
};

function differs(one: PrintedNumber | null, figure: PrintedNumber): boolean {
  return one !== null && Math.abs(one.steps - figure.steps) > VISIBLE_STEPS;
}

type Choice = (at: FigureCell) => boolean;

function coded(topic: string, length: number): Choice {
  return (at) => at.topic === topic && at.code.length === length;
}

function named(topic: string, name: RegExp): Choice {
  return (at) => at.topic === topic && name.test(at.name.replace(/\s/g, ""));
}

const TOTAL = /^(合计|总计|本年支出合计|支出合计)$/;
const BALANCE = /结转|结余/;
const GRAND = /合计|总计/;

const CELLS: readonly (readonly [id: string, what: string, choice: Choice])[] = [
  ["general-item", "一般公共预算支出表的项", coded("general", 7)],
  ["general-款", "一般公共预算支出表的款", coded("general", 5)],
  ["general-class", "一般公共预算支出表的类", coded("general", 3)],
  ["general-total", "一般公共预算支出表的合计", named("general", TOTAL)],
  ["spending-item", "支出表的项", coded("spending", 7)],
  ["spending-class", "支出表的类", coded("spending", 3)],
  ["spending-total", "支出表的合计", named("spending", TOTAL)],
  ["income-item", "收入表的项", coded("income", 7)],
  ["income-total", "收入表的合计", named("income", TOTAL)],
  [
    "overview-part",
    "收支总表的收入来源与支出各类",
    (at) => at.topic === "overview" && !GRAND.test(at.name) && !BALANCE.test(at.name),
  ],
  ["overview-balance", "收支总表的结转结余", named("overview", BALANCE)],
  ["overview-total", "收支总表的合计、总计", named("overview", GRAND)],
  [
    "appropriation-part",
    "财政拨款收支总表的各项",
    (at) => at.topic === "appropriation" && !GRAND.test(at.name) && !BALANCE.test(at.name),
  ],
  ["appropriation-total", "财政拨款收支总表的合计、总计", named("appropriation", GRAND)],
  ["basic-款", "基本支出表的款", coded("basic", 5)],
  ["basic-class", "基本支出表的类", coded("basic", 3)],
  ["basic-total", "人员经费、公用经费合计", (at) => at.topic === "basic" && at.code === ""],
  ["basic-government", "政府预算经济分类表", (at) => at.topic === "basic-government"],
  ["three-public", "“三公”经费表", (at) => at.topic === "three-public"],
  ["fund", "政府性基金表", (at) => at.topic === "fund"],
  ["capital", "国有资本经营预算表", (at) => at.topic === "capital"],
];

const ANY: Choice = () => true;

const ALTERATIONS: readonly (readonly [id: string, what: string, alter: Alteration])[] = [
  ["swapped-digits", "两位数字颠倒", swappedDigits],
  ["moved-point", "小数点移位", movedPoint],
  ["lost-digit", "漏了一位数字", lostDigit],
  ["changed-sign", "多了负号", changedSign],
  ["yuan-for-wan", "把元当成万元", yuanForWan],
  ["blanked", "非零的格子空着", blanked],
  ["neighbour-row", "抄了邻行的数", neighbourRow],
  ["neighbour-column", "抄了邻列的数", neighbourColumn],
  ["last-years", "抄了上年的数", lastYears],
];

const TRIES = 40;

function figureKind(id: string, what: string, choice: Choice, alter: Alteration): DefectKind {
  return {
    ...{ id: `figure-${id}`, what, kinds: BOTH },
    plant(publication, random) {
      const cells = figureCells(publication);
      const chosen = cells.filter(
        (at) => choice(at) && (readNumber(at.cell.text)?.steps ?? 0) !== 0,
      );
      for (let tried = 0; chosen.length > 0 && tried < TRIES; tried += 1) {
        const at = random.pick(chosen);
        const altered = alteredText(at, alter, { random, cells });
        if (altered !== null) return plantedAt(publication, at, altered, cells);
      }
      return null;
    },
  };
}

function alteredText(at: FigureCell, alter: Alteration, around: Around): string | null {
  const figure = readNumber(at.cell.text);
  if (figure === null) return null;
  const altered = alter(figure, at, around);
  if (altered === null || typeof altered === "string") return altered;
  const isVisible = Math.abs(altered.steps - figure.steps) > VISIBLE_STEPS;
  return isVisible ? numberText(altered) : null;
}

function plantedAt(
  publication: Publication,
  at: FigureCell,
  text: string,
  cells: readonly FigureCell[],
): Planted {
  return {
    publication: withCell(publication, at, text),
    where: either(placeOf(at, text), ...wholeOf(publication, at, cells)),
    ...{ severity: "error", rules: [], may_be_unresolved: text === "" },
  };
}

function placeOf({ title, code, name, heading }: FigureCell, text?: string): Where {
  const cell = { table: title, row: `${code}${name}`, column: heading };
  const cells = [text === undefined ? cell : { ...cell, text }];
  return { cells, sentences: [], named: [] };
}

/**
 * Where the sum is as right a place: “小计” is that of the class above, and which of the 款 under a
 * class is wrong nothing else in the document can tell.
 */
function wholeOf(
  { year }: Publication,
  at: FigureCell,
  cells: readonly FigureCell[],
): readonly Where[] {
  const isPart = at.topic.startsWith("basic") && at.code.length === 5;
  const next = cells.find((one) => one.block === at.block && one.row > at.row && one.code !== "");
  const code = isPart ? at.code : at.name === "小计" ? next?.code : undefined;
  if (code === undefined) return [];
  return groupsAbove(at.title, code.slice(0, 5), year);
}

/** The rows of the class and the 款 that a code is part of, by code and by name. */
export function groupsAbove(title: string, code: string, year: number): readonly Where[] {
  const kind = kindOfCode(code);
  if (kind === null) return [];
  const chart = chartOf(loadCharts(), kind, year);
  return [3, 5].flatMap((length) => {
    const group = code.slice(0, length);
    if (code.length <= length) return [];
    return [inCell(title, group), inCell(title, `${group}${nameOf(chart, group) ?? ""}`)];
  });
}

export const FIGURE_KINDS: readonly DefectKind[] = [
  ...CELLS.map(([id, what, choice]) => figureKind(id, `${what}改了一位数字`, choice, digit)),
  ...ALTERATIONS.map(([id, what, alter]) => figureKind(id, `表中${what}`, ANY, alter)),
];
