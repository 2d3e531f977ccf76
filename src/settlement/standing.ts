import { type CivilDate, isCivilDate, YibaoError } from "../kernel/index.ts";
import type { PersonRecord } from "../people/index.ts";
import { feeDay, placeOf } from "./charge-line.ts";
import type { ChargeBatch, Context, VisitFile } from "./command.ts";
import { type EffectiveSettlement, inForce } from "./settlement-record.ts";
import { type CivilTime, KIND_NAMES, type VisitKind, type VisitState } from "./visit.ts";
import { stateAfter, type VisitAction, type VisitFacts } from "./visit-state.ts";
import { isTypeOfKind } from "./visit-type.ts";

/** What every decision asks of its context first: the person, the visit, how far it has come. */

/** @throws YibaoError SETTLEMENT-PERSON-UNKNOWN */
export function personIn(context: Context, person_no: string): PersonRecord {
  if (context.record === null) throw new YibaoError("SETTLEMENT-PERSON-UNKNOWN", { person_no });
  return context.record;
}

/**
 * The visit, for the institution that registered it.
 * @throws YibaoError SETTLEMENT-VISIT-UNKNOWN | SETTLEMENT-VISIT-OTHER-INSTITUTION
 */
export function visitIn(
  context: Context,
  key: { readonly person_no: string; readonly visit_id: string | number },
  institution_code: string,
): VisitFile {
  if (context.file === null) {
    const { person_no, visit_id } = key;
    throw new YibaoError("SETTLEMENT-VISIT-UNKNOWN", { person_no, visit_id });
  }
  if (context.file.visit.institution_code !== institution_code) {
    const { visit_id } = key;
    throw new YibaoError("SETTLEMENT-VISIT-OTHER-INSTITUTION", { visit_id });
  }
  return context.file;
}

/**
 * The state of the visit after an act, when it is legal.
 * @throws YibaoError SETTLEMENT-VISIT-…
 */
export function moved(action: VisitAction, context: Context, file: VisitFile): VisitState {
  return stateAfter(action, file.visit, visitFacts(context, file));
}

export function visitFacts(context: Context, file: VisitFile): VisitFacts {
  const settlements = inForce(file.settlements);
  const final = settlements.filter(({ record }) => !record.interim);
  return {
    unsettled_lines: unsettledBatches(file).reduce((sum, batch) => sum + batch.lines.length, 0),
    in_force: lastId(settlements),
    final_in_force: lastId(final),
    open_stay: context.open_stay,
  };
}

export function unsettledBatches(file: VisitFile): ChargeBatch[] {
  return file.batches.filter((batch) => batch.settlement_id === null);
}

/** @throws YibaoError SETTLEMENT-VISIT-OTHER-KIND */
export function assertKind(file: VisitFile, kind: VisitKind, action: string): void {
  if (file.visit.kind === kind) return;
  throw new YibaoError("SETTLEMENT-VISIT-OTHER-KIND", {
    visit_id: file.visit.visit_id,
    kind: KIND_NAMES[file.visit.kind],
    action,
  });
}

/**
 * Refuses a business type that no visit of this kind has: a stay would be paid as a counter visit.
 * @throws YibaoError SETTLEMENT-VISIT-TYPE-KIND
 */
export function assertTypeOfKind(visit_type: string, kind: VisitKind): void {
  if (isTypeOfKind(visit_type, kind)) return;
  const name = kind === "outpatient" ? "门诊就诊" : KIND_NAMES[kind];
  throw new YibaoError("SETTLEMENT-VISIT-TYPE-KIND", { visit_type, kind: name });
}

/** @throws YibaoError SETTLEMENT-VISIT-SCHEME-DIFFERS */
export function assertScheme(file: VisitFile, insutype: string): void {
  const { visit_id, insutype: kept } = file.visit;
  if (kept === insutype) return;
  throw new YibaoError("SETTLEMENT-VISIT-SCHEME-DIFFERS", { visit_id, sent: insutype, kept });
}

/**
 * Refuses days of a visit that would leave lines outside of it.
 * @throws YibaoError SETTLEMENT-LINE-TIME-OUTSIDE
 */
export function assertLinesWithin(file: VisitFile, from: CivilDate, to: CivilDate | null): void {
  for (const { lines } of file.batches) {
    for (const line of lines) {
      const day = feeDay(line);
      if (day >= from && (to === null || day <= to)) continue;
      const details = { time: line.fee_at, from, to: to ?? "今" };
      throw new YibaoError("SETTLEMENT-LINE-TIME-OUTSIDE", details, placeOf(line));
    }
  }
}

const TIME_TEXT = /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** A civil time; a date alone is its midnight. @throws YibaoError SETTLEMENT-TIME */
export function civilTime(text: string): CivilTime {
  const time = text.length === 10 ? `${text} 00:00:00` : text;
  if (!TIME_TEXT.test(time) || !isCivilDate(time.slice(0, 10))) {
    throw new YibaoError("SETTLEMENT-TIME", { time: text });
  }
  return time;
}

/** A number that we gave out, as it comes back; null for what we never gave. */
export function givenNumber(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function lastId(settlements: readonly EffectiveSettlement[]): number | null {
  return settlements.at(-1)?.record.settlement_id ?? null;
}
