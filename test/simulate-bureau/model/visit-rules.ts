import type { CivilDate } from "../../../src/kernel/index.ts";
import type { Message } from "../messages.ts";
import type { BureauModel, PersonModel } from "./bureau-model.ts";
import { agreementProblem, enrolmentOf } from "./entitlement.ts";
import { type Refused, refused } from "./prediction.ts";
import { inForce, type VisitModel } from "./visit-model.ts";

/** What every message about a visit meets first: person, visit, whose it is, its state. */

export function visitOf(
  model: BureauModel,
  message: Message,
  key: { readonly psn_no: string; readonly mdtrt_id: string },
): { readonly person: PersonModel; readonly visit: VisitModel } | Refused {
  const person = model.people.get(key.psn_no);
  if (person === undefined) return refused("SETTLEMENT-PERSON-UNKNOWN");
  const visit = model.visits.get(key.mdtrt_id);
  if (visit === undefined || visit.person_no !== key.psn_no) {
    return refused("SETTLEMENT-VISIT-UNKNOWN");
  }
  if (visit.institution_code !== message.institution.code) {
    return refused("SETTLEMENT-VISIT-OTHER-INSTITUTION");
  }
  return { person, visit };
}

/** Whether somebody may be treated there on that day; null when nothing stands against it. */
export function entitledAt(
  model: BureauModel,
  message: Message,
  facts: { readonly psn_no: string; readonly insutype: string; readonly begntime: string },
): Refused | null {
  const person = model.people.get(facts.psn_no);
  if (person === undefined) return refused("SETTLEMENT-PERSON-UNKNOWN");
  const day = facts.begntime.slice(0, 10) as CivilDate;
  if (day > model.calendar.today) return refused("SETTLEMENT-VISIT-NOT-YET");
  const problem = agreementProblem(model, message.institution.code, day);
  if (problem !== null) return refused(problem);
  const enrolment = enrolmentOf(model, person, facts.insutype, day);
  return "refused" in enrolment ? enrolment : null;
}

const STATE_REFUSALS: Readonly<Record<VisitModel["state"], string>> = {
  cancelled: "SETTLEMENT-VISIT-CANCELLED",
  admitted: "SETTLEMENT-VISIT-NOT-DISCHARGED",
  discharged: "SETTLEMENT-VISIT-DISCHARGED",
  registered: "SETTLEMENT-VISIT-OTHER-KIND",
};

/** The refusal of an act in a state in which it is not legal; null where it is. */
export function stateProblem(
  visit: VisitModel,
  kind: VisitModel["kind"] | "any",
  legal: readonly VisitModel["state"][],
): Refused | null {
  if (kind !== "any" && visit.kind !== kind) return refused("SETTLEMENT-VISIT-OTHER-KIND");
  return legal.includes(visit.state) ? null : refused(STATE_REFUSALS[visit.state]);
}

export function settledProblem(visit: VisitModel, final_only: boolean): Refused | null {
  const stands = inForce(visit).some((one) => !final_only || !one.interim);
  return stands ? refused("SETTLEMENT-VISIT-SETTLED") : null;
}

export function openStayOf(person: PersonModel): VisitModel | undefined {
  return person.visits.find((one) => one.kind === "inpatient" && one.state === "admitted");
}

/** Whether all lines of a visit lie within days. */
export function linesLieWithin(visit: VisitModel, from: CivilDate, to: CivilDate | null): boolean {
  return visit.batches.every(({ lines }) =>
    lines.every(({ day }) => day >= from && (to === null || day <= to)),
  );
}
