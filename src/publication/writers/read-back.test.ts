import { describe, expect, test } from "vitest";
import type { Document, Section } from "../../documents/index.ts";
import type { Publication } from "../publication.ts";
import { leadingRows, plain, printed, readBack, seen, tablesOf } from "./fixtures/read-back.ts";
import { samplePublication } from "./fixtures/sample-publication.ts";
import type { PublicationFormat } from "./index.ts";

const SAMPLE = samplePublication();
const MARKED: readonly PublicationFormat[] = ["html", "docx", "xlsx", "pdf"];

function textsOf(publication: Publication): readonly string[] {
  return publication.blocks.flatMap((block) => {
    return block.kind === "paragraph" || block.kind === "heading" ? plain(block.text) : [];
  });
}

function paragraphsOf(section: Section): readonly string[] {
  const own = section.paragraphs.map(({ text }) => plain(text));
  return [...own, ...section.sections.flatMap(paragraphsOf)];
}

function wholeText({ text }: Document): string {
  return text.replace(/\s+/g, "");
}

describe.each(MARKED)("what our reader finds again in %s", (format) => {
  test("every table, with its cells, number, title, owner, unit and notes", async () => {
    const { tables } = await readBack(SAMPLE, format);
    const wanted = tablesOf(SAMPLE);
    const found = tables.map((table, index) => {
      const one = wanted[index];
      return seen(table, one === undefined ? 0 : leadingRows(one, format));
    });
    expect(found).toEqual(wanted.map(printed));
  });

  test("every heading and paragraph, in their order", async () => {
    const text = wholeText(await readBack(SAMPLE, format));
    let from = 0;
    for (const one of textsOf(SAMPLE)) {
      const at = text.indexOf(one, from);
      expect(at, `“${one}” after ${from}`).toBeGreaterThanOrEqual(0);
      from = format === "xlsx" ? 0 : at + one.length;
    }
  });

  test("sections under their headings, each paragraph by itself", async () => {
    const { section } = await readBack(SAMPLE, format);
    const parts = section.sections.map(({ title }) => plain(title));
    expect(parts).toEqual([
      "虚拟市医疗保障局概况",
      "2023年度部门决算表",
      "2023年度部门决算情况说明",
    ]);
    const paragraphs = new Set(paragraphsOf(section));
    for (const block of SAMPLE.blocks) {
      if (block.kind === "paragraph") expect(paragraphs).toContain(plain(block.text));
    }
  });
});

describe("what our reader finds again in text", () => {
  test("every table: title, number, unit, notes, and its words row by row", async () => {
    const { lineTables } = await readBack(SAMPLE, "text");
    const wanted = tablesOf(SAMPLE).map(printed);
    expect(lineTables.map(({ title }) => plain(title))).toEqual(wanted.map(({ title }) => title));
    lineTables.forEach((table, index) => {
      const one = wanted[index] as (typeof wanted)[number];
      expect(plain(table.label)).toBe(one.label);
      expect(table.unit).toBe(one.unit);
      expect(plain(table.notes.join(""))).toBe(one.notes);
    });
    const incomes = lineTables[1]?.rows ?? [];
    expect(incomes).toHaveLength(91);
    expect(incomes[3]).toMatchObject({ codes: ["2101503"], name: "虚构项目名称之第3项" });
    expect(incomes[3]?.figures).toEqual(["100.74", "100.74", "50.02", "-0.03"]);
  });

  test("every heading and paragraph, each by itself", async () => {
    const document = await readBack(SAMPLE, "text");
    const paragraphs = new Set(paragraphsOf(document.section));
    for (const block of SAMPLE.blocks) {
      if (block.kind === "paragraph") expect(paragraphs).toContain(plain(block.text));
    }
  });
});
