import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { PrintedCell, PrintedTable } from "../publication.ts";
import { fittedColumns } from "./column-widths.ts";
import { HEI, SONG } from "./docx-styles.ts";
import { linesOf } from "./printable.ts";
import { alignOf, mayBreak, tableGrid } from "./table-grid.ts";

const TWENTIETHS = 20;
const THIN = { style: BorderStyle.SINGLE, size: 4, color: "000000" };
const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

/** A table with thin rules; its head stands on each page, and no row is torn without need. */
export function docxTable(table: PrintedTable, width: number, height?: number): Table {
  const { header, body } = tableGrid(table);
  const { widths, size } = fittedColumns(table, width / TWENTIETHS, height);
  const columns = widths.map((points) => Math.round(points * TWENTIETHS));
  const rows = [...header, ...body].map((cells, index) => {
    const tableHeader = index < header.length;
    const children = cells.map((cell) => docxCell(cell, table, { columns, size, tableHeader }));
    return new TableRow({ tableHeader, cantSplit: !mayBreak(cells), children });
  });
  return new Table({
    alignment: AlignmentType.CENTER,
    width: { size: columns.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    margins: { left: 60, right: 60, top: 20, bottom: 20, marginUnitType: WidthType.DXA },
    borders: {
      ...{ top: THIN, bottom: THIN, left: THIN, right: THIN },
      ...{ insideHorizontal: THIN, insideVertical: THIN },
    },
    rows,
  });
}

interface Look {
  readonly columns: readonly number[];
  readonly size: number;
  readonly tableHeader: boolean;
}

function docxCell(cell: PrintedCell, table: PrintedTable, look: Look): TableCell {
  const { columns, size, tableHeader } = look;
  const own = columns.slice(cell.column, cell.column + cell.columns);
  const bold = cell.is_bold || tableHeader;
  const runs = linesOf(cell.text).map((text, index) => {
    const font = tableHeader ? HEI : SONG;
    return new TextRun({ text, font, bold, size: size * 2, ...(index > 0 ? { break: 1 } : {}) });
  });
  const left = tableHeader ? 0 : cell.indent * size * TWENTIETHS;
  return new TableCell({
    columnSpan: cell.columns,
    rowSpan: cell.rows,
    verticalAlign: VerticalAlignTable.CENTER,
    width: { size: own.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    children: [
      new Paragraph({
        alignment: ALIGNMENTS[alignOf(cell, table, tableHeader)],
        spacing: { line: 240 },
        ...(left > 0 ? { indent: { left } } : {}),
        ...(tableHeader ? { keepNext: true } : {}),
        children: runs,
      }),
    ],
  });
}
