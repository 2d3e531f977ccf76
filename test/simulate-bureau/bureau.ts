import { type CatalogueKind, importCatalogue } from "../../src/catalogue/index.ts";
import { type CivilDate, type Fen, fen } from "../../src/kernel/index.ts";
import { importPeople, type PeopleKind } from "../../src/people/index.ts";
import { loadRegion, readPackText } from "../../src/policy/index.ts";
import { importProviders, type ProvidersKind } from "../../src/providers/index.ts";
import { depositToAccounts } from "../../src/settlement/index.ts";
import type { CsvImportResult } from "../../src/store/index.ts";
import { publishText } from "../support/pack-notice.ts";
import type { BureauEvent, DepositRow, PolicyChange } from "./bureau-events.ts";
import type { Door } from "./door.ts";
import * as files from "./files.ts";
import type { BureauModel } from "./model/bureau-model.ts";
import type { RegionPack } from "./region-pack.ts";
import type { Tally } from "./tally.ts";
import type { PersonPlan, World } from "./world.ts";

/** The bureau's own work: it imports by the faces that its commands use, and the model learns. */

export interface BureauDesk {
  readonly door: Door;
  readonly model: BureauModel;
  readonly pack: RegionPack;
  readonly tally: Tally;
}

/** Everything that is there before the first message. */
export async function openBureau(desk: BureauDesk, world: World): Promise<void> {
  const { items, institutions, households } = world;
  const from = files.LONG_AGO as CivilDate;
  await catalogueFile(desk, "items", files.itemsFile(items));
  await catalogueFile(desk, "item-classes", files.classesFile(items));
  const shares = items.flatMap(({ code: item_code, shares: of }) =>
    Object.entries(of).map(([insutype, share_ppm]) => ({ item_code, insutype, share_ppm, from })),
  );
  await catalogueFile(desk, "first-shares", files.sharesFile(shares));
  const ceilings = items.flatMap(({ code: item_code, ceilings: of }) =>
    Object.entries(of).map(([level, ceiling_micro_yuan]) => {
      return { item_code, level, from, ceiling_micro_yuan };
    }),
  );
  await catalogueFile(desk, "price-ceilings", files.ceilingsFile(ceilings));
  await providersFile(desk, "institutions", files.institutionsFile(institutions));
  const agreements = institutions.map(({ code: institution_code }) => {
    return { institution_code, from, state: "active" as const };
  });
  await providersFile(desk, "agreements", files.agreementsFile(agreements));
  await providersFile(desk, "catalogue-mappings", files.mappingsFile(institutions, items));
  const people = households.flatMap((household) => household.people);
  const early = people.filter((person) => person.registered_at === null);
  await registerPeople(desk, early);
  for (const person of early) desk.model.register(person);
  await deposit(desk, openingsOf(early, world.first_day));
  await reloadCaches(desk);
}

/** Does what an event says, and lets the model know. */
export async function happen(desk: BureauDesk, world: World, event: BureauEvent): Promise<void> {
  desk.tally.event(event.kind);
  desk.model.learn(event);
  switch (event.kind) {
    case "person":
      await registerPeople(desk, [event.person]);
      await deposit(desk, openingsOf([event.person], world.first_day));
      return;
    case "identity":
      await peopleFile(desk, "identities", files.identitiesFile([[event.person_no, event.row]]));
      return;
    case "enrolment":
      await peopleFile(desk, "enrolments", files.enrolmentsFile([[event.person_no, event.row]]));
      return;
    case "certificate": {
      const csv = files.certificatesFile([[event.person_no, event.row]]);
      await peopleFile(desk, "disease-certificates", csv);
      return;
    }
    case "agreement":
      await providersFile(desk, "agreements", files.agreementsFile([event.row]));
      await reloadCaches(desk);
      return;
    case "ceiling":
      await catalogueFile(desk, "price-ceilings", files.ceilingsFile([event.row]));
      await reloadCaches(desk);
      return;
    case "share":
      await catalogueFile(desk, "first-shares", files.sharesFile([event.row]));
      await reloadCaches(desk);
      return;
    case "policy":
      desk.pack.publish(event.change);
      desk.model.region = loadRegion(desk.pack.folder);
      await publishNotice(desk, event.change);
      return;
    case "deposits":
      await deposit(desk, event.deposits);
      return;
    case "restart":
      await desk.door.restart();
      return;
  }
}

