import { type CivilDate, contains, YibaoError } from "../kernel/index.ts";
import {
  type Enrolment,
  injuryFilingOn,
  type PersonRecord,
  type PersonStateRow,
} from "../people/index.ts";
import {
  type AccountUse,
  diseaseCode,
  type HospitalLevel,
  type PayingAccount,
  type Place,
  type Region,
  rulesOn,
} from "../policy/index.ts";
import {
  agreementOn,
  type InstitutionRecord,
  type Institutions,
  levelOn,
} from "../providers/index.ts";
import type { PersonTimeline } from "./bill.ts";
import type { Visit } from "./visit.ts";
import { isByDisease } from "./visit-type.ts";

/** Who may be settled where, on the day: pure checks on dated facts, each with its own refusal. */

const VALID = "1";
const STATE_NAMES: Readonly<Record<string, string>> = { "2": "暂停", "3": "无效", "4": "终止" };

/** Digits of a region code that name the pool: province and city. */
const POOL_DIGITS = 4;

/** An institution as it settles on a day. */
export interface InstitutionFacts {
  readonly institution_code: string;
  readonly name: string;
  /** Insurance region, six digits. */
  readonly region: string;
  readonly level: HospitalLevel;
}

/** @throws YibaoError SETTLEMENT-INSTITUTION-UNKNOWN */
export function institutionOf(
  institutions: Institutions,
  institution_code: string,
): InstitutionRecord {
  const institution = institutions.byCode(institution_code);
  if (institution !== null) return institution;
  throw new YibaoError("SETTLEMENT-INSTITUTION-UNKNOWN", { institution_code });
}

/**
 * The institution on a day on which its agreement is in force.
 * @throws YibaoError SETTLEMENT-INSTITUTION-UNKNOWN | SETTLEMENT-NO-AGREEMENT |
 * SETTLEMENT-AGREEMENT-SUSPENDED
 */
export function contractedOn(
  institutions: Institutions,
  institution_code: string,
  day: CivilDate,
): InstitutionFacts {
  const institution = institutionOf(institutions, institution_code);
  const state = agreementOn(institution, day)?.state;
  if (state === "suspended") {
    throw new YibaoError("SETTLEMENT-AGREEMENT-SUSPENDED", { institution_code, day });
  }
  if (state !== "active")
    throw new YibaoError("SETTLEMENT-NO-AGREEMENT", { institution_code, day });
  return institutionFacts(institution, day);
}

/**
 * Refuses a stay in a pharmacy.
 * @throws YibaoError SETTLEMENT-INSTITUTION-UNKNOWN | SETTLEMENT-PHARMACY-ADMITS
 */
export function assertAdmits(institutions: Institutions, institution_code: string): void {
  if (institutionOf(institutions, institution_code).type !== "2") return;
  throw new YibaoError("SETTLEMENT-PHARMACY-ADMITS", { institution_code });
}

export function institutionFacts(institution: InstitutionRecord, day: CivilDate): InstitutionFacts {
  const { institution_code, name, region } = institution;
  return { institution_code, name, region, level: levelOn(institution, day) };
}

/**
 * The enrolment that gives a right to benefits on the day.
 * @throws YibaoError SETTLEMENT-NOT-ENROLLED | SETTLEMENT-ENROLMENT-PAUSED |
 * SETTLEMENT-INSURED-ELSEWHERE
 */
export function enrolmentOn(
  record: PersonRecord,
  insutype: string,
  day: CivilDate,
  region: Region,
): Enrolment {
  const { person_no } = record.person;
  const enrolment = record.enrolments.find(
    (one) => one.insutype === insutype && contains(one.period, day),
  );
  if (enrolment === undefined) {
    throw new YibaoError("SETTLEMENT-NOT-ENROLLED", { person_no, insutype, day });
  }
  if (enrolment.state !== VALID) {
    const state = `“${STATE_NAMES[enrolment.state] ?? enrolment.state}”`;
    throw new YibaoError("SETTLEMENT-ENROLMENT-PAUSED", { person_no, insutype, day, state });
  }
  if (!samePool(enrolment.insured_region, region.code)) {
    const { insured_region } = enrolment;
    throw new YibaoError("SETTLEMENT-INSURED-ELSEWHERE", {
      person_no,
      insured_region,
      region: region.code,
    });
  }
  return enrolment;
}

/** What the rules are told of the person over time: only enrolments that give a right. */
export function timelineOf(record: PersonRecord): PersonTimeline {
  return {
    person_no: record.person.person_no,
    enrolments: record.enrolments
      .filter((one) => one.state === VALID)
      .map(({ insutype, period, employment_status, civil_servant_rank }) => ({
        insutype,
        period,
        employment_status,
        civil_servant_rank,
      })),
    identities: record.identities,
  };
}

