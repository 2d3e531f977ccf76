import { createHmac } from "node:crypto";
import type pg from "pg";
import {
  addDays,
  type CivilDate,
  firstDayOfYear,
  YibaoError,
  yearOf,
} from "../../../kernel/index.ts";
import {
  countPeople,
  everybody,
  loadPersonFacts,
  type PersonRecord,
  readEnrolledCodes,
} from "../../../people/index.ts";
import { type Region, rulesOn } from "../../../policy/index.ts";
import {
  loadHistories,
  readSettledCodes,
  type SettlementRecord,
  settledHistory,
  timelineOf,
} from "../../../settlement/index.ts";
import type { Store } from "../../../store/index.ts";
import { GENERATOR_VERSION } from "../generate/assumptions.ts";
import type { HistoryManifest } from "../history.ts";
import { historyWords } from "../words.ts";
import { createHistory, type HistoryWriter } from "../write-history.ts";
import { exportedBills } from "./exported-bills.ts";
import { exportedPerson } from "./exported-person.ts";
import { openingBalances } from "./opening-balances.ts";

export interface ExportOptions {
  readonly store: Store;
  readonly region: Region;
  /** Whole calendar years, both days counted in. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** A folder that is empty or not there yet. */
  readonly folder: string;
  /** What pseudonyms are made with; who has it can tell who is who. */
  readonly key: Buffer;
  readonly onProgress?: (people: number, all: number) => void;
}

const PAGE = 500;

/**
 * Writes the database's own history, person by person in one snapshot, in an order that only the
 * key tells. Who was not enrolled in the period, and has no bill in it, is left out.
 * @throws YibaoError HISTORY-NOT-WHOLE-YEARS, HISTORY-FOLDER-NOT-EMPTY,
 *   HISTORY-FOLDER-NOT-WRITABLE, HISTORY-AMOUNT-TOO-LARGE, HISTORY-FUND-UNKNOWN
 */
export async function exportHistory(options: ExportOptions): Promise<HistoryManifest> {
  assertWholeYears(options.from, options.to);
  const client = await options.store.pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const manifest = await exportFrom(client, options);
    await client.query("commit");
    client.release();
    return manifest;
  } catch (error) {
    // A connection in an unfinished transaction is not given back.
    client.release(error as Error);
    throw error;
  }
}

async function exportFrom(client: pg.PoolClient, options: ExportOptions): Promise<HistoryManifest> {
  const { region, from, to, folder } = options;
  const since = firstNeeded(region, from);
  const settled = await readSettledCodes(client, since);
  const enrolled = await readEnrolledCodes(client);
  const words = historyWords(region, {
    insutypes: [...settled.insutypes, ...enrolled.insutypes],
    visit_types: settled.visit_types,
    diseases: settled.diseases,
    civil_servant_ranks: enrolled.civil_servant_ranks,
    districts: enrolled.regions,
  });
  const writer = createHistory(folder, region, words);
  try {
    const versions = await exportPeople(client, options, since, writer);
    return writer.finish({
      generator_version: GENERATOR_VERSION,
      settled_policy_versions: [...versions].sort(),
      from,
      to,
      years: yearsOf(from, to),
      source: "database",
      seed: null,
      ...(await openingBalances(client, region, from)),
      remarks: REMARKS,
    });
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

/** Writes everybody; returns the policies their bills were settled by. */
async function exportPeople(
  client: pg.PoolClient,
  options: ExportOptions,
  since: CivilDate,
  writer: HistoryWriter,
): Promise<ReadonlySet<string>> {
  const { key, onProgress } = options;
  const versions = new Set<string>();
  const all = await countPeople(client);
  const salt = hmac(key, "order of people");
  let done = 0;
  for await (const person_nos of everybody(client, salt, PAGE)) {
    const people = await loadPersonFacts(client, person_nos);
    const histories = await loadHistories(client, person_nos, since);
    for (const person_no of person_nos) {
      const record = people.get(person_no);
      const settlements = histories.get(person_no) ?? [];
      if (record !== undefined) exportPerson(options, writer, record, settlements);
      for (const { kind, policy_version } of settlements) {
        if (kind === "settlement") versions.add(policy_version);
      }
    }
    done += person_nos.length;
    onProgress?.(done, all);
  }
  return versions;
}

function exportPerson(
  { region, key, from, to }: ExportOptions,
  writer: HistoryWriter,
  record: PersonRecord,
  settlements: readonly SettlementRecord[],
): void {
  const range = { first: yearOf(from), last: yearOf(to) };
  const events = settledHistory(region, settlements);
  const bills = exportedBills(region, timelineOf(record), events, range);
  const pseudonym = `假名-${hmac(key, `person ${record.person.person_no}`).slice(0, 24)}`;
  const person = exportedPerson(pseudonym, record, { from, to: addDays(to, 1) }, bills);
  if (person !== null) writer.addPerson(person, bills);
}

function hmac(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** A bill that is split by year sees the accumulators of the year before, too. */
function firstNeeded(region: Region, from: CivilDate): CivilDate {
  const split = rulesOn(region, from).stay_year === "split";
  return split ? firstDayOfYear(yearOf(from) - 1) : from;
}

/** @throws YibaoError HISTORY-NOT-WHOLE-YEARS */
function assertWholeYears(from: CivilDate, to: CivilDate): void {
  if (from.endsWith("-01-01") && to.endsWith("-12-31") && from < to) return;
  throw new YibaoError("HISTORY-NOT-WHOLE-YEARS", { from, to });
}

function yearsOf(from: CivilDate, to: CivilDate): number[] {
  const first = yearOf(from);
  return Array.from({ length: yearOf(to) - first + 1 }, (_, index) => first + index);
}

const REMARKS: readonly string[] = [
  "人员属性与救助身份取自导出时的登记；结算时另有登记的，重算不同的行标为 reproduced = 0",
  "上一年度已有中途结算的住院，其已收起付线不在本历史里，重算不同的行标为 reproduced = 0",
  "没有个人账户与现金的分别；收入与缴费基数没有登记",
  "行按年度累计所属的年取舍，结算或撤销的日子可能在期间之后",
];
