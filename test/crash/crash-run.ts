import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "../../src/store/index.ts";
import { type RandomStream, randomStream } from "../support/random.ts";
import { type Bank, createBank, storeOf } from "./bank.ts";
import { checkBank, checkCoherence, checkMessages, checkPeople, checkRepeats } from "./checks.ts";
import { crowd, fillFolder } from "./crash-region.ts";
import { createGate, type Gate } from "./gate.ts";
import { hospitalsAtWork } from "./hospital-crowd.ts";
import type { Resolution } from "./hospital-sender.ts";
import { killPlan, type PlannedKill } from "./kill-plan.ts";
import { createMessageBook, type MessageBook } from "./message-book.ts";
import { type PlatformUnderFire, platformUnderFire } from "./platform-under-fire.ts";
import { type CrashSummary, percentile } from "./summary.ts";

/**
 * The crash run: hospitals work, the platform is killed at a moment drawn from the seed, started
 * again, and looked at while nobody writes; then the hospitals go on with what they know.
 */

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  readonly workers?: number;
  readonly people?: number;
  /** Kills between two looks at everything; the touched is looked at after each. */
  readonly full_every?: number;
  /** SQL that makes the database worse than it is, to see that it shows. */
  readonly spoil?: string;
  readonly progress: (line: string) => void;
}

interface Run {
  readonly options: CrashOptions;
  readonly data: string;
  readonly random: RandomStream;
  readonly gate: Gate;
  readonly book: MessageBook;
  readonly bank: Bank;
  readonly platform: PlatformUnderFire;
  readonly violations: string[];
  readonly restarts: number[];
  readonly healings: number[];
  readonly found: { whole: number; absent: number };
  readonly resolutions: Map<Resolution, number>;
  readonly refusals: Map<string, number>;
  deposits: number;
  violate: (what: string) => void;
}

const WORKERS = 32;
const PEOPLE = 40;
const FULL_EVERY = 20;
const REPEATS = 12;
const OPEN_ATTEMPTS = 100;
const OPEN_MILLISECONDS = 50;

export async function crashRun(options: CrashOptions): Promise<CrashSummary> {
  const started = performance.now();
  const data = mkdtempSync(join(tmpdir(), "yibao-crash-"));
  // As root the database runs as another user, who must be able to enter.
  chmodSync(data, 0o755);
  let platform: PlatformUnderFire | null = null;
  const cutShort = (): void => {
    platform?.endAtOnce();
    rmSync(data, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once("exit", cutShort);
  try {
    const people = crowd(options.people ?? PEOPLE);
    options.progress(`seed ${options.seed}: filling a small region`);
    const { opening_fen, cluster } = await fillFolder(data, people, options.spoil);
    platform = await platformUnderFire(data, cluster);
    const run = newRun(options, data, platform, opening_fen);
    const working = workersOf(run, people);
    await underFire(run, working);
    await lastLook(run, working);
    return summaryOf(run, (performance.now() - started) / 1_000);
  } finally {
    process.off("exit", cutShort);
    cutShort();
  }
}

function newRun(
  options: CrashOptions,
  data: string,
  platform: PlatformUnderFire,
  opening_fen: ReadonlyMap<string, number>,
): Run {
  const gate = createGate();
  const book = createMessageBook(opening_fen);
  const bank = createBank({
    gate,
    data,
    people: book.people,
    random: randomStream(options.seed + 999),
    deposited: (deposit) => {
      run.deposits += 1;
      if (!deposit.counted) book.deposited(deposit.person_no, deposit.amount_fen);
    },
  });
  const violations: string[] = [];
  const run: Run = {
    ...{ options, data, platform, gate, book, bank, violations },
    random: randomStream(options.seed),
    restarts: [],
    healings: [],
    found: { whole: 0, absent: 0 },
    resolutions: new Map(),
    refusals: new Map(),
    deposits: 0,
    violate: (what) => {
      violations.push(what);
      options.progress(`VIOLATION: ${what}`);
    },
  };
  return run;
}

function workersOf(run: Run, people: Parameters<typeof hospitalsAtWork>[0]["people"]) {
  const { gate, book, platform, options, violate, resolutions, refusals } = run;
  let serial = 0;
  const hospitals = hospitalsAtWork({
    ...{ gate, book, people, violate },
    workers: options.workers ?? WORKERS,
    randomOf: (worker) => randomStream(options.seed + 1 + worker),
    url: () => platform.url,
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    count: (what) => resolutions.set(what, (resolutions.get(what) ?? 0) + 1),
    refused: (sentence) => {
      const kind = sentence.replace(/\d+/g, "0").slice(0, 60);
      refusals.set(kind, (refusals.get(kind) ?? 0) + 1);
    },
  });
  return Promise.all([hospitals, run.bank.work()]);
}

/** One kill after the other; stops at the first violation, which more kills would only cover. */
async function underFire(run: Run, working: Promise<unknown>): Promise<void> {
  const { options, gate, platform, violations } = run;
  const failed = working.then(
    () => undefined,
    (error: unknown) => run.violate(`a hospital ended: ${(error as Error).stack}`),
  );
  for (const kill of killPlan(options.kills, run.random)) {
    gate.open();
    await Promise.race([sleep(kill.after_ms), failed]);
    await platform.strike(kill);
    await gate.close();
    await startAgain(run, kill);
    await look(run, kill.number % (options.full_every ?? FULL_EVERY) === 0);
    tell(run, kill);
    if (violations.length > 0) {
      run.violate(`repeat with --kills ${kill.number} --seed ${options.seed}: ${text(kill)}`);
      return;
    }
  }
}

async function startAgain(run: Run, kill: PlannedKill): Promise<void> {
  try {
    const { milliseconds, healed } = await run.platform.revive();
    (healed ? run.healings : run.restarts).push(milliseconds);
  } catch (error) {
    run.violate(`no start after ${text(kill)}: ${(error as Error).message}`);
  }
}

/** Everything that may be wrong while nobody writes. */
async function look(run: Run, whole: boolean): Promise<void> {
  const { book, data, platform, violate, random } = run;
  if (run.violations.length > 0) return;
  for (const left of platform.leftovers()) violate(left);
  const store = await openedStore(data);
  try {
    const messages = whole ? book.messages : book.messages.filter(({ fresh }) => fresh);
    const found = await checkMessages(store, book, messages, violate);
    run.found.whole += found.whole;
    run.found.absent += found.absent;
    await checkBank(store, book, run.bank);
    await checkPeople(store, book, violate);
    if (whole) await checkCoherence(store, violate);
  } catch (error) {
    violate(`the check itself failed: ${(error as Error).stack}`);
  } finally {
    await store.close();
  }
  const answered = book.messages.filter(({ answer, body }) => answer !== null && body !== null);
  const sample = Array.from({ length: Math.min(REPEATS, answered.length) }, (_, index) =>
    index % 2 === 0
      ? (answered[answered.length - 1 - (index >> 1)] as (typeof answered)[number])
      : random.pick(answered),
  );
  await checkRepeats(platform.url, sample, violate);
}

/** A database that lost one of its processes may refuse for a moment more. */
async function openedStore(data: string): Promise<Store> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await storeOf(data);
    } catch (error) {
      if (attempt >= OPEN_ATTEMPTS) throw error;
      await sleep(OPEN_MILLISECONDS);
    }
  }
}

