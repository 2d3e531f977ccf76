import { describe, expect, test } from "vitest";
import {
  comparison,
  judgeSmall,
  outcomes,
  reason,
  rulesOf,
  say,
  smallDisclosure,
  told,
} from "./fixtures/small.ts";
import type { Statement } from "./index.ts";

// Goal: each relation says pass, hint, fail, not applicable or unresolved as it should.
// Method: one rule, and disclosures of a few figures on each side of the line.

function rule(body: string): string {
  return `rules:\n  - { id: T-1, title: t, basis: b, severity: error, message: m, ${body} }`;
}

function verdicts(body: string, cells: Record<string, string>, statements: Statement[] = []) {
  return outcomes(judgeSmall({ cells, statements }, rulesOf(rule(body))));
}

describe("sum", () => {
  const SUM =
    'relation: sum, operands: { total: "spending[total].total", ' +
    'parts: ["spending[total].basic", "spending[total].project"] }';
  const cells = (total: string, basic: string, project: string) => ({
    "spending[total].total": total,
    "spending[total].basic": basic,
    "spending[total].project": project,
  });

  test.each([
    [cells("100.00", "60.00", "40.00"), "pass"],
    [cells("100.01", "60.00", "40.00"), "hint"],
    [cells("100.02", "60.00", "40.00"), "fail"],
    [cells("100.00", "100.00", ""), "pass"],
    [cells("100.01", "100.00", ""), "hint"],
    [cells("100.02", "100.00", ""), "fail"],
  ])("%o", (given, expected) => {
    expect(verdicts(SUM, given)).toEqual([expected]);
  });

  test("a part that the form does not have is left out", () => {
    expect(
      verdicts(SUM, { "spending[total].total": "5.00", "spending[total].basic": "5.00" }),
    ).toEqual(["pass"]);
  });

  test("a whole that is not printed is its parts", () => {
    const body =
      'relation: sum, operands: { total: "overview[income-total].amount", parts: [{ ' +
      'whole: "overview[income-appropriation].amount", ' +
      'parts: ["overview[income-general].amount", "overview[income-fund].amount"] }] }';
    const rows = {
      "overview[income-total].amount": "9.00",
      "overview[income-general].amount": "4.00",
      "overview[income-fund].amount": "5.00",
    };
    expect(verdicts(body, rows)).toEqual(["pass"]);
    expect(verdicts(body, { ...rows, "overview[income-appropriation].amount": "8.00" })).toEqual([
      "fail",
    ]);
  });

  test("what was not read is unresolved, unless the rest already makes the whole", () => {
    const rules = rulesOf(
      rule(
        'each: { c: "general.*" }, relation: sum, operands: { ' +
          'total: "general[total].{c}", parts: "general[top].{c}" }',
      ),
    );
    const torn = (total: string) =>
      outcomes(
        judgeSmall(
          {
            cells: { "general[total].total": total, "general[208].total": "5.00" },
            torn: ["general"],
          },
          rules,
        ),
      );
    expect(torn("7.00")).toEqual(["unresolved"]);
    expect(torn("5.00")).toEqual(["pass"]);
  });

  test("an absent table is unresolved; one that such a disclosure never has does not apply", () => {
    expect(verdicts(SUM, {})).toEqual(["unresolved"]);
    const other =
      'relation: sum, operands: { total: "projects[total].total", ' +
      'parts: "projects[total].general" }';
    expect(verdicts(other, {})).toEqual(["not-applicable"]);
  });

  test("children are the nearest codes below that are printed", () => {
    const body =
      'each: { r: "general[code]" }, relation: sum, operands: { ' +
      'total: "general[{r}].total", parts: "general[child:{r}].total" }';
    const cells = {
      "general[208].total": "9.00",
      "general[20805].total": "4.00",
      "general[2080505].total": "4.00",
      "general[2089999].total": "5.00",
    };
    expect(verdicts(body, cells).filter((one) => one !== "not-applicable")).toEqual([
      "pass",
      "pass",
    ]);
  });

  test("a figure worked out of identities proves nothing of its own table", () => {
    expect(verdicts(SUM, cells("100.00", "60.00", "=40.00"))).toEqual(["unresolved"]);
  });
});

