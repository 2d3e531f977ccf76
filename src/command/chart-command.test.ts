import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { parseArguments } from "./arguments.ts";
import { chartCommand } from "./chart-command.ts";

// Goal: finance staff look a code or a name up and learn what is wrong with a printed row. Method:
// the command as it is typed.

const folder = mkdtempSync(join(tmpdir(), "yibao-chart-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function typed(...words: string[]): Promise<{ code: number; out: string }> {
  let out = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    return { code: await chartCommand(parseArguments(["chart", ...words])), out };
  } finally {
    spy.mockRestore();
  }
}

test("a code: its name, what is above and below it, what it rests on", async () => {
  const { code, out } = await typed("21015", "--year", "2023");
  expect(code).toBe(0);
  for (const text of ["医疗保障管理事务", "210 卫生健康支出", "2101506 医疗保障经办事务"]) {
    expect(out).toContain(text);
  }
  expect(out).toContain("衡阳市医疗保障局2023年部门预算公开");
  expect((await typed("210", "15", "--year", "2023")).out).toBe(out);
});

test("an economic code: where it goes in the other chart, and what comes to it", async () => {
  const { out } = await typed("30101", "--year", "2023");
  expect(out).toMatch(/行政、参公单位 +50101 工资奖金津补贴/);
  expect(out).toMatch(/其他事业单位 +50501 工资福利支出/);
  const back = await typed("50205", "--year", "2023", "--json");
  const found = JSON.parse(back.out).counterparts.map((one: { code: string }) => one.code);
  expect(found).toEqual(["30203", "30226", "30227"]);
});

test("a name: the codes that are most like it", async () => {
  const { code, out } = await typed("公会经费", "--year", "2023");
  expect(code).toBe(0);
  expect(out).toContain("30228  工会经费");
  expect((await typed("没有这样的科目名", "--year", "2023")).code).toBe(1);
});

test("a code with a name: whether they agree, and what was meant", async () => {
  const wrong = await typed("30299物业管理费", "--year", "2023");
  expect(wrong.code).toBe(1);
  expect(wrong.out).toContain("多半应为 30209 物业管理费");
  const right = await typed("30209 物业管理费", "--year", "2023", "--json");
  expect(right.code).toBe(0);
  expect(JSON.parse(right.out).judgement.verdict).toBe("right");
  const unknown = await typed("2010288", "--year", "2023");
  expect([unknown.code, unknown.out.includes("未能核实")]).toEqual([1, true]);
});

test("an old name says since when", async () => {
  const { code, out } = await typed("210医疗卫生与计划生育支出", "--year", "2024");
  expect(code).toBe(1);
  expect(out).toContain("2019 年起有变");
  expect(out).toContain("多半应为 210 卫生健康支出");
});

test("a user's own file is laid over", async () => {
  const path = join(folder, "own.csv");
  writeFileSync(path, "chart,code,name\nfunctional,2101507,虚构事务\n");
  const { out } = await typed("2101507", "--year", "2025", "--override", path);
  expect(out).toContain("虚构事务");
});

test("nothing to look up is an error", async () => {
  await expect(typed()).rejects.toMatchObject({ code: "COMMAND-MISSING" });
});
