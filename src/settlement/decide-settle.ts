import {
  type CivilDate,
  chinaTime,
  type Fen,
  fen,
  YibaoError,
  yuanFromFen,
} from "../kernel/index.ts";
import type { Enrolment, PersonRecord, StateMove } from "../people/index.ts";
import type { AccountUse, Place } from "../policy/index.ts";
import { owedInstitution } from "./agency-code.ts";
import type { Bill, SettledBill, StayToDate } from "./bill.ts";
import { billLines, type ChargeLine, totalOf } from "./charge-line.ts";
import { clearingTypeOf } from "./clearing-type.ts";
import type { ChargeBatch, Context, Decided, House, Message, VisitFile } from "./command.ts";
import {
  assertDesignated,
  assertLiabilityDecided,
  certifiedDisease,
  contractedOn,
  enrolmentOn,
  type InstitutionFacts,
  payingAccounts,
  placeOf,
  timelineOf,
} from "./entitlement.ts";
import { movedYears } from "./person-state.ts";
import { entriesOf } from "./posting.ts";
import { movementsOf } from "./replay.ts";
import type {
  SentSums,
  SettleInpatientFacts,
  SettlementView,
  SettleOutpatientFacts,
} from "./request.ts";
import {
  type AccountMovement,
  inForce,
  rowOf,
  type SettlementRecord,
  type SettlementRow,
} from "./settlement-record.ts";
import {
  assertKind,
  assertScheme,
  assertTypeOfKind,
  moved,
  personIn,
  unsettledBatches,
  visitIn,
} from "./standing.ts";
import { dayOf, type Visit } from "./visit.ts";
import { nationalVisitType } from "./visit-type.ts";

/**
 * Settling: the same facts by the same function, whether for a trial (which writes nothing) or for
 * good. A trial therefore answers exactly what the settlement will.
 */

/** Who asks, and whether it is for good. */
export interface SettleAsking {
  readonly message: Message;
  readonly now: Date;
  readonly trial: boolean;
}

