import { yuanFromMicroYuan } from "../../src/catalogue/index.ts";
import { decimalFromPpm, type Ppm } from "../../src/kernel/index.ts";
import type { AgreementRow, CeilingRow, ShareRow } from "./bureau-events.ts";
import type { InstitutionPlan, ItemPlan, PersonPlan } from "./world.ts";
import { ownCode } from "./world-items.ts";

/** The files that a bureau imports, as CSV. */

type Cell = string | null;

function csv(header: string, rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows.map((row) => row.map((cell) => cell ?? "").join(",")), ""].join("\n");
}

export function personsFile(people: readonly PersonPlan[]): string {
  return csv(
    "person_no,certificate_no,name,sex,born",
    people.map((one) => [one.person_no, one.certificate_no, one.name, one.sex, one.born]),
  );
}

type Of<Row> = readonly (readonly [person_no: string, row: Row])[];

export function enrolmentsFile(rows: Of<PersonPlan["enrolments"][number]>): string {
  return csv(
    "person_no,insutype,valid_from,valid_to,person_type,employment_status," +
      "civil_servant_rank,state,insured_region,employer_name",
    rows.map(([person_no, row]) => [
      person_no,
      row.insutype,
      row.from,
      row.to,
      row.person_type,
      row.status,
      row.rank,
      row.state,
      row.region,
      row.insutype === "310" ? "演示单位" : "",
    ]),
  );
}

export function identitiesFile(rows: Of<PersonPlan["identities"][number]>): string {
  return csv(
    "person_no,kind,valid_from,valid_to",
    rows.map(([person_no, { kind, from, to }]) => [person_no, kind, from, to]),
  );
}

export function certificatesFile(rows: Of<PersonPlan["certificates"][number]>): string {
  return csv(
    "person_no,disease,valid_from,valid_to",
    rows.map(([person_no, { disease, from, to }]) => [person_no, disease, from, to]),
  );
}

export function filingsFile(rows: Of<PersonPlan["filings"][number]>): string {
  return csv(
    "person_no,place,region,valid_from,valid_to",
    rows.map(([person_no, { place, region, from, to }]) => [person_no, place, region, from, to]),
  );
}

export function relativesFile(rows: Of<PersonPlan["relatives"][number]>): string {
  return csv(
    "person_no,relative_person_no,valid_from,valid_to",
    rows.map(([person_no, row]) => [person_no, row.person_no, row.from, row.to]),
  );
}

/** Since when everything that was there before the run has been there. */
export const LONG_AGO = "2022-01-01";

export function institutionsFile(institutions: readonly InstitutionPlan[]): string {
  return csv(
    "institution_code,name,type,level,region,access_key,secret",
    institutions.map(({ code, name, level, region }) => [
      code,
      name,
      code.startsWith("P") ? "2" : "1",
      level,
      region,
      `key-${code}`,
      `secret-of-${code}`,
    ]),
  );
}

export function agreementsFile(rows: readonly AgreementRow[]): string {
  return csv(
    "institution_code,valid_from,valid_to,state,reason",
    rows.map((row) => [
      row.institution_code,
      row.from,
      null,
      row.state,
      row.state === "suspended" ? "模拟中止" : "",
    ]),
  );
}

export function mappingsFile(
  institutions: readonly InstitutionPlan[],
  items: readonly ItemPlan[],
): string {
  const mapped = items.filter((item) => item.mapped);
  return csv(
    "institution_code,own_code,valid_from,item_code",
    institutions.flatMap(({ code }) =>
      mapped.map((item) => [code, ownCode(item.code), LONG_AGO, item.code]),
    ),
  );
}

export function itemsFile(items: readonly ItemPlan[]): string {
  return csv(
    "item_code,valid_from,name,list_type,charge_type,pinyin,specification",
    items.map(({ code, name, list_type, charge_type }) => [
      code,
      LONG_AGO,
      name,
      list_type,
      charge_type,
      code,
      "1盒",
    ]),
  );
}

export function classesFile(items: readonly ItemPlan[]): string {
  return csv(
    "item_code,valid_from,class,limited_use,paid_alone",
    items.map((item) => [
      item.code,
      LONG_AGO,
      item.item_class,
      item.limited_use ? "1" : "",
      item.paid_alone ? "1" : "",
    ]),
  );
}

export function sharesFile(rows: readonly (ShareRow & { readonly insutype?: string })[]): string {
  return csv(
    "item_code,insutype,valid_from,share",
    rows.map((row) => [
      row.item_code,
      row.insutype ?? "",
      row.from,
      decimalFromPpm(row.share_ppm as Ppm, 6),
    ]),
  );
}

export function ceilingsFile(rows: readonly CeilingRow[]): string {
  return csv(
    "item_code,hospital_level,valid_from,ceiling",
    rows.map((row) => [
      row.item_code,
      row.level,
      row.from,
      yuanFromMicroYuan(row.ceiling_micro_yuan),
    ]),
  );
}
