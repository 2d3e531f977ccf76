import { Worker } from "node:worker_threads";
import { type ErrorCode, YibaoError } from "../kernel/index.ts";
import { answerTo, type MakingAnswer, type MakingQuestion } from "./making.ts";

export type { MakingAnswer, MakingQuestion } from "./making.ts";

/** Bounded as a check is: a strange folder harms no other work. */
const MEGABYTES = 1536;
const MILLISECONDS = 180_000;

/** What the thread sends back. */
export type MakingSent =
  | { readonly kind: "answer"; readonly answer: MakingAnswer }
  | { readonly kind: "refused"; readonly refusal: MakingRefusal }
  | { readonly kind: "failed"; readonly fault: string };

export interface MakingRefusal {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
  readonly where: string | undefined;
}

/**
 * Makes a disclosure in a thread of its own, so that nobody else waits for it; from sources (tests)
 * in this one.
 * @throws YibaoError PUBLICATION-* | CHECK-TOO-SLOW | CHECK-TOO-MUCH-MEMORY
 */
export async function makeInThread(question: MakingQuestion): Promise<MakingAnswer> {
  if (!import.meta.url.endsWith(".js")) return answerTo(question);
  const worker = new Worker(new URL("./making-thread.js", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
  });
  try {
    const sent = await sentBy(worker, question);
    if (sent.kind === "answer") return sent.answer;
    if (sent.kind === "failed") throw new Error(sent.fault);
    const { code, details, where } = sent.refusal;
    throw new YibaoError(code as ErrorCode, details, where);
  } finally {
    await worker.terminate();
  }
}

function sentBy(worker: Worker, question: MakingQuestion): Promise<MakingSent> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new YibaoError("CHECK-TOO-SLOW", { seconds: MILLISECONDS / 1_000 }));
    }, MILLISECONDS);
    const settled = (then: () => void) => {
      clearTimeout(timer);
      then();
    };
    worker.once("message", (sent: MakingSent) => settled(() => resolve(sent)));
    worker.once("error", (error) => settled(() => reject(tooMuch(error) ?? error)));
    worker.postMessage(question);
  });
}

function tooMuch(error: unknown): YibaoError | null {
  return (error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY"
    ? new YibaoError("CHECK-TOO-MUCH-MEMORY", { megabytes: MEGABYTES })
    : null;
}
