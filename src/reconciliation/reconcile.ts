import { type CivilDate, YibaoError } from "../kernel/index.ts";
import { findStatementRows, readStatement, type StatementRow } from "../settlement/index.ts";
import {
  eachWithRests,
  inSlices,
  mappedWithRests,
  type Steps,
  type Store,
  sortedWithRests,
} from "../store/index.ts";
import { type Comparison, compareEntries } from "./compare.ts";
import { ENTRIES_MAX } from "./entry-file.ts";
import type { BureauEntry, InstitutionEntry, StatementScope } from "./statement-entry.ts";

/**
 * The bureau's entries of a period against an institution's. Reads only.
 * @throws YibaoError RECONCILIATION-PERIOD | RECONCILIATION-TOO-MANY-ENTRIES
 */
export async function reconcileEntries(
  store: Store,
  scope: StatementScope,
  theirs: readonly InstitutionEntry[],
): Promise<Comparison> {
  const { from, to } = scope;
  if (to < from) {
    const details = { from, to, action: "对账", reason: "结束日期早于开始日期" };
    throw new YibaoError("RECONCILIATION-PERIOD", details);
  }
  const filter = { ...scope, days: [{ from, to }] };
  const rows = await readStatement(store, filter, ENTRIES_MAX + 1);
  if (rows.length > ENTRIES_MAX) {
    throw new YibaoError("RECONCILIATION-TOO-MANY-ENTRIES", { entries_max: ENTRIES_MAX });
  }
  const elsewhere = await findStatementRows(store, await inSlices(namedElsewhere(rows, theirs)));
  return inSlices(compareRows(rows, elsewhere, theirs, scope));
}

function* compareRows(
  rows: readonly StatementRow[],
  elsewhere: readonly StatementRow[],
  theirs: readonly InstitutionEntry[],
  scope: StatementScope,
): Steps<Comparison> {
  const entries = yield* mappedWithRests(rows, entryOf);
  const known = yield* idsOf(rows);
  const ordered = yield* sortedWithRests(elsewhere, bySettling);
  yield* eachWithRests(ordered, (row) => {
    if (!known.has(String(row.settlement_id))) entries.push(entryOf(row));
  });
  return yield* compareEntries(entries, theirs, scope);
}

function* idsOf(rows: readonly StatementRow[]): Steps<Set<string>> {
  const ids = new Set<string>();
  yield* eachWithRests(rows, ({ settlement_id }) => ids.add(String(settlement_id)));
  return ids;
}

function bySettling(a: StatementRow, b: StatementRow): number {
  if (a.settled_at !== b.settled_at) return a.settled_at < b.settled_at ? -1 : 1;
  return a.settlement_id - b.settlement_id;
}

/**
 * What has to be looked up beyond the period: what the institution names and the period does not
 * have, and what a reversal or an adjustment of the period is about.
 */
function* namedElsewhere(
  rows: readonly StatementRow[],
  theirs: readonly InstitutionEntry[],
): Steps<{ person_no: string; settlement_id: number }[]> {
  const inPeriod = yield* idsOf(rows);
  const named = new Map<string, { person_no: string; settlement_id: number }>();
  yield* eachWithRests(theirs, ({ person_no, settlement_id }) => {
    if (inPeriod.has(settlement_id) || !/^\d{1,15}$/.test(settlement_id)) return;
    named.set(`${person_no}\n${settlement_id}`, {
      person_no,
      settlement_id: Number(settlement_id),
    });
  });
  yield* eachWithRests(rows, ({ person_no, corrects_settlement_id: id }) => {
    if (id === null || inPeriod.has(String(id))) return;
    named.set(`${person_no}\n${id}`, { person_no, settlement_id: id });
  });
  return [...named.values()];
}

function entryOf(row: StatementRow): BureauEntry {
  const { corrects_settlement_id, settlement_id, visit_id, ...rest } = row;
  return {
    ...rest,
    settlement_id: String(settlement_id),
    visit_id: String(visit_id),
    corrects_settlement_id: corrects_settlement_id === null ? null : String(corrects_settlement_id),
    day: row.settled_at.slice(0, 10) as CivilDate,
  };
}
