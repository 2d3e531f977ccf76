import { type Check, isNarrative } from "../defect.ts";
import { placeIn } from "../passages.ts";

/**
 * REASON-CONTRADICTS: “与上年持平。主要原因：…减少支付”: a reason for a change where none is said to
 * be. Changes that make up for each other are a reason why nothing changed.
 */
export const reasonsForNothing: Check = function* ({ passages }) {
  const body = passages.filter((one) => isNarrative(one) && one.kind === "paragraph");
  for (const [index, passage] of body.entries()) {
    // The reason may have been parted from its opening.
    const isOpen = /原因(?:是|为)?[：:]\s*$/.test(passage.text);
    const text = passage.text + (isOpen ? (body[index + 1]?.text ?? "") : "");
    for (const match of text.matchAll(SAME_FOR_A_REASON)) {
      const reason = match[1] as string;
      const ways = [UP, DOWN].filter((words) => words.test(reason));
      if (ways.length !== 1 || SETTLED.test(reason)) continue;
      const isSaving = SAVING.test(reason);
      if (isSaving && !CUT.test(reason)) continue;
      if (match.index >= passage.text.length) continue;
      yield {
        rule: "REASON-CONTRADICTS",
        ...(isSaving && { severity: "warn" as const }),
        place: placeIn(passage, match.index, match[0].length),
        printed: reason,
      };
    }
  }
};

const SAME_FOR_A_REASON =
  /(?<!基本|大致|总体)持平[，。；]\s*(?:主要原因|原因|主要)(?:是|为|：|:)[：:]?([^。；]{4,80})/g;
const UP = /增加|增长|上升|追加|提高|新增/;
const DOWN = /减少|下降|压减|压缩|降低|缩减|不再(?:安排|列支|发生)/;
const SETTLED = /不变|持平|相抵|同样|未发生|没有|均无|一致|无变化|变化不大/;
/** Thrift may be why nothing grew; that something of its own was cut is no reason for it. */
const SAVING = /控制|厉行|节约|过紧日子|八项规定/;
const CUT =
  /(?:压减|压缩|缩减|减少)(?!了?(?:一般性|非必要|不必要|非刚性|“?三公|公务))[^，。；]{3,}(?:支出|经费)/;
