/** How long a session lasts. */
const MINUTE = 60_000;
export const IDLE_MINUTES = 30;
export const ABSOLUTE_HOURS = 12;
/** That somebody is still there is written down at most once a minute. */
const SEEN_AGAIN = MINUTE;

/**
 * What a session was opened by: our own password or credential, the organisation's sign-in, or that
 * one together with a second factor of its own.
 */
export type OpenedBy = "own" | "provider" | "provider-with-factor";

export interface SessionTimes {
  readonly signed_in_at: Date;
  readonly last_seen_at: Date;
  readonly ended_at: Date | null;
}

/** When it ends if nothing more is done. */
export function endOfSession({ signed_in_at, last_seen_at }: SessionTimes): Date {
  const idle = last_seen_at.getTime() + IDLE_MINUTES * MINUTE;
  return new Date(Math.min(idle, signed_in_at.getTime() + ABSOLUTE_HOURS * 60 * MINUTE));
}

export function isOpen(times: SessionTimes, now: Date): boolean {
  return times.ended_at === null && now < endOfSession(times);
}

export function isSeenAgain({ last_seen_at }: SessionTimes, now: Date): boolean {
  return now.getTime() - last_seen_at.getTime() >= SEEN_AGAIN;
}
