import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { figuresIn, readBytes, wan } from "../../test/support/disclosure/written-grid.ts";
import { ancestors } from "../classification/index.ts";
import type { Reading } from "./index.ts";

// Published documents lie beside the project where it is developed; elsewhere there are none.

const SHARED = process.env.YIBAO_SHARED ?? join(import.meta.dirname, "..", "..", "..", "shared");
const REAL = join(SHARED, "reference", "disclosure", "real");
const SEEDS = join(SHARED, "seeds");

async function read(folder: string, name: string): Promise<Reading | null> {
  const path = join(folder, name);
  if (existsSync(path)) return readBytes(new Uint8Array(readFileSync(path)), name);
  process.stderr.write(`disclosure-reading: ${name} is not beside the project; test left out\n`);
  return null;
}

function topics({ tables }: Reading): readonly string[] {
  return tables.map(({ topic }) => topic);
}

/** Totals of a coded table that are not the sum of what is below them, by more than rounding. */
function brokenSums(reading: Reading, topic: string): readonly string[] {
  const figures = figuresIn(reading, topic);
  const codes = [...new Set(Object.keys(figures).map((key) => key.split(".")[0] as string))];
  const printed = new Set(codes);
  return Object.entries(figures).flatMap(([key, value]) => {
    const [row, column] = key.split(".") as [string, string];
    const below = codes.filter((code) => {
      const parent = ancestors(code).findLast((one) => printed.has(one)) ?? "total";
      return /^\d/.test(code) && parent === row;
    });
    const parts = below.map((code) => figures[`${code}.${column}`] ?? 0);
    const sum = parts.reduce((all, part) => all + part, 0);
    const rounding = 5_000 * (parts.length + 1);
    return below.length === 0 || Math.abs(sum - value) <= rounding ? [] : [`${key} ${sum - value}`];
  });
}

const FINAL_TOPICS = [
  ...["overview", "income", "spending", "appropriation", "general", "basic"],
  ...["three-public", "fund", "capital"],
];

describe("published PDFs", () => {
  test("final accounts of a district's bureau: nine tables, all sums hold", async () => {
    const reading = await read(REAL, "shpt-czj-2024-final.pdf");
    if (reading === null) return;
    expect(reading).toMatchObject({
      unit_name: "上海市普陀区财政局",
      ...{ year: 2024, kind: "final", province: "上海市", level: "县" },
    });
    expect(topics(reading)).toEqual(FINAL_TOPICS);
    expect(reading.tables.every(({ is_whole }) => is_whole)).toBe(true);
    for (const topic of ["income", "spending", "general", "basic"]) {
      expect(brokenSums(reading, topic), topic).toEqual([]);
    }
    expect(figuresIn(reading, "appropriation")).toMatchObject({
      "income-opening-general.amount": wan(21.63),
      "spending-closing.general": wan(21.63),
      "208.amount": wan(326.71),
    });
    expect(figuresIn(reading, "basic")["personnel.total"]).toBe(wan(2152.26));
    expect(figuresIn(reading, "three-public")).toEqual({
      "total.budget": wan(0.95),
      "reception.budget": wan(0.95),
    });
    expect(reading.sections.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["duties", "general-items", "three-public-total", "assets"]),
    );
  });

  test("a street's budget: tables in yuan, one in 万元", async () => {
    const reading = await read(REAL, "shpt-wanli-2024-budget.pdf");
    if (reading === null) return;
    expect(reading).toMatchObject({
      unit_name: "上海市普陀区人民政府万里街道办事处",
      ...{ year: 2024, kind: "budget", province: "上海市", level: "县" },
    });
    expect([...topics(reading)].sort()).toEqual([...FINAL_TOPICS].sort());
    for (const topic of ["income", "spending", "general", "basic"]) {
      expect(brokenSums(reading, topic), topic).toEqual([]);
    }
    expect(figuresIn(reading, "basic")).toMatchObject({
      "30102.total": 1_662_381_000,
      "30107.personnel": 1_144_710_000,
    });
    expect(figuresIn(reading, "three-public")).toMatchObject({
      "vehicle-purchase.amount": wan(25),
      "operating.amount": wan(443.18),
    });
    expect(reading.sections.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["duties", "glossary", "three-public", "project-notes"]),
    );
  });

  test("the blank form of final accounts: nine empty tables", async () => {
    const reading = await read(REAL, "shpt-final-template-2024.pdf");
    if (reading === null) return;
    expect(topics(reading)).toEqual(FINAL_TOPICS);
    expect(reading.tables.every(({ is_empty }) => is_empty)).toBe(true);
    expect(reading.unread.map(({ what }) => what)).toContain("unit");
  });
});

describe("extracted texts", () => {
  test("a province's final accounts: sections, and no table", async () => {
    const reading = await read(SEEDS, "000_1a3ae03f6167b21e.txt");
    if (reading === null) return;
    expect(reading).toMatchObject({
      unit_name: "湖南省医疗保障局",
      ...{ year: 2023, kind: "final", province: "湖南省", level: "省", tables: [] },
    });
    const ids = reading.sections.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["overview", "fund", "operating", "attachments"]));
    expect(ids).not.toContain("capital");
  });

  test("a city's budget: every table read, what was lost told", async () => {
    const reading = await read(SEEDS, "002_759a7379b14f0547.txt");
    if (reading === null) return;
    expect(reading).toMatchObject({
      unit_name: "衡阳市医疗保障局",
      ...{ year: 2023, kind: "budget", province: "湖南省", level: "市" },
    });
    expect(topics(reading)).toEqual([
      ...["overview", "income", "spending", "appropriation", "general"],
      ...["basic", "basic-government", "fund", "three-public"],
    ]);
    for (const topic of ["spending", "general", "basic", "basic-government"]) {
      expect(brokenSums(reading, topic), topic).toEqual([]);
    }
    expect(figuresIn(reading, "general")).toMatchObject({
      "2101502.basic": wan(396.86),
      "2101599.project": wan(22),
      "2101550.basic": wan(85.42),
    });
    expect(figuresIn(reading, "income")).toMatchObject({
      "2101599.total": wan(22),
      "2210201.general": wan(89.41),
    });
    expect(figuresIn(reading, "overview")).toMatchObject({
      "income-general-nontax.amount": wan(150),
      "nature-project-goods.amount": wan(100),
      "221.amount": wan(89.41),
    });
    expect(figuresIn(reading, "basic")).toMatchObject({
      "30209.total": wan(14),
      "30228.total": wan(44.54),
      "30299.total": wan(6.9),
    });
    expect(figuresIn(reading, "three-public")["vehicle-running.amount"]).toBe(wan(8));
    const whole = reading.tables.filter(({ is_whole }) => !is_whole).map(({ topic }) => topic);
    expect(whole).toEqual(["income"]);
    const open = reading.unread.filter(({ place }) => place.table === "部门收入总表");
    expect(new Set(open.map(({ place }) => place.column))).toEqual(
      new Set(["经费拨款", "纳入一般公共预算管理的非税收入拨款"]),
    );
  });
});
