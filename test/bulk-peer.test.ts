import { expect, test } from "vitest";
import { assertPlainLoopAgrees, run } from "../bench/bulk.ts";

// Goal: the peer that settling in bulk is measured against gives the same amounts for every bill,
// written by hand as it is; so the ratio compares two ways to one answer.

test("the plain loop settles every bill to the fen as the program made from the pack", async () => {
  await assertPlainLoopAgrees(5_000);
});

test("the measurement runs and says what it compared", async () => {
  const result = await run({ seconds: 0.3, data: null, database_url: null, progress: () => {} });
  expect(result.peers[0]).toMatchObject({ name: "plain loop", outputs_equal: true });
  expect(result.ours.per_second).toBeGreaterThan(0);
});
