import { describe, expect, test } from "vitest";
import { facts, flat, told } from "./fixtures/told.ts";

// Goal: whatever province words it, the same sentence gives the same figures under the same
// addresses. All figures and offices are invented.

const FINAL = { kind: "final", year: 2023 } as const;
const BUDGET = { kind: "budget", year: 2024 } as const;

describe("totals of both sides", () => {
  test.each([
    ["2023年度收、支总计2,345.67万元。与2022年度相比，收、支总计各增加100.12万元，增长4.46%。"],
    ["虚构县医疗保障局2023年度收入支出总计2345.67万元。与上年相比，增加100.12万元，上升4.46%。"],
    ["2023年度收支总计均为2345.67万元，较上年决算数增加100.12万元，增长4.46％，主要是人员增加。"],
    ["2023年度收入总计和支出总计均为2345.67万元。比上年增加100.12万元,增幅4.46%。"],
  ])("%s", async (text) => {
    const found = await facts("一、收入支出决算总体情况说明", text, FINAL);
    expect(found.map((one) => one.replace(",", ""))).toEqual([
      "overview[income-grand].amount 2345.67万元",
      "overview[income-grand].change 100.12万元",
      expect.stringMatching(/^overview\[income-grand\]\.change-rate 4\.46/),
    ]);
  });

  test("each side with its own figure; money of the treasury under its own topic", async () => {
    const text =
      "2023年度收入总计5,000.00万元，支出总计5,000.01万元。收支较上年决算数减少500.00万元，下降9.1%。";
    expect(await facts("（一）收入支出决算总体情况说明", text)).toEqual([
      "overview[income-grand].amount 5,000.00万元",
      "overview[income-grand].change -500.00万元",
      "overview[income-grand].change-rate -9.1%",
      "overview[spending-grand].amount 5,000.01万元",
    ]);
    const treasury = "2023年度财政拨款收、支总计4,900.00万元，与2022年度持平。";
    expect(await facts("四、财政拨款收入支出决算总体情况说明", treasury)).toEqual([
      "appropriation[income-grand].amount 4,900.00万元",
    ]);
  });
});