describe("equal", () => {
  const EQUAL =
    'relation: equal, operands: { left: "spending[total].total", ' +
    'right: "overview[spending-total].amount" }';
  test.each([
    ["5.00", "5.00", "pass", []],
    ["5.00", "5.01", "fail", ["warn"]],
    ["5.00", "5.02", "fail", ["error"]],
    ["50049元", "5.00", "pass", []],
    ["50051元", "5.00", "fail", ["warn"]],
  ])("%s and %s: %s", (left, right, outcome, severities) => {
    const cells = { "spending[total].total": left, "overview[spending-total].amount": right };
    const judgement = judgeSmall({ cells }, rulesOf(rule(EQUAL)));
    expect(outcomes(judgement)).toEqual([outcome]);
    expect(judgement.findings.map((one) => one.outcome)).toEqual(severities);
  });

  test("a code that a whole table does not print is zero there", () => {
    const body =
      'each: { r: "spending[class]" }, relation: equal, operands: { ' +
      'left: "spending[{r}].total", right: "overview[{r}].amount" }';
    const cells = { "spending[208].total": "5.00", "overview[210].amount": "5.00" };
    expect(verdicts(body, cells)).toEqual(["fail"]);
    expect(verdicts(body, { ...cells, "overview[208].amount": "5.00" })).toEqual(["pass"]);
  });

  test("an item is not zero in a table that only prints classes, and no total is", () => {
    const item =
      'each: { r: "general[item]" }, relation: equal, operands: { ' +
      'left: "general[{r}].total", right: "spending[{r}].total" }';
    const cells = { "general[2080501].total": "5.00", "spending[208].total": "5.00" };
    expect(verdicts(item, cells)).toEqual(["not-applicable"]);
    expect(verdicts(item, { ...cells, "spending[2080505].total": "5.00" })).toEqual(["fail"]);
    const total =
      'relation: equal, operands: { left: "general[total].total", ' +
      'right: "spending[total].total" }';
    expect(verdicts(total, { "general[total].total": "5.00", ...cells })).toEqual([
      "not-applicable",
    ]);
  });

  test("units of a table of income add up, each to its own", () => {
    const body =
      'each: { r: "income-units[code]", c: "income-units.*" }, relation: sum, operands: { ' +
      'total: "income-units[{r}].{c}", parts: "income-units[child:{r}].{c}" }';
    const cells = {
      "income-units[062].total": "9.00",
      "income-units[062001].total": "4.00",
      "income-units[062002].total": "5.00",
    };
    expect(verdicts(body, cells)).toContain("pass");
    expect(verdicts(body, { ...cells, "income-units[062002].total": "6.00" })).toContain("fail");
  });
});

test("one-of: the words may mean any of them", () => {
  const body =
    'each: { r: "text:overview[item]" }, relation: one-of, operands: { ' +
    'left: "text:overview[{r}].current", right: ["general[{r}].total", ' +
    '"spending[{r}].total"] }';
  const cells = { "general[2101501].total": "5.00", "spending[2101501].total": "8.00" };
  const said = (amount: string) =>
    verdicts(body, cells, [say("overview", "2101501", { actual: amount })]);
  expect([said("5.00"), said("8.00"), said("6.00")]).toEqual([["pass"], ["pass"], ["fail"]]);
});

test("at-most", () => {
  const body =
    'relation: at-most, operands: { left: "general[total].total", right: "spending[total].total" }';
  const at = (left: string, right: string) =>
    verdicts(body, { "general[total].total": left, "spending[total].total": right });
  expect([at("5.00", "6.00"), at("6.00", "6.00"), at("6.01", "6.00"), at("7.00", "6.00")]).toEqual([
    ["pass"],
    ["pass"],
    ["hint"],
    ["fail"],
  ]);
});

test("ratio: the printed values, or any true values that round to them", () => {
  const body =
    'relation: ratio, operands: { total: "procurement[goods].share", ' +
    'parts: "procurement[goods].amount", less: "procurement[total].amount" }';
  const at = (share: string, part: string, whole: string) => {
    const cells = {
      "procurement[goods].share": share,
      "procurement[goods].amount": part,
      "procurement[total].amount": whole,
    };
    return verdicts(body, cells);
  };
  expect(at("24.00%", "0.12", "0.50")).toEqual(["pass"]);
  expect(at("22.22%", "0.12", "0.50")).toEqual(["fail"]);
  expect(at("24.53%", "0.12", "0.50")).toEqual(["hint"]);
  expect(at("10.8%", "1077.00", "10000.00")).toEqual(["pass"]);
});

