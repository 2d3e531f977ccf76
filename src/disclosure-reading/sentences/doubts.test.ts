import { describe, expect, test } from "vitest";
import { facts, flat, told } from "./fixtures/told.ts";

// Goal: what is not certain gives no fact, and what a sentence says besides figures is read too.
// All figures and offices are invented.

const BUDGET = { kind: "budget", year: 2024 } as const;

describe("no facts", () => {
  test.each([
    ["第四部分 名词解释", "一、机关运行经费：指各部门的公用经费，2023年度为100.00万元。"],
    ["一、部门职责", "（一）负责单价100万元以上设备的管理，完成任务120项，收入合计1,000.00万元。"],
    ["六、其他情况", "联系电话：010-66668888，办公面积1200平方米，按照第三十五条规定执行。"],
    ["十、预算绩效情况", "平均得分99.43分，其中95分以上项目3个。"],
    ["附件", "支出合计100.00万元。"],
  ])("%s: %s", async (heading, text) => {
    const found = await told(`${heading}\n${text}\n`);
    expect(found.facts).toEqual([]);
  });

  test("figures in a reason or a purpose are not those of the statement", async () => {
    const text =
      "2023年度支出合计100.00万元，比上年增加10.00万元，增长11.11%，主要原因是补缴养老保险8.00万元，增加人员经费2.00万元。" +
      "项目支出40.00万元，主要用于信息化建设30.00万元，公用经费补充10.00万元。";
    expect(await facts("三、支出决算情况说明", text)).toEqual([
      "spending[total].amount 100.00万元",
      "spending[total].change 10.00万元",
      "spending[total].change-rate 11.11%",
      "spending[project].amount 40.00万元",
    ]);
  });

  test("what no form has does not fall to what was spoken of before", async () => {
    const text =
      "机关运行经费支出100.00万元。食堂补助5.00万元，物业服务合同金额30.00万元。人均公用经费2.00万元。";
    expect(await facts("（一）机关运行经费支出情况", text)).toEqual([
      "operating[total].amount 100.00万元",
    ]);
    const below = "2023年度支出合计100.00万元，其中：下属二级单位的基本支出20.00万元。";
    const { facts: found, unread } = await told(`三、支出决算情况说明\n${below}`);
    expect(found).toHaveLength(1);
    expect(unread).toMatchObject([{ what: "figure", place: { line: 2, row: "20.00万元" } }]);
  });

  test("a change whose direction, or whose base, was left open", async () => {
    const text =
      "2023年度收入支出总计100.00万元。与上年相比，增加（减少）10.00万元，增长/下降11.11%。主要原因：项目变化。";
    const { facts: found, statements } = await told(`一、收入支出决算总体情况说明\n${text}`);
    expect(found.map(({ column }) => column)).toEqual(["amount"]);
    expect(
      statements[0]?.mentions.slice(1).map(({ role, direction }) => [role, direction]),
    ).toEqual([
      ["change", null],
      ["change-rate", null],
    ]);
  });

  test("parts of which one lost its head, or its figure, need not add up", async () => {
    const whole = (text: string) =>
      told(`“三公”经费情况\n2023年度“三公”经费支出30.00万元。其中：\n${text}`).then(
        ({ statements }) => statements[0]?.parts_are_whole,
      );
    const rest = "公务用车购置及运行维护费15.00万元。\n公务接待费5.00万元。\n";
    expect(await whole(`因公出国（境）费10.00万元。\n${rest}`)).toBe(true);
    expect(await whole(`元，比上年减少3.00万元。\n${rest}`)).toBe(false);
    expect(await whole(`因公出国（境）费××万元。\n${rest}`)).toBe(false);
  });

  test("a bracket that was not closed swallows nothing", async () => {
    const text =
      "2023年度“三公”经费支出30.00万元，其中：因公出国（境费30.00万元，公务接待费0.00万元。";
    expect(await facts("“三公”经费情况", text)).toEqual([
      "three-public[total].actual 30.00万元",
      "three-public[abroad].actual 30.00万元",
      "three-public[reception].actual 0.00万元",
    ]);
  });

  test("other money than the heading's, in one sentence, is not that of the next", async () => {
    const text =
      "2023年度政府性基金预算财政拨款支出100.00万元，具体如下：\n基本支出60.00万元。\n" +
      "项目支出40.00万元。";
    const found = await facts("五、一般公共预算财政拨款支出决算情况", text);
    expect(found[0]).toBe("fund[total].amount 100.00万元");
    expect(found.slice(1).every((one) => !one.startsWith("fund"))).toBe(true);
  });

  test("a percentage of nothing, and a torn sentence, are told", async () => {
    const { unread } = await told("三、支出决算情况说明\n2023年度支出合计100.00万元，99.00%。\n");
    expect(unread).toMatchObject([{ place: { row: "99.00%" } }]);
    const torn =
      "（二）项目支出：2024年项目支出预算100.00万元，元，其中，基本支出50.00万元，项目支出100.00万元。";
    const found = await told(`四、一般公共预算拨款支出\n${torn}`, BUDGET);
    expect(found.facts.map(({ row }) => row)).toEqual(["project"]);
    expect(found.unread).toHaveLength(2);
  });

  test("a figure of a year that is neither this nor the last is no fact of this year", async () => {
    const text = "2025年度收入合计100.00万元。";
    const { facts: found, statements } = await told(`二、收入决算情况说明\n${text}`);
    expect(found).toEqual([]);
    expect(statements[0]?.mentions[0]).toMatchObject({ role: "amount", year: 2025 });
  });
});

