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
    if (rows.length < ROWS_LEAST || listsUnits(sound)) continue;
    yield* twice(table, sound);
    const moved = isOrdered(rows) ? [...outOfOrder(table, sound)] : [];
    // Many are the form's own order.
    if (moved.length <= MOVED_MOST) yield* moved;
    if (rows.some(({ row }) => row.code.length === CLASS_LENGTH))
      yield* withoutGroup(table, sound, context);
    if (table.is_whole) yield* withoutItems(table, sound);
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
        // Forms of the governmental chart themselves put some codes out of order.
        ...(coded.kind === "governmental" && { severity: "hint" as const }),
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
    };
  }
}

const GROUPS_PER_LACKING = 3;

/** A 款 or 项 whose group has no row of its own; the groups of its kind are printed otherwise. */
function* withoutGroup(
  { title, is_whole }: FoundTable,
  rows: readonly CodedRow[],
  { functional, departmental, governmental }: CheckContext,
): Generator<Defect> {
  if (!is_whole) return;
  const codes = new Set(rows.map(({ row }) => row.code));
  const told = new Set<string>();
  const depths = new Set(rows.map(({ row }) => row.code.length));
  for (const { row } of rows) {
    const parent = parentOf(row.code);
    if (parent === null || codes.has(parent) || told.has(parent) || !depths.has(parent.length))
      continue;
    told.add(parent);
    const charts = [functional, departmental, governmental];
    const name = charts.map((chart) => chart.rows.get(parent)?.name).find(Boolean);
    if (name === undefined) continue;
    yield {
      rule: "CODE-MISSING",
      severity: "warn",
      place: { ...row.place, table: row.place.table || title, row: `${parent}${name}` },
      printed: `${row.code}${row.name}`,
      expected: `${parent}${name}`,
    };
  }
}
