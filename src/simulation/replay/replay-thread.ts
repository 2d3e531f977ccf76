import { parentPort, workerData } from "node:worker_threads";
import { YibaoError } from "../../kernel/index.ts";
import { openHistory } from "../history/read-history.ts";
import { runJob, type ThreadAnswer, type ThreadQuestion, type ThreadStart } from "./crew.ts";

/** The entry of one thread of a crew: a job comes in, a tally goes out. */

const start = workerData as ThreadStart;
const opened = openHistory(start.folder);
// What is wrong with it is answered to the first job, and is not a fault of the thread.
opened.catch(() => undefined);

parentPort?.on("message", (question: ThreadQuestion) => {
  void answer(question).then((result) => parentPort?.postMessage(result));
});

async function answer(question: ThreadQuestion): Promise<ThreadAnswer> {
  try {
    return { kind: "done", result: await runJob(await opened, start, question) };
  } catch (error) {
    if (!(error instanceof YibaoError)) return { kind: "failed", error };
    const { code, details, where } = error;
    return { kind: "refused", refusal: { code, details, where } };
  }
}
