import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../documents/index.ts";
import { fen } from "../../kernel/index.ts";
import type { Block, Publication } from "../publication.ts";
import { fittedColumns } from "./column-widths.ts";
import {
  amount,
  cell,
  heading,
  paragraph,
  SPECIAL,
  samplePublication,
  table,
  wan,
} from "./fixtures/sample-publication.ts";
import { PUBLICATION_FORMATS, writePublication } from "./index.ts";
import { papersOf } from "./paper.ts";
import { sheetNames } from "./sheet-names.ts";
import { sheetNumber } from "./sheet-number.ts";
import { tableGrid } from "./table-grid.ts";
import { literal } from "./typst-source.ts";
import { madeCompiler } from "./write-pdf.ts";

const SAMPLE = samplePublication(3);

function publication(blocks: readonly Block[], more: Partial<Publication> = {}): Publication {
  return { ...SAMPLE, ...more, blocks };
}

async function textOf(one: Publication, format: "html" | "text"): Promise<string> {
  return new TextDecoder().decode(await writePublication(one, format));
}

test.each(PUBLICATION_FORMATS)("%s: the same publication gives the same bytes", async (format) => {
  const first = await writePublication(SAMPLE, format);
  // Others in between, as a server writes them.
  await writePublication(samplePublication(1), format);
  const again = await writePublication(SAMPLE, format);
  expect(Buffer.from(first).equals(Buffer.from(again))).toBe(true);
});

