import { eachWithRests, type Steps } from "../store/index.ts";
import { oppositeAmounts, sameAmounts } from "./compare-pair.ts";
import {
  type BureauEntry,
  type InstitutionEntry,
  isOfRole,
  outOfScope,
  type StatementScope,
} from "./statement-entry.ts";

/** Everything that either side has about one settlement: it, its refund, its adjustments. */
export interface SettlementCase {
  /** Of the bureau, in scope or not; null when not known. */
  readonly settlement: BureauEntry | null;
  readonly reversal: BureauEntry | null;
  readonly adjustments: readonly BureauEntry[];
  readonly rows: readonly InstitutionEntry[];
}

export interface CaseBook {
  readonly cases: readonly SettlementCase[];
  /** Rows whose settlement id the bureau does not know. */
  readonly strangers: readonly InstitutionEntry[];
  inScope(entry: BureauEntry | null): entry is BureauEntry;
}

interface OpenCase {
  settlement: BureauEntry | null;
  reversal: BureauEntry | null;
  adjustments: BureauEntry[];
  rows: InstitutionEntry[];
}

/** Both sides by settlement. The ids of reversals and adjustments lead to what they correct. */
export function* caseBook(
  entries: readonly BureauEntry[],
  theirs: readonly InstitutionEntry[],
  scope: StatementScope,
): Steps<CaseBook> {
  const byBase = new Map<string, OpenCase>();
  const byId = new Map<string, OpenCase>();
  const within = new Set<BureauEntry>();
  yield* eachWithRests(entries, (entry) => {
    if (outOfScope(entry, scope) === null && isOfRole(entry, scope.role)) within.add(entry);
    const base = entry.corrects_settlement_id ?? entry.settlement_id;
    let open = byBase.get(base);
    if (open === undefined) {
      open = { settlement: null, reversal: null, adjustments: [], rows: [] };
      byBase.set(base, open);
      byId.set(base, open);
    }
    byId.set(entry.settlement_id, open);
    if (entry.kind === "settlement") open.settlement = entry;
    else if (entry.kind === "reversal") open.reversal = entry;
    else open.adjustments.push(entry);
  });
  const strangers: InstitutionEntry[] = [];
  yield* eachWithRests(theirs, (row) => {
    const open = byId.get(row.settlement_id);
    if (open === undefined) strangers.push(row);
    else open.rows.push(row);
  });
  const cases: SettlementCase[] = [];
  yield* eachWithRests(byBase.values(), (one) => cases.push(one));
  const inScope = (entry: BureauEntry | null): entry is BureauEntry =>
    entry !== null && within.has(entry);
  return { cases, strangers, inScope };
}

/** The rows of a case, each in the place that it is taken for. */
export interface AssignedRows {
  readonly settlement: InstitutionEntry | null;
  readonly refund: InstitutionEntry | null;
  /** Rows that name an adjustment, with it. */
  readonly adjustments: ReadonlyMap<BureauEntry, InstitutionEntry>;
  /** Rows for which there is no place left: doubles. */
  readonly extra: readonly InstitutionEntry[];
  /** The one row that is there is marked as refunded, without a row of its own for the refund. */
  readonly marked_refunded: boolean;
}

/**
 * What each row is about. Refunds come negative with the flag 1; programs also send them positive,
 * without the flag, or only mark the settlement, so what is there decides what is meant.
 */
export function assignRows(one: SettlementCase, inScope: CaseBook["inScope"]): AssignedRows {
  const adjustments = new Map<BureauEntry, InstitutionEntry>();
  const settlements: InstitutionEntry[] = [];
  const refunds: InstitutionEntry[] = [];
  const marked: InstitutionEntry[] = [];
  for (const row of one.rows) {
    const adjustment = adjustmentOf(one, row);
    if (adjustment !== null && !adjustments.has(adjustment)) adjustments.set(adjustment, row);
    else if (isNegative(row) || row.settlement_id === one.reversal?.settlement_id) {
      refunds.push(row);
    } else if (row.refund && row.total_fen === 0) refunds.push(row);
    else if (row.refund) marked.push(row);
    else settlements.push(row);
  }
  const marked_refunded =
    settlements.length === 0 &&
    refunds.length === 0 &&
    marked.length === 1 &&
    inScope(one.settlement);
  // A row with the flag 1 and a positive amount is the settlement where nothing else is.
  if (settlements.length === 0 && (marked_refunded || marked.length + refunds.length > 1)) {
    settlements.push(...marked.splice(0, 1));
  }
  refunds.push(...marked);
  bestFirst(settlements, one.settlement);
  bestFirst(refunds, one.reversal);
  // Twice positive where the bureau has a refund: the second is that refund with the wrong sign.
  const second = settlements[1];
  if (second !== undefined && refunds.length === 0 && isTurned(one.reversal, second)) {
    refunds.push(...settlements.splice(1, 1));
  }
  return {
    settlement: settlements[0] ?? null,
    refund: refunds[0] ?? null,
    adjustments,
    extra: [...settlements.slice(1), ...refunds.slice(1)],
    marked_refunded,
  };
}

function isTurned(reversal: BureauEntry | null, row: InstitutionEntry): boolean {
  return reversal !== null && oppositeAmounts(reversal, row);
}

/** A row that names an adjustment by its own id, or by what it moves. */
function adjustmentOf(one: SettlementCase, row: InstitutionEntry): BureauEntry | null {
  for (const adjustment of one.adjustments) {
    if (row.settlement_id === adjustment.settlement_id) return adjustment;
    if (row.total_fen === 0 && one.settlement?.total_fen !== 0 && sameAmounts(adjustment, row)) {
      return adjustment;
    }
  }
  return null;
}

function isNegative({ total_fen, fund_fen, account_fen }: InstitutionEntry): boolean {
  return total_fen < 0 || (total_fen === 0 && (fund_fen < 0 || account_fen < 0));
}

/** Of several rows for one entry, the one that agrees with it comes first. */
function bestFirst(rows: InstitutionEntry[], ours: BureauEntry | null): void {
  if (ours === null || rows.length < 2) return;
  const at = rows.findIndex(
    (row) =>
      row.person_no === ours.person_no && row.visit_id === ours.visit_id && sameAmounts(row, ours),
  );
  if (at > 0) rows.unshift(...rows.splice(at, 1));
}
