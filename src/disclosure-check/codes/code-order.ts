import { parentOf } from "../../classification/index.ts";
import type { FoundTable } from "../../disclosure/index.ts";
import type { Check, CheckContext, Defect } from "../defect.ts";
import { wrongCodes } from "./row-codes.ts";
import { CLASS_LENGTH, type CodedRow, codedRows, isOrdered } from "./table-codes.ts";

/**
 * CODE-ORDER, CODE-TWICE, CODE-MISSING, CODE-DEPTH: a table lists each code once, in order, below
 * its group.
 * Tables that list several units, or print their blocks side by side, are not judged.
 */
export const codeOrder: Check = function* (context) {
  const wrong = wrongCodes(context);
  for (const table of context.disclosure.tables) {
    const rows = codedRows(table);
    const sound = rows.filter(({ row }) => !wrong.has(`${row.place.line} ${row.code}`));
    if (listsUnits(sound)) continue;
    yield* withoutGroup(table, sound, context);
    if (rows.length < ROWS_LEAST) continue;
    yield* twice(table, sound);
    const moved = isOrdered(rows) ? [...outOfOrder(table, sound)] : [];
    // Many are the form's own order.
    if (moved.length <= MOVED_MOST) yield* moved;
    if (!table.is_whole) continue;
    yield* withoutItems(table, sound);
    yield* classesWithoutSubclasses(table, sound, context);
  }
};

const ROWS_LEAST = 3;
const MOVED_MOST = 3;
const REPEATED_SHARE = 0.2;

/** The same codes again and again: one list for each unit. */
function listsUnits(rows: readonly CodedRow[]): boolean {
  const items = rows.filter(({ row }) => row.code.length > CLASS_LENGTH).map(({ row }) => row.code);
  return items.length - new Set(items).size > Math.max(1, items.length * REPEATED_SHARE);
}

function* twice({ title }: FoundTable, rows: readonly CodedRow[]): Generator<Defect> {
  const seen = new Map<string, CodedRow>();
  for (const coded of rows) {
    const { code, name, place } = coded.row;
    const first = seen.get(code);
    if (first === undefined) {
      seen.set(code, coded);
      continue;
    }
    // A page that goes on repeats the group it goes on with.
    const isHeading = code.length < MOST_DIGITS && first.row.name === name;
    const isNextPage = first.row.place.page !== place.page && first.row.name === name;
    if (isHeading && (code.length === CLASS_LENGTH || isNextPage)) continue;
    yield {
      rule: "CODE-TWICE",
      place: { ...place, table: place.table || title },
      printed: `${code}${name}`,
      words: { line: String(first.row.place.line) },
    };
  }
}

const MOST_DIGITS = 7;

function* outOfOrder({ title }: FoundTable, rows: readonly CodedRow[]): Generator<Defect> {
  const last = new Map<string, CodedRow>();
  for (const coded of rows) {
    const { code, name, place } = coded.row;
    if (code.length === CLASS_LENGTH) continue;
    const parent = parentOf(code) ?? "";
    const before = last.get(parent);
    if (before !== undefined && before.row.code > code) {
      yield {
        rule: "CODE-ORDER",
        // Forms of the governmental chart themselves put some codes of capital out of order.
        ...(/^50[34]/.test(code) && { severity: "hint" as const }),
        place: { ...place, table: place.table || title },
        printed: `${code}${name}`,
        words: { before: `${before.row.code}${before.row.name}` },
      };
    } else last.set(parent, coded);
  }
}

/** CODE-DEPTH: a 款 of the functional chart without a 项, where nearly all others have theirs. */
function* withoutItems({ title }: FoundTable, rows: readonly CodedRow[]): Generator<Defect> {
  const items = rows.filter(({ row }) => row.code.length === MOST_DIGITS);
  const groups = rows.filter(({ row }) => row.code.length === MOST_DIGITS - 2);
  const lacking = groups.filter(
    (group) => !items.some(({ row }) => row.code.startsWith(group.row.code)),
  );
  if (groups.length - lacking.length < GROUPS_PER_LACKING * lacking.length) return;
  for (const { row } of lacking) {
    yield {
      rule: "CODE-DEPTH",
      place: { ...row.place, table: row.place.table || title },
      printed: `${row.code}${row.name}`,
      words: { level: "款", below: "项" },
    };
  }
}

