import { describe, expect, test } from "vitest";
import { loadCharts } from "../classification/index.ts";
import { judgeSmall, say, smallDisclosure, told } from "./fixtures/small.ts";
import { judge, loadProfiles, loadRules } from "./index.ts";

// Goal: one defect is one finding at its cause. Method: small tables with one thing done to them.

const RULES = loadRules();

const TABLE: Readonly<Record<string, string>> = {
  "general[total].total": "190.00",
  "general[total].basic": "150.00",
  "general[total].project": "40.00",
  "general[208].total": "30.00",
  "general[208].basic": "30.00",
  "general[208].project": "",
  "general[20805].total": "30.00",
  "general[20805].basic": "30.00",
  "general[20805].project": "",
  "general[2080505].total": "30.00",
  "general[2080505].basic": "30.00",
  "general[2080505].project": "",
  "general[210].total": "160.00",
  "general[210].basic": "120.00",
  "general[210].project": "40.00",
  "general[21015].total": "160.00",
  "general[21015].basic": "120.00",
  "general[21015].project": "40.00",
  "general[2101501].total": "100.00",
  "general[2101501].basic": "90.00",
  "general[2101501].project": "10.00",
  "general[2101599].total": "60.00",
  "general[2101599].basic": "30.00",
  "general[2101599].project": "30.00",
};

function findings(
  cells: Readonly<Record<string, string>>,
  statements = [] as ReturnType<typeof say>[],
) {
  const judgement = judgeSmall({ cells, statements }, RULES);
  return told(judgement).filter((text) => text.startsWith("error") || text.startsWith("warn"));
}

test("all is well", () => {
  expect(findings(TABLE)).toEqual([]);
});

test("an item breaks its row and its column: one finding, with the rules merged", () => {
  const cells = { ...TABLE, "general[2101501].basic": "99.00" };
  expect(findings(cells)).toEqual(["error A-05-01 general[2101501].basic 99.00万元→90.00万元"]);
  const { findings: found } = judgeSmall({ cells }, RULES);
  expect(found.find(({ outcome }) => outcome === "error")?.merged).toEqual(["A-05-02"]);
});

test("a subtotal breaks the sum above, the sum below and its row", () => {
  expect(findings({ ...TABLE, "general[210].total": "106.00" })).toEqual([
    "error A-05-02 general[210].total 106.00万元→160.00万元",
  ]);
});

test("a row that is missing is one finding at the row above it", () => {
  const cells = Object.fromEntries(
    Object.entries(TABLE).filter(([address]) => !address.startsWith("general[2101599]")),
  );
  expect(findings(cells)).toEqual(["error A-05-02 general[21015].total 160.00万元→100.00万元"]);
  const { findings: found } = judgeSmall({ cells }, RULES);
  expect(found.find(({ outcome }) => outcome === "error")?.message).toContain("漏印一行");
});

test("two columns exchanged in a row are one finding", () => {
  const cells = {
    ...TABLE,
    "general[2101501].basic": "10.00",
    "general[2101501].project": "90.00",
  };
  expect(findings(cells)).toHaveLength(1);
  expect(findings(cells)[0]).toContain("general[2101501]");
});

test("two cells of a column exchanged are one finding", () => {
  const cells = {
    ...TABLE,
    "general[2101501].total": "60.00",
    "general[2101599].total": "100.00",
  };
  expect(findings(cells)).toHaveLength(1);
  expect(findings(cells)[0]).toContain(".total");
});

test("two wrong cells are two findings", () => {
  const cells = {
    ...TABLE,
    "general[2080505].basic": "80.00",
    "general[2101599].project": "33.00",
  };
  expect(findings(cells)).toEqual([
    "error A-05-02 general[2080505].basic 80.00万元→30.00万元",
    "error A-05-01 general[2101599].project 33.00万元→30.00万元",
  ]);
});

