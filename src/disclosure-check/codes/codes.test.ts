import { describe, expect, test } from "vitest";
import type { Check } from "../defect.ts";
import { contextOf, factOf, tableOf } from "../fixtures/table-context.ts";
import { codeOrder } from "./code-order.ts";
import { fundCodes } from "./fund-codes.ts";
import { rowCodes } from "./row-codes.ts";

const BASIC = [
  "合计",
  "301 工资福利支出",
  "30101 基本工资",
  "30102 津贴补贴",
  "30103 奖金",
  "302 商品和服务支出",
  "30201 办公费",
  "30209 物业管理费",
  "30211 差旅费",
  "30228 工会经费",
  "303 对个人和家庭的补助",
  "30302 退休费",
];
const GENERAL = [
  "合计",
  "208 社会保障和就业支出",
  "20805 行政事业单位养老支出",
  "2080505 机关事业单位基本养老保险缴费支出",
  "210 卫生健康支出",
  "21011 行政事业单位医疗",
  "2101101 行政单位医疗",
  "21015 医疗保障管理事务",
  "2101501 行政运行",
  "2101550 事业运行",
];

function told(check: Check, topic: string, lines: readonly string[]): readonly string[] {
  return [...check(contextOf([tableOf(topic, lines)]))].map(
    ({ rule, severity, place, printed, expected }) =>
      `${rule} ${severity ?? ""} ${place.line} ${printed}${expected ? `→${expected}` : ""}`,
  );
}

function changed(lines: readonly string[], from: string, to: string): readonly string[] {
  return lines.map((line) => (line === from ? to : line));
}

describe("codes and names", () => {
  test("right ones give no alarm", () => {
    for (const check of [rowCodes, codeOrder, fundCodes]) {
      expect(told(check, "basic", BASIC)).toEqual([]);
      expect(told(check, "general", GENERAL)).toEqual([]);
    }
  });

  test("the digits of another code", () => {
    expect(told(rowCodes, "basic", changed(BASIC, "30209 物业管理费", "30299 物业管理费"))).toEqual(
      ["CODE-NAME error 8 30299物业管理费→30209 物业管理费"],
    );
  });

  test("a digit left out", () => {
    expect(told(rowCodes, "basic", changed(BASIC, "30228 工会经费", "3028 工会经费"))).toEqual([
      "CODE-LENGTH error 10 3028工会经费→30228 工会经费",
    ]);
  });

  test("a part of one digit", () => {
    expect(told(rowCodes, "basic", changed(BASIC, "30102 津贴补贴", "3012 津贴补贴"))).toEqual([
      "CODE-SPLIT error 4 3012津贴补贴→30102 津贴补贴",
    ]);
  });

  test("a code of another class", () => {
    expect(told(rowCodes, "basic", changed(BASIC, "30302 退休费", "30202 退休费"))).toEqual([
      "CODE-PARENT error 12 30202退休费→30302 退休费",
    ]);
  });

  test("a name that is nearly the chart's weighs less", () => {
    expect(
      told(rowCodes, "basic", changed(BASIC, "303 对个人和家庭的补助", "303 对个人和家庭补助")),
    ).toEqual(["CODE-NAME warn 11 303对个人和家庭补助→303 对个人和家庭的补助"]);
  });

  test("the same slip in two tables is one finding", () => {
    const lines = changed(BASIC, "30228 工会经费", "3028 工会经费");
    const found = [...rowCodes(contextOf([tableOf("basic", lines), tableOf("basic", lines)]))];
    expect(found).toHaveLength(1);
  });
});

