import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Printed, printed } from "../../test/support/printed.ts";
import { openSmallPlatform, type SmallPlatform } from "../../test/support/small-platform.ts";

// Goal: what `yibao history` promises to scripts. Method: the command line itself, in this process.

let platform: SmallPlatform;
let root: string;

beforeAll(async () => {
  platform = await openSmallPlatform();
  root = await mkdtemp(join(tmpdir(), "yibao-history-command-"));
});
afterAll(async () => {
  await platform?.close();
  await rm(root, { recursive: true, force: true });
});

function run(...words: string[]): Promise<Printed> {
  return printed("history", ...words);
}

function made(folder: string, ...more: string[]) {
  const out = join(root, folder);
  return run("generate", "--people", "60", "--year", "2024", "--seed", "s", "--out", out, ...more);
}

function exported(folder: string, ...more: string[]) {
  const url = platform.store.databaseUrl;
  const out = join(root, folder);
  return run("export", "--database-url", url, "--out", out, ...more);
}

const YEAR = ["--from", "2023-01-01", "--to", "2023-12-31"];

describe("generate", () => {
  test("HISTORY-BEFORE-POLICY: a year before the policy, before any file is written", async () => {
    const out = join(root, "early");
    const answer = await run(
      ...["generate", "--people", "5", "--year", "2019", "--seed", "s", "--out", out],
    );
    expect(answer.code).toBe(2);
    expect(answer.error).toContain("HISTORY-BEFORE-POLICY");
    expect(answer.error).toContain("--year 2023");
    await expect(readdir(out)).rejects.toThrow("ENOENT");
  });

  test("writes a folder and says what is in it; the same again is the same", async () => {
    const first = await made("one", "--json");
    const second = await made("two");
    expect([first.code, second.code]).toEqual([0, 0]);
    const answer = JSON.parse(first.out);
    expect(answer).toMatchObject({ people: 60, region: "430400", years: [2024], source: "made" });
    expect(answer.bills).toBeGreaterThan(100);
    expect(second.out).toContain(answer.sha256["bills.arrow"]);
    expect((await readdir(join(root, "one"))).sort()).toEqual([
      "bills.arrow",
      "cases.json",
      "manifest.json",
      "people.arrow",
    ]);
    const bytes = await Promise.all(
      ["one", "two"].map((one) => readFile(join(root, one, "bills.arrow"))),
    );
    expect(bytes[0]?.equals(bytes[1] as Buffer)).toBe(true);
  });

  test("prints what it assumes, for people and for programs", async () => {
    const text = await run("generate", "--assumptions");
    const json = await run("generate", "--assumptions", "--json");
    expect(text.out).toContain("依据 placeholder");
    const { assumptions, left_out } = JSON.parse(json.out);
    for (const { title } of assumptions) expect(text.out).toContain(title);
    expect(left_out.length).toBeGreaterThan(0);
  });
});

describe("export", () => {
  test("writes the database's own, and keeps pseudonyms where a key is given", async () => {
    const key = join(root, "key");
    await writeFile(key, Buffer.alloc(32, 5));
    const first = await exported("e1", ...YEAR, "--key", key, "--json");
    const second = await exported("e2", ...YEAR, "--key", key, "--json");
    const third = await exported("e3", ...YEAR, "--json");
    expect([first.code, second.code, third.code]).toEqual([0, 0, 0]);
    const people = [first, second, third].map(({ out }) => JSON.parse(out).sha256["people.arrow"]);
    expect(people[1]).toBe(people[0]);
    expect(people[2]).not.toBe(people[0]);
    expect(JSON.parse(first.out)).toMatchObject({ source: "database", seed: null, bills: 0 });
  });

  test("a key that is missing or too short is refused", async () => {
    const short = join(root, "short");
    await writeFile(short, "secret");
    for (const file of [short, join(root, "no-such-file")]) {
      const { code, error } = await exported("refused", ...YEAR, "--key", file);
      expect(code).toBe(2);
      expect(error).toContain("HISTORY-KEY");
    }
    expect(await readdir(root)).not.toContain("refused");
  });
});

describe("what is wrong is said in one sentence", () => {
  const wrong: readonly [string, readonly string[], string][] = [
    ["no subcommand", [], "COMMAND-MISSING"],
    ["an unknown subcommand", ["make"], "COMMAND-MISSING"],
    ["no folder", ["generate", "--year", "2024", "--seed", "s"], "COMMAND-MISSING"],
    ["no year", ["generate", "--seed", "s", "--out", "/nowhere/x"], "COMMAND-MISSING"],
    [
      "a year that is none",
      ["generate", "--year", "24", "--seed", "s", "--out", "x"],
      "COMMAND-BAD-FLAG",
    ],
    [
      "a day that is none",
      ["export", "--from", "2023-02-30", "--to", "2023-12-31", "--out", "x"],
      "COMMAND-BAD-FLAG",
    ],
    [
      "an unknown region",
      ["generate", "--year", "2024", "--seed", "s", "--out", "x", "--region", "999999"],
      "REGION-UNKNOWN",
    ],
  ];
  test.each(wrong)("%s", async (_, words, expected) => {
    const { code, out, error } = await run(...words);
    expect([code, out]).toEqual([2, ""]);
    expect(error).toContain(expected);
  });
});
