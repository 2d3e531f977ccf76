import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { CivilDate, Ppm } from "../../kernel/index.ts";
import {
  benefitsFor,
  type CellValue,
  type Dimension,
  loadRegion,
  plainCell,
  type Region,
  regionsFolder,
  versionOn,
} from "../../policy/index.ts";
import { selectedCells } from "./change-cells.ts";
import {
  applyChange,
  type Change,
  changeableParameters,
  readChange,
  readChangeFile,
  shiftParameter,
  withParameterValue,
} from "./index.ts";

// Goal: what a change file says is what the changed region answers, from the day on and only
// there. Method: the shipped region, small change files, and single cells asked by hand.

const region = loadRegion("430400");
const EXAMPLES = join(regionsFolder(), "..", "examples", "changes");
const before = "2022-12-31" as CivilDate;
const day = "2023-01-01" as CivilDate;

function read(body: string, head = "from: 2023-01-01\n"): Change {
  return readChange(`title: 试验\n${head}${body}`, "change.yaml", region);
}

function changed(items: string, head?: string): Region {
  return applyChange(region, read(`changes:\n${items}`, head));
}

/** The one cell that the rows select on the day. */
function cell(
  of: Region,
  name: string,
  on: CivilDate,
  rows: Partial<Record<Dimension, string>> = {},
): CellValue | undefined {
  const parameter = of.parameters.get(name);
  const version = parameter ? versionOn(parameter, on) : null;
  if (!version) return undefined;
  const entries = Object.entries(rows).map(([dimension, row]) => [dimension, [row]]);
  return selectedCells(version, Object.fromEntries(entries))[0]?.cell.value;
}

describe("an amount or a ratio", () => {
  test.each([
    ["set: 1500", 150_000],
    ["add: 300", 150_000],
    ["subtract: 0.5", 119_950],
    ["multiply: 1.25", 150_000],
    ["multiply: 1.06\n    round_to: 100", 130_000],
    ["multiply: 1.03\n    round_to: 100\n    rounding: up", 130_000],
    ["set: null", null],
    ["set: 150000.00", 15_000_000],
  ])("%s", (operation, expected) => {
    const rows = "rows: { hospital_level: level3 }";
    const after = changed(
      `  - parameter: employee_inpatient_deductible\n    ${rows}\n    ${operation}\n`,
    );
    const level3 = { hospital_level: "level3" };
    const level2 = { hospital_level: "level2" };
    expect(cell(after, "employee_inpatient_deductible", day, level3)).toBe(expected);
    expect(cell(after, "employee_inpatient_deductible", before, level3)).toBe(120_000);
    expect(cell(after, "employee_inpatient_deductible", day, level2)).toBe(60_000);
    expect(after.changes).toContain(day);
    expect(after.version.startsWith(`${region.version}+`)).toBe(true);
  });

  test("without rows is changed in every row that has a value", () => {
    const after = changed("  - { parameter: 职工住院统筹支付比例（在职）, subtract: 0.02 }\n");
    const ratio = (hospital_level: string) =>
      cell(after, "employee_inpatient_ratio", day, { hospital_level });
    expect(ratio("primary")).toBe(910_000);
    expect(ratio("level3-provincial")).toBe(780_000);
    expect(ratio("pharmacy")).toBe(null);
  });

  test("ends with the change, and later versions of its own are changed too", () => {
    const after = changed("  - { parameter: resident_fee, add: 30 }\n");
    expect(cell(after, "resident_fee", "2024-05-01" as CivilDate)).toBe(41_000);
    const head = "from: 2023-07-01\nto: 2024-07-01\n";
    const short = changed("  - { parameter: resident_fee, add: 30 }\n", head);
    const fees = ["2023-06-30", "2023-07-01", "2024-06-30", "2024-07-01"];
    expect(fees.map((on) => cell(short, "resident_fee", on as CivilDate))).toEqual([
      35_000, 38_000, 41_000, 38_000,
    ]);
  });

  test("of a row that stands under `other` gets a row of its own", () => {
    const after = changed(
      "  - parameter: critical_illness_cap\n" +
        "    rows: { identity: [monitored, illness-poverty] }\n    set: 500000\n",
    );
    const cap = (identity: string) => cell(after, "critical_illness_cap", day, { identity });
    expect([cap("monitored"), cap("illness-poverty")]).toEqual([50_000_000, 50_000_000]);
    expect([cap("other"), cap("orphan")]).toEqual([40_000_000, null]);
  });

  test("of one scheme and one disease leaves the others", () => {
    const rows = 'rows: { insutype: "390", disease: [帕金森病, hypertension] }';
    const after = changed(`  - { parameter: chronic_limit_amount, ${rows}, multiply: 2 }\n`);
    const limit = (insutype: string, disease: string) =>
      cell(after, "chronic_limit_amount", day, { insutype, disease });
    expect([limit("390", "parkinson"), limit("390", "hypertension")]).toEqual([300_000, 240_000]);
    expect([limit("310", "hypertension"), limit("390", "other")]).toEqual([180_000, 150_000]);
  });
});

