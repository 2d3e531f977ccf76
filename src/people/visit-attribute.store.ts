import { YibaoError } from "../kernel/index.ts";
import type { Runner } from "../store/index.ts";

/** The SQL of special attributes of visits, and of consents to see another's reports. */

/** A special attribute of a visit (dictionaries of the region: kept as sent). */
export interface NewVisitAttribute {
  readonly person_no: string;
  readonly visit_id: number;
  readonly institution_code: string;
  /** The institution's own number of the visit. */
  readonly own_number: string;
  readonly attribute_type: string;
  readonly attribute: string;
  readonly region: string;
  readonly memo: string;
  /** `2023-06-15 10:00:00`, China Standard Time. */
  readonly recorded_at: string;
}

/** With whom it is about, as the register has the person. */
export interface VisitAttribute extends NewVisitAttribute {
  readonly attribute_no: number;
  readonly certificate_type: string;
  readonly certificate_no: string;
  readonly name: string;
}

/** Enters an attribute and returns its number. @throws YibaoError PEOPLE-ATTRIBUTE-EXISTS */
export async function enterVisitAttribute(
  transaction: Runner,
  row: NewVisitAttribute,
): Promise<number> {
  const { rows } = await transaction.query<{ attribute_no: number }>(
    `insert into people.visit_attribute (person_no, attribute_no, visit_id, institution_code,
       own_number, attribute_type, attribute, region, memo, recorded_at)
     values ($1, nextval('people.filing_no'), $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (person_no, visit_id, attribute_type, attribute) do nothing
     returning attribute_no`,
    [
      row.person_no,
      row.visit_id,
      row.institution_code,
      row.own_number,
      row.attribute_type,
      row.attribute,
      row.region,
      row.memo,
      row.recorded_at,
    ],
  );
  const made = rows[0];
  if (made !== undefined) return made.attribute_no;
  const { visit_id, attribute_type, attribute } = row;
  throw new YibaoError("PEOPLE-ATTRIBUTE-EXISTS", { visit_id, attribute_type, attribute });
}

/** What a query of attributes is narrowed by; absent narrows nothing. */
export interface AttributeFilter {
  readonly institution_code: string;
  readonly attribute_no?: string | undefined;
  readonly visit_id?: string | undefined;
  readonly person_no?: string | undefined;
  readonly certificate_type?: string | undefined;
  readonly certificate_no?: string | undefined;
  readonly name?: string | undefined;
  readonly own_number?: string | undefined;
  readonly attribute_type?: string | undefined;
  readonly attribute?: string | undefined;
  readonly region?: string | undefined;
}

const FILTERS: readonly (readonly [keyof AttributeFilter, column: string])[] = [
  ["institution_code", "a.institution_code"],
  ["attribute_no", "a.attribute_no::text"],
  ["visit_id", "a.visit_id::text"],
  ["person_no", "a.person_no"],
  ["certificate_type", "p.certificate_type"],
  ["certificate_no", "p.certificate_no"],
  ["name", "p.name"],
  ["own_number", "a.own_number"],
  ["attribute_type", "a.attribute_type"],
  ["attribute", "a.attribute"],
  ["region", "a.region"],
];

const PAGE_SIZE_MAX = 1_000;

/**
 * Attributes of visits of one institution, the earliest first; pages count from 1 and hold at most
 * 1,000. @throws YibaoError PEOPLE-PAGE
 */
export async function queryVisitAttributes(
  from: Runner,
  filter: AttributeFilter,
  page: { readonly page_num: number; readonly page_size: number },
): Promise<VisitAttribute[]> {
  const { page_num, page_size } = page;
  if (page_num < 1 || page_size < 1 || page_size > PAGE_SIZE_MAX) {
    throw new YibaoError("PEOPLE-PAGE", { page_num, page_size, most: PAGE_SIZE_MAX });
  }
  const given = FILTERS.filter(([name]) => filter[name] !== undefined);
  const conditions = given.map(([, column], index) => `${column} = $${index + 3}`);
  const { rows } = await from.query<VisitAttribute>(
    `select a.person_no, a.attribute_no, a.visit_id, a.institution_code, a.own_number,
            a.attribute_type, a.attribute, a.region, a.memo, a.recorded_at::text as recorded_at,
            p.certificate_type, p.certificate_no, p.name
       from people.visit_attribute a join people.person p using (person_no)
      where ${conditions.join(" and ")}
      order by a.attribute_no limit $1 offset $2`,
    [page_size, (page_num - 1) * page_size, ...given.map(([name]) => filter[name])],
  );
  return rows;
}

/** A person lets an institution see reports that others made. */
export interface ReportConsent {
  readonly person_no: string;
  readonly institution_code: string;
  /** `2023-06-15 10:00:00`, China Standard Time. */
  readonly given_at: string;
  /** How the person was identified; no token or card number. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** Enters a consent; the same within a second is one. */
export async function enterConsent(transaction: Runner, consent: ReportConsent): Promise<void> {
  const { person_no, institution_code, given_at, details } = consent;
  await transaction.query(
    `insert into people.report_consent (person_no, institution_code, given_at, details)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [person_no, institution_code, given_at, JSON.stringify(details)],
  );
}
