import { describe, expect, test } from "vitest";
import { writeXlsx } from "../../../test/support/documents/office-writer.ts";
import { writePdf } from "../../../test/support/documents/pdf-writer.ts";
import { readDocument } from "../../documents/index.ts";
import { checkDisclosure } from "../check-disclosure.ts";
import { checkText, found, narrativeOf } from "../fixtures/check-text.ts";

const SCHOOL =
  "1、教育支出（类）普通教育（款）小学教育（项）。主要用于小学教育。" +
  "年初预算为10.00万元，支出决算为12.00万元。";

/** Each rule with sentences that break it, what is found, and sentences that only look like it. */
const CASES: readonly {
  readonly rule: string;
  readonly wrong: readonly (readonly [string, string])[];
  readonly right: readonly string[];
}[] = [
  {
    rule: "RESIDUE-ALT",
    wrong: [
      [
        "机关运行经费支出10.00万元，比上年减少2.00万元，增长（减少）16.67%。",
        "error 增长（减少）→下降16.67%",
      ],
      ["与上年相比，增加2.00万元，增长(下降)25.00%。", "error 增长(下降)→增长25.00%"],
      ["与上年相比增加（减少）0.00万元。", "error 增加（减少）→持平"],
      [
        "年初预算为10.00万元，支出决算为12.00万元，决算数小于（大于）预算数的主要原因是追加。",
        "error 小于（大于）→大于",
      ],
      [
        "支出预算为10.00万元，支出决算为10.00万元，决算数大于/小于预算数的主要原因是追加。",
        "error 大于/小于→持平",
      ],
      ["与上年增加/减少3.00万元。", "error 增加/减少"],
      ["比年初预算数（或者上年决算数）增加3.00万元。", "error （或者上年决算数）"],
      ["决算数比上年减少（或与上年持平）3.00万元。", "error （或与上年持平）"],
      ["截至2023年12月31日，部门（单位）共有车辆3辆。", "warn 部门（单位）"],
      ["纳入省（市/县）财政预算管理的经费。", "warn 省（市/县）"],
    ],
    right: [
      "本年支出比上年增加20.00万元，增长4.17%。",
      "指导各部门（单位）做好预算绩效管理，覆盖各县（市、区）。",
      "注：本表“增减”栏以正数表示增加（含新增）、负数表示减少。",
      "因公出国（境）费支出决算为0.00万元。",
      "维修（护）费增加1.00万元。",
    ],
  },
  {
    rule: "RESIDUE-FILL",
    wrong: [
      ["机关运行经费支出XX万元，比上年增加2.00万元。", "error XX"],
      ["示例市××局共有车辆2辆。", "error ××"],
      ["由某某局负责实施。", "error 某某"],
      ["{单位名称}共有车辆2辆。", "error {单位名称}"],
      ["机关运行经费支出____万元。", "error ____"],
      ["共有车辆X辆。", "error X"],
      ["主要用于办公费、印刷费……等支出5.00万元。", "warn ……"],
      ["主要原因是人员增加。。。", "warn 。。。"],
    ],
    right: [
      "工程位于W-07、W-08街坊和X101、X102街坊。",
      "网址为http://www.example.gov.cn/xxgk/index.html。",
      "设备型号为XL-20X，数量2台。",
    ],
  },
  {
    rule: "RESIDUE-INSTR",
    wrong: [
      ["与上年持平。（如持平作持平表述）", "error 如持平作持平表述"],
      ["其他收入1.00万元（不涉及的不列）。", "error 不涉及的不列"],
      ["主要用于开展业务，列明公务接待批次、人次。", "error 列明公务接待批次、人次"],
      ["（注：数据来源于财决07表）", "error 数据来源于财决07"],
      ["（图1：收入决算结构图）（柱状图）", "error （图1：收入决算结构图）"],
      ["无该项支出的，仍保留该表格式。", "error 仍保留该表格式"],
    ],
    right: [
      "本表金额转换为万元时，因四舍五入可能存在尾差。",
      "具体说明如下：各项支出按规定执行。",
      "数据来源于示例市统计年鉴。",
      "项目单位应按照以上要求完成整改。",
    ],
  },
  {
    rule: "DUP-WORD",
    wrong: [
      ["主要原因是是压缩一般性支出。", "warn 是是→是"],
      ["主要是因为是上年结转减少。", "warn 是因为是→是因为"],
      ["支出决算为10.00万元万元。", "warn 万元万元→万元"],
      ["主要是主要是人员增加。", "warn 主要是主要是→主要是"],
      ["完成预算的的80.00%。", "warn 的的→的"],
      ["与与上年相比增加1.00万元。", "warn 与与→与"],
      ["支出决算数数为10.00万元。", "warn 决算数数"],
      ["增长10.00%%。", "warn %%→%"],
      ["主要原因是人员增加。。", "warn 。。→。"],
      ["办公费、、印刷费减少。", "warn 、、"],
    ],
    right: [
      "以保障安全为目的的检查，是实事求是是否落实的体现。",
      "以及及时处理投诉，参与与服务有关的活动。",
      "存在在建工程和在职在编人员。",
      "其他卫生健康支出其他卫生健康支出40.00万元。",
      "截至2023年年底，一般公共预算预算数为10.00万元。",
      "教育支出支出22.00万元，公共服务服务中心支出5.00万元。",
      "三年一个周期，一步一步推进。",
      "行为为主要依据，对对外合作项目加强管理。",
    ],
  },
  {
    rule: "DUP-PHRASE",
    wrong: [
      ["增长的主要原因是增加的主要原因是接待人次的增加。", "warn 主要原因是增加的主要原因是"],
      [
        "主要原因是人员经费增加较多。主要原因是人员经费增加较多。",
        "warn 主要原因是人员经费增加较多。",
      ],
    ],
    right: ["决算数小于预算数的主要原因是厉行节约，比上年减少的主要原因是接待减少。"],
  },
  {
    rule: "TRUNC",
    wrong: [
      ["机关运行经费减少2.00万元，主要原因是。", "error "],
      ["机关运行经费减少2.00万元，下降16.67%，", "error "],
    ],
    right: ["主要原因是人员减少", "具体情况如下：", "其中："],
  },
  {
    rule: "PUNCT-PAIR",
    wrong: [
      ["“三公“经费支出减少。", "warn “三公“"],
      ["因公出国（境费支出0.00万元。", "warn （境费支出0.00万元。"],
    ],
    right: ["“三公”经费（含外宾接待）支出减少。", "1）办公费增加；2）印刷费减少。"],
  },
  {
    rule: "YEAR",
    wrong: [
      ["2022年度政府采购支出总额20.00万元，其中货物20.00万元。", "error 2022年→2023年"],
      ["支出决算比2021年度增加3.00万元，增长5.00%。", "error 2021年→2022年"],
      ["2020年度本部门开支会议费6.45万元，培训费1.00万元。", "error 2020年→2023年"],
      ["2020年，本部门收入5.00万元，其中：其他收入5.00万元。", "error 2020年→2023年"],
      ["截至2022年12月31日，共有车辆2辆。", "error 截至2022年12月31日→2023年12月31日"],
    ],
    right: [
      "2023年度政府采购支出总额20.00万元，比2022年度增加1.00万元。",
      "根据《示例省2019年政府采购目录》（示财〔2019〕12号），采购支出20.00万元。",
      "比2023年年初预算数减少3.00万元，下降5.00%。",
      "“十四五”规划（2021—2025年）项目支出20.00万元。",
      "2022年结转资金5.00万元用于信息化建设。",
    ],
  },
  {
    rule: "NAME",
    wrong: [
      ["示范县统计局2023年度机关运行经费支出10.00万元。", "error 示范县统计局→示例市审计局"],
      ["示例市审汁局2023年度机关运行经费支出10.00万元。", "warn 示例市审汁局→示例市审计局"],
    ],
    right: [
      "市审计局2023年度机关运行经费支出10.00万元。",
      "本部门2023年度机关运行经费支出10.00万元。",
    ],
  },
  {
    rule: "PCT-SIGN",
    wrong: [["比上年增加2.00万元，增长13.95。", "warn 增长13.95→增长13.95%"]],
    right: ["比上年增加2.00万元，增长13.95%。", "占地12.50亩，下降2.00米。"],
  },
  {
    rule: "PCT-OVER",
    wrong: [
      ["货物支出20.00万元，占政府采购支出总额的120.00%。", "error 占政府采购支出总额的120.00%"],
    ],
    right: ["占政府采购支出总额的100.00%，完成年初预算的120.00%。"],
  },
  {
    rule: "UNIT-ODD",
    wrong: [
      ["单位价值100元以上设备（不含车辆）2台。", "warn 100元→100万元"],
      [`${"支出20.00万元，比上年增加1.00万元。".repeat(5)}会议费9.31元。`, "warn 9.31元→9.31万元"],
      [
        `${"支出200000.00元，比上年增加10000.00元。".repeat(15)}会议费93100.00万元。`,
        "warn 93100.00万元→93100.00元",
      ],
    ],
    right: [
      "单价100万元（含）以上设备2台，单价5000.00元/台。",
      `${"支出20.00万元，比上年增加1.00万元。".repeat(5)}人均会议费9.31元，结余12345.67元。`,
    ],
  },
  {
    rule: "TYPO-CODE-NAME",
    wrong: [
      ["主要包括办公费、印刷费、公会经费、差旅费等。", "warn 公会经费→工会经费"],
      ["主要原因是公务车用车运行费保持不变。", "warn 公务车用车运行费→公务用车运行费"],
      [
        "1、教育支出（类）普通教育（款）一般行政管理事物（项）。",
        "warn 一般行政管理事物→一般行政管理事务",
      ],
    ],
    right: [
      "主要包括住房补贴、会务费、其他交通费、社会保障缴费、办公费用、年终奖金等。",
      "主要包括公务用车运行维护费、公车运行费等。",
    ],
  },
  {
    rule: "WORDING",
    wrong: [
      ["截止2023年12月31日，共有车辆2辆。", "hint 截止→截至"],
      ["住宿费、公杂费等等支出。", "hint 等等→等"],
    ],
    right: ["截至2023年12月31日，报名截止日期为6月30日。"],
  },
  {
    rule: "PUNCT-MIX",
    wrong: [["增长4.17%,主要是人员增加。", "hint ,"]],
    right: ["支出1,234.56万元，增长4.17%。"],
  },
  {
    rule: "REASON-CONTRADICTS",
    wrong: [
      ["财政拨款收入支出总计持平。主要原因：项目按进度减少支付。", "error 项目按进度减少支付"],
      ["与上年持平，主要原因是人员增加。", "error 人员增加"],
      ["与上年持平，主要原因是厉行节约，压减档案整理支出。", "warn 厉行节约"],
      ["与上年持平，主要原因是培训项目已经完成，不再安排支出。", "error 培训项目"],
      ["预算较上年持平，主要是试点工作量增加，追加了经费。", "error 试点工作量增加"],
    ],
    right: [
      "与上年持平，主要原因是厉行节约，压减一般性支出。",
      "与上年持平，主要原因是科普活动经费保持不变。",
      "与上年基本持平，主要原因是人员略有增加。",
      "与上年持平，主要原因是人员增加与压减经费相抵。",
    ],
  },
  {
    rule: "REASON-COPIED",
    wrong: [[`${SCHOOL}决算数大于预算数的主要原因：学前教育经费增加。`, "error 学前教育经费增加"]],
    right: [
      `${SCHOOL}决算数大于预算数的主要原因：小学教育经费增加。`,
      "1、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。主要用于行政单位医疗。" +
        "决算数大于预算数的主要原因：住房公积金和职业年金基数调整。",
    ],
  },
];

