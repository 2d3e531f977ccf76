import { type Check, isBody } from "../defect.ts";
import { placeIn } from "../passages.ts";

/**
 * LEVEL: a glossary taken over from another level of government: “与市级财政有经费领拨关系” in a
 * district's document. Only definitions are judged: elsewhere money of other levels is lawful.
 */
export const levels: Check = function* ({ passages, level, disclosure }) {
  const isDistrict = level === "县" && /区/.test(disclosure.unit_name);
  const own = OWN[isDistrict ? "区" : (level ?? "")];
  if (own === undefined) return;
  for (const passage of passages.filter((one) => isBody(one) && one.area === "glossary")) {
    const found = [...passage.text.matchAll(OF_LEVEL)].filter(
      (match) => !own.includes(match[1] as string),
    );
    const first = found[0];
    if (first === undefined || /中央|上级|各级|省、市|市、县/.test(passage.text)) continue;
    const words = [...new Set(found.map(([text]) => text))];
    yield {
      rule: "LEVEL",
      place: placeIn(passage, first.index, first[0].length),
      printed: words.join("、"),
      expected: words.map((one) => one.replace(/^[省市县区]级/, `${own[0]}级`)).join("、"),
    };
  }
};

const OF_LEVEL = /(省|市|县|区)级(?:预算主管部门|财政(?:拨款|部门)?|预算部门)/g;

/** What a level calls itself; a district of a city is 县 by rank, and says 区. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  省: ["省"],
  市: ["市"],
  县: ["县", "区"],
  区: ["区"],
};
