/**
 * Bills that people bring to the agency (零星报销) stand under a code of the region's agency in the
 * place of an institution's: so no institution's statement, month or event has them. Codes of the
 * register begin with H or P; what treated the person is told by the settlement's own facts.
 */
const PREFIX = "AGENCY-";

/** The agency of a region, as sender of messages and keeper of visits. */
export function agencyCode(region: string): string {
  return `${PREFIX}${region}`;
}

export function isAgencyCode(institution_code: string): boolean {
  return institution_code.startsWith(PREFIX);
}

/** Whom the funds owe what they pay for a settlement: an institution, or (null) the person. */
export function owedInstitution(row: { readonly institution_code: string }): string | null {
  return isAgencyCode(row.institution_code) ? null : row.institution_code;
}
