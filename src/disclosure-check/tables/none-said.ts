import type { Fact } from "../../disclosure/index.ts";
import type { Check, CheckContext } from "../defect.ts";
import { isBody } from "../defect.ts";
import { lineOf, placeIn, sentencesOf } from "../passages.ts";
import { figuresOf, somethingIn, told } from "./table-figures.ts";

/** NONE-SAID: the text says there is nothing of a kind of money, and its table holds figures. */
export const noneSaid: Check = function* (context) {
  for (const { topic, words } of MATTERS) {
    const figures = [...figuresOf(context.disclosure, topic), ...saidFigures(context, topic)];
    const found = figures.filter((one) => isOfYear(one.column));
    const unplaced = figures.length === 0 ? somethingIn(context, topic) : null;
    if (found.length === 0 && unplaced === null) continue;
    for (const { passage, text, at } of statementsOf(context)) {
      const match = words.exec(text);
      const line = lineOf(passage, at);
      const figure = found.find(({ source, place }) => source === "table" || place.line !== line);
      if (figure === undefined && unplaced === null) continue;
      if (match === null || /[如若](?:果)?无|无[^。，；]{0,20}的[，,]|上年|去年/.test(text))
        continue;
      yield {
        rule: "NONE-SAID",
        place: placeIn(passage, at + match.index, match[0].length),
        printed: match[0],
        words: { figure: figure === undefined ? (unplaced ?? "") : told(figure) },
      };
    }
  }
};

/** Sentences give figures of what has no table. */
function saidFigures({ disclosure }: CheckContext, topic: string): readonly Fact[] {
  if (topic !== "procurement" && topic !== "operating") return [];
  return disclosure.facts.filter(
    (one) =>
      one.source === "text" &&
      one.topic === topic &&
      (one.column === "amount" || one.column === "actual") &&
      one.printed.value > 0,
  );
}

const NONE = "(?:无|没有|未安排|未发生|未使用)";
const MONEY = "(?:预算|决算|支出|收入|收支|拨款)";
const END = "(?=[^，。；]{0,12}(?:[，。；]|$))";

const MATTERS: readonly { topic: string; words: RegExp }[] = [
  {
    topic: "fund",
    words: new RegExp(`${NONE}(?:使用)?政府性基金[^，。；]{0,10}?${MONEY}${END}`),
  },
  {
    topic: "capital",
    words: new RegExp(`${NONE}(?:使用)?国有资本经营[^，。；]{0,10}?${MONEY}${END}`),
  },
  {
    topic: "procurement",
    words: new RegExp(`${NONE}(?:安排|发生)?政府采购(?:支出|预算|项目)${END}`),
  },
  {
    topic: "operating",
    words: new RegExp(`${NONE}(?:安排|发生)?机关运行经费[^，。；]{0,6}(?=[，。；]|$)`),
  },
  {
    topic: "three-public",
    words: /(?:无|没有|未发生)[“"]?三公[”"]?经费[^，。；]{0,12}?(?:支出|预算)?(?=[，。；]|$)/,
  },
];

function isOfYear(column: string): boolean {
  return !/prior|opening|^budget$/.test(column);
}

function* statementsOf({ passages }: CheckContext) {
  for (const passage of passages) {
    if (!isBody(passage) || passage.kind !== "paragraph") continue;
    if (passage.area === "glossary" || passage.area === "duties") continue;
    for (const sentence of sentencesOf(passage.text)) yield { passage, ...sentence };
  }
}
