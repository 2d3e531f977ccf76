import { type CivilDate, chinaTime, YibaoError } from "../kernel/index.ts";
import type { Context, Decided, House, Message, VisitFile, Writes } from "./command.ts";
import { assertAdmits, contractedOn, enrolmentOn } from "./entitlement.ts";
import type {
  AdmitFacts,
  CancelRegistrationFacts,
  ChangeAdmissionFacts,
  DischargeFacts,
  RecordFacts,
  RegisterFacts,
  VisitKey,
  VisitOutcome,
} from "./request.ts";
import {
  assertLinesWithin,
  assertScheme,
  assertTypeOfKind,
  civilTime,
  moved,
  personIn,
  unsettledBatches,
  visitFacts,
  visitIn,
} from "./standing.ts";
import { type CivilTime, dayOf, mergedDiagnoses, type Visit } from "./visit.ts";
import { alreadyInHospital, assertNothingSettled } from "./visit-state.ts";

/** The acts on a visit that move no money. Each is pure: context in, writes or a refusal out. */

interface Asking {
  readonly message: Message;
  readonly now: Date;
}

/** Outpatient registration: allots the visit. */
export function decideRegister(
  context: Context,
  house: House,
  { message, now }: Asking,
  facts: RegisterFacts,
): Decided<VisitOutcome> {
  const begin_at = assertEntitled(context, house, message, now, facts);
  const visit: Visit = {
    person_no: facts.person_no,
    visit_id: context.ids.visit(),
    institution_code: message.institution_code,
    own_number: facts.own_number,
    kind: "outpatient",
    insutype: facts.insutype,
    visit_type: null,
    state: "registered",
    begin_at,
    end_at: null,
    emergency: false,
    disease: null,
    details: facts.details,
    diagnoses: [],
  };
  return decided(context, visit);
}

/** Cancels a registration; lines not settled go with it. */
export function decideCancelRegistration(
  context: Context,
  _house: House,
  { message }: Asking,
  facts: CancelRegistrationFacts,
): Decided<VisitOutcome> {
  const file = fileFor(context, facts, message);
  if (file.visit.own_number !== facts.own_number) {
    const { visit_id, own_number } = facts;
    throw new YibaoError("SETTLEMENT-VISIT-OTHER-NUMBER", { visit_id, own_number });
  }
  const state = moved("cancel-registration", context, file);
  const removed_batches = unsettledBatches(file).map((batch) => batch.batch_no);
  return decided(context, { ...file.visit, state }, { removed_batches });
}

/** Visit type, disease and diagnoses of an outpatient visit. */
export function decideRecord(
  context: Context,
  _house: House,
  { message, now }: Asking,
  facts: RecordFacts,
): Decided<VisitOutcome> {
  const file = fileFor(context, facts, message);
  const state = moved("record", context, file);
  const { visit } = file;
  assertTypeOfKind(facts.visit_type, "outpatient");
  const begin_at = notFuture(facts.begin_at, now);
  const retyped = visit.visit_type !== null && visit.visit_type !== facts.visit_type;
  if (retyped || dayOf(begin_at) !== dayOf(visit.begin_at)) {
    // What has been settled was decided by the type and the day.
    assertNothingSettled("record", visit, visitFacts(context, file));
    assertLinesWithin(file, dayOf(begin_at), null);
  }
  return decided(context, { ...described(visit, facts), state, begin_at });
}

/** The visit with what an upload says it is for. */
function described(visit: Visit, facts: RecordFacts | ChangeAdmissionFacts): Visit {
  return {
    ...visit,
    visit_type: facts.visit_type,
    emergency: facts.emergency,
    disease: facts.disease,
    details: { ...visit.details, ...facts.details },
    diagnoses: mergedDiagnoses(visit.diagnoses, facts.diagnoses),
  };
}

/** Admission: allots the visit, unless the person is in hospital already. */
export function decideAdmit(
  context: Context,
  house: House,
  { message, now }: Asking,
  facts: AdmitFacts,
): Decided<VisitOutcome> {
  const begin_at = assertEntitled(context, house, message, now, facts);
  assertAdmits(house.institutions, message.institution_code);
  assertTypeOfKind(facts.visit_type, "inpatient");
  if (context.open_stay !== null) throw alreadyInHospital(facts.person_no, context.open_stay);
  const visit: Visit = {
    person_no: facts.person_no,
    visit_id: context.ids.visit(),
    institution_code: message.institution_code,
    own_number: facts.own_number,
    kind: "inpatient",
    insutype: facts.insutype,
    visit_type: facts.visit_type,
    state: "admitted",
    begin_at,
    end_at: null,
    emergency: facts.emergency,
    disease: facts.disease,
    details: facts.details,
    diagnoses: mergedDiagnoses([], facts.diagnoses),
  };
  return decided(context, visit);
}

