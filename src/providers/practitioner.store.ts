import type { CivilDate } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";

/** The SQL of practitioners. */

export interface Practitioner {
  readonly practitioner_code: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  readonly name: string;
  /** Dictionary prac_psn_type. */
  readonly type: string;
  readonly certificate_type: string;
  readonly certificate_no: string;
  readonly own_number: string;
  readonly qualification_no: string;
  readonly license_no: string;
  readonly insurance_physician: boolean;
  readonly change_reason: string;
}

/** What a query is narrowed by; absent narrows nothing. */
export interface PractitionerFilter {
  readonly institution_code: string;
  readonly day: CivilDate;
  readonly type: string;
  readonly certificate_type?: string | undefined;
  readonly certificate_no?: string | undefined;
  /** The whole name. */
  readonly name?: string | undefined;
  readonly practitioner_code?: string | undefined;
}

const PRACTITIONERS_MAX = 1_000;

/** Who practises at an institution on a day, in order of code, at most 1,000. */
export async function listPractitioners(
  from: Runner,
  filter: PractitionerFilter,
): Promise<Practitioner[]> {
  const { rows } = await from.query<Practitioner>(
    `select practitioner_code, valid_from, valid_to, name, type, certificate_type, certificate_no,
            own_number, qualification_no, license_no, insurance_physician, change_reason
       from providers.practitioner
      where institution_code = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)
        and type = $3
        and ($4::text is null or certificate_type = $4)
        and ($5::text is null or certificate_no = $5)
        and ($6::text is null or name = $6)
        and ($7::text is null or practitioner_code = $7)
      order by practitioner_code limit ${PRACTITIONERS_MAX}`,
    [
      filter.institution_code,
      filter.day,
      filter.type,
      filter.certificate_type ?? null,
      filter.certificate_no ?? null,
      filter.name ?? null,
      filter.practitioner_code ?? null,
    ],
  );
  return rows;
}
