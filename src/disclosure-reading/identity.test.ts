import { describe, expect, test } from "vitest";
import { readBack } from "../../test/support/disclosure/written-grid.ts";
import type { Reading } from "./index.ts";

// Who discloses what: from covers, titles and lines as they are printed in different places.

function read(...lines: readonly string[]): Promise<Reading> {
  return readBack(lines.map((text) => ({ text })));
}

describe("the unit", () => {
  test.each([
    [["湖南省医疗保障局", "2023年度部门决算"], "湖南省医疗保障局"],
    [["2023年度", "四川省虚构市医疗保障局", "部门决算"], "四川省虚构市医疗保障局"],
    [["衡阳市医疗保障局2023年部门预算公开"], "衡阳市医疗保障局"],
    [["2024年度云南省虚构中心部门决算"], "云南省虚构中心"],
    [["索引号 620722", "2024年度民乐县虚构局(本级)部门决算"], "民乐县虚构局"],
    [["当前位置：首页>>财政预决算", "泸州市虚构医院", "2023年度单位决算"], "泸州市虚构医院"],
    [["目录", "第一部分　广西壮族自治区虚构厅概况"], "广西壮族自治区虚构厅"],
    [["某表", "编制单位：403001 贵州省虚构委员会　金额单位：万元"], "贵州省虚构委员会"],
    [
      ["上海市虚构区2024年区级部门预算", "预算主管部门：上海市普陀区人民政府虚构街道办事处"],
      "上海市普陀区人民政府虚构街道办事处",
    ],
    [["部门：虚构局", "部门：虚构局", "重庆市虚构区虚构局2023年部门预算"], "重庆市虚构区虚构局"],
  ])("%j is %s", async (lines, name) => {
    expect((await read(...lines)).unit_name).toBe(name);
  });

  test("is not made up where nothing names it", async () => {
    const reading = await read("2023年度部门决算", "一、收入支出决算总体情况说明");
    expect(reading.unit_name).toBe("");
    expect(reading.unread.map(({ what }) => what)).toContain("unit");
  });
});

describe("the year and the kind", () => {
  test("titles go before what the text says of other years", async () => {
    const reading = await read(
      "湖南省虚构局2023年度部门决算",
      "2024年8月",
      "第三部分　2023年度部门决算情况说明",
      "与2022年度相比，增加1.00万元；2022年度部门预算安排已公开，2022年度决算见附件。",
    );
    expect(reading).toMatchObject({ year: 2023, kind: "final" });
  });

  test("Chinese digits", async () => {
    const reading = await read("云南省虚构局", "二〇二四年部门预算公开说明");
    expect(reading).toMatchObject({ year: 2024, kind: "budget" });
  });

  test("funds with 预算 in their names do not make a budget", async () => {
    const reading = await read(
      "湖南省虚构局2023年部门决算",
      "一、一般公共预算财政拨款支出决算情况说明",
      "二、政府性基金预算财政拨款支出决算情况说明",
      "三、国有资本经营预算财政拨款支出决算情况说明",
      "四、预算绩效管理情况",
    );
    expect(reading.kind).toBe("final");
  });

  test("what is asked for goes before what is read", async () => {
    const lines = [{ text: "湖南省虚构局2023年度部门决算" }];
    const reading = await readBack(lines, "html", "core-budget");
    expect(reading).toMatchObject({ kind: "budget", profile: "core-budget" });
  });
});

