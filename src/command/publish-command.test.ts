import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import {
  act,
  approvedLines,
  item,
  paid,
  release,
  smallBooks,
} from "../../test/support/department.ts";
import { printed } from "../../test/support/printed.ts";
import { closeYear } from "../department/index.ts";
import type { Finding } from "../disclosure/index.ts";
import { packageRoot } from "../store/index.ts";

/** What `yibao publish` promises to scripts, through the command line itself. */

const ROOT = mkdtempSync(join(tmpdir(), "yibao-publish-"));
const EXAMPLES = join(packageRoot(), "examples", "disclosures");
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

let outs = 0;

function out(): string {
  outs += 1;
  return join(ROOT, `out-${outs}`);
}

/** A copy of an example with one file changed. */
function changed(name: string, file: string, change: (text: string) => string): string {
  const folder = join(ROOT, `data-${outs}`);
  cpSync(join(EXAMPLES, name), folder, { recursive: true });
  const path = join(folder, file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
  return folder;
}

describe("from a data folder", () => {
  test("writes the formats asked for and the open data, and checks them", async () => {
    const folder = out();
    const data = join(EXAMPLES, "fictitious-county-2025-budget");
    const ran = await printed("publish", data, "--out", folder, "--format", "html,xlsx", "--json");
    expect(ran.error).toContain("核对 disclosure.xlsx");
    expect(ran.code).toBe(0);
    const answer = JSON.parse(ran.out);
    expect(answer).toMatchObject({ kind: "budget", year: 2025, profile: "core-budget" });
    expect(answer.tables_not_made).toEqual([]);
    expect(answer.checks.map((one: { path: string }) => one.path)).toEqual([
      "disclosure.html",
      "disclosure.xlsx",
    ]);
    expect(readdirSync(folder).sort()).toEqual([
      ...["data", "datapackage.json", "disclosure.html", "disclosure.xlsx"],
    ]);
    expect(readFileSync(join(folder, "data", "general.csv"), "utf8")).toContain("2101501");
    expect(readdirSync(ROOT).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test.each(["hunan-2023-final", "hengyang-2023-budget", "fictitious-city-2024-final"])(
    "nothing is wrong with what is written of %s",
    async (name) => {
      const flags = ["--format", "html", "--json"];
      const ran = await printed("publish", join(EXAMPLES, name), "--out", out(), ...flags);
      const { findings } = JSON.parse(ran.out);
      expect(findings.filter((one: Finding) => one.outcome === "error")).toEqual([]);
      expect(ran.code).toBe(0);
    },
  );

  test("says in words what it made and what it could not", async () => {
    const data = join(EXAMPLES, "hunan-2023-final");
    const ran = await printed("publish", data, "--out", out(), "--format", "text");
    expect(ran.out).toContain("湖南省医疗保障局 2023 年度部门决算");
    expect(ran.out).toContain("数据不足、没有印出的表：收入决算表");
    expect(ran.out).toContain("写出后重新读入核对");
  });

  test("a wrong figure: nothing is written, the place is named, exit 2", async () => {
    const folder = out();
    const data = changed("fictitious-city-2024-final", "overview.csv", (text) =>
      text.replace("年末结转和结余,334.12", "年末结转和结余,344.12"),
    );
    const ran = await printed("publish", data, "--out", folder, "--format", "html");
    expect(ran.code).toBe(2);
    expect(ran.error).toContain("PUBLICATION-DISAGREES");
    expect(ran.error).toContain("overview.csv");
    expect(existsSync(folder)).toBe(false);
  });

  test("PUBLICATION-REFUSED: what only the rules see is refused too", async () => {
    const folder = out();
    // All sums hold, but one item's appropriation is more than all that was spent on it.
    const data = changed("fictitious-city-2024-final", "spending.csv", (text) =>
      text.replace("信息化建设,,346.58", "信息化建设,,341.58").replace(",,127.90", ",,132.90"),
    );
    const ran = await printed("publish", data, "--out", folder, "--format", "html");
    expect(ran.code).toBe(2);
    expect(ran.error).toContain("PUBLICATION-REFUSED");
    expect(existsSync(folder)).toBe(false);
  });

  test("PUBLICATION-REASON-MISSING: a difference without its reason is refused", async () => {
    const data = changed("fictitious-city-2024-final", "general.csv", (text) =>
      text.replace("人员调动，据实列支", ""),
    );
    const ran = await printed("publish", data, "--out", out(), "--format", "html");
    expect(ran.code).toBe(2);
    expect(ran.error).toContain("general[2101501].actual");
    expect(ran.error).toContain("PUBLICATION-REASON-MISSING");
  });

  test("PUBLICATION-FOLDER: a folder that holds something is left alone", async () => {
    const folder = out();
    mkdirSync(folder);
    writeFileSync(join(folder, "别的.txt"), "别的");
    const data = join(EXAMPLES, "hunan-2023-final");
    const ran = await printed("publish", data, "--out", folder, "--format", "html");
    expect(ran.code).toBe(2);
    expect(ran.error).toContain("PUBLICATION-FOLDER");
    expect(readdirSync(folder)).toEqual(["别的.txt"]);
  });

  test.each([
    [["--format", "rtf"], "COMMAND-BAD-FLAG"],
    [["--format", "html", "--profile", "none"], "PUBLICATION-PROFILE"],
  ])("%j → %s", async (flags, code) => {
    const data = join(EXAMPLES, "hunan-2023-final");
    const ran = await printed("publish", data, "--out", out(), ...flags);
    expect(ran.code).toBe(2);
    expect(ran.error).toContain(code);
  });

  test("COMMAND-MISSING: neither data nor a place for the results", async () => {
    expect((await printed("publish", "--out", out())).error).toContain("COMMAND-MISSING");
    expect((await printed("publish", EXAMPLES)).error).toContain("COMMAND-MISSING");
  });
});

describe("from the books", () => {
  const UNIT = "P00001";
  let database: FreshDatabase;

  beforeAll(async () => {
    database = await freshDatabase();
    const books = await smallBooks(database.store, "administrative", UNIT);
    const lines = [
      item(98_765_43),
      item(1_234_56, { economic_code: "30217", government_code: "50206" }),
    ];
    const numbers = await approvedLines(
      books,
      lines.map((one) => ({ ...one, unit_code: UNIT })),
    );
    for (const [index, line_no] of numbers.entries()) {
      const { amount_fen } = lines[index] as (typeof lines)[number];
      await release(books, line_no, amount_fen);
      await paid(books, line_no, amount_fen);
    }
    await closeYear(books, act(), { unit_code: UNIT, year: 2023, decisions: [], rest: "carry" });
  });
  afterAll(() => database.drop());

  const WORDS = `种类: 决算
年度: 2023
来源: 单位账
单位: { 名称: 虚构市医疗保障局, 自称: 单位, 省份: 虚构省, 级别: 市, 所属单位: [{ 名称: 本级, 性质: 行政单位 }] }
段落: { 主要职责: 虚构的职责。, 机构设置: 虚构的机构。 }
`;

  function words(): string {
    const folder = join(ROOT, `words-${outs}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "disclosure.yaml"), WORDS);
    for (const [name, text] of Object.entries(COUNTS)) writeFileSync(join(folder, name), text);
    return folder;
  }

  const COUNTS = {
    "three-public-counts.csv":
      "项目,数量\nabroad-groups,0\nabroad-people,0\nvehicles-bought,0\nvehicles-kept,1\n" +
      "reception-groups,3\nreception-people,20\n",
    "assets.csv": "项目,数量\n机要通信用车,1\n单位价值100万元以上设备,0\n",
    "meetings.csv": "# 单位：元\n项目,金额,数量\n会议费,0,\n培训费,0,\n会议人数,,0\n培训人数,,0\n",
  };

  test("every figure is the ledger's", async () => {
    const folder = out();
    const flags = ["--unit", UNIT, "--kind", "final", "--year", "2023", "--format", "html,text"];
    const place = ["--database-url", database.databaseUrl];
    const ran = await printed("publish", words(), "--out", folder, ...flags, ...place);
    expect(ran.error).not.toContain("PUBLICATION-");
    expect(ran.out).toContain("disclosure.html　错误 0，");
    const text = readFileSync(join(folder, "disclosure.txt"), "utf8");
    // 99,999.99 yuan.
    expect(text).toContain("10.00万元");
    const data = readFileSync(join(folder, "data", "general.csv"), "utf8");
    expect(data).toContain("99999.99");
  });

  test("the budget of the same year", async () => {
    const folder = out();
    const flags = ["--unit", UNIT, "--kind", "预算", "--format", "html", "--json"];
    const place = ["--database-url", database.databaseUrl];
    const ran = await printed("publish", words(), "--out", folder, ...flags, ...place);
    expect(ran.code, ran.error).toBe(0);
    const answer = JSON.parse(ran.out);
    expect(answer).toMatchObject({ unit: "虚构市医疗保障局", kind: "budget", year: 2023 });
    expect(answer.tables_not_made).toEqual([]);
  });

  test("COMMAND-MISSING: without a folder the year must be given", async () => {
    const flags = ["--unit", UNIT, "--kind", "final", "--database-url", database.databaseUrl];
    const ran = await printed("publish", "--out", out(), ...flags);
    expect(ran.error).toContain("--year");
  });

  test("COMMAND-BAD-FLAG: a kind that is none", async () => {
    const flags = ["--unit", UNIT, "--kind", "执行", "--database-url", database.databaseUrl];
    const ran = await printed("publish", words(), "--out", out(), ...flags);
    expect(ran.error).toContain("COMMAND-BAD-FLAG");
  });
});
