import {
  type CivilDate,
  type Fen,
  fen,
  fenFromYuan,
  YibaoError,
} from "../../../src/kernel/index.ts";
import { adjudicate, rulesOn, type Split } from "../../../src/policy/index.ts";
import type { SentBill } from "../messages.ts";
import type { EnrolmentPlan } from "../world.ts";
import type { BureauModel, PersonModel } from "./bureau-model.ts";
import { holdsOn } from "./dated.ts";
import { accountsOf, agreementProblem, diseaseOf, enrolmentOf, placeOf } from "./entitlement.ts";
import type { LineModel } from "./line.ts";
import { lineFacts } from "./line-model.ts";
import {
  type Before,
  inForce,
  type SettlementModel,
  totalOf,
  type VisitModel,
} from "./visit-model.ts";

/**
 * What a bill must come to: the pure rules (adjudicate) over the auditor's own facts and its own
 * accumulators. Which day, year and identity count is reckoned here and not asked of the
 * settlement room, by the readings that the shipped packs choose (asserted).
 */

export interface Charged {
  readonly person: PersonModel;
  readonly visit: VisitModel;
  readonly visit_type: string;
  readonly lines: readonly LineModel[];
  /** Day of the visit or admission; day of the visit, discharge or interim settlement. */
  readonly begin: CivilDate;
  readonly end: CivilDate;
  readonly bill: SentBill;
}

export interface Bill {
  readonly split: Split;
  readonly again: SettlementModel["again"];
  readonly moves: SettlementModel["moves"];
  readonly care_day: CivilDate;
  /** Balance of the person's own account after it. */
  readonly balance_fen: Fen;
}

const USES = { "1": "own", "2": "family" } as const;
const TOLERANCE_FEN = 1;

export function reckon(model: BureauModel, charged: Charged): Bill | { readonly refused: string } {
  const { person, visit, lines, begin, end, bill } = charged;
  if (lines.length === 0) return { refused: "SETTLEMENT-NO-LINES" };
  const differs = Math.abs(totalOf(lines) - fenFromYuan(bill.medfee_sumamt)) > TOLERANCE_FEN;
  if (differs) return { refused: "SETTLEMENT-TOTAL-DIFFERS" };
  const problem = agreementProblem(model, visit.institution_code, begin);
  if (problem !== null) return { refused: problem };
  const enrolment = enrolmentOf(model, person, visit.insutype, begin);
  if ("refused" in enrolment) return enrolment;
  const sent = visit.disease;
  const certified = diseaseOf(model, person, charged.visit_type, sent, begin);
  if ("refused" in certified) return certified;
  assertReadings(model, end);
  const institution = model.institutions.get(visit.institution_code);
  if (institution === undefined) return { refused: "GATEWAY-INSTITUTION-UNKNOWN" };
  const place = placeOf(person, enrolment, institution, visit.emergency, begin);
  const fixed = {
    insutype: visit.insutype,
    visit_type: charged.visit_type,
    care_date: end,
    hospital_level: institution.level,
    place,
    disease: certified.disease,
    lines: lineFacts(lines),
    account_use: useOf(bill),
    accounts: accountsOf(model, person, useOf(bill), begin),
  };
  // Who the person was on the day, by what is known when it is asked.
  const again = ({ accumulators, stay }: Before): Split => {
    const known = validEnrolment(person, visit.insutype, begin);
    const identities = person.identities.filter((one) => holdsOn(one, begin));
    const { status: employment_status, rank: civil_servant_rank } = known;
    const kinds = identities.map((one) => one.kind);
    const facts = { ...fixed, stay, employment_status, civil_servant_rank, identities: kinds };
    return adjudicate(model.region, facts, accumulators);
  };
  const year = end.slice(0, 4);
  try {
    const split = again({ accumulators: person.accumulators(year), stay: stayOf(visit) });
    const own = split.account_payments.find((one) => one.relation === "own")?.paid_fen ?? 0;
    return {
      split,
      again,
      moves: split.moves.map((move) => ({ year, ...move })),
      care_day: end,
      balance_fen: fen(person.balance_fen - own),
    };
  } catch (error) {
    if (error instanceof YibaoError) return { refused: error.code };
    throw error;
  }
}

