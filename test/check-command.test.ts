import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readDocument } from "../src/documents/index.ts";
import { type Publication, writePublication } from "../src/publication/index.ts";
import { packageRoot } from "../src/store/index.ts";
import { plantedIn, publicationFor } from "./disclosure-campaign/task.ts";
import { builtProgram } from "./support/built-program.ts";
import { docxOf, xlsxOf } from "./support/documents/office-writer.ts";
import { type DrawnPage, writePdf } from "./support/documents/pdf-writer.ts";

// Goal: what `yibao check` promises, through the real program: exit codes, JSON, reports, waivers,
// folders; and one clear message, soon, for a file that cannot or must not be read.

const root = packageRoot();
const program = join(root, "bin", "yibao.js");
const folder = mkdtempSync(join(tmpdir(), "yibao-test-"));

// A program is started in each test; where sources are newer than dist/, it is built first.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(() => void builtProgram());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...words: string[]) {
  const began = performance.now();
  const options = { encoding: "utf8", maxBuffer: 64_000_000, timeout: 90_000 } as const;
  const result = spawnSync(process.execPath, [program, "check", ...words], options);
  const seconds = (performance.now() - began) / 1_000;
  return { code: result.status, out: result.stdout, error: result.stderr, seconds };
}

function written(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const PROFILE = "core-final";
const clean = (): Publication => publicationFor(PROFILE, "command");

function spoilt(kind = "words-xx-left"): Publication {
  const planted = plantedIn(clean(), { kind, seed: "command" });
  if (planted === null) throw new Error(`${kind} could not be planted`);
  return planted.publication;
}

interface Answer {
  readonly document: { readonly name: string; readonly unit: string; readonly year: number };
  readonly findings: readonly { readonly rule: string; readonly outcome: string }[];
  readonly waived: readonly unknown[];
  readonly coverage: { readonly pass: number };
  readonly error?: { readonly code: string; readonly message: string };
}

describe("a document", () => {
  test("without errors: exit 0, and JSON that says what was read", async () => {
    const file = written("clean.docx", await writePublication(clean(), "docx"));
    const { code, out } = run(file, "--json");
    const answer = JSON.parse(out) as Answer;
    expect(answer.findings.filter(({ outcome }) => outcome === "error")).toEqual([]);
    expect(code).toBe(0);
    const { unit_name, year } = clean();
    expect(answer.document).toMatchObject({ unit: unit_name, year, kind: "final" });
    expect(answer.coverage.pass).toBeGreaterThan(100);
  });

  test("with an error: exit 1, the place and the words of it on the terminal", async () => {
    const file = written("spoilt.docx", await writePublication(spoilt(), "docx"));
    const { code, out } = run(file);
    expect(code).toBe(1);
    expect(out).toMatch(/RESIDUE/);
    expect(out).toContain("XX");
  });

  test("--html and --sheet write the reports beside the answer", async () => {
    const file = written("reported.pdf", await writePublication(spoilt(), "pdf"));
    const [html, sheet] = [join(folder, "report.html"), join(folder, "report.xlsx")];
    expect(run(file, "--html", html, "--sheet", sheet).code).toBe(1);
    expect(readFileSync(html, "utf8")).toContain("XX");
    const { tables } = await readDocument(readFileSync(sheet), "report.xlsx");
    expect(tables.length).toBeGreaterThan(0);
  });

  test("--waivers take a finding out, with author and reason", async () => {
    const file = written("waived.docx", await writePublication(spoilt(), "docx"));
    const waiver =
      "- rule: RESIDUE-FILL\n  author: 虚构\n  reason: 已经另行说明\n  date: 2024-01-01\n";
    const waivers = written("waivers.yaml", waiver);
    const without = JSON.parse(run(file, "--json").out) as Answer;
    const { code, out, error } = run(file, "--json", "--waivers", waivers);
    expect(error).not.toMatch(/WAIVER/);
    const answer = JSON.parse(out) as Answer;
    expect(answer.waived.length).toBeGreaterThan(0);
    expect(answer.findings.length).toBeLessThan(without.findings.length);
    expect(code).toBe(0);
  });

  test("--against compares with another, and says which it was not found", async () => {
    const file = written("this.docx", await writePublication(clean(), "docx"));
    const { code, out } = run(file, "--against", file, "--json");
    expect([0, 1]).toContain(code);
    expect((JSON.parse(out) as Answer).document.name).toBe(file);
    const missing = run(file, "--against", join(folder, "nothing.docx"));
    expect(missing.code).toBe(2);
    expect(missing.error).toMatch(/nothing\.docx.*DOCUMENT-NOT-READABLE|DOCUMENT-NOT-READABLE/s);
  });
});

describe("a folder", () => {
  test("is checked file by file; a bad one among them is told and spoils nothing", async () => {
    const own = join(folder, "many");
    mkdirSync(join(own, "deeper"), { recursive: true });
    writeFileSync(join(own, "a.docx"), await writePublication(clean(), "docx"));
    writeFileSync(join(own, "deeper", "b.xlsx"), await writePublication(spoilt(), "xlsx"));
    writeFileSync(join(own, "c.pdf"), "%PDF-1.7 nothing more");
    writeFileSync(join(own, "~$a.docx"), "left behind");
    const { code, out, error } = run(own, "--json");
    const answers = JSON.parse(out) as readonly Answer[];
    expect(answers.map(({ document }) => document.name)).toEqual([
      join(own, "a.docx"),
      join(own, "c.pdf"),
      join(own, "deeper", "b.xlsx"),
    ]);
    expect(answers[1]?.error?.code).toBe("DOCUMENT-DAMAGED");
    expect(answers[2]?.findings.some(({ rule }) => rule.startsWith("RESIDUE"))).toBe(true);
    expect(code).toBe(2);
    expect(error).toMatch(/3\/3|100%/);
  });
});

function page(text: string): DrawnPage {
  const texts = text === "" ? [] : [{ text, x: 60, y: 100, size: 12 }];
  return { width: 595, height: 842, texts, rules: [] };
}

function lockedPdf(): Uint8Array {
  const key = `<${"ab".repeat(32)}>`;
  return writePdf([page("甲")], {
    objects: [`<< /Filter /Standard /V 1 /R 2 /P -4 /Length 40 /O ${key} /U ${key} >>`],
    trailer: `/Encrypt 9 0 R /ID [<${"cd".repeat(16)}> <${"cd".repeat(16)}>]`,
  });
}

function scannedPdf(): Uint8Array {
  const image = `<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray
/BitsPerComponent 8 /Length 4 >>\nstream\nabcd\nendstream`;
  return writePdf([{ ...page(""), image: 9 }], { objects: [image] });
}

const LINKED = `<c r="C5"><f>HYPERLINK("http://127.0.0.1:1/")</f><v>12.5</v></c>`;

const ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>';

/** What comes to a finance bureau's desk, by accident or by malice. */
const HOSTILE: readonly (readonly [
  name: string,
  code: string,
  make: () => Uint8Array | Promise<Uint8Array>,
])[] = [
  ["locked.pdf", "DOCUMENT-LOCKED", lockedPdf],
  ["scanned.pdf", "DOCUMENT-SCANNED", scannedPdf],
  ["cut.pdf", "DOCUMENT-DAMAGED", () => cut("pdf")],
  ["cut.docx", "DOCUMENT-DAMAGED", () => cut("docx")],
  ["cut.xlsx", "DOCUMENT-DAMAGED", () => cut("xlsx")],
  [
    "bomb.docx",
    "DOCUMENT-PACKED-BOMB",
    () => zipSync({ "word/document.xml": new Uint8Array(64 * 1_048_576) }, { level: 9 }),
  ],
  [
    "pages.pdf",
    "DOCUMENT-TOO-MANY-PAGES",
    () => writePdf(new Array<DrawnPage>(10_000).fill(page(""))),
  ],
  ["large.html", "DOCUMENT-TOO-LARGE", () => new Uint8Array(70 * 1_048_576).fill(0x20)],
  ["deep.html", "DOCUMENT-TOO-COMPLEX", () => strToU8(`<html>${"<div>".repeat(20_000)}甲`)],
  [
    "entities.docx",
    "DOCUMENT-UNSAFE-XML",
    () => docxOf("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", ENTITIES),
  ],
  ["picture.png", "DOCUMENT-UNKNOWN-FORMAT", () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0)],
  ["empty.txt", "DOCUMENT-EMPTY", () => new Uint8Array(0)],
];

