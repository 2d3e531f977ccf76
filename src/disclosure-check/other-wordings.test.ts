import { describe, expect, test } from "vitest";
import { checkText } from "./fixtures/check-text.ts";

// Goal: paragraphs as other provinces word them, consistent in themselves, give no error; the same
// with one slip give an error in the line of the slip. All figures and offices are invented.

const HEAD = "虚构区民政局2024年度部门决算\n第三部分 2024年度部门决算情况说明\n";
const BUDGET = "虚构区民政局2024年部门预算\n第三部分 2024年部门预算情况说明\n";

const OF_SENTENCES = /^(?:N-|REPEAT|SIGN|PARTS|REASON|SHARE|COMPLETION)/;

async function faults(text: string): Promise<readonly string[]> {
  const { findings } = await checkText(text);
  const heavy = findings.filter(({ outcome }) => outcome === "error" || outcome === "warn");
  const judged = heavy.filter(({ rule }) => OF_SENTENCES.test(rule));
  return judged.map(({ rule, where }) => `${rule} ${where.line}`);
}

const WHOLE_OF_SHARE =
  `${HEAD}二、一般公共预算财政拨款支出决算情况说明\n` +
  "2024年度一般公共预算财政拨款支出480.00万元，占本年支出合计500.00万元的96.00%。\n";
const BESIDE =
  `${HEAD}二、收入决算情况说明\n` +
  "2024年度收入合计100.00万元，其中：财政拨款收入90.00万元，占90.00%；其他收入10.00万元，占10.00%。" +
  "此外，使用非财政拨款结余0.00万元，年初结转和结余5.00万元。\n";
const AFTER_LIST =
  `${HEAD}一、收入支出决算总体情况说明\n（一）收入总计200.00万元，包括：\n` +
  "1.财政拨款收入150.00万元，占收入总计的75.00%。\n2.其他收入50.00万元，占收入总计的25.00%。\n" +
  "与上年相比，今年收入增加20.00万元，增长11.11%，主要原因：人员增加。\n";
const TWO_BASES =
  `${HEAD}五、“三公”经费支出决算情况说明\n` +
  "本部门2024年度“三公”经费支出预算为10.00万元，支出决算为9.00万元，完成预算的90.00%，" +
  "较预算减少1.00万元，降低10.00%，主要是压减支出；较2023年度增加1.00万元，增长12.50%，" +
  "主要是业务支出增加。\n";
const SUBJECT_BETWEEN =
  `${BUDGET}四、“三公”经费财政拨款预算说明\n` +
  "2024年“三公”经费财政拨款预算9.00万元，比2023年“三公”经费财政拨款预算8.00万元增加1.00万元。\n";
const BY_CHANGE =
  `${HEAD}四、财政拨款收入支出决算总体情况说明\n` +
  "本部门2024年度财政拨款本年收入110.00万元，完成年初预算的110.00%，比年初预算增加10.00万元，" +
  "决算数大于预算数主要原因是追加项目经费。\n";
const DIFFERENCE =
  `${HEAD}五、一般公共预算财政拨款支出决算情况说明\n` +
  "2024年度一般公共预算财政拨款支出95.00万元。与年初预算相比，年初预算数100.00万元，" +
  "决算数95.00万元，预决算差异率-5.00%，主要原因是：压减支出。\n";
const RECEPTION =
  `${HEAD}七、财政拨款“三公”经费支出决算情况说明\n` +
  "公务接待费支出8.00万元。其中：国内公务接待支出8.00万元，接待60批次，500人次；" +
  "国（境）外公务接待支出0万元。\n";
const ZERO_PART =
  `${HEAD}三、支出决算情况说明\n` +
  "2024年度支出合计100.00万元，其中：基本支出60.00万元，占60.00%；项目支出40.00万元，占40.00%；" +
  "经营支出0万元，占0%。\n";
const UNKNOWN_ITEM =
  `${BUDGET}二、财政拨款支出主要内容\n` +
  "1.社会保障和就业支出（类）虚构管理事务（款）虚构事务（项）65.00万元，主要用于日常工作。" +
  "2023年预算执行数为50.00万元，2024年预算安排65.00万元，比2023年预算执行数增加30.00%。" +
  "主要原因是：项目经费增加。\n";
const OTHER_VEHICLES =
  `${HEAD}十一、国有资产占用情况说明\n` +
  "截至2024年12月31日，本部门共有车辆4辆，其中：定向保障用车1辆、执法执勤用车2辆、其他用车1辆。\n";
const OTHER_PROJECTS =
  `${BUDGET}十五、预算绩效目标设置情况说明\n` +
  "2024年度，本部门整体支出纳入绩效目标管理，涉及预算资金500.00万元；" +
  "本部门共7个项目纳入绩效目标管理，涉及预算资金合计200.00万元。\n";
const ONE_REASON =
  `${HEAD}七、财政拨款“三公”经费支出决算情况说明\n` +
  "2024年度“三公”经费支出决算数比2023年度减少1.00万元，下降10.00%。其中：" +
  "因公出国（境）费支出决算持平；公务用车运行维护费支出决算减少2.00万元，下降25.00%；" +
  "公务接待费支出决算增加1.00万元，增长50.00%。减少的主要原因：业务量变化。\n";

const CLEAN = {
  ...{ WHOLE_OF_SHARE, BESIDE, AFTER_LIST, TWO_BASES, SUBJECT_BETWEEN, BY_CHANGE, DIFFERENCE },
  ...{ RECEPTION, ZERO_PART, UNKNOWN_ITEM, OTHER_VEHICLES, OTHER_PROJECTS, ONE_REASON },
};

describe("consistent as it stands", () => {
  test.each(Object.entries(CLEAN))("%s", async (_, text) => {
    expect(await faults(text)).toEqual([]);
  });
});

describe("a slip", () => {
  test.each([
    ["the share of a whole that is told beside it", WHOLE_OF_SHARE, "96.00%", "69.00%"],
    ["the whole of a share", WHOLE_OF_SHARE, "合计500.00", "合计600.00"],
    ["a rate behind a list", AFTER_LIST, "11.11%", "12.11%"],
    ["a change against the budget", TWO_BASES, "减少1.00万元，降低", "减少3.00万元，降低"],
    ["a reason against the direction", TWO_BASES, "业务支出增加", "业务支出减少"],
    ["a prior figure behind its subject", SUBJECT_BETWEEN, "预算8.00", "预算6.00"],
    ["completion against the change", BY_CHANGE, "的110.00%", "的101.00%"],
    ["大于 against the change", BY_CHANGE, "大于", "小于"],
    ["a rate of difference", DIFFERENCE, "-5.00%", "-6.00%"],
    ["a reception at home", RECEPTION, "国内公务接待支出8.00", "国内公务接待支出7.00"],
    ["a part beside a plain 0", ZERO_PART, "项目支出40.00", "项目支出40.20"],
    ["an item that the chart lacks", UNKNOWN_ITEM, "安排65.00", "安排56.00"],
  ])("%s", async (_, text, right, wrong) => {
    expect(text).toContain(right);
    const lines = text.slice(0, text.indexOf(right)).split("\n").length;
    const found = await faults(text.replace(right, wrong));
    expect(found.some((one) => one.endsWith(` ${lines}`))).toBe(true);
  });
});