describe("a sentence against a table", () => {
  test("an amount that no table has is wrong in the sentence", () => {
    const item = say("general", "2101501", { actual: "110.00" });
    expect(findings(TABLE, [item])).toEqual(["error N-5.4 110.00 110.00万元→100.00万元"]);
  });

  test("a percentage goes before the amounts it is worked out of", () => {
    const item = say("general", "2101501", {
      budget: "80.00",
      actual: "100.00",
      completion: "152.00%",
    });
    expect(findings(TABLE, [item]).filter((one) => one.startsWith("error"))).toEqual([
      "error N-5.4 152.00% 152.00%→125.00%",
    ]);
  });

  test("an amount that breaks a sum and a percentage explains both", () => {
    const parts = [
      say("general", "208", { actual: "30.00", share: "15.79%" }),
      say("general", "210", { actual: "106.00", share: "84.21%" }),
    ];
    const whole = say("general", "total", { actual: "190.00" }, { parts, parts_are_whole: true });
    expect(findings(TABLE, [whole])).toEqual(["error N-5.2 106.00 106.00万元→160.00万元"]);
    expect(findings({}, [whole])).toEqual(["error N-5.4 106.00 106.00万元→160.00万元"]);
  });
});

describe("parts of one sum, of which any may be wrong", () => {
  const basic: Readonly<Record<string, string>> = {
    "basic[301].total": "60.00",
    "basic[30101].total": "10.00",
    "basic[30102].total": "20.00",
    "basic[30109].total": "30.00",
  };
  const wrong = { ...basic, "basic[30109].total": "36.00" };

  test("are named at the sum, and none is blamed", () => {
    const { findings: found } = judgeSmall({ cells: wrong }, RULES);
    const [finding] = found.filter(({ outcome }) => outcome === "error");
    expect(finding?.where.row).toBe("301");
    expect(finding?.printed).toBe("60.00万元");
    expect(finding?.expected).toBe("66.00万元");
    expect(finding?.message).toContain("合计或其中一个分项有误");
    expect(finding?.message).toMatch(/可能是.*30109 36\.00/);
  });

  test("are told apart by another rule, and by one of thumb", () => {
    const general = { "general[2080506].basic": "30.00" };
    expect(findings({ ...wrong, ...general })[0]).toContain(
      "basic[30109].total 36.00万元→30.00万元",
    );
  });

  test("a blank is the one where zeros are printed, and one of several where they are not", () => {
    const parts = { "basic[30102].total": "20.15", "basic[30109].total": "27.48" };
    const blank = { ...basic, "basic[30101].total": "", ...parts };
    expect(findings({ ...blank, "basic[30113].total": "0.00" })[0]).toContain("basic[30101].total");
    const { findings: found } = judgeSmall({ cells: blank }, RULES);
    const [finding] = found.filter(({ outcome }) => outcome === "error");
    expect(finding?.where.row).toBe("301");
    expect(finding?.message).toContain("30101 空白");
  });

  test("a digit lost is seen although the sum is off by rounding", () => {
    const more = { "basic[30102].total": "13.48", "basic[30113].total": "87.61" };
    const parts = { ...basic, "basic[30101].total": "52.34", ...more };
    const cells = { ...parts, "basic[301].total": "343.42" };
    expect(findings(cells)[0]).toContain("basic[30102].total 13.48万元→173.48万元");
  });

  test("a row whose columns are wrong alike is one of several", () => {
    const cells = {
      ...TABLE,
      "general[2101501].total": "107.70",
      "general[2101501].basic": "97.70",
      "general[2101599].total": "63.20",
      "general[2101599].basic": "33.20",
      "general[21015].total": "163.20",
      "general[21015].basic": "123.20",
      "general[210].total": "163.20",
      "general[210].basic": "123.20",
      "general[total].total": "193.20",
      "general[total].basic": "153.20",
    };
    const { findings: found } = judgeSmall({ cells }, RULES);
    const [finding, ...more] = found.filter(({ outcome }) => outcome === "error");
    expect(more).toEqual([]);
    expect(finding?.where.row).toBe("21015");
    expect(finding?.message).toMatch(/可能是.*2101501 107\.70.*2101599 63\.20/);
  });
});

