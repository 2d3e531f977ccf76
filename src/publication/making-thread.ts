import { parentPort } from "node:worker_threads";
import { YibaoError } from "../kernel/index.ts";
import { answerTo, type MakingQuestion } from "./making.ts";
import type { MakingSent } from "./making-in-thread.ts";

/** The entry of a making thread: materials come in, files go out. */
parentPort?.on("message", (question: MakingQuestion) => {
  void sentFor(question).then((sent) => parentPort?.postMessage(sent));
});

async function sentFor(question: MakingQuestion): Promise<MakingSent> {
  try {
    return { kind: "answer", answer: await answerTo(question) };
  } catch (error) {
    if (error instanceof YibaoError) {
      const { code, details, where } = error;
      return { kind: "refused", refusal: { code, details, where } };
    }
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: "failed", fault };
  }
}