test("present-iff and zero", () => {
  const body =
    'relation: present-iff, operands: { left: "three-public[abroad].actual", ' +
    'right: "three-public[total].actual" }';
  const at = (left: string, right: string) =>
    verdicts(body, { "three-public[abroad].actual": left, "three-public[total].actual": right });
  expect([at("1.00", "1.00"), at("0.00", "0.00"), at("1.00", "0.00")]).toEqual([
    ["pass"],
    ["pass"],
    ["fail"],
  ]);
  expect(at("0.00", "1.00")).toEqual(["fail"]);
  const zero = 'relation: zero, operands: { left: "general[2010102].basic" }';
  expect(verdicts(zero, { "general[2010102].basic": "0.00" })).toEqual(["pass"]);
  expect(verdicts(zero, { "general[2010102].basic": "1.00" })).toEqual(["fail"]);
});

test("weighted: shares of what is printed make up the whole", () => {
  const body =
    'relation: weighted, operands: { total: "text:procurement[small-medium].current", ' +
    'parts: ["text:procurement[goods-small-medium].share", ' +
    '"text:procurement[goods].current", ' +
    '"text:procurement[services-small-medium].share", ' +
    '"text:procurement[services].current"] }';
  const statements = (share: string) => [
    say("procurement", "goods", { actual: "10.00" }),
    say("procurement", "services", { actual: "100.00" }),
    say("procurement", "small-medium", { actual: "90.00" }),
    say("procurement", "goods-small-medium", { share: "100.00%" }),
    say("procurement", "services-small-medium", { share }),
  ];
  expect(verdicts(body, {}, statements("80.00%"))).toEqual(["pass"]);
  const judgement = judgeSmall({ statements: statements("92.00%") }, rulesOf(rule(body)));
  expect(told(judgement)).toEqual(["error T-1 92.00% 92.00%→80.00%"]);
});

test("mapped: both economic charts hold the same money", () => {
  const rules = rulesOf(`rules:
  - { id: B-07-02, title: t, basis: b, severity: error, message: m, relation: mapped }`);
  const cells = (institution: string) => ({
    "basic[301].total": "10.00",
    "basic-government[501].total": "7.00",
    "basic-government[50501].total": institution,
  });
  expect(outcomes(judgeSmall({ kind: "budget", cells: cells("3.00") }, rules))).toEqual(["pass"]);
  expect(outcomes(judgeSmall({ kind: "budget", cells: cells("4.00") }, rules))).toEqual(["fail"]);
});

describe("preconditions", () => {
  const EQUAL =
    'relation: equal, operands: { left: "spending[total].total", ' +
    'right: "overview[spending-total].amount" }';
  const cells = {
    "spending[total].total": "5.00",
    "overview[spending-total].amount": "7.00",
    "overview[income-opening].amount": "2.00",
  };
  test.each([
    ['{ printed: ["overview[income-opening].amount"] }', 1],
    ['{ not_printed: ["overview[income-opening].amount"] }', 0],
    ['{ zero: ["overview[income-opening].amount"] }', 0],
    ['{ zero: ["overview[income-surplus-used].amount"] }', 1],
  ])("%s", (precondition, count) => {
    expect(verdicts(`precondition: ${precondition}, ${EQUAL}`, cells)).toHaveLength(count);
  });
});

test("against another disclosure, of the kind and year that the rule is for", () => {
  const rules = rulesOf(
    rule(
      "against: { kind: final, years_before: 1 }, relation: equal, operands: { " +
        'left: "overview[income-opening].amount", ' +
        'right: "against:overview[spending-closing].amount" }',
    ),
  );
  const own = { cells: { "overview[income-opening].amount": "5.00" } };
  const last = smallDisclosure({ cells: { "overview[spending-closing].amount": "6.00" } });
  expect(outcomes(judgeSmall(own, rules, { ...last, year: 2022 }))).toEqual(["fail"]);
  expect(judgeSmall(own, rules, { ...last, year: 2022 }).findings[0]?.where.row).toBe(
    "income-opening",
  );
  expect(outcomes(judgeSmall(own, rules, last))).toEqual([]);
  expect(outcomes(judgeSmall(own, rules))).toEqual([]);
});