for (const { rule, wrong, right } of CASES) {
  describe(rule, () => {
    for (const [paragraph, expected] of wrong) {
      test(`found: ${paragraph}`, async () => {
        const all = await found(paragraph, rule);
        expect(
          all.some((one) => one.startsWith(expected)),
          all.join(" | "),
        ).toBe(true);
      });
    }
    for (const paragraph of right) {
      test(`no alarm: ${paragraph}`, async () => {
        expect(await found(paragraph, rule)).toEqual([]);
      });
    }
  });
}

describe("names and years where the unit speaks of all its money", () => {
  test("another unit's name", async () => {
    const text = "示例市民政局所有收入和支出均纳入部门预算管理。";
    expect(await found(text, "NAME")).toEqual(["error 示例市民政局→示例市审计局"]);
    expect(await found("示例市审计局所有收入和支出均纳入部门预算管理。", "NAME")).toEqual([]);
  });

  test("another unit's name, where it is told which units the department has", async () => {
    const of = async (units: string) => {
      const text = narrativeOf("本年无其他事项。").replace("负责全市审计工作。", units);
      const { findings } = await checkText(text);
      return findings.filter(({ rule }) => rule === "NAME").map(({ printed }) => printed);
    };
    const own = "示例市审计局部门决算由示例市民政局本部决算组成。";
    const range = "从决算单位构成看，纳入示例市民政局2023年度部门决算编制范围的单位共2个，包括：";
    expect(await of(own)).toEqual(["示例市民政局"]);
    expect(await of(`${range}示例市审计局本级、示例市审计中心。`)).toEqual(["示例市民政局"]);
    // A unit below tells what the department it belongs to has.
    expect(await of(`${range}示例市民政局本级、示例市审计局。`)).toEqual([]);
    expect(await of(own.replace("民政", "审计"))).toEqual([]);
  });

  test("an assessment of another year", async () => {
    const of = async (year: number) => {
      const told = `${year}年度开展绩效自评的项目6个，平均得分87分。`;
      const text = narrativeOf("本年无其他事项。").replace(/示例市审计局2023年度对全部.*$/m, told);
      const { findings } = await checkText(text);
      return findings.filter(({ rule }) => rule === "YEAR").map(({ printed }) => printed);
    };
    expect(await of(2020)).toEqual(["2020年"]);
    expect(await of(2022)).toEqual([]);
    expect(await of(2023)).toEqual([]);
  });
});

