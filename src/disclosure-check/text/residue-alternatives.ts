import type { Severity } from "../../disclosure/index.ts";
import { type Check, type Defect, isBody, isNarrative } from "../defect.ts";
import { isTitleLike, type Passage, placeIn } from "../passages.ts";
import {
  DOWN_WORDS,
  millionths,
  SAME_WORDS,
  UP_WORDS,
  type Way,
  wayBefore,
  wayOf,
  wayOfActual,
} from "./amounts.ts";
import { joined } from "./joined.ts";

/**
 * RESIDUE-ALT: the template offers two words and the writer chose none: 增长（减少）, （或者…）,
 * 部门（单位）. An error where it leaves open which way a figure went, or what it is compared with.
 */
export const residueAlternatives: Check = function* ({ passages }) {
  for (const passage of passages.filter(isBody)) {
    yield* openDirections(passage);
    if (isNarrative(passage)) yield* openBases(passage);
    yield* openUnits(passage);
  }
};

const WAYS = [...UP_WORDS, ...DOWN_WORDS, ...SAME_WORDS].join("|");
const WAY = `(?:${WAYS}|增|减)`;
const BRACKETED = new RegExp(
  `(${WAY})\\s*[（(]\\s*(?:或者?与?|或是)?\\s*(${WAY})(?:[、/／或]${WAY})*[^（）()，。]{0,3}[）)]`,
  "g",
);
const SLASHED = new RegExp(`(${WAY})\\s*[/／]\\s*(${WAY})(?:\\s*[/／]\\s*${WAY})?`, "g");
/** What follows says that a figure or its cause hangs on the choice. */
const HANGS =
  /^\s*(?:[了的]?\s*[\dXxＸ×]|预算|决算|年初|上年|去年|全年|的?(?:主要)?原因|的?幅度|百分之)/;

function* openDirections(passage: Passage): Generator<Defect> {
  const { text } = passage;
  for (const match of [...text.matchAll(BRACKETED), ...text.matchAll(SLASHED)]) {
    const [first, second] = [wayOf(match[1] as string), wayOf(match[2] as string)];
    if (first === second) continue;
    const after = text.slice(match.index + match[0].length);
    const hangs = HANGS.test(after);
    const isHead = passage.kind !== "paragraph" || passage.area === "duties";
    if (!hangs && (isHead || passage.area === "glossary")) continue;
    yield {
      ...defect(passage, match.index, match[0], hangs && !isHead ? "error" : "warn"),
      expected: chosen(text.slice(0, match.index), match, after),
    };
  }
}

/** The word that should stand there, as far as the sentence tells. */
function chosen(before: string, match: RegExpExecArray, after: string): string {
  const words = [match[1] as string, match[2] as string];
  const figure = /^\s*了?\s*(\d[\d,]*(?:\.\d+)?)\s*(%|％)?/.exec(after);
  const amount = millionths(figure?.[1]);
  if (amount === 0 && figure?.[2] === undefined) return "持平";
  const clause = before.slice(Math.max(0, before.lastIndexOf("。")));
  const isComparison = /[大小高低多少]于/.test(words.join(""));
  const way = isComparison ? wayOfActual(before) : wayBefore(clause);
  if (way === null) return "";
  const word = isComparison ? words.find((one) => wayOf(one) === way) : changeWord(way, figure);
  return `${word ?? "持平"}${isComparison ? "" : figureText(figure)}`;
}

function changeWord(way: Way, figure: RegExpExecArray | null): string {
  const isRate = figure?.[2] !== undefined;
  if (way === "same") return "持平";
  if (way === "up") return isRate ? "增长" : "增加";
  return isRate ? "下降" : "减少";
}

function figureText(figure: RegExpExecArray | null): string {
  return figure === null ? "" : figure[0].trim();
}

const BASE = "(?:年初|全年|调整)?预算数?|(?:上年度?|去年|\\d{4}年度?)(?:决算|预算)?数?|决算数?";
const EITHER = new RegExp(`[（(]\\s*或者?与?(?:${BASE})[^（）()，。]{0,12}[）)]`, "g");
const EITHER_SAME =
  /[（(]\s*或者?[^（）()。]{0,16}(?:持平|增加|减少|增长|下降)[^（）()。]{0,4}[）)]/g;
const TWO_BASES =
  /[年初全]{2}预算数?\s*[（(]\s*[上去]年(?:决算)?数?[）)]|上年决算数?\s*[（(]\s*年初预算数?[）)]/g;

function* openBases(passage: Passage): Generator<Defect> {
  const seen = new Set<number>();
  for (const pattern of [EITHER, EITHER_SAME, TWO_BASES]) {
    for (const match of passage.text.matchAll(pattern)) {
      if (seen.has(match.index)) continue;
      seen.add(match.index);
      yield defect(passage, match.index, match[0], "error");
    }
  }
}

const UNIT_PAIR = /(?<before>.{0,3})(?:部门\s*[（(]\s*单位\s*[）)]|单位\s*[（(]\s*部门\s*[）)])/g;
/** Speaking of others: 各部门（单位）, 市直部门（单位）. */
const OTHERS =
  /(?:各|直|级|关|他|复|属|管|些|等|个|[个家]|责|导|促|调|查|核|与|向|对|为|由|指|的|、|和)\s*$/;
const LEVEL_CHOICE = joined(
  "g",
  /[省市县区州][（(][省市县区州](?:[/／][省市县区州])*[）)](?=财政|本?级)|/,
  /[省市县区州][（(][省市县区州](?:[/／][省市县区州])+[）)]/,
);

function* openUnits(passage: Passage): Generator<Defect> {
  const { text, area, kind } = passage;
  const ofOthers = area === "duties" && kind === "paragraph" && !isTitleLike(text);
  if (!ofOthers && area !== "annex") {
    for (const match of text.matchAll(UNIT_PAIR)) {
      const before = match.groups?.before ?? "";
      if (OTHERS.test(before) || area === "glossary") continue;
      const words = match[0].slice(before.length);
      yield defect(passage, match.index + before.length, words, "warn");
    }
  }
  for (const match of ofOthers ? [] : text.matchAll(LEVEL_CHOICE)) {
    yield defect(passage, match.index, match[0], "warn");
  }
}

function defect(passage: Passage, at: number, words: string, severity: Severity): Defect {
  return {
    rule: "RESIDUE-ALT",
    severity,
    place: placeIn(passage, at, words.length),
    printed: words,
  };
}