describe("income and spending with their parts", () => {
  const parts = [
    "income[total].amount 1,234.56万元",
    "income[appropriation].amount 1,200.00万元",
    "income[appropriation].share 97.20%",
    "income[other].amount 34.56万元",
    "income[other].share 2.80%",
  ];
  test.each([
    [
      "2023年度收入合计1,234.56万元，其中：财政拨款收入1,200.00万元，占97.20%；其他收入34.56万元，占2.80%。",
    ],
    [
      "本年收入合计1,234.56万元。其中，财政拨款收入1,200.00万元，占总收入的97.20%；其他收入34.56万元，占总收入的2.80%。",
    ],
    [
      "2023年本年收入合计1,234.56万元（其中：财政拨款收入1,200.00万元，占本年收入合计的97.20%；其他收入34.56万元，占本年收入合计的2.80%）。",
    ],
    [
      "2023年度本单位收入合计为1,234.56万元，包括：财政拨款收入1,200.00万元，占比97.20%；其他收入34.56万元，占比2.80%。",
    ],
  ])("%s", async (text) => {
    const { facts: found, statements } = await told(`二、收入决算情况说明\n${text}\n`);
    const texts = found.map(({ topic, row, column, printed }) => {
      return `${topic}[${row}].${column} ${printed.text}`;
    });
    expect(texts).toEqual(parts);
    expect(statements[0]).toMatchObject({ row: "total", parts_are_whole: true });
  });

  test("a change of the whole and of its parts goes back to each", async () => {
    const text =
      "2023年度收入合计100.00万元。其中：财政拨款收入90.00万元，占总收入的90.00%；事业收入10.00万元" +
      "（含教育收费1.00万元），占总收入的10.00%。与上年相比，收入合计增加10.00万元，增长11.11%。" +
      "其中：财政拨款收入增加9.00万元，增长11.11%；事业收入增加1.00万元，增长11.11%。";
    const found = await facts("二、收入决算情况说明", text);
    expect(found).toContain("income[total].change 10.00万元");
    expect(found).toContain("income[appropriation].change 9.00万元");
    expect(found).toContain("income[business].change-rate 11.11%");
    expect(found).toContain("income[business-education].amount 1.00万元");
  });

  test("several names for one figure give none", async () => {
    const text =
      "2023年度支出合计100.00万元。其中：基本支出60.00万元，占总支出的60.00%；项目支出40.00万元，占总支出" +
      "的40.00%；上缴上级支出、经营支出、对附属单位补助支出共0.00万元，占总支出的0.00%。";
    expect(await facts("三、支出决算情况说明", text)).toEqual([
      "spending[total].amount 100.00万元",
      "spending[basic].amount 60.00万元",
      "spending[basic].share 60.00%",
      "spending[project].amount 40.00万元",
      "spending[project].share 40.00%",
    ]);
  });

  test("a budget: this year's income, what was carried over, and spending", async () => {
    const text =
      "2024年部门收入预算1,500.00万元，其中：本年收入1,400.00万元，占93.33%；上年结转100.00万元，占6.67%。";
    expect(await facts("二、部门收入预算说明", text, BUDGET)).toEqual([
      "income[total].amount 1,500.00万元",
      "overview[income-total].amount 1,400.00万元",
      "overview[income-total].share 93.33%",
      "income[opening].amount 100.00万元",
      "income[opening].share 6.67%",
    ]);
    const spending =
      "2024年支出预算1,500.00万元，其中：基本支出1,000.00万元，占66.67%，同比增加50.00万元，增长5.26%；" +
      "项目支出500.00万元，占33.33%，同比减少50.00万元，下降9.09%。";
    expect(await facts("三、部门支出预算说明", spending, BUDGET)).toContain(
      "spending[project].change-rate -9.09%",
    );
    const titled =
      "（一）收入预算：2024年年初预算数1,500.00万元，其中：一般公共预算拨款1,500.00万元。";
    expect(await facts("三、部门收支总体情况", titled, BUDGET)).toEqual([
      "income[total].amount 1,500.00万元",
      "income[general].amount 1,500.00万元",
    ]);
  });

  test("spending by whose money it is", async () => {
    const text =
      "支出预算900.00万元，其中：财政拨款支出预算900.00万元，比2023年预算减少20.00万元。财政拨款支出预算中，" +
      "一般公共预算拨款支出预算880.00万元，比2023年预算减少20.00万元；政府性基金拨款支出预算20.00万元，比2023年预算持平。";
    expect(await facts("2024年部门预算编制说明", text, BUDGET)).toEqual([
      "spending[total].amount 900.00万元",
      "appropriation[spending-total].amount 900.00万元",
      "appropriation[spending-total].change -20.00万元",
      "general[total].amount 880.00万元",
      "general[total].change -20.00万元",
      "fund[total].amount 20.00万元",
    ]);
  });
});