/** Where care was given, seen from the insured region. */
export function placeOf(
  record: PersonRecord,
  enrolment: Enrolment,
  institution: InstitutionFacts,
  emergency: boolean,
  day: CivilDate,
): Place {
  if (samePool(institution.region, enrolment.insured_region)) return "local";
  if (emergency) return "emergency";
  const filing = record.place_filings.find(
    (one) =>
      contains(one.period, day) &&
      (covers(one.region, institution.region) ||
        one.institution_code === institution.institution_code),
  );
  return filing?.place ?? "unreferred";
}

/**
 * The disease that decides: only for visit types that need one, and only when certified.
 * @throws YibaoError SETTLEMENT-DISEASE-MISSING | SETTLEMENT-NO-CERTIFICATE
 */
export function certifiedDisease(
  record: PersonRecord,
  region: Region,
  visit_type: string,
  sent: string | null,
  day: CivilDate,
): string | null {
  if (!isByDisease(visit_type)) return null;
  if (sent === null) throw new YibaoError("SETTLEMENT-DISEASE-MISSING", { visit_type });
  const disease = diseaseCode(region, sent);
  const held = record.disease_certificates.some(
    (one) => contains(one.period, day) && diseaseCode(region, one.disease) === disease,
  );
  if (held) return disease;
  const { person_no } = record.person;
  throw new YibaoError("SETTLEMENT-NO-CERTIFICATE", { person_no, disease: sent, day });
}

/** Dictionary biz_appy_type of the designations that bind a visit type. */
const DESIGNATED_FOR: Readonly<Record<string, readonly string[]>> = {
  "11": ["03"],
  "14": ["01"],
  "9901": ["01", "23"],
};

/**
 * Refuses outpatient care away from the institutions that the person has chosen for it, where the
 * region's rule says so. Who has chosen none may go anywhere.
 * @throws YibaoError SETTLEMENT-NOT-DESIGNATED
 */
export function assertDesignated(
  record: PersonRecord,
  region: Region,
  visit_type: string,
  institution_code: string,
  day: CivilDate,
): void {
  const purposes = DESIGNATED_FOR[visit_type];
  if (purposes === undefined || rulesOn(region, day).designated_only === "never") return;
  const chosen = record.designations
    .filter(({ purpose, period }) => purposes.includes(purpose) && contains(period, day))
    .map((one) => one.institution_code);
  if (chosen.length === 0 || chosen.includes(institution_code)) return;
  const { person_no } = record.person;
  const details = { person_no, day, chosen: chosen.slice(0, CHOSEN_SHOWN).join("、") };
  throw new YibaoError("SETTLEMENT-NOT-DESIGNATED", details);
}

const CHOSEN_SHOWN = 3;

const INJURY_TYPES: readonly string[] = ["22", "9903"];

/**
 * Refuses an injury for which somebody else may be liable until it is decided that the fund pays:
 * what a third party owes is none of the funds' (社会保险法 第三十条). The latest filing that
 * covers the day says; without one, what the visit says of itself.
 * @throws YibaoError SETTLEMENT-LIABILITY-UNDECIDED
 */
export function assertLiabilityDecided(
  record: PersonRecord,
  visit: Pick<Visit, "details">,
  visit_type: string,
  day: CivilDate,
): void {
  const { injury, third_party } = visit.details;
  if (!INJURY_TYPES.includes(visit_type) && injury !== true && third_party !== true) return;
  const filing = injuryFilingOn(record.injury_filings, day);
  if (filing === null ? third_party !== true : filing.payable) return;
  const { person_no } = record.person;
  throw new YibaoError("SETTLEMENT-LIABILITY-UNDECIDED", { person_no, day });
}

/** Accounts that may pay on the day, own first. */
export function payingAccounts(
  record: PersonRecord,
  relatives: ReadonlyMap<string, PersonStateRow>,
  account_use: AccountUse,
  day: CivilDate,
): PayingAccount[] {
  if (account_use === "none") return [];
  const own: PayingAccount = {
    account_id: record.person.person_no,
    relation: "own",
    balance_fen: record.state.balance_fen,
  };
  if (account_use === "own") return [own];
  const mutual = relativesOn(record, day).flatMap((account_id): PayingAccount[] => {
    const state = relatives.get(account_id);
    if (state === undefined) return [];
    return [{ account_id, relation: "mutual", balance_fen: state.balance_fen }];
  });
  return [own, ...mutual];
}

/** Relatives whose account may pay on the day; on any day when none is given. */
export function relativesOn(record: PersonRecord, day?: CivilDate): string[] {
  const links = record.family_links.filter(
    (link) => day === undefined || contains(link.period, day),
  );
  return [...new Set(links.map((link) => link.relative_person_no))];
}

function samePool(a: string, b: string): boolean {
  return a.slice(0, POOL_DIGITS) === b.slice(0, POOL_DIGITS);
}

/** A filed region covers those below it: 430000 covers all of Hunan. */
function covers(filed: string, region: string): boolean {
  return region.startsWith(filed.replace(/(?:00)+$/, ""));
}
