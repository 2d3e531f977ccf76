import type { Reason, Statement } from "../../disclosure/index.ts";
import type { Check, Defect } from "../defect.ts";

/**
 * REASON-CONTRARY: “小于预算数的主要原因是追加了经费”: all that the reason tells of money goes the
 * other way. Words are easily misunderstood, so it is a hint.
 */
export const contraryReasons: Check = function* ({ disclosure }) {
  for (const statement of disclosure.statements) yield* contrary(statement);
};

function* contrary({ reasons, parts }: Statement): Generator<Defect> {
  for (const reason of reasons) {
    if (!isContrary(reason)) continue;
    yield { rule: "REASON-CONTRARY", place: reason.place, printed: reason.text };
  }
  for (const part of parts) yield* contrary(part);
}

const MONEY = "支出|经费|资金|预算|费用|投入";
const UP = new RegExp(
  `追加|新增|(?:${MONEY})[^，。；]{0,3}(?:增加|增长|上升)|增加[^，。；]{0,6}(?:${MONEY})`,
);
const DOWN = new RegExp(
  `压减|压缩|节约|节省|(?:${MONEY})[^，。；]{0,3}(?:减少|下降|降低)|减少[^，。；]{0,6}(?:${MONEY})`,
);

function isContrary({ of, direction, text }: Reason): boolean {
  if (of === "unknown" || (direction !== "up" && direction !== "down")) return false;
  const [own, other] = direction === "up" ? [UP, DOWN] : [DOWN, UP];
  return other.test(text) && !own.test(text) && !OTHER_TIME.test(text);
}

/** What was so a year ago, or before, explains the opposite now. */
const OTHER_TIME = /上年|去年|上一年|以前年度|往年|年初预算|结转|上期|同期|20\d\d/;
