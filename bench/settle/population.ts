import { importCatalogue } from "../../src/catalogue/index.ts";
import {
  addDays,
  type CivilDate,
  certificateCheckCharacter,
  fen,
  yuanFromFen,
} from "../../src/kernel/index.ts";
import { importPeople } from "../../src/people/index.ts";
import { importProviders } from "../../src/providers/index.ts";
import { depositToAccounts } from "../../src/settlement/index.ts";
import type { CsvImportResult } from "../../src/store/index.ts";
import type { Platform } from "./platform-under-load.ts";

/** Made-up people, items and one pharmacy, brought in through the doors that real data uses. */

export interface Buyer {
  readonly person_no: string;
  readonly certificate_no: string;
  readonly name: string;
}

export const PHARMACY = { code: "P43040090001", name: "压测药店" };
export const DISEASE = "hypertension";
export const ITEMS = 12;
/** In every personal account, in fen: no account runs dry during a run. */
export const BALANCE_FEN = 100_000_00;

const FIRST_DAY = "2022-09-01";
/** No authority ever gave out 999999: nobody can have such an identity number. */
const UNASSIGNABLE_PREFIX = "999999";
const SERIALS_A_DAY = 900;

export function buyers(count: number): Buyer[] {
  return Array.from({ length: count }, (_, index) => ({
    person_no: personNo(index),
    certificate_no: certificateNo(index),
    name: `压测${index % 97}`,
  }));
}

/** As the peer's SQL makes it too: `'B' || lpad(index, 9, '0')`. */
export function personNo(index: number): string {
  return `B${String(index).padStart(9, "0")}`;
}

function certificateNo(index: number): string {
  const serial = String(index % SERIALS_A_DAY).padStart(3, "0");
  const first17 = `${UNASSIGNABLE_PREFIX}${birthday(index).replaceAll("-", "")}${serial}`;
  return first17 + certificateCheckCharacter(first17);
}

function birthday(index: number): CivilDate {
  return addDays("1970-01-01" as CivilDate, Math.floor(index / SERIALS_A_DAY));
}

export interface Item {
  readonly item_code: string;
  readonly own_code: string;
  readonly price_fen: number;
  readonly class: "A" | "B" | "C";
}

/** Twelve cheap drugs of all classes, so that no yearly limit is reached during a run. */
export function items(): Item[] {
  return Array.from({ length: ITEMS }, (_, index) => ({
    item_code: `XBENCH${String(index + 1).padStart(14, "0")}`,
    own_code: `BENCH-${index + 1}`,
    price_fen: 101 + index * 7,
    class: index % 6 === 5 ? "C" : index % 2 === 0 ? "A" : "B",
  }));
}

export async function populate(platform: Platform, people: readonly Buyer[]): Promise<void> {
  const { store } = platform;
  const options = { onlyIfClean: true, source: "bench" };
  for (const [kind, text] of catalogueFiles()) {
    assertClean(await importCatalogue(store, kind, text, options));
  }
  for (const [kind, text] of providerFiles()) {
    assertClean(await importProviders(store, kind, text, options));
  }
  for (const [kind, text] of peopleFiles(people)) {
    assertClean(await importPeople(store, kind, text, options));
  }
  const deposits = people.map(({ person_no }) => ({
    person_no,
    date: FIRST_DAY as CivilDate,
    amount_fen: fen(BALANCE_FEN),
    memo: "bench",
    reference: `bench/${person_no}`,
  }));
  await depositToAccounts(store, platform.region.value, deposits);
  await Promise.all([platform.institutions.reload(), platform.catalogue.reload()]);
}

function assertClean({ kind, refused }: CsvImportResult): void {
  if (refused[0]) throw new Error(`bench ${kind}: ${refused[0].message}`);
}

function catalogueFiles() {
  const all = items();
  return [
    [
      "items",
      csv(
        "item_code,valid_from,name,list_type,charge_type,unit,specification",
        all.map((one, index) => [
          one.item_code,
          FIRST_DAY,
          `压测药品${index + 1}`,
          101,
          "09",
          "盒",
          "24片",
        ]),
      ),
    ],
    [
      "item-classes",
      csv(
        "item_code,valid_from,class",
        all.map((one) => [one.item_code, FIRST_DAY, one.class]),
      ),
    ],
    [
      "first-shares",
      csv(
        "item_code,valid_from,share",
        all.map((one) => [one.item_code, FIRST_DAY, one.class === "B" ? "0.10" : "0"]),
      ),
    ],
    [
      "price-ceilings",
      csv(
        "item_code,valid_from,ceiling",
        all.map((one, index) => [
          one.item_code,
          FIRST_DAY,
          yuanFromFen(fen(index % 4 === 3 ? one.price_fen - 10 : one.price_fen + 100)),
        ]),
      ),
    ],
  ] as const;
}

function providerFiles() {
  const { code, name } = PHARMACY;
  return [
    [
      "institutions",
      csv("institution_code,name,type,level,region,access_key,secret", [
        [code, name, 2, "pharmacy", "430400", "bench-access-key", "bench-secret-0123456789"],
      ]),
    ],
    ["agreements", csv("institution_code,valid_from,state", [[code, FIRST_DAY, "active"]])],
    [
      "catalogue-mappings",
      csv(
        "institution_code,own_code,valid_from,item_code",
        items().map((one) => [code, one.own_code, FIRST_DAY, one.item_code]),
      ),
    ],
  ] as const;
}

function peopleFiles(people: readonly Buyer[]) {
  return [
    [
      "persons",
      csv(
        "person_no,certificate_no,name,sex,born",
        people.map((one, index) => [
          one.person_no,
          one.certificate_no,
          one.name,
          Number(one.certificate_no[16]) % 2 === 1 ? "1" : "2",
          birthday(index),
        ]),
      ),
    ],
    [
      "enrolments",
      csv(
        "person_no,insutype,valid_from,person_type,employment_status,insured_region",
        people.map((one) => [one.person_no, 310, FIRST_DAY, 11, "working", "430400"]),
      ),
    ],
    [
      "disease-certificates",
      csv(
        "person_no,disease,valid_from",
        people.map((one) => [one.person_no, DISEASE, FIRST_DAY]),
      ),
    ],
  ] as const;
}

function csv(header: string, rows: readonly (readonly (string | number)[])[]): string {
  return `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`;
}
