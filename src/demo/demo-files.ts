import type { CatalogueKind } from "../catalogue/index.ts";
import { type CivilDate, type CsvCell, csvText, yuanFromFen } from "../kernel/index.ts";
import type { DemoItem } from "./demo-catalogue.ts";
import { demoItemLimits } from "./demo-limits.ts";
import { demoListItemClasses, demoListItems, demoLists } from "./demo-lists.ts";
import type { DemoPeriod, DemoPerson } from "./demo-person.ts";
import { demoPractitioners } from "./demo-practitioners.ts";
import type { DemoTerm } from "./demo-terms.ts";
import type { DemoRegion } from "./generate-region.ts";

/** The made-up region as the rooms' import files, in an order in which references resolve. */

/** A file, and which room imports it. */
export type DemoFile =
  | FileOf<"catalogue", CatalogueKind>
  | FileOf<"providers", ProvidersFile>
  | FileOf<"people", PeopleFile>
  | FileOf<"supervision", "item-limits">;

interface FileOf<Room, Kind> {
  readonly room: Room;
  readonly kind: Kind;
  readonly text: string;
}

type ProvidersFile = "institutions" | "agreements" | "catalogue-mappings" | "practitioners";
type PeopleFile =
  | "persons"
  | "enrolments"
  | "identities"
  | "disease-certificates"
  | "place-filings"
  | "family-links";

const FIRST_DAY = "2022-01-01" as CivilDate;
const BASIS = "placeholder";
const DOCUMENT = "演示〔2022〕1号";

export function demoFiles(region: DemoRegion): readonly DemoFile[] {
  const { items, people } = region;
  return [
    ...itemFiles(items),
    ...valueFiles(items),
    termFile("diseases", region.diseases),
    termFile("operations", region.operations),
    ...listFiles(region),
    limitFile(items),
    ...providersFiles(region),
    personFile(people),
    enrolmentFile(people),
    ...entitlementFiles(people),
  ];
}

/** Deposits, of the form ACCOUNT_DEPOSIT_FORM of the people room: money, posted by its importer. */
export function accountDepositFile({ people }: DemoRegion): string {
  const rows = people.flatMap(({ person_no, deposits }) =>
    deposits.map(({ date, amount_fen, memo }) => [person_no, date, yuanFromFen(amount_fen), memo]),
  );
  return csvText(["person_no", "date", "amount", "memo"], rows);
}

function file<Room, Kind>(
  room: Room,
  kind: Kind,
  columns: string,
  rows: Iterable<readonly CsvCell[]>,
): FileOf<Room, Kind> {
  return { room, kind, text: csvText(columns.split(" "), rows) };
}

function itemFiles(items: readonly DemoItem[]): FileOf<"catalogue", CatalogueKind>[] {
  return [
    file(
      "catalogue",
      "items",
      "item_code valid_from name list_type charge_type pinyin unit specification maker",
      [
        ...items.map((row) => [
          row.item_code,
          FIRST_DAY,
          row.name,
          row.list_type,
          row.charge_type,
          row.pinyin,
          row.unit,
          row.specification,
          row.maker,
        ]),
        ...demoListItems(),
      ],
    ),
    file(
      "catalogue",
      "item-classes",
      "item_code valid_from class limited_use paid_alone basic_drug negotiated",
      [
        ...items.flatMap(({ item_code, classes }) =>
          classes.map((row) => [
            item_code,
            row.valid_from,
            row.class,
            row.limited_use,
            row.paid_alone,
            row.basic_drug,
            row.negotiated,
          ]),
        ),
        ...demoListItemClasses(),
      ],
    ),
  ];
}

function valueFiles(items: readonly DemoItem[]): FileOf<"catalogue", CatalogueKind>[] {
  return [
    file(
      "catalogue",
      "first-shares",
      "item_code insutype valid_from share basis document",
      items.flatMap(({ item_code, shares }) =>
        shares.map(({ insutype, valid_from, share_percent }) => {
          return [item_code, insutype, valid_from, hundredths(share_percent), BASIS, DOCUMENT];
        }),
      ),
    ),
    file(
      "catalogue",
      "price-ceilings",
      "item_code hospital_level valid_from ceiling basis document",
      items.flatMap(({ item_code, ceilings }) =>
        ceilings.map(({ hospital_level, valid_from, ceiling_fen }) => {
          return [item_code, hospital_level, valid_from, yuanFromFen(ceiling_fen), BASIS, DOCUMENT];
        }),
      ),
    ),
  ];
}

