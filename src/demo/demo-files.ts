import { type CivilDate, fen, yuanFromFen } from "../kernel/index.ts";
import { csvText } from "./csv-text.ts";
import type { DemoPeriod, DemoPerson } from "./demo-person.ts";
import type { DemoRegion } from "./generate-region.ts";

/** The made-up region as the import files of the rooms, in an order in which all can be imported. */

export type DemoFile =
  | { readonly room: "catalogue"; readonly kind: CatalogueFile; readonly text: string }
  | { readonly room: "providers"; readonly kind: ProvidersFile; readonly text: string }
  | { readonly room: "people"; readonly kind: PeopleFile; readonly text: string };

type CatalogueFile =
  | "items"
  | "item-classes"
  | "first-shares"
  | "price-ceilings"
  | "diseases"
  | "operations";
type ProvidersFile = "institutions" | "agreements" | "catalogue-mappings";
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
  return [...catalogueFiles(region), ...providersFiles(region), ...peopleFiles(region.people)];
}

/** Deposits into personal accounts, of the form ACCOUNT_DEPOSIT_FORM of the people room. */
export function accountDepositFile({ people }: DemoRegion): string {
  const header = ["person_no", "date", "amount", "memo"];
  const rows = people.flatMap(({ person_no, deposits }) =>
    deposits.map(({ date, amount_fen, memo }) => [person_no, date, yuan(amount_fen), memo]),
  );
  return csvText(header, rows);
}

function catalogueFiles({ items, diseases, operations }: DemoRegion): DemoFile[] {
  const file = (kind: CatalogueFile, text: string): DemoFile => ({ room: "catalogue", kind, text });
  return [
    file(
      "items",
      csvText(
        [
          ..."item_code valid_from name list_type charge_type pinyin unit".split(" "),
          ..."specification maker".split(" "),
        ],
        items.map((item) => [
          item.item_code,
          FIRST_DAY,
          item.name,
          item.list_type,
          item.charge_type,
          item.pinyin,
          item.unit,
          item.specification,
          item.maker,
        ]),
      ),
    ),
    file(
      "item-classes",
      csvText(
        "item_code valid_from class limited_use paid_alone basic_drug negotiated".split(" "),
        items.flatMap(({ item_code, classes }) =>
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
      ),
    ),
    file(
      "first-shares",
      csvText(
        "item_code insutype valid_from share basis document".split(" "),
        items.flatMap(({ item_code, shares }) =>
          shares.map(({ insutype, valid_from, share_percent }) => {
            return [item_code, insutype, valid_from, percent(share_percent), BASIS, DOCUMENT];
          }),
        ),
      ),
    ),
    file(
      "price-ceilings",
      csvText(
        "item_code hospital_level valid_from ceiling basis document".split(" "),
        items.flatMap(({ item_code, ceilings }) =>
          ceilings.map(({ hospital_level, valid_from, ceiling_fen }) => {
            return [item_code, hospital_level, valid_from, yuan(ceiling_fen), BASIS, DOCUMENT];
          }),
        ),
      ),
    ),
    ...(
      [
        ["diseases", diseases],
        ["operations", operations],
      ] as const
    ).map(([kind, terms]) =>
      file(
        kind,
        csvText(
          "code valid_from version name".split(" "),
          terms.map(({ code, version, name }) => [code, FIRST_DAY, version, name]),
        ),
      ),
    ),
  ];
}

function providersFiles({ institutions, items }: DemoRegion): DemoFile[] {
  const file = (kind: ProvidersFile, text: string): DemoFile => ({ room: "providers", kind, text });
  return [
    file(
      "institutions",
      csvText(
        [
          ..."institution_code name type level region uscc infcode_form".split(" "),
          ..."access_key secret".split(" "),
        ],
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
    ),
    file(
      "agreements",
      csvText(
        "institution_code valid_from state settled_level reason".split(" "),
        institutions.flatMap(({ institution_code, agreements }) =>
          agreements.map(({ valid_from, state, settled_level, reason }) => {
            return [institution_code, valid_from, state, settled_level, reason];
          }),
        ),
      ),
    ),
    file(
      "catalogue-mappings",
      csvText(
        "institution_code own_code valid_from item_code".split(" "),
        institutions.flatMap(({ institution_code }) =>
          items.map(({ own_code, item_code }) => {
            return [institution_code, own_code, FIRST_DAY, item_code];
          }),
        ),
      ),
    ),
  ];
}

function peopleFiles(people: readonly DemoPerson[]): DemoFile[] {
  const file = (kind: PeopleFile, text: string): DemoFile => ({ room: "people", kind, text });
  /** One row for each fact of each person: what it says, then its period. */
  const facts = <Fact extends DemoPeriod>(
    kind: PeopleFile,
    columns: string,
    factsOf: (person: DemoPerson) => readonly Fact[],
    said: (fact: Fact) => readonly (string | null)[],
  ): DemoFile => {
    const header = ["person_no", ...columns.split(" "), "valid_from", "valid_to"];
    const rows = people.flatMap((person) =>
      factsOf(person).map((fact) => {
        return [person.person_no, ...said(fact), fact.valid_from, fact.valid_to];
      }),
    );
    return file(kind, csvText(header, rows));
  };
  const persons = people.map((person) => {
    const { person_no, certificate_no, name, sex, nation, born } = person;
    return [person_no, certificate_no, name, sex, nation, born];
  });
  return [
    file("persons", csvText("person_no certificate_no name sex nation born".split(" "), persons)),
    facts(
      "enrolments",
      "insutype person_type employment_status civil_servant_rank state insured_region employer_name",
      (person) => person.enrolments,
      (row) => [
        row.insutype,
        row.person_type,
        row.employment_status,
        row.civil_servant_rank,
        row.state,
        row.insured_region,
        row.employer_name,
      ],
    ),
    facts(
      "identities",
      "kind",
      (person) => person.identities,
      ({ kind }) => [kind],
    ),
    facts(
      "disease-certificates",
      "disease",
      (person) => person.disease_certificates,
      ({ disease }) => [disease],
    ),
    facts(
      "place-filings",
      "place region",
      (person) => person.place_filings,
      ({ place, region }) => [place, region],
    ),
    facts(
      "family-links",
      "relative_person_no",
      ({ relatives }) =>
        relatives.map((relative) => ({ relative, valid_from: FIRST_DAY, valid_to: null })),
      ({ relative }) => [relative],
    ),
  ];
}

function yuan(amount_fen: number): string {
  return yuanFromFen(fen(amount_fen));
}

/** Hundredths as a decimal: 5 is 0.05. */
function percent(hundredths: number): string {
  return `0.${String(hundredths).padStart(2, "0")}`;
}
