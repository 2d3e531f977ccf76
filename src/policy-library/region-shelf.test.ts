import { join } from "node:path";
import { expect, test } from "vitest";
import { readPackText } from "../policy/index.ts";
import { packageRoot, type Runner } from "../store/index.ts";
import { createRegionShelf } from "./region-shelf.ts";

// Goal: a region is compiled once while it is asked for, and no more are kept than is said.

const TEXT = readPackText(join(packageRoot(), "src/policy/fixtures/100000-good"));

/** A library in which every version has the same text; counts what is read. */
function library() {
  const read: string[] = [];
  const query = async (_text: string, values: unknown[] = []) => {
    const [hashes] = values as [string[]];
    read.push(hashes.join(" "));
    if (hashes.includes("gone")) throw new Error("no such table");
    return { rows: hashes.map((content_hash) => ({ content_hash, ...TEXT })) };
  };
  return { runner: { query } as unknown as Runner, read };
}

test("what was asked for last is kept, and loaded once for all who ask together", async () => {
  const { runner, read } = library();
  const load = createRegionShelf(2);
  const [one, same] = await Promise.all([load(runner, ["a"]), load(runner, ["a"])]);
  expect(one.region).toBe(same.region);
  await load(runner, ["b"]);
  await load(runner, ["a"]);
  await load(runner, ["c"]);
  expect(read).toEqual(["a", "b", "c"]);
  // Of the two kept, `b` was asked for longest ago.
  await load(runner, ["a"]);
  await load(runner, ["b"]);
  expect(read).toEqual(["a", "b", "c", "b"]);
});

test("a failure is not kept", async () => {
  const { runner, read } = library();
  const load = createRegionShelf(2);
  await expect(load(runner, ["gone"])).rejects.toThrow("no such table");
  await expect(load(runner, ["gone"])).rejects.toThrow("no such table");
  expect(read).toEqual(["gone", "gone"]);
});