describe("choices and bands", () => {
  test("a choice is read otherwise from the day on", () => {
    const after = changed("  - { parameter: cross_region_reading, set: points }\n");
    expect(plainCell(after, "cross_region_reading", day).value).toBe("points");
    expect(plainCell(after, "cross_region_reading", day).source.document).toBe("变更文件《试验》");
    expect(plainCell(after, "cross_region_reading", before).value).toBe("first-share");
  });

  const bandsAfter = (operation: string) => {
    const item = `  - parameter: critical_illness_bands_four\n    ${operation}\n`;
    const bands = cell(changed(item), "critical_illness_bands_four", day);
    return (bands as readonly { up_to_fen: number | null; ratio_ppm: number }[]).map(
      ({ up_to_fen, ratio_ppm }) => [up_to_fen === null ? null : up_to_fen / 100, ratio_ppm / 1e4],
    );
  };

  test.each([
    [
      "add_band: { above: 300000, ratio: 0.9 }",
      [
        [150_000, 75],
        [300_000, 85],
        [null, 90],
      ],
    ],
    [
      "add_band: { up_to: 300000, ratio: 0.8 }",
      [
        [150_000, 75],
        [300_000, 80],
        [null, 85],
      ],
    ],
    [
      "add_band: { above: 100000, ratio: 0.7 }",
      [
        [100_000, 75],
        [150_000, 70],
        [null, 85],
      ],
    ],
    [
      "band: { up_to: 150000 }\n    add: 0.05",
      [
        [80_000, 65],
        [150_000, 80],
        [null, 85],
      ],
    ],
    [
      "band: { up_to: null }\n    set: 0.9",
      [
        [80_000, 65],
        [150_000, 75],
        [null, 90],
      ],
    ],
    [
      "set: [{ up_to: 50000, ratio: 0.6 }, { up_to: null, ratio: 0.7 }]",
      [
        [50_000, 60],
        [null, 70],
      ],
    ],
  ])("%s", (operation, last) => {
    expect(bandsAfter(operation).slice(-last.length)).toEqual(last);
  });

  test("several new tiers, and the ratio of another, may be written one by one", () => {
    const item = (rest: string) => `  - { parameter: critical_illness_bands_four, ${rest} }\n`;
    const after = changed(
      item("add_band: { above: 200000, ratio: 0.88 }") +
        item("add_band: { above: 300000, ratio: 0.9 }"),
    );
    expect(cell(after, "critical_illness_bands_four", day)).toHaveLength(6);
  });
});

describe("a change that changes nothing", () => {
  test.each([
    "  - { parameter: cross_region_reading, set: first-share }\n",
    "  - { parameter: employee_pool_cap, add: 0 }\n",
    "  - { parameter: employee_pool_cap, multiply: 1 }\n",
    "  - parameter: employee_inpatient_deductible\n" +
      "    rows: { hospital_level: level3 }\n    set: 1200\n",
  ])("gives the region itself: %s", (item) => {
    expect(changed(item)).toBe(region);
  });
});

