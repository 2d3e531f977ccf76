import { describe, expect, test } from "vitest";
import { linear, ratio } from "./constraint.ts";
import { judgeSmall, placeAt, say, smallDisclosure } from "./fixtures/small.ts";
import { loadRules, type RelationRule } from "./index.ts";
import { mendTable } from "./mend-table.ts";
import { tableFlaw } from "./table-flaw.ts";
import { columnOrders } from "./table-guesses.ts";

// Goal: a table wrong as a whole is one finding at that table. Method: two tables and sentences
// that agree; then all figures of one in another unit, or under each other's heading.

const RULES = loadRules();

type Cells = Readonly<Record<string, string>>;

const ROWS: Readonly<Record<string, readonly [string, string, string]>> = {
  total: ["190.00", "150.00", "40.00"],
  "208": ["30.00", "30.00", "0.00"],
  "20805": ["30.00", "30.00", "0.00"],
  "2080505": ["30.00", "30.00", "0.00"],
  "210": ["160.00", "120.00", "40.00"],
  "21015": ["160.00", "120.00", "40.00"],
  "2101501": ["120.00", "120.00", "0.00"],
  "2101502": ["40.00", "0.00", "40.00"],
};

function table(topic: string, columns: readonly string[], write = (text: string) => text): Cells {
  const cells = Object.entries(ROWS).flatMap(([row, texts]) =>
    columns.map((column, at) => [`${topic}[${row}].${column}`, write(texts[at] ?? "")] as const),
  );
  return Object.fromEntries(cells);
}

const USUAL = ["total", "basic", "project"];
const EXCHANGED = ["total", "project", "basic"];
const SAID = [
  say("spending", "total", { actual: "190.00" }),
  say("spending", "basic", { actual: "150.00" }),
  say("spending", "project", { actual: "40.00" }),
];

function errors(cells: Cells, statements: readonly ReturnType<typeof say>[] = []) {
  const { findings } = judgeSmall({ cells, statements }, RULES);
  return findings.filter(({ outcome }) => outcome === "error" || outcome === "warn");
}

test("tables that agree have nothing wrong", () => {
  expect(errors({ ...table("general", USUAL), ...table("spending", USUAL) }, SAID)).toEqual([]);
});

describe("two columns under each other's heading", () => {
  test("are told once, at the table that sentences disagree with too", () => {
    const cells = { ...table("general", USUAL), ...table("spending", EXCHANGED) };
    const found = errors(cells, SAID);
    expect(found.map(({ rule, where }) => `${rule} ${where.row}`)).toEqual(["TABLE-COLUMNS "]);
    expect(found[0]?.merged).toEqual(expect.arrayContaining(["A-05-05", "N-3"]));
    expect(found[0]?.message).not.toContain("general[");
    const { tables } = smallDisclosure({ cells });
    const spending = tables.find(({ topic }) => topic === "spending");
    expect(found[0]?.where.line).toBe(spending?.place.line);
  });

  test("of the other table are told at the other table", () => {
    const basic = { "basic[total].total": "150.00", "overview[spending-total].amount": "190.00" };
    const cells = { ...table("general", EXCHANGED), ...table("spending", USUAL), ...basic };
    const found = errors(cells, SAID);
    expect(found.map(({ rule }) => rule)).toEqual(["TABLE-COLUMNS"]);
    expect(found[0]?.merged).toContain("A-05-06");
  });

  test("are told by a rule of thumb where nothing else tells which of two tables it is", () => {
    const found = errors({ ...table("general", USUAL), ...table("spending", EXCHANGED) });
    expect(found.map(({ rule, where }) => `${rule} ${where.line}`)).toEqual(["TABLE-COLUMNS 0"]);
    expect(found[0]?.suggestion).not.toContain("也可能是");
  });

  test("are told with both tables where nothing at all tells which it is", () => {
    const cells = { ...table("general", USUAL), ...table("spending", EXCHANGED) };
    const other = Object.entries(cells).map(([at, text]) => [
      at.replace("2101502", "2101550"),
      text,
    ]);
    const found = errors(Object.fromEntries(other));
    expect(found.map(({ rule }) => rule)).toEqual(["TABLE-COLUMNS"]);
    expect(found[0]?.suggestion).toContain("也可能是");
  });

  test("what is wrong besides is told besides", () => {
    const cells = { ...table("general", USUAL), ...table("spending", EXCHANGED) };
    const found = errors({ ...cells, "general[2101501].total": "102.00" }, SAID);
    expect(found.map(({ rule }) => rule).toSorted()).toEqual(["A-05-01", "TABLE-COLUMNS"]);
  });

  test("in all rows but the total are told at their table, not at the other", () => {
    const total = { "general[total].basic": "150.00", "general[total].project": "40.00" };
    const cells = { ...table("general", EXCHANGED), ...total, ...table("spending", USUAL) };
    const found = errors({ ...cells, "basic[total].total": "150.00" }, SAID);
    expect(found.map(({ rule }) => rule)).toEqual(["TABLE-COLUMNS"]);
    expect(found[0]?.message).toContain("除合计外");
    expect(found[0]?.merged).toContain("A-05-02");
  });

  test("are found by the sums of the table alone", () => {
    const found = errors(table("general", ["basic", "total", "project"]));
    expect(found.map(({ rule }) => rule)).toEqual(["TABLE-COLUMNS"]);
  });

  test("in one row are an error of that row", () => {
    const row = { "general[2101502].basic": "40.00", "general[2101502].project": "0.00" };
    const found = errors({ ...table("general", USUAL), ...row, ...table("spending", USUAL) }, SAID);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ rule }) => rule)).not.toContain("TABLE-COLUMNS");
  });

  test("one sentence that exchanges two amounts is wrong itself", () => {
    const said = [
      say("spending", "basic", { actual: "40.00" }),
      say("spending", "project", { actual: "150.00" }),
    ].map((one) => ({ ...one, mentions: one.mentions.map(sameLine) }));
    const found = errors({ ...table("general", USUAL), ...table("spending", USUAL) }, said);
    expect(found.every(({ rule }) => rule !== "TABLE-COLUMNS")).toBe(true);
    expect(found.length).toBeGreaterThan(0);
  });
});

