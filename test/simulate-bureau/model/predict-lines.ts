import type { CivilDate } from "../../../src/kernel/index.ts";
import type { LineKeys, Message, SentLine, Upload, VisitKey } from "../messages.ts";
import { rows } from "./answer-check.ts";
import type { BureauModel } from "./bureau-model.ts";
import type { LineModel } from "./line.ts";
import { readLine } from "./line-model.ts";
import { compareLines } from "./predict-settle.ts";
import {
  done,
  type Prediction,
  type Refused,
  refused,
  type Transaction,
  transaction,
} from "./prediction.ts";
import { beginDay, type VisitModel } from "./visit-model.ts";
import { settledProblem, stateProblem, visitOf } from "./visit-rules.ts";

/** 2204/2205, 2301/2302: charge lines uploaded and taken back. */

export const LINES: readonly Transaction[] = [
  transaction<Upload>("2204", "change", predictUpload),
  transaction<VisitKey>("2205", "change", predictCancelBatch),
  transaction<Upload>("2301", "change", predictUpload),
  transaction<LineKeys>("2302", "change", predictCancelLines),
];

const EVERYTHING = "0000";

function predictUpload(model: BureauModel, { feedetail }: Upload, message: Message): Prediction {
  const { psn_no = "", mdtrt_id = "" } = feedetail[0] ?? {};
  const found = visitOf(model, message, { psn_no, mdtrt_id });
  if ("refused" in found) return found;
  const { visit } = found;
  const problem =
    visit.kind === "inpatient"
      ? (stateProblem(visit, "any", ["admitted", "discharged"]) ?? settledProblem(visit, true))
      : stateProblem(visit, "outpatient", ["registered"]);
  if (problem !== null) return problem;
  const read = readLines(model, visit, feedetail);
  if ("refused" in read) return read;
  const { lines } = read;
  const batches = visit.kind === "inpatient" ? null : batchNumbers(visit, feedetail);
  if (batches !== null && "refused" in batches) return batches;
  return {
    check: (output, found) => compareLines(lines, rows(output, "result"), found),
    commit: () => {
      addBatches(visit, feedetail, lines);
      return { visit };
    },
  };
}

function readLines(
  model: BureauModel,
  visit: VisitModel,
  sent: readonly SentLine[],
): { readonly lines: LineModel[] } | Refused {
  const to = (visit.end_at?.slice(0, 10) ?? model.calendar.today) as CivilDate;
  const during = { from: beginDay(visit), to };
  const known = visit.batches.flatMap((batch) =>
    batch.lines.map((line) => ({ line, settled: batch.settlement !== null })),
  );
  const lines: LineModel[] = [];
  for (const one of sent) {
    const reading = readLine(model, visit, one, known, during);
    if ("refused" in reading) return reading;
    known.push({ line: reading.line, settled: false });
    lines.push(reading.line);
  }
  return { lines };
}

function batchNumbers(
  visit: VisitModel,
  sent: readonly SentLine[],
): Refused | { readonly fresh: true } {
  for (const { chrg_bchno } of sent) {
    const batch = visit.batches.find((one) => one.batch_no === chrg_bchno);
    if (batch === undefined) continue;
    const settled = batch.settlement !== null;
    return refused(settled ? "SETTLEMENT-BATCH-SETTLED" : "SETTLEMENT-BATCH-EXISTS");
  }
  return { fresh: true };
}

/** Uploads of a stay are numbered in order; an outpatient's batches are the institution's own. */
function addBatches(
  visit: VisitModel,
  sent: readonly SentLine[],
  lines: readonly LineModel[],
): void {
  if (visit.kind === "inpatient") {
    const last = Math.max(0, ...visit.batches.map((batch) => Number(batch.batch_no)));
    visit.batches.push({ batch_no: String(last + 1), lines: [...lines], settlement: null });
    return;
  }
  for (const [index, line] of lines.entries()) {
    const batch_no = sent[index]?.chrg_bchno ?? "";
    const batch = visit.batches.find((one) => one.batch_no === batch_no);
    if (batch === undefined) visit.batches.push({ batch_no, lines: [line], settlement: null });
    else batch.lines.push(line);
  }
}

function predictCancelBatch(model: BureauModel, { data }: VisitKey, message: Message): Prediction {
  const found = visitOf(model, message, data);
  if ("refused" in found) return found;
  const { visit } = found;
  const problem = stateProblem(visit, "outpatient", ["registered"]);
  if (problem !== null) return problem;
  const { chrg_bchno } = data;
  if (chrg_bchno === EVERYTHING) return done(() => removed(visit, () => true));
  const batch = visit.batches.find((one) => one.batch_no === chrg_bchno);
  if (batch === undefined) return refused("SETTLEMENT-BATCH-UNKNOWN");
  if (batch.settlement !== null) return refused("SETTLEMENT-BATCH-SETTLED");
  return done(() => removed(visit, (line) => batch.lines.includes(line)));
}

function predictCancelLines(model: BureauModel, { data }: LineKeys, message: Message): Prediction {
  const { psn_no = "", mdtrt_id = "" } = data[0] ?? {};
  const found = visitOf(model, message, { psn_no, mdtrt_id });
  if ("refused" in found) return found;
  const { visit } = found;
  const problem = stateProblem(visit, "inpatient", ["admitted", "discharged"]);
  if (problem !== null) return problem;
  const serials = data.map((row) => row.feedetl_sn);
  if (serials.includes(EVERYTHING)) return done(() => removed(visit, () => true));
  for (const serial of serials) {
    const batch = visit.batches.find((one) => one.lines.some((line) => line.serial === serial));
    if (batch === undefined) return refused("SETTLEMENT-LINE-UNKNOWN");
    if (batch.settlement !== null) return refused("SETTLEMENT-LINE-SETTLED");
  }
  const all = visit.batches.flatMap((batch) => batch.lines);
  const left = all.some(
    (line) =>
      line.refunds !== null && serials.includes(line.refunds) && !serials.includes(line.serial),
  );
  if (left) return refused("SETTLEMENT-LINE-REFUNDED");
  return done(() => removed(visit, (line) => serials.includes(line.serial)));
}

function removed(visit: VisitModel, isGone: (line: LineModel) => boolean) {
  for (const batch of visit.batches) {
    if (batch.settlement === null) batch.lines = batch.lines.filter((line) => !isGone(line));
  }
  visit.batches = visit.batches.filter((batch) => batch.lines.length > 0);
  return { visit };
}