describe("province and level", () => {
  test.each([
    ["湖南省医疗保障局", "湖南省", "省"],
    ["湖南省市场监督管理局", "湖南省", "省"],
    ["衡阳市医疗保障局", "湖南省", "市"],
    ["云南省昆明市五华区虚构局", "云南省", "县"],
    ["上海市普陀区财政局", "上海市", "县"],
    ["上海市教育委员会", "上海市", "省"],
    ["重庆市虚构中心", "重庆市", "省"],
    ["广东省虚构市虚构县财政局", "广东省", "县"],
    ["四川省成都市虚构镇人民政府", "四川省", "乡"],
    ["保山市隆阳区虚构局", "云南省", "县"],
    ["蒙自市虚构局", "云南省", "县"],
    ["迪庆藏族自治州虚构委员会", "云南省", "市"],
  ])("%s: %s, %s", async (unit, province, level) => {
    expect(await read(unit, "2023年度部门决算")).toMatchObject({ province, level });
  });

  test("of a unit without a place in its name: what the text speaks of", async () => {
    const reading = await read(
      "虚构职业学院2023年度部门决算",
      "贯彻省委、省政府的部署，服务全省。学院位于贵州省贵阳市。",
    );
    expect(reading).toMatchObject({ province: "贵州省", level: "省" });
  });
});

describe("sections", () => {
  test("a part of its own for performance, and matters that other provinces add", async () => {
    const reading = await read(
      "民乐县虚构局2024年度部门决算",
      "第三部分  2024年度部门决算情况说明",
      "一、收入支出决算总体及增减变动情况",
      "持平。",
      "七、政府性基金预算财政拨款收支决算情况说明",
      "无。",
      "九、一般公共预算财政拨款安排的“三公”经费、培训费及会议费支出情况说明",
      "无。",
      "十三、其他需要说明的情况",
      "无。",
      "第四部分  预算绩效情况说明",
      "无。",
      "第五部分  其他重要事项及相关口径情况说明",
      "一、机关运行经费支出情况",
      "无。",
    );
    expect(reading.sections.map(({ id }) => id)).toEqual([
      ...["part-narrative", "overview", "fund", "three-public", "other-matters"],
      ...["performance", "other-matters", "operating"],
    ]);
  });

  test("a table of contents is not the text", async () => {
    const reading = await read(
      "湖南省虚构局2023年度部门决算",
      "目录",
      "第一部分　湖南省虚构局概况",
      "一、部门职责",
      "第二部分　2023年度部门决算情况说明",
      "一、收入支出决算总体情况说明",
      "第一部分　湖南省虚构局概况",
      "一、部门职责",
      "负责虚构事务。",
      "第二部分　2023年度部门决算情况说明",
      "一、收入支出决算总体情况说明",
      "2023年度收、支总计1.00万元。",
    );
    expect(reading.sections.map(({ id }) => id)).toEqual([
      ...["part-overview", "duties", "part-narrative", "overview"],
    ]);
  });

  test("entries with dots and pages, and no word that says what they are", async () => {
    const reading = await read(
      "湖南省虚构局2023年度部门决算",
      "一、部门职责 ………………………… 3",
      "二、名词解释 ………………………… 9",
      "一、部门职责",
      "负责虚构事务。",
    );
    expect(reading.sections.map(({ id }) => id)).toEqual(["duties"]);
  });

  test("headings without numbers, and terms that sound like matters", async () => {
    const reading = await read(
      "湖南省虚构局2023年部门预算",
      "部门主要职能",
      "负责虚构事务。",
      "名词解释",
      "一、基本支出：为保障机构运转而发生的支出。",
      "二、“三公”经费：因公出国（境）费等支出。",
      "其他相关情况说明",
      "一、2023年“三公”经费预算情况说明",
      "无变化。",
    );
    expect(reading.sections.map(({ id }) => id)).toEqual([
      ...["duties", "glossary", "", "", "other-matters", "three-public"],
    ]);
  });

  test("a part whose title stands on the next line", async () => {
    const reading = await read(
      "湖南省虚构局",
      "第一部分",
      "部门（单位）概况",
      "一、部门职责",
      "负责虚构事务。",
      "第五部分",
      "附 件",
    );
    expect(reading.sections.map(({ id, mark }) => [id, mark])).toEqual([
      ["part-overview", "第一部分"],
      ["duties", "一、"],
      ["attachments", "第五部分"],
    ]);
  });
});
