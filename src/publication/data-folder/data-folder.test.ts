import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { YibaoError } from "../../kernel/index.ts";
import { factsOf, type Materials, readDataFolder } from "../index.ts";

/** What a data folder may say, and each thing that it may not, with its place. */

const ROOT = mkdtempSync(join(tmpdir(), "yibao-data-folder-"));
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

const DISCLOSURE = `种类: 决算
年度: 2023
来源: 虚构数据
没有: [政府性基金, 国有资本经营]
单位:
  名称: 虚构市医疗保障局
  自称: 单位
  省份: 虚构
  级别: 市
  所属单位:
    - { 名称: 虚构市医疗保障局本级, 性质: 行政单位 }
`;

const GENERAL = `# 单位：万元
科目编码,科目名称,年初预算,基本支出,项目支出,差异原因,用途
2101501,行政运行,100.00,98.50,,据实列支,机关运转
2101505,,20.00,,22.10,年中追加,
`;

const OVERVIEW = `# 单位：万元
项目,金额,上年
一般公共预算财政拨款收入,130.00,
年初结转和结余,5.00,
收入总计,,120.00
`;

let folders = 0;

/** A folder of the files given; null leaves one out. */
function folder(files: Readonly<Record<string, string | Uint8Array | null>> = {}): string {
  folders += 1;
  const path = join(ROOT, `f${folders}`);
  const all = {
    "disclosure.yaml": DISCLOSURE,
    "general.csv": GENERAL,
    "overview.csv": OVERVIEW,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    if (text === null) continue;
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

function read(files: Readonly<Record<string, string | Uint8Array | null>> = {}): Materials {
  return readDataFolder(folder(files));
}

function refused(act: () => unknown): { code: string; where: string | undefined; text: string } {
  try {
    act();
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
    return { code: error.code, where: error.where, text: error.message };
  }
  throw new Error("nothing was refused");
}

function amount(materials: Materials, topic: string, row: string, column: string) {
  const fact = factsOf(materials).facts.find(
    (one) => one.topic === topic && one.row === row && one.column === column,
  );
  return fact?.printed.value;
}

describe("what is read", () => {
  test("amounts exactly, words beside them, names in Chinese or English", () => {
    const materials = read();
    expect(materials).toMatchObject({
      kind: "final",
      year: 2023,
      profile: null,
      unit: { self: "单位", members: [{ nature: "行政单位" }] },
      reasons: { "general[2101501].actual": "据实列支", "general[2101505].actual": "年中追加" },
      uses: { "2101501": "机关运转" },
    });
    expect(amount(materials, "general", "total", "total")).toBe(120_600_000);
    expect(amount(materials, "general", "2101505", "basic")).toBe(0);
    expect(amount(materials, "overview", "spending-closing", "amount")).toBe(14_400_000);
    expect(amount(materials, "general", "2101501", "completion")).toBe(985_000);
    expect(amount(materials, "overview", "income-grand", "change-rate")).toBe(125_000);
  });

  test("yuan and thousands separators", () => {
    const general = GENERAL.replace("万元", "元").replace("98.50", '"985,000.00"');
    const materials = read({ "general.csv": general.replace("22.10", "221000") });
    expect(amount(materials, "general", "total", "total")).toBe(120_600_000);
  });

  test("a spreadsheet's byte order mark and trailing commas", () => {
    const saved = `\uFEFF${GENERAL.replace("万元", "万元,,,,,,").replaceAll("\n", "\r\n")}`;
    expect(amount(read({ "general.csv": saved }), "general", "total", "total")).toBe(120_600_000);
  });

  test("the unit in a row of its own, and what Excel saves on a Chinese machine", () => {
    const plain = GENERAL.replace("# 单位：万元", "单位：万元,,,");
    expect(amount(read({ "general.csv": plain }), "general", "total", "total")).toBe(120_600_000);
    // “项目,数量\n车辆,3\n” in GB 18030.
    const cells = [
      ...[0xcf, 0xee, 0xc4, 0xbf, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0a],
      ...[0xb3, 0xb5, 0xc1, 0xbe, 0x2c, 0x33, 0x0a],
    ];
    const materials = read({ "assets.csv": new Uint8Array(cells) });
    expect(amount(materials, "assets", "vehicles", "count")).toBe(3);
  });

  test("paragraphs by their Chinese title, a line a paragraph", () => {
    const words = "段落:\n  主要职责: |\n    甲。\n    乙。\n  offices: 丙。\n";
    const { paragraphs } = read({ "disclosure.yaml": DISCLOSURE + words });
    expect(paragraphs).toEqual({ duties: ["甲。", "乙。"], offices: ["丙。"] });
  });

  test("sums of registers", () => {
    const registers = {
      "registers/procurement.csv":
        "# 单位：万元\n项目名称,类别,企业规模,合同金额\n甲,货物,小型,1.50\n乙,服务,大型,3.00\n",
      "registers/meetings.csv": "# 单位：万元\n类别,名称,人数,金额\n会议,丙,30,0.80\n",
      "registers/performance.csv": "# 单位：万元\n项目名称,执行数,等级\n丁,2.00,优\n戊,1.00,良\n",
    };
    const materials = read(registers);
    expect(amount(materials, "procurement", "total", "amount")).toBe(4_500_000);
    expect(amount(materials, "procurement", "small-medium", "amount")).toBe(1_500_000);
    expect(amount(materials, "procurement", "small-medium", "share")).toBe(333_300);
    expect(amount(materials, "meetings", "meeting-people", "count")).toBe(30);
    expect(amount(materials, "performance", "evaluated-projects", "count")).toBe(2);
    expect(materials.registers.procurement?.[0]?.name).toBe("甲");
  });
});

describe("disclosure.yaml that cannot be used", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["年度: 2023", "年度: [2023", "PUBLICATION-NOT-YAML", "disclosure.yaml:3:1"],
    ["自称: 单位", "自称: 局", "PUBLICATION-NOT-ALLOWED", "disclosure.yaml:7:7"],
    ["来源: 虚构数据\n", "", "PUBLICATION-KEY-MISSING", "disclosure.yaml:1:1"],
    ["来源: 虚构数据", "来 源: 虚构数据", "PUBLICATION-KEY-UNKNOWN", "disclosure.yaml:3:6"],
    ["年度: 2023", "年度: 二〇二三", "PUBLICATION-SHAPE", "disclosure.yaml:2:5"],
    ["单位:", "原因: { 某处: 某事 }\n单位:", "PUBLICATION-ADDRESS", "disclosure.yaml:5:11"],
    ["单位:", "段落: { 某节: 某事 }\n单位:", "PUBLICATION-TOPIC", "disclosure.yaml:5:11"],
    ["国有资本经营]", "财政专户]", "PUBLICATION-EMPTY-NOT-EMPTY", "disclosure.yaml:4:6"],
  ];

  test.each(cases)("%s → %s: %s", (before, after, code, where) => {
    const text = DISCLOSURE.replace(before, after);
    const fund = "# 单位：万元\n科目编码,基本支出,项目支出\n2296002,1.00,2.00\n";
    const files = code === "PUBLICATION-EMPTY-NOT-EMPTY" ? { "fund.csv": fund } : {};
    expect(refused(() => read({ ...files, "disclosure.yaml": text }))).toMatchObject({
      code,
      where,
    });
  });

  test("without the file, or in another encoding", () => {
    const missing = refused(() => read({ "disclosure.yaml": null }));
    expect(missing.code).toBe("PUBLICATION-UNREADABLE");
    expect(missing.text).toContain("ENOENT");
    const bytes = new Uint8Array([0xff, 0xfe, 0x00]);
    expect(refused(() => read({ "disclosure.yaml": bytes })).text).toContain("UTF-8");
  });
});