describe("a row that one table prints and another does not", () => {
  const spending = Object.fromEntries(
    Object.entries(TABLE).map(([address, text]) => [address.replace("general", "spending"), text]),
  );
  const without = (code: string) =>
    Object.fromEntries(
      Object.entries({ ...TABLE, ...spending }).filter(
        ([address]) => !address.startsWith(`spending[${code}]`),
      ),
    );

  test("is what the sum above it lacks", () => {
    expect(findings(without("2101599"))).toEqual([
      "error A-03-02 spending[21015].total 160.00万元→100.00万元",
    ]);
    const { findings: found } = judgeSmall({ cells: without("2101599") }, RULES);
    const [finding] = found.filter(({ outcome }) => outcome === "error");
    expect(finding?.message).toContain("别处印有“2101599” 60.00万元");
    expect(finding?.merged).toContain("A-05-05");
  });

  test("is told once, below the row that has no other", () => {
    const found = findings(without("2080505"));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("A-05-05 spending[20805]");
  });
});

test("a count has no rounding: one more is one too many", () => {
  const cells = {
    "assets[vehicles].count": "3个",
    "assets[vehicle-principal].count": "2个",
    "assets[vehicle-other].count": "2个",
  };
  expect(told(judgeSmall({ cells }, RULES)).filter((one) => /ROUND/.test(one))).toEqual([]);
  expect(findings(cells)).toHaveLength(1);
});

test("rounding that the document speaks of is no finding", () => {
  const cells = {
    "fund[total].total": "10.01",
    "fund[208].total": "5.00",
    "fund[229].total": "5.00",
  };
  const disclosure = smallDisclosure({ cells });
  const profile = loadProfiles().find(({ id }) => id === disclosure.profile);
  if (profile === undefined) throw new Error("no core profile");
  const options = { rules: RULES, profile, charts: loadCharts() };
  const silent = judge(disclosure, options);
  expect(silent.findings.map(({ rule }) => rule)).toEqual(["ROUND-SUM"]);
  const said = judge({ ...disclosure, says_rounding: true }, options);
  expect(said.findings).toEqual([]);
  expect(said.checks.some(({ note }) => note.includes("文中已说明四舍五入"))).toBe(true);
});

test("amounts are told in the unit that the table prints", () => {
  const cells = {
    "general[208].total": "1554.63",
    "general[208].basic": "",
    "general[208].project": "",
  };
  const { findings: found } = judgeSmall({ cells }, RULES);
  const texts = found.flatMap(({ printed, expected, message }) => [printed, expected, message]);
  expect(texts.join(" ")).toContain("1554.63万元");
  expect(texts.join(" ")).not.toMatch(/\d{5,}元|[^万]元/);
});

test("several differences of one digit that no true values explain together", () => {
  const cells: Record<string, string> = { "fund[total].total": "10.01" };
  for (const row of ["208", "212", "229"]) {
    cells[`fund[${row}].total`] = "3.33";
    cells[`fund[${row}99].total`] = "3.34";
  }
  const hints = told(judgeSmall({ cells }, RULES));
  expect(hints.filter((text) => text.startsWith("error"))).toEqual([]);
  // Each of the three classes may be 3.335; with a total of 9.97 they would be 3.325 and less.
  const impossible = judgeSmall({ cells: { ...cells, "fund[total].total": "9.97" } }, RULES);
  expect(told(impossible).filter((text) => text.startsWith("error"))).toEqual([
    expect.stringContaining("ROUND-JOINT"),
  ]);
});

describe("the fund of a sentence was named wrongly", () => {
  /** “政府性基金预算拨款支出190.00万元”, with the shares of what was spent from another fund. */
  const told = () => {
    const classes = ["205", "208", "210", "213", "221"];
    const parts = classes.map((row) => say("fund", row, { actual: "38.00", share: "20.00%" }));
    return say("fund", "total", { actual: "190.00" }, { parts, parts_are_whole: true });
  };

  test("the sentence that says what the table says is not blamed", () => {
    const cells = {
      ...TABLE,
      "fund[total].total": "20.00",
      "fund[total].project": "20.00",
      "fund[229].total": "20.00",
      "fund[229].project": "20.00",
    };
    const own = say("fund", "total", { actual: "20.00" });
    const found = findings(cells, [told(), own]);
    expect(found.filter((text) => text.includes("REPEAT"))).toEqual([]);
    expect(found).toContain("error N-8 190.00 190.00万元→20.00万元");
  });

  test("a table in which nothing stands is not blamed", () => {
    const cells = { ...TABLE, "fund[total].total": "", "fund[229].total": "" };
    const found = findings(cells, [told()]);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((text) => text.includes(" fund["))).toEqual([]);
  });
});