function sameLine(one: ReturnType<typeof say>["mentions"][number]) {
  return { ...one, place: { ...one.place, line: 500 } };
}

describe("a table in another unit than it says", () => {
  /** 元 read as 万元 the other way: the point four places to the left. */
  const small = (text: string) => (Number(text) / 10_000).toFixed(4);

  test("is told once, at that table", () => {
    const cells = { ...table("general", USUAL), ...table("spending", USUAL, small) };
    const found = errors(cells, SAID);
    expect(found.map(({ rule }) => rule)).toEqual(["TABLE-UNIT"]);
    expect(found[0]?.merged).toEqual(expect.arrayContaining(["A-05-05", "N-3"]));
    expect(found[0]?.message).toContain("金额单位");
  });

  test("is sought in whole fen, as percentages are judged", () => {
    const figure = (at: number, topic: string, value: number, quantity: "money" | "percent") => ({
      ...{ at, source: "table" as const, topic, row: String(at), column: "total" },
      ...{ printed: { quantity, value, step: 1, text: "" }, origin: "printed" as const },
      ...{ place: placeAt(at), base: null, year: null, direction: null },
    });
    const figures = [
      figure(0, "general", 190_000_003, "money"),
      figure(1, "general", 40_000_007, "money"),
      figure(2, "spending", 19_000, "money"),
      figure(3, "spending", 4_000, "money"),
      figure(4, "basic", 210_526, "percent"),
    ] as const;
    const rule = RULES.find(({ id }) => id === "A-05-05") as RelationRule;
    const base = { rule, address: "" };
    const part = (at: 0 | 1 | 2 | 3) => [{ figure: figures[at], factor: 1 }];
    const constraints = [
      linear(base, "copy", part(0), part(2)),
      linear(base, "copy", part(1), part(3)),
      ratio(base, figures[4], part(1), part(0)),
    ];
    const values = figures.map(({ printed }) => printed.value);
    const flaw = tableFlaw({ figures, tables: [], constraints, words: [], values });
    expect(flaw?.guess.form).toBe("unit");
  });

  test("one sentence in another unit is wrong itself", () => {
    const said = [say("spending", "total", { actual: "0.0190" })];
    const found = errors({ ...table("general", USUAL), ...table("spending", USUAL) }, said);
    expect(found.map(({ rule }) => rule)).toEqual(["N-3"]);
  });

  test("what has its unit beside it stays as it is", () => {
    const disclosure = smallDisclosure({
      cells: { "general[total].total": "190.00", "general[total].basic": "1900000元" },
    });
    const guess = { form: "unit", factor: 10_000 } as const;
    const mended = mendTable(disclosure, { topic: "general", guess, mended: [], others: [] });
    expect(mended.facts.map(({ printed }) => printed.value)).toEqual([
      1_900_000_000_000, 190_000_000,
    ]);
  });
});

test("columns are exchanged in pairs, or moved on in runs, where something is broken", () => {
  const orders = columnOrders(["total", "basic", "project"], new Set(["basic", "project"]));
  const told = orders.map((one) => [...one].map(([is, meant]) => `${is}→${meant}`).join(" "));
  expect(told).toContain("basic→project project→basic");
  expect(told).toContain("total→basic basic→project project→total");
  expect(columnOrders(["total", "basic"], new Set())).toEqual([]);
});

describe("two tables that disagree row after row", () => {
  const rows = ["201", "205", "208", "210", "211", "212", "213", "214"];
  const amounts = (topic: string, write: (at: number) => number, among = rows) =>
    Object.fromEntries(among.map((row, at) => [`${topic}[${row}].total`, write(at).toFixed(2)]));

  test("are told once, with the rows", () => {
    const lower = amounts("spending", (at) => 30 + at * 5.5);
    const found = errors({ ...amounts("general", (at) => 40 + at * 7.13), ...lower });
    expect(found.map(({ rule }) => rule)).toEqual(["A-05-05"]);
    expect(found[0]?.message).toContain("共 8 处");
  });

  test("and do so in a few are told one by one", () => {
    const few = rows.slice(0, 3);
    const lower = amounts("spending", (at) => 30 + at * 5.5, few);
    expect(errors({ ...amounts("general", (at) => 40 + at * 7.13, few), ...lower })).toHaveLength(
      3,
    );
  });
});
