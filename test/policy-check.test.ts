import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import {
  CHECK_OPTIONS,
  type CheckReport,
  checkPack,
  type ExampleCase,
  exceptableRules,
  type Finding,
  loadRegion,
  RULES,
  type RuleId,
  regionsFolder,
} from "../src/policy/index.ts";
import { type CaseAnswer, isInpatientType, settleCaseFile } from "../src/settlement/index.ts";
import { packageRoot } from "../src/store/index.ts";

// Goal: a pack that is broken is refused, at the line that breaks it, with a case that shows it.
// Method: a good pack, and files that each replace a few of its entries and spoil one thing. A file
// says of itself which rule it breaks, what the message must say, and on which line (the mark). The
// example of each finding is then run through the engine, as `yibao settle` would, and what it
// answers must be what the finding says.

const FIXTURES = join(packageRoot(), "src", "policy", "check", "fixtures");
const MARK = "# ← 此处";
const GOOD = readFileSync(join(FIXTURES, "good.yaml"), "utf8");
const scratch = mkdtempSync(join(tmpdir(), "yibao-check-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A folder of the good pack; what the other text defines is taken from that. */
function packFolder(name: string, text: string): string {
  const good = parseDocument(GOOD, { schema: "failsafe" });
  const other = parseDocument(text, { schema: "failsafe" });
  for (const [section, entries] of Object.entries(other.toJS() ?? {})) {
    if (section === "region" || section === "exceptions") good.delete(section);
    else for (const key of Object.keys(entries as object)) good.deleteIn([section, key]);
  }
  const folder = join(scratch, name, "100000-good");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "good.yaml"), good.toString({ lineWidth: 0 }));
  writeFileSync(join(folder, "other.yaml"), text);
  return folder;
}

function announced(text: string) {
  const lines = text.split("\n");
  const line = lines.findIndex((one) => one.endsWith(MARK));
  const rule = /^# 规则：(.+)$/.exec(lines[0] ?? "")?.[1] as RuleId;
  const says = /^# 须说：(.+)$/.exec(lines[1] ?? "")?.[1] ?? "";
  return { rule, says, line: line + 1 };
}

/** Only what breaks on bills needs bills. */
function check(folder: string, rule: RuleId): CheckReport {
  const bills = rule.endsWith("-pays-less");
  return checkPack(folder, { ...CHECK_OPTIONS, plans_max: bills ? 20_000 : 0 });
}

