import { type Check, isNarrative } from "../defect.ts";
import { type Passage, placeIn } from "../passages.ts";
import { joined } from "../text/joined.ts";

/**
 * REASON-SAME: a reason that is peculiar to one item stands word for word at another: a hint that
 * it was copied. What offices always say (厉行节约 …) tells nothing, nor what is said three times.
 */
export const sameReasons: Check = function* ({ passages }) {
  const told = new Map<string, { passage: Passage; at: number }[]>();
  for (const passage of passages.filter((one) => isNarrative(one) && one.kind === "paragraph")) {
    for (const match of passage.text.matchAll(REASON)) {
      const words = (match[1] as string).trim();
      if (words.length < LETTERS_LEAST || USUAL.test(words)) continue;
      const places = told.get(words) ?? [];
      places.push({ passage, at: match.index + match[0].length - (match[1] as string).length });
      told.set(words, places);
    }
  }
  for (const [words, places] of told) {
    // An item may give one reason for both its comparisons.
    const [first, second, third] = places.filter(
      ({ passage }, at) => places.findIndex((one) => one.passage === passage) === at,
    );
    if (first === undefined || second === undefined || third !== undefined) continue;
    yield {
      rule: "REASON-SAME",
      place: placeIn(second.passage, second.at, words.length),
      printed: words,
      words: { line: String(first.passage.line) },
    };
  }
};

const LETTERS_LEAST = 8;
const REASON = /(?:主要)?原因(?:是|为|：|:)?[：:]?([^。；，]{4,60})/g;
const USUAL = joined(
  "",
  /节约|压减|压缩|八项规定|过紧日子|从严|严控|严格|人员(?:增加|减少|变动|调整|增减|经费)|/,
  /预算|实际|按照|结转|持平|不变|正常|政策(?:性|调整|变化|变动|规定|要求)/,
);
