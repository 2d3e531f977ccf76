import { type CivilDate, contains, type Period } from "../kernel/index.ts";
import type { HospitalLevel } from "../policy/index.ts";

/** The nouns of the providers room: institutions, their agreements, their own item codes. */

/** Dictionary fixmedins_type: 1 hospital, 2 pharmacy. */
export type InstitutionType = "1" | "2";

export interface Institution {
  /** Institution code: H or P, region, serial (fixmedins_code). */
  readonly institution_code: string;
  readonly name: string;
  readonly type: InstitutionType;
  /** Level when designated; an agreement may settle at another from a day on. */
  readonly level: HospitalLevel;
  readonly region: string;
  readonly uscc: string;
  /** How its program expects `infcode`: as JSON text or as a number. */
  readonly infcode_form: "text" | "number";
  readonly access_key: string;
  readonly secret: string;
}

export type AgreementState = "active" | "suspended" | "ended";

/** What holds between the bureau and an institution over a period. */
export interface Agreement {
  readonly period: Period;
  readonly state: AgreementState;
  readonly settled_level: HospitalLevel | null;
  readonly reason: string;
}

/** An institution with every agreement, the latest first. */
export interface InstitutionRecord extends Institution {
  readonly agreements: readonly Agreement[];
}

/** The agreement on a day, or null where there is none. */
export function agreementOn(
  institution: Pick<InstitutionRecord, "agreements">,
  day: CivilDate,
): Agreement | null {
  return institution.agreements.find(({ period }) => contains(period, day)) ?? null;
}

/** The level that deductibles, ratios and ceilings follow on a day. */
export function levelOn(
  institution: Pick<InstitutionRecord, "agreements" | "level">,
  day: CivilDate,
): HospitalLevel {
  return agreementOn(institution, day)?.settled_level ?? institution.level;
}

/** All institutions in memory. */
export interface Institutions {
  byCode(institution_code: string): InstitutionRecord | null;
  byAccessKey(access_key: string): InstitutionRecord | null;
  /** In order of code. */
  readonly all: readonly InstitutionRecord[];
}

/** Institutions over rows of the tables. */
export function buildInstitutions(
  institutions: readonly Institution[],
  agreements: readonly (Agreement & { readonly institution_code: string })[],
): Institutions {
  const latestFirst = agreements.toSorted((a, b) => (a.period.from < b.period.from ? 1 : -1));
  const byInstitution = new Map<string, Agreement[]>();
  for (const { institution_code, ...agreement } of latestFirst) {
    const known = byInstitution.get(institution_code);
    if (known === undefined) byInstitution.set(institution_code, [agreement]);
    else known.push(agreement);
  }
  const all = institutions
    .map((row) => ({ ...row, agreements: byInstitution.get(row.institution_code) ?? [] }))
    .sort((a, b) => (a.institution_code < b.institution_code ? -1 : 1));
  const byCode = new Map(all.map((record) => [record.institution_code, record]));
  const byAccessKey = new Map(all.map((record) => [record.access_key, record]));
  return {
    all,
    byCode: (institution_code) => byCode.get(institution_code) ?? null,
    byAccessKey: (access_key) => byAccessKey.get(access_key) ?? null,
  };
}
