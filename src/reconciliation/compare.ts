import { eachWithRests, mappedWithRests, type Steps, sortedWithRests } from "../store/index.ts";
import {
  type Amounts,
  comparePair,
  folded,
  isOtherBill,
  oppositeAmounts,
  sameAmounts,
} from "./compare-pair.ts";
import type { Difference, DifferenceFacts, DifferenceKind } from "./difference.ts";
import { inWords } from "./difference-texts.ts";
import { Leftovers } from "./leftovers.ts";
import {
  type AssignedRows,
  assignRows,
  type CaseBook,
  caseBook,
  type SettlementCase,
} from "./settlement-case.ts";
import {
  type BureauEntry,
  type InstitutionEntry,
  outOfScope,
  type StatementScope,
} from "./statement-entry.ts";

/** Sums of one side. */
export interface StatementSums extends Amounts {
  readonly count: number;
}

export interface Comparison {
  /** In the order of the institution's rows; what only the bureau has comes last, by time. */
  readonly differences: readonly Difference[];
  readonly ours: StatementSums;
  readonly theirs: StatementSums;
}

/**
 * Compares two books entry by entry. `entries` are the bureau's of the scope, and whatever else it
 * knows under the ids that the institution names: other days, other institutions, what a refund
 * takes back. Every defect gives one difference, the smallest explanation of it. A month of a large
 * hospital takes a second: whoever runs the steps lets others go between them.
 */
export function* compareEntries(
  entries: readonly BureauEntry[],
  theirs: readonly InstitutionEntry[],
  scope: StatementScope,
): Steps<Comparison> {
  const book = yield* caseBook(entries, theirs, scope);
  const found: DifferenceFacts[] = [];
  const leftovers = new Leftovers();
  yield* eachWithRests(book.strangers, (row) => leftovers.addRow(row));
  yield* eachWithRests(book.cases, (one) => compareCase({ one, book, scope, found, leftovers }));
  const explained = yield* leftovers.explained(book.cases);
  yield* eachWithRests(explained, (difference) => found.push(difference));
  const ordered = yield* sortedWithRests(found, inOrder);
  return {
    differences: yield* mappedWithRests(ordered, inWords),
    ours: yield* sums(entries, book.inScope, ({ kind }) => kind !== "adjustment"),
    theirs: yield* sums(theirs, always, always),
  };
}

function always(): boolean {
  return true;
}

/** Those of the scope. An adjustment moves money, but is no entry of the institution's. */
function* sums<Entry extends Amounts>(
  entries: readonly Entry[],
  adds: (entry: Entry) => boolean,
  counts: (entry: Entry) => boolean,
): Steps<StatementSums> {
  let sum: StatementSums = { count: 0, ...folded([]) };
  yield* eachWithRests(entries, (entry) => {
    if (adds(entry)) sum = { count: sum.count + (counts(entry) ? 1 : 0), ...folded([sum, entry]) };
  });
  return sum;
}

function inOrder(a: DifferenceFacts, b: DifferenceFacts): number {
  const rowOf = (one: DifferenceFacts): number => one.theirs?.[0]?.row ?? Infinity;
  const timeOf = (one: DifferenceFacts): string => one.ours?.[0]?.settled_at ?? "";
  const [rowA, rowB] = [rowOf(a), rowOf(b)];
  if (rowA !== rowB) return rowA - rowB;
  return timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0;
}

/** One settlement being compared. */
interface Comparing {
  readonly one: SettlementCase;
  readonly book: CaseBook;
  readonly scope: StatementScope;
  readonly found: DifferenceFacts[];
  readonly leftovers: Leftovers;
}

function compareCase(comparing: Comparing): void {
  const { one, book, found, leftovers } = comparing;
  const rows = assignRows(one, book.inScope);
  const settled = settlementDifference(comparing, rows);
  const refunded = refundDifference(comparing, rows);
  if (settled !== null && refunded !== null && settled.kind === refunded.kind) {
    found.push(bothTogether(settled, refunded));
  } else {
    for (const difference of [settled, refunded]) if (difference !== null) found.push(difference);
  }
  adjustmentDifferences(comparing, rows);
  for (const row of rows.extra) {
    const beside = (row.total_fen < 0 ? one.reversal : one.settlement) ?? one.settlement;
    // A row that agrees in nothing but its id stands for another settlement.
    if (beside !== null && isOtherBill(beside, row)) leftovers.addRow(row);
    else found.push({ kind: "doubled-at-institution", theirs: [row], beside: beside ?? row });
  }
}