describe("what is said besides figures", () => {
  test("reasons: what they are given for, and which way their own words go", async () => {
    const text =
      "1.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。2023年预算执行数为114.00万元，2024年预算安排110.60万元，" +
      "比2023年预算执行数减少2.98%。主要原因是：行政单位医疗经费增加。";
    const { statements } = await told(`四、一般公共预算支出\n${text}`, BUDGET);
    const item = flat(statements).find(({ row }) => row === "2101101");
    expect(item?.reasons).toMatchObject([
      { text: "行政单位医疗经费增加", of: "to-prior", direction: "up", speaks: "up" },
    ]);
    const final =
      "公务接待费支出预算为10.00万元，支出决算为3.71万元，决算数大于预算数的主要原因是厉行节约，与上年相比增加2.51万元，" +
      "增长209.17%，增加的主要原因是接待经费减少。";
    const reception = (await told(`七、“三公”经费支出决算情况\n${final}`)).statements[0];
    expect(reception?.comparisons).toMatchObject([
      { of: "actual-to-budget", direction: "up" },
      { of: "to-prior", direction: "up" },
    ]);
    expect(reception?.reasons).toMatchObject([
      { of: "actual-to-budget", direction: "up", speaks: null, text: "厉行节约" },
      { of: "to-prior", direction: "up", speaks: "down", text: "接待经费减少" },
    ]);
  });

  test.each([
    ["决算数等于预算数", "actual-to-budget", "same"],
    ["决算数与预算数基本持平", "actual-to-budget", "same"],
    ["决算数与年初预算数持平", "actual-to-budget", "same"],
    ["决算数小于年初预算数的主要原因是未开展", "actual-to-budget", "down"],
    ["决算数较年初预算数增加的主要原因是追加", "actual-to-budget", "up"],
    ["与上年度相比持平", "to-prior", "same"],
    ["较2022年无变化", "to-prior", "same"],
  ])("%s", async (words, of, direction) => {
    const text = `公务接待费支出年初预算为1.00万元，支出决算为1.00万元，${words}。`;
    const [statement] = (await told(`七、“三公”经费支出决算情况\n${text}`)).statements;
    expect(statement?.comparisons).toMatchObject([{ of, direction }]);
  });

  test("a list over several items belongs to the sentence above it", async () => {
    const text = [
      "（三）一般公共预算财政拨款支出决算具体情况",
      "2023年度财政拨款支出年初预算数为100.00万元，支出决算数为90.00万元，完成年初预算的90.00%，其中：",
      "1、卫生健康支出（类）医疗保障管理事务（款）行政运行（项）。",
      "年初预算为60.00万元，支出决算为50.00万元，完成年初预算的83.33%。",
      "2、住房保障支出（类）住房改革支出（款）住房公积金（项）。",
      "年初预算为40.00万元，支出决算为40.00万元，完成年初预算的100.00%。",
    ];
    const { statements } = await told(text.join("\n"));
    expect(statements).toHaveLength(1);
    expect(statements[0]?.parts.map(({ row }) => row)).toEqual(["2101501", "2210201"]);
    expect(statements[0]?.parts_are_whole).toBe(true);
    expect(statements[0]?.parts[1]?.mentions[0]?.place).toMatchObject({ line: 6, page: 1 });
    const shortened = await told(text.slice(0, 5).join("\n"));
    expect(shortened.statements[0]?.parts_are_whole).toBe(false);
  });

  test("a sentence over several lines: each figure at its own", async () => {
    const text = [
      "二、收入决算情况说明",
      "2023年度收入合计8,541.72万元，其中：财政拨款收入8,541.72万元，占",
      "100.00%。",
    ];
    const { facts: found } = await told(text.join("\n"));
    expect(found.map(({ place }) => place.line)).toEqual([2, 2, 3]);
    expect(found[2]?.printed).toEqual({
      ...{ quantity: "percent", value: 1_000_000, step: 100, text: "100.00%" },
    });
    expect(found[0]?.printed).toMatchObject({ value: 854_172_00_00, step: 10_000 });
  });
});