describe("html", () => {
  test("runs nothing and asks for nothing", async () => {
    const text = await textOf(SAMPLE, "html");
    expect(text).toContain('<html lang="zh-CN">');
    expect(text).toContain("default-src &#39;none&#39;");
    const markup = text.replace(/<style>[\s\S]*<\/style>/, "");
    expect(markup).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bon\w+=|url\(|href="(?!#)/);
    expect(text).not.toMatch(/@import|url\(|https?:/);
  });

  test("lists its headings with links that lead to them", async () => {
    const text = await textOf(SAMPLE, "html");
    const targets = [...text.matchAll(/href="#(s\d+)"/g)].map(([, id]) => id);
    expect(targets).toHaveLength(7);
    for (const id of targets) expect(text).toContain(` id="${id}"`);
  });

  test("marks heads of columns, and amounts that stand to the right", async () => {
    const text = await textOf(SAMPLE, "html");
    expect(text).toContain('<th scope="colgroup" colspan="2">收入</th>');
    expect(text).toContain('<td class="right">3743.82</td>');
    expect(text).toMatch(/<thead>\n<tr><th/);
  });
});

describe("xlsx", () => {
  test("amounts are whole numbers behind what is shown, words are never formulas", async () => {
    const parts = unzipSync(await writePublication(SAMPLE, "xlsx"));
    const sheets = Object.entries(parts).filter(([name]) => name.includes("worksheets/sheet"));
    const xml = sheets.map(([, bytes]) => new TextDecoder().decode(bytes)).join("");
    expect(sheets).toHaveLength(5);
    expect(xml).not.toMatch(/<f[ >]/);
    // 123.45678 万元 is shown as 1.23 where the cell says 1.23 and the amount is 12,345.67 元.
    expect(xml).toContain("<v>1.234567</v>");
    expect(xml.match(/fitToHeight="0" orientation="portrait"/g)).toHaveLength(4);
    expect(xml.match(/fitToHeight="0" orientation="landscape"/g)).toHaveLength(1);
    const book = new TextDecoder().decode(parts["xl/workbook.xml"]);
    expect(book).toContain("_xlnm.Print_Titles");
    expect(book).toContain('name="说明"');
  });

  test("names of sheets are such as Excel takes", () => {
    const long = "公开01表 一般公共预算财政拨款基本支出决算明细情况汇总表及其说明";
    const names = sheetNames(["说明", "a/b:c?*[d]\\", "'x'", "", "History", long, long, "A B C D"]);
    expect(names[1]).toBe("a b c d");
    expect(names.slice(2, 5)).toEqual(["x", "表", "History(2)"]);
    expect(names[6]).toMatch(/\(2\)$/);
    expect(names[7]).toBe("A B C D(2)");
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  test("a number is the amount itself where rounding it shows what is printed", () => {
    const shown = (amount_fen: number, text: string) =>
      sheetNumber(amount(fen(amount_fen), text, 0));
    expect(shown(1_234_567, "1.23")).toEqual({ value: 1.234567, format: "0.00" });
    expect(shown(1_235_000, "1.24")).toEqual({ value: 1.235, format: "0.00" });
    expect(shown(-1_235_000, "-1.24")).toEqual({ value: -1.235, format: "0.00" });
    expect(shown(123_456_789_000, "123,456.79")).toEqual({ value: 123456.789, format: "#,##0.00" });
    // A share that was made to fit: what is printed counts.
    expect(shown(1_234_567, "1.25")).toEqual({ value: 1.25, format: "0.00" });
    expect(shown(0, "")).toBeNull();
    expect(sheetNumber(cell("2101501", 0))).toBeNull();
  });
});

describe("docx", () => {
  test("real headings, a contents field, turned pages, repeated heads, page numbers", async () => {
    const parts = unzipSync(await writePublication(SAMPLE, "docx"));
    const xml = new TextDecoder().decode(parts["word/document.xml"]);
    expect(xml).toContain('<w:pStyle w:val="Heading1"/>');
    expect(xml).toMatch(/TOC \\h \\o (&quot;|")1-2/);
    expect(xml).toContain('w:orient="landscape"');
    expect(xml).toContain("<w:tblHeader/>");
    expect(xml).toMatch(/<w:vMerge w:val="restart"/);
    const footers = Object.keys(parts).filter((name) => name.startsWith("word/footer"));
    const all = footers.map((name) => new TextDecoder().decode(parts[name])).join("");
    expect(all).toContain("PAGE");
    expect(new TextDecoder().decode(parts["docProps/core.xml"])).not.toContain("dcterms:created");
    expect(new TextDecoder().decode(parts["word/fontTable.xml"])).toContain("FangSong_GB2312");
  });
});

describe("pdf", () => {
  test("text stands in it as it is, whatever it would mean to the printing program", async () => {
    const texts = [
      SPECIAL,
      '")] #panic("x")',
      "\\",
      '\\"',
      "// /* */",
      "- + / 1. = ==",
      "$$ ``` '",
    ];
    const named = publication(
      texts.map((text) => paragraph(`名称${text}完。`)),
      {
        title: SPECIAL,
        unit_name: '某局"\\#(',
      },
    );
    const document = await readDocument(await writePublication(named, "pdf"), "虚拟.pdf");
    const plain = (text: string) => text.replace(/\s+/g, "");
    for (const text of texts) expect(plain(document.text)).toContain(plain(`名称${text}完。`));
    expect(literal('a"b\\')).toBe('"a\\"b\\\\"');
  });

  test("a cell taller than a page goes on on the next, and nothing of it is lost", async () => {
    const long = "虚构的绩效目标。".repeat(400);
    const tall = table({ body: [[cell(long, 0)], [cell("后一行", 0)]] });
    const one = publication([{ kind: "table", table: tall }]);
    const { pages, tables } = await readDocument(await writePublication(one, "pdf"), "虚拟.pdf");
    expect(pages.length).toBeGreaterThan(2);
    const words = tables.flatMap(({ cells }) => cells).map(({ text }) => text);
    expect(words.join("")).toContain(long);
    expect(words).toContain("后一行");
  });

  test("the note of a table never stands on a page alone, whatever the rows fill", async () => {
    const note = "注：虚构的说明。";
    const read = async (rows: number) => {
      const body = Array.from({ length: rows }, (_, row) => [cell(`第${row}行`, 0), wan(row, 1)]);
      const one = publication([{ kind: "table", table: table({ body, notes: [note] }) }]);
      return readDocument(await writePublication(one, "pdf"), "虚拟.pdf");
    };
    const rowsOn = (document: Awaited<ReturnType<typeof read>>, number: number) =>
      document.pages[number - 1]?.lines.filter(({ text }) => text.includes("行")).length ?? 0;
    const long = await read(200);
    const filled = rowsOn(long, 1) + rowsOn(long, 2);
    for (const rows of [filled - 1, filled, filled + 1]) {
      const document = await read(rows);
      expect(document.tables).toMatchObject([{ notes: [note], rows: rows + 2 }]);
      expect(rowsOn(document, document.pages.length)).toBeGreaterThan(0);
    }
  });

  test("PUBLICATION-NO-PDF says what to do where the printing program is missing", async () => {
    const missing = () => Promise.reject(new Error("Cannot find native binding.\nmore"));
    const made = madeCompiler(missing);
    await expect(made).rejects.toMatchObject({ code: "PUBLICATION-NO-PDF" });
    await expect(made).rejects.toThrow(/Cannot find native binding.*npm ci.*html,docx,xlsx/s);
  });

  test("tells title and unit, and no date", async () => {
    const bytes = Buffer.from(await writePublication(SAMPLE, "pdf")).toString("latin1");
    expect(bytes).toContain("/Title");
    expect(bytes).toContain("/Author");
    expect(bytes).not.toMatch(/CreationDate|ModDate|CreateDate/);
  });
});

describe("text", () => {
  test("one row a line, blank cells dropped, figures never torn", async () => {
    const long = `${"某项经费".repeat(9)}支出12,345,678.90万元，其余不变。`;
    const lines = (await textOf(publication([paragraph(long), ...SAMPLE.blocks]), "text")).split(
      "\n",
    );
    expect(lines).toContain("部门：虚拟市医疗保障局 单位：万元");
    expect(lines).toContain("2101502 虚构项目名称之第2项 100.37 100.37 50.01");
    expect(lines.some((line) => line.includes("12,345,678.90"))).toBe(true);
    expect(Math.max(...lines.slice(0, 5).map((line) => line.length))).toBeLessThanOrEqual(44);
  });
});

describe("layout", () => {
  test("a wide table and the headings above it have pages of their own", () => {
    const wide: Block = { kind: "table", table: table({ is_landscape: true }) };
    const papers = papersOf([
      { kind: "cover", title: "封面", lines: [] },
      paragraph("一。"),
      { kind: "page-break" },
      heading(1, "第二部分"),
      heading(2, "一、表"),
      wide,
      { kind: "page-break" },
      paragraph("二。"),
    ]);
    const shape = papers.map(({ is_landscape, blocks }) => [
      is_landscape,
      ...blocks.map(({ kind }) => kind),
    ]);
    expect(shape).toEqual([
      [false, "cover"],
      [false, "paragraph"],
      [true, "heading", "heading", "table"],
      [false, "paragraph"],
    ]);
  });

  test("a column is as wide as its longest figure; letters shrink where that is too much", () => {
    const figures = Array.from({ length: 12 }, (_, column) =>
      amount(fen(0), "1,234,567.89", column),
    );
    const narrow = table({
      columns: figures.map(() => ({ width: 1, align: "right" as const })),
      header: [],
      body: [figures],
    });
    const { size, widths } = fittedColumns(narrow, 459);
    expect(size).toBeLessThan(7);
    expect(widths.reduce((sum, one) => sum + one, 0)).toBeCloseTo(459);
    const two = table({
      columns: [
        { width: 9, align: "left" },
        { width: 1, align: "right" },
      ],
      header: [],
      body: [[cell("名", 0), amount(fen(0), "123,456,789,012.34", 1)]],
    });
    const fitted = fittedColumns(two, 200);
    expect(fitted.size).toBe(10.5);
    expect(fitted.widths[1]).toBeGreaterThan(90);
  });

  test("places that no cell takes are blank cells, and no cell lies on another", () => {
    const grid = tableGrid(table({ body: [[cell("甲", 1, { rows: 9 })], []] }));
    expect(grid.body[0]?.map(({ column, rows }) => [column, rows])).toEqual([
      [0, 1],
      [1, 2],
      [2, 1],
      [3, 1],
    ]);
    expect(grid.body[1]?.map(({ column }) => column)).toEqual([0, 2, 3]);
    const twice = table({ body: [[cell("甲", 0, { columns: 2 }), cell("乙", 1)]] });
    expect(() => tableGrid(twice)).toThrow("lies on another");
  });
});
