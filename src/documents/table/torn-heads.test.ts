import { expect, test } from "vitest";
import type { FoundCell, FoundTable } from "./found-table.ts";
import { joinTables } from "./join-tables.ts";
import type { PlainLine } from "./surroundings.ts";

// Goal: a header torn by the end of a page is one header. Method: two ruled pieces, as a browser
// prints them, with and without text between.

const EDGES = [30, 60, 90, 120, 150, 180, 210];

/** Rows of words; "<" widens the cell before it. */
function piece(
  page: number,
  firstLine: number,
  rows: readonly (readonly string[])[],
  edges: readonly number[],
): FoundTable {
  const cells = rows.flatMap((row, at) => {
    return row.flatMap((text, column): FoundCell[] => {
      if (text === "<") return [];
      const next = row.findIndex((one, i) => i > column && one !== "<");
      const colSpan = (next < 0 ? row.length : next) - column;
      const where = { page, line: firstLine + at, x: edges[column] as number, y: at * 10 };
      return [{ text, row: at, column, rowSpan: 1, colSpan, ...where }];
    });
  });
  return {
    kind: "ruled",
    page,
    rows: rows.length,
    columns: edges.length - 1,
    cells,
    edges,
    top: 0,
    bottom: rows.length * 10,
    firstLine,
    lastLine: firstLine + rows.length - 1,
  };
}

function line(number: number, page: number, text: string, x = 30): PlainLine {
  return { number, page, text, size: 10, role: "body", x, width: 10 };
}

const NAMES = ["合计", "出国", "接待", "合计", "出国", "接待"];
const AMOUNTS = ["3.00", "1.00", "2.00", "6.00", "2.00", "4.00"];
const HEAD = piece(1, 2, [["2023年预算数", "2024年预算数"]], [30, 120, 210]);
const BODY = piece(2, 5, [NAMES, AMOUNTS], EDGES);
const TITLE = line(1, 1, "“三公”经费支出表");

test("headings over several columns, which look like one column each alone", () => {
  const { tables } = joinTables([HEAD, BODY], [TITLE]);
  expect(tables).toHaveLength(1);
  expect(tables[0]).toMatchObject({
    title: "“三公”经费支出表",
    rows: 3,
    headerRows: 2,
    pages: [1, 2],
  });
  expect(tables[0]?.headings.map((path) => path.join("·"))).toEqual(
    NAMES.map((name, at) => `${at < 3 ? "2023年预算数" : "2024年预算数"}·${name}`),
  );
});

test("letters of a heading that hang below its rule go back to it", () => {
  const head = piece(1, 2, [["2023年预算数", "2024年预算"]], [30, 120, 210]);
  const { tables } = joinTables([head, BODY], [TITLE, line(3, 1, "数", 160)]);
  expect(tables[0]?.headings[5]).toEqual(["2024年预算数", "接待"]);
});

test("a title between makes two tables; so do rows of values above", () => {
  const apart = joinTables([HEAD, BODY], [TITLE, line(4, 2, "部门收入总表")]);
  expect(apart.tables).toHaveLength(2);
  const values = piece(1, 2, [["1.00", "2.00"]], [30, 120, 210]);
  expect(joinTables([values, BODY], [TITLE]).tables).toHaveLength(2);
});
