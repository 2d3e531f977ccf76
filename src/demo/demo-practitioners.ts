import type { DemoInstitution } from "./demo-institutions.ts";

/** The made-up staff of the demo's institutions: names and numbers that belong to nobody. */

export interface DemoPractitioner {
  readonly institution_code: string;
  /** As a national code; the first hospital's first physician signs for the demo hospital. */
  readonly practitioner_code: string;
  readonly name: string;
  /** Dictionary prac_psn_type: 1 physician, 2 nurse, 3 pharmacist. */
  readonly type: "1" | "2" | "3";
  /** Begins with a region that was never assigned. */
  readonly certificate_no: string;
  readonly insurance_physician: boolean;
}

const STAFF = [
  { type: "1", letter: "D", title: "演示医师", each: 4 },
  { type: "2", letter: "N", title: "演示护士", each: 2 },
  { type: "3", letter: "Y", title: "演示药师", each: 1 },
] as const;

const PHARMACY = "2";
const NUMBERS_EACH = 10;

/** A hospital has physicians, nurses and a pharmacist, a pharmacy a pharmacist. */
export function demoPractitioners(
  { institution_code, type: kind }: DemoInstitution,
  index: number,
): DemoPractitioner[] {
  const staff = kind === PHARMACY ? STAFF.slice(2) : STAFF;
  return staff.flatMap(({ type, letter, title, each }) =>
    Array.from({ length: each }, (_, one): DemoPractitioner => {
      const number = String(index * NUMBERS_EACH + one + 1).padStart(6, "0");
      return {
        institution_code,
        practitioner_code: `${letter}430400${number}`,
        name: `${title}${number.slice(-4)}`,
        type,
        certificate_no: `99999919700101${type}${number.slice(-3)}`,
        insurance_physician: type === "1",
      };
    }),
  );
}