async function cut(format: "pdf" | "docx" | "xlsx"): Promise<Uint8Array> {
  const bytes = await writePublication(clean(), format);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

describe("a file that cannot or must not be read: exit 2, one message in Chinese, soon", () => {
  test.each(HOSTILE)("%s: %s", async (name, code, make) => {
    const file = written(name, await make());
    const { code: exit, out, error, seconds } = run(file);
    expect(exit).toBe(2);
    expect(out).toBe("");
    expect(error).toContain(`（${code}）`);
    // One line: which file, what, and how to mend it.
    expect(error.trim().split("\n").at(-1)).toMatch(/^yibao: .*：.*\p{Script=Han}{2}.*。.*（/u);
    expect(error.match(/（[A-Z-]+）/g)).toHaveLength(1);
    expect(error).not.toMatch(/at .*\.js:\d+/);
    expect(seconds).toBeLessThan(30);
  });

  test("a file that is not there: told before anything else", () => {
    const { code, out, error } = run(join(folder, "nothing.pdf"));
    expect(code).toBe(2);
    expect(`${out}${error}`).toContain("DOCUMENT-NOT-READABLE");
  });

  test("a workbook that calculates and points outside: its stored values count", async () => {
    const cell = (place: string, text: string) =>
      `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = [
      cell("A1", "2023年度一般公共预算财政拨款支出决算表"),
      cell("A2", "部门：虚拟市医疗保障局　单位：万元"),
      `${cell("A3", "科目编码")}${cell("B3", "科目名称")}${cell("C3", "合计")}`,
      `${cell("A4", "")}${cell("B4", "合计")}<c r="C4"><f>[1]外部!A1</f><v>12.5</v></c>`,
      `${cell("A5", "210")}${cell("B5", "卫生健康支出")}${LINKED}`,
    ];
    const sheet = rows.map((cells, index) => `<row r="${index + 1}">${cells}</row>`).join("");
    const space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const outside = `<externalLink xmlns="${space}"/>`;
    const bytes = xlsxOf(`<sheetData>${sheet}</sheetData>`, {
      "xl/externalLinks/externalLink1.xml": outside,
    });
    const { code, out, seconds } = run(written("formula.xlsx", bytes), "--json");
    expect([0, 1]).toContain(code);
    expect((JSON.parse(out) as Answer).document).toMatchObject({
      unit: "虚拟市医疗保障局",
      year: 2023,
    });
    expect(seconds).toBeLessThan(30);
    const { notes, tables } = await readDocument(bytes, "formula.xlsx");
    expect(notes).toMatchObject([{ kind: "formula" }]);
    expect(tables[0]?.cells.filter(({ text }) => text === "12.5")).toHaveLength(2);
  });
});
