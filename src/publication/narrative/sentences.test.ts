import { describe, expect, test } from "vitest";
import { tell } from "./fixtures/told.ts";

const YEARS = "{versus general[total]|与上年相比，|与上年持平}";

describe("this year against the last", () => {
  test.each([
    ["more", 12_000, 10_000, "与上年相比，增加20.00万元，增长20.00%"],
    ["less", 10_000, 30_000, "与上年相比，减少200.00万元，下降66.67%"],
    ["the same: no percentage", 10_000, 10_000, "与上年持平"],
    ["nothing twice: no percentage", 0, 0, "与上年持平"],
    ["against nothing: no percentage", 2_500, 0, "与上年相比，增加25.00万元"],
    ["down to nothing", 0, 2_500, "与上年相比，减少25.00万元，下降100.00%"],
    ["more than tenfold", 125_100, 12_000, "与上年相比，增加1131.00万元，增长942.50%"],
  ])("%s", (_, now, prior, text) => {
    const figures = { "general[total].total": now, "text:general[total].prior": prior };
    expect(tell(YEARS, figures)).toBe(text);
  });

  test("the change that is told is enough", () => {
    const figures = {
      "overview[income-grand].amount": 1_401_617,
      "text:overview[income-grand].change": -1_656_884,
    };
    expect(
      tell("{versus overview[income-grand]|与上年相比，|}", figures, { is_grouped: true }),
    ).toBe("与上年相比，减少16,568.84万元，下降54.17%");
  });

  test("words of rates as the province has them, or no rate at all", () => {
    const figures = { "general[total].total": 90, "text:general[total].prior": 120 };
    expect(tell("{versus general[total] 增长降低||}", figures)).toBe("减少0.30万元，降低25.00%");
    expect(tell("{versus general[total] 增加减少||}", figures)).toBe("减少0.30万元，减少25.00%");
    expect(tell("{versus general[total] 无||}", figures)).toBe("减少0.30万元");
    expect(tell("{rate-versus general[total]|比上年|}", figures)).toBe("比上年减少25.00%");
  });

  test("nothing known of the last year: silent inside brackets, else wanted", () => {
    const figures = { "general[total].total": 90 };
    expect(tell("甲[，{versus general[total]|比上年|持平}]。", figures)).toBe("甲。");
  });

  test("a reason is told of a change only", () => {
    const reasons = { "text:general[total].change": "人员增加。" };
    const template = "甲[，主要原因是{why general[total]}]。";
    const told = { "general[total].total": 90, "text:general[total].prior": 80 };
    expect(tell(template, told, { reasons })).toBe("甲，主要原因是人员增加。");
    expect(tell(template, { ...told, "text:general[total].prior": 90 }, { reasons })).toBe("甲。");
    expect(tell(template, told)).toBe("甲。");
  });

  test("in a budget without balances the income is the total", () => {
    const figures = {
      "overview[income-grand].amount": 169_512,
      "overview[income-total].amount": 169_512,
      "text:overview[income-total].prior": 186_874,
    };
    expect(tell("{versus overview[income-grand]|较去年|}", figures, { kind: "budget" })).toBe(
      "较去年减少173.62万元，下降9.29%",
    );
  });
});

const BUDGET =
  "预算{budget @}，决算{actual @}[，完成{completion @}]{gap @|，决算数{word}预算数的原因是{reason}。|，持平。}";

describe("actual against budget", () => {
  const each = (budget: number, actual: number, reason?: string) => {
    const figures = { "general[2101501].total": actual, "text:general[2101501].budget": budget };
    const reasons = reason === undefined ? {} : { "general[2101501].actual": reason };
    return tell(BUDGET.replaceAll("@", "general[2101501]"), figures, { reasons });
  };

  test.each([
    [2_205, 2_204, "预算22.05万元，决算22.04万元，完成99.95%，决算数小于预算数的原因是据实列支。"],
    [
      10_000,
      41_351,
      "预算100.00万元，决算413.51万元，完成413.51%，决算数大于预算数的原因是据实列支。",
    ],
    [0, 4_000, "预算0.00万元，决算40.00万元，决算数大于预算数的原因是据实列支。"],
    [5_000, 0, "预算50.00万元，决算0.00万元，完成0.00%，决算数小于预算数的原因是据实列支。"],
    [5_000, 5_000, "预算50.00万元，决算50.00万元，完成100.00%，持平。"],
    [0, 0, "预算0.00万元，决算0.00万元，持平。"],
  ])("budget %d, actual %d", (budget, actual, text) => {
    expect(each(budget, actual, "据实列支。")).toBe(text);
  });

  test("a difference without a reason is refused, never explained by us", () => {
    expect(() => each(5_000, 4_000)).toThrow(
      expect.objectContaining({
        code: "PUBLICATION-REASON-MISSING",
        details: { count: 1, addresses: "general[2101501].actual" },
      }),
    );
  });

  test("all that is missing is told at once", () => {
    const template = "{each items general ¶|{gap @|{word}{reason}|}}";
    const figures = {
      "general[2101501].total": 1,
      "text:general[2101501].budget": 2,
      "general[2101502].total": 3,
      "text:general[2101502].budget": 2,
    };
    expect(() => tell(template, figures)).toThrow(
      expect.objectContaining({
        details: { count: 2, addresses: "general[2101501].actual、general[2101502].actual" },
      }),
    );
  });

  test("a budget that nobody gave is wanted", () => {
    expect(() => tell("预算{budget general[2101501]}。", { "general[2101501].total": 4 })).toThrow(
      expect.objectContaining({ code: "PUBLICATION-FIGURE-MISSING" }),
    );
  });
});