describe("spending by function", () => {
  test.each([
    ["教育（类）支出20.00万元，占0.86%"],
    ["教育支出（类）20.00万元，占0.86%"],
    ["教育支出20.00万元，占一般公共预算财政拨款支出的0.86%"],
    ["教育支出(类)20.00万元，占比0.86%"],
    ["205教育支出20.00万元，占0.86%"],
  ])("a class as %s", async (item) => {
    const text = `2023年一般公共预算财政拨款支出2,320.00万元，主要用于以下方面：${item}；卫生健康支出2,300.00万元，占99.14%。`;
    const found = await facts("（二）一般公共预算财政拨款支出决算结构情况", text);
    expect(found.slice(0, 4)).toEqual([
      "general[total].amount 2,320.00万元",
      "general[205].amount 20.00万元",
      "general[205].share 0.86%",
      "general[210].amount 2,300.00万元",
    ]);
  });

  test.each([
    [
      "1.卫生健康支出（类）医疗保障管理事务（款）行政运行（项）。年初预算为90.00万元，支出决算为81.00万元，完成年初预算的90.00%。",
    ],
    [
      "1、卫生健康（类）医疗保障管理事务（款）行政运行（项）年初预算数90.00万元，决算数81.00万元，完成年初预算90.00%。",
    ],
    [
      "（1）卫生健康支出-医疗保障管理事务-行政运行：年初预算为90.00万元，支出决算为81.00万元，预算完成率90.00%。",
    ],
    ["1. 2101501行政运行年初预算为90.00万元，决算为81.00万元，完成年初预算数的90.00%。"],
    [
      "1.卫生健康支出（类）医疗保障管理事务（款）行政运行（项）支出决算为81.00万元，完成年初预算90.00万元的90.00%。",
    ],
  ])("an item: %s", async (text) => {
    const found = await facts("（三）一般公共预算财政拨款支出决算具体情况", text);
    expect(new Set(found)).toEqual(
      new Set([
        "general[2101501].budget 90.00万元",
        "general[2101501].actual 81.00万元",
        "general[2101501].completion 90.00%",
      ]),
    );
  });

  test("a budget's item by last year's execution, and by last year's budget", async () => {
    const text =
      "1.“卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”14.22万元，主要用于行政单位医疗。" +
      "2023年当年预算执行数为9.51万元，2024年预算安排14.22万元，比2023年预算执行数增加49.53%。主要原因是：人员增加。\n" +
      "2.住房保障支出（类）住房改革支出（款）住房公积金（项）2024年预算数为30.00万元，由2023年预算数的25.00万元增加到30.00万元，增加5.00万元，增长20%。\n";
    expect(await facts("四、一般公共预算拨款支出预算", text, BUDGET)).toEqual([
      "general[2101101].amount 14.22万元",
      "general[2101101].prior 9.51万元",
      "general[2101101].amount 14.22万元",
      "general[2101101].change-rate 49.53%",
      "general[2210201].amount 30.00万元",
      "general[2210201].prior 25.00万元",
      "general[2210201].amount 30.00万元",
      "general[2210201].change 5.00万元",
      "general[2210201].change-rate 20%",
    ]);
  });

  test("an item whose name several have is known by the tables, or not at all", async () => {
    const text = "1.行政运行 900.00万元，主要用于人员经费800万元，公用经费100万元。";
    expect(await facts("四、一般公共预算支出情况", text, BUDGET)).toEqual([]);
    const place = { page: 1, line: 1, table: "", row: "", column: "", text: "" };
    const row = {
      id: "2101501",
      code: "2101501",
      name: "行政运行",
      chart: "functional",
      place,
    } as const;
    const table = {
      ...{ topic: "general", title: "", label: "", columns: [], rows: [row], notes: [], place },
      ...{ is_empty: false, is_whole: true },
    };
    const found = await facts("四、一般公共预算支出情况", text, { ...BUDGET, tables: [table] });
    expect(found).toEqual(["general[2101501].amount 900.00万元"]);
  });
});

describe("basic spending", () => {
  test("names of what it goes on are parts without figures; a slip keeps its words", async () => {
    const text =
      "2023年度财政拨款基本支出300.00万元，其中：人员经费200.00万元，占基本支出的66.67%，主要包括基本工资、" +
      "津贴补贴、奖金等；公用经费100.00万元，占基本支出的33.33%，主要包括办公费、维修（护）费、公会经费等。";
    const { statements } = await told(`六、一般公共预算财政拨款基本支出决算情况说明\n${text}`);
    const [whole] = statements;
    expect(whole).toMatchObject({ topic: "basic", row: "total", parts_are_whole: true });
    const names = whole?.parts.map(({ row, parts }) => [row, ...parts.map((one) => one.row)]);
    expect(names).toEqual([
      ["personnel", "30101", "30102", "30103"],
      ["public", "30201", "30213", ""],
    ]);
    expect(whole?.parts[1]?.parts[2]).toMatchObject({ subject: "公会经费", mentions: [] });
    expect(whole?.parts[1]?.mentions[1]).toMatchObject({ role: "share", whole: null });
  });

  test("each with its own change; 等 before the class of a list", async () => {
    const text =
      "2023年度一般公共预算财政拨款基本支出300.00万元。其中：人员经费200.00万元，较上年决算数增加20.00万元，增长11.1%，" +
      "主要原因是补缴年金20万元。人员经费用途主要包括基本工资等。公用经费100.00万元，较上年决算数减少5.00万元，下降4.8%。";
    expect(await facts("六、一般公共预算财政拨款基本支出决算情况说明", text)).toEqual([
      "basic[total].amount 300.00万元",
      "basic[personnel].amount 200.00万元",
      "basic[personnel].change 20.00万元",
      "basic[personnel].change-rate 11.1%",
      "basic[public].amount 100.00万元",
      "basic[public].change -5.00万元",
      "basic[public].change-rate -4.8%",
    ]);
    const list = "其中：基本工资、津贴补贴等人员经费支出700.00万元，占基本支出的87.50%。";
    expect(await facts("三、支出决算情况说明", list)).toEqual([
      "spending[basic-personnel].amount 700.00万元",
    ]);
  });
});

