import { expect, test } from "vitest";
import type { Reason } from "../../disclosure/index.ts";
import { contextOf } from "../fixtures/table-context.ts";
import { contraryReasons } from "./contrary-reasons.ts";

// Goal: a reason that tells only the opposite is seen, and no other.

const NOWHERE = { page: 1, line: 9, table: "", row: "", column: "", text: "" };

function told(text: string, direction: Reason["direction"], of: Reason["of"] = "to-prior") {
  const reason: Reason = { text, direction, of, place: NOWHERE };
  const statement = {
    ...{ topic: "general", row: "2101501", subject: "行政运行", mentions: [], comparisons: [] },
    ...{ reasons: [reason], parts: [], parts_are_whole: false, place: NOWHERE, text },
  };
  const context = contextOf([]);
  const disclosure = { ...context.disclosure, statements: [{ ...statement, parts: [statement] }] };
  return [...contraryReasons({ ...context, disclosure })].map(({ rule }) => rule);
}

test("a reason that tells the opposite is a hint, also of a part", () => {
  expect(told("项目任务增加，追加经费，支出增加", "down")).toHaveLength(2);
  expect(told("厉行节约，压减支出", "up")).toEqual(["REASON-CONTRARY", "REASON-CONTRARY"]);
});

test("a reason that tells both, another year, or nothing of money is left alone", () => {
  expect(told("厉行节约，压减支出", "down")).toEqual([]);
  expect(told("追加经费，同时压减一般性支出", "down")).toEqual([]);
  expect(told("上年追加经费较多", "down")).toEqual([]);
  expect(told("接待批次增加", "down")).toEqual([]);
  expect(told("追加经费", "down", "unknown")).toEqual([]);
  expect(told("追加经费", null)).toEqual([]);
});
