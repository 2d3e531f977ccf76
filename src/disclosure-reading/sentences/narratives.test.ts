import { expect, test } from "vitest";
import { facts, flat, told } from "./fixtures/told.ts";

// Goal: turns of phrase that carry from sentence to sentence, as several provinces have them. All
// figures and offices are invented.

const BUDGET = { kind: "budget", year: 2024 } as const;

test("totals and what they are made of, told in a paragraph of its own", async () => {
  const text = [
    "一、收入决算情况说明",
    "本部门2023年度收入总计1,000.00万元，其中年初结转和结余100.00万元，较2022年增加20.00万元，增长25.00%；" +
      "本年收入合计900.00万元，较2022年减少50.00万元，下降5.26%，主要原因是：项目减少。",
    "本年收入的具体构成为：财政拨款收入880.00万元，占97.78%；其他收入20.00万元，占2.22%。",
  ];
  const { statements } = await told(text.join("\n"));
  const year = flat(statements).find(({ row }) => row === "total");
  expect(year).toMatchObject({ topic: "income", parts_are_whole: true });
  expect(year?.parts.map(({ row, mentions }) => [row, mentions[1]?.whole])).toEqual([
    ["appropriation", null],
    ["other", null],
  ]);
});

test("sources of money in brackets are not the subject's own figures", async () => {
  const text =
    "2023年度财政拨款“三公”经费支出决算20.00万元（其中：一般公共预算支出19.00万元；政府性基金预算支出1.00万元）。" +
    "与上年相比，增加2.00万元。其中，因公出国（境）费支出0万元，占“三公”经费的0%；公务接待费支出20.00万元，占“三公”经费的100%。";
  expect(await facts("（一）“三公”经费财政拨款支出总体情况说明", text)).toEqual([
    "three-public[total].actual 20.00万元",
    "three-public[total].change 2.00万元",
    "three-public[abroad].actual 0万元",
    "three-public[abroad].share 0%",
    "three-public[reception].actual 20.00万元",
    "three-public[reception].share 100%",
  ]);
});

test("a fund: income, balances and spending in one sentence", async () => {
  const text =
    "2023年度政府性基金预算财政拨款收入100.00万元；年初结转和结余10.00万元；支出105.00万元，其中基本支出0万元，" +
    "项目支出105.00万元；年末结转和结余5.00万元。";
  expect(await facts("八、政府性基金预算财政拨款收入支出决算情况", text)).toEqual([
    "fund[income].amount 100.00万元",
    "fund[opening].amount 10.00万元",
    "fund[total].amount 105.00万元",
    "fund[basic].amount 0万元",
    "fund[project].amount 105.00万元",
    "fund[closing].amount 5.00万元",
  ]);
});

test("guests received at home and abroad divide the reception; abroad has no counts", async () => {
  const text =
    "公务接待费支出决算8.00万元，其中：国内公务接待支出8.00万元，接待60批次，500人次；" +
    "国（境）外公务接待支出0万元，接待2批次，9人次。";
  expect(await facts("（二）“三公”经费财政拨款支出决算具体情况说明", text)).toEqual([
    "three-public[reception].actual 8.00万元",
    "three-public[reception-domestic].actual 8.00万元",
    "three-public[reception-abroad].actual 0万元",
    "three-public-counts[reception-groups].count 60批次",
    "three-public-counts[reception-people].count 500人次",
  ]);
});

test("compared with a figure that is printed: the budget's, or last year's", async () => {
  const text =
    "机关运行经费支出100.00万元，较年初预算95.00万元增加5.00万元，增长5.26%；较上年98.00万元增加2.00万元，增长2.04%。";
  const { statements } = await told(`六、机关运行经费支出情况\n${text}`);
  expect(statements[0]?.mentions.map(({ role, base }) => [role, base])).toEqual([
    ["amount", null],
    ["budget", "initial-budget"],
    ["change", "initial-budget"],
    ["change-rate", "initial-budget"],
    ["prior", "prior-final"],
    ["change", "prior-final"],
    ["change-rate", "prior-final"],
  ]);
});

test("both sides of the treasury's money by class, and the general budget's own", async () => {
  const both =
    "2024年财政拨款收支总预算1200.50万元。收入包括：一般公共预算当年拨款收入1180.00万元、上年结转20.50万元；" +
    "支出包括：社会保障和就业支出200.50万元、卫生健康支出1000.00万元。";
  expect(await facts("四、财政拨款收支预算总体情况", both, BUDGET)).toEqual([
    "appropriation[income-grand].amount 1200.50万元",
    "appropriation[income-general].amount 1180.00万元",
    "appropriation[income-opening].amount 20.50万元",
    "appropriation[208].amount 200.50万元",
    "appropriation[210].amount 1000.00万元",
  ]);
  const change =
    "2024年“三公”经费预算比2023年减少2.00万元，其中：公务用车购置及运行费减少1.00万元，主要是压减；公务接待费减少1.00万元。";
  expect(await facts("七、“三公”经费预算情况说明", change, BUDGET)).toEqual([
    "three-public[total].change -2.00万元",
    "three-public[vehicles].change -1.00万元",
    "three-public[reception].change -1.00万元",
  ]);
});

test("a kind of vehicle that no form has: the others are not all", async () => {
  const text = "共有车辆3辆，其中，一般公务用车1辆、执法执勤用车2辆、其他用车0辆。";
  const { statements } = await told(`（三）国有资产占有使用情况\n${text}`);
  expect(statements[0]).toMatchObject({ row: "vehicles", parts_are_whole: false });
  expect(statements[0]?.parts.map(({ row }) => row)).toEqual([
    "vehicle-enforcement",
    "vehicle-other",
  ]);
});

test("a title that runs into its paragraph does not hide the subject", async () => {
  const text =
    "2024年部门收入预算情况说明虚构县医疗保障局2024年收入预算1200.50万元，其中：上年结转20.50万元。";
  expect(await facts("第三部分 情况说明", text, BUDGET)).toEqual([
    "income[total].amount 1200.50万元",
    "overview[income-opening].amount 20.50万元",
  ]);
});

test("a paragraph without end is not read, and told", async () => {
  const { facts: found, unread } = await told(
    `三、支出决算情况说明\n支出合计100.00万元${"（支出1.00万元，".repeat(4_000)}`,
  );
  expect(found).toEqual([]);
  expect(unread).toMatchObject([{ why: expect.stringContaining("过长") }]);
});
