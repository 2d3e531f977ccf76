import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { YibaoError } from "../kernel/index.ts";
import { checkFile, type FileAnswer, type FileQuestion, refusalFor } from "./check-file.ts";

/** Files are checked in threads, each bounded in memory and in time: a bad file harms no other. */
export interface CheckingOptions {
  readonly threads?: number;
  /** Megabytes a file may take to be checked. */
  readonly megabytes?: number;
  /** Milliseconds a file may take, after which its thread is ended. */
  readonly milliseconds?: number;
  readonly progress?: (done: number, total: number, name: string) => void;
  /** The program of a thread; by default the built one. */
  readonly program?: URL;
}

/** What one file is, before it is read: its bytes are had when its turn comes. */
export interface FileTask {
  readonly name: string;
  question(): Promise<FileQuestion>;
}

const MEGABYTES = 1536;
const MILLISECONDS = 120_000;

/**
 * Checks every file; answers come in the order of the tasks. The built program works in threads;
 * from sources (tests) there is one thread, this one.
 * A fault of ours is an answer, too, so that the other files are not lost by it.
 */
export async function checkFiles(
  tasks: readonly FileTask[],
  options: CheckingOptions = {},
): Promise<readonly FileAnswer[]> {
  const answers: FileAnswer[] = [];
  const left = [...tasks.entries()];
  let done = 0;
  const work = async (hand: Hand) => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, task] = next;
      answers[index] = await answerTo(task, hand);
      done += 1;
      options.progress?.(done, tasks.length, task.name);
    }
  };
  const threads = Math.min(options.threads ?? availableParallelism(), tasks.length);
  const program = options.program ?? builtProgram();
  const hands =
    program === null
      ? [ownHand]
      : Array.from({ length: threads }, () => threadHand(program, options));
  try {
    await Promise.all(hands.map(work));
  } finally {
    await Promise.all(hands.map((hand) => hand.end()));
  }
  return answers;
}

/** A file that cannot be opened is refused like one that cannot be read. */
async function answerTo(task: FileTask, hand: Hand): Promise<FileAnswer> {
  let question: FileQuestion;
  try {
    question = await task.question();
  } catch (error) {
    if (!(error instanceof YibaoError)) throw error;
    return { kind: "refused", name: task.name, refusal: refusalFor(error, task.name) };
  }
  try {
    return await hand.check(question);
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: "failed", name: task.name, fault };
  }
}

interface Hand {
  check(question: FileQuestion): Promise<FileAnswer>;
  end(): Promise<void>;
}

const ownHand: Hand = {
  check: (question) => checkFile(question, { clock: () => performance.now() }),
  end: () => Promise.resolve(),
};

/** Null where the program is not built: then there are no threads. */
function builtProgram(): URL | null {
  const isBuilt = import.meta.url.endsWith(".js");
  return isBuilt ? new URL("./check-thread.js", import.meta.url) : null;
}

/** A thread that is started again when a file has brought it down. */
function threadHand(program: URL, options: CheckingOptions): Hand {
  const { megabytes = MEGABYTES, milliseconds = MILLISECONDS } = options;
  let worker: Worker | null = null;
  const start = () =>
    new Worker(program, {
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
  const end = async () => {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };
  return {
    end,
    async check(question) {
      worker ??= start();
      try {
        return await answerOf(worker, question, milliseconds);
      } catch (error) {
        await end();
        const refusal = refusalOf(error, question.name, megabytes, milliseconds);
        if (refusal === null) throw error;
        return refusal;
      }
    },
  };
}

/** What a thread sends back. */
export type ThreadAnswer =
  | { readonly kind: "answer"; readonly answer: FileAnswer }
  | { readonly kind: "failed"; readonly error: unknown };

class TooSlow extends Error {}

function answerOf(
  worker: Worker,
  question: FileQuestion,
  milliseconds: number,
): Promise<FileAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(new TooSlow())), milliseconds);
    const settle = (then: () => void) => {
      clearTimeout(timer);
      worker.off("message", message).off("error", failed);
      then();
    };
    const message = (sent: ThreadAnswer) =>
      settle(() => (sent.kind === "answer" ? resolve(sent.answer) : reject(sent.error)));
    const failed = (error: unknown) => settle(() => reject(error));
    worker.on("message", message).on("error", failed);
    worker.postMessage(question);
  });
}

/** A file that takes too much time or memory is refused; anything else is a fault of ours. */
function refusalOf(
  error: unknown,
  name: string,
  megabytes: number,
  milliseconds: number,
): FileAnswer | null {
  const refused = (code: string, details: Readonly<Record<string, number>>): FileAnswer => ({
    kind: "refused",
    name,
    refusal: { code, details, where: name },
  });
  if (error instanceof TooSlow) {
    return refused("CHECK-TOO-SLOW", { seconds: Math.round(milliseconds / 1000) });
  }
  const code = (error as { code?: unknown }).code;
  return code === "ERR_WORKER_OUT_OF_MEMORY"
    ? refused("CHECK-TOO-MUCH-MEMORY", { megabytes })
    : null;
}
