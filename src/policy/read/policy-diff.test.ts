import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../test/support/random.ts";
import type { CivilDate } from "../../kernel/index.ts";
import { CHILD_HEAD, packFromText, regionFromTexts } from "../fixtures/pack-text.ts";
import { loadRegion, policyOn, type Region, regionFromPacks, withOptions } from "../index.ts";
import { diffSheet } from "./diff-sheet.ts";
import type { PolicyChange } from "./policy-change.ts";
import { diffPolicy, diffRegions, type PolicyDiff } from "./policy-diff.ts";

// Goal: what changed between two days is told whole, and nothing else. Method: made-up timelines
// over the smallest pack; the view of each day, which another file of the room writes, is judge.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "..", "fixtures");
const GOOD = readFileSync(join(FIXTURES, "100000-good", "pack.yaml"), "utf8");
const BASE = packFromText("good.yaml", GOOD);
const day = (text: string) => text as CivilDate;

const SOURCE = "document: notice, clause: 新规, basis: official, confidence: high";

/** A child pack of parameters, each with one version a line. */
function child(parameters: Readonly<Record<string, readonly string[]>>, rest = ""): Region {
  const bodies = Object.entries(parameters).map(([head, versions]) => {
    const [name, shape = "unit: yuan"] = head.split(" | ");
    const lines = versions.map((version) => `      - { ${SOURCE}, ${version} }\n`);
    const title = TITLES[name as string];
    return `  ${name}:\n    title: ${title}\n    ${shape}\n    versions:\n${lines.join("")}`;
  });
  const block = bodies.length === 0 ? "" : `parameters:\n${bodies.join("")}`;
  const pack = packFromText("child.yaml", `${CHILD_HEAD}${block}${rest}`, [BASE]);
  return regionFromPacks([BASE, pack]);
}

const TITLES: Readonly<Record<string, string>> = {
  cap: "年度限额",
  deductible: "起付线",
  ratio: "支付比例",
  reading: "两种读法",
  tiers: "大额分段",
};

const BY_LEVEL = "unit: yuan\n    by: [hospital_level]";
const BY_STATUS = "unit: ratio\n    by: [employment_status]";
const READING = "unit: choice\n    among: [wide, narrow]";

function sentences(diff: PolicyDiff): string[] {
  return diff.changes.map(({ sentence }) => sentence);
}

