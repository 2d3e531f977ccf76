import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseArguments } from "./arguments.ts";
import { calculateCommand } from "./calculate-command.ts";
import { policyCommand } from "./policy-command.ts";

// Goal: what a person types is answered in words, what a program asks in JSON, and a slip leaves
// nothing behind.

const folder = mkdtempSync(join(tmpdir(), "yibao-read-"));
let printed = "";

beforeEach(() => {
  printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(line: string): Promise<string> {
  const { command, help: _, ...invocation } = parseArguments(line.split(" "));
  expect(await (command === "policy" ? policyCommand : calculateCommand)(invocation)).toBe(0);
  return printed;
}

describe("yibao policy", () => {
  test("show says what is unverified, and when a benefit changed and will change", async () => {
    const text = await run("policy show 430400 --date 2022-09-15 --benefit employee-inpatient");
    expect(text).toMatch(/其中 \d+ 个数值待核实/);
    // As the page and the comparison say it: points are points, thousands are apart.
    expect(text).toMatch(/退休 \d+ 个百分点/);
    expect(text).toContain("150,000 元");
    expect(text).not.toMatch(/\d{4,}\.\d\d 元/);
    expect(text).toContain("上次变化：2022-09-01 本项待遇起执行");
    expect(text).toContain("下次变化：目前没有已公布的后续变化");
    printed = "";
    const shown = JSON.parse(await run("policy show 430400 --date 2022-09-15 --json"));
    expect(shown.benefits[0]).toMatchObject({ last: { day: "2022-09-01" }, next: null });
  });

  test("diff says in words what changed, or that nothing did", async () => {
    const text = await run("policy diff 430400 --from 2022-09-15 --to 2022-12-01");
    expect(text).toContain("■ 2022-10-01");
    expect(text).toContain("新设待遇“职工普通门诊统筹”");
    printed = "";
    const one = "policy diff 430400 --from 2023-06-01 --to 2023-06-02";
    expect(await run(one)).toContain("没有变化");
    printed = "";
    expect(JSON.parse(await run(`${one} --json`)).changes).toEqual([]);
    const unknown = run("policy diff 430400 --from 2022-09-15 --to 2022-12-01 --benefit dental");
    await expect(unknown).rejects.toMatchObject({ code: "POLICY-UNKNOWN-BENEFIT" });
  });

  test("page writes the pages of a benefit; a slip writes none", async () => {
    const out = join(folder, "pages");
    const line = `policy page 430400 --date 2025-06-01 --out ${out} --benefit resident-outpatient`;
    await expect(run(`${line} --language fr`)).rejects.toMatchObject({ code: "COMMAND-BAD-FLAG" });
    expect(readdirSync(folder)).toEqual([]);
    await run(line);
    expect(readdirSync(out)).toEqual(["index.html", "resident-outpatient.html"]);
    const html = readFileSync(join(out, "resident-outpatient.html"), "utf8");
    expect(html).toContain("居民普通门诊统筹");
    const inAFile = join(out, "index.html", "below");
    const stuck = run(line.replace(out, inAFile));
    await expect(stuck).rejects.toMatchObject({ code: "COMMAND-BAD-FLAG" });
  });
});

describe("yibao calculate", () => {
  const STAY =
    "calculate --region 430400 --insutype 职工 --visit-type 住院 --level 三级 " +
    "--date 2025-06-01 --total 20000";

  test("answers in words: who pays what, how, elsewhere, and what is unverified", async () => {
    const text = await run(`${STAY} --in-scope 17700 --status 退休 --compare 一级,转诊`);
    expect(text).toMatch(/个人负担 +5645\.00/);
    for (const words of ["怎样算出来的", "换个地方就医", "尚未与文件原文核对的数值"]) {
      expect(text).toContain(words);
    }
  });

  test("takes the year so far; a slip in it is named", async () => {
    const answer = JSON.parse(await run(`${STAY} --this-year admissions=1,deductible=1200 --json`));
    expect(answer.deductible).toBe("600.00");
    const slip = run(`${STAY} --this-year admissions`);
    await expect(slip).rejects.toMatchObject({ code: "COMMAND-BAD-FLAG" });
    const nowhere = run(STAY.replace("--region 430400 ", ""));
    await expect(nowhere).rejects.toMatchObject({ code: "COMMAND-MISSING" });
  });
});
