import { chartOf, findCode, loadCharts, nameOf } from "../../../src/classification/index.ts";
import type { RandomSource } from "../../../src/kernel/index.ts";
import type { PrintedCell, PrintedTable, Publication } from "../../../src/publication/index.ts";
import { BOTH, type DefectKind, either, inCell, type Planted } from "../defect-kind.ts";
import { readNumber } from "../printed-number.ts";
import { tablesOf, withCellText, withTable } from "../publication-parts.ts";

/** Rows of coded tables left out, doubled, out of order, and codes and names that are wrong. */

/** A row with a code, in one cell, in a cell for each level, or before the name. */
interface CodedRow {
  readonly block: number;
  readonly table: PrintedTable;
  readonly row: number;
  /** The cells of the code, by their place in the row. */
  readonly code_cells: readonly number[];
  readonly name_cell: number;
  readonly code: string;
  readonly name: string;
}

const CODED = ["general", "spending", "income", "basic", "basic-government", "fund", "capital"];

function codedRows(publication: Publication): readonly CodedRow[] {
  return tablesOf(publication)
    .filter(({ table }) => CODED.includes(table.topic))
    .flatMap(({ block, table }) =>
      table.body.flatMap((cells, row) => codedRow(cells, { block, table, row })),
    );
}

function codedRow(
  cells: readonly PrintedCell[],
  at: Pick<CodedRow, "block" | "table" | "row">,
): readonly CodedRow[] {
  const name_cell = cells.findIndex(({ text }) => /\p{Script=Han}/u.test(text));
  const words = cells[name_cell]?.text.trim() ?? "";
  const joined = /^(\d{3,7})\s*(\p{Script=Han}.*)$/u.exec(words);
  if (joined !== null) {
    const [, code = "", name = ""] = joined;
    return [{ ...at, code_cells: [name_cell], name_cell, code, name }];
  }
  const code_cells = [...cells.keys()].filter((index) => {
    return index < name_cell && /^\d{2,7}$/.test(cells[index]?.text.trim() ?? "");
  });
  const code = code_cells.map((index) => cells[index]?.text.trim()).join("");
  if (!/^\d{3,7}$/.test(code)) return [];
  return [{ ...at, code_cells, name_cell, code, name: words }];
}

function withCode(publication: Publication, at: CodedRow, code: string): Publication {
  const { block, row, code_cells, name_cell, name } = at;
  if (code_cells[0] === name_cell) {
    return withCellText(publication, block, row, name_cell, `${code}${name}`);
  }
  const parts =
    code_cells.length === 1 ? [code] : [code.slice(0, 3), code.slice(3, 5), code.slice(5)];
  return code_cells.reduce(
    (made, index, part) => withCellText(made, block, row, index, parts[part] ?? ""),
    publication,
  );
}

function withName(publication: Publication, at: CodedRow, name: string): Publication {
  const text = at.code_cells[0] === at.name_cell ? `${at.code}${name}` : name;
  return withCellText(publication, at.block, at.row, at.name_cell, text);
}

type Spoil = (
  publication: Publication,
  at: CodedRow,
  around: { readonly rows: readonly CodedRow[]; readonly random: RandomSource },
) => Planted | null;

const TRIES = 30;

function rowKind(
  id: string,
  what: string,
  choice: (at: CodedRow) => boolean,
  spoil: Spoil,
): DefectKind {
  return {
    ...{ id: `row-${id}`, what, kinds: BOTH },
    plant(publication, random) {
      const rows = codedRows(publication);
      const chosen = rows.filter(choice);
      for (let tried = 0; chosen.length > 0 && tried < TRIES; tried += 1) {
        const planted = spoil(publication, random.pick(chosen), { rows, random });
        if (planted !== null) return planted;
      }
      return null;
    },
  };
}

/** Whether nothing else stands in its line. */
function isAlone({ table, row }: CodedRow): boolean {
  const cells = table.body[row] ?? [];
  const names = cells.filter(({ text }) => /\p{Script=Han}/u.test(text));
  return names.length === 1 && cells.every(({ rows }) => rows === 1);
}

function hasMoney({ table, row, code_cells }: CodedRow): boolean {
  const cells = table.body[row] ?? [];
  return cells.some(
    ({ text }, at) => !code_cells.includes(at) && (readNumber(text.trim())?.steps ?? 0) !== 0,
  );
}

function withRows(
  publication: Publication,
  { block, table }: CodedRow,
  body: PrintedTable["body"],
): Publication {
  return withTable(publication, block, { ...table, body });
}

function place({ table, code, name }: CodedRow) {
  return inCell(table.title, `${code}${name}`);
}

/** The row above it in the hierarchy, whose sum is broken as well. */
function parentPlace(at: CodedRow, rows: readonly CodedRow[]) {
  const parents = rows.filter(
    (one) =>
      one.block === at.block && at.code.startsWith(one.code) && one.code.length < at.code.length,
  );
  return either(...parents.map(place), inCell(at.table.title, "合计"));
}

const leftOut: Spoil = (publication, at, { rows }) => {
  const body = at.table.body.filter((_, row) => row !== at.row);
  return {
    publication: withRows(publication, at, body),
    where: either(place(at), parentPlace(at, rows)),
    ...{ severity: "error", rules: [] },
  };
};