/** A settlement and its refund that differ alike differ for one reason. */
function bothTogether(a: DifferenceFacts, b: DifferenceFacts): DifferenceFacts {
  return {
    ...a,
    ours: [...(a.ours ?? []), ...(b.ours ?? [])],
    theirs: [...(a.theirs ?? []), ...(b.theirs ?? [])],
  };
}

function settlementDifference(
  { one, book, scope, leftovers }: Comparing,
  { settlement: row, refund }: AssignedRows,
): DifferenceFacts | null {
  const { settlement, reversal } = one;
  if (row === null) {
    if (!book.inScope(settlement)) return null;
    if (refund === null && book.inScope(reversal)) return null;
    leftovers.addEntry(settlement, "missing-at-institution");
    return null;
  }
  if (settlement === null || isOtherBill(settlement, row)) {
    leftovers.addRow(row);
    if (book.inScope(settlement)) leftovers.addEntry(settlement, "missing-at-institution");
    return null;
  }
  const outside = outOfScope(settlement, scope);
  if (outside !== null) return { kind: outside, ours: [settlement], theirs: [row] };
  leftovers.addMatch(settlement, row);
  const difference = comparePair(settlement, knownAmounts(one, row), row);
  return difference && { ...difference, ours: [settlement], theirs: [row] };
}

/** What a settlement came to: as it was settled, or with its adjustments where they are known. */
function knownAmounts({ settlement, adjustments }: SettlementCase, row: Amounts): Amounts {
  const plain = settlement as BureauEntry;
  if (adjustments.length === 0) return plain;
  const whole = folded([plain, ...adjustments]);
  return sameAmounts(whole, row) ? whole : plain;
}

function refundDifference(comparing: Comparing, rows: AssignedRows): DifferenceFacts | null {
  const { one, book, scope, leftovers } = comparing;
  const { settlement, reversal } = one;
  const { refund: row } = rows;
  if (row === null) return unansweredRefund(comparing, rows);
  if (reversal === null) return { kind: "refund-only-at-institution", theirs: [row] };
  if (settlement !== null && isOtherBill(settlement, row)) {
    leftovers.addRow(row);
    if (book.inScope(reversal)) leftovers.addEntry(reversal, refundKind(reversal));
    return null;
  }
  const outside = outOfScope(reversal, scope);
  if (outside !== null) return { kind: outside, ours: [reversal], theirs: [row] };
  leftovers.addMatch(reversal, row);
  if (oppositeAmounts(reversal, row)) {
    return { kind: "refund-wrong-sign", ours: [reversal], theirs: [row] };
  }
  const difference = comparePair(reversal, knownRefund(one, row), row);
  if (difference === null && !row.refund && row.total_fen !== 0) {
    return { kind: "refund-not-flagged", ours: [reversal], theirs: [row] };
  }
  return difference && { ...difference, ours: [reversal], theirs: [row] };
}

/** A refund takes back what was in force; the institution may know only what was settled. */
function knownRefund({ settlement, reversal }: SettlementCase, row: Amounts): Amounts {
  const plain = reversal as BureauEntry;
  return settlement !== null && oppositeAmounts(settlement, row) ? row : plain;
}

function refundKind({ by_message }: BureauEntry): DifferenceKind {
  return by_message ? "reversed-by-message" : "refund-only-at-bureau";
}

function unansweredRefund(
  { one, book, leftovers }: Comparing,
  rows: AssignedRows,
): DifferenceFacts | null {
  const { settlement, reversal } = one;
  if (rows.marked_refunded && reversal === null) {
    return { kind: "refund-only-at-institution", theirs: [rows.settlement as InstitutionEntry] };
  }
  if (!book.inScope(reversal)) return null;
  if (rows.settlement === null && book.inScope(settlement)) {
    return { kind: "refund-pair-left-out", ours: [settlement, reversal] };
  }
  leftovers.addEntry(reversal, refundKind(reversal), rows.settlement);
  return null;
}

/** Adjustments of the scope that the institution shows no sign of knowing. */
function adjustmentDifferences(
  { one, book, found }: Comparing,
  { settlement: row, adjustments: named }: AssignedRows,
): void {
  const { settlement, adjustments } = one;
  const unnamed = adjustments.filter((entry) => book.inScope(entry) && !named.has(entry));
  if (unnamed.length === 0) return;
  if (settlement !== null && row !== null) {
    if (sameAmounts(folded([settlement, ...adjustments]), row)) return;
  }
  for (const adjustment of unnamed) {
    if (isNothing(adjustment)) continue;
    found.push({ kind: "adjustment-unknown", ours: [adjustment] });
  }
}

function isNothing({ total_fen, fund_fen, account_fen }: Amounts): boolean {
  return total_fen === 0 && fund_fen === 0 && account_fen === 0;
}