/** The way of a notice into force; the platform takes it over while it runs. */
async function publishNotice({ door, pack }: BureauDesk, { from }: PolicyChange): Promise<void> {
  if (door.never_hears) return;
  const { store, region } = await door.platform();
  const retroactive_reason = "模拟的通知可以晚到";
  await publishText(store, readPackText(pack.folder), {
    now: door.now(),
    from,
    retroactive_reason,
  });
  await region.reload();
}

/** A running server hears of a change and loads again; the run waits until it has. */
async function reloadCaches({ door }: BureauDesk): Promise<void> {
  const platform = await door.platform();
  await platform.institutions.reload();
  await platform.catalogue.reload();
}

async function registerPeople(desk: BureauDesk, people: readonly PersonPlan[]): Promise<void> {
  if (people.length === 0) return;
  const rows = <Row>(of: (person: PersonPlan) => readonly Row[]): (readonly [string, Row])[] =>
    people.flatMap((person) => of(person).map((row) => [person.person_no, row] as const));
  await peopleFile(desk, "persons", files.personsFile(people));
  await peopleFile(desk, "enrolments", files.enrolmentsFile(rows((one) => one.enrolments)));
  await peopleFile(desk, "identities", files.identitiesFile(rows((one) => one.identities)));
  const certificates = files.certificatesFile(rows((one) => one.certificates));
  await peopleFile(desk, "disease-certificates", certificates);
  await peopleFile(desk, "place-filings", files.filingsFile(rows((one) => one.filings)));
  await peopleFile(desk, "family-links", files.relativesFile(rows((one) => one.relatives)));
}

function openingsOf(people: readonly PersonPlan[], date: CivilDate): DepositRow[] {
  return people
    .filter((person) => person.opening_fen > 0)
    .map(({ person_no, opening_fen }) => {
      return { person_no, date, amount_fen: opening_fen, reference: `opening ${person_no}` };
    });
}

/** Money for those who are registered: a bank cannot pay into an account that is not there. */
async function deposit(desk: BureauDesk, rows: readonly DepositRow[]): Promise<void> {
  const { model, door } = desk;
  const known = rows.filter((row) => model.people.has(row.person_no));
  const platform = await door.platform();
  const before = model.books.deposits.size;
  for (const { person_no, amount_fen, reference } of known) {
    model.deposit(person_no, fen(amount_fen) as Fen, reference);
  }
  const deposits = known.map((row) => ({ ...row, memo: "模拟入账" }));
  const { deposited } = await depositToAccounts(platform.store, platform.region.value, deposits);
  const expected = model.books.deposits.size - before;
  if (deposited !== expected) {
    throw new Error(`${deposited} deposits were written, ${expected} were new`);
  }
}

async function peopleFile({ door }: BureauDesk, kind: PeopleKind, csv: string): Promise<void> {
  const { store } = await door.platform();
  assertWhole(await importPeople(store, kind, csv));
}

async function providersFile(
  { door }: BureauDesk,
  kind: ProvidersKind,
  csv: string,
): Promise<void> {
  const { store } = await door.platform();
  assertWhole(await importProviders(store, kind, csv));
}

async function catalogueFile(
  { door }: BureauDesk,
  kind: CatalogueKind,
  csv: string,
): Promise<void> {
  const { store } = await door.platform();
  assertWhole(await importCatalogue(store, kind, csv));
}

function assertWhole({ kind, refused }: CsvImportResult): void {
  if (refused.length > 0) {
    throw new Error(`the file ${kind} was refused: ${JSON.stringify(refused.slice(0, 3))}`);
  }
}