describe("a table that cannot be used", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["# 单位：万元\n", "", "PUBLICATION-UNIT", "general.csv:1:1"],
    ["科目编码,", "类别,", "PUBLICATION-COLUMN", "general.csv:2:1"],
    ["科目名称,", "科目编码,", "PUBLICATION-COLUMN", "general.csv:2:2"],
    ["科目编码,科目名称", "科目名称,用途", "PUBLICATION-COLUMN", "general.csv:2:7"],
    ["2101505,", "2101577,", "PUBLICATION-CODE", "general.csv:4:1"],
    ["行政运行", "事业运行", "PUBLICATION-CODE-NAME", "general.csv:3:2"],
    ["2101505,", "2101501,", "PUBLICATION-ROW-TWICE", "general.csv:4:1"],
    ["2101505,", "某项,", "PUBLICATION-ROW", "general.csv:4:1"],
    ["22.10", "约22", "PUBLICATION-AMOUNT", "general.csv:4:5"],
    ["22.10", "22.1000001", "PUBLICATION-AMOUNT", "general.csv:4:5"],
    ["22.10", '"22.10', "PUBLICATION-CSV-BROKEN", "general.csv:4"],
    ["年中追加,", "年中追加,,多", "PUBLICATION-CSV-BROKEN", "general.csv:4"],
  ];

  test.each(cases)("%s → %s: %s", (before, after, code, where) => {
    const text = GENERAL.replace(before, after);
    expect(refused(() => read({ "general.csv": text }))).toMatchObject({ code, where });
  });

  test("without a column that says what a row is", () => {
    const text = "# 单位：万元\n基本支出,项目支出\n1,2\n";
    const found = refused(() => read({ "general.csv": text }));
    expect(found).toMatchObject({ code: "PUBLICATION-STUB", where: "general.csv:2:1" });
  });

  test("an unknown table or register, a number of things that is none", () => {
    expect(refused(() => read({ "other.csv": "项目\n" })).code).toBe("PUBLICATION-TOPIC");
    expect(refused(() => read({ "registers/x.csv": "项目\n" })).code).toBe("PUBLICATION-TOPIC");
    const assets = "项目,数量\n机要通信用车,一\n";
    const found = refused(() => read({ "assets.csv": assets }));
    expect(found).toMatchObject({ code: "PUBLICATION-COUNT", where: "assets.csv:2:2" });
  });

  test("a register with a word it does not know", () => {
    const text = "# 单位：万元\n项目名称,类别,企业规模,合同金额\n甲,物品,小型,1.50\n";
    const found = refused(() => read({ "registers/procurement.csv": text }));
    const where = "registers/procurement.csv:3:2";
    expect(found).toMatchObject({ code: "PUBLICATION-NOT-ALLOWED", where });
  });
});

