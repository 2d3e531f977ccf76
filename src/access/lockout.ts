/** Failures to sign in since the last success. */
export interface Failures {
  readonly failures: number;
  readonly last_failed_at: Date;
}

export const FAILURES_ALLOWED = 5;
const MINUTE = 60_000;
const FIRST_LOCK = 15 * MINUTE;
const LONGEST_LOCK = 24 * 60 * MINUTE;
/** So long after the last failure, or the lock that followed it, nothing is held against one. */
const FORGOTTEN_AFTER = 24 * 60 * MINUTE;

/** Until when nobody may try; null when one may. Each fifth failure locks twice as long. */
export function lockedUntil(failures: Failures | null, now: Date): Date | null {
  const until = endOfLock(failures);
  return until !== null && now < until ? until : null;
}

/**
 * A try is counted as a failure before the password is looked at, and taken back afterwards when it
 * was none: so many tries at once are not more than one after the other.
 */
export function oneMore(failures: Failures | null, now: Date): Failures {
  const before = failures === null || isForgotten(failures, now) ? 0 : failures.failures;
  return { failures: before + 1, last_failed_at: now };
}

export function oneLess({ failures, last_failed_at }: Failures): Failures {
  return { failures: Math.max(0, failures - 1), last_failed_at };
}

function endOfLock(failures: Failures | null): Date | null {
  if (failures === null || failures.failures === 0) return null;
  if (failures.failures % FAILURES_ALLOWED !== 0) return null;
  const locks = failures.failures / FAILURES_ALLOWED;
  const length = Math.min(LONGEST_LOCK, FIRST_LOCK * 2 ** Math.min(locks - 1, 10));
  return new Date(failures.last_failed_at.getTime() + length);
}

function isForgotten(failures: Failures, now: Date): boolean {
  const since = endOfLock(failures) ?? failures.last_failed_at;
  return now.getTime() - since.getTime() >= FORGOTTEN_AFTER;
}