describe("三公", () => {
  test("budget, actual, completion and change of each item, in one sentence", async () => {
    const text =
      "2023年度“三公”经费财政拨款支出预算为20万元，支出决算为15.5万元，完成预算的77.5%，比上年决算数减少1.5万元，下降8.8%。" +
      "其中：因公出国（境）费支出决算为0万元，完成预算0万元的0%；公务用车购置及运行维护费支出决算为12万元，完成预算15万元的80%，" +
      "其中：公务用车购置支出决算为0万元，公务用车运行维护费支出决算为12万元；公务接待费支出决算为3.5万元，完成预算5万元的70%。";
    expect(await facts("七、财政拨款“三公”经费支出决算情况说明", text)).toEqual([
      "three-public[total].budget 20万元",
      "three-public[total].actual 15.5万元",
      "three-public[total].completion 77.5%",
      "three-public[total].change -1.5万元",
      "three-public[total].change-rate -8.8%",
      "three-public[abroad].actual 0万元",
      "three-public[abroad].budget 0万元",
      "three-public[abroad].completion 0%",
      "three-public[vehicles].actual 12万元",
      "three-public[vehicles].budget 15万元",
      "three-public[vehicles].completion 80%",
      "three-public[vehicle-purchase].actual 0万元",
      "three-public[vehicle-running].actual 12万元",
      "three-public[reception].actual 3.5万元",
      "three-public[reception].budget 5万元",
      "three-public[reception].completion 70%",
    ]);
  });

  test("a budget: brackets around parts, 持平, and what has no form", async () => {
    const text =
      "2024年“三公”经费预算10.00万元，与2023年预算持平。其中：因公出国（境）费0万元；公务接待费4.00万元，比上年预算减少" +
      "1.00万元，下降20%；公务用车购置及运行维护费6.00万元（其中：公务用车购置费0万元，公务用车运行维护费6.00万元），" +
      "较上年预算增加1.00万元，增长20%。";
    const { statements } = await told(`五、“三公”经费预算情况\n${text}`, BUDGET);
    const all = flat(statements);
    expect(all.map(({ row }) => row)).toEqual([
      ...["total", "abroad", "reception", "vehicles", "vehicle-purchase", "vehicle-running"],
    ]);
    expect(statements[0]?.comparisons).toMatchObject([{ of: "to-prior", direction: "same" }]);
    const vehicles = all.find(({ row }) => row === "vehicles");
    expect(vehicles?.mentions.map(({ role, base }) => [role, base])).toEqual([
      ["amount", null],
      ["change", "prior-budget"],
      ["change-rate", "prior-budget"],
    ]);
  });

  test("change against the budget, then against last year, of the cost at hand", async () => {
    const text =
      "公务接待费5.00万元，主要用于接待外地调研。费用支出较年初预算数减少3.00万元，下降37.5%，主要原因是节约。" +
      "较上年支出数增加0.50万元，增长11.1%，主要原因是交流增多。";
    const { statements } = await told(`（二）“三公”经费分项支出情况\n${text}`);
    expect(statements).toHaveLength(1);
    expect(statements[0]?.mentions.map(({ role, base }) => [role, base])).toEqual([
      ["actual", null],
      ["change", "initial-budget"],
      ["change-rate", "initial-budget"],
      ["change", "prior-final"],
      ["change-rate", "prior-final"],
    ]);
    expect(statements[0]?.reasons.map(({ of, text: words }) => [of, words])).toEqual([
      ["actual-to-budget", "节约"],
      ["to-prior", "交流增多"],
    ]);
  });

  test.each([
    [
      "1.因公出国（境）费支出5.00万元。全年安排因公出国（境）团组2个、累计5人次。",
      ["abroad-groups 2个", "abroad-people 5人次"],
    ],
    [
      "3.公务接待费支出3.00万元。其中：国内接待费支出3.00万元（其中：外事接待费支出1.00万元），共安排国内公务接待30批次" +
        "（其中：外事接待2批次），接待人次200人（其中：外事接待人次7人）。",
      [
        "reception-groups 30批次",
        "reception-foreign-groups 2批次",
        "reception-people 200人",
        "reception-foreign-people 7人",
      ],
    ],
    [
      "公务接待费2.34万元。国内公务接待30批次，210人次（不包括陪同人员），共计支出2.34万元。",
      ["reception-groups 30批次", "reception-people 210人次"],
    ],
    [
      "公务用车购置0辆，公务车保有量为4辆；国内公务接待50批次400人，其中：国内外事接待1批次，3人；2023年本部门人均接待费125.00元，车均维护费2.50万元。",
      [
        "vehicles-bought 0辆",
        "vehicles-kept 4辆",
        "reception-groups 50批次",
        "reception-people 400人",
        "reception-foreign-groups 1批次",
        "reception-foreign-people 3人",
      ],
    ],
    [
      "公务接待费3.71万元，全年共接待来访团组31个、来宾185人次。",
      ["reception-groups 31个", "reception-people 185人次"],
    ],
  ])("counts: %s", async (text, counts) => {
    const found = await facts("（三）“三公”经费实物量情况", text);
    const expected = counts.map((one) => `three-public-counts[${one.replace(" ", "].count ")}`);
    expect(found.filter((one) => one.startsWith("three-public-counts"))).toEqual(expected);
    expect(found.join()).not.toMatch(/125\.00|2\.50万元/);
  });
});