describe("what nobody speaks of", () => {
  test("nothing said of income or balances: what is spent came in this year", () => {
    const materials = read({ "overview.csv": null });
    expect(amount(materials, "overview", "income-general", "amount")).toBe(120_600_000);
    expect(amount(materials, "overview", "spending-closing", "amount")).toBe(0);
    expect(amount(materials, "income", "2101505", "total")).toBe(22_100_000);
  });

  test("没有: neither three-public spending nor purchases", () => {
    const text = DISCLOSURE.replace("国有资本经营]", "国有资本经营, 三公, 政府采购]");
    const materials = read({ "disclosure.yaml": text });
    expect(amount(materials, "three-public", "abroad", "actual")).toBe(0);
    expect(amount(materials, "procurement", "total", "amount")).toBe(0);
  });

  test("PUBLICATION-NOTHING: no spending at all", () => {
    const files = { "general.csv": null, "overview.csv": null };
    expect(refused(() => factsOf(read(files))).code).toBe("PUBLICATION-NOTHING");
  });

  test("PUBLICATION-BELOW-ZERO: more spent than there was", () => {
    const overview = "# 单位：万元\n项目,金额\n一般公共预算财政拨款收入,100.00\n";
    const found = refused(() => factsOf(read({ "overview.csv": overview })));
    expect(found).toMatchObject({ code: "PUBLICATION-BELOW-ZERO" });
    expect(found.text).toContain("年末结转和结余");
    expect(found.where).toContain("overview.csv:3:2");
  });
});

describe("files that are no CSV, and names in Chinese", () => {
  test("a workbook is not left out without a word", () => {
    const found = refused(() => read({ "income.xlsx": "PK" }));
    expect(found).toMatchObject({ code: "PUBLICATION-CSV-BROKEN", where: "income.xlsx" });
  });

  test("the title of a table for its id, in capitals too", () => {
    const files = { "general.csv": null, "一般公共预算财政拨款支出决算表.CSV": GENERAL };
    expect(amount(read(files), "general", "total", "total")).toBe(120_600_000);
  });
});

describe("figures against each other", () => {
  test("one cent of rounding is kept as given and said", () => {
    const general = GENERAL.replace("基本支出,", "合计,基本支出,")
      .replace("100.00,98.50", "100.00,98.51,98.50")
      .replace("20.00,,22.10", "20.00,22.10,,22.10");
    const disclosure = factsOf(read({ "general.csv": general }));
    const table = disclosure.tables.find(({ topic }) => topic === "general");
    expect(table?.notes).toEqual(["部分合计与各项之和因四舍五入相差不超过 0.01 万元。"]);
  });

  test("more than rounding is refused, with the place of the given figure", () => {
    const overview = `${OVERVIEW}本年支出合计,119.00,\n`;
    const found = refused(() => factsOf(read({ "overview.csv": overview })));
    expect(found).toMatchObject({ code: "PUBLICATION-DISAGREES" });
    expect(found.where?.split("、")).toContain("overview.csv:6:2");
    expect(found.text).toContain("119.00 万元");
    expect(found.text).toContain("120.60 万元");
  });

  test("a register that contradicts a table is refused", () => {
    const files = {
      "meetings.csv": "# 单位：万元\n项目,金额\n会议费,0.90\n",
      "registers/meetings.csv": "# 单位：万元\n类别,名称,人数,金额\n会议,丙,30,0.80\n",
    };
    expect(refused(() => read(files)).code).toBe("PUBLICATION-DISAGREES");
  });

  test("a code without a place in the other chart is refused for a budget", () => {
    const basic = "# 单位：万元\n科目编码,金额\n30107,98.50\n";
    const found = refused(() => factsOf(read({ "basic.csv": basic })));
    expect(found).toMatchObject({ code: "PUBLICATION-UNMAPPED", where: "basic.csv:3:2" });
  });

  test("no figure at all is refused", () => {
    const words = DISCLOSURE.replace("没有: [政府性基金, 国有资本经营]\n", "");
    const files = { "disclosure.yaml": words, "general.csv": null, "overview.csv": null };
    expect(refused(() => factsOf(read(files))).code).toBe("PUBLICATION-NOTHING");
  });
});
