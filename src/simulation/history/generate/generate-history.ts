import {
  type CivilDate,
  type Fen,
  firstDayOfYear,
  multiplyFenByRatio,
  randomFamily,
  ZERO_FEN,
} from "../../../kernel/index.ts";
import { type Region, type RegionRules, rulesOn } from "../../../policy/index.ts";
import type { HistoryManifest } from "../history.ts";
import { historyWords } from "../words.ts";
import { createHistory, type HistoryWriter, payingFunds } from "../write-history.ts";
import { ASSUMPTIONS, GENERATOR_VERSION, LEFT_OUT } from "./assumptions.ts";
import { type YearCalendar, yearCalendar } from "./calendar.ts";
import { districtsOf, madePerson } from "./made-person.ts";
import { madeStays } from "./made-stays.ts";
import { madeVisits } from "./made-visits.ts";
import { assertPolicyYear } from "./policy-year.ts";
import { settledYear } from "./settled-year.ts";

export interface GenerateOptions {
  readonly region: Region;
  readonly people: number;
  readonly year: number;
  readonly seed: string;
  /** A folder that is empty or not there yet. */
  readonly folder: string;
  /** Called every thousand people or so; may give way. */
  readonly onProgress?: (people: number, bills: number) => Promise<void> | void;
}

const STEP = 1_000;

/**
 * Writes a made-up year of a region: people by number, each from a source of chance of their own,
 * their bills settled by the real engine. The same options give the same bytes on any machine.
 * @throws YibaoError HISTORY-BEFORE-POLICY, HISTORY-FOLDER-NOT-EMPTY,
 * HISTORY-FOLDER-NOT-WRITABLE, POLICY-NO-BENEFIT
 */
export async function generateHistory(options: GenerateOptions): Promise<HistoryManifest> {
  const { region, people, seed, folder, onProgress } = options;
  assertPolicyYear(region, options.year);
  const calendar = yearCalendar(options.year);
  const writer = createHistory(folder, region, wordsOf(region));
  try {
    const rules = rulesByDay(region, calendar);
    const sourceOf = randomFamily(seed, `history ${GENERATOR_VERSION} ${options.year}`);
    for (let number = 0; number < people; number += 1) {
      const random = sourceOf(number);
      const person = madePerson(random, calendar, region.code, number);
      const stays = madeStays(random, calendar, rules, person);
      const bills = [...stays, ...madeVisits(random, calendar, person)];
      writer.addPerson(person.row, settledYear(random, region, calendar, rules, bills));
      if (number % STEP === STEP - 1) await onProgress?.(number + 1, writer.bills);
    }
    return writer.finish({
      generator_version: GENERATOR_VERSION,
      settled_policy_versions: [region.version],
      from: firstDayOfYear(options.year),
      to: `${options.year}-12-31` as CivilDate,
      years: [options.year],
      source: "made",
      seed,
      opening_balances: openingBalances(region, writer),
      opening_balances_note: OPENING_NOTE,
      remarks: LEFT_OUT,
    });
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

const OPENING_NOTE = "虚构：按本年支出的若干个月计，见 yibao history generate --assumptions";

function wordsOf(region: Region) {
  return historyWords(region, {
    insutypes: ["310", "390"],
    visit_types: [],
    diseases: [],
    civil_servant_ranks: ASSUMPTIONS.civil_servants.value.ranks.map(([, rank]) => rank),
    districts: districtsOf(region.code).map(([, district]) => district),
  });
}

/** Rules change on few days, and are asked for every stay. */
function rulesByDay(region: Region, calendar: YearCalendar): (day: number) => RegionRules {
  const known = new Map<number, RegionRules>();
  return (day) => {
    let rules = known.get(day);
    if (rules === undefined) {
      rules = rulesOn(region, calendar.date(day));
      known.set(day, rules);
    }
    return rules;
  };
}

/** Some months of the year's own spending in each pool that paid. */
function openingBalances(region: Region, writer: HistoryWriter): Readonly<Record<string, Fen>> {
  const months = ASSUMPTIONS.opening_months.value;
  const balances: Record<string, Fen> = {};
  for (const { pool } of payingFunds(region)) {
    const spent = writer.paid_by_pool.get(pool) ?? ZERO_FEN;
    const held = months[pool] ?? (months.other as number);
    balances[pool] = multiplyFenByRatio(spent, held, 12, "half-up");
  }
  return balances;
}
