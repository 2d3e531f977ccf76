import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import { readCodeText } from "./index.ts";

// Goal: codes are read in the forms in which they are printed, and amounts are left alone.

test.each([
  ["2101501", "2101501", null, ""],
  ["210 15 01 062     行政运行 738.86", "2101501", "062", "行政运行 738.86"],
  ["210　15　99　062", "2101599", "062", ""],
  ["210.15.01", "2101501", null, ""],
  ["210-15-01", "2101501", null, ""],
  ["[21015]医疗保障管理事务", "21015", null, "医疗保障管理事务"],
  ["【210 15 01】行政运行", "2101501", null, "行政运行"],
  ["2101501062", "2101501", "062", ""],
  ["2101501 703001", "2101501", "703001", ""],
  ["30101基本工资 332.43", "30101", null, "基本工资 332.43"],
  ["301 01 基本工资", "30101", null, "基本工资"],
  ["３０１０１　基本工资", "30101", null, "基本工资"],
  ["3028工会经费 44.54", "3028", null, "工会经费 44.54"],
  ["301 2 津贴补贴", "3012", null, "津贴补贴"],
  ["221 02   住房改革支出 89.41", "22102", null, "住房改革支出 89.41"],
  ["208 社会保障和就业支出 167.47", "208", null, "社会保障和就业支出 167.47"],
  ["302 12.40", "302", null, "12.40"],
  ["302 1,234.00", "302", null, "1,234.00"],
  ["210 15 01 062 12.40", "2101501", "062", "12.40"],
])("%s", (text, code, unit_code, rest) => {
  expect(readCodeText(text)).toEqual({ code, unit_code, rest });
});

test.each(["", "合计", "1,695.12", "695.12", "332.4", "12", "2023年度", "** **", "类 款 项"])(
  "“%s” is no code",
  (text) => expect(readCodeText(text)).toBeNull(),
);

test("a dotted 款 is a code only where codes stand", () => {
  expect(readCodeText("210.15")).toBeNull();
  expect(readCodeText("210.15", true)?.code).toBe("21015");
});

test("any text is answered; a code holds only digits", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (junk, more) => {
      for (const text of [junk, more, `210${junk}`, `30101 ${more}`]) {
        const found = readCodeText(text);
        if (found !== null) expect(found.code).toMatch(/^\d{3,16}$/);
      }
    }),
    runs(300),
  );
});
