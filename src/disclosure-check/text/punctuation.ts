import { type Check, isBody } from "../defect.ts";
import { placeIn } from "../passages.ts";
import { joined } from "./joined.ts";

/** PUNCT-MIX: commas, stops and quotes of English among Chinese. */
export const mixedPunctuation: Check = function* ({ passages }) {
  for (const passage of passages.filter((one) => isBody(one) && one.kind === "paragraph")) {
    const found = [...passage.text.matchAll(ENGLISH), ...passage.text.matchAll(QUOTED)];
    const first = found.toSorted((a, b) => a.index - b.index)[0];
    if (first === undefined) continue;
    yield {
      rule: "PUNCT-MIX",
      place: placeIn(passage, first.index, first[0].length),
      printed: first[0],
      words: { count: String(found.length) },
    };
  }
};

const ENGLISH = /(?<=[\p{Script=Han}％%）])[,;?!](?=\s*[\p{Script=Han}“（])/gu;
const QUOTED = /"[^"]*\p{Script=Han}[^"]*"/gu;

/** FORMAT-DECIMALS: amounts with fewer decimals than those around them. */
export const mixedDecimals: Check = function* ({ passages }) {
  const body = passages.filter((one) => {
    return isBody(one) && one.kind === "paragraph" && one.area === "narrative";
  });
  const all = body.flatMap(({ text }) => [...text.matchAll(MONEY)]);
  const full = all.filter((match) => (match[1] ?? "").length === DECIMALS).length;
  if (all.length < AMOUNTS_LEAST || full < all.length * USUAL) return;
  for (const passage of body) {
    const found = [...passage.text.matchAll(MONEY)].filter(
      (match) => (match[1] ?? "").length < DECIMALS,
    );
    const first = found[0];
    if (first === undefined) continue;
    yield {
      rule: "FORMAT-DECIMALS",
      place: placeIn(passage, first.index, first[0].length),
      printed: found.map(([text]) => text).join("、"),
    };
  }
};

const MONEY = /(?<![\d.,])\d[\d,]*(?:\.(\d+))?\s*(?:万元|[%％])(?!以上|（含）|\(含\)|及以上|以下)/g;
const DECIMALS = 2;
const AMOUNTS_LEAST = 8;
const USUAL = 0.8;

/** PCT-SIGN: a rate without its %: “增长13.95。” PCT-OVER: a share of more than the whole. */
export const percentages: Check = function* ({ passages }) {
  for (const passage of passages.filter((one) => isBody(one) && one.kind === "paragraph")) {
    for (const match of [...passage.text.matchAll(BARE), ...passage.text.matchAll(BARE_SHARE)]) {
      const words = match[0];
      yield {
        rule: "PCT-SIGN",
        place: placeIn(passage, match.index, words.length),
        printed: words,
        expected: `${words}%`,
      };
    }
    for (const match of passage.text.matchAll(SHARE)) {
      if (Number(match[1]) <= WHOLE) continue;
      const words = match[0];
      yield {
        rule: "PCT-OVER",
        place: placeIn(passage, match.index, words.length),
        printed: words,
      };
    }
  }
};

const BARE = joined(
  "g",
  /(?:增长|下降|降低|上升|占比?|完成(?:年初|全年|调整)?预算数?的?)\s*(?:了|为)?/,
  /\s*\d{1,4}\.\d{1,2}(?=\s*(?:[，。；、]|$))/,
);
const BARE_SHARE = /占[^，。；\d%％]{2,30}的\s*\d{1,3}\.\d{1,2}(?=\s*(?:[，。；、]|$))/g;
const SHARE = /占[^，。；%％]{0,40}?(\d{3,}(?:\.\d+)?)\s*[%％]/g;
const WHOLE = 100;