test("two files that say the same are one change, whatever they are called", () => {
  const body = "changes: [{ parameter: employee_pool_cap, add: 1000 }]\n";
  const more = "changes: [{ parameter: employee_pool_cap, add: 2000 }]\n";
  const head = "title: 甲\n# 说明\nfrom: 2023-01-01\n";
  expect(readChange(head + body, "b.yaml", region).hash).toBe(read(body).hash);
  expect(read(more).hash).not.toBe(read(body).hash);
});

describe("a new identity", () => {
  const items =
    "  - new_identity: over-80\n    title: 高龄老人\n    before: monitored\n    like: low-income\n" +
    "    values: { assistance_ratio: 0.5 }\n    who: { age_from: 80 }\n";

  test("stands in the order, has rows of its own, and is like another for the rest", () => {
    const after = changed(items);
    const order = plainCell(after, "identity_order", day).value as readonly string[];
    expect(order.indexOf("over-80")).toBe(order.indexOf("monitored") - 1);
    expect(plainCell(after, "identity_order", before).value).not.toContain("over-80");
    const value = (name: string) => cell(after, name, day, { identity: "over-80" });
    expect(value("assistance_ratio")).toBe(500_000);
    expect(value("assistance_threshold")).toBe(0);
    expect(value("critical_illness_cap")).toBe(null);
    expect(value("critical_illness_points")).toBe(50_000);
  });

  test("may be named by the other changes of its file", () => {
    const more =
      "  - { parameter: critical_illness_points, rows: { identity: over-80 }, set: 0.02 }\n" +
      "  - { give_identity: over-80, who: { identity: orphan } }\n";
    const value = cell(changed(items + more), "critical_illness_points", day, {
      identity: "over-80",
    });
    expect(value).toBe(20_000);
  });

  test("may have rows in a pack block", () => {
    const pack =
      "pack:\n  parameters:\n    critical_illness_points:\n      title: 提高的百分点\n" +
      "      unit: ratio\n      by: [identity]\n      versions:\n        - { from: 2023-01-01, " +
      "document: project-choice, clause: 试验, basis: placeholder, confidence: low, " +
      "values: { over-80: 0.03, other: 0 } }\n";
    const after = applyChange(region, read(`changes:\n${items}${pack}`));
    const points = (identity: string) => cell(after, "critical_illness_points", day, { identity });
    expect([points("over-80"), points("other")]).toEqual([30_000, 0]);
  });

  test("is not declared twice by applying the change twice", () => {
    const change = read(`changes:\n${items}`);
    const once = applyChange(region, change);
    expect(applyChange(once, change).parameters).toBe(once.parameters);
  });
});

describe("examples/changes", () => {
  const names = readdirSync(EXAMPLES).filter((name) => name.endsWith(".yaml"));
  const schema = JSON.parse(readFileSync(join(EXAMPLES, "change.schema.json"), "utf8"));
  const pack = JSON.parse(readFileSync(join(regionsFolder(), "pack.schema.json"), "utf8"));
  const ajv = new Ajv({ strict: false, discriminator: true });
  ajv.addSchema({ ...pack, $id: "../../regions/pack.schema.json" });
  const validate = ajv.compile(schema);

  test("are several", () => expect(names.length).toBeGreaterThan(7));

  test.each(names)("%s is read and applied", (name) => {
    const path = join(EXAMPLES, name);
    const change = readChangeFile(path, region);
    const after = applyChange(region, change);
    const moves = change.solve === null;
    expect(after !== region).toBe(moves);
    expect(after.version !== region.version).toBe(moves);
    const asEditor = parse(readFileSync(path, "utf8"), { schema: "failsafe" });
    expect(validate(asEditor), JSON.stringify(validate.errors)).toBe(true);
  });

  test("the schema knows a mistake when it sees one", () => {
    expect(validate({ title: "试验", from: "2023-01-01", change: [] })).toBe(false);
    expect(validate({ title: "试验", from: "2023-01-01", changes: [{ rows: {} }] })).toBe(false);
  });

  test("a whole benefit in pack form decides the bills of its days", () => {
    const change = readChangeFile(join(EXAMPLES, "whole-benefit.yaml"), region);
    const query = { insutype: "390", visit_type: "11", disease: null };
    const title = (on: CivilDate) =>
      benefitsFor(applyChange(region, change), { ...query, day: on }).map((one) => one.title);
    expect(title(before)).toEqual(["居民普通门诊统筹"]);
    expect(title(day)).toEqual(["居民普通门诊统筹（扩面）"]);
  });
});

