import writeExcelFile, {
  type Cell,
  type CellObject,
  type Feature,
  type Row,
  type Sheet,
} from "write-excel-file/node";
import type { Block, PrintedCell, PrintedTable, Publication } from "../publication.ts";
import { fittedColumns } from "./column-widths.ts";
import { fixedZip } from "./fixed-zip.ts";
import { linesOf, printable } from "./printable.ts";
import { sheetNames } from "./sheet-names.ts";
import { sheetNumber } from "./sheet-number.ts";
import { alignOf, tableGrid } from "./table-grid.ts";

type File =
  NonNullable<Parameters<typeof writeExcelFile>[1]> extends { features?: infer F }
    ? F extends Feature<infer C>[]
      ? C
      : never
    : never;

/**
 * A workbook: the narrative on one sheet, each table on a sheet of its own. Amounts are numbers,
 * shown as they are printed; everything else is text, and nothing is a formula.
 */
export async function writeXlsx(publication: Publication): Promise<Uint8Array> {
  const tables = publication.blocks.flatMap((block) => (block.kind === "table" ? block.table : []));
  const names = sheetNames([NARRATIVE, ...tables.map(({ label, title }) => `${label} ${title}`)]);
  const sheets: Sheet<File>[] = [narrative(publication.blocks), ...tables.map(tableSheet)].map(
    (sheet, index) => ({ ...sheet, sheet: names[index] as string }),
  );
  const packed = await writeExcelFile(sheets, { fontFamily: SONG, fontSize: 11 }).toBuffer();
  const repeated = tables.map(({ header }, index) => {
    const above = aboveRows(tables[index] as PrintedTable).length;
    return header.length > 0
      ? titleRows(names[index + 1] as string, index + 1, above + header.length)
      : "";
  });
  return fixedZip(packed, (name, text) => mendedPart(name, text, repeated.join("")));
}

const NARRATIVE = "说明";
const SONG = "宋体";
const HEI = "黑体";