/** The example settled as a file; the code of the error where the engine refuses it. */
function settled(folder: string, example: ExampleCase): CaseAnswer | string {
  const file = join(scratch, "example.json");
  writeFileSync(file, JSON.stringify(example));
  try {
    return settleCaseFile(file, folder);
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

function answered(answer: CaseAnswer | string): CaseAnswer {
  if (typeof answer === "string") throw new Error(answer);
  return answer;
}

const yuan = (value: unknown): number => Math.round(Number(value) * 100);
const figure = (answer: CaseAnswer | string, bill: string, field: string): number => {
  const { setlinfo } = answered(answer).bills.find(({ id }) => id === bill) as never;
  return yuan((setlinfo as Record<string, unknown>)[field]);
};
const fund = (answer: CaseAnswer | string, bill: string, of: string): number => {
  const { setldetail } = answered(answer).bills.find(({ id }) => id === bill) as unknown as {
    setldetail: readonly { fund_pay_type: string; fund_payamt: unknown }[];
  };
  return yuan(setldetail.find(({ fund_pay_type }) => fund_pay_type === of)?.fund_payamt ?? 0);
};
const rates = (answer: CaseAnswer | string): string[] =>
  answered(answer).bills.flatMap(({ steps }) => steps.map(({ rate }) => String(rate)));

/** What the engine must make of the example of each rule. */
const SHOWS: Partial<
  Record<RuleId, (answer: CaseAnswer | string, finding: Finding, folder: string) => void>
> = {
  "coverage-gap": (answer) => expect(answer).toBe("POLICY-NO-BENEFIT"),
  "coverage-gap-in-time": (answer, { example }) => {
    expect(answer).toBe("POLICY-NO-BENEFIT");
    expect(example?.bills[0]).toMatchObject({ date: "2023-01-01", med_type: "11" });
  },
  "coverage-overlap": (answer) => expect(answer).toBe("PACK-BENEFITS-OVERLAP"),
  "coverage-contradiction": (answer) => expect(fund(answer, "b1", "310100")).toBeGreaterThan(0),
  "value-gap-in-time": (answer) => expect(answer).toBe("POLICY-NO-VALUE"),
  "rate-not-whole": (answer) => expect(answer).toBe("POLICY-RATE-NOT-WHOLE"),
  "rate-clamped": (answer) => {
    const { steps } = answered(answer).bills[0] as { steps: readonly { rate: unknown }[] };
    expect(steps.some(({ rate }) => Number(rate) === 1)).toBe(true);
  },
  "bands-ratio-falls": (answer) => {
    expect(rates(answer).map(Number)).toEqual(expect.arrayContaining([0.6, 0.5]));
  },
  "cap-below-deductible": (answer) => {
    expect(figure(answer, "b1", "act_pay_dedc")).toBeGreaterThan(fund(answer, "b1", "310100"));
    expect(fund(answer, "b1", "310100")).toBe(50_000);
  },
  "limit-below-per-bill": (answer) => {
    expect(figure(answer, "b1", "act_pay_dedc")).toBe(30_000);
  },
  "level-order": (answer) => expect(rates(answer).map(Number)).toContain(0.85),
  "place-order": (answer) => expect(rates(answer).map(Number)).toContain(0.1),
  "identity-order": (answer, { example }, folder) => {
    const poorer = { ...example, person: { ...example?.person, identities: [POOREST] } };
    const less = fund(settled(folder, poorer as ExampleCase), "b1", "610100");
    expect(fund(answer, "b1", "610100")).toBeGreaterThan(less);
  },
  "person-pays-less": (answer) => {
    const less = figure(answer, "less", "psn_part_amt");
    const more = lastBill(answer);
    expect(figure(answer, more, "medfee_sumamt")).toBeGreaterThan(
      figure(answer, "less", "medfee_sumamt"),
    );
    expect(figure(answer, more, "psn_part_amt")).toBeLessThan(less);
  },
  "fund-pays-less": (answer, { expected }, folder) => {
    const named = [...loadRegion(folder).funds].filter(([, { name }]) => expected?.includes(name));
    const of = named[0]?.[0] ?? "";
    expect(named).toHaveLength(1);
    const more = lastBill(answer);
    expect(figure(answer, more, "inscp_scp_amt")).toBeGreaterThan(
      figure(answer, "less", "inscp_scp_amt"),
    );
    expect(fund(answer, more, of)).toBeLessThan(fund(answer, "less", of));
  },
};

const POOREST = { kind: "extreme-poverty" };

function lastBill(answer: CaseAnswer | string): string {
  const { bills } = answered(answer);
  return bills[bills.length - 1]?.id ?? "";
}

test("the good pack has nothing that would keep it from being published", () => {
  const report = checkPack(packFolder("good", "visit_types: {}\n"));
  expect(report.findings).toEqual([]);
  expect(report.excepted.map(({ rule, about }) => [rule, about[0]])).toEqual([
    ["bands-ratio-falls", "alone_bands"],
  ]);
  expect(report.tried.plans_tried).toBe(report.tried.plans);
  expect(report.tried.bills).toBeGreaterThan(10_000);
});

describe("a broken pack", () => {
  const names = readdirSync(join(FIXTURES, "broken"));

  test("comes in many ways", () => expect(names.length).toBeGreaterThan(24));

  test.each(names)("%s", (name) => {
    const text = readFileSync(join(FIXTURES, "broken", name), "utf8");
    const { rule, says, line } = announced(text);
    expect(RULES[rule], rule).toBeDefined();
    const folder = packFolder(name.replace(".yaml", ""), text);
    const { findings, counts } = check(folder, rule);
    const found = findings.find((one) => one.rule === rule);
    const all = findings.map((one) => `${one.rule} ${one.where} ${one.message}`).join("\n");
    expect(found, all).toBeDefined();
    expect(found?.message, all).toContain(says);
    // People are told names; the codes are in the case.
    for (const said of [found?.message, found?.expected, found?.actual]) {
      expect(said ?? "").not.toMatch(/险种 \d|基金 \d|医疗类别 \d/);
    }
    expect(found?.where, all).toBe(`100000-good/other.yaml:${line}`);
    expect(counts[RULES[rule].severity]).toBeGreaterThan(0);
    const shows = SHOWS[rule];
    if (shows) shows(settled(folder, found?.example as ExampleCase), found as Finding, folder);
    else expect(found?.example ?? null, "an example that nothing is run for").toBeNull();
  });
});

test("a pack whose parents go round in a circle has one finding, and needs no example", () => {
  const circle = join(packageRoot(), "src", "policy", "fixtures", "100400-circle-one");
  const { findings, counts, version } = checkPack(circle);
  expect(findings).toMatchObject([{ rule: "pack-not-loadable", expected: null, actual: null }]);
  expect(findings[0]?.message).toContain("100400-circle-one → 100401-circle-two");
  expect([counts.error, version]).toEqual([1, null]);
});

test("where there is no pack at all, that is said instead of a finding", () => {
  expect(() => checkPack("999999")).toThrow(/没有统筹区“999999”的政策包/);
  expect(() => checkPack(join(scratch, "nowhere"))).toThrow(/读不到政策包文件夹/);
});

describe("against an earlier version", () => {
  const old = packFolder("old", "visit_types: {}\n");
  const version = (from: string, value: string) =>
    `      - { from: ${from}, document: notice, clause: 第八条, basis: official, ` +
    `confidence: high, value: ${value} }\n`;
  const cap = (first: string, more = "") =>
    "parameters:\n  outpatient_cap:\n    title: 门诊年度限额\n    unit: yuan\n    versions:\n" +
    version("2020-01-01", first) +
    version("2023-01-01", "2000") +
    more;
  const LATER = version("2024-01-01", "2500");
  const against = (name: string, text: string, from: string | null) => {
    const folder = packFolder(name, text);
    const options = { ...CHECK_OPTIONS, plans_max: 0 };
    const earlier = { region: loadRegion(old), from: from as never };
    return { folder, ...checkPack(folder, { ...options, against: earlier }) };
  };

  test("a new version from a later day on changes nothing before it", () => {
    expect(against("later", cap("1500", LATER), null).findings).toEqual([]);
    expect(against("later-said", cap("1500", LATER), "2024-01-01").findings).toEqual([]);
    expect(against("same", cap("1500"), null).findings).toEqual([]);
  });

  test("a version edited in place is told with day, parameter, and a bill before and after", () => {
    const { findings, folder } = against("edited", cap("1400", LATER), null);
    expect(findings.map(({ rule }) => rule)).toEqual(["retroactive-change"]);
    const [found] = findings as [Finding];
    expect(found.where).toBe("100000-good/other.yaml:6");
    expect(found.message).toContain(
      "“门诊年度限额”（outpatient_cap）在 2020-01-01 的值原为 1500.00 元，现为 1400.00 元",
    );
    const example = found.example as ExampleCase;
    const before = fund(settled(old, example), "b1", "310100");
    const after = fund(settled(folder, example), "b1", "310100");
    expect([before > after, after]).toEqual([true, 140_000]);
    expect(found.expected).toContain(`付 ${(before / 100).toFixed(2)} 元`);
    expect(found.actual).toContain("付 1400.00 元");
    // The smallest: one fen less, and nobody would have noticed.
    expect(before - after).toBeLessThanOrEqual(100);
  });

  test("a new version that begins before the day of publication is one, too", () => {
    const { findings } = against("backdated", cap("1500", LATER), "2024-07-01");
    expect(findings.map(({ rule, where }) => [rule, where])).toEqual([
      ["retroactive-change", "100000-good/other.yaml:8"],
    ]);
    expect(findings[0]?.message).toContain("在 2024-01-01 的值原为 2000.00 元，现为 2500.00 元");
  });

  test("the day from which they may differ is said; one that reaches back is a warning", () => {
    const folder = packFolder("dated", cap("1500", LATER));
    const on = (today: string, from: string | null) =>
      checkPack(folder, {
        ...CHECK_OPTIONS,
        plans_max: 0,
        against: { region: loadRegion(old), from: from as never },
        today: today as never,
      });
    const before = on("2023-12-31", null);
    expect(before.findings).toEqual([]);
    expect(before.against).toEqual({ from: "2024-01-01", from_said: false, same: true });
    for (const [today, from] of [
      ["2024-01-01", null],
      ["2024-06-01", "2023-07-01"],
    ] as const) {
      const { findings, counts, against: compared } = on(today, from);
      expect(findings.map(({ rule, where }) => [rule, where])).toEqual([
        ["change-reaches-back", "100000-good/other.yaml:8"],
      ]);
      expect(counts).toMatchObject({ error: 0, warning: 1 });
      expect(findings[0]?.message).toContain(`不在今天（${today}）之后`);
      expect(findings[0]?.message).toContain("在 2024-01-01 的值原为 2000.00 元，现为 2500.00 元");
      const example = findings[0]?.example as ExampleCase;
      const paid = (pack: string) => fund(settled(pack, example), "b1", "310100");
      expect(paid(folder)).toBeGreaterThan(paid(old));
      expect(compared).toEqual({
        from: from ?? "2024-01-01",
        from_said: from !== null,
        same: true,
      });
    }
    // A day before which all is the same, and behind which as well: nothing reaches back.
    const same = packFolder("dated-same", cap("1500"));
    const options = { ...CHECK_OPTIONS, plans_max: 0, today: "2024-06-01" as never };
    const earlier = { region: loadRegion(old), from: "2022-01-01" as never };
    expect(checkPack(same, { ...options, against: earlier }).findings).toEqual([]);
  });

  test("a benefit that decides other cases, or by other layers, than it did", () => {
    const text = readFileSync(join(FIXTURES, "broken", "cap-below-deductible.yaml"), "utf8");
    const layers = against("layers", text.replace("value: 500 ", "value: 5000 "), null).findings;
    const inpatient = layers.find(({ about }) => about.includes("employee-inpatient"));
    expect(inpatient?.rule).toBe("retroactive-change");
    expect(inpatient?.message).toContain("的层次在 2020-01-01 与旧包不同。例：");
    const scheme = readFileSync(join(FIXTURES, "broken", "gap-by-scheme.yaml"), "utf8");
    const rules = against("scheme", scheme, null).findings.map(({ message }) => message);
    expect(rules.join("\n")).toContain("原由“普通门诊”决定，现由“无”决定");
  });
});

describe("the shipped packs", () => {
  test("pass, every plan with every boundary", () => {
    const { findings, excepted, tried } = checkPack("430400");
    expect(findings.filter(({ severity }) => severity !== "hint")).toEqual([]);
    expect(excepted.map(({ about }) => about[0])).toEqual(["paid_alone_bands"]);
    expect(tried.plans).toBeGreaterThan(500);
    expect(tried.plans_tried).toBe(tried.plans);
    expect(tried.bills).toBeGreaterThan(600_000);
  }, 60_000);

  test("name every visit type of the dictionary, and settle as stays what the program does", () => {
    const { visit_types } = loadRegion("430400").declared;
    const dictionaries = join(packageRoot(), "src", "gateway", "dictionaries.json");
    const { med_type } = JSON.parse(readFileSync(dictionaries, "utf8"));
    const named = Object.fromEntries(
      [...visit_types].map(([code, { value }]) => [code, value.name]),
    );
    expect(named).toEqual(med_type.values);
    for (const { value } of visit_types.values()) {
      expect(value.stay, value.code).toBe(isInpatientType(value.code));
    }
  });
});

test("the same seed gives the same report, another tries other bills", () => {
  const folder = packFolder("seeded", "visit_types: {}\n");
  const report = (seed: string) => JSON.stringify(checkPack(folder, { ...CHECK_OPTIONS, seed }));
  expect(report("7")).toBe(report("7"));
  expect(report("7")).not.toBe("");
});

test("the schema lets a pack except what may be excepted, and nothing else", () => {
  const schema = JSON.parse(readFileSync(join(regionsFolder(), "pack.schema.json"), "utf8"));
  expect(schema.definitions.exception.properties.rule.enum).toEqual(exceptableRules());
});

test("docs/policy-check.md explains every rule, in the words of the program", () => {
  const paper = readFileSync(join(packageRoot(), "docs", "policy-check.md"), "utf8");
  const severities = { error: "错误", warning: "提醒", hint: "提示" };
  const rows = Object.entries(RULES).map(
    ([id, { title, severity, exceptable, promise }]) =>
      `| \`${id}\` | ${title} | ${severities[severity]}${exceptable ? "，可例外" : ""} | ${promise} |`,
  );
  for (const row of rows) expect(paper).toContain(row);
  expect(paper.match(/^\| `[a-z-]+` \|/gm)).toHaveLength(rows.length);
});