const doubled: Spoil = (publication, at) => {
  const body = at.table.body.flatMap((cells, row) => (row === at.row ? [cells, cells] : [cells]));
  const where = place(at);
  return { publication: withRows(publication, at, body), where, severity: "error", rules: [] };
};

const outOfOrder: Spoil = (publication, at, { rows }) => {
  const next = rows.find((one) => one.block === at.block && one.row === at.row + 1);
  if (next?.code.length !== at.code.length || !isAlone(next)) return null;
  const body = [...at.table.body];
  [body[at.row], body[next.row]] = [body[next.row] ?? [], body[at.row] ?? []];
  return {
    publication: withRows(publication, at, body),
    where: either(place(at), place(next)),
    ...{ severity: "warn", rules: [] },
  };
};

/** Another code in the place of the right one. */
function recoded(code: (at: CodedRow, random: RandomSource) => string | null): Spoil {
  return (publication, at, { rows, random }) => {
    const other = code(at, random);
    const isThere = rows.some((one) => one.block === at.block && one.code === other);
    if (other === null || other === at.code || isThere) return null;
    return {
      publication: withCode(publication, at, other),
      where: either(place(at), inCell(at.table.title, `${other}${at.name}`)),
      ...{ severity: "error", rules: ["CODE", "TYPO", "R-4", "R-5"] },
    };
  };
}

/** Another name beside the code. */
function renamed(
  name: (at: CodedRow, publication: Publication, rows: readonly CodedRow[]) => string | null,
): Spoil {
  return (publication, at, { rows }) => {
    const other = name(at, publication, rows);
    if (other === null || other === at.name) return null;
    return {
      publication: withName(publication, at, other),
      where: either(place(at), inCell(at.table.title, `${at.code}${other}`)),
      ...{ severity: "warn", rules: ["CODE", "TYPO", "R-4", "NAME"] },
    };
  };
}

function chartOfTable({ table }: CodedRow, year: number) {
  const kinds: Readonly<Record<string, "departmental" | "governmental">> = {
    basic: "departmental",
    "basic-government": "governmental",
  };
  return chartOf(loadCharts(), kinds[table.topic] ?? "functional", year);
}

const PAIRS: Readonly<Record<string, string>> = {
  工: "公",
  贴: "帖",
  费: "废",
  险: "检",
  障: "章",
  管: "菅",
  理: "里",
  务: "物",
  员: "园",
  支: "之",
};

/** One character that looks or sounds like the right one. */
function mistyped(text: string): string | null {
  const at = [...text].findIndex((one) => PAIRS[one] !== undefined);
  if (at < 0) return null;
  const letters = [...text];
  letters[at] = PAIRS[letters[at] as string] as string;
  return letters.join("");
}

const isItem = ({ code }: CodedRow) => code.length >= 5;

export const ROW_KINDS: readonly DefectKind[] = [
  rowKind(
    "item-left-out",
    "漏了一行（项或款）",
    // Of what holds nothing, forms themselves print the row or not.
    (at) => isLeaf(at) && isAlone(at) && hasMoney(at),
    leftOut,
  ),
  rowKind(
    "parent-left-out",
    "漏了一行（类或款的小计）",
    (at) => !isLeaf(at) && isAlone(at),
    leftOut,
  ),
  rowKind(
    "doubled",
    "一行印了两遍",
    // A row without figures is repeated where a page goes on.
    (at) => isItem(at) && isAlone(at) && hasMoney(at),
    doubled,
  ),
  rowKind("out-of-order", "两行次序颠倒", (at) => isLeaf(at) && isAlone(at), outOfOrder),
  rowKind(
    "code-digit",
    "科目编码错了一位",
    isItem,
    recoded(({ code }, random) => {
      const last = (Number(code.at(-1)) + random.between(1, 8)) % 10;
      return `${code.slice(0, -1)}${last}`;
    }),
  ),
  rowKind(
    "code-short",
    "科目编码少了一位",
    isItem,
    recoded(({ code }) => code.slice(0, -2) + code.slice(-1)),
  ),
  rowKind(
    "code-other-parent",
    "科目编码写到别的类下",
    isItem,
    recoded(({ code }) => {
      const next = String(Number(code.slice(0, 3)) + 1);
      return `${next}${code.slice(3)}`;
    }),
  ),
  rowKind(
    "name-mistyped",
    "科目名称有错别字",
    isItem,
    renamed(({ name }) => mistyped(name)),
  ),
  rowKind(
    "name-short",
    "科目名称少了字",
    ({ name }) => name.length >= 6,
    renamed(({ name }) => name.slice(0, -2)),
  ),
  rowKind(
    "name-of-neighbour",
    "科目名称抄了邻行的",
    isItem,
    renamed((at, _publication, rows) => {
      const others = rows.filter(
        (one) => one.block === at.block && Math.abs(one.row - at.row) === 1 && one.name !== at.name,
      );
      return others[0]?.name ?? null;
    }),
  ),
  rowKind(
    "name-of-other-code",
    "科目名称是另一编码的",
    isItem,
    renamed((at, { year }) => {
      const chart = chartOfTable(at, year);
      const code = `${at.code.slice(0, -2)}99`;
      if (code === at.code || findCode(chart, code) === null) return null;
      return nameOf(chart, code);
    }),
  ),
];

function isLeaf({ table, block, code }: CodedRow): boolean {
  const others = table.body.flatMap((cells, row) => codedRow(cells, { block, table, row }));
  return !others.some((one) => one.code.length > code.length && one.code.startsWith(code));
}
