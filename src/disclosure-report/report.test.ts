import { describe, expect, test } from "vitest";
import { writePdf } from "../../test/support/documents/pdf-writer.ts";
import type { Finding, Severity } from "../disclosure/index.ts";
import type { CheckReport } from "../disclosure-check/index.ts";
import { type Document, readDocument } from "../documents/index.ts";
import { htmlIndex, htmlReport, reportSheet, reviewSheet } from "./index.ts";
import { viewsOf } from "./page-view.ts";
import { placesOf } from "./place-view.ts";

const HTML = `<html><body><h1>虚构市某局2024年度部门决算</h1>
<p>表一</p><table><tr><th>科目名称</th><th>合计</th></tr>
<tr><td>行政运行&lt;项&gt;</td><td>12.00</td></tr><tr><td>事业运行</td><td>3.00</td></tr></table>
<p>本年支出合计15.00万元。</p><p>最后一段。</p></body></html>`;

function drawn(document: Document, findings: readonly Finding[]) {
  return viewsOf(placesOf(document, findings));
}

function documentOf(text: string, name: string): Promise<Document> {
  return readDocument(new TextEncoder().encode(text), name);
}

function finding(id: string, outcome: Severity, line: number, printed: string): Finding {
  return {
    id,
    rule: `RULE-${id}`,
    outcome,
    title: `第${id}个虚构的问题`,
    where: { page: 1, line, table: "", row: "", column: "", text: "" },
    printed,
    expected: "13.00",
    difference: "1.00",
    message: `印的是“${printed}”<b>`,
    suggestion: "核对后改正",
    merged: ["R-2"],
  };
}

function reportOf(findings: readonly Finding[], name = "a.html"): CheckReport {
  return {
    document: {
      name,
      unit: "虚构市某局",
      year: 2024,
      kind: "final",
      profile: "core-final",
      profile_title: "全国通用表样",
      tables: { found: [{ topic: "general", title: "表一" }], missing: [] },
    },
    findings,
    waived: [],
    coverage: {
      pass: 1,
      hint: 0,
      fail: 1,
      not_applicable: 0,
      unresolved: 1,
      checks: [
        check("RULE-F1", "fail"),
        check("RULE-F1", "pass"),
        check("R-5", "pass"),
        check("R-6", "unresolved"),
        check("R-7", "not-applicable"),
      ],
    },
  };
}

function check(rule: string, outcome: CheckReport["coverage"]["checks"][number]["outcome"]) {
  return { rule, title: `${rule} 的内容`, outcome, address: "", place: null, note: "" };
}

function lineWith(document: Document, text: string): number {
  const line = document.pages.flatMap((page) => page.lines).find((one) => one.text.includes(text));
  if (line === undefined) throw new Error(`no line has ${text}`);
  return line.number;
}

describe("what stands beside a finding", () => {
  test("of a table without geometry, the rows around with the cell marked", async () => {
    const document = await documentOf(HTML, "a.html");
    const views = drawn(document, [finding("F1", "error", lineWith(document, "12.00"), "12.00")]);
    expect(views.symbols).toEqual([]);
    expect(views.beside.F1).toContain("<td>行政运行&lt;项&gt;</td><td><mark>12.00</mark></td>");
    expect(views.beside.F1).toContain("事业运行");
  });

  test("of prose, the lines around with their numbers", async () => {
    const document = await documentOf(HTML, "a.html");
    const line = lineWith(document, "本年支出合计");
    const views = drawn(document, [finding("F1", "warn", line, "")]);
    expect(views.beside.F1).toContain(`<li value="${line}" class="marked">本年支出合计15.00万元。`);
    expect(views.beside.F1).toContain("最后一段");
  });

  test("of prose, the words that are wrong are marked in their line", async () => {
    const document = await documentOf(HTML, "a.html");
    const line = lineWith(document, "本年支出合计");
    const views = drawn(document, [finding("F1", "warn", line, "15.00")]);
    expect(views.beside.F1).toContain("本年支出合计<mark>15.00</mark>万元。");
  });

  test("of a PDF, the page drawn once, and the part around each finding", async () => {
    const text = (words: string, y: number) => ({ text: words, x: 80, y, size: 12 });
    const bytes = writePdf([
      {
        width: 595,
        height: 842,
        rules: [],
        texts: [text("虚构市某局", 100), text("合计3.00万元", 700)],
      },
    ]);
    const document = await readDocument(bytes, "a.pdf");
    const line = lineWith(document, "合计");
    const findings = [finding("F1", "error", line, ""), finding("F2", "hint", line, "")];
    const views = drawn(document, findings);
    expect(views.symbols).toHaveLength(1);
    expect(views.symbols[0]).toContain("合计3.00万元");
    for (const id of ["F1", "F2"]) {
      expect(views.beside[id]).toContain('href="#page-1"');
      expect(views.beside[id]).toContain('class="mark"');
    }
  });

  test("a finding on nothing that is there has nothing beside it", async () => {
    const document = await documentOf(HTML, "a.html");
    expect(drawn(document, [finding("F1", "error", 9_999, "")]).beside.F1).toBeUndefined();
  });
});

describe("reports", () => {
  const findings = [
    finding("F1", "error", 3, "12.00"),
    finding("F2", "hint", 5, ""),
    finding("F3", "unresolved", 0, ""),
  ];

  test("the page holds every finding, escaped, and asks for nothing from outside", () => {
    const checked = { kind: "checked", name: "a.html", milliseconds: 1, pages: 1 } as const;
    const page = htmlReport({ ...checked, report: reportOf(findings), views: null });
    for (const { id } of findings) expect(page).toContain(`id="${id}"`);
    expect(page).toContain("印的是“12.00”&lt;b&gt;");
    expect(page).not.toMatch(/<script|src=|url\(|https?:/);
  });

  test("the index leads to each report and says what was not checked", () => {
    const checked = { kind: "checked", name: "a.html", milliseconds: 1, pages: 1 } as const;
    const answer = { ...checked, report: reportOf(findings), views: null, other_views: null };
    const refusal = { code: "DOCUMENT-LOCKED", details: {}, where: "c.pdf" };
    const page = htmlIndex([
      { answer, href: "a.html.html", reason: "" },
      { answer: { kind: "refused", name: "c.pdf", refusal }, href: "", reason: "设有打开密码" },
    ]);
    expect(page).toContain('<a href="a.html.html">a.html</a></td><td>1</td>');
    expect(page).toContain("没有核对：设有打开密码");
  });

  test("the sheet on a terminal says what was not judged", () => {
    const sheet = reportSheet(reportOf(findings));
    expect(sheet).toContain("错误（1）");
    expect(sheet).toContain("未能核对 1");
    expect(sheet.indexOf("F1")).toBeLessThan(sheet.indexOf("F2"));
  });

  test("the reviewers' sheet: 是 only where something was judged, and holds", async () => {
    const again = reportOf([], "b.html");
    const unchecked = [{ name: "c.pdf", reason: "设有打开密码" }];
    const bytes = await reviewSheet([reportOf(findings), again], unchecked);
    const document = await readDocument(new Uint8Array(bytes), "sheet.xlsx");
    const text = document.text;
    expect(text).toMatch(/RULE-F1.*否/);
    expect(text).toMatch(/R-5 .*是/);
    expect(text).toMatch(/R-6 .*未能核对/);
    expect(text).toMatch(/R-7 .*不适用/);
    expect(text).toMatch(/c\.pdf.*设有打开密码/);
    expect(text).toMatch(/没有“R-5 的内容”的情形/);
    expect(document.pages).toHaveLength(3);
  });
});
