import { describe, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { checkFiles, type FileQuestion, type FileTask } from "./index.ts";

// A file must never harm another: threads that hang, run out of memory or fail are ended, and the
// next file has a new one.

const THREAD = `
import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ name }) => {
  if (name.startsWith("hangs")) return;
  if (name.startsWith("hoards")) { const all = []; for (;;) all.push(new Array(1e5).fill(name)); }
  if (name.startsWith("fails")) {
    return parentPort.postMessage({ kind: "failed", error: new Error("a fault of ours") });
  }
  const refusal = { code: "DOCUMENT-EMPTY", details: {}, where: name };
  parentPort.postMessage({ kind: "answer", answer: { kind: "refused", name, refusal } });
});`;
const program = new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`);

function task(name: string): FileTask {
  const question: FileQuestion = {
    ...{ name, bytes: new Uint8Array(), against: null, charts: null },
    ...{ options: {}, with_views: false },
  };
  return { name, question: () => Promise.resolve(question) };
}

async function codes(names: readonly string[], options: object): Promise<readonly string[]> {
  const answers = await checkFiles(names.map(task), { program, threads: 1, ...options });
  return answers.map((one) => (one.kind === "refused" ? one.refusal.code : one.kind));
}

describe("checking files in threads", () => {
  test("one that takes too long is refused, and the next has a thread of its own", async () => {
    const found = await codes(["hangs.pdf", "plain.pdf"], { milliseconds: 2_000 });
    expect(found).toEqual(["CHECK-TOO-SLOW", "DOCUMENT-EMPTY"]);
  });

  test("one that takes too much memory is refused, and the next has its thread", async () => {
    const found = await codes(["hoards.pdf", "plain.pdf"], { megabytes: 32 });
    expect(found).toEqual(["CHECK-TOO-MUCH-MEMORY", "DOCUMENT-EMPTY"]);
  });

  test("a fault of ours is an answer, and the others are checked", async () => {
    const done: string[] = [];
    const progress = (_done: number, _total: number, name: string) => done.push(name);
    const names = ["fails.pdf", "plain.pdf"];
    expect(await codes(names, { progress })).toEqual(["failed", "DOCUMENT-EMPTY"]);
    expect(done).toEqual(names);
  });

  test("a file that cannot be opened is refused, and the others are checked", async () => {
    const gone: FileTask = {
      name: "gone.pdf",
      question: () => Promise.reject(new YibaoError("DOCUMENT-NOT-READABLE", { reason: "ENOENT" })),
    };
    const [first, second] = await checkFiles([gone, task("plain.pdf")], { program, threads: 1 });
    expect(first).toMatchObject({ kind: "refused", refusal: { code: "DOCUMENT-NOT-READABLE" } });
    expect(second).toMatchObject({ kind: "refused", refusal: { code: "DOCUMENT-EMPTY" } });
  });

  test("answers come in the order of the files, whoever was first", async () => {
    const files = ["a", "b", "c", "d", "e"].map((name) => task(`${name}.pdf`));
    const answers = await checkFiles(files, { program, threads: 3 });
    expect(answers.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
  });
});
