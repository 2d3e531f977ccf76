import { importCatalogue } from "../catalogue/index.ts";
import { sealJournal } from "../ledger/index.ts";
import { ACCOUNT_DEPOSIT_FORM, hasPeopleBeyond, importPeople } from "../people/index.ts";
import { importProviders } from "../providers/index.ts";
import {
  depositReference,
  depositToAccounts,
  type ReferencedDeposit,
} from "../settlement/index.ts";
import {
  type CsvImportOptions,
  type CsvImportResult,
  readCsvRows,
  type Store,
} from "../store/index.ts";
import { importSupervision } from "../supervision/index.ts";
import { accountDepositFile, type DemoFile, demoFiles } from "./demo-files.ts";
import { UNASSIGNABLE_PREFIX } from "./demo-person.ts";
import type { DeskPlatform } from "./desk-hospital.ts";
import { areDesksFilled, fillDesks } from "./fill-desks.ts";
import { fillHistory } from "./fill-history.ts";
import { generateHistory } from "./generate-history.ts";
import { DEMO_SEED, type DemoRegion, generateRegion } from "./generate-region.ts";

/** What the fill needs of a running platform. */
export interface DemoHouse extends DeskPlatform {
  /** Reference data in memory, loaded again after the import. */
  readonly caches: readonly { reload(): Promise<void> }[];
}

/** A smaller demo than the usual one, for tests. */
export interface DemoSize {
  readonly people?: number;
  readonly settlements?: number;
}

/** `done` of `total` in a named step. */
export type DemoProgress = (step: string, done: number, total: number) => void;

/** Whether the demo region is wholly in the database. */
export async function isDemoFilled(store: Store): Promise<boolean> {
  const { rows } = await store.query("select 1 from demo.fill where seed = $1", [DEMO_SEED]);
  return rows.length > 0;
}

/** A database that holds people who are not the demo's is somebody's own: the demo stays out. */
export async function mayFillDemo(store: Store): Promise<boolean> {
  return !(await hasPeopleBeyond(store.pool, UNASSIGNABLE_PREFIX));
}

/**
 * Fills the demo region through the very doors that real data comes in by: CSV imports, deposits
 * and the settlement service. May be repeated after an interruption.
 */
export async function fillDemo(
  house: DemoHouse,
  progress: DemoProgress,
  size: DemoSize = {},
): Promise<void> {
  const { store, region, settlement, caches } = house;
  const made = generateRegion(size.people === undefined ? {} : { people: size.people });
  await loadDemoRegion(store, made, progress);
  await Promise.all(caches.map((cache) => cache.reload()));
  const deposits = await readDeposits(accountDepositFile(made));
  progress("个人账户入账", 0, deposits.length);
  await depositToAccounts(store, region, deposits);
  const visits = generateHistory(made, size.settlements);
  await fillHistory(settlement, visits, (done) => progress("结算历史账单", done, visits.length));
  await sealJournal(store);
  if (!(await areDesksFilled(store))) {
    await fillDesks(house, made, (done, total) => progress("各科室待办", done, total));
  }
  await store.query(
    "insert into demo.fill (seed, settlements) values ($1, $2) on conflict do nothing",
    [DEMO_SEED, visits.length],
  );
}

/**
 * Imports a made-up region through the rooms' own importers. Again it changes nothing. Account
 * deposits are left out: they are money, and go through the ledger.
 */
export async function loadDemoRegion(
  store: Store,
  made: DemoRegion,
  progress: DemoProgress,
): Promise<void> {
  const files = demoFiles(made);
  for (const [index, file] of files.entries()) {
    const result = await importFile(store, file, {
      onlyIfClean: true,
      source: `demo ${made.seed}`,
    });
    const [first] = result.refused;
    // The generator made the file: a refused row is our fault, not the user's.
    if (first !== undefined) throw new Error(`demo ${file.kind}: ${first.message}`);
    progress(`导入 ${file.kind}`, index + 1, files.length);
  }
}

function importFile(
  store: Store,
  file: DemoFile,
  options: CsvImportOptions,
): Promise<CsvImportResult> {
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

async function readDeposits(text: string): Promise<ReferencedDeposit[]> {
  const deposits: ReferencedDeposit[] = [];
  for await (const read of readCsvRows(ACCOUNT_DEPOSIT_FORM, text)) {
    if (read.value === null) throw new Error(`demo deposit row ${read.row} is refused`);
    deposits.push({ ...read.value, reference: depositReference(read.value) });
  }
  return deposits;
}
