import { makeWorld } from "./make-world.ts";
import { type RunOptions, runBureau } from "./run.ts";
import type { DatabaseSource } from "./scratch.ts";
import { Violation } from "./violation.ts";
import type { WorldSize } from "./world.ts";

/**
 * What is needed to see a violation again. The world is always that of seed, days and people; the
 * rest says how little of it has to be played.
 */
export interface Reproduction extends WorldSize {
  /** Only these households live. */
  readonly households?: readonly number[];
  /** Only these stories are played. */
  readonly stories?: readonly string[];
  readonly with_faults?: boolean;
  /** The run may end after this day: what comes later has no part in it. */
  readonly last_day?: number;
}

export interface Shrunk {
  readonly reproduction: Reproduction;
  readonly violation: Violation;
  readonly attempts: number;
}

export interface ShrinkOptions {
  readonly databases: DatabaseSource;
  readonly tamper?: RunOptions["tamper"];
  readonly most_attempts: number;
  readonly progress: (line: string) => void;
}

/** Plays a reproduction; the violation that it shows, or null when all is well. */
export async function replay(
  reproduction: Reproduction,
  { databases, tamper }: Pick<ShrinkOptions, "databases" | "tamper">,
): Promise<Violation | null> {
  const database = await databases.fresh();
  try {
    const { databaseUrl } = database;
    const spoiled = tamper === undefined ? {} : { tamper };
    await runBureau({ ...reproduction, ...spoiled, databaseUrl });
    return null;
  } catch (error) {
    if (error instanceof Violation) return error;
    throw error;
  } finally {
    await database.drop();
  }
}

/**
 * Makes a failing run smaller: fewer households, then no faults, then fewer stories (halves first,
 * then single ones), as long as some violation still shows.
 */
export async function shrink(
  world: WorldSize,
  first: Violation,
  options: ShrinkOptions,
): Promise<Shrunk> {
  let attempts = 0;
  let best: Omit<Shrunk, "attempts"> = {
    reproduction: { ...world, last_day: first.facts.day },
    violation: first,
  };
  const holds = async (less: Partial<Reproduction>): Promise<boolean> => {
    if (attempts >= options.most_attempts) return false;
    attempts += 1;
    const candidate = { ...best.reproduction, ...less };
    const violation = await replay(candidate, options);
    if (violation === null) return false;
    best = { reproduction: { ...candidate, last_day: violation.facts.day }, violation };
    const { households, stories } = best.reproduction;
    const counts = `${households?.length ?? "全部"} 户，${stories?.length ?? "全部"} 个情节`;
    options.progress(`缩小：还剩 ${counts}`);
    return true;
  };
  const household = householdOf(first);
  const alone = household !== null && (await holds({ households: [household] }));
  if (!alone) {
    const all = makeWorld(world).households.map(({ number }) => number);
    await fewer(all, (households) => holds({ households }));
  }
  await holds({ with_faults: false });
  const { story, day } = best.violation.facts;
  const one = story !== null && (await holds({ stories: [story] }));
  if (!one) await fewer(storiesUpTo(day), (stories) => holds({ stories }));
  return { ...best, attempts };
}

/** Whose messages showed it; what the audit found may name a person, whose number names it. */
function householdOf({ facts }: Violation): number | null {
  if (facts.household !== null && facts.household > 0) return facts.household;
  const person = /\bS(\d{5})\d\b/.exec(facts.differences.join(" "));
  return person === null ? null : Number(person[1]);
}

/** Leaves out as many as can be left out: halves, then quarters, then one by one. */
async function fewer<One>(
  all: readonly One[],
  holds: (some: readonly One[]) => Promise<boolean>,
): Promise<void> {
  let left = [...all];
  let size = Math.ceil(left.length / 2);
  while (left.length > 1) {
    for (let start = 0; start < left.length; ) {
      const without = [...left.slice(0, start), ...left.slice(start + size)];
      if (without.length > 0 && (await holds(without))) left = without;
      else start += size;
    }
    if (size === 1) return;
    size = Math.ceil(Math.min(size, left.length) / 2);
  }
}

/** A household of at most three has at most three stories a day; those that are not count not. */
function storiesUpTo(day: number): string[] {
  return Array.from({ length: day + 1 }, (_, of) => [`${of}.0`, `${of}.1`, `${of}.2`]).flat();
}

/** The command that repeats it. */
export function commandOf(reproduction: Reproduction): string {
  const { seed, days, people, households, stories, with_faults, last_day } = reproduction;
  const flags = [`--seed ${seed}`, `--days ${days}`, `--people ${people}`];
  if (households !== undefined) flags.push(`--households ${households.join(",")}`);
  if (stories !== undefined) flags.push(`--stories ${stories.join(",")}`);
  if (with_faults === false) flags.push("--without-faults");
  if (last_day !== undefined) flags.push(`--last-day ${last_day}`);
  return `npm run simulate-bureau -- ${flags.join(" ")}`;
}