function validEnrolment(person: PersonModel, insutype: string, day: CivilDate): EnrolmentPlan {
  const found = person.enrolments.find(
    (one) => one.insutype === insutype && one.state === "1" && holdsOn(one, day),
  );
  if (found !== undefined) return found;
  const { person_no } = person.plan;
  throw new YibaoError("SETTLEMENT-NOT-ENROLLED", { person_no, insutype, day });
}

function useOf(bill: SentBill): "none" | "own" | "family" {
  return USES[bill.acct_used_flag as "1" | "2"] ?? "none";
}

function stayOf(visit: VisitModel) {
  if (visit.kind !== "inpatient") return null;
  const earlier = inForce(visit);
  let charged = 0;
  for (const { split } of earlier) charged += split.deductible_fen;
  return { first_settlement: earlier.length === 0, deductible_charged_fen: fen(charged) };
}

/** The readings this model is written for; a pack that chooses others needs a model that can. */
function assertReadings(model: BureauModel, day: CivilDate): void {
  const rules = rulesOn(model.region, day);
  const wanted = {
    stay_year: "discharge",
    stay_person: "admission",
    stay_policy: "discharge",
    fund_sum_includes_account: "none",
    unmapped_item: "reject",
  };
  for (const [name, value] of Object.entries(wanted)) {
    const chosen = rules[name as keyof typeof rules];
    if (chosen !== value) throw new Error(`the auditor has no model for ${name} = ${chosen}`);
  }
}

const CLEARING_TYPES: Readonly<Record<string, string>> = {
  "2101": "21",
  "9901": "15",
};

export function clearingTypeOf(visit_type: string): string {
  return CLEARING_TYPES[visit_type] ?? visit_type;
}

/** Takes a settled bill into the model. */
export function settleInModel(
  model: BureauModel,
  charged: Charged,
  { split, again, moves, care_day }: Bill,
  facts: { readonly id: string; readonly msgid: string; readonly interim: boolean },
): SettlementModel {
  const { person, visit, lines } = charged;
  const settlement: SettlementModel = {
    ...facts,
    visit,
    institution_code: visit.institution_code,
    insutype: visit.insutype,
    visit_type: charged.visit_type,
    clearing_type: clearingTypeOf(charged.visit_type),
    care_day,
    split,
    moves,
    again,
    begin: charged.begin,
    order: model.books.settlements,
    reversed: false,
  };
  visit.settlements.push(settlement);
  for (const batch of visit.batches) {
    if (batch.settlement === null && batch.lines.some((line) => lines.includes(line))) {
      batch.settlement = settlement;
    }
  }
  person.move(moves, 1);
  payAccounts(model, settlement, 1);
  postInModel(model, settlement, "settlement");
  return settlement;
}

/** Takes it out again: lines are free, accumulators and accounts as if it had not been. */
export function reverseInModel(model: BureauModel, settlement: SettlementModel): void {
  const { visit } = settlement;
  settlement.reversed = true;
  model.people.get(visit.person_no)?.move(settlement.moves, -1);
  payAccounts(model, settlement, -1);
  if (visit.kind === "pharmacy") {
    visit.state = "cancelled";
    visit.batches = [];
  }
  for (const batch of visit.batches) {
    if (batch.settlement === settlement) batch.settlement = null;
  }
  postInModel(model, settlement, "reversal");
}

function payAccounts(model: BureauModel, { split }: SettlementModel, sign: 1 | -1): void {
  for (const { account_id, paid_fen } of split.account_payments) {
    const payer = model.people.get(account_id);
    if (payer !== undefined) payer.balance_fen = fen(payer.balance_fen - sign * paid_fen);
  }
}

function postInModel(
  model: BureauModel,
  { split, institution_code, insutype, clearing_type }: SettlementModel,
  kind: "settlement" | "reversal",
): void {
  model.books.post({
    kind,
    day: model.calendar.today,
    institution_code,
    insutype,
    clearing_type,
    total_fen: split.total_fen,
    fund_fen: split.fund_sum_fen,
    account_fen: split.account_fen,
    payments: split.payments,
  });
}
