import {
  type CsvImportOptions,
  type CsvImportResult,
  type CsvKind,
  type CsvSource,
  importCsvFile,
  type Store,
} from "../store/index.ts";
import { ENROLMENTS } from "./enrolment.import.ts";
import {
  DISEASE_CERTIFICATES,
  FAMILY_LINKS,
  IDENTITIES,
  PLACE_FILINGS,
} from "./entitlement.import.ts";
import { PERSONS } from "./person.import.ts";

/** The kinds of files that the people room imports, in an order in which references resolve. */
export const PEOPLE_KINDS = {
  persons: PERSONS,
  enrolments: ENROLMENTS,
  identities: IDENTITIES,
  "disease-certificates": DISEASE_CERTIFICATES,
  "place-filings": PLACE_FILINGS,
  "family-links": FAMILY_LINKS,
} as const satisfies Readonly<Record<string, CsvKind>>;

export type PeopleKind = keyof typeof PEOPLE_KINDS;

/** Imports a CSV file of a kind; what was refused and why is in the result. */
export async function importPeople(
  store: Store,
  kind: PeopleKind,
  source: CsvSource,
  options?: CsvImportOptions,
): Promise<CsvImportResult> {
  return importCsvFile(store, PEOPLE_KINDS[kind], source, options);
}
