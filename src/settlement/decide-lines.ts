import { type CivilDate, chinaTime, type Rounding, YibaoError } from "../kernel/index.ts";
import { rulesOn } from "../policy/index.ts";
import { levelOn } from "../providers/index.ts";
import {
  type ChargeLine,
  type ChargeLineInput,
  chargeLine,
  checkLine,
  feeDay,
  type LineTerms,
  placeOf,
  refundLine,
} from "./charge-line.ts";
import type { ChargeBatch, Context, Decided, House, Message, VisitFile } from "./command.ts";
import { institutionOf } from "./entitlement.ts";
import type { CancelLinesFacts, UploadFacts, UploadOutcome, VisitOutcome } from "./request.ts";
import { moved, personIn, unsettledBatches, visitIn } from "./standing.ts";
import { dayOf, type Visit } from "./visit.ts";

/** Uploading and taking back charge lines. */

interface Asking {
  readonly message: Message;
  readonly now: Date;
}

/** What the institution's own code of each line stands for on its day; null: not mapped. */
export interface Mapped {
  readonly mapped_items: readonly (string | null)[];
}

/** A kept line and the settlement it is in, if any. */
export interface KnownLine {
  readonly line: ChargeLine;
  readonly settlement_id: number | null;
}

export function decideUpload(
  context: Context,
  house: House,
  { message, now }: Asking,
  facts: UploadFacts & Mapped,
): Decided<UploadOutcome> {
  personIn(context, facts.person_no);
  const file = visitIn(context, facts, message.institution_code);
  moved("upload-lines", context, file);
  const { visit } = file;
  if (facts.lines.length === 0) {
    throw new YibaoError("SETTLEMENT-NO-LINES", { visit_id: visit.visit_id });
  }
  const terms = lineTerms(house, visit);
  const during = feePeriod(visit, now);
  const known = knownLines(file);
  const lines = facts.lines.map((sent, index) => {
    const line = acceptedLine(sent, facts.mapped_items[index] ?? null, known, terms, during);
    known.set(line.serial, { line, settlement_id: null });
    return line;
  });
  const batches =
    visit.kind === "inpatient"
      ? [batchOf(visit, nextBatchNo(file), lines)]
      : outpatientBatches(file, facts.lines, lines);
  return {
    outcome: { visit, lines },
    visit_id: visit.visit_id,
    settlement_id: null,
    writes: { batches },
  };
}

/** Lines not settled are taken out, by batch, by serial number, or all of them. */
export function decideCancelLines(
  context: Context,
  _house: House,
  { message }: Asking,
  facts: CancelLinesFacts,
): Decided<VisitOutcome> {
  const { person } = personIn(context, facts.person_no);
  const file = visitIn(context, facts, message.institution_code);
  moved("cancel-lines", context, file);
  const gone = cancelledSerials(file, facts.which);
  assertNoRefundLeft(file, gone);
  const removed_batches: string[] = [];
  const batches: ChargeBatch[] = [];
  for (const batch of withoutLines(unsettledBatches(file), gone)) {
    if (batch.lines.length === 0) removed_batches.push(batch.batch_no);
    else batches.push(batch);
  }
  return {
    outcome: { person, visit: file.visit },
    visit_id: file.visit.visit_id,
    settlement_id: null,
    writes: { batches, removed_batches },
  };
}

/** Looks up what the catalogue says of a line on the day of its fee. */
export type TermsOf = (
  line: ChargeLineInput,
  mapped_item: string | null,
) => { terms: LineTerms; rounding: Rounding };

