import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { YibaoError } from "../../kernel/index.ts";
import type { History } from "../history/history.ts";
import { openHistory } from "../history/read-history.ts";
import type { ReplayJob, ReplayTally } from "./job.ts";
import { replayBatches } from "./replay-batches.ts";
import { addTally } from "./tally.ts";
import type { ComparedPeople } from "./tally-bills.ts";

/**
 * The threads that replay a history. They live for one simulation; each has the history open and
 * takes the next batch from a common counter, so that none waits for another. Sums do not depend
 * on who added what, so neither does any answer on the number of threads.
 */
export interface Crew {
  readonly threads: number;
  /** @param progress told the bills replayed so far */
  run(job: ReplayJob, progress?: (bills: number) => void): Promise<ReplayTally>;
  close(): Promise<void>;
}

/** What a thread is given at its start. */
export interface ThreadStart {
  readonly folder: string;
  readonly people: ComparedPeople;
  /** [next batch, bills replayed]. */
  readonly counter: Int32Array;
}

/** What a thread answers to a job. */
export type ThreadAnswer =
  | { readonly kind: "done"; readonly result: ReplayTally }
  /** Its own error, as its parts: a class is not kept on the way between threads. */
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "failed"; readonly error: unknown };

export type Refusal = Pick<YibaoError, "code" | "details" | "where">;

/** Threads run what the build made; from sources, as in tests, one thread does the work here. */
export function threadsAvailable(): number {
  return import.meta.url.endsWith(".ts") ? 0 : availableParallelism();
}

export async function openCrew(
  history: History,
  people: ComparedPeople,
  threads: number,
): Promise<Crew> {
  const counter = new Int32Array(new SharedArrayBuffer(8));
  const start: ThreadStart = { folder: history.folder, people, counter };
  return threads === 0 ? crewOfOne(start) : crewOfThreads(start, threads);
}

async function crewOfOne(start: ThreadStart): Promise<Crew> {
  const history = await openHistory(start.folder);
  return {
    threads: 1,
    run(job, progress) {
      start.counter.fill(0);
      return runJob(history, start, job, progress);
    },
    close: () => history.close(),
  };
}

/** What a thread does with a job: batches are taken from the common counter until none is left. */
export async function runJob(
  history: History,
  { people, counter }: ThreadStart,
  job: ReplayJob,
  progress?: (bills: number) => void,
): Promise<ReplayTally> {
  return replayBatches(history, people, job, {
    next() {
      const index = Atomics.add(counter, 0, 1);
      return index < history.batches ? index : null;
    },
    done(bills) {
      const sum = Atomics.add(counter, 1, bills) + bills;
      progress?.(sum);
    },
  });
}

const PROGRESS_MILLISECONDS = 200;

function crewOfThreads(start: ThreadStart, threads: number): Crew {
  const file = fileURLToPath(new URL("./replay-thread.js", import.meta.url));
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData: start }));
  return {
    threads,
    async run(job, progress) {
      start.counter.fill(0);
      const timer = setInterval(() => {
        progress?.(Atomics.load(start.counter, 1));
      }, PROGRESS_MILLISECONDS);
      try {
        return merged(await Promise.all(workers.map((worker) => asked(worker, job))));
      } finally {
        clearInterval(timer);
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function asked(worker: Worker, job: ReplayJob): Promise<ReplayTally> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off("message", answered);
      worker.off("error", failed);
      act();
    };
    const answered = (answer: ThreadAnswer) => {
      settle(() => (answer.kind === "done" ? resolve(answer.result) : reject(errorOf(answer))));
    };
    const failed = (error: unknown) => {
      settle(() => reject(error));
    };
    worker.on("message", answered);
    worker.on("error", failed);
    worker.postMessage(job);
  });
}

function errorOf(answer: Exclude<ThreadAnswer, { kind: "done" }>): unknown {
  if (answer.kind === "failed") return answer.error;
  const { code, details, where } = answer.refusal;
  return new YibaoError(code, details, where);
}

function merged(results: readonly ReplayTally[]): ReplayTally {
  const [first, ...rest] = results as [ReplayTally, ...ReplayTally[]];
  const check = { ...first.check };
  for (const result of rest) {
    addTally(first.tally, result.tally);
    check.bills += result.check.bills;
    check.bills_left_out += result.check.bills_left_out;
    check.bills_different += result.check.bills_different;
    check.people_different += result.check.people_different;
  }
  return { tally: first.tally, check };
}
