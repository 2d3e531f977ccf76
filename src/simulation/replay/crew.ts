import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { YibaoError } from "../../kernel/index.ts";
import type { History } from "../history/history.ts";
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
  /** Tells the people whom the replays are about; once, before the first job. */
  meet(people: ComparedPeople): void;
  /**
   * @param progress told the bills replayed so far
   * @throws YibaoError of the first thread that met one; the others have stopped by then
   */
  run(job: ReplayJob, progress?: (bills: number) => void): Promise<ReplayTally>;
  /**
   * Many jobs, each done by one thread as a whole: rules are made ready once and not by all.
   * Answers stand in the order of the jobs.
   */
  runEach(jobs: readonly ReplayJob[], progress?: (bills: number) => void): Promise<ReplayTally[]>;
  close(): Promise<void>;
}

/** What a thread is given at its start. */
export interface ThreadStart {
  readonly folder: string;
  /** The next batch that nobody has taken. */
  readonly counter: Int32Array;
  /** Bills replayed by all threads; over many jobs they are more than an int32 holds. */
  readonly billsDone: BigInt64Array;
}

/** What a thread is asked. */
export interface ThreadQuestion {
  readonly job: ReplayJob;
  readonly people: ComparedPeople;
  /** Whether it takes all batches itself; else those that nobody else has taken. */
  readonly alone: boolean;
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

/**
 * Threads begin at once: they load their program while the people are still being grouped.
 * @param threads 0 does the work in this thread; there are never more than there are batches
 */
export function openCrew(history: History, threads: number): Crew {
  const start: ThreadStart = {
    folder: history.folder,
    counter: new Int32Array(new SharedArrayBuffer(4)),
    billsDone: new BigInt64Array(new SharedArrayBuffer(8)),
  };
  const useful = Math.min(threads, history.batches);
  if (useful < 2) return crewOfOne(history, start);
  const file = fileURLToPath(new URL("./replay-thread.js", import.meta.url));
  return crewOfThreads(start, useful, file);
}

function crewOfOne(history: History, start: ThreadStart): Crew {
  const known = acquaintance();
  const run: Crew["run"] = (job, progress) => {
    start.counter.fill(0);
    start.billsDone.fill(0n);
    return runJob(history, start, { job, people: known.people(), alone: false }, progress);
  };
  return {
    threads: 1,
    meet: known.meet,
    run,
    async runEach(jobs, progress) {
      start.counter.fill(0);
      start.billsDone.fill(0n);
      const results: ReplayTally[] = [];
      for (const job of jobs) {
        const question = { job, people: known.people(), alone: true };
        results.push(await runJob(history, start, question, progress));
      }
      return results;
    },
    close: () => Promise.resolve(),
  };
}

/** What a thread does with a job: batches are taken, one after the other, until none is left. */
export async function runJob(
  history: History,
  { counter, billsDone }: ThreadStart,
  { job, people, alone }: ThreadQuestion,
  progress?: (bills: number) => void,
): Promise<ReplayTally> {
  let own = -1;
  return replayBatches(history, people, job, {
    next() {
      own = alone ? own + 1 : Atomics.add(counter, 0, 1);
      // A thread that failed stops the others, too.
      return own < history.batches && Atomics.load(counter, 0) < NO_BATCH_LEFT ? own : null;
    },
    done(bills) {
      const sum = Atomics.add(billsDone, 0, BigInt(bills)) + BigInt(bills);
      progress?.(Number(sum));
    },
  });
}

const PROGRESS_MILLISECONDS = 200;
/** Beyond the last batch of any history. */
const NO_BATCH_LEFT = 2 ** 30;

/** @param file the program of a thread */
export function crewOfThreads(start: ThreadStart, threads: number, file: string): Crew {
  const { counter, billsDone } = start;
  const known = acquaintance();
  const hands = Array.from({ length: threads }, () =>
    handOf(new Worker(file, { workerData: start })),
  );
  /** Each hand at its work; when one fails, the others stop, and its error is thrown. */
  const together = async (
    work: (hand: Hand) => Promise<void>,
    progress?: (bills: number) => void,
  ): Promise<void> => {
    counter.fill(0);
    billsDone.fill(0n);
    const timer = setInterval(() => {
      progress?.(Number(Atomics.load(billsDone, 0)));
    }, PROGRESS_MILLISECONDS);
    try {
      const ends = await Promise.allSettled(
        hands.map((hand) =>
          work(hand).catch((error: unknown) => {
            Atomics.store(counter, 0, NO_BATCH_LEFT);
            throw error;
          }),
        ),
      );
      for (const end of ends) if (end.status === "rejected") throw end.reason;
    } finally {
      clearInterval(timer);
    }
  };
  return {
    threads,
    meet: known.meet,
    async run(job, progress) {
      const results: ReplayTally[] = [];
      await together(async (hand) => {
        results.push(await hand.ask({ job, people: known.people(), alone: false }));
      }, progress);
      return merged(results);
    },
    async runEach(jobs, progress) {
      const results: ReplayTally[] = [];
      const left = [...jobs.entries()];
      await together(async (hand) => {
        for (let next = left.shift(); next !== undefined; next = left.shift()) {
          const [index, job] = next;
          results[index] = await hand.ask({ job, people: known.people(), alone: true });
          if (Atomics.load(counter, 0) === NO_BATCH_LEFT) return;
        }
      }, progress);
      return results;
    },
    async close() {
      await Promise.all(hands.map((hand) => hand.end()));
    },
  };
}

/** The people of a crew, from when it has met them. */
function acquaintance() {
  let met: ComparedPeople | null = null;
  return {
    meet(people: ComparedPeople): void {
      met = people;
    },
    people(): ComparedPeople {
      if (met === null) throw new TypeError("a crew replays after it has met the people");
      return met;
    },
  };
}

/** One thread, which has one job at a time. */
interface Hand {
  ask(question: ThreadQuestion): Promise<ReplayTally>;
  end(): Promise<void>;
}

/** A thread that ends, for whatever reason, fails the job it has and every later one. */
function handOf(worker: Worker): Hand {
  let waiting: PromiseWithResolvers<ReplayTally> | null = null;
  let gone: { readonly error: unknown } | null = null;
  const fail = (error: unknown) => {
    gone ??= { error };
    waiting?.reject(gone.error);
    waiting = null;
  };
  worker.on("message", (answer: ThreadAnswer) => {
    if (answer.kind === "done") waiting?.resolve(answer.result);
    else waiting?.reject(errorOf(answer));
    waiting = null;
  });
  worker.on("messageerror", fail);
  worker.on("error", fail);
  worker.on("exit", (code) => fail(new Error(`a thread of the replay ended with code ${code}`)));
  return {
    ask(question) {
      if (gone !== null) return Promise.reject(gone.error);
      waiting = withResolvers();
      worker.postMessage(question);
      return waiting.promise;
    },
    async end() {
      await worker.terminate();
    },
  };
}

interface PromiseWithResolvers<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

function withResolvers<Value>(): PromiseWithResolvers<Value> {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
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
