import { Worker } from "node:worker_threads";
import { loadProfiles } from "../../src/disclosure/index.ts";
import { randomSource } from "../../src/kernel/index.ts";
import { PUBLICATION_FORMATS, type PublicationFormat } from "../../src/publication/index.ts";
import { DEFECT_KINDS } from "./defects/index.ts";
import { type Result, runTask, type Task } from "./task.ts";

/**
 * Publications of made-up units in the form of every profile, clean and with one defect of each
 * kind, in every format: how many defects the check finds at their place, and what it finds where
 * nothing is wrong.
 */
export interface CampaignOptions {
  readonly seed: string;
  /** How many materials for each profile. */
  readonly materials: number;
  readonly profiles: readonly string[];
  readonly kinds: readonly string[];
  readonly formats: readonly PublicationFormat[];
  /** Each kind in so many of the publications only, drawn by the seed; 0: in all. */
  readonly sample: number;
  /** 1: in this thread. */
  readonly threads: number;
  progress(done: number, total: number): void;
}

export const ALL_KINDS: readonly string[] = DEFECT_KINDS.map(({ id }) => id);

export function allProfiles(): readonly string[] {
  return loadProfiles().map(({ id }) => id);
}

export { PUBLICATION_FORMATS };

/** Clean ones first: what is found there would be found beside every defect. */
export function tasksOf(options: Omit<CampaignOptions, "threads" | "progress">): readonly Task[] {
  const { seed, materials, profiles, kinds, formats, sample } = options;
  const seeds = Array.from({ length: materials }, (_, index) => `${seed}-${index + 1}`);
  const places = profiles.flatMap((profile) => seeds.map((one) => ({ profile, seed: one })));
  const planted = kinds.flatMap((kind) => {
    return drawn(places, sample, `${seed} ${kind}`).map((place) => ({ ...place, kind, formats }));
  });
  const clean = places.map((place) => ({ ...place, kind: "", formats }));
  // Those of one publication follow each other: it is made once.
  return [...clean, ...planted.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))];
}

function keyOf({ profile, seed }: Pick<Task, "profile" | "seed">): string {
  return `${profile} ${seed}`;
}

function drawn<T>(places: readonly T[], count: number, seed: string): readonly T[] {
  if (count === 0 || count >= places.length) return places;
  const random = randomSource(seed, "sample");
  const left = [...places];
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0] as T);
}

export async function campaign(options: CampaignOptions): Promise<readonly Result[]> {
  const tasks = [...tasksOf(options)];
  const total = tasks.length;
  const results: Result[] = [];
  let done = 0;
  const note = (some: readonly Result[]) => {
    results.push(...some);
    done += 1;
    options.progress(done, total);
  };
  if (options.threads <= 1) {
    for (const task of tasks) note(await runTask(task));
    return results;
  }
  const hands = Array.from({ length: options.threads }, () => workIn(tasks, note));
  await Promise.all(hands);
  return results;
}

/** A thread that takes task after task; the built program only. */
function workIn(tasks: Task[], note: (results: readonly Result[]) => void): Promise<void> {
  const worker = new Worker(new URL("./campaign-thread.js", import.meta.url));
  return new Promise<void>((resolve, reject) => {
    const next = () => {
      const task = tasks.shift();
      if (task === undefined) resolve();
      else worker.postMessage(task);
    };
    worker.on("error", reject);
    worker.on("message", (results: readonly Result[]) => {
      note(results);
      next();
    });
    next();
  }).finally(() => worker.terminate());
}