describe("a sentence", () => {
  const from = day("2024-06-01");
  const to = day("2025-06-01");
  const told = (region: Region) => sentences(diffPolicy(region, from, to));

  test("says an amount by row, with its day, notice and clause", () => {
    const rows = "values: { primary: 200, level3: 1500, other: 1000 }";
    const region = child({ [`deductible | ${BY_LEVEL}`]: [`from: 2025-01-01, ${rows}`] });
    expect(told(region).slice(0, 1)).toEqual([
      "起付线：三级（市级）由 1,000 元提高到 1,500 元（自 2025-01-01 起，依据 试验〔2020〕1号 新规）。",
    ]);
  });

  test("says a ratio in percentage points, rows that move alike together", () => {
    const rows = "values: { working: 0.82, retired: 0.87, other: null }";
    const region = child({ [`ratio | ${BY_STATUS}`]: [`from: 2025-01-01, ${rows}`] });
    expect(told(region).slice(0, 2)).toEqual([
      "支付比例：在职由 80% 提高到 82%（提高 2 个百分点）（自 2025-01-01 起，依据 试验〔2020〕1号 新规）。",
      "支付比例：退休由 85% 提高到 87%（提高 2 个百分点）（自 2025-01-01 起，依据 试验〔2020〕1号 新规）。",
    ]);
  });

  test("says that a limit is lifted, and what it was in between", () => {
    const versions = ["from: 2024-07-01, value: 120000", "from: 2025-01-01, value: null"];
    expect(told(child({ cap: versions }))).toEqual([
      "年度限额由 100,000 元改为不设限额（取消限额）（自 2025-01-01 起，依据 试验〔2020〕1号 新规；" +
        "其间自 2024-07-01 起为 120,000 元）。",
    ]);
  });

  test("says which band was added and which changed", () => {
    const bands =
      "value: [{ up_to: 10000, ratio: 0.5 }, { up_to: 50000, ratio: 0.6 }, " +
      "{ up_to: null, ratio: 0.9 }]";
    const [sentence] = told(child({ "tiers | unit: bands": [`from: 2025-01-01, ${bands}`] }));
    expect(sentence).toContain("第 2 段的上限由不设上限改为 50,000 元");
    expect(sentence).toContain("10,000 元至 50,000 元的部分由 70% 降低到 60%（降低 10 个百分点）");
    expect(sentence).toContain("增加一段：50,000 元以上支付 90%");
  });

  test("says a choice in the words of both readings, and what comes and goes with it", () => {
    const region = child({ [`reading | ${READING}`]: ["from: 2025-01-01, value: narrow"] });
    const [choice, points] = told(region);
    expect(choice).toContain("两种读法：由“wide”改为“narrow”");
    expect(points).toContain("新增窄读法降低的百分点：10 个百分点");
    const shipped = loadRegion("430400");
    const other = withOptions(shipped, { cross_region_reading: "points" });
    const [first] = sentences(
      diffRegions({ region: shipped, day: from }, { region: other, day: from }),
    );
    expect(first).toMatch(/由“先自付：.*”改为“降百分点：.*”/);
  });

  test("says layers that are new, gone or elsewhere, and benefits that begin and end", () => {
    const [, layers = ""] = GOOD.split(/^ {4}layers:\n/m);
    const list = layers.split(/^(?= {6}- )/m);
    const facts = [
      "title: 住院",
      'insutype: ["310"]',
      'visit_type: ["2101", "2102"]',
      "from: 2025-01-01",
      ...SOURCE.split(", "),
      "layers:",
    ];
    const head = `benefits:\n  inpatient:\n${facts.map((one) => `    ${one}\n`).join("")}`;
    const turned = child({}, head + [list[1], list[0], list[3]].join(""));
    const text = told(turned).join("\n");
    expect(text).toContain("医疗类别由“普通住院”改为“普通住院、单病种住院”");
    expect(text).toContain(
      "计算的先后由“起付线 → 统筹基金 → 个人账户”改为“统筹基金 → 起付线 → 个人账户”",
    );
    expect(text).toContain("取消一层：大额补助");
    const none = regionFromTexts(GOOD);
    const begin = diffPolicy(none, day("2019-01-01"), day("2021-01-01"));
    expect(sentences(begin).join("\n")).toContain("新设待遇“住院”");
    // The benefit on a short line, its layers each on one of its own.
    const lines = diffSheet(begin).split("\n");
    const at = lines.findIndex((line) => line.includes("新设待遇“住院”"));
    expect(lines[at]?.length).toBeLessThan(90);
    expect(lines.slice(at + 1, at + 3)).toEqual([
      expect.stringMatching(/^ {8}1\. 起付线/),
      expect.stringMatching(/^ {8}2\. 统筹基金（/),
    ]);
    const details = begin.changes.map((one) => [one.kind, one.details.length > 0]);
    expect(details.filter(([, some]) => some)).toEqual([["benefit-added", true]]);
    const end = diffPolicy(none, day("2021-01-01"), day("2019-01-01"));
    expect(sentences(end).join("\n")).toContain("待遇“住院”不再执行（2020-01-01 以前");
  });

  test("says that a value was verified, the value staying as it was", () => {
    const official = "clause: 第五条, basis: official";
    const unverified = GOOD.replace(official, "clause: 第五条, basis: recalled");
    expect(unverified).not.toBe(GOOD);
    const region = regionFromTexts(
      unverified,
      `${CHILD_HEAD}parameters:\n  cap:\n    title: 年度限额\n    unit: yuan\n    versions:\n` +
        `      - { from: 2025-01-01, ${SOURCE}, value: 100000 }\n`,
    );
    expect(told(region)).toEqual([
      "年度限额数值不变，已与原文核实，原依据 试验〔2020〕1号 第五条〔待核实〕" +
        "（自 2025-01-01 起，依据 试验〔2020〕1号 新规）。",
    ]);
  });

  test("has an English form", () => {
    const region = child({ cap: ["from: 2025-01-01, value: 120000"] });
    const { changes, effects } = diffPolicy(region, from, to, { language: "en" });
    expect(changes[0]?.sentence).toContain("was 100,000 yuan and rises to 120,000 yuan");
    expect(effects.map(({ sentence }) => sentence).join()).toMatch(/1,350 yuan less/);
  });

  test("effects: what it means for the worked examples, computed by the engine", () => {
    const rows = "values: { primary: 200, level3: 1500, other: 1000 }";
    const region = child({ [`deductible | ${BY_LEVEL}`]: [`from: 2025-01-01, ${rows}`] });
    const diff = diffPolicy(region, from, to);
    // 1,000 × 10 at level three: 80 % of 8,500 instead of 9,000 is 400 less.
    const [effect] = diff.effects.filter(({ example }) => example.includes("三级（市级）"));
    expect(effect?.sentence).toContain("（多 400 元）");
    expect(diffSheet(diff)).toContain("■ 对个人的影响");
  });
});

const DAYS = ["2023-01-01", "2023-07-01", "2024-01-01", "2024-07-01", "2025-01-01"];

/** Some of the days as the beginnings of versions, each with a value. */
function timeline(values: readonly string[], key: "value" | "values" = "value") {
  const version = fc.option(fc.constantFrom(...values), { nil: null });
  return fc
    .tuple(...DAYS.map(() => version))
    .map((drawn) =>
      drawn.flatMap((value, index) =>
        value === null ? [] : [`from: ${DAYS[index]}, ${key}: ${value}`],
      ),
    );
}