describe("aims of a budget", () => {
  test("of another year", async () => {
    const of = async (year: number) => {
      const told = `${year}年示例市审计局整体支出纳入绩效目标管理，涉及资金90.00万元。`;
      const text = narrativeOf("本年无其他事项。")
        .replaceAll("决算", "预算")
        .replaceAll("年度", "年");
      const { findings } = await checkText(text.replace(/示例市审计局2023年对全部.*$/m, told));
      return findings.filter(({ rule }) => rule === "YEAR").map(({ printed }) => printed);
    };
    expect(await of(2020)).toEqual(["2020年"]);
    expect(await of(2023)).toEqual([]);
  });
});

describe("where it stands", () => {
  test("a paragraph that breaks off before an empty line", async () => {
    const long =
      "机关运行经费支出10.00万元，比上年减少2.00万元，下降16.67%，主要是压缩会议、培训支出。";
    const of = async (text: string) => (await checkText(narrativeOf(text))).findings;
    const torn = await of(`${long}\n\n出国费减少，主要原因是任务减少，\n\n${long}`);
    expect(torn.filter(({ rule }) => rule === "TRUNC").map(({ where }) => where.line)).toEqual([
      10,
    ]);
    const whole = await of(`${long}\n\n出国费减少，主要原因是任务减少。\n\n${long}`);
    expect(whole.filter(({ rule }) => rule === "TRUNC")).toEqual([]);
  });

  test("a paragraph that breaks off on a sheet or page that had room for more", async () => {
    const long =
      "机关运行经费支出10.00万元，比上年减少2.00万元，下降16.67%，主要是压缩会议、培训支出。";
    const lines = (text: string) => narrativeOf(`${long}\n${text}\n${long}`).trim().split("\n");
    const width = Math.max(...lines("").map((line) => line.length));
    const asSheet = (text: string) => writeXlsx(lines(text).map((line) => ({ text: line })));
    const asPage = (text: string) => {
      const texts = lines(text).map((line, at) => {
        return { text: line, x: line.length < width ? 84 : 60, y: 60 + at * 20, size: 10 };
      });
      return writePdf([{ width: 595, height: 842, texts, rules: [] }]);
    };
    const torn = "公用经费支出减少，主要原因是任务减少，";
    for (const [bytes, name] of [
      [asSheet, "公开.xlsx"],
      [asPage, "公开.pdf"],
    ] as const) {
      const of = async (text: string) =>
        checkDisclosure(await readDocument(bytes(text), name)).findings.filter(
          ({ rule }) => rule === "TRUNC",
        );
      expect(await of(torn), name).toHaveLength(1);
      expect(await of(torn.replace(/，$/, "。")), name).toEqual([]);
    }
  });

  test("the tail of a sentence behind one that is whole is one defect", async () => {
    const { findings } = await checkText(
      narrativeOf("项目支出预算100.00万元，具体情况如下：\n元，主要用于信息系统运行维护。"),
    );
    expect(findings.map(({ rule }) => rule)).toContain("ORPHAN");
    expect(findings.map(({ rule }) => rule)).not.toContain("TEXT-TORN");
  });

  test("the line of the words, not of the paragraph", async () => {
    const { findings } = await checkText(
      narrativeOf("机关运行经费支出10.00万元，比上年减少2.00万元，\n主要原因是是压缩支出。"),
    );
    expect(findings.find(({ rule }) => rule === "DUP-WORD")?.where.line).toBe(9);
  });

  test("a torn sentence: both its ends", async () => {
    const { findings } = await checkText(
      narrativeOf("项目支出预算100.00万元，\n元，其中，基本支出50.00万元，项目支出50.00万元。"),
    );
    expect(findings.find(({ rule }) => rule === "TEXT-TORN")?.outcome).toBe("error");
    expect(findings.find(({ rule }) => rule === "ORPHAN")?.where.line).toBe(9);
  });
});