describe("docs/simulation.md", () => {
  const text = readFileSync(join(regionsFolder(), "..", "docs", "simulation.md"), "utf8");
  const files = [...text.matchAll(/```yaml\n(title: [\s\S]*?)```/g)].map(([, file = ""]) => file);

  test("has several change files", () => expect(files.length).toBeGreaterThan(4));

  test.each(files)("%s", (file) => {
    const change = readChange(file, "docs/simulation.md", region);
    if (change.solve === null) expect(applyChange(region, change)).not.toBe(region);
    else expect(change.solve.least).toBeLessThan(change.solve.most);
  });
});

test("a pack block without an end of its own ends with the change", () => {
  const pack =
    "pack:\n  parameters:\n    employee_pool_cap:\n      title: 限额\n      unit: yuan\n" +
    "      versions:\n        - { from: 2023-02-01, document: project-choice, clause: 试验, " +
    "basis: placeholder, confidence: low, value: 200000 }\n";
  const after = applyChange(region, read(pack, "from: 2023-01-01\nto: 2023-07-01\n"));
  const days = ["2023-01-31", "2023-02-01", "2023-06-30", "2023-07-01"];
  expect(days.map((on) => cell(after, "employee_pool_cap", on as CivilDate))).toEqual([
    15_000_000, 20_000_000, 20_000_000, 15_000_000,
  ]);
});

describe("a question with a target", () => {
  const solve = (target: string) =>
    read(
      "solve:\n  parameter: employee_inpatient_ratio\n  rows: { hospital_level: level3 }\n" +
        `  least: 0.7\n  most: 0.9\n  step: 0.01\n  target: ${target}\n`,
    ).solve;

  test("has bounds in the parameter's unit", () => {
    expect(solve("{ pool: employee-pooled, reserve_months: 6.5 }")).toMatchObject({
      parameter: "employee_inpatient_ratio",
      rows: { hospital_level: ["level3"] },
      unit: "ratio",
      period: { from: "2023-01-01", to: null },
      least: 700_000,
      most: 900_000,
      step: 10_000,
      target: { kind: "reserve", pool: "employee-pooled", reserve_months: 6.5 },
    });
  });

  test("asks for reserves, spending or what people bear", () => {
    const spending = { kind: "spending", pool: "employee-pooled", spending_fen: 120_000_000_00 };
    expect(solve("{ pool: employee-pooled, spending: 120000000 }")?.target).toEqual(spending);
    const share = { kind: "out-of-pocket", insutype: "390", out_of_pocket_share_ppm: 300_000 };
    expect(solve('{ out_of_pocket_share: 0.3, insutype: "390" }')?.target).toEqual(share);
  });
});

