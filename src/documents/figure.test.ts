import { describe, expect, test } from "vitest";
import { type Figure, figureFen, figurePpm, isAmount, isFigure, readFigure } from "./index.ts";

describe("a printed figure", () => {
  test.each([
    ["1,695.12", 169512, 2],
    ["1695.12", 169512, 2],
    ["１，６９５．１２", 169512, 2],
    ["0.00", 0, 2],
    ["154,369,326", 154369326, 0],
    ["-3.50", -350, 2],
    ["−3.50", -350, 2],
    ["—3.50", -350, 2],
    ["(3.50)", -350, 2],
    ["（1,003）", -1003, 0],
    ["-0.00", 0, 2],
    ["￥ 12.5", 125, 1],
  ])("%s is exact", (text, scaled, decimals) => {
    expect(readFigure(text)).toMatchObject({ scaled, decimals, blank: false });
  });

  test.each(["", "　", "-", "—", "－", "--"])("“%s” is blank", (text) => {
    expect(readFigure(text)).toMatchObject({ scaled: 0, blank: true });
    expect(isFigure(text)).toBe(false);
  });

  test.each(["(1)", "（２）", "1,69", "12,3456", "1.2.3", "甲", "3=4+5", "1e5", "9".repeat(20)])(
    "%s is none",
    (text) => {
      expect(readFigure(text)).toBeNull();
    },
  );

  test("may have its unit behind it", () => {
    expect(readFigure("0.3万元")).toMatchObject({ scaled: 3, decimals: 1, unit: "万元" });
    expect(readFigure("54.17％")).toMatchObject({ scaled: 5417, percent: true, unit: null });
  });

  test("is no code when it has decimals, separators, a sign, or is zero", () => {
    expect(["1.0", "1,000", "0", "12%", "-5"].map(isAmount)).not.toContain(false);
    expect(["210", "2101501", "", "-", "甲"].map(isAmount)).not.toContain(true);
  });
});

describe("what a figure means", () => {
  const figure = (text: string) => readFigure(text) as Figure;

  test("is money in fen, exactly, or nothing", () => {
    expect(figureFen(figure("1,695.12"), "万元")).toBe(1_695_120_000);
    expect(figureFen(figure("-0.01"), "元")).toBe(-1);
    expect(figureFen(figure("0.3万元"), "元")).toBe(300_000);
    expect(figureFen(figure("2"), "亿元")).toBe(20_000_000_000);
    expect(figureFen(figure("0.001"), "元")).toBeNull();
    expect(figureFen(figure("999,999,999,999"), "亿元")).toBeNull();
  });

  test("is a rate in parts per million", () => {
    expect(figurePpm(figure("54.17%"))).toBe(541_700);
    expect(figurePpm(figure("209.17%"))).toBe(2_091_700);
    expect(figurePpm(figure("54.17"))).toBeNull();
    expect(figurePpm(figure("0.000001%"))).toBeNull();
  });
});