/** The hospitals end what they have begun; then everything is looked at, and stopped politely. */
async function lastLook(run: Run, working: Promise<unknown>): Promise<void> {
  const { gate, platform, violations, violate } = run;
  if (violations.length === 0) {
    gate.open();
    await sleep(500);
    await gate.close();
    await look(run, true);
  }
  gate.end();
  await working.catch(() => undefined);
  const code = await platform.stop();
  if (code !== 0) violate(`the last stop ended with ${code}`);
  for (const left of platform.leftovers()) violate(left);
}

function text({ number, kind, after_ms, pause_ms }: PlannedKill): string {
  return `kill ${number} (${kind} after ${after_ms} ms, pause ${pause_ms} ms)`;
}

function tell({ options, book, found, restarts, healings }: Run, kill: PlannedKill): void {
  const last = Math.round(restarts.at(-1) ?? healings.at(-1) ?? 0);
  options.progress(
    `${text(kill)} of ${options.kills}: ${book.messages.length} messages, ` +
      `${book.inForce.size} in force, unknown ${found.whole} whole ${found.absent} absent, ` +
      `last start ${last} ms`,
  );
}

function summaryOf(run: Run, seconds: number): CrashSummary {
  const { options, book, found, restarts, healings, violations } = run;
  const count = (...states: string[]) =>
    book.messages.filter(({ state }) => states.includes(state)).length;
  const by_kind: Record<string, number> = {};
  for (const { kind } of killPlan(options.kills, randomStream(options.seed)).slice(
    0,
    restarts.length + healings.length,
  )) {
    by_kind[kind] = (by_kind[kind] ?? 0) + 1;
  }
  return {
    seed: options.seed,
    kills: restarts.length + healings.length,
    by_kind,
    messages: {
      sent: book.messages.length,
      acknowledged: count("acknowledged"),
      refused: count("refused"),
      unknown_found_whole: found.whole,
      unknown_found_absent: found.absent,
    },
    resolutions: Object.fromEntries(run.resolutions),
    refusals: Object.fromEntries([...run.refusals].sort(([, a], [, b]) => b - a).slice(0, 10)),
    settlements_in_force: book.inForce.size,
    deposits: run.deposits,
    restart_ms: { count: restarts.length, ...percentile(restarts) },
    healing_ms: { count: healings.length, ...percentile(healings) },
    violations,
    seconds: Math.round(seconds),
  };
}
