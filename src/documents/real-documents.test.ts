import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Document, readDocument, type Table } from "./index.ts";

// Published documents lie beside the project where it is developed; elsewhere there are none.

const SHARED = process.env.YIBAO_SHARED ?? join(import.meta.dirname, "..", "..", "..", "shared");
const REAL = join(SHARED, "reference", "disclosure", "real");
const SEEDS = join(SHARED, "seeds");

async function read(folder: string, name: string): Promise<Document | null> {
  const path = join(folder, name);
  if (!existsSync(path)) {
    process.stderr.write(`documents: ${name} is not beside the project; its test is left out\n`);
    return null;
  }
  const began = performance.now();
  const document = await readDocument(new Uint8Array(readFileSync(path)), name);
  const each = (performance.now() - began) / document.pages.length;
  process.stderr.write(`documents: ${name}: ${each.toFixed(1)} ms a page\n`);
  return document;
}

/** The first row below the header that has a text, as texts. */
function rowWith(table: Table | undefined, text: string): readonly string[] {
  const row = table?.cells.find((cell) => {
    return cell.text === text && cell.row >= table.headerRows;
  })?.row;
  return (table?.cells ?? []).filter((cell) => cell.row === row).map((cell) => cell.text);
}

function titled(document: Document, words: string): Table | undefined {
  return document.tables.find(({ title }) => title.includes(words));
}

describe("published PDFs", () => {
  test("final accounts of a district's bureau: nine tables over their pages", async () => {
    const document = await read(REAL, "shpt-czj-2024-final.pdf");
    if (document === null) return;
    expect(document.pages).toHaveLength(25);
    expect(document.tables.filter(({ unit }) => unit === "万元")).toHaveLength(9);
    expect(titled(document, "支出决算表")?.pages).toHaveLength(2);
    const income = document.tables.find(({ title }) => title === "收入决算表");
    expect(rowWith(income, "合计")).toContain("2,946.25");
    expect(document.section.sections.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
  });

  test("a street's budget: tables in yuan that go on over five pages", async () => {
    const document = await read(REAL, "shpt-wanli-2024-budget.pdf");
    if (document === null) return;
    expect(document.pages).toHaveLength(33);
    expect(document.tables.map(({ unit }) => unit)).toEqual([...new Array(8).fill("元"), "万元"]);
    const spending = titled(document, "部门支出预算总表");
    expect(spending?.pages).toHaveLength(5);
    expect(rowWith(spending, "合计")).toEqual(
      expect.arrayContaining(["156,211,123", "99,706,020", "56,505,103"]),
    );
    expect(titled(document, "机关运行经费")?.notes).toHaveLength(1);
  });

  test("the blank template of final accounts", async () => {
    const document = await read(REAL, "shpt-final-template-2024.pdf");
    if (document === null) return;
    expect(document.tables.filter(({ unit }) => unit === "万元")).toHaveLength(9);
    expect(document.tables.slice(1).map(({ notes }) => notes.length)).toEqual(new Array(9).fill(1));
  });
});

describe("extracted texts", () => {
  test("a province's final accounts: thirteen sections of figures, no table", async () => {
    const document = await read(SEEDS, "000_1a3ae03f6167b21e.txt");
    if (document === null) return;
    expect(document.lineTables).toEqual([]);
    expect(document.section.sections[2]?.sections.map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: 13 }, (_, index) => index + 1),
    );
  });

  test("a city's budget: nine tables, each over all its pages", async () => {
    const document = await read(SEEDS, "002_759a7379b14f0547.txt");
    if (document === null) return;
    expect(document.lineTables.map(({ rows }) => rows.length)).toEqual([
      ...[21, 5, 20, 22, 20, 64, 39, 0, 6],
    ]);
    const total = document.lineTables[4]?.rows[0];
    expect(total).toMatchObject({ name: "合计", figures: ["1,695.12", "1,595.12", "100.00"] });
  });
});