describe("what-ifs", () => {
  const rows = { hospital_level: ["level3"] };
  const level3 = { hospital_level: "level3" };

  test("a cell is moved by a part of itself, or by an amount", () => {
    const name = "employee_inpatient_deductible";
    const more = shiftParameter(region, name, rows, { relative_ppm: 10_000 as Ppm }, day);
    expect(cell(more, name, day, level3)).toBe(121_200);
    const less = shiftParameter(region, name, rows, { absolute: -10_000 }, day);
    expect(cell(less, name, day, level3)).toBe(110_000);
    expect(cell(less, name, day, { hospital_level: "level2" })).toBe(60_000);
    expect(cell(less, name, before, level3)).toBe(120_000);
    expect(less.version).not.toBe(more.version);
  });

  test("a ratio stops at 100 %, an amount at 0", () => {
    const all = shiftParameter(region, "repeat_admission_factor", null, { absolute: 9e5 }, day);
    expect(cell(all, "repeat_admission_factor", day)).toBe(1_000_000);
    const none = shiftParameter(region, "employee_pool_cap", null, { absolute: -1e12 }, day);
    expect(cell(none, "employee_pool_cap", day)).toBe(0);
  });

  test("of bands all ratios move", () => {
    const name = "critical_illness_bands_three";
    const after = shiftParameter(region, name, null, { absolute: 10_000 }, day);
    const bands = cell(after, name, day) as readonly { ratio_ppm: number }[];
    expect(bands.map((one) => one.ratio_ppm)).toEqual([610_000, 660_000, 760_000]);
  });

  test("a value is set for a search, also over an applied change", () => {
    const base = changed("  - new_identity: over-80\n    title: 高龄老人\n");
    const name = "critical_illness_deductible";
    const after = withParameterValue(base, name, null, 1_234_500, day);
    expect(cell(after, name, day)).toBe(1_234_500);
    expect(plainCell(after, "identity_order", day).value).toContain("over-80");
    expect(withParameterValue(region, name, null, 1_600_000, day)).toBe(region);
  });

  test("a value or a step ends where it is said to", () => {
    const end = "2023-07-01" as CivilDate;
    const name = "employee_pool_cap";
    const step = { absolute: 1_000 };
    const moved = shiftParameter(region, name, null, step, day, end);
    const set = withParameterValue(region, name, null, 1_000, day, end);
    expect([cell(moved, name, before), cell(moved, name, day), cell(moved, name, end)]).toEqual([
      15_000_000, 15_001_000, 15_000_000,
    ]);
    expect([cell(set, name, day), cell(set, name, end)]).toEqual([1_000, 15_000_000]);
  });

  test("a step of nothing gives the region itself", () => {
    expect(shiftParameter(region, "employee_pool_cap", null, { absolute: 0 }, day)).toBe(region);
  });

  test.each(["cross_region_reading", "identity_order"])("%s cannot be moved", (name) => {
    const step = { absolute: 1 };
    const code = "SIMULATION-SOLVE-NOT-A-NUMBER";
    expect(() => shiftParameter(region, name, null, step, day)).toThrow(
      expect.objectContaining({ code }),
    );
    expect(() => withParameterValue(region, name, null, 1, day)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe("changeable parameters", () => {
  const listed = changeableParameters(region, day);
  const of = (name: string) => listed.find((one) => one.name === name);

  test("are listed with their rows and values as people read them", () => {
    const ratio = of("employee_inpatient_ratio");
    expect(ratio).toMatchObject({ unit: "ratio", used_by_benefits: true });
    expect(ratio?.dimensions[0]).toMatchObject({ name: "hospital_level", title: "机构级别" });
    expect(ratio?.cells[0]).toMatchObject({
      rows: { hospital_level: ["primary"] },
      title: "基层",
      value: 930_000,
      text: "93%",
      numeric: true,
    });
    expect(ratio?.cells.at(-1)).toMatchObject({ value: null, numeric: false });
    expect(of("resident_fee")?.used_by_benefits).toBe(false);
    expect(of("cross_region_reading")?.cells[0]?.numeric).toBe(false);
    expect(of("critical_illness_bands_four")?.cells[0]?.text).toContain("至 30000 元 60%");
  });

  test("each numeric cell can be moved by itself", () => {
    const moved = listed.flatMap(({ name, cells }) =>
      cells
        .filter(({ numeric }) => numeric)
        .slice(0, 2)
        .map(({ rows }) => shiftParameter(region, name, rows, { absolute: 1 }, day)),
    );
    expect(moved.length).toBeGreaterThan(40);
  });
});