export function lineTerms(
  house: House,
  visit: Pick<Visit, "institution_code" | "insutype">,
): TermsOf {
  const institution = institutionOf(house.institutions, visit.institution_code);
  return (line, mapped) => {
    const day = feeDay(line);
    const rules = rulesOn(house.region, day);
    const { own_code } = line;
    if (mapped === null && rules.unmapped_item === "reject") {
      throw new YibaoError("SETTLEMENT-LINE-UNMAPPED", { own_code, day }, placeOf(line));
    }
    const item_code = line.item_code === "" ? (mapped ?? "") : line.item_code;
    if (mapped !== null && mapped !== item_code) {
      const details = { own_code, mapped, item_code };
      throw new YibaoError("SETTLEMENT-LINE-MAPPING-DIFFERS", details, placeOf(line));
    }
    const level = levelOn(institution, day);
    const terms = house.catalogue.entryOn(item_code, day, visit.insutype, level);
    if (terms === null) {
      throw new YibaoError("SETTLEMENT-LINE-ITEM-UNKNOWN", { item_code, day }, placeOf(line));
    }
    // Where the region pays nothing for what is not mapped, the line is the person's own.
    return {
      terms: mapped === null ? { ...terms, class: "C" } : terms,
      rounding: rules.rounding,
    };
  };
}

/** Days on which fees of the visit may arise. */
export interface FeePeriod {
  readonly from: CivilDate;
  /** Last day, included. */
  readonly to: CivilDate;
}

/**
 * Checks a line against the others of its visit, and splits it.
 * @throws YibaoError SETTLEMENT-LINE-… | SETTLEMENT-REFUND-…
 */
export function acceptedLine(
  input: ChargeLineInput,
  mapped_item: string | null,
  known: ReadonlyMap<string, KnownLine>,
  termsOf: TermsOf,
  during: FeePeriod,
): ChargeLine {
  const where = placeOf(input);
  checkLine(input);
  if (known.has(input.serial)) throw new YibaoError("SETTLEMENT-LINE-SERIAL-TWICE", {}, where);
  const day = feeDay(input);
  if (day < during.from || day > during.to) {
    const details = { time: input.fee_at, from: during.from, to: during.to };
    throw new YibaoError("SETTLEMENT-LINE-TIME-OUTSIDE", details, where);
  }
  if (input.refunds_serial === null) {
    const { terms, rounding } = termsOf(input, mapped_item);
    return chargeLine(input, terms, rounding);
  }
  const original = known.get(input.refunds_serial);
  if (original === undefined || original.line.refunds_serial !== null) {
    throw new YibaoError("SETTLEMENT-REFUND-UNKNOWN", { serial: input.refunds_serial }, where);
  }
  if (original.settlement_id !== null) {
    const details = { serial: input.refunds_serial, settlement_id: original.settlement_id };
    throw new YibaoError("SETTLEMENT-REFUND-SETTLED", details, where);
  }
  const earlier = [...known.values()]
    .map(({ line }) => line)
    .filter((line) => line.refunds_serial === input.refunds_serial);
  return refundLine(input, original.line, earlier);
}

function feePeriod(visit: Visit, now: Date): FeePeriod {
  const today = dayOf(chinaTime(now));
  const end = visit.end_at === null ? today : dayOf(visit.end_at);
  return { from: dayOf(visit.begin_at), to: end };
}

function knownLines(file: VisitFile): Map<string, KnownLine> {
  const known = new Map<string, KnownLine>();
  for (const { lines, settlement_id } of file.batches) {
    for (const line of lines) known.set(line.serial, { line, settlement_id });
  }
  return known;
}

/** Uploads of a stay are numbered; numbers of taken-back uploads may come again. */
function nextBatchNo(file: VisitFile): string {
  const last = Math.max(0, ...file.batches.map((batch) => Number(batch.batch_no)));
  return String(last + 1);
}

/** Lines of one batch come in one call; a call may hold several batches. */
function outpatientBatches(
  file: VisitFile,
  sent: UploadFacts["lines"],
  lines: readonly ChargeLine[],
): ChargeBatch[] {
  const byNumber = new Map<string, ChargeLine[]>();
  for (const [index, line] of lines.entries()) {
    const batch_no = sent[index]?.batch_no ?? "";
    if (batch_no === "") throw new YibaoError("SETTLEMENT-BATCH-MISSING", {}, placeOf(line));
    const known = file.batches.find((batch) => batch.batch_no === batch_no);
    if (known?.settlement_id != null) {
      const { settlement_id } = known;
      throw new YibaoError("SETTLEMENT-BATCH-SETTLED", { batch_no, settlement_id });
    }
    if (known !== undefined) throw new YibaoError("SETTLEMENT-BATCH-EXISTS", { batch_no });
    const together = byNumber.get(batch_no);
    if (together === undefined) byNumber.set(batch_no, [line]);
    else together.push(line);
  }
  return [...byNumber].map(([batch_no, together]) => batchOf(file.visit, batch_no, together));
}

