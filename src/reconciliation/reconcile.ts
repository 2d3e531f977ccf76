import { type CivilDate, YibaoError } from "../kernel/index.ts";
import { findStatementRows, readStatement, type StatementRow } from "../settlement/index.ts";
import type { Store } from "../store/index.ts";
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
  const elsewhere = await findStatementRows(store, namedElsewhere(rows, theirs));
  const known = new Set(rows.map(({ settlement_id }) => settlement_id));
  const others = elsewhere.filter(({ settlement_id }) => !known.has(settlement_id));
  const entries = [...rows, ...others].map(entryOf);
  return compareEntries(entries, theirs, scope);
}

/**
 * What has to be looked up beyond the period: what the institution names and the period does not
 * have, and what a reversal or an adjustment of the period is about.
 */
function namedElsewhere(
  rows: readonly StatementRow[],
  theirs: readonly InstitutionEntry[],
): { person_no: string; settlement_id: number }[] {
  const inPeriod = new Set(rows.map(({ settlement_id }) => String(settlement_id)));
  const named = new Map<string, { person_no: string; settlement_id: number }>();
  for (const { person_no, settlement_id } of theirs) {
    if (inPeriod.has(settlement_id) || !/^\d{1,15}$/.test(settlement_id)) continue;
    named.set(`${person_no}\n${settlement_id}`, {
      person_no,
      settlement_id: Number(settlement_id),
    });
  }
  for (const { person_no, corrects_settlement_id: id } of rows) {
    if (id === null || inPeriod.has(String(id))) continue;
    named.set(`${person_no}\n${id}`, { person_no, settlement_id: id });
  }
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
