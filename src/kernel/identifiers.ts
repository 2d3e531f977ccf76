import { type CivilDate, isCivilDate } from "./civil-date.ts";

/** Identifiers of the field, and what can be checked about them without asking anybody. */

const CERTIFICATE_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CERTIFICATE_CHECKS = "10X98765432";

/** The eighteenth character of a resident identity number (GB 11643-1999) from the first 17. */
export function certificateCheckCharacter(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(first17[i]) * (CERTIFICATE_WEIGHTS[i] as number);
  return CERTIFICATE_CHECKS[sum % 11] as string;
}

/** Whether an 18-character resident identity number is well formed: shape, birthday, check. */
export function isCertificateNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  if (!isCivilDate(certificateBirthday(text))) return false;
  return certificateCheckCharacter(text.slice(0, 17)) === text[17];
}

/** The birthday inside a resident identity number; not checked to be a day that exists. */
export function certificateBirthday(text: string): CivilDate {
  return `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}` as CivilDate;
}

/** Sex from a resident identity number: dictionary `gend`, 1 male, 2 female. */
export function certificateSex(text: string): "1" | "2" {
  return Number(text[16]) % 2 === 1 ? "1" : "2";
}

/** A designated institution: H (hospital) or P (pharmacy), region (6 digits), serial (5). */
export function isInstitutionCode(text: string): boolean {
  return /^[HP]\d{6}[0-9A-Z]{5}$/.test(text);
}

/** An insurance region (医保区划, admdvs): six digits. */
export function isRegionCode(text: string): boolean {
  return /^\d{6}$/.test(text);
}
