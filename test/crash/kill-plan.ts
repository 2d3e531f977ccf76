import type { RandomStream } from "../support/random.ts";

/** What is killed, and when: drawn from the seed, the same for the same seed. */

export const KILL_KINDS = [
  /** The process that serves; its database is left behind. */
  "node",
  /** The database server; its children end when they notice. */
  "postmaster",
  /** One process of the database, so that it recovers by itself under the living platform. */
  "backend",
  /** Both at once. */
  "both",
  /** The process that serves, and again while it starts. */
  "start",
  /** The database server, and everything again while it recovers. */
  "recovery",
  /** A polite stop, cut short. */
  "stop",
] as const;

export type KillKind = (typeof KILL_KINDS)[number];

export interface PlannedKill {
  readonly number: number;
  readonly kind: KillKind;
  /** Milliseconds of load before it. */
  readonly after_ms: number;
  /** Milliseconds between its first and its second blow. */
  readonly pause_ms: number;
  /** Which of the database's processes, for `backend`. */
  readonly victim: number;
}

const LOAD_MILLISECONDS = 1_200;
const PAUSE_MILLISECONDS = 900;

export function killPlan(kills: number, random: RandomStream): readonly PlannedKill[] {
  return Array.from({ length: kills }, (_, index) => ({
    number: index + 1,
    // Each kind at least once in so many kills, then as they come.
    kind: KILL_KINDS[
      index < KILL_KINDS.length ? index : random.below(KILL_KINDS.length)
    ] as KillKind,
    after_ms: 50 + random.below(LOAD_MILLISECONDS),
    pause_ms: random.below(PAUSE_MILLISECONDS),
    victim: random.below(1_000),
  }));
}
