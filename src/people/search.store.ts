import type { CivilDate } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";
import type { Enrolment, Person } from "./person.ts";

/** Finding people: by the beginning of a name, a number, a certificate or an employer's name. */

export interface PeopleSearch {
  /** Beginning of a name, a person's number or a certificate's number; null for everybody. */
  readonly text: string | null;
  /** Beginning of an employer's name. */
  readonly employer: string | null;
  readonly insutype: string | null;
  /** Day whose enrolment is shown. */
  readonly day: CivilDate;
  readonly order: "person_no" | "name";
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** A person with the enrolment of the day, or else the latest; null where there never was one. */
export interface FoundPerson extends Person {
  readonly enrolment:
    | (Pick<Enrolment, "insutype" | "person_type" | "state" | "insured_region"> & {
        readonly employer_name: string;
        /** Whether it holds on the day. */
        readonly is_current: boolean;
      })
    | null;
}

const COUNTED_MOST = 100_000;
const ORDERS = { person_no: "p.person_no", name: 'p.name collate "C"' } as const;

/** People whom the runner may see, a page of them. */
export async function searchPeople(
  from: Runner,
  search: PeopleSearch,
): Promise<readonly FoundPerson[]> {
  const { where, values } = conditionsOf(search);
  const direction = search.descending ? "desc" : "asc";
  const order = `${ORDERS[search.order]} ${direction}, p.person_no ${direction}`;
  const next = values.length;
  const { rows } = await from.query<FoundPerson>(
    `select p.person_no, p.certificate_type, p.certificate_no, p.name, p.sex, p.nation, p.born,
            (select json_build_object('insutype', e.insutype, 'person_type', e.person_type,
                    'state', e.state, 'insured_region', e.insured_region,
                    'employer_name', e.employer_name, 'is_current', ${HOLDS})
               from people.enrolment e where e.person_no = p.person_no
              order by ${HOLDS} desc, e.valid_from desc limit 1) as enrolment
       from people.person p where ${where}
      order by ${order} offset $${next + 1} limit $${next + 2}`,
    [...values, search.offset, search.limit],
  );
  return rows;
}

/**
 * How many people a search finds, whatever the page; null where there are more than anybody counts.
 * Dearer than a page of them: it looks at each.
 */
export async function countFoundPeople(
  from: Runner,
  search: Omit<PeopleSearch, "order" | "descending" | "offset" | "limit">,
): Promise<number | null> {
  const { where, values } = conditionsOf(search);
  const { rows } = await from.query<{ total: number }>(
    `select count(*) as total from (
       select from people.person p where ${where} and $1::date is not null
        limit ${COUNTED_MOST + 1}) found`,
    values,
  );
  const total = rows[0]?.total ?? 0;
  return total > COUNTED_MOST ? null : total;
}

/** On the day, which is always the first value. */
const HOLDS = "(e.valid_from <= $1::date and (e.valid_to is null or e.valid_to > $1::date))";

function conditionsOf({
  text,
  employer,
  insutype,
  day,
}: Pick<PeopleSearch, "text" | "employer" | "insutype" | "day">) {
  const values: unknown[] = [day];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const conditions: string[] = [];
  if (text !== null) {
    const [asName, asCode] = [place(text), place(text.toUpperCase())];
    conditions.push(`(starts_with(p.name collate "C", ${asName})
      or starts_with(p.person_no collate "C", ${asCode})
      or starts_with(p.certificate_no collate "C", ${asCode}))`);
  }
  if (employer !== null) {
    conditions.push(`p.person_no in (select e.person_no from people.enrolment e
      where e.employer_name <> '' and starts_with(e.employer_name collate "C", ${place(employer)})
        and ${HOLDS})`);
  }
  if (insutype !== null) {
    conditions.push(`exists (select from people.enrolment e where e.person_no = p.person_no
      and e.insutype = ${place(insutype)} and ${HOLDS})`);
  }
  return { where: conditions.length === 0 ? "true" : conditions.join(" and "), values };
}
