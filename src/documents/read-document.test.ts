import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { docxOf, xlsxOf, zipped } from "../../test/support/documents/office-writer.ts";
import { type DrawnPage, writePdf } from "../../test/support/documents/pdf-writer.ts";
import { YibaoError } from "../kernel/index.ts";
import { type Document, readDocument } from "./index.ts";
import { LIMITS } from "./limits.ts";

// Goal: a file that cannot be read gets one clear message, soon; nothing of a file is run.

function page(text = "虚构单位收支说明。"): DrawnPage {
  const texts = text === "" ? [] : [{ text, x: 60, y: 100, size: 12 }];
  return { width: 595, height: 842, texts, rules: [] };
}

async function refused(bytes: Uint8Array, name = "样件.pdf"): Promise<YibaoError> {
  try {
    await readDocument(bytes, name);
  } catch (error) {
    expect(error).toBeInstanceOf(YibaoError);
    return error as YibaoError;
  }
  throw new Error("was read");
}

function compound(stream: string): Uint8Array {
  const head = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return Buffer.concat([head, Buffer.alloc(504), Buffer.from(stream, "utf16le"), Buffer.alloc(64)]);
}

describe("a file that cannot be read", () => {
  test("DOCUMENT-EMPTY: nothing in it", async () => {
    const error = await refused(new Uint8Array(0));
    expect(error.code).toBe("DOCUMENT-EMPTY");
    expect(error.message).toMatch(/^样件.pdf：.+。.+/);
  });

  test("DOCUMENT-TOO-LARGE: more than any disclosure", async () => {
    const error = await refused(new Uint8Array(LIMITS.fileBytes + 1));
    expect(error.code).toBe("DOCUMENT-TOO-LARGE");
  });

  test("DOCUMENT-TOO-MANY-PAGES: is told without reading them", async () => {
    const began = performance.now();
    const error = await refused(writePdf(new Array<DrawnPage>(10_000).fill(page(""))));
    expect(error).toMatchObject({ code: "DOCUMENT-TOO-MANY-PAGES", details: { count: 10_000 } });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test("DOCUMENT-LOCKED: a PDF, a docx with a password", async () => {
    const entries = "/Filter /Standard /V 1 /R 2 /P -4 /Length 40";
    const key = `<${"ab".repeat(32)}>`;
    const number = 9;
    const locked = writePdf([page()], {
      objects: [`<< ${entries} /O ${key} /U ${key} >>`],
      trailer: `/Encrypt ${number} 0 R /ID [<${"cd".repeat(16)}> <${"cd".repeat(16)}>]`,
    });
    expect((await refused(locked)).code).toBe("DOCUMENT-LOCKED");
    expect((await refused(compound("EncryptedPackage"), "样件.docx")).code).toBe("DOCUMENT-LOCKED");
  });

  test("DOCUMENT-OLD-FORMAT: doc and xls", async () => {
    const doc = await refused(compound("WordDocument"), "样件.doc");
    expect(doc).toMatchObject({ code: "DOCUMENT-OLD-FORMAT", details: { better: "docx" } });
    const xls = await refused(compound("Workbook"), "样件.xls");
    expect(xls).toMatchObject({ code: "DOCUMENT-OLD-FORMAT", details: { better: "xlsx" } });
  });

  test("DOCUMENT-NO-TEXT: an empty page, an empty docx", async () => {
    expect((await refused(writePdf([page("")]))).code).toBe("DOCUMENT-NO-TEXT");
    expect((await refused(docxOf("<w:p/>"), "样件.docx")).code).toBe("DOCUMENT-NO-TEXT");
  });

  test("DOCUMENT-SCANNED: pictures of pages", async () => {
    const [image] = [
      `<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray
/BitsPerComponent 8 /Length 4 >>\nstream\nabcd\nendstream`,
    ];
    const bytes = writePdf([{ ...page(""), image: 9 }], { objects: [image as string] });
    expect((await refused(bytes)).code).toBe("DOCUMENT-SCANNED");
  });

  test("DOCUMENT-DAMAGED: cut short", async () => {
    const pdf = writePdf([page(), page()]);
    expect((await refused(pdf.subarray(0, pdf.length - 200))).code).toBe("DOCUMENT-DAMAGED");
    const docx = docxOf("<w:p><w:r><w:t>甲</w:t></w:r></w:p>");
    const cut = await refused(docx.subarray(0, docx.length - 30), "样件.docx");
    expect(cut.code).toBe("DOCUMENT-DAMAGED");
    const torn = zipped({ "word/document.xml": "<w:document><w:body>" });
    expect((await refused(torn, "样件.docx")).code).toBe("DOCUMENT-DAMAGED");
  });

  test("DOCUMENT-UNKNOWN-FORMAT: a picture, another archive", async () => {
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]);
    expect((await refused(picture, "样件.png")).code).toBe("DOCUMENT-UNKNOWN-FORMAT");
    expect((await refused(zipped({ a: "b" }), "样件.zip")).code).toBe("DOCUMENT-UNKNOWN-FORMAT");
  });

  test("DOCUMENT-PACKED-BOMB: before it is unpacked, and where the directory lies", async () => {
    const parts = { "word/document.xml": new Uint8Array(32 * 1_048_576) };
    const bomb = zipSync(parts, { level: 9 });
    expect((await refused(bomb, "样件.docx")).code).toBe("DOCUMENT-PACKED-BOMB");
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.byteLength);
    // The size unpacked, in the directory: one kilobyte.
    view.setUint32(view.getUint32(bomb.length - 6, true) + 24, 1_024, true);
    expect((await refused(bomb, "样件.docx")).code).toBe("DOCUMENT-PACKED-BOMB");
  });

  test("DOCUMENT-UNSAFE-XML: entities that grow, or that fetch", async () => {
    const growing = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
    const body = "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>";
    expect((await refused(docxOf(body, growing), "样件.docx")).code).toBe("DOCUMENT-UNSAFE-XML");
  });

  test("DOCUMENT-TOO-COMPLEX: nested beyond reason", async () => {
    const deep = `${"<w:sdt>".repeat(400)}${"</w:sdt>".repeat(400)}`;
    expect((await refused(docxOf(deep), "样件.docx")).code).toBe("DOCUMENT-TOO-COMPLEX");
    const nested = strToU8(`<html>${"<div>".repeat(5_000)}甲`);
    expect((await refused(nested, "样件.html")).code).toBe("DOCUMENT-TOO-COMPLEX");
    const wide = `<sheetData><row r="9999999"><c r="A1"><v>1</v></c></row></sheetData>`;
    expect((await refused(xlsxOf(wide), "样件.xlsx")).code).toBe("DOCUMENT-TOO-COMPLEX");
  });

  test("DOCUMENT-TOO-SLOW: says how far it came, and has told its progress", async () => {
    let now = 0;
    const seen: number[] = [];
    const clock = () => {
      now += 40;
      return now;
    };
    const progress = (done: number) => {
      seen.push(done);
    };
    const reading = readDocument(writePdf([page(), page(), page()]), "慢.pdf", {
      ...{ clock, progress, milliseconds: 100 },
    });
    await expect(reading).rejects.toMatchObject({
      code: "DOCUMENT-TOO-SLOW",
      details: { done: 2, total: 3 },
    });
    expect(seen).toEqual([0, 1, 2]);
  });
});

