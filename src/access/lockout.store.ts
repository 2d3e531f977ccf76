import { createHash } from "node:crypto";
import { YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import { type Failures, lockedUntil, oneLess, oneMore } from "./lockout.ts";
import { timeText } from "./time-text.ts";

/** Names that are no account fall into so many bins: strangers cannot fill the table. */
const BINS = 4_096;

/** Under what the failures of a name are counted: its account, or the bin of a name unknown. */
export function subjectOf(account_no: number | null, account: string): string {
  if (account_no !== null) return `account:${account_no}`;
  const bin = createHash("sha256").update(account).digest().readUInt16BE(0) % BINS;
  return `unknown:${bin}`;
}

/** Counts a try as a failure. @throws YibaoError ACCESS-LOCKED */
export async function countTry(store: Store, subject: string, now: Date): Promise<void> {
  const refused_until = await store.transaction(async (client) => {
    const failures = await lockedRow(client, subject, now);
    const until = lockedUntil(failures, now);
    if (until !== null) return until;
    await write(client, subject, oneMore(failures, now));
    return null;
  });
  if (refused_until === null) return;
  throw new YibaoError("ACCESS-LOCKED", { until: timeText(refused_until) });
}

/** For who has nothing left to guess. @throws YibaoError ACCESS-LOCKED */
export async function assertNotLocked(runner: Runner, subject: string, now: Date): Promise<void> {
  const { rows } = await runner.query<Failures>(
    "select failures, last_failed_at from access.lockout where subject = $1",
    [subject],
  );
  const until = lockedUntil(rows[0] ?? null, now);
  if (until !== null) throw new YibaoError("ACCESS-LOCKED", { until: timeText(until) });
}

/** The try was no failure, though no success either: the password was right, a code is missing. */
export async function takeBack(store: Store, subject: string, now: Date): Promise<void> {
  await store.transaction(async (client) => {
    await write(client, subject, oneLess(await lockedRow(client, subject, now)));
  });
}

/** A success, or a security officer who lifts the lock. */
export async function forgetFailures(runner: Runner, subject: string): Promise<void> {
  await runner.query("delete from access.lockout where subject = $1", [subject]);
}

async function lockedRow(client: Runner, subject: string, now: Date): Promise<Failures> {
  await client.query(
    `insert into access.lockout (subject, failures, last_failed_at) values ($1, 0, $2)
     on conflict do nothing`,
    [subject, now],
  );
  const { rows } = await client.query<Failures>(
    "select failures, last_failed_at from access.lockout where subject = $1 for update",
    [subject],
  );
  // Deleted between the two statements by a success elsewhere.
  return rows[0] ?? { failures: 0, last_failed_at: now };
}

async function write(client: Runner, subject: string, failures: Failures): Promise<void> {
  await client.query(
    `insert into access.lockout (subject, failures, last_failed_at) values ($1, $2, $3)
     on conflict (subject) do update
        set failures = excluded.failures, last_failed_at = excluded.last_failed_at`,
    [subject, failures.failures, failures.last_failed_at],
  );
}

export interface Lockout {
  readonly account_no: number;
  readonly account: string;
  readonly name: string;
  readonly failures: number;
  readonly locked_until: Date;
}

const LOCKOUTS_MAX = 200;

/** Accounts that are locked now, the longest lock first; at most 200. */
export async function listLockouts(runner: Runner, now: Date): Promise<readonly Lockout[]> {
  const { rows } = await runner.query<Failures & Omit<Lockout, "locked_until">>(
    `select account_no, account, name, failures, last_failed_at
       from access.lockout join access.account on subject = 'account:' || account_no
      where failures > 0 order by last_failed_at desc limit $1`,
    [LOCKOUTS_MAX],
  );
  return rows
    .flatMap(({ account_no, account, name, ...failures }) => {
      const locked_until = lockedUntil(failures, now);
      if (locked_until === null) return [];
      return { account_no, account, name, failures: failures.failures, locked_until };
    })
    .sort((one, other) => other.locked_until.getTime() - one.locked_until.getTime());
}
