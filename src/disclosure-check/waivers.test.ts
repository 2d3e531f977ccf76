import { describe, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { checkText, narrativeOf } from "./fixtures/check-text.ts";
import { readWaivers } from "./waiver-file.ts";

const TEXT = narrativeOf("机关运行经费支出10.00万元，主要原因是是压缩支出。");

const WAIVER = `
- rule: DUP-WORD
  where: { line: 8, text: 是是 }
  author: 王五（示例）
  reason: 原文如此
  date: 2024-03-01
  until: 2024-12-31
`;

function codeOf(text: string): string {
  try {
    readWaivers(text, "豁免.yaml");
  } catch (error) {
    return error instanceof YibaoError ? `${error.code} ${error.where}` : String(error);
  }
  return "";
}

describe("waivers", () => {
  test("what is waived is set apart, with who and why", async () => {
    const waivers = readWaivers(WAIVER, "豁免.yaml");
    const report = await checkText(TEXT, { waivers, today: "2024-12-31" });
    expect(report.waived.map(({ finding, waiver }) => [finding.rule, waiver.author])).toEqual([
      ["DUP-WORD", "王五（示例）"],
    ]);
    expect(report.findings.some(({ rule }) => rule === "DUP-WORD")).toBe(false);
  });

  test("an expired one no longer counts, and is told", async () => {
    const waivers = readWaivers(WAIVER, "豁免.yaml");
    const { findings, waived } = await checkText(TEXT, { waivers, today: "2025-01-01" });
    expect(waived).toEqual([]);
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toContain("DUP-WORD");
    expect(rules).toContain("WAIVER-EXPIRED");
  });

  test("one that fits nothing is told", async () => {
    const waivers = readWaivers(WAIVER.replace("line: 8", "line: 3"), "豁免.yaml");
    const { findings } = await checkText(TEXT, { waivers });
    expect(findings.find(({ rule }) => rule === "WAIVER-UNUSED")?.message).toContain("豁免.yaml:2");
  });

  test("a file that cannot be used is told with the line", () => {
    expect(codeOf("rule: DUP-WORD")).toBe("WAIVER-FILE-BROKEN 豁免.yaml:1");
    expect(codeOf("- [")).toContain("WAIVER-FILE-BROKEN");
    expect(codeOf(`${WAIVER}  why: 因为\n`)).toBe("WAIVER-KEY 豁免.yaml:2");
    expect(codeOf(WAIVER.replace(/ {2}author.*\n/, ""))).toBe("WAIVER-MISSING 豁免.yaml:2");
    expect(codeOf(WAIVER.replace("2024-03-01", "三月一日"))).toBe("WAIVER-VALUE 豁免.yaml:2");
    expect(codeOf(WAIVER.replace("line: 8", "line: 零"))).toBe("WAIVER-VALUE 豁免.yaml:2");
    expect(codeOf("")).toBe("");
  });
});
