import {
  type Document,
  gridOfCells,
  isFigure,
  type LineTable,
  type Section,
  type Table,
} from "../documents/index.ts";
import { type Alignment, textTable } from "./text-table.ts";

/** A document as a person reads it: what it is, its sections, its tables cell by cell. */
export function documentSheet(document: Document): string {
  const { name, format, pages, tables, lineTables, notes, section } = document;
  const count = tables.length + lineTables.length;
  return [
    `${name}（${format}）：${pages.length} 页，${count} 张表`,
    ...notes.map(({ page, text }) => `  第 ${page} 页：${text}`),
    "",
    "章节",
    ...sectionLines(section, 0),
    ...tables.flatMap((table) => ["", ...tableLines(table)]),
    ...lineTables.flatMap((table) => ["", ...lineTableLines(table)]),
  ].join("\n");
}

function sectionLines(section: Section, depth: number): readonly string[] {
  const indent = "  ".repeat(depth);
  const own =
    depth === 0
      ? []
      : [
          `${indent}${section.mark}${section.title}（第 ${section.page} 页，第 ${section.line} 行）`,
        ];
  const count = section.paragraphs.length;
  return [
    ...own,
    ...(count === 0 ? [] : [`${indent}  ${count} 段`]),
    ...section.sections.flatMap((one) => sectionLines(one, depth + 1)),
  ];
}

const KINDS = { ruled: "有表线", aligned: "按列对齐", marked: "格式自带" } as const;

function tableLines(table: Table): readonly string[] {
  const rows = gridOfCells(table.cells, table.rows, table.columns).map((row, index) =>
    row.map((cell, column) => {
      // A cell that spans is shown once.
      return cell === null || cell.row !== index || cell.column !== column ? "" : cell.text;
    }),
  );
  const alignments = Array.from({ length: table.columns }, (_, column): Alignment => {
    const figures = rows.filter((row) => isFigure(row[column] ?? "")).length;
    return figures * 2 > rows.length ? "right" : "left";
  });
  const pages = `第 ${table.pages.join("、")} 页`;
  return [
    `【表 ${table.index + 1}】${heading(table)}（${pages}，${KINDS[table.kind]}，` +
      `${table.rows} 行 ${table.columns} 列，表头 ${table.headerRows} 行）`,
    textTable(rows, alignments),
    ...table.notes,
  ];
}

function heading({ label, title, unit }: Table | LineTable): string {
  return [label, title || "（没有标题）", unit === null ? "" : `单位：${unit}`]
    .filter((part) => part !== "")
    .join("　");
}

function lineTableLines(table: LineTable): readonly string[] {
  const rows = table.rows.map(({ line, codes, name, figures }) => [
    ...[String(line), codes.join(" "), name, figures.join("  ")],
  ]);
  return [
    `【表 ${table.index + 1}】${heading(table)}（第 ${table.line}–${table.lastLine} 行，` +
      `列未定，金额至多 ${table.figureColumns} 列）`,
    textTable(rows, ["right", "left", "left", "left"]),
    ...table.notes,
  ];
}
