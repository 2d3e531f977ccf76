import { parentPort } from "node:worker_threads";
import { checkFile, type FileQuestion } from "./check-file.ts";
import type { ThreadAnswer } from "./check-files.ts";

/** The entry of a checking thread: a file comes in, what was found goes out. */
parentPort?.on("message", (question: FileQuestion) => {
  void answerOf(question).then((answer) => parentPort?.postMessage(answer));
});

async function answerOf(question: FileQuestion): Promise<ThreadAnswer> {
  try {
    const answer = await checkFile(question, { clock: () => performance.now() });
    return { kind: "answer", answer };
  } catch (error) {
    return { kind: "failed", error };
  }
}
