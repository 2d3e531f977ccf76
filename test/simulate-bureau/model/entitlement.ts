import type { CivilDate } from "../../../src/kernel/index.ts";
import { diseaseCode, type PayingAccount, type Place } from "../../../src/policy/index.ts";
import type { EnrolmentPlan, InstitutionPlan } from "../world.ts";
import type { BureauModel, PersonModel } from "./bureau-model.ts";
import { holdsOn } from "./dated.ts";

/** Who may be settled where, on a day: as the auditor reads the facts. */

const POOL_DIGITS = 4;

export function agreementProblem(
  model: BureauModel,
  institution_code: string,
  day: CivilDate,
): string | null {
  const agreement = model.agreements.find(
    (one) => one.institution_code === institution_code && holdsOn(one, day),
  );
  if (agreement === undefined) return "SETTLEMENT-NO-AGREEMENT";
  return agreement.state === "suspended" ? "SETTLEMENT-AGREEMENT-SUSPENDED" : null;
}

export function enrolmentOf(
  model: BureauModel,
  person: PersonModel,
  insutype: string,
  day: CivilDate,
): EnrolmentPlan | { readonly refused: string } {
  const found = person.enrolments.find((one) => one.insutype === insutype && holdsOn(one, day));
  if (found === undefined) return { refused: "SETTLEMENT-NOT-ENROLLED" };
  if (found.state !== "1") return { refused: "SETTLEMENT-ENROLMENT-PAUSED" };
  if (!samePool(found.region, model.region.code)) {
    return { refused: "SETTLEMENT-INSURED-ELSEWHERE" };
  }
  return found;
}

export function placeOf(
  person: PersonModel,
  enrolment: EnrolmentPlan,
  institution: InstitutionPlan,
  emergency: boolean,
  day: CivilDate,
): Place {
  if (samePool(institution.region, enrolment.region)) return "local";
  if (emergency) return "emergency";
  const filing = person.plan.filings.find(
    (one) => holdsOn(one, day) && institution.region.startsWith(one.region.replace(/(00)+$/, "")),
  );
  return filing?.place ?? "unreferred";
}

const BY_DISEASE = ["14", "9901"];

/** The disease that decides, or the refusal of one that is not certified. */
export function diseaseOf(
  model: BureauModel,
  person: PersonModel,
  visit_type: string,
  sent: string | null,
  day: CivilDate,
): { readonly disease: string | null } | { readonly refused: string } {
  if (!BY_DISEASE.includes(visit_type)) return { disease: null };
  if (sent === null) return { refused: "SETTLEMENT-DISEASE-MISSING" };
  const disease = diseaseCode(model.region, sent);
  const held = person.certificates.some((one) => one.disease === disease && holdsOn(one, day));
  return held ? { disease } : { refused: "SETTLEMENT-NO-CERTIFICATE" };
}

/** Accounts that may pay on the day, own first, then relatives' in the order of their links. */
export function accountsOf(
  model: BureauModel,
  person: PersonModel,
  use: "none" | "own" | "family",
  day: CivilDate,
): PayingAccount[] {
  if (use === "none") return [];
  const { person_no } = person.plan;
  const own = { account_id: person_no, relation: "own" as const, balance_fen: person.balance_fen };
  if (use === "own") return [own];
  const family = person.plan.relatives
    .filter((link) => holdsOn(link, day))
    .flatMap((link) => model.people.get(link.person_no) ?? [])
    .map(({ plan, balance_fen }) => {
      return { account_id: plan.person_no, relation: "mutual" as const, balance_fen };
    });
  return [own, ...family];
}

function samePool(a: string, b: string): boolean {
  return a.slice(0, POOL_DIGITS) === b.slice(0, POOL_DIGITS);
}