describe("other matters", () => {
  test("机关运行经费 by several bases", async () => {
    const heading = "（一）机关运行经费支出情况";
    const plain = "机关运行经费支出184.65万元，比2022年度增加2.55万元，增长1.40%。";
    expect(await facts(heading, plain)).toEqual([
      "operating[total].amount 184.65万元",
      "operating[total].change 2.55万元",
      "operating[total].change-rate 1.40%",
    ]);
    const budget =
      "2024年虚构县医疗保障局机关运行经费当年一般公共预算拨款100.00万元，比上一年减少5.00万元，下降4.76%。";
    expect(await facts(heading, budget, BUDGET)).toEqual([
      "operating[total].amount 100.00万元",
      "operating[total].change -5.00万元",
      "operating[total].change-rate -4.76%",
    ]);
    const units =
      "2024年虚构街道办事处（部门）下属1家机关和1家参公事业单位财政拨款的机关运行经费预算为443.18万元。";
    expect(await facts(heading, units, BUDGET)).toEqual(["operating[total].amount 443.18万元"]);
    const open =
      "机关运行经费支出386.59万元，比年初预算数（或者上年决算数）减少30.41万元，降低7.29%。";
    const { statements } = await told(`${heading}\n${open}`);
    expect(statements[0]?.mentions[1]).toMatchObject({
      role: "change",
      direction: "down",
      base: null,
    });
  });

  test("会议费, 培训费 with people", async () => {
    const text =
      "2024年本部门会议费预算5.00万元，拟召开3次会议，人数200人，内容为工作会；培训费预算8.00万元，拟开展4次培训，人数300人，内容为业务培训。";
    expect(await facts("（三）一般性支出情况", text, BUDGET)).toEqual([
      "meetings[meeting].amount 5.00万元",
      "meetings[meeting-people].count 200人",
      "meetings[training].amount 8.00万元",
      "meetings[training-people].count 300人",
    ]);
  });

  test("政府采购: kinds, and shares of several wholes", async () => {
    const text =
      "2023年度，虚构市医疗保障局政府采购支出总额100.00万元，其中：政府采购货物支出30.00万元、政府采购工程支出0万元、" +
      "政府采购服务支出70.00万元。授予中小企业合同金额90.00万元，占政府采购支出总额的90%，其中：授予小微企业合同金额50.00万元，" +
      "占授予中小企业合同金额的55.56%。货物采购授予中小企业合同金额占货物支出金额的80%。";
    const { statements } = await told(`（二）政府采购支出情况\n${text}`);
    const [total] = statements;
    expect(total).toMatchObject({ row: "total", parts_are_whole: true });
    const shares = flat(statements).flatMap(({ row, mentions }) => {
      return mentions.filter(({ role }) => role === "share").map(({ whole }) => [row, whole]);
    });
    expect(shares).toEqual([
      ["small-medium", expect.toSatisfy((whole) => whole === null || whole === "total")],
      ["small-micro", null],
      ["goods-small-medium", "goods"],
    ]);
    const other =
      "授予中小企业合同金额90.00万元，占政府采购支出总额的90%，其中：授予小微企业合同金额50.00万元，占政府采购支出总额的50%。";
    const micro = flat((await told(`（二）政府采购支出情况\n${other}`)).statements);
    expect(micro.find(({ row }) => row === "small-micro")?.mentions[1]).toMatchObject({
      role: "share",
      whole: "total",
    });
  });

  test("vehicles by use, at hand and planned", async () => {
    const text =
      "截至2023年12月底，本部门共有公务用车3辆，其中，机要通信用车1辆，执法执勤用车2辆，其他按照规定配备的公务用车0辆；" +
      "单位价值50万元以上通用设备2台，单价100万元（含）以上设备（不含车辆）1台（套）。2024年拟新增配置公务用车1辆，其中，应急保障用车1辆。";
    expect(await facts("（五）国有资产占有使用情况", text, BUDGET)).toEqual([
      "assets[vehicles].count 3辆",
      "assets[vehicle-confidential].count 1辆",
      "assets[vehicle-enforcement].count 2辆",
      "assets[vehicle-other].count 0辆",
      "assets[equipment-large].count 1台套",
      "assets[new-vehicles].count 1辆",
      "assets[new-vehicle-emergency].count 1辆",
    ]);
  });

  test("绩效: projects, their money and grades; the target of all spending", async () => {
    const text =
      "编报绩效目标的2023年度项目4个，涉及预算金额598.42万元；绩效自评的2023年度项目4个，涉及预算金额598.42万元，平均得分" +
      "99.43分（其中，绩效评级为“优”的项目3个；绩效评级为“良”的项目1个；绩效评级为“不合格”的项目0个。绩效自评中共发现问题2个，" +
      "已经完成整改的1个，正在整改的1个）。";
    expect(await facts("十、预算绩效管理情况", text)).toEqual([
      "performance[target-projects].count 4个",
      "performance[target-projects].amount 598.42万元",
      "performance[evaluated-projects].count 4个",
      "performance[evaluated-projects].amount 598.42万元",
      "performance[grade-excellent].count 3个",
      "performance[grade-good].count 1个",
      "performance[grade-fail].count 0个",
      "performance[problems].count 2个",
      "performance[problems-mended].count 1个",
      "performance[problems-open].count 1个",
    ]);
    const overall =
      "本部门整体支出和项目支出全部实行绩效目标管理，纳入2024年部门整体支出绩效目标的金额为1,500.00万元，其中，基本支出" +
      "1,000.00万元，项目支出500.00万元。";
    expect(await facts("（六）预算绩效目标说明", overall, BUDGET)).toEqual([
      "performance[overall].amount 1,500.00万元",
      "performance[overall-basic].amount 1,000.00万元",
      "performance[overall-project].amount 500.00万元",
    ]);
  });
});
