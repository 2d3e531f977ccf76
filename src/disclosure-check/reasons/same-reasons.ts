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
    const found = [...passage.text.matchAll(REASON), ...passage.text.matchAll(CUT)];
    for (const match of found) {
      const words = (match[1] as string).trim();
      const isOwn = match[0] === match[1];
      if (words.length < LETTERS_LEAST || (!isOwn && USUAL.test(words))) continue;
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
/** What was cut by name, behind the thrift that is always said. */
const CUT = joined(
  "g",
  /(?<=[，,])/,
  "((?:压减|压缩)(?!了?(?:一般|非|不必要|“?三公|公务|各项|各类|行政|日常|公用|人员|项目|相关|",
  "财政|预算))[^，。；]{4,24}(?:支出|经费))",
);
const USUAL = joined(
  "",
  /节约|压减|压缩|八项规定|过紧日子|从严|严控|严格|人员(?:增加|减少|变动|调整|增减|经费)|/,
  /预算|实际|按照|结转|持平|不变|正常|政策(?:性|调整|变化|变动|规定|要求)/,
);