export function batchOf(visit: Visit, batch_no: string, lines: readonly ChargeLine[]): ChargeBatch {
  const { person_no, visit_id } = visit;
  const diseases = [...new Set(lines.flatMap((line) => line.disease ?? []))];
  const [first = null, second] = diseases;
  if (first !== null && second !== undefined && visit.kind !== "inpatient") {
    throw new YibaoError("SETTLEMENT-BATCH-DISEASES", { batch_no, first, second });
  }
  return { person_no, visit_id, batch_no, disease: first, lines, settlement_id: null };
}

function cancelledSerials(file: VisitFile, which: CancelLinesFacts["which"]): Set<string> {
  const { visit_id } = file.visit;
  const open = unsettledBatches(file);
  const serialsOf = (batches: readonly ChargeBatch[]) =>
    new Set(batches.flatMap((batch) => batch.lines.map((line) => line.serial)));
  if (which.by === "all") return serialsOf(open);
  if (which.by === "batch") {
    const { batch_no } = which;
    const batch = file.batches.find((one) => one.batch_no === batch_no);
    if (batch === undefined) {
      throw new YibaoError("SETTLEMENT-BATCH-UNKNOWN", { visit_id, batch_no });
    }
    if (batch.settlement_id !== null) {
      const { settlement_id } = batch;
      throw new YibaoError("SETTLEMENT-BATCH-SETTLED", { batch_no, settlement_id });
    }
    return serialsOf([batch]);
  }
  for (const serial of which.serials) {
    const batch = file.batches.find((one) => one.lines.some((line) => line.serial === serial));
    if (batch === undefined) throw new YibaoError("SETTLEMENT-LINE-UNKNOWN", { serial });
    if (batch.settlement_id !== null) {
      const { settlement_id } = batch;
      throw new YibaoError("SETTLEMENT-LINE-SETTLED", { serial, settlement_id });
    }
  }
  return new Set(which.serials);
}

/**
 * The batches that change when lines go. Refunds of the same line that stay are reckoned anew,
 * because each was reckoned on what the ones before it had left.
 */
function withoutLines(batches: readonly ChargeBatch[], gone: ReadonlySet<string>): ChargeBatch[] {
  const known = new Map<string, ChargeLine>();
  const again = new Set<string>();
  for (const line of batches.flatMap((batch) => batch.lines)) {
    if (!gone.has(line.serial)) known.set(line.serial, line);
    else if (line.refunds_serial !== null) again.add(line.refunds_serial);
  }
  const refunds = new Map<string, ChargeLine[]>();
  const reckoned = (line: ChargeLine): ChargeLine => {
    const original = line.refunds_serial === null ? undefined : known.get(line.refunds_serial);
    if (original === undefined || !again.has(original.serial)) return line;
    const earlier = refunds.get(original.serial) ?? [];
    const refund = refundLine(line, original, earlier);
    refunds.set(original.serial, [...earlier, refund]);
    return refund;
  };
  return batches
    .map((batch) => ({
      before: batch,
      after: {
        ...batch,
        lines: batch.lines.filter((line) => !gone.has(line.serial)).map(reckoned),
      },
    }))
    .filter(({ before, after }) => before.lines.some((line, at) => line !== after.lines[at]))
    .map(({ after }) => after);
}

/** A refund must not outlive what it refunds. */
function assertNoRefundLeft(file: VisitFile, gone: ReadonlySet<string>): void {
  for (const { lines } of file.batches) {
    for (const line of lines) {
      const serial = line.refunds_serial;
      if (serial === null || !gone.has(serial) || gone.has(line.serial)) continue;
      throw new YibaoError("SETTLEMENT-LINE-REFUNDED", { serial, refund: line.serial });
    }
  }
}
