import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Fen, fen, YibaoError } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import { type ArrowFile, createArrowFile } from "./arrow-file.ts";
import { type ArrowTable, arrowTable } from "./arrow-table.ts";
import type { BillRow } from "./bill-row.ts";
import { BillTable } from "./bill-table.ts";
import { CaseBook } from "./case-book.ts";
import {
  BATCH_BILLS,
  billColumns,
  HISTORY_FILES,
  HISTORY_FORMAT,
  PEOPLE_COLUMNS,
} from "./columns.ts";
import type { HistoryFund, HistoryManifest } from "./history.ts";
import { type PersonRow, PersonTable } from "./person-table.ts";
import type { HistoryWords } from "./words.ts";

/** What only the source of a history knows of it; the rest the writer counts. */
export type SourceFacts = Pick<
  HistoryManifest,
  | "generator_version"
  | "settled_policy_versions"
  | "from"
  | "to"
  | "years"
  | "source"
  | "seed"
  | "opening_balances"
  | "opening_balances_note"
  | "remarks"
>;

export interface HistoryWriter {
  /**
   * One person with all their bills, in the order of settling. What is full goes to the disk.
   * @throws YibaoError HISTORY-AMOUNT-TOO-LARGE, HISTORY-FUND-UNKNOWN, HISTORY-WORD-UNKNOWN
   */
  addPerson(person: PersonRow, bills: readonly BillRow[]): void;
  /** What each pool has paid so far. */
  readonly paid_by_pool: ReadonlyMap<string, Fen>;
  readonly bills: number;
  finish(facts: SourceFacts): HistoryManifest;
  /** Takes away what was written. */
  abandon(): void;
}

/** Funds that some benefit of the region is paid by, in the order of their codes. */
export function payingFunds(region: Region): HistoryFund[] {
  const layers = region.benefits.flatMap((benefit) => benefit.layers);
  const funds = new Set(layers.flatMap((layer) => ("fund" in layer ? [layer.fund] : [])));
  return [...funds].sort().map((fund) => {
    const { name, pool } = region.funds.get(fund) ?? { name: fund, pool: fund };
    return { fund, name, pool };
  });
}

/**
 * Starts a history in a folder that is empty or not there yet.
 * @throws YibaoError HISTORY-FOLDER-NOT-EMPTY, HISTORY-FOLDER-NOT-WRITABLE
 */
export function createHistory(folder: string, region: Region, words: HistoryWords): HistoryWriter {
  const made = prepared(folder);
  return new FolderWriter(folder, made, region, words);
}

class FolderWriter implements HistoryWriter {
  readonly paid_by_pool = new Map<string, Fen>();
  bills = 0;
  #people = 0;
  #cancellations = 0;
  #notReproduced = 0;
  readonly #folder: string;
  readonly #made: string | null;
  readonly #region: Region;
  readonly #funds: readonly HistoryFund[];
  readonly #pools: ReadonlyMap<string, string>;
  readonly #book: CaseBook;
  readonly #billTable: BillTable;
  readonly #personTable = new PersonTable();
  readonly #billArrow: ArrowTable;
  readonly #personArrow: ArrowTable;
  readonly #billFile: ArrowFile;
  readonly #personFile: ArrowFile;

  constructor(folder: string, made: string | null, region: Region, words: HistoryWords) {
    this.#folder = folder;
    this.#made = made;
    this.#region = region;
    this.#funds = payingFunds(region);
    this.#pools = new Map(this.#funds.map(({ fund, pool }) => [fund, pool]));
    this.#book = new CaseBook(words);
    this.#billTable = new BillTable(this.#funds.map(({ fund }) => fund));
    this.#billArrow = arrowTable(billColumns(this.#funds), words);
    this.#personArrow = arrowTable(PEOPLE_COLUMNS, words);
    this.#billFile = writable(folder, () => createArrowFile(join(folder, HISTORY_FILES.bills)));
    this.#personFile = writable(folder, () => createArrowFile(join(folder, HISTORY_FILES.people)));
  }