/** What an order is audited by; nobody has issued these limits, so each is a placeholder. */
function limitFile(items: readonly DemoItem[]): FileOf<"supervision", "item-limits"> {
  return file(
    "supervision",
    "item-limits",
    "item_code kind valid_from value document basis confidence",
    demoItemLimits(items).map(({ item_code, kind, value }) => {
      return [item_code, kind, FIRST_DAY, value, DOCUMENT, BASIS, "low"];
    }),
  );
}

function termFile(
  kind: CatalogueKind,
  terms: readonly DemoTerm[],
): FileOf<"catalogue", CatalogueKind> {
  const rows = terms.map(({ code, version, name }) => [code, FIRST_DAY, version, name]);
  return file("catalogue", kind, "code valid_from version name", rows);
}

function listFiles({ diseases, operations }: DemoRegion): FileOf<"catalogue", CatalogueKind>[] {
  return demoLists(diseases, operations).map(({ kind, columns, rows }) =>
    file("catalogue", kind, columns, rows),
  );
}

function providersFiles({ institutions, items }: DemoRegion): FileOf<"providers", ProvidersFile>[] {
  return [
    file(
      "providers",
      "institutions",
      "institution_code name type level region uscc infcode_form access_key secret",
      institutions.map((row) => [
        row.institution_code,
        row.name,
        row.type,
        row.level,
        row.region,
        row.uscc,
        row.infcode_form,
        row.access_key,
        row.secret,
      ]),
    ),
    file(
      "providers",
      "agreements",
      "institution_code valid_from state settled_level reason",
      institutions.flatMap(({ institution_code, agreements }) =>
        agreements.map(({ valid_from, state, settled_level, reason }) => {
          return [institution_code, valid_from, state, settled_level, reason];
        }),
      ),
    ),
    file(
      "providers",
      "catalogue-mappings",
      "institution_code own_code valid_from item_code",
      institutions.flatMap(({ institution_code }) =>
        items.map(({ own_code, item_code }) => {
          return [institution_code, own_code, FIRST_DAY, item_code];
        }),
      ),
    ),
    file(
      "providers",
      "practitioners",
      "institution_code practitioner_code valid_from name type certificate_no insurance_physician",
      institutions
        .flatMap(demoPractitioners)
        .map((row) => [
          row.institution_code,
          row.practitioner_code,
          FIRST_DAY,
          row.name,
          row.type,
          row.certificate_no,
          row.insurance_physician,
        ]),
    ),
  ];
}

function personFile(people: readonly DemoPerson[]): FileOf<"people", PeopleFile> {
  const rows = people.map(({ person_no, certificate_no, name, sex, nation, born }) => {
    return [person_no, certificate_no, name, sex, nation, born];
  });
  return file("people", "persons", "person_no certificate_no name sex nation born", rows);
}

function enrolmentFile(people: readonly DemoPerson[]): FileOf<"people", PeopleFile> {
  return factFile(
    "enrolments",
    "insutype person_type employment_status civil_servant_rank state insured_region employer_name",
    people,
    ({ enrolments }) => enrolments,
    (row) => [
      row.insutype,
      row.person_type,
      row.employment_status,
      row.civil_servant_rank,
      row.state,
      row.insured_region,
      row.employer_name,
    ],
  );
}

function entitlementFiles(people: readonly DemoPerson[]): FileOf<"people", PeopleFile>[] {
  return [
    factFile(
      "identities",
      "kind",
      people,
      (row) => row.identities,
      ({ kind }) => [kind],
    ),
    factFile(
      "disease-certificates",
      "disease",
      people,
      (row) => row.disease_certificates,
      ({ disease }) => [disease],
    ),
    factFile(
      "place-filings",
      "place region",
      people,
      (row) => row.place_filings,
      ({ place, region }) => [place, region],
    ),
    factFile("family-links", "relative_person_no", people, familyLinks, ({ relative }) => [
      relative,
    ]),
  ];
}

/** One row for each fact of each person: whose, what it says, its period. */
function factFile<Fact extends DemoPeriod>(
  kind: PeopleFile,
  columns: string,
  people: readonly DemoPerson[],
  factsOf: (person: DemoPerson) => readonly Fact[],
  said: (fact: Fact) => readonly CsvCell[],
): FileOf<"people", PeopleFile> {
  const rows = people.flatMap((person) =>
    factsOf(person).map((fact) => {
      return [person.person_no, ...said(fact), fact.valid_from, fact.valid_to];
    }),
  );
  return file("people", kind, `person_no ${columns} valid_from valid_to`, rows);
}

function familyLinks({ relatives }: DemoPerson): (DemoPeriod & { readonly relative: string })[] {
  return relatives.map((relative) => ({ relative, valid_from: FIRST_DAY, valid_to: null }));
}

/** 5 is 0.05. */
function hundredths(percent: number): string {
  return `0.${String(percent).padStart(2, "0")}`;
}