const GROUPS_PER_LACKING = 3;

/**
 * CODE-DEPTH: a class with money of an economic chart without a 款, where nearly all the others
 * with money have theirs.
 */
function* classesWithoutSubclasses(
  { title, topic }: FoundTable,
  rows: readonly CodedRow[],
  { disclosure }: CheckContext,
): Generator<Defect> {
  const spent = new Set(
    disclosure.facts
      .filter(({ source, printed }) => source === "table" && printed.value !== 0)
      .filter((fact) => fact.topic === topic)
      .map(({ row }) => row),
  );
  const classes = rows.filter(
    ({ row, kind }) =>
      kind !== "functional" && row.code.length === CLASS_LENGTH && spent.has(row.code),
  );
  const lacking = classes.filter(
    (one) => !rows.some(({ row }) => row !== one.row && row.code.startsWith(one.row.code)),
  );
  if (classes.length - lacking.length < CLASSES_PER_LACKING * lacking.length) return;
  for (const { row } of lacking) {
    yield {
      rule: "CODE-DEPTH",
      place: { ...row.place, table: row.place.table || title },
      printed: `${row.code}${row.name}`,
      words: { level: "类", below: "款" },
    };
  }
}

const CLASSES_PER_LACKING = 2;

/** A 款 or 项 whose group has no row of its own; the groups of its kind are printed otherwise. */
function* withoutGroup(
  table: FoundTable,
  rows: readonly CodedRow[],
  context: CheckContext,
): Generator<Defect> {
  if (!table.is_whole) return;
  const codes = new Set(rows.map(({ row }) => row.code));
  const told = new Set<string>();
  const depths = depthsOf(table, rows, context);
  for (const { row } of rows) {
    const parent = parentOf(row.code);
    if (parent === null || codes.has(parent) || told.has(parent) || !depths.has(parent.length))
      continue;
    told.add(parent);
    const charts = [context.functional, context.departmental, context.governmental];
    const name = charts.map((chart) => chart.rows.get(parent)?.name).find(Boolean);
    if (name === undefined) continue;
    yield {
      rule: "CODE-MISSING",
      severity: "warn",
      place: { ...row.place, table: row.place.table || table.title, row: `${parent}${name}` },
      printed: `${row.code}${row.name}`,
      expected: `${parent}${name}`,
    };
  }
}

/**
 * How many digits the codes of a table have. Of a small one that shows two levels the document's
 * other tables of the same chart tell the third: all of them print it.
 */
function depthsOf(
  table: FoundTable,
  rows: readonly CodedRow[],
  { disclosure }: CheckContext,
): ReadonlySet<number> {
  const printed = depthsPrinted(rows);
  const own = printed.has(CLASS_LENGTH) ? printed : new Set<number>();
  const others = disclosure.tables
    .filter((one) => one.is_whole && one.topic !== table.topic)
    .map((one) => codedRows(one).filter(({ kind }) => kind === rows[0]?.kind))
    .filter(({ length }) => length >= ROWS_LEAST)
    .map(depthsPrinted);
  if (printed.size < 2 || others.length < TABLES_LEAST) return own;
  const usual = [CLASS_LENGTH, MOST_DIGITS - 2, MOST_DIGITS].filter((depth) =>
    others.every((depths) => depths.has(depth)),
  );
  return new Set([...own, ...usual]);
}

/** So many other tables that agree show how the document lists its codes. */
const TABLES_LEAST = 2;

function depthsPrinted(rows: readonly CodedRow[]): ReadonlySet<number> {
  return new Set(rows.map(({ row }) => row.code.length));
}
