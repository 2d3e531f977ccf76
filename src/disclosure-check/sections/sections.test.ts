import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkText } from "../fixtures/check-text.ts";

const PROSE = readFileSync(
  join(import.meta.dirname, "..", "fixtures", "clean-prose", "hunan.txt"),
  "utf8",
).replaceAll("临江省示例市", "湖南省示例市");

async function told(text: string): Promise<readonly string[]> {
  const { findings } = await checkText(text);
  return findings
    .filter(({ rule }) => rule.startsWith("SEC-"))
    .map(({ rule, outcome, message }) => `${rule} ${outcome} ${message}`);
}

/** The text without the lines from one heading to the next. */
function without(from: string, to: string): string {
  const [start, end] = [PROSE.indexOf(from), PROSE.indexOf(to)];
  expect(start).toBeGreaterThan(0);
  expect(end).toBeGreaterThan(start);
  return PROSE.slice(0, start) + PROSE.slice(end);
}

describe("sections", () => {
  test("all of them: nothing to say", async () => {
    expect(await told(PROSE)).toEqual([]);
  });

  test("one left out, and the rest not renumbered", async () => {
    const found = await told(without("十、关于机关运行经费", "十一、一般性支出"));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^SEC-MISSING error .*机关运行经费.*九、.*十一、/);
  });

  test("one left out, and the rest renumbered", async () => {
    const text = without("八、政府性基金预算", "九、国有资本经营").replace("九、国有", "八、国有");
    const renumbered = text
      .replace("十、关于机关", "九、关于机关")
      .replace("十一、一般性", "十、一般性")
      .replace("十二、关于政府", "十一、关于政府")
      .replace("十三、关于国有", "十二、关于国有")
      .replace("十四、关于2023", "十三、关于2023");
    expect((await told(renumbered))[0]).toMatch(/^SEC-MISSING error .*政府性基金/);
  });

  test("a number skipped, with nothing missing", async () => {
    const found = await told(PROSE.replace("十四、关于2023", "十五、关于2023"));
    expect(found.map((one) => one.slice(0, 15))).toEqual(["SEC-NUMBER warn"]);
  });

  test("a heading with nothing below it", async () => {
    const text = PROSE.replace("本部门2023年度无政府性基金预算收入支出。\n", "");
    expect((await told(text))[0]).toMatch(/^SEC-EMPTY warn .*政府性基金/);
  });

  test("the last heading with nothing below it", async () => {
    const last = PROSE.indexOf("\n", PROSE.indexOf("十三、关于国有"));
    expect((await told(PROSE.slice(0, last)))[0]).toMatch(/^SEC-(?:EMPTY|MISSING) /);
    expect((await told(PROSE.slice(0, last))).join()).toMatch(/SEC-EMPTY warn .*国有/);
  });

  test("the same heading right again", async () => {
    const line = /^（一）.{4,30}$/m.exec(PROSE)?.[0] ?? "";
    expect(line).not.toBe("");
    const found = await told(PROSE.replace(line, `${line}\n示例文字。\n${line}`));
    expect(found.some((one) => one.startsWith("SEC-NUMBER"))).toBe(true);
  });
});
