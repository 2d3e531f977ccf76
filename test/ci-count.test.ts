import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { packageRoot } from "../src/store/index.ts";

/** The count at the end of .ci/run: whatever goes wrong, it does not come out as a success. */
const folder = mkdtempSync(join(tmpdir(), "yibao-count-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface TestFile {
  readonly name: string;
  readonly status: "passed" | "failed";
  readonly outcomes: readonly ("passed" | "failed" | "skipped")[];
}

function counted(files: readonly TestFile[] | null, failedSteps: readonly string[]) {
  const report = join(folder, files === null ? "none.json" : "report.json");
  if (files !== null) {
    const testResults = files.map(({ name, status, outcomes }) => ({
      name,
      status,
      assertionResults: outcomes.map((outcome) => ({ status: outcome })),
    }));
    writeFileSync(report, JSON.stringify({ testResults }));
  }
  const count = join(packageRoot(), ".ci", "count.js");
  const run = spawnSync(process.execPath, [count, report, ...failedSteps], { encoding: "utf8" });
  return { lines: run.stdout.trimEnd().split("\n"), code: run.status };
}

const good: TestFile = { name: "a.test.ts", status: "passed", outcomes: ["passed", "passed"] };

test("every test passed", () => {
  expect(counted([good], [])).toEqual({ lines: ["2 passed, 0 failed"], code: 0 });
});

test("a failed test counts once, though its run fails as well", () => {
  const bad: TestFile = { name: "b.test.ts", status: "failed", outcomes: ["passed", "failed"] };
  const lines = ["failed: tests", "3 passed, 1 failed"];
  expect(counted([good, bad], ["tests"])).toEqual({ lines, code: 1 });
});

test("a file that cannot be loaded counts as a failure", () => {
  const broken: TestFile = { name: "c.test.ts", status: "failed", outcomes: [] };
  const lines = ["failed: c.test.ts", "failed: tests", "2 passed, 1 failed"];
  expect(counted([good, broken], ["tests"])).toEqual({ lines, code: 1 });
});

test("a run that fails without a failing test, and a failed check, count each", () => {
  const lines = ["failed: check", "failed: tests", "2 passed, 2 failed"];
  expect(counted([good], ["check", "tests"])).toEqual({ lines, code: 1 });
});

test("tests that were left out are named", () => {
  const some: TestFile = { name: "d.test.ts", status: "passed", outcomes: ["passed", "skipped"] };
  const lines = ["not run: 1 tests of d.test.ts", "1 passed, 0 failed"];
  expect(counted([some], [])).toEqual({ lines, code: 0 });
});

test("no report, or a report without tests, is a failure", () => {
  expect(counted(null, ["install"]).lines.at(-1)).toBe("0 passed, 1 failed");
  expect(counted(null, []).code).toBe(1);
  expect(counted([], [])).toEqual({
    lines: ["failed: no test ran", "0 passed, 1 failed"],
    code: 1,
  });
});