describe("what a file is", () => {
  const format = async (bytes: Uint8Array, name: string): Promise<Document["format"]> => {
    return (await readDocument(bytes, name)).format;
  };

  test("is said by its content, not by its name", async () => {
    expect(await format(writePdf([page()]), "样件.docx")).toBe("pdf");
    expect(await format(docxOf("<w:p><w:r><w:t>甲</w:t></w:r></w:p>"), "样件.xlsx")).toBe("docx");
    expect(await format(strToU8("<!doctype html><p>甲</p>"), "样件.txt")).toBe("html");
    expect(await format(strToU8("一、甲乙"), "样件.pdf")).toBe("text");
  });

  test("text may be in GB 18030", async () => {
    // 甲乙 in GB 18030.
    const document = await readDocument(Uint8Array.of(0xbc, 0xd7, 0xd2, 0xd2), "样件.txt");
    expect(document.text).toBe("甲乙");
  });
});

describe("a workbook", () => {
  test("is not computed: the stored value counts, as the format shows it", async () => {
    const cell = (place: string, text: string) =>
      `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const sheet = `<sheetData><row r="1">${cell("A1", "项目")}${cell("B1", "金额")}</row>
<row r="2">${cell("A2", "甲")}<c r="B2" s="1"><f>1/0</f><v>1695.1199999999999</v></c></row>
<row r="3">${cell("A3", "乙")}<c r="B3"><v>0.1</v></c></row></sheetData>`;
    const { tables, notes } = await readDocument(xlsxOf(sheet), "样件.xlsx");
    expect(tables[0]?.cells.map(({ text }) => text)).toEqual([
      ...["项目", "金额", "甲", "1,695.12", "乙", "0.1"],
    ]);
    expect(notes).toMatchObject([{ kind: "formula" }]);
  });
});

describe("headers, footers and page numbers", () => {
  test("are known, and a sentence goes on over them", async () => {
    const pages = [1, 2, 3].map((number): DrawnPage => {
      const first = `第${number}页的说明写到这一页的最后一行没有写完`;
      return {
        ...page(""),
        texts: [
          { text: "虚构单位公开报告", x: 200, y: 40, size: 9 },
          { text: first, x: 60, y: 140, size: 12 },
          {
            text: "于是接着写，直到下一页。".padStart(first.length, "续"),
            x: 60,
            y: 160,
            size: 12,
          },
          { text: `— ${number} —`, x: 280, y: 800, size: 9 },
        ],
      };
    });
    const { pages: read, section } = await readDocument(writePdf(pages), "样件.pdf");
    expect(read.flatMap(({ lines }) => lines.map(({ role }) => role))).toEqual(
      [1, 2, 3].flatMap(() => ["header", "body", "body", "page-number"]),
    );
    expect(section.paragraphs).toHaveLength(1);
    expect(section.paragraphs[0]).toMatchObject({ page: 1, lastPage: 3 });
  });
});
