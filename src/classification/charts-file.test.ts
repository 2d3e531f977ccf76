import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { chartOf, judgeRow, loadCharts, nameOf } from "./index.ts";

// Goal: a user's own file adds and changes rows, and a broken one is refused at its line.

const folder = mkdtempSync(join(tmpdir(), "yibao-classification-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string | Buffer): string {
  const path = join(folder, "own.csv");
  writeFileSync(path, content);
  return path;
}

function functional(content: string, year: number) {
  return chartOf(loadCharts(file(content)), "functional", year);
}

test("a row is added, with the user's own words as evidence", () => {
  const chart = functional(
    "\uFEFFchart,code,name,from,evidence\nfunctional,2101507,虚构事务,2025,某市通知\n",
    2025,
  );
  expect(chart.rows.get("2101507")).toMatchObject({
    name: "虚构事务",
    basis: "user",
    confidence: "high",
    evidence: "某市通知",
  });
  expect(judgeRow(chart, "2101507", "虚构事务").verdict).toBe("right");
  expect(nameOf(chartOf(loadCharts(), "functional", 2025), "2101507")).toBeNull();
});

test("a row is changed from a year on; the name before is then an old one", () => {
  const own = "# 自用\nchart,code,name,from\nfunctional,2101504,数字化建设,2025\n";
  expect([2024, 2025].map((year) => nameOf(functional(own, year), "2101504"))).toEqual([
    "信息化建设",
    "数字化建设",
  ]);
  expect(judgeRow(functional(own, 2025), "2101504", "信息化建设")).toMatchObject({
    verdict: "old-chart-name",
    changed_year: 2025,
    certain: true,
    repair: { name: "数字化建设" },
  });
});

test("a change for some years ends again, and a row without a name takes a code away", () => {
  const own =
    "chart,code,name,from,to\nfunctional,2101503,后勤,2024,2025\nfunctional,2101502,,2025,\n";
  const names = [2023, 2024, 2025].map((year) => nameOf(functional(own, year), "2101503"));
  expect(names).toEqual(["机关服务", "后勤", "机关服务"]);
  expect(nameOf(functional(own, 2024), "2101502")).toBe("一般行政管理事务");
  expect(nameOf(functional(own, 2025), "2101502")).toBeNull();
});

const HEAD = "chart,code,name,from,to,became";

describe("a broken file is refused", () => {
  test.each([
    ["CLASSIFICATION-COLUMNS", "科目,代码\n", "own.csv:1"],
    ["CLASSIFICATION-COLUMNS", "", "own.csv:1"],
    ["CLASSIFICATION-COLUMNS", "chart,code,name,name\n", "own.csv:1"],
    ["CLASSIFICATION-FILE-BROKEN", `${HEAD}\n\nfunctional,2101507\n`, "own.csv:3"],
    ["CLASSIFICATION-FILE-BROKEN", `${HEAD}\nfunctional,2101507,"虚构,,,\n`, "own.csv:"],
    ["CLASSIFICATION-VALUE", `# 自用\n${HEAD}\nincome,2101507,虚构,,,\n`, "own.csv:3"],
    ["CLASSIFICATION-VALUE", `${HEAD}\nfunctional,210150,虚构,,,\n`, "own.csv:2"],
    ["CLASSIFICATION-VALUE", `${HEAD}\ndepartmental,2101507,虚构,,,\n`, "own.csv:2"],
    ["CLASSIFICATION-VALUE", `${HEAD}\nfunctional,2101507,虚构,23,,\n`, "own.csv:2"],
    ["CLASSIFICATION-VALUE", `${HEAD}\nfunctional,2101507,虚构,2025,2025,\n`, "own.csv:2"],
    ["CLASSIFICATION-VALUE", `${HEAD}\nfunctional,2101507,${"长".repeat(61)},,,\n`, "own.csv:2"],
    ["CLASSIFICATION-NO-PARENT", `${HEAD}\nfunctional,2987701,虚构,,,\n`, "own.csv:2"],
    [
      "CLASSIFICATION-NO-SUCCESSOR",
      `${HEAD}\nfunctional,2101507,虚构,,2025,2987701\n`,
      "own.csv:2",
    ],
    [
      "CLASSIFICATION-CODE-TWICE",
      `${HEAD}\nfunctional,2101507,甲,,2026,\nfunctional,2101507,乙,2025,,\n`,
      "own.csv:3",
    ],
  ])("%s %j", (code, content, where) => {
    const read = () => loadCharts(file(content));
    expect(read).toThrow(expect.objectContaining({ code }));
    try {
      read();
    } catch (error) {
      expect((error as YibaoError).where).toContain(where);
    }
  });

  test("not there, not UTF-8, too large", () => {
    const refused = (path: string) => {
      try {
        loadCharts(path);
        return null;
      } catch (error) {
        return error instanceof YibaoError ? error.code : error;
      }
    };
    expect(refused(join(folder, "none.csv"))).toBe("CLASSIFICATION-FILE-UNREADABLE");
    expect(refused(folder)).toBe("CLASSIFICATION-FILE-UNREADABLE");
    expect(refused(file(Buffer.from([0xb9, 0xa6, 0xc4, 0xdc])))).toBe("CLASSIFICATION-FILE-BROKEN");
    expect(refused(file("#".repeat(4_000_001)))).toBe("CLASSIFICATION-FILE-BROKEN");
  });
});

test("the shipped charts are read once", () => {
  expect(loadCharts()).toBe(loadCharts());
});