/** A sheet prints one page wide, and a table's head stands on each of its pages. */
function mendedPart(name: string, text: string, repeated: string): string {
  if (name === "xl/workbook.xml") {
    const names = repeated === "" ? "" : `<definedNames>${repeated}</definedNames>`;
    // By a function: a sheet's name may hold what a replacement gives a meaning to.
    return text.replace("<definedNames/>", () => names);
  }
  if (!name.startsWith("xl/worksheets/sheet")) return text;
  const isWide = /<pageSetup[^>]*landscape/.test(text);
  return (
    text
      .replace(
        /<worksheet[^>]*>/,
        (open) => `${open}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
      )
      .replace(/<pageMargins[^>]*\/>|<pageSetup[^>]*\/>/g, "")
      .replace("</worksheet>", `${pageSetup(isWide)}</worksheet>`)
      // Nothing is split off at the left: the lower part is the left one.
      .replace(' xSplit="0"', "")
      .replace('activePane="bottomRight"', 'activePane="bottomLeft"')
  );
}

/** A4, as many pages as needed, each as wide as the sheet; margins in inches. */
function pageSetup(isWide: boolean): string {
  const orientation = isWide ? "landscape" : "portrait";
  const margins = 'left="0.6" right="0.6" top="0.75" bottom="0.75" header="0.3" footer="0.3"';
  const setup = `paperSize="9" fitToWidth="1" fitToHeight="0" orientation="${orientation}"`;
  return `<pageMargins ${margins}/><pageSetup ${setup}/>`;
}

function titleRows(name: string, index: number, rows: number): string {
  const quoted = name.replaceAll("'", "''").replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const open = `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">`;
  return `${open}'${quoted}'!$1:$${rows}</definedName>`;
}

type Content = Omit<Sheet<File>, "sheet">;

const NARRATIVE_WIDTH = 92;
/** Two characters, as Chinese paragraphs are set in; a sheet cannot set in a first line. */
const INDENT = "　　";
/** What a cell can hold. */
const CELL_MOST = 32_000;

function narrative(blocks: readonly Block[]): Content {
  const data = blocks.flatMap((block): Row[] => {
    switch (block.kind) {
      case "cover":
        return [
          ...linesOf(block.title).map((line) => [title(line, 20)]),
          ...block.lines.flatMap(linesOf).map((line) => [words(line, { align: "center" })]),
        ];
      case "heading":
        return linesOf(block.text).map((line) => [heading(line, block.level)]);
      case "paragraph":
        return linesOf(block.text)
          .flatMap(pieces)
          .map((line) => {
            const text = block.is_indented ? `${INDENT}${line}` : line;
            return [words(text, { align: block.align, wrap: true })];
          });
      default:
        return [];
    }
  });
  return { data, columns: [{ width: NARRATIVE_WIDTH }], showGridLines: false };
}

function pieces(line: string): readonly string[] {
  return line.match(new RegExp(`[\\s\\S]{1,${CELL_MOST}}`, "gu")) ?? [];
}

function heading(text: string, level: number): CellObject {
  if (level === 1) return title(text, 16);
  return words(text, {
    align: "left",
    wrap: true,
    fontFamily: HEI,
    fontWeight: "bold",
    fontSize: level === 2 ? 13 : 12,
  });
}

function title(text: string, size: number): CellObject {
  return words(text, {
    ...{ align: "center", wrap: true, fontFamily: HEI, fontWeight: "bold", fontSize: size },
    height: size * 2,
  });
}

function words(text: string, look: Partial<CellObject>): CellObject {
  return { value: printable(text), type: String, alignVertical: "center", ...look };
}

/** In characters of Excel: half a Chinese one each, of an A4 page upright and turned. */
const SHEET_WIDTH = { upright: 92, wide: 140 } as const;
const POINTS_OF_CHARACTER = 5.6;

function tableSheet(table: PrintedTable): Content {
  const { header, body } = tableGrid(table);
  const width = table.is_landscape ? SHEET_WIDTH.wide : SHEET_WIDTH.upright;
  const { widths } = fittedColumns(table, width * POINTS_OF_CHARACTER);
  const data = [
    ...aboveRows(table),
    ...header.map((row) => rowOf(row, table, true)),
    ...body.map((row) => rowOf(row, table, false)),
    ...table.notes.flatMap(linesOf).map((note) => across(table, noteCell(note))),
  ];
  return {
    data,
    columns: widths.map((points) => ({ width: Math.ceil(points / POINTS_OF_CHARACTER) })),
    showGridLines: false,
    ...(table.is_landscape ? { orientation: "landscape" as const } : {}),
    ...(header.length > 0 ? { stickyRowsCount: aboveRows(table).length + header.length } : {}),
  };
}

function noteCell(note: string): CellObject {
  const lines = Math.ceil((note.length * 2) / SHEET_WIDTH.upright);
  return words(note, { align: "left", wrap: true, fontSize: 10, height: 15 * Math.max(1, lines) });
}

/** Number, title, and the line of owner and unit, right above the table. */
function aboveRows(table: PrintedTable): readonly Row[] {
  const rows: Row[] = [];
  const small = { fontSize: 10 };
  if (table.label !== "")
    rows.push(across(table, words(table.label, { align: "right", ...small })));
  for (const line of table.title === "" ? [] : linesOf(table.title)) {
    rows.push(across(table, title(line, 16)));
  }
  const { owner, unit } = table;
  if (owner !== "" && unit !== "" && table.columns.length > 1) {
    const left = Math.max(
      1,
      table.columns.length - Math.max(1, Math.floor(table.columns.length / 3)),
    );
    const right = table.columns.length - left;
    rows.push([
      ...spanned(words(owner, { align: "left", ...small }), left),
      ...spanned(words(unit, { align: "right", ...small }), right),
    ]);
  } else if (owner !== "" || unit !== "") {
    const align = unit === "" ? "left" : "right";
    rows.push(across(table, words(`${owner} ${unit}`.trim(), { align, ...small })));
  }
  return rows;
}

function across(table: PrintedTable, one: CellObject): Row {
  return spanned(one, table.columns.length);
}

function spanned(one: CellObject, columns: number): Row {
  const rest = new Array<Cell>(columns - 1).fill(null);
  return [columns > 1 ? { ...one, columnSpan: columns } : one, ...rest];
}

function rowOf(cells: readonly PrintedCell[], table: PrintedTable, isHeader: boolean): Row {
  const row = new Array<Cell>(table.columns.length).fill(null);
  for (const cell of cells) row[cell.column] = sheetCell(cell, table, isHeader);
  return row;
}

function sheetCell(cell: PrintedCell, table: PrintedTable, isHeader: boolean): CellObject {
  const look: Partial<CellObject> = {
    ...{ borderStyle: "thin", fontSize: 10, wrap: true, alignVertical: "center" },
    align: alignOf(cell, table, isHeader),
    ...(cell.columns > 1 ? { columnSpan: cell.columns } : {}),
    ...(cell.rows > 1 ? { rowSpan: cell.rows } : {}),
    ...(cell.indent > 0 && !isHeader ? { indent: cell.indent } : {}),
    ...(isHeader || cell.is_bold ? { fontWeight: "bold" } : {}),
  };
  const number = isHeader ? null : sheetNumber(cell);
  if (number !== null) return { value: number.value, type: Number, format: number.format, ...look };
  return cell.text === "" ? look : words(cell.text, look);
}
