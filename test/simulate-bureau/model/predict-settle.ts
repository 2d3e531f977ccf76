import { type CivilDate, laterDay } from "../../../src/kernel/index.ts";
import type {
  InpatientBill,
  Message,
  OutpatientBill,
  Output,
  Purchase,
  SentBill,
} from "../messages.ts";
import { checkFigures, checkHead, node, rows } from "./answer-check.ts";
import type { BureauModel } from "./bureau-model.ts";
import type { Differences } from "./differences.ts";
import type { LineModel } from "./line.ts";
import { readLine } from "./line-model.ts";
import {
  isRefused,
  type Prediction,
  refused,
  type Transaction,
  transaction,
} from "./prediction.ts";
import { type Bill, type Charged, reckon, settleInModel } from "./settle-model.ts";
import { beginDay, unsettledLines, type VisitModel } from "./visit-model.ts";
import { settledProblem, stateProblem, visitOf } from "./visit-rules.ts";

/** 2101/2102, 2206/2207, 2303/2304: trials and settlements, by the same prediction. */

export const SETTLING: readonly Transaction[] = [
  transaction<Purchase>("2101", "query", (model, input, message) =>
    predictPurchase(model, input, message, true),
  ),
  transaction<Purchase>("2102", "change", (model, input, message) =>
    predictPurchase(model, input, message, false),
  ),
  transaction<OutpatientBill>("2206", "query", (model, input, message) =>
    predictOutpatient(model, input, message, true),
  ),
  transaction<OutpatientBill>("2207", "change", (model, input, message) =>
    predictOutpatient(model, input, message, false),
  ),
  transaction<InpatientBill>("2303", "query", (model, input, message) =>
    predictInpatient(model, input, message, true),
  ),
  transaction<InpatientBill>("2304", "change", (model, input, message) =>
    predictInpatient(model, input, message, false),
  ),
];

function predictPurchase(
  model: BureauModel,
  { druginfo, drugdetail }: Purchase,
  message: Message,
  trial: boolean,
): Prediction {
  const day = druginfo.begntime.slice(0, 10) as CivilDate;
  if (day > model.calendar.today) return refused("SETTLEMENT-VISIT-NOT-YET");
  const visit = purchaseVisit(druginfo, message.institution.code);
  const lines: LineModel[] = [];
  for (const sent of drugdetail) {
    const known = lines.map((line) => ({ line, settled: false }));
    const reading = readLine(model, visit, sent, known, { from: day, to: day });
    if ("refused" in reading) return reading;
    lines.push(reading.line);
  }
  const person = model.people.get(druginfo.psn_no);
  if (person === undefined) return refused("SETTLEMENT-PERSON-UNKNOWN");
  visit.batches = [{ batch_no: "1", lines, settlement: null }];
  const { med_type: visit_type } = druginfo;
  const charged = { person, visit, visit_type, lines, begin: day, end: day, bill: druginfo };
  return predicted(model, message, charged, trial, false);
}

function purchaseVisit(
  druginfo: SentBill & { readonly med_type: string; readonly begntime: string },
  institution_code: string,
): VisitModel {
  return {
    id: "",
    person_no: druginfo.psn_no,
    institution_code,
    kind: "pharmacy",
    insutype: druginfo.insutype,
    own_number: "",
    visit_type: druginfo.med_type,
    state: "registered",
    begin_at: druginfo.begntime,
    end_at: druginfo.begntime,
    emergency: false,
    disease: null,
    batches: [],
    settlements: [],
  };
}

function predictOutpatient(
  model: BureauModel,
  { data }: OutpatientBill,
  message: Message,
  trial: boolean,
): Prediction {
  const found = visitOf(model, message, data);
  if ("refused" in found) return found;
  const { person, visit } = found;
  if (visit.insutype !== data.insutype) return refused("SETTLEMENT-VISIT-SCHEME-DIFFERS");
  const problem = stateProblem(visit, "outpatient", ["registered"]);
  if (problem !== null) return problem;
  if (visit.visit_type !== null && visit.visit_type !== data.med_type) {
    return refused("SETTLEMENT-VISIT-TYPE-DIFFERS");
  }
  if (visit.batches.length === 0) return refused("SETTLEMENT-NO-LINES");
  const batch = visit.batches.find((one) => one.batch_no === data.chrg_bchno);
  if (batch === undefined) return refused("SETTLEMENT-BATCH-UNKNOWN");
  if (batch.settlement !== null) return refused("SETTLEMENT-BATCH-SETTLED");
  const begin = beginDay(visit);
  const { lines } = batch;
  const charged = {
    person,
    visit,
    visit_type: data.med_type,
    lines,
    begin,
    end: begin,
    bill: data,
  };
  return predicted(model, message, charged, trial, false);
}