describe("order and repetition", () => {
  test("a code twice", () => {
    const lines = [...GENERAL, "2101550 事业运行"];
    expect(told(codeOrder, "general", lines)).toEqual(["CODE-TWICE  11 2101550事业运行"]);
  });

  test("codes out of order", () => {
    const lines = [...GENERAL.slice(0, 8), "2101550 事业运行", "2101501 行政运行"];
    expect(told(codeOrder, "general", lines)).toEqual(["CODE-ORDER  10 2101501行政运行"]);
  });

  test("a group without its row", () => {
    const lines = GENERAL.filter((line) => !line.startsWith("21015 "));
    expect(told(codeOrder, "general", lines)).toEqual([
      "CODE-MISSING warn 8 2101501行政运行→21015医疗保障管理事务",
    ]);
  });

  test("a 款 without its 项, where the others have theirs", () => {
    const more = ["22102 住房改革支出", "2210201 住房公积金"];
    const lines = [...GENERAL, "221 住房保障支出", ...more];
    const without = lines.filter((line) => !line.startsWith("2101101 "));
    expect(told(codeOrder, "general", without)).toEqual(["CODE-DEPTH  6 21011行政事业单位医疗"]);
    // Half of them without: the form stops at the 款.
    const fewer = without.filter((line) => !line.startsWith("2080505 "));
    expect(told(codeOrder, "general", fewer)).toEqual([]);
  });

  test("a class without its 款, where the others have theirs", () => {
    const lines = [...BASIC, "310 资本性支出"];
    const facts = ["301", "302", "303", "310"].map((row) => factOf("basic", row, 5));
    const found = [...codeOrder(contextOf([tableOf("basic", lines)], facts))];
    expect(found.map(({ rule, printed }) => `${rule} ${printed}`)).toEqual([
      "CODE-DEPTH 310资本性支出",
    ]);
    // A class that holds nothing need not be parted.
    expect(told(codeOrder, "basic", lines)).toEqual([]);
  });

  test("a short table without a class that all the others print", () => {
    const fund = tableOf("fund", [
      "合计",
      "22960 彩票公益金安排的支出",
      "2296002 用于社会福利的支出",
    ]);
    const others = ["general", "spending"].map((topic) => tableOf(topic, GENERAL));
    const found = [...codeOrder(contextOf([...others, fund]))];
    expect(found.map(({ rule, expected }) => `${rule} ${expected}`)).toEqual([
      "CODE-MISSING 229其他支出",
    ]);
    expect([...codeOrder(contextOf([fund]))]).toEqual([]);
  });

  test("two of a few out of order; the governmental chart's own order of capital is a hint", () => {
    const few = ["229 其他支出", "22960 彩票公益金", "2296003 体育事业", "2296002 社会福利"];
    expect(told(codeOrder, "fund", few)).toEqual(["CODE-ORDER  4 2296002社会福利"]);
    const other = ["502 机关商品和服务支出", "50206 公务接待费", "50205 委托业务费"];
    expect(told(codeOrder, "basic-government", other)).toEqual(["CODE-ORDER  3 50205委托业务费"]);
    const capital = ["503 机关资本性支出", "50306 设备购置", "50303 公务用车购置"];
    expect(told(codeOrder, "basic-government", capital)).toEqual([
      "CODE-ORDER hint 3 50303公务用车购置",
    ]);
  });

  test("lists of several units repeat their codes", () => {
    expect(told(codeOrder, "general", [...GENERAL, ...GENERAL.slice(1)])).toEqual([]);
  });
});

describe("codes of funds", () => {
  test("an item of the general budget among the funds", () => {
    const lines = [
      "合计",
      "208 社会保障和就业支出",
      "20805 行政事业单位养老支出",
      "2080505 机关事业单位基本养老保险缴费支出",
    ];
    expect(told(fundCodes, "fund", lines)).toEqual([
      "A-07-05  4 2080505机关事业单位基本养老保险缴费支出",
    ]);
    expect(told(fundCodes, "capital", lines)).toHaveLength(1);
  });

  test("items of the funds", () => {
    expect(
      told(fundCodes, "fund", [
        "合计",
        "212 城乡社区支出",
        "21208 国有土地使用权出让收入安排的支出",
        "2120803 城市建设支出",
      ]),
    ).toEqual([]);
  });
});
