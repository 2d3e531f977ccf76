import type { CivilDate } from "../../../src/kernel/index.ts";
import type {
  Admission,
  Discharge,
  Message,
  Output,
  Registration,
  VisitKey,
  VisitRecord,
} from "../messages.ts";
import { node } from "./answer-check.ts";
import type { BureauModel } from "./bureau-model.ts";
import { done, type Prediction, refused, type Transaction, transaction } from "./prediction.ts";
import { beginDay, unsettledLines, type VisitModel } from "./visit-model.ts";
import {
  entitledAt,
  linesLieWithin,
  openStayOf,
  settledProblem,
  stateProblem,
  visitOf,
} from "./visit-rules.ts";

/** 2201–2203, 2401–2405: a visit from its beginning to its end, without money. */

export const VISITS: readonly Transaction[] = [
  transaction<Registration>("2201", "change", predictRegistration),
  transaction<VisitKey>("2202", "change", predictCancelRegistration),
  transaction<VisitRecord>("2203", "change", predictRecord),
  transaction<Admission>("2401", "change", predictAdmission),
  transaction<Discharge>("2402", "change", predictDischarge),
  transaction<VisitKey>("2404", "change", (model, { data }, message) => {
    const found = visitOf(model, message, data);
    return "refused" in found ? found : cancelAdmission(found.visit);
  }),
  transaction<VisitKey>("2405", "change", predictCancelDischarge),
];

function predictRegistration(
  model: BureauModel,
  { data }: Registration,
  message: Message,
): Prediction {
  const problem = entitledAt(model, message, data);
  if (problem !== null) return problem;
  return allotted(model, (output) => ({
    ...newVisit(data, message, String(node(output, "data").mdtrt_id)),
    kind: "outpatient",
    own_number: data.ipt_otp_no,
    visit_type: null,
    state: "registered",
  }));
}

function predictAdmission(
  model: BureauModel,
  { mdtrtinfo }: Admission,
  message: Message,
): Prediction {
  const problem = entitledAt(model, message, mdtrtinfo);
  if (problem !== null) return problem;
  const person = model.people.get(mdtrtinfo.psn_no);
  if (person !== undefined && openStayOf(person) !== undefined) {
    return refused("SETTLEMENT-ALREADY-IN-HOSPITAL");
  }
  return allotted(model, (output) => ({
    ...newVisit(mdtrtinfo, message, String(node(output, "result").mdtrt_id)),
    kind: "inpatient",
    own_number: mdtrtinfo.ipt_no,
    visit_type: mdtrtinfo.med_type,
    state: "admitted",
    emergency: mdtrtinfo.exp_content?.includes('"IPT_TYPE":"2"') ?? false,
  }));
}

function newVisit(
  facts: { readonly psn_no: string; readonly insutype: string; readonly begntime: string },
  message: Message,
  id: string,
) {
  return {
    id,
    person_no: facts.psn_no,
    institution_code: message.institution.code,
    insutype: facts.insutype,
    begin_at: facts.begntime,
    end_at: null,
    emergency: false,
    disease: null,
    batches: [],
    settlements: [],
  };
}

function allotted(model: BureauModel, made: (output: Output) => VisitModel): Prediction {
  return {
    check: (output, found) => {
      const { id } = made(output);
      if (!/^\d+$/.test(id)) found.add(`mdtrt_id: got ${id}`);
      if (model.visits.has(id)) found.add(`mdtrt_id ${id} was given before`);
    },
    commit: (output) => {
      const visit = made(output);
      model.visits.set(visit.id, visit);
      model.people.get(visit.person_no)?.visits.push(visit);
      return { visit };
    },
  };
}

function predictCancelRegistration(
  model: BureauModel,
  { data }: VisitKey,
  message: Message,
): Prediction {
  const found = visitOf(model, message, data);
  if ("refused" in found) return found;
  const { visit } = found;
  if (visit.own_number !== data.ipt_otp_no) return refused("SETTLEMENT-VISIT-OTHER-NUMBER");
  const problem = stateProblem(visit, "outpatient", ["registered"]) ?? settledProblem(visit, false);
  if (problem !== null) return problem;
  return done(() => {
    visit.state = "cancelled";
    visit.batches = visit.batches.filter((batch) => batch.settlement !== null);
    return { visit };
  });
}

function predictRecord(
  model: BureauModel,
  { mdtrtinfo }: VisitRecord,
  message: Message,
): Prediction {
  const found = visitOf(model, message, mdtrtinfo);
  if ("refused" in found) return found;
  const { visit } = found;
  const problem = stateProblem(visit, "outpatient", ["registered"]);
  if (problem !== null) return problem;
  const day = mdtrtinfo.begntime.slice(0, 10) as CivilDate;
  if (day > model.calendar.today) return refused("SETTLEMENT-VISIT-NOT-YET");
  const retyped = visit.visit_type !== null && visit.visit_type !== mdtrtinfo.med_type;
  if (retyped || day !== beginDay(visit)) {
    const settled = settledProblem(visit, false);
    if (settled !== null) return settled;
    if (!linesLieWithin(visit, day, null)) return refused("SETTLEMENT-LINE-TIME-OUTSIDE");
  }
  return done(() => {
    visit.visit_type = mdtrtinfo.med_type;
    visit.begin_at = mdtrtinfo.begntime;
    visit.emergency = mdtrtinfo.med_type === "13";
    visit.disease = mdtrtinfo.dise_codg;
    return { visit };
  });
}

function predictDischarge(
  model: BureauModel,
  { dscginfo }: Discharge,
  message: Message,
): Prediction {
  const found = visitOf(model, message, dscginfo);
  if ("refused" in found) return found;
  const { visit } = found;
  const problem = stateProblem(visit, "inpatient", ["admitted"]);
  if (problem !== null) return problem;
  if (visit.insutype !== dscginfo.insutype) return refused("SETTLEMENT-VISIT-SCHEME-DIFFERS");
  const { endtime } = dscginfo;
  const day = endtime.slice(0, 10) as CivilDate;
  if (day > model.calendar.today) return refused("SETTLEMENT-VISIT-NOT-YET");
  if (endtime < visit.begin_at) return refused("SETTLEMENT-DISCHARGE-EARLY");
  if (!linesLieWithin(visit, beginDay(visit), day)) {
    return refused("SETTLEMENT-LINE-TIME-OUTSIDE");
  }
  return done(() => {
    visit.state = "discharged";
    visit.end_at = endtime;
    return { visit };
  });
}

function predictCancelDischarge(
  model: BureauModel,
  { data }: VisitKey,
  message: Message,
): Prediction {
  const found = visitOf(model, message, data);
  if ("refused" in found) return found;
  const { visit, person } = found;
  const problem = stateProblem(visit, "inpatient", ["discharged"]) ?? settledProblem(visit, true);
  if (problem !== null) return problem;
  if (openStayOf(person) !== undefined) return refused("SETTLEMENT-ALREADY-IN-HOSPITAL");
  return done(() => {
    visit.state = "admitted";
    visit.end_at = null;
    return { visit };
  });
}

export function cancelAdmission(visit: VisitModel): Prediction {
  const problem = stateProblem(visit, "inpatient", ["admitted"]) ?? settledProblem(visit, false);
  if (problem !== null) return problem;
  if (unsettledLines(visit).length > 0) return refused("SETTLEMENT-VISIT-HAS-LINES");
  return done(() => {
    visit.state = "cancelled";
    return { visit };
  });
}