describe("lists", () => {
  test("kinds of income that are nothing are left out", () => {
    const figures = {
      "overview[income-total].amount": 294_625,
      "overview[income-general].amount": 294_005,
      "overview[income-fund].amount": 0,
      "overview[income-business].amount": 0,
      "overview[income-other].amount": 620,
    };
    const template = "{each sources ；|{title}{amount @}，占{share @ overview[income-total]}}。";
    expect(tell(template, figures)).toBe(
      "财政拨款收入2940.05万元，占99.79%；其他收入6.20万元，占0.21%。",
    );
  });

  test("classes by their names, whole and short; items by their whole path", () => {
    const figures = {
      "general[205].total": 2_204,
      "general[2050102].total": 2_204,
      "general[20501].total": 2_204,
    };
    expect(tell("{each classes general ；|{title}、{short}（类）支出{amount @}}", figures)).toBe(
      "教育支出、教育（类）支出22.04万元",
    );
    expect(tell("{each items general ；|{n}、{path}}", figures)).toBe(
      "1、教育支出（类）教育管理事务（款）一般行政管理事务（项）",
    );
  });

  test("the names of basic expenditure are those of the rows with money", () => {
    const figures = {
      "basic[30101].total": 5,
      "basic[30102].total": 0,
      "basic[30201].total": 3,
      "basic[30302].total": 1,
      "basic[31002].total": 2,
    };
    expect(tell("{each names personnel 、|{title}}；{each names public 、|{title}}", figures)).toBe(
      "基本工资、退休费；办公费、办公设备购置",
    );
  });

  test("a list of nothing is silent", () => {
    expect(tell("甲[：{each items fund ；|{title}}]。", {})).toBe("甲。");
    expect(
      tell("甲[：{each items general ；|[{use @row}]}]。", { "general[2101501].total": 1 }),
    ).toBe("甲。");
  });
});

describe("remarks on rounding", () => {
  const classes = (...amounts: number[]) =>
    Object.fromEntries(
      ["201", "205", "208"].map((code, at) => [`general[${code}].total`, amounts[at] ?? 0]),
    );
  const template =
    "甲。[{rounding general[total] classes general}]" +
    "[{shares-rounding general[total] classes general}]";

  test("silent where amounts and shares add up", () => {
    expect(tell(template, { "general[total].total": 400, ...classes(100, 100, 200) })).toBe("甲。");
  });

  test("said where shares do not come to a hundred", () => {
    const text = tell(template, { "general[total].total": 300, ...classes(100, 100, 100) });
    expect(text).toBe("甲。各项占比之和因四舍五入略有出入。");
  });

  test("said where amounts are off by their rounding, not where by more", () => {
    const off = tell(template, {
      "general[total].total": 40_001,
      ...classes(10_000, 10_000, 20_000),
    });
    expect(off).toBe("甲。各分项之和与合计数因四舍五入略有尾差。");
    const wrong = tell(template, {
      "general[total].total": 40_100,
      ...classes(10_000, 10_000, 20_000),
    });
    expect(wrong).toBe("甲。");
  });
});

describe("numbers of things", () => {
  const counts = "团组{count three-public-counts[abroad-groups]}个";

  test("none where there is no money", () => {
    expect(tell(counts, { "three-public[abroad].actual": 0 })).toBe("团组0个");
  });

  test("wanted where there is", () => {
    expect(() => tell(counts, { "three-public[abroad].actual": 5 })).toThrow(
      expect.objectContaining({ code: "PUBLICATION-FIGURE-MISSING" }),
    );
  });

  test("what money is for is not told of no money", () => {
    const uses = { reception: "接待来访" };
    const template = "接待费[，用于{use reception}]。";
    expect(tell(template, { "three-public[reception].actual": 1 }, { uses })).toBe(
      "接待费，用于接待来访。",
    );
    expect(tell(template, { "three-public[reception].actual": 0 }, { uses })).toBe("接待费。");
  });
});

describe("what the unit writes itself", () => {
  test("as it is, paragraph by paragraph", () => {
    expect(
      tell("{paragraphs duties}", {}, { paragraphs: { duties: ["（一）甲。", "（二）乙。"] } }),
    ).toBe("（一）甲。¶（二）乙。");
  });

  test("wanted where it is missing", () => {
    expect(() => tell("{paragraphs duties}{paragraphs offices}", {})).toThrow(
      expect.objectContaining({
        code: "PUBLICATION-PARAGRAPH-MISSING",
        details: { count: 2, sections: "duties、offices" },
      }),
    );
  });

  test("one unit or several", () => {
    const template = "{when many-members|共{members-count}个：{each members 、|{title}}|只有本级}";
    expect(tell(template, {}, { members: 2 })).toBe("共2个：虚拟单位1、虚拟单位2");
    expect(tell(template, {})).toBe("只有本级");
  });
});

test("a share of nothing and a completion of nothing have no value", () => {
  const figures = {
    "three-public[total].actual": 0,
    "three-public[abroad].actual": 0,
    "three-public[abroad].budget": 0,
  };
  expect(
    tell(
      "甲[，占{share three-public[abroad] three-public[total]}]" +
        "[，完成{completion three-public[abroad]}]。",
      figures,
    ),
  ).toBe("甲。");
});

test("a slot that nobody knows is refused by name", () => {
  expect(() => tell("{amuont general[total]}", {})).toThrow(
    expect.objectContaining({ code: "PUBLICATION-TEMPLATE", details: { template: "amuont" } }),
  );
});
