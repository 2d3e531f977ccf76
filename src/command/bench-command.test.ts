import { expect, test } from "vitest";
import { assertPeersAgree } from "../../bench/adjudicate.ts";
import type { BenchResult } from "../../bench/bench-result.ts";
import { assertVerdictsAgree } from "../../bench/policy.ts";
import { benchCommand, benchSheet, loaded } from "./bench-command.ts";
import { HELP } from "./help.ts";

const RESULT: BenchResult = {
  name: "settle",
  ours: { per_second: 1200, what: "药店结算" },
  peers: [
    {
      name: "pgbench",
      version: "15.1",
      per_second: 2000,
      ratio: 0.6,
      target: 0.5,
      outputs_equal: true,
    },
    { name: "pg", version: "8.2", per_second: 3000, ratio: 0.4, target: 0.5, outputs_equal: true },
  ],
  machine: { cpu: "X", cores: 2, memory_gib: 8, system: "Y", node: "v20", postgres: "18.4" },
  date: "2026-11-22",
  details: {},
};

test("help names every benchmark that there is", async () => {
  const refused = benchCommand({ words: ["nonsense"], flags: {}, json: false });
  const message = await refused.catch((error: Error) => error.message);
  const names = /（(.+?)）/.exec(String(message))?.[1]?.split("、") ?? [];
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect(HELP.bench).toMatch(new RegExp(`[ |]${name}[ |]`));
});

test("the sheet says of each peer whether the target is reached, and on what machine", () => {
  const sheet = benchSheet(RESULT);
  expect(sheet).toMatch(/pgbench 15\.1 +2,000 +0\.6 +≥ 0\.5 +达到/);
  expect(sheet).toMatch(/pg 8\.2 +3,000 +0\.4 +≥ 0\.5 +未达到/);
  expect(sheet).toContain("2026-11-22 · X · 2 核 · 8 GiB · Node v20 · PostgreSQL 18.4");
});

test("where less is better the target is an upper bound", () => {
  const ratio_of = { what: "p99", less_is_better: true };
  const [peer] = RESULT.peers;
  const of = (ratio: number) =>
    benchSheet({ ...RESULT, peers: [{ ...peer!, ratio, target: 3, ratio_of }] });
  expect(of(2.9)).toMatch(/p99 2\.9 +≤ 3 +达到/);
  expect(of(3.1)).toMatch(/p99 3\.1 +≤ 3 +未达到/);
});

test("a name that is no bench, or none, is refused with the names there are", async () => {
  for (const words of [[], ["nonsense"]]) {
    const run = benchCommand({ words, flags: {}, json: false });
    await expect(run).rejects.toMatchObject({ code: "COMMAND-MISSING" });
  }
});

test("an installation without the peers says how to get them", async () => {
  const missing = Object.assign(new Error("Cannot find package 'x'"), {
    code: "ERR_MODULE_NOT_FOUND",
  });
  const run = loaded(() => Promise.reject(missing));
  await expect(run).rejects.toMatchObject({ code: "COMMAND-NO-PEER" });
});

test("the rule engines of bench adjudicate settle every bill to the fen as we do", async () => {
  await assertPeersAgree();
});

test("the bare parser and schema of bench policy take and refuse the packs that we do", () => {
  expect(() => assertVerdictsAgree()).not.toThrow();
});