describe("sentences", () => {
  const judged = (relation: string, ...statements: Statement[]) => {
    const body = `relation: ${relation}, statements: ["*[*]"]`;
    return judgeSmall({ statements }, rulesOf(rule(body)));
  };
  const said = (relation: string, ...statements: Statement[]) =>
    outcomes(judged(relation, ...statements));

  test("completion = actual ÷ budget", () => {
    const item = (completion: string) =>
      say("general", "2101501", { budget: "22.05", actual: "22.04", completion });
    expect(said("completion", item("99.95%"))).toEqual(["pass"]);
    expect(said("completion", item("99.59%"))).toEqual(["fail"]);
    expect(said("completion", say("general", "2101501", { completion: "9.00%" }))).toEqual([
      "unresolved",
    ]);
  });

  test("a change against last year, and its rate, with last year's figure or without", () => {
    const total = (figures: Record<string, string>) => say("overview", "income-grand", figures);
    expect(
      said("change", total({ actual: "90.00", prior: "100.00", change: "down 10.00" })),
    ).toEqual(["pass"]);
    expect(
      said("change", total({ actual: "90.00", prior: "100.00", change: "down 11.00" })),
    ).toEqual(["fail"]);
    const rate = (change: string, of: string) =>
      said("change-rate", total({ actual: "90.00", change, "change-rate": of }));
    expect(rate("down 10.00", "down 10.00%")).toEqual(["pass"]);
    expect(rate("down 10.00", "down 11.00%")).toEqual(["fail"]);
    expect(rate("10.00", "10.00%")).toEqual(["pass"]);
    expect(rate("10.00", "12.50%")).toEqual(["pass"]);
    expect(rate("10.00", "13.50%")).toEqual(["fail"]);
  });

  test("a figure of another year than the last is no base of a change against the last", () => {
    const ofYear = (year: number) => {
      const told = say("overview", "income-grand", {
        ...{ actual: "90.00", prior: "50.00", change: "down 10.00", "change-rate": "down 10.00%" },
      });
      const mentions = told.mentions.map((one) => (one.role === "prior" ? { ...one, year } : one));
      return { ...told, mentions };
    };
    const rate = (year: number) => said("change-rate", ofYear(year));
    expect([rate(2022), rate(2020)]).toEqual([["fail"], ["pass"]]);
  });

  test("directions: a word against the figures, against each other, and of nothing", () => {
    const at = (figures: Record<string, string>, more: Partial<Statement> = {}) =>
      judged("direction", say("overview", "income-grand", figures, more)).findings.map(
        (one) => one.outcome,
      );
    expect(at({ actual: "90.00", change: "down 10.00", "change-rate": "down 10.00%" })).toEqual([]);
    expect(at({ actual: "90.00", change: "down 10.00", "change-rate": "up 10.00%" })).toEqual([
      "error",
    ]);
    expect(at({ actual: "90.00", change: "up 10.00", "change-rate": "up 10.00%" })).toEqual([
      "error",
    ]);
    expect(at({ actual: "90.00", change: "down 0.00" })).toEqual(["warn"]);
    const less = { comparisons: [comparison("actual-to-budget", "down")] };
    expect(at({ budget: "10.00", actual: "9.00" }, less)).toEqual([]);
    expect(at({ budget: "10.00", actual: "11.00" }, less)).toEqual(["error"]);
    expect(at({ budget: "10.00", actual: "10.00" }, less)).toEqual(["warn"]);
  });

  test("持平 in one sentence and less in another", () => {
    const same = say(
      "appropriation",
      "income-grand",
      {},
      { comparisons: [comparison("to-prior", "same")] },
    );
    const down = say(
      "appropriation",
      "income-grand",
      {},
      { comparisons: [comparison("to-prior", "down")] },
    );
    expect(judged("direction", same, down).findings).toHaveLength(1);
    expect(judged("direction", same).findings).toEqual([]);
  });

  test("percentages of nothing", () => {
    const at = (figures: Record<string, string>) =>
      judged("zero-base", say("three-public", "abroad", figures)).findings.map(
        (one) => one.outcome,
      );
    expect(at({ budget: "0.00", actual: "0.00", completion: "0.00%" })).toEqual(["warn"]);
    expect(at({ budget: "0.00", actual: "5.00", completion: "100.00%" })).toEqual(["error"]);
    expect(at({ actual: "5.00", prior: "0.00", "change-rate": "up 100.00%" })).toEqual(["error"]);
    expect(at({ actual: "5.00", change: "up 5.00", "change-rate": "up 100.00%" })).toEqual([
      "error",
    ]);
    expect(at({ budget: "1.00", actual: "0.00", completion: "0.00%" })).toEqual([]);
  });

  test("shares of the whole that encloses them, and forced to make 100", () => {
    const parts = (shares: readonly string[]) =>
      ["33.33", "33.33", "33.34"].map((amount, at) =>
        say("general", `20${at}`, { actual: amount, share: shares[at] ?? "" }),
      );
    const whole = (shares: readonly string[]) =>
      say(
        "general",
        "total",
        { actual: "100.00" },
        { parts: parts(shares), parts_are_whole: true },
      );
    expect(said("share", whole(["33.33%", "33.33%", "33.34%"]))).toEqual(["pass", "pass", "pass"]);
    expect(said("share", whole(["33.33%", "33.32%", "33.35%"]))).toEqual(["pass", "hint", "hint"]);
    expect(said("share", whole(["33.33%", "33.32%", "33.34%"]))).toEqual(["pass", "hint", "pass"]);
    expect(said("share", whole(["33.33%", "35.32%", "33.34%"]))).toEqual(["pass", "fail", "pass"]);
    expect(said("shares-close", whole(["33.33%", "33.33%", "33.34%"]))).toEqual(["pass"]);
    expect(said("shares-close", whole(["33.33%", "33.33%", "43.34%"]))).toEqual(["fail"]);
  });

  test("parts add up where they are all there is; a part of a part is not counted again", () => {
    const parts = [
      say("three-public", "abroad", { actual: "1.00" }),
      say("three-public", "vehicles", { actual: "5.00" }),
      say("three-public", "vehicle-running", { actual: "5.00" }),
    ];
    const whole = (actual: string, parts_are_whole = true) =>
      say("three-public", "total", { actual }, { parts, parts_are_whole });
    expect(said("parts", whole("6.00"))).toEqual(["pass"]);
    expect(said("parts", whole("11.00"))).toEqual(["fail"]);
    expect(said("parts", whole("11.00", false))).toEqual([]);
  });

  test("the same figure twice", () => {
    const first = say("operating", "total", { actual: "207.00" });
    expect(said("repeat", first, say("operating", "total", { actual: "207.00" }))).toEqual([
      "pass",
    ]);
    expect(said("repeat", first, say("operating", "total", { actual: "170.03" }))).toEqual([
      "fail",
    ]);
    expect(said("repeat", first, say("operating", "total", { budget: "170.03" }))).toEqual([]);
  });

  test("a reason where figures differ, and of their direction", () => {
    const item = (actual: string, more: Partial<Statement> = {}) =>
      say("general", "2101501", { budget: "10.00", actual }, more);
    const why = (direction: "up" | "down" | null) => ({
      reasons: [reason("actual-to-budget", direction)],
    });
    expect(said("reason-missing", item("9.00"))).toEqual(["fail"]);
    expect(said("reason-missing", item("10.00"))).toEqual(["pass"]);
    expect(said("reason-missing", item("9.00", why(null)))).toEqual(["pass"]);
    expect(said("reason-direction", item("9.00", why("down")))).toEqual(["pass"]);
    expect(said("reason-direction", item("9.00", why("up")))).toEqual(["fail"]);
    expect(said("reason-direction", item("9.00", why(null)))).toEqual([]);
    const total = say("overview", "income-grand", { actual: "9.00", change: "down 1.00" });
    expect(said("reason-missing-prior", total)).toEqual(["fail"]);
  });

  test("one kind of budget all through", () => {
    const item = (row: string, base: "initial-budget" | "full-budget") => {
      const said = say("general", row, { budget: "1.00" });
      return { ...said, mentions: said.mentions.map((one) => ({ ...one, base })) };
    };
    const total = (base: "initial-budget" | "full-budget") =>
      say(
        "general",
        "total",
        {},
        { parts: [item("2101501", "initial-budget"), item("2101502", base)] },
      );
    expect(said("one-base", total("initial-budget"))).toContain("pass");
    expect(said("one-base", total("full-budget"))).toContain("fail");
  });

  test("the first rule that fits a statement judges it", () => {
    const words = "title: t, basis: b, severity: error, message: m, relation: completion";
    const rules = rulesOf(`rules:
  - { id: T-1, ${words}, statements: ["general[code]"] }
  - { id: T-2, ${words}, statements: ["*[*]"] }`);
    const figures = { budget: "1.00", actual: "1.00", completion: "100.00%" };
    const { checks } = judgeSmall(
      { statements: [say("general", "2101501", figures), say("three-public", "abroad", figures)] },
      rules,
    );
    expect(checks.map(({ rule: id }) => id)).toEqual(["T-1", "T-2"]);
  });
});
