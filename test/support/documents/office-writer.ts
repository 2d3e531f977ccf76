import { strToU8, type Zippable, zipSync } from "fflate";
import type { SampleCell, SampleDocument } from "./sample-document.ts";

/** Writes the sample documents as docx, xlsx and html, the way office programs mark them. */

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function zipped(parts: Readonly<Record<string, string>>): Uint8Array {
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts)) files[name] = strToU8(content);
  return zipSync(files, { mtime: new Date(1980, 0, 1) });
}

export function docxOf(body: string, before = ""): Uint8Array {
  const document = `<?xml version="1.0" encoding="UTF-8"?>${before}<w:document
xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body>
</w:document>`;
  return zipped({ "[Content_Types].xml": "<Types/>", "word/document.xml": document });
}

export function writeDocx(document: SampleDocument): Uint8Array {
  const blocks = document.map((block) => {
    if ("text" in block) return paragraph(block.text);
    const rows = block.rows.map((row, index) => docxRow(block.rows, row, index));
    return `<w:tbl>${rows.join("")}</w:tbl>`;
  });
  return docxOf(blocks.join(""));
}

function paragraph(text: string): string {
  // Word cuts a text into runs wherever it likes.
  const cut = Math.ceil(text.length / 2);
  const runs = [text.slice(0, cut), text.slice(cut)].filter((part) => part !== "");
  return `<w:p>${runs.map((part) => `<w:r><w:t>${xml(part)}</w:t></w:r>`).join("")}</w:p>`;
}

function docxRow(
  rows: readonly (readonly SampleCell[])[],
  row: readonly SampleCell[],
  index: number,
): string {
  const cells = row.map((cell) => ({
    column: cell.column,
    text: docxCell(cell, cell.rowSpan > 1),
  }));
  // A cell that comes down from above is there again, as the rest of it.
  for (const [from, earlier] of rows.slice(0, index).entries()) {
    for (const cell of earlier) {
      if (from + cell.rowSpan <= index) continue;
      cells.push({ column: cell.column, text: docxCell({ ...cell, text: "" }, false, true) });
    }
  }
  const texts = cells.sort((a, b) => a.column - b.column).map(({ text }) => text);
  return `<w:tr>${texts.join("")}</w:tr>`;
}

function docxCell(cell: SampleCell, starts: boolean, rest = false): string {
  const span = cell.colSpan > 1 ? `<w:gridSpan w:val="${cell.colSpan}"/>` : "";
  const merge = rest ? "<w:vMerge/>" : starts ? '<w:vMerge w:val="restart"/>' : "";
  return `<w:tc><w:tcPr>${span}${merge}</w:tcPr>${paragraph(cell.text)}</w:tc>`;
}

const STYLES = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="1"><numFmt numFmtId="176" formatCode="#,##0.00_ "/></numFmts>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="176"/></cellXfs></styleSheet>`;

export function xlsxOf(sheet: string, others: Readonly<Record<string, string>> = {}): Uint8Array {
  const spaces = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  return zipped({
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": `<workbook ${spaces} xmlns:r="urn:r"><sheets>
<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>
<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/styles.xml": STYLES,
    "xl/worksheets/sheet1.xml": `<worksheet ${spaces}>${sheet}</worksheet>`,
    ...others,
  });
}

/** All blocks on one sheet, as such workbooks are. */
export function writeXlsx(document: SampleDocument): Uint8Array {
  const rows: string[] = [];
  const merges: string[] = [];
  for (const block of document) {
    if ("text" in block) {
      rows.push(textCell(block.text, 0, rows.length));
      continue;
    }
    const first = rows.length;
    block.rows.forEach((row, index) => {
      rows.push(row.map((cell) => sheetCell(cell, first + index)).join(""));
      for (const { column, colSpan, rowSpan } of row) {
        if (colSpan * rowSpan === 1) continue;
        const end = `${letter(column + colSpan - 1)}${first + index + rowSpan}`;
        merges.push(`<mergeCell ref="${letter(column)}${first + index + 1}:${end}"/>`);
      }
    });
  }
  const data = rows.map((cells, index) => `<row r="${index + 1}">${cells}</row>`).join("");
  return xlsxOf(`<sheetData>${data}</sheetData><mergeCells>${merges.join("")}</mergeCells>`);
}

function letter(column: number): string {
  return String.fromCharCode(65 + column);
}

/** Amounts are stored as numbers with a format, everything else as text. */
function sheetCell({ text, column }: SampleCell, row: number): string {
  if (!/^-?[\d,]+\.\d\d$/.test(text)) return textCell(text, column, row);
  return `<c r="${letter(column)}${row + 1}" s="1"><v>${text.replaceAll(",", "")}</v></c>`;
}

function textCell(text: string, column: number, row: number): string {
  if (text === "") return `<c r="${letter(column)}${row + 1}"/>`;
  const place = `r="${letter(column)}${row + 1}"`;
  return `<c ${place} t="inlineStr"><is><t>${xml(text)}</t></is></c>`;
}

export function writeHtml(document: SampleDocument): Uint8Array {
  const blocks = document.map((block) => {
    if ("text" in block) return `<p>${xml(block.text)}</p>`;
    const rows = block.rows.map((row) => {
      const cells = row.map(({ text, colSpan, rowSpan }) => {
        return `<td colspan="${colSpan}" rowspan=${rowSpan}><span>${xml(text)}</span></td>`;
      });
      return `<tr>${cells.join("\n")}</tr>`;
    });
    return `<table>${rows.join("\n")}</table>`;
  });
  const text = `<!DOCTYPE html><html><head><title>x</title><script>alert(1)</script></head>
<body><div>${blocks.join("\n")}</div></body></html>`;
  return new TextEncoder().encode(text);
}
