import {
  contains,
  dateFromDayNumber,
  dayNumber,
  overlaps,
  type Period,
} from "../../../kernel/index.ts";
import type { Enrolment, PersonRecord } from "../../../people/index.ts";
import { IDENTITY_KINDS } from "../../../policy/index.ts";
import type { BillRow } from "../bill-row.ts";
import type { PersonRow } from "../person-table.ts";

const SEXES = { "1": "male", "2": "female" } as const;
/** Only this state of an enrolment gives a right to benefits. */
const NORMAL = "1";

/**
 * A person as a history shows them: nothing that tells who they are. Null for somebody who was not
 * enrolled at all in the period, and has no bill in it.
 */
export function exportedPerson(
  pseudonym: string,
  { person, enrolments, identities, disease_certificates }: PersonRecord,
  period: Period,
  bills: readonly BillRow[],
): PersonRow | null {
  const held = enrolments.filter((one) => one.state === NORMAL && overlaps(one.period, period));
  // A bill may have been settled on an enrolment that was ended afterwards.
  const latest = held.at(-1) ?? (bills.length > 0 ? enrolments.at(-1) : undefined);
  if (latest === undefined) return null;
  const within = identities.filter((one) => overlaps(one.period, period));
  const certified = disease_certificates.filter((one) => overlaps(one.period, period));
  return {
    pseudonym,
    insutype: latest.insutype,
    sex: SEXES[person.sex] ?? "unknown",
    birth_year: Number(person.born.slice(0, 4)),
    employment_status: latest.employment_status,
    civil_servant_rank: latest.civil_servant_rank,
    identities: IDENTITY_KINDS.filter((kind) => within.some((one) => one.kind === kind)),
    district: latest.insured_region,
    income_fen: -1,
    contribution_base_fen: -1,
    insured_months: insuredMonths(held, period),
    diseases: [...new Set(certified.map(({ disease }) => disease))].sort(),
  };
}

/** Months of the period's last year on whose first day some enrolment holds. */
function insuredMonths(held: readonly Enrolment[], { to }: Period): number {
  const last = to === null ? "" : dateFromDayNumber(dayNumber(to) - 1).slice(0, 4);
  let months = 0;
  for (let month = 1; month <= 12; month += 1) {
    const day = `${last}-${String(month).padStart(2, "0")}-01` as Period["from"];
    if (held.some((one) => contains(one.period, day))) months += 1;
  }
  return months;
}
