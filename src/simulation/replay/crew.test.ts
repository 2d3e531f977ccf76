import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Crew, crewOfThreads, type ThreadStart } from "./crew.ts";
import type { ReplayJob } from "./job.ts";
import { newTally } from "./tally.ts";
import type { ComparedPeople } from "./tally-bills.ts";

// Goal: whatever becomes of a thread, there is one error, no waiting for ever, and no thread left.
// Method: threads of our own making that answer, refuse, throw, leave or wait to be stopped.

const folder = mkdtempSync(join(tmpdir(), "yibao-crew-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHAPE = { funds: 1, months: 1, cells: 1, cost_cells: 1, levels: 1, blocks: 1 };
const JOB = { kind: "sums" } as unknown as ReplayJob;

/** A thread program: `number` counts the threads from 0, `stopped()` says whether to stop. */
function program(name: string, body: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { parentPort, workerData } from "node:worker_threads";
const { counter, billsDone, tally } = workerData;
const number = Number(Atomics.add(billsDone, 1, 1n));
const stopped = () => Atomics.load(counter, 0) >= 2 ** 30;
const check = { bills: 1, bills_left_out: 0, bills_different: 0, people_different: 0 };
const done = () => parentPort.postMessage({ kind: "done", result: { tally, check } });
const waitToBeStopped = () => (stopped() ? done() : setTimeout(waitToBeStopped, 5));
parentPort.on("message", () => { ${body} });`,
  );
  return file;
}

function crewOf(name: string, body: string): Crew {
  const start = {
    folder: "",
    counter: new Int32Array(new SharedArrayBuffer(4)),
    // The second one counts these threads.
    billsDone: new BigInt64Array(new SharedArrayBuffer(16)),
    tally: { ...newTally(SHAPE), total_month_fen: Float64Array.of(5) },
  } as unknown as ThreadStart;
  const crew = crewOfThreads(start, 3, program(name, body));
  crew.meet({} as ComparedPeople);
  return crew;
}

describe("threads", () => {
  test("add up what each has done, and do many jobs in their order", async () => {
    const crew = crewOf("well", "done();");
    try {
      const { tally, check } = await crew.run(JOB);
      expect(tally.total_month_fen).toEqual(Float64Array.of(15));
      expect(check.bills).toBe(3);
      const each = await crew.runEach([JOB, JOB, JOB, JOB, JOB]);
      expect(each.map((one) => one.check.bills)).toEqual([1, 1, 1, 1, 1]);
    } finally {
      await crew.close();
    }
  });

  const refusal = `{ code: "HISTORY-DAMAGED", details: { file: "f", reason: "r" } }`;
  test.each([
    ["refuses", `parentPort.postMessage({ kind: "refused", refusal: ${refusal} })`, "f"],
    ["fails", `parentPort.postMessage({ kind: "failed", error: new Error("own") })`, "own"],
    ["throws", `throw new Error("thrown")`, "thrown"],
    ["leaves", "process.exit(3)", "code 3"],
  ])("one that %s stops the others and is told once", async (name, act, said) => {
    const crew = crewOf(name, `number === 1 ? (() => { ${act} })() : waitToBeStopped();`);
    try {
      await expect(crew.run(JOB)).rejects.toThrow(said);
    } finally {
      await crew.close();
    }
    const again = crewOf(
      `${name}-each`,
      `number === 1 ? (() => { ${act} })() : waitToBeStopped();`,
    );
    try {
      await expect(again.runEach([JOB, JOB, JOB, JOB])).rejects.toThrow(said);
    } finally {
      await again.close();
    }
  });

  test("one that is gone before it is asked fails the next job", async () => {
    const crew = crewOf("gone", "process.exit(4);");
    await expect(crew.run(JOB)).rejects.toThrow("code 4");
    await expect(crew.run(JOB)).rejects.toThrow("code 4");
    await crew.close();
  });
});
