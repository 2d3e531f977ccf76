import { yuanFromFen } from "../kernel/index.ts";
import { DIFFERENCE_KINDS, type Difference } from "./difference.ts";
import type { BureauEntry, EntryFigures, InstitutionEntry } from "./statement-entry.ts";

/**
 * The result file of a detailed reconciliation (table of 3202): every row of the institution in
 * its order, 0 where it agrees and 1 where it does not, then what only the bureau has, without
 * settlement and visit id, as the specification says. The memo names kind, reason and mend.
 */
const AGREES = "0";
const DIFFERS = "1";
const MEMO_LENGTH_MAX = 500;

export type ResultRow = readonly (string | null)[];

/** Rows that are given at once; an empty portion is a rest. */
const PORTION = 200;

export function* resultRows(
  entries: readonly InstitutionEntry[],
  differences: readonly Difference[],
): Generator<readonly ResultRow[]> {
  const byRow = new Map<number, Difference>();
  for (const some of portionsOf(differences)) {
    for (const one of some) for (const { row } of one.theirs) byRow.set(row, one);
    yield [];
  }
  for (const some of portionsOf(entries)) {
    yield some.map((entry) => institutionRow(entry, byRow.get(entry.row)));
  }
  for (const some of portionsOf(differences)) {
    const onlyOurs = some.filter(({ theirs }) => theirs.length === 0);
    yield onlyOurs.flatMap((one) => one.ours.map((entry) => bureauRow(entry, one)));
  }
}

function* portionsOf<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let from = 0; from < values.length; from += PORTION) {
    yield values.slice(from, from + PORTION);
  }
}

function institutionRow(entry: InstitutionEntry, difference: Difference | undefined): ResultRow {
  // The sums are the bureau's where it has the entry: those are what is to be entered.
  const at = difference?.theirs.indexOf(entry) ?? 0;
  const ours = difference?.ours[at] ?? difference?.ours[0];
  return [
    entry.person_no,
    entry.visit_id,
    entry.settlement_id,
    ours?.message_id ?? null,
    difference === undefined ? AGREES : DIFFERS,
    entry.refund ? "1" : "0",
    difference === undefined ? null : memo(difference),
    ...sums(ours ?? entry),
  ];
}

function bureauRow(entry: BureauEntry, difference: Difference): ResultRow {
  return [
    entry.person_no,
    null,
    null,
    entry.message_id,
    DIFFERS,
    entry.kind === "reversal" ? "1" : "0",
    memo(difference),
    ...sums(entry),
  ];
}

function sums({ total_fen, fund_fen, account_fen }: EntryFigures): string[] {
  return [total_fen, fund_fen, account_fen].map(yuanFromFen);
}

/** One line of text: the file separates by tabs and line ends. */
function memo({ kind, reason, mend }: Difference): string {
  const text = `【${DIFFERENCE_KINDS[kind]}】${reason}。${mend}`.replace(/[\t\r\n]+/g, " ");
  return text.slice(0, MEMO_LENGTH_MAX);
}
