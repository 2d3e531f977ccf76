import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { createCatalogueCache, importCatalogue, LISTS, listSpan } from "../catalogue/index.ts";
import type { CivilDate } from "../kernel/index.ts";
import { ACCOUNT_DEPOSIT_FORM, importPeople, loadPersonFacts } from "../people/index.ts";
import {
  agreementOn,
  createInstitutionsCache,
  createMappings,
  importProviders,
} from "../providers/index.ts";
import { type CsvImportResult, readCsvRows } from "../store/index.ts";
import { importSupervision } from "../supervision/index.ts";
import { accountDepositFile, type DemoFile, demoFiles } from "./demo-files.ts";
import { generateRegion } from "./generate-region.ts";

// Goal: what the generator makes, the rooms accept to the last row, quickly, and once. Method: the
// whole default region into real Postgres, twice.

let database: FreshDatabase;
const region = generateRegion();
const files = demoFiles(region);

beforeAll(async () => {
  database = await freshDatabase();
});

afterAll(() => database.drop());

function load(file: DemoFile): Promise<CsvImportResult> {
  const { store } = database;
  const options = { onlyIfClean: true };
  switch (file.room) {
    case "catalogue":
      return importCatalogue(store, file.kind, file.text, options);
    case "providers":
      return importProviders(store, file.kind, file.text, options);
    case "people":
      return importPeople(store, file.kind, file.text, options);
    case "supervision":
      return importSupervision(store, file.kind, file.text, options);
  }
}

async function loadAll(): Promise<CsvImportResult[]> {
  const results: CsvImportResult[] = [];
  for (const file of files) results.push(await load(file));
  return results;
}

test("the whole region is imported, and a second time changes nothing", async () => {
  const first = await loadAll();
  expect(first.flatMap(({ refused }) => refused)).toEqual([]);
  expect(first.every(({ accepted, read }) => accepted === read && read > 0)).toBe(true);
  const read = Object.fromEntries(first.map((result) => [result.kind, result.read]));
  expect(read).toMatchObject({ items: 2_030, persons: 20_000, "catalogue-mappings": 84_000 });
  const second = await loadAll();
  expect(second.every((result) => result.unchanged === result.read)).toBe(true);
});

test("every list that institutions download has rows", async () => {
  for (const definition of LISTS) {
    const span = await listSpan(database.store, definition, "v0000");
    expect(span.latest, definition.list).toBeGreaterThan(0);
  }
});

test("what was imported is found as it was made", async () => {
  const { store } = database;
  const day = "2026-06-01" as CivilDate;
  const people = region.people.slice(0, 200);
  const facts = await loadPersonFacts(
    store.pool,
    people.map(({ person_no }) => person_no),
  );
  for (const { person_no, enrolments, identities, relatives } of people) {
    const record = facts.get(person_no);
    expect(record?.enrolments).toHaveLength(enrolments.length);
    expect(record?.identities).toHaveLength(identities.length);
    expect(record?.family_links.map((link) => link.relative_person_no)).toEqual(relatives);
    expect(record?.state.balance_fen).toBe(0);
  }
  const institutions = await createInstitutionsCache(store);
  const fates = institutions.value.all.map((row) => agreementOn(row, day)?.state);
  expect(fates.filter((state) => state === "active")).toHaveLength(40);
  const catalogue = await createCatalogueCache(store);
  const mappings = await createMappings(store);
  const { institution_code } = region.institutions[7]!;
  for (const { own_code, item_code, name } of region.items.filter((_, index) => index % 50 === 0)) {
    expect(await mappings.mappedItem(institution_code, own_code, day)).toBe(item_code);
    const entry = catalogue.value.entryOn(item_code, day, "310", "level2");
    expect(entry?.name).toBe(name);
    expect(entry?.class !== "B" || entry.first_share_stated).toBe(true);
  }
  for (const cache of [institutions, catalogue, mappings]) cache.close();
});

test("every deposit can be read", async () => {
  let sum = 0;
  let rows = 0;
  for await (const { value } of readCsvRows(ACCOUNT_DEPOSIT_FORM, accountDepositFile(region))) {
    sum += value?.amount_fen ?? Number.NaN;
    rows += 1;
  }
  const deposits = region.people.flatMap((person) => person.deposits);
  expect(rows).toBe(deposits.length);
  expect(sum).toBe(deposits.reduce((total, { amount_fen }) => total + amount_fen, 0));
});