/** Everything that settling needs to know, whatever kind of visit it is. */
export interface Charge {
  readonly visit: Visit;
  readonly batches: readonly ChargeBatch[];
  readonly visit_type: string;
  /** Days of the bill: see Bill. */
  readonly begin: CivilDate;
  readonly end: CivilDate;
  readonly disease: string | null;
  readonly account_use: AccountUse;
  readonly stay: StayToDate | null;
  readonly interim: boolean;
  readonly total_fen: Fen;
  readonly sums: SentSums | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Outpatient: one batch of lines. */
export function decideOutpatient(
  context: Context,
  house: House,
  asking: SettleAsking,
  facts: SettleOutpatientFacts,
): Decided<SettlementView> {
  const file = settledFile(context, asking, facts);
  assertKind(file, "outpatient", "门诊结算");
  moved(asking.trial ? "trial" : "settle", context, file);
  const { visit } = file;
  assertVisitType(visit, facts.visit_type);
  const batch = batchToSettle(file, facts.batch_no);
  const day = dayOf(visit.begin_at);
  return settle(context, house, asking, {
    visit,
    batches: [batch],
    visit_type: facts.visit_type,
    begin: day,
    end: day,
    disease: batch.disease ?? visit.disease,
    account_use: facts.account_use,
    stay: null,
    interim: false,
    total_fen: facts.total_fen,
    sums: facts.sums,
    details: facts.details,
  });
}

/** Inpatient: all lines not settled so far, at discharge or (interim) in between. */
export function decideInpatient(
  context: Context,
  house: House,
  asking: SettleAsking,
  facts: SettleInpatientFacts,
): Decided<SettlementView> {
  const file = settledFile(context, asking, facts);
  assertKind(file, "inpatient", "住院结算");
  const act = facts.interim ? "settle-interim" : "settle";
  moved(asking.trial ? "trial" : act, context, file);
  const { visit } = file;
  const batches = unsettledBatches(file);
  const begin = dayOf(visit.begin_at);
  return settle(context, house, asking, {
    visit,
    batches,
    visit_type: visit.visit_type as string,
    begin,
    end: stayEnd(visit, facts, asking.now),
    disease: visit.disease,
    account_use: facts.account_use,
    stay: stayToDate(file),
    interim: facts.interim,
    total_fen: facts.total_fen,
    sums: facts.sums,
    details: facts.details,
  });
}

/** Checks, adjudicates and, unless it is a trial, makes what is to be written. */
export function settle(
  context: Context,
  house: House,
  asking: SettleAsking,
  charge: Charge,
): Decided<SettlementView> {
  const record = personIn(context, charge.visit.person_no);
  const lines = charge.batches.flatMap((batch) => batch.lines);
  assertSums(charge, lines);
  const grounds = groundsOf(house, record, charge);
  const bill = billOf(house, record, grounds, charge, lines);
  const accounts = payingAccounts(record, context.relatives, charge.account_use, charge.begin);
  const years = record.state.accumulators;
  const state = { years, accounts };
  const settled = house.settleBill(house.region, timelineOf(record), bill, state);
  const movements = movementsOf(accounts, settled.split.account_payments);
  const made = { charge, lines, record, grounds, bill, settled, movements };
  return concluded(context, house, asking, made);
}

/** Of a bill that has been adjudicated: the answer and, unless it is a trial, what is written. */
export function concluded(
  context: Context,
  house: House,
  asking: SettleAsking,
  made: Made,
): Decided<SettlementView> {
  const { charge, record, bill, settled, movements } = made;
  const view = viewOf(house, asking, made);
  const { visit_id } = charge.visit;
  if (asking.trial) return { outcome: view, visit_id, settlement_id: null, writes: null };
  const settlement_id = context.ids.settlement();
  const person_version = record.state.version + 1;
  const kept = recordOf({ ...view, settlement_id }, person_version, charge, bill, settled);
  const settlement = rowOf(kept);
  const statesAfter = movedStates(context, record, settled, movements);
  return {
    outcome: { ...view, settlement_id },
    visit_id,
    settlement_id,
    writes: {
      settled_batches: charge.batches.map(({ batch_no }) => ({ batch_no, settlement_id })),
      settlements: [settlement],
      entries: entriesOf(
        { region: house.region.code, funds: house.region.funds, accounts: house.accounts },
        entryFacts(settlement, charge.visit),
        settled.split.payments,
        movements,
        context.ids.entry,
      ),
      states: statesAfter,
    },
  };
}

interface Grounds {
  readonly institution: InstitutionFacts;
  readonly enrolment: Enrolment;
  readonly place: Place;
}

/** A bill with what it was made of, and what it came to. */
export interface Made {
  readonly charge: Charge;
  readonly lines: readonly ChargeLine[];
  readonly record: PersonRecord;
  readonly grounds: Grounds;
  readonly bill: Bill;
  readonly settled: SettledBill;
  readonly movements: readonly AccountMovement[];
}

function settledFile(
  context: Context,
  { message }: SettleAsking,
  facts: { readonly person_no: string; readonly visit_id: string; readonly insutype: string },
): VisitFile {
  personIn(context, facts.person_no);
  const file = visitIn(context, facts, message.institution_code);
  assertScheme(file, facts.insutype);
  return file;
}

/** Registration alone (12) may be settled before the visit has a type of its own. */
const REGISTRATION_ONLY = "12";

function assertVisitType(visit: Visit, sent: string): void {
  assertTypeOfKind(sent, visit.kind);
  const { visit_id, visit_type: kept } = visit;
  if (kept === null || kept === sent || sent === REGISTRATION_ONLY) return;
  throw new YibaoError("SETTLEMENT-VISIT-TYPE-DIFFERS", { visit_id, sent, kept });
}

function batchToSettle(file: VisitFile, batch_no: string): ChargeBatch {
  const { visit_id } = file.visit;
  if (file.batches.length === 0) throw new YibaoError("SETTLEMENT-NO-LINES", { visit_id });
  const batch = file.batches.find((one) => one.batch_no === batch_no);
  if (batch === undefined) {
    throw new YibaoError("SETTLEMENT-BATCH-UNKNOWN", { visit_id, batch_no });
  }
  if (batch.settlement_id !== null) {
    const { settlement_id } = batch;
    throw new YibaoError("SETTLEMENT-BATCH-SETTLED", { batch_no, settlement_id });
  }
  return batch;
}

function stayEnd(visit: Visit, facts: SettleInpatientFacts, now: Date): CivilDate {
  if (visit.end_at !== null) return dayOf(visit.end_at);
  const begin = dayOf(visit.begin_at);
  const day = facts.discharge_on ?? dayOf(chinaTime(now));
  if (day < begin) return begin;
  return day;
}

function stayToDate(file: VisitFile): StayToDate {
  const settlements = inForce(file.settlements);
  let charged = 0;
  for (const { deductible_fen } of settlements) charged += deductible_fen;
  return { first_settlement: settlements.length === 0, deductible_charged_fen: fen(charged) };
}

const SUM_TOLERANCE_FEN = 1;
const SUM_NAMES = [
  ["full_self_fen", "全自费金额"],
  ["over_limit_fen", "超限价金额"],
  ["first_self_fen", "先行自付金额"],
  ["in_scope_fen", "符合政策范围金额"],
] as const;

/** The institution's own sums must be ours: otherwise it has other lines than we have. */
function assertSums({ visit, total_fen, sums }: Charge, lines: readonly ChargeLine[]): void {
  const { visit_id } = visit;
  if (lines.length === 0) throw new YibaoError("SETTLEMENT-NO-LINES", { visit_id });
  const computed_fen = totalOf(lines);
  if (Math.abs(computed_fen - total_fen) > SUM_TOLERANCE_FEN) {
    throw new YibaoError("SETTLEMENT-TOTAL-DIFFERS", {
      sent: yuanFromFen(total_fen),
      computed: yuanFromFen(computed_fen),
    });
  }
  for (const [field, name] of SUM_NAMES) {
    const sent = sums?.[field] ?? null;
    if (sent === null) continue;
    let computed = 0;
    for (const line of lines) computed += line[field];
    if (Math.abs(computed - sent) <= SUM_TOLERANCE_FEN) continue;
    throw new YibaoError("SETTLEMENT-SUMS-DIFFER", {
      name,
      sent: yuanFromFen(sent),
      computed: yuanFromFen(fen(computed)),
    });
  }
}

/** Who is settled, where, on the day of care: of a stay, the day of admission. */
function groundsOf(house: House, record: PersonRecord, { visit, begin }: Charge): Grounds {
  const institution = contractedOn(house.institutions, visit.institution_code, begin);
  const enrolment = enrolmentOn(record, visit.insutype, begin, house.region);
  const place = placeOf(record, enrolment, institution, visit.emergency, begin);
  return { institution, enrolment, place };
}

function billOf(
  house: House,
  record: PersonRecord,
  { institution, place }: Grounds,
  charge: Charge,
  lines: readonly ChargeLine[],
): Bill {
  const visit_type = nationalVisitType(charge.visit_type);
  const { begin, end, stay, account_use } = charge;
  const disease = certifiedDisease(record, house.region, visit_type, charge.disease, begin);
  assertDesignated(record, house.region, visit_type, institution.institution_code, begin);
  assertLiabilityDecided(record, charge.visit, visit_type, begin);
  return {
    insutype: charge.visit.insutype,
    visit_type,
    begin,
    end,
    hospital_level: institution.level,
    place,
    disease,
    account_use,
    lines: billLines(lines),
    stay,
  };
}

function viewOf(
  house: House,
  { message, now }: SettleAsking,
  { charge, lines, record, grounds, bill, settled, movements }: Made,
): SettlementView {
  const own = movements.find((movement) => movement.relation === "own");
  return {
    settlement_id: null,
    kind: "settlement",
    corrects_settlement_id: null,
    reversed_by: null,
    person: record.person,
    enrolment: grounds.enrolment,
    visit: charge.visit,
    institution: grounds.institution,
    region: house.region.code,
    settled_at: chinaTime(now),
    care_date: bill.end,
    insutype: bill.insutype,
    visit_type: charge.visit_type,
    clearing_type: clearingTypeOf(charge.visit_type),
    interim: charge.interim,
    account_use: charge.account_use,
    split: settled.split,
    movements,
    balance_fen: fen(record.state.balance_fen - (own?.paid_fen ?? 0)),
    lines,
    benefits: settled.benefits,
    policy_version: settled.policy_version,
    message_id: message.message_id,
    details: charge.details,
  };
}

function recordOf(
  view: SettlementView & { readonly settlement_id: number },
  person_version: number,
  charge: Charge,
  bill: Bill,
  settled: SettledBill,
): SettlementRecord {
  const { split } = settled;
  return {
    person_no: view.person.person_no,
    settlement_id: view.settlement_id,
    person_version,
    visit_id: view.visit.visit_id,
    kind: "settlement",
    corrects_settlement_id: null,
    institution_code: view.visit.institution_code,
    region: view.region,
    settled_at: view.settled_at,
    care_date: view.care_date,
    insutype: view.insutype,
    visit_type: view.visit_type,
    clearing_type: view.clearing_type,
    total_fen: split.total_fen,
    fund_fen: split.fund_sum_fen,
    account_fen: split.account_fen,
    cash_fen: split.cash_fen,
    deductible_fen: split.deductible_fen,
    balance_fen: view.balance_fen,
    interim: view.interim,
    request: {
      account_use: view.account_use,
      enrolment: view.enrolment,
      institution: view.institution,
      batch_nos: charge.batches.map((batch) => batch.batch_no),
      details: view.details,
    },
    bill,
    split,
    moves: settled.moves,
    movements: view.movements,
    benefits: view.benefits,
    policy_version: view.policy_version,
    message_id: view.message_id,
  };
}

/** What the journal says of a row. */
export function entryFacts(row: SettlementRow, visit: { readonly kind: Visit["kind"] }) {
  const names = {
    ...{ outpatient: "门诊结算", pharmacy: "药店结算", inpatient: "住院结算" },
    claim: "零星报销结算",
  };
  return {
    person_no: row.person_no,
    settlement_id: row.settlement_id,
    institution_code: owedInstitution(row),
    entry_date: dayOf(row.settled_at),
    kind: "settlement" as const,
    evidence_hash: row.content_hash,
    memo: `${names[visit.kind]} ${row.settlement_id}`,
  };
}

/** State rows after a settlement: the person's, and those of relatives whose account paid. */
function movedStates(
  context: Context,
  record: PersonRecord,
  settled: SettledBill,
  movements: readonly AccountMovement[],
): StateMove[] {
  const { person, state } = record;
  const own = movements.find((movement) => movement.relation === "own");
  const states: StateMove[] = [
    {
      person_no: person.person_no,
      version: state.version,
      balance_fen: fen(state.balance_fen - (own?.paid_fen ?? 0)),
      accumulators: movedYears(state.accumulators, settled.moves),
    },
  ];
  for (const { account_id, relation, paid_fen } of movements) {
    const relative = context.relatives.get(account_id);
    if (relation === "own" || relative === undefined || paid_fen === 0) continue;
    const balance_fen = fen(relative.balance_fen - paid_fen);
    states.push({ ...relative, person_no: account_id, balance_fen });
  }
  return states;
}
