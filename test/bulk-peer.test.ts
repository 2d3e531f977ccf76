import { test } from "vitest";
import { assertPlainLoopAgrees } from "../bench/bulk.ts";

// Goal: the peer that settling in bulk is measured against gives the same amounts for every bill,
// written by hand as it is; so the ratio compares two ways to one answer.

test("the plain loop settles every bill to the fen as the program made from the pack", async () => {
  await assertPlainLoopAgrees(5_000);
});