/** Corrects what was said at admission. With a settlement in force, only what it did not use. */
export function decideChangeAdmission(
  context: Context,
  house: House,
  { message, now }: Asking,
  facts: ChangeAdmissionFacts,
): Decided<VisitOutcome> {
  const file = fileFor(context, facts, message);
  const state = moved("change-admission", context, file);
  const { visit } = file;
  assertTypeOfKind(facts.visit_type, "inpatient");
  const begin_at = notFuture(facts.begin_at, now);
  const settles =
    visit.visit_type !== facts.visit_type ||
    dayOf(visit.begin_at) !== dayOf(begin_at) ||
    visit.disease !== facts.disease;
  // Interim settlements were decided by these: they would have to be taken back first.
  if (settles) assertNothingSettled("change-admission", visit, visitFacts(context, file));
  assertLinesWithin(file, dayOf(begin_at), null);
  const record = personIn(context, facts.person_no);
  enrolmentOn(record, visit.insutype, dayOf(begin_at), house.region);
  const { own_number } = facts;
  return decided(context, { ...described(visit, facts), state, begin_at, own_number });
}

export function decideDischarge(
  context: Context,
  _house: House,
  { message, now }: Asking,
  facts: DischargeFacts,
): Decided<VisitOutcome> {
  const file = fileFor(context, facts, message);
  const state = moved("discharge", context, file);
  assertScheme(file, facts.insutype);
  const { visit } = file;
  const end_at = notFuture(facts.end_at, now);
  if (end_at < visit.begin_at) {
    const { begin_at } = visit;
    throw new YibaoError("SETTLEMENT-DISCHARGE-EARLY", { end_at, begin_at });
  }
  assertLinesWithin(file, dayOf(visit.begin_at), dayOf(end_at));
  return decided(context, {
    ...visit,
    state,
    end_at,
    disease: facts.disease ?? visit.disease,
    details: { ...visit.details, ...facts.details },
    diagnoses: mergedDiagnoses(visit.diagnoses, facts.diagnoses),
  });
}

export function decideCancelDischarge(
  context: Context,
  _house: House,
  { message }: Asking,
  facts: VisitKey,
): Decided<VisitOutcome> {
  const file = fileFor(context, facts, message);
  const state = moved("cancel-discharge", context, file);
  const diagnoses = file.visit.diagnoses.filter((diagnosis) => diagnosis.stage !== "discharge");
  return decided(context, { ...file.visit, state, end_at: null, diagnoses });
}

export function decideCancelAdmission(
  context: Context,
  _house: House,
  { message }: Asking,
  facts: VisitKey,
): Decided<VisitOutcome> {
  const file = fileFor(context, facts, message);
  return decided(context, {
    ...file.visit,
    state: moved("cancel-admission", context, file),
  });
}

function fileFor(context: Context, key: VisitKey, message: Message): VisitFile {
  personIn(context, key.person_no);
  return visitIn(context, key, message.institution_code);
}

/** The time of the visit, when the person may be treated there on that day. */
function assertEntitled(
  context: Context,
  house: House,
  message: Message,
  now: Date,
  facts: { readonly person_no: string; readonly insutype: string; readonly begin_at: string },
): CivilTime {
  const record = personIn(context, facts.person_no);
  const begin_at = notFuture(facts.begin_at, now);
  const day: CivilDate = dayOf(begin_at);
  contractedOn(house.institutions, message.institution_code, day);
  enrolmentOn(record, facts.insutype, day, house.region);
  return begin_at;
}

/** @throws YibaoError SETTLEMENT-TIME | SETTLEMENT-VISIT-NOT-YET */
function notFuture(text: string, now: Date): CivilTime {
  const time = civilTime(text);
  // By the day: clocks of institutions run ahead by minutes.
  if (dayOf(time) > dayOf(chinaTime(now))) {
    throw new YibaoError("SETTLEMENT-VISIT-NOT-YET", { time });
  }
  return time;
}

function decided(context: Context, visit: Visit, writes: Writes = {}): Decided<VisitOutcome> {
  return {
    outcome: { person: personIn(context, visit.person_no).person, visit },
    visit_id: visit.visit_id,
    settlement_id: null,
    writes: { ...writes, visit },
  };
}
