import type { Disclosure, FoundRow, FoundTable } from "../../disclosure/index.ts";
import type { Check, CheckContext, Defect } from "../defect.ts";

/** TABLE-TWICE: the same table printed again. TABLE-TOTAL: a table without the row of its total. */
export const repeatedTables: Check = function* ({ disclosure, reading }) {
  const { tables } = disclosure;
  for (const { what, text, place } of reading.notes) {
    const first = tables.find(({ topic }) => topic === text);
    if (what !== "again" || first === undefined) continue;
    const table = place.table === "" ? first.title : place.table;
    const words = { table, line: String(first.place.line) };
    yield { rule: "TABLE-TWICE", place: { ...place, table }, printed: table, words };
  }
  for (const [index, table] of tables.entries()) {
    const first = tables.slice(0, index).find((one) => isSame(one, table));
    const again = first === undefined ? secondHalf(table) : table.rows[0];
    if (again === undefined) continue;
    yield {
      rule: "TABLE-TWICE",
      place: { ...again.place, table: again.place.table || table.title },
      printed: table.title,
      words: { table: table.title, line: String((first ?? table).place.line) },
    };
  }
  yield* withoutTotal(disclosure, reading);
};

const ROWS_LEAST = 3;

function key({ id, code, name }: FoundRow): string {
  return `${id || code} ${name.replace(/\s+/g, "")}`;
}

function isSame(one: FoundTable, other: FoundTable): boolean {
  if (one.topic !== other.topic || one.rows.length !== other.rows.length) return false;
  if (one.rows.length < ROWS_LEAST || bare(one.title) !== bare(other.title)) return false;
  return one.rows.every((row, at) => key(row) === key(other.rows[at] as FoundRow));
}

function bare(title: string): string {
  return title.replace(/[\s（）()]+/g, "");
}

/** Tables of one title are read as one that goes on: all its rows, the total too, come again. */
function secondHalf({ rows }: FoundTable): FoundRow | undefined {
  const half = rows.length / 2;
  if (!Number.isInteger(half) || half < ROWS_LEAST) return undefined;
  const first = rows.slice(0, half);
  if (!first.some(({ id, name }) => id === "total" || /合计|总计/.test(name))) return undefined;
  return first.every((row, at) => key(row) === key(rows[half + at] as FoundRow))
    ? rows[half]
    : undefined;
}

const CODED = new Set(["income", "spending", "general", "basic", "basic-government"]);
const SIDES = new Set(["overview", "appropriation"]);

/** Whether all rows of a table were read, even if the columns of some figures are not known. */
function isListed(
  { is_whole, title, rows }: FoundTable,
  { unread, notes }: CheckContext["reading"],
): boolean {
  if (is_whole) return true;
  const isTorn = notes.some(({ what, place }) => what === "torn" && place.table === title);
  const own = unread.filter(({ place }) => place.table === title);
  const areFigures = own.length > 0 && own.every(({ what }) => what === "figure");
  return !isTorn && areFigures && rows.every(({ id }) => id !== "");
}

function* withoutTotal(
  { tables, kind }: Disclosure,
  reading: CheckContext["reading"],
): Generator<Defect> {
  // Forms of final accounts all have both; those of budgets are of many kinds.
  const isGrand =
    kind === "final" && tables.some((table) => SIDES.has(table.topic) && says(table, /总计/));
  const lacking = tables.filter((table) => {
    return isListed(table, reading) && !table.is_empty && !hasTotal(table, isGrand);
  });
  const having = tables.filter((table) => !lacking.includes(table));
  for (const table of lacking) {
    const kin = CODED.has(table.topic) ? CODED : SIDES.has(table.topic) ? SIDES : null;
    if (
      kin === null ||
      !having.some(({ topic }) => kin.has(topic)) ||
      table.rows.length < ROWS_LEAST
    )
      continue;
    yield {
      rule: "TABLE-TOTAL",
      place: { ...table.place, table: table.place.table || table.title },
      printed: table.title,
      words: { table: table.title },
    };
  }
}

/** What is carried over comes between 合计 and 总计: a table that has it has both. */
function hasTotal(table: FoundTable, isGrand: boolean): boolean {
  if (SIDES.has(table.topic)) {
    const needsBoth = isGrand && says(table, /合计/) && says(table, /结转|结余/);
    return says(table, needsBoth ? /总计/ : /合计|总计/);
  }
  return table.rows.some(({ id, name }) => {
    const bare = name.replace(/\s+/g, "");
    return /^(?:total|personnel|public)$/.test(id) || /^(?:总计|合计)$/.test(bare);
  });
}

function says({ rows }: FoundTable, words: RegExp): boolean {
  return rows.some(({ name }) => words.test(name.replace(/\s+/g, "")));
}