const regions = fc
  .record({
    cap: timeline(["100000", "120000", "null"]),
    [`deductible | ${BY_LEVEL}`]: timeline(
      ["{ primary: 200, other: 1000 }", "{ primary: 100, level3: 900, other: 1000 }"],
      "values",
    ),
    [`ratio | ${BY_STATUS}`]: timeline(
      [
        "{ working: 0.8, retired: 0.85, other: null }",
        "{ working: 0.9, retired: 0.9, other: null }",
      ],
      "values",
    ),
    [`reading | ${READING}`]: timeline(["wide", "narrow"]),
    "tiers | unit: bands": timeline([
      "[{ up_to: 10000, ratio: 0.5 }, { up_to: null, ratio: 0.7 }]",
      "[{ up_to: 10000, ratio: 0.5 }, { up_to: 20000, ratio: 0.6 }, { up_to: null, ratio: 0.7 }]",
    ]),
  })
  .map((parameters) =>
    child(
      Object.fromEntries(Object.entries(parameters).filter(([, versions]) => versions.length > 0)),
    ),
  );

const days = fc.constantFrom("2022-06-01", ...DAYS, "2023-12-31", "2025-06-01").map(day);

/** The view of a day, without the days it is said for. */
function view(region: Region, date: CivilDate): string {
  const { choices, benefits } = policyOn(region, date, null);
  const undated = (key: string, value: unknown) =>
    key === "from" || key === "to" ? undefined : value;
  return JSON.stringify({ choices, benefits }, undated);
}

const OPPOSITE: Readonly<Record<string, string>> = {
  "benefit-added": "benefit-ended",
  "benefit-ended": "benefit-added",
  "layer-added": "layer-removed",
  "layer-removed": "layer-added",
  "value-added": "value-removed",
  "value-removed": "value-added",
};

function bare({ kind, benefit, layer, rows, before, after, since, meanwhile }: PolicyChange) {
  return JSON.stringify([kind, benefit?.name, layer?.name, rows, before, after, since, meanwhile]);
}

function mirrored(change: PolicyChange): string {
  const { kind, before, after } = change;
  return bare({
    ...change,
    kind: (OPPOSITE[kind] ?? kind) as PolicyChange["kind"],
    before: after,
    after: before,
  });
}

describe("over made-up timelines", () => {
  test("nothing is told exactly where the views of both days are equal", () => {
    let [equal, other] = [0, 0];
    fc.assert(
      fc.property(regions, days, days, (region, from, to) => {
        const { changes } = diffPolicy(region, from, to, { effects: false });
        const same = view(region, from) === view(region, to);
        if (same) equal += 1;
        else other += 1;
        expect(changes.length === 0).toBe(same);
        for (const { since } of changes) {
          const [first, last] = from < to ? [from, to] : [to, from];
          expect(first < since && since <= last).toBe(true);
        }
      }),
      runs(120),
    );
    expect(equal).toBeGreaterThan(5);
    expect(other).toBeGreaterThan(40);
  });

  test("the other way round it says the same, turned about", () => {
    fc.assert(
      fc.property(regions, days, days, (region, from, to) => {
        const there = diffPolicy(region, from, to, { effects: false }).changes;
        const back = diffPolicy(region, to, from, { effects: false }).changes;
        expect(back.map(mirrored).toSorted()).toEqual(there.map(bare).toSorted());
      }),
      runs(80),
    );
  });

  test("between two regions, too", () => {
    fc.assert(
      fc.property(regions, regions, days, (one, other, date) => {
        const [a, b] = [
          { region: one, day: date },
          { region: other, day: date },
        ];
        const there = diffRegions(a, b, { effects: false }).changes;
        const back = diffRegions(b, a, { effects: false }).changes;
        expect(there.length === 0).toBe(view(one, date) === view(other, date));
        const plain = (text: (change: PolicyChange) => string) => (change: PolicyChange) =>
          text({ ...change, since: date });
        const rows = (changes: readonly PolicyChange[], text: (change: PolicyChange) => string) =>
          new Set(changes.map(plain(text)));
        // Rows are brought together by their day, which is that of the second region.
        expect(rows(back, (one) => mirrored({ ...one, rows: [] }))).toEqual(
          rows(there, (one) => bare({ ...one, rows: [] })),
        );
      }),
      runs(60),
    );
  });
});

test("the shipped region: the same day has no change, and every change has a sentence", () => {
  const region = loadRegion("430400");
  expect(diffPolicy(region, day("2025-01-01"), day("2025-01-01")).changes).toEqual([]);
  const { changes } = diffPolicy(region, day("2021-01-01"), day("2025-01-01"));
  expect(changes.length).toBeGreaterThan(10);
  for (const { sentence } of changes) expect(sentence).not.toMatch(/undefined|\{rows\}|NaN/);
});