  addPerson(person: PersonRow, bills: readonly BillRow[]): void {
    for (const row of bills) {
      this.#billTable.add(this.#people, this.#book.codesOf(row.case), row);
      if (row.cancels_back > 0) this.#cancellations += 1;
      if (!row.reproduced) this.#notReproduced += 1;
      this.#count(row);
    }
    this.#personTable.add(this.#book, person, this.bills, bills.length);
    this.#people += 1;
    this.bills += bills.length;
    if (this.#billTable.count >= BATCH_BILLS) this.#flushBills();
    if (this.#personTable.full) this.#flushPeople();
  }

  #count({ answer }: BillRow): void {
    for (const { fund, paid_fen } of answer.payments) {
      const pool = this.#pools.get(fund);
      if (pool === undefined) continue;
      this.paid_by_pool.set(pool, fen((this.paid_by_pool.get(pool) ?? 0) + paid_fen));
    }
  }

  #flushBills(): void {
    const { data, count } = this.#billTable;
    writable(this.#folder, () => this.#billFile.write(this.#billArrow.batch(data, count)));
    this.#billTable.clear();
  }

  #flushPeople(): void {
    const { data, count } = this.#personTable;
    writable(this.#folder, () => this.#personFile.write(this.#personArrow.batch(data, count)));
    this.#personTable.clear();
  }

  finish(facts: SourceFacts): HistoryManifest {
    // Also an empty table has a batch: without one, the file would have no schema.
    if (this.#billTable.count > 0 || this.bills === 0) this.#flushBills();
    if (this.#personTable.count > 0 || this.#people === 0) this.#flushPeople();
    const cases = `${JSON.stringify({ cases: this.#book.cases }, null, 1)}\n`;
    return writable(this.#folder, () => {
      const sha256 = {
        [HISTORY_FILES.cases]: createHash("sha256").update(cases).digest("hex"),
        [HISTORY_FILES.people]: this.#personFile.finish(),
        [HISTORY_FILES.bills]: this.#billFile.finish(),
      };
      writeFileSync(join(this.#folder, HISTORY_FILES.cases), cases);
      const manifest = this.#manifest(facts, sha256);
      const text = `${JSON.stringify(manifest, null, 2)}\n`;
      writeFileSync(join(this.#folder, HISTORY_FILES.manifest), text);
      return manifest;
    });
  }

  #manifest(facts: SourceFacts, sha256: HistoryManifest["sha256"]): HistoryManifest {
    const { code, name, version } = this.#region;
    return {
      format: HISTORY_FORMAT,
      generator_version: facts.generator_version,
      region: code,
      region_name: name,
      policy_version: version,
      settled_policy_versions: facts.settled_policy_versions,
      from: facts.from,
      to: facts.to,
      years: facts.years,
      source: facts.source,
      seed: facts.seed,
      people: this.#people,
      bills: this.bills,
      cancellations: this.#cancellations,
      bills_not_reproduced: this.#notReproduced,
      funds: this.#funds,
      opening_balances: facts.opening_balances,
      opening_balances_note: facts.opening_balances_note,
      remarks: facts.remarks,
      sha256,
    };
  }

  abandon(): void {
    this.#billFile.abandon();
    this.#personFile.abandon();
    for (const name of Object.values(HISTORY_FILES)) rmSync(join(this.#folder, name), FORCE);
    if (this.#made === null) return;
    for (let folder = resolve(this.#folder); ; folder = dirname(folder)) {
      rmdirSync(folder);
      if (folder === this.#made) return;
    }
  }
}

const FORCE = { force: true } as const;

/** The first of the folders that had to be made, or null. */
function prepared(folder: string): string | null {
  const made = writable(folder, () => mkdirSync(folder, { recursive: true }));
  if (made !== undefined) return resolve(made);
  if (writable(folder, () => readdirSync(folder)).length > 0) {
    throw new YibaoError("HISTORY-FOLDER-NOT-EMPTY", { folder });
  }
  return null;
}

function writable<Result>(folder: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof YibaoError) throw error;
    throw new YibaoError("HISTORY-FOLDER-NOT-WRITABLE", { folder, reason: code });
  }
}
