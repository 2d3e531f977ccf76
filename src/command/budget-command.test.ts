import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { parseArguments } from "./arguments.ts";
import { budgetCommand } from "./budget-command.ts";
import { checkCoherence } from "./coherence.ts";

// Goal: a year's budget goes in from a file, is approved by another, paid and shown, as it is
// typed. Method: the command on a database of its own.

let database: FreshDatabase;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "yibao-budget-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

async function typed(...words: string[]): Promise<{ code: number; out: string }> {
  let out = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  try {
    const all = ["budget", ...words, "--database-url", database.databaseUrl];
    return { code: await budgetCommand(parseArguments(all)), out };
  } finally {
    spy.mockRestore();
  }
}

function by(person: string): string[] {
  return ["--person", person, "--reason", "测试", "--date", "2023-03-01"];
}

const HEADER =
  "单位编码,年度,功能分类,部门经济分类,政府经济分类,资金性质,资金来源,项目编码,项目名称,政府采购,金额\n";

function file(name: string, rows: string): string {
  const path = join(folder, name);
  writeFileSync(path, HEADER + rows);
  return path;
}

test("a budget from a file to its payment, and the books agree", async () => {
  const unit = ["--name", "虚构市医疗保障局", "--kind", "administrative", "--from", "2020-01-01"];
  await typed("unit", "499001", ...unit, ...by("甲"));
  const rows = [
    "499001,2023,2101501,30201,50201,一般公共预算,经费拨款,,,否,1200.50",
    "499001,2023,2101504,30227,50205,一般公共预算,经费拨款,XM01,信息系统运维,是,80000",
  ].join("\n");
  const imported = await typed("import", file("budget.csv", rows), ...by("甲"), "--json");
  expect(imported.code).toBe(0);
  const [draft] = JSON.parse(imported.out).drafts;
  expect(draft).toMatchObject({ version: 1, lines: 2, amount_fen: 8_120_050 });
  const own = typed("approve", String(draft.document_no), ...by("甲"));
  await expect(own).rejects.toMatchObject({ code: "DEPARTMENT-SAME-PERSON" });
  await typed("approve", String(draft.document_no), ...by("乙"));
  const lines = JSON.parse((await typed("show", "499001", "2023", "--json")).out).rows;
  const line_no = lines[0].code as string;
  const amount = ["--amount", "1000"];
  await typed("release", line_no, ...amount, "--authority", "虚财指1号", ...by("甲"));
  const paying = [...amount, "--to", "虚构商店", "--purpose", "办公用品", ...by("甲")];
  await expect(typed("pay", line_no, ...paying)).rejects.toMatchObject({
    code: "DEPARTMENT-EVIDENCE-MISSING",
  });
  const invoice = file("invoice.txt", "发票");
  const evidence = ["--evidence", invoice, "--evidence-number", "1", "--evidence-amount", "1000"];
  const asked = await typed("pay", line_no, ...paying, ...evidence, "--json");
  await typed("approve", String(JSON.parse(asked.out).document_no), ...by("乙"));
  const shown = await typed("show", "499001", "2023", "--by", "function");
  expect(shown.out).toContain("行政运行");
  expect(shown.out).toMatch(/2101501 .* 1200\.50 +1200\.50 +1000\.00 +0\.00 +1000\.00 +200\.50/);
  expect(shown.out).toMatch(/机关运行经费 +1200\.50 +1000\.00/);
  const committed = await typed(
    ...["commit", lines[1].code, "--amount", "500", "--number", "HT-1", "--to", "虚构公司"],
    ...by("甲"),
  );
  expect(committed.out).toContain("已占用");
  const { checks, findings } = await checkCoherence(database.store);
  expect(checks.map(({ title }) => title).join()).toContain("单位账");
  expect(findings).toEqual([]);
});

test("a row that is wrong is named with its code and amount, and nothing is written", async () => {
  const before = await count();
  const rows = [
    "499001,2024,2101501,30201,50201,一般公共预算,经费拨款,,,否,10",
    "499001,2024,2101577,30200,50201,一般公共预算,经费拨款,,,否,10",
    "499001,2024,2101501,30201,50201,一般公共预算,事业收入,,,否,0",
    "499001,2024,2101504,30227,50205,一般公共预算,经费拨款,XM01,,否,10.001",
  ].join("\n");
  const { code, out } = await typed("import", file("bad.csv", rows), ...by("甲"));
  expect(code).toBe(1);
  expect(out).toMatch(/第 3 行.*2101577/);
  expect(out).toMatch(/第 4 行“资金来源”.*事业收入/);
  expect(out).toMatch(/第 4 行“金额”.*0\.00/);
  expect(out).toMatch(/第 5 行“金额”.*10\.001/);
  expect(await count()).toBe(before);
});

async function count(): Promise<unknown> {
  const { rows } = await database.store.query("select count(*) as n from department.line");
  return rows[0]?.n;
}

test("what is missing or misspelt is told", async () => {
  const refused = (code: string) => expect.objectContaining({ code });
  await expect(typed("fly")).rejects.toEqual(refused("COMMAND-MISSING"));
  await expect(typed("show", "499001", "二")).rejects.toEqual(refused("COMMAND-BAD-FLAG"));
  const view = typed("show", "499001", "2023", "--by", "moon");
  await expect(view).rejects.toEqual(refused("COMMAND-BAD-FLAG"));
  const gone = typed("import", join(folder, "gone.csv"), ...by("甲"));
  await expect(gone).rejects.toEqual(refused("CASE-NOT-READABLE"));
});