function predictInpatient(
  model: BureauModel,
  { data }: InpatientBill,
  message: Message,
  trial: boolean,
): Prediction {
  const found = visitOf(model, message, data);
  if ("refused" in found) return found;
  const { person, visit } = found;
  if (visit.insutype !== data.insutype) return refused("SETTLEMENT-VISIT-SCHEME-DIFFERS");
  const interim = data.mid_setl_flag === "1";
  const legal = trial
    ? (["admitted", "discharged"] as const)
    : ([interim ? "admitted" : "discharged"] as const);
  const problem =
    stateProblem(visit, "inpatient", legal) ??
    (trial || !interim ? settledProblem(visit, true) : null);
  if (problem !== null) return problem;
  const begin = beginDay(visit);
  const today = model.calendar.today;
  const said = (visit.end_at?.slice(0, 10) ?? data.dscgTime ?? today) as CivilDate;
  const charged: Charged = {
    person,
    visit,
    visit_type: visit.visit_type ?? "",
    lines: unsettledLines(visit),
    begin,
    end: laterDay(said, begin),
    bill: data,
  };
  return predicted(model, message, charged, trial, interim);
}

function predicted(
  model: BureauModel,
  message: Message,
  charged: Charged,
  trial: boolean,
  interim: boolean,
): Prediction {
  const bill = reckon(model, charged);
  if (isRefused(bill as Prediction)) return bill as Prediction;
  const settled = bill as Bill;
  return {
    check: (output, found) => {
      checkFigures(model.region, settled.split, output, found);
      checkHead(model, charged, settled, message.msgid, output, found);
      checkLines(charged, output, found);
      if (!trial) checkNumbers(model, charged, output, found);
    },
    commit: (output) => {
      if (trial) return {};
      const visit = keptVisit(model, charged, output);
      const id = String(node(output, "setlinfo").setl_id);
      const facts = { id, msgid: message.msgid, interim };
      const settlement = settleInModel(model, { ...charged, visit }, settled, facts);
      return { visit, settlement };
    },
  };
}

/** A purchase becomes a visit with its settlement. */
function keptVisit(model: BureauModel, { person, visit }: Charged, output: Output): VisitModel {
  if (visit.kind !== "pharmacy") return visit;
  const kept = { ...visit, id: String(node(output, "setlinfo").mdtrt_id) };
  model.visits.set(kept.id, kept);
  person.visits.push(kept);
  return kept;
}

/** A purchase answers how each line was split. */
function checkLines({ visit, lines }: Charged, output: Output, found: Differences): void {
  if (visit.kind !== "pharmacy") return;
  compareLines(lines, rows(output, "detlcutinfo"), found);
}

export function compareLines(
  lines: readonly LineModel[],
  answered: readonly Output[],
  found: Differences,
): void {
  found.same("lines answered", lines.length, answered.length);
  for (const { serial, amount_fen, amounts } of lines) {
    const row = answered.find((one) => String(one.feedetl_sn) === serial);
    found.amount(`line ${serial} amount`, amount_fen, row?.det_item_fee_sumamt);
    found.amount(`line ${serial} own pay`, amounts.full_self, row?.fulamt_ownpay_amt);
    found.amount(`line ${serial} over the ceiling`, amounts.over_limit, row?.overlmt_amt);
    found.amount(`line ${serial} first share`, amounts.first_self, row?.preselfpay_amt);
    found.amount(`line ${serial} in scope`, amounts.in_scope, row?.inscp_scp_amt);
  }
}

/** A new settlement has a number that no other had, of the visit that was asked about. */
function checkNumbers(
  model: BureauModel,
  { visit, person }: Charged,
  output: Output,
  found: Differences,
): void {
  const { setl_id, mdtrt_id } = node(output, "setlinfo");
  if (!/^\d+$/.test(String(setl_id))) found.add(`setlinfo.setl_id: got ${String(setl_id)}`);
  const used = person.visits.some((one) => one.settlements.some(({ id }) => id === setl_id));
  if (used) found.add(`setlinfo.setl_id ${String(setl_id)} was given before`);
  if (visit.kind !== "pharmacy") found.same("setlinfo.mdtrt_id", visit.id, mdtrt_id);
  else if (model.visits.has(String(mdtrt_id))) found.add("setlinfo.mdtrt_id was given before");
}
