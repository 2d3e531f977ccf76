import { type Check, isBody } from "../defect.ts";
import { type Passage, placeIn } from "../passages.ts";
import { joined } from "./joined.ts";

/**
 * UNIT-ODD: an amount in 元 among amounts that are all in 万元, or the other way, written with the
 * decimals of the others; and 单价100元以上的设备, where only 万元 can be meant.
 */
export const oddUnits: Check = function* ({ passages }) {
  const body = passages.filter((one) => isBody(one) && one.kind === "paragraph");
  for (const passage of body) {
    for (const match of passage.text.matchAll(THRESHOLD)) {
      if (Number(match[1]) < WAN) yield odd(passage, match, `${match[1]}万元`);
    }
  }
  const told = body.filter(({ area }) => area === "narrative");
  const usual = usualUnit(told);
  if (usual === null) return;
  for (const passage of told) {
    for (const match of passage.text.matchAll(AMOUNT)) {
      const isUnit = isEach(passage.text.slice(0, match.index), match);
      if (isUnit || match[3] === usual || !isLikeOthers(match, usual)) continue;
      yield odd(passage, match, `${match[1]}${usual}`);
    }
  }
};

const WAN = 10_000;
const THRESHOLD = joined(
  "g",
  /单(?:位)?价(?:值)?(?:在|为|达到?)?\s*(\d+)\s*元/,
  /(?=\s*(?:[（(]含[）)])?\s*(?:及|\(含\)|（含）)?以上)/,
);
const AMOUNT = /(?<![\d.,])(\d[\d,]*(?:\.(\d+))?)\s*(万元|元)(?![/／])/g;
const AMOUNTS_LEAST = 8;
const USUAL = 0.9;
const DECIMALS = 2;

/** The unit in which nearly all amounts are told; null where both are. */
function usualUnit(passages: readonly Passage[]): "元" | "万元" | null {
  const units = passages.flatMap(({ text }) => [...text.matchAll(AMOUNT)].map((match) => match[3]));
  const large = units.filter((unit) => unit === "万元").length;
  if (units.length < AMOUNTS_LEAST) return null;
  if (large >= units.length * USUAL) return "万元";
  return units.length - large >= units.length * USUAL ? "元" : null;
}

/** What is spent for each person or time is told in 元 in any document. */
function isEach(before: string, match: RegExpExecArray): boolean {
  return match[3] === "元" && /(?:均|每|单价|标准)[^，。；]{0,16}$/.test(before);
}

/** A sum of its own in 元 is exact or large; 万元 in a text of 元 is told roughly. */
function isLikeOthers([, figure = "", decimals = ""]: RegExpExecArray, usual: string): boolean {
  if (decimals.length !== DECIMALS) return false;
  return usual === "元" || Number(figure.replaceAll(",", "")) < WAN;
}

function odd(passage: Passage, match: RegExpExecArray, expected: string) {
  const printed = /\d[\d,.]*\s*万?元$/.exec(match[0])?.[0] ?? match[0];
  const at = match.index + match[0].length - printed.length;
  return { rule: "UNIT-ODD", place: placeIn(passage, at, printed.length), printed, expected };
}
