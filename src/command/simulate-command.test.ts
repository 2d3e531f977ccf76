import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { open, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtProgram } from "../../test/support/built-program.ts";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { printed } from "../../test/support/printed.ts";
import { fillDemo } from "../demo/index.ts";
import { loadRegion } from "../policy/index.ts";
import { openPlatform } from "../server/index.ts";
import { generateHistory, HISTORY_FILES } from "../simulation/index.ts";
import { packageRoot } from "../store/index.ts";

// Goal: what `yibao simulate` promises to scripts. Method: the command line itself in this process;
// where threads are at work, the built program as a child.

const root = packageRoot();
const examples = join(root, "examples", "changes");
const folder = mkdtempSync(join(tmpdir(), "yibao-simulate-command-"));
const small = join(folder, "small");
const other = join(root, "test", "regions", "360100-nanchang");
const change = join(examples, "raise-level3-deductible.yaml");

beforeAll(async () => {
  const region = loadRegion("430400");
  await generateHistory({ region, folder: small, people: 400, year: 2023, seed: "command" });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function run(...words: string[]): Promise<Ran> {
  return printed("simulate", ...words);
}

const SHORT = ["--no-sensitivity", "--no-projection"];

function onSmall(...words: string[]): Promise<Ran> {
  return run("--history", small, ...words);
}

async function changeFile(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

/** Every name ending in an amount's unit is gone, and amounts are texts with two decimals. */
function amountsOf(value: unknown, found: string[] = []): string[] {
  if (typeof value === "string" && /^-?\d+\.\d\d$/.test(value)) found.push(value);
  if (value !== null && typeof value === "object") {
    for (const [name, below] of Object.entries(value)) {
      expect(name).not.toMatch(/_fen$|_ppm$|_thousandths$/);
      amountsOf(below, found);
    }
  }
  return found;
}

test("help says what it can be asked", async () => {
  const { code, out } = await run("--help");
  expect(code).toBe(0);
  for (const flag of ["--history", "--change", "--from", "--out", "--threads", "--seed"]) {
    expect(out).toContain(flag);
  }
});

describe("answers", () => {
  test("as JSON: amounts are decimal strings; progress goes to standard error", async () => {
    const { code, out, error } = await onSmall("--change", change, "--json");
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(amountsOf(result).length).toBeGreaterThan(100);
    expect(result.totals).toMatchObject({ total: expect.stringMatching(/^\d+\.\d\d$/) });
    expect(result.totals.losers).toBeGreaterThan(0);
    expect(result.reproduction).toMatchObject({ bills_different: 0, people_different: 0 });
    expect(result.catastrophic.map((one: { share: number }) => one.share)).toEqual([0.1, 0.4]);
    expect(result.sensitivity.length).toBeGreaterThan(20);
    expect(result.projection.years).toHaveLength(11);
    for (const step of ["重算", "敏感性", "汇总"]) expect(error).toContain(step);
    const lines = error.trim().split("\n");
    expect(lines.every((line) => line.startsWith("yibao: "))).toBe(true);
  });

  test("for people: what changes, who, how much", async () => {
    const { code, out } = await onSmall("--change", change, ...SHORT);
    expect(code).toBe(0);
    for (const words of ["1,500", "逐分一致", "多付", "个人负担", "年收入 40%"]) {
      expect(out).toContain(words);
    }
  });

  test("without a change: the history again, nobody gains or loses", async () => {
    const { code, out } = await onSmall("--json", ...SHORT);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      totals: { winners: 0, losers: 0 },
      changes: [],
      sensitivity: [],
      solved: null,
      projection: null,
    });
  });

  test("a target in the change file is solved in the same run", async () => {
    const { code, out } = await onSmall(
      "--change",
      join(examples, "solve-deductible.yaml"),
      "--json",
      ...SHORT,
    );
    expect(code).toBe(0);
    const { solved, changes } = JSON.parse(out);
    expect(solved).toMatchObject({ parameter: "critical_illness_deductible" });
    expect(solved.tried.length).toBeGreaterThan(1);
    expect(solved.note.length).toBeGreaterThan(0);
    expect(changes.length).toBeGreaterThan(0);
  });

  test("a part of the year, and a region given as its folder", async () => {
    const region = join(root, "regions", "430400-hengyang");
    const days = ["--from", "2023-04-01", "--to", "2023-06-30"];
    const { code, out } = await onSmall("--region", region, ...days, "--json", ...SHORT);
    expect(code).toBe(0);
    const { from, to, funds } = JSON.parse(out);
    expect([from, to]).toEqual(["2023-04-01", "2023-06-30"]);
    expect(funds[0].months.map((one: { month: string }) => one.month)).toEqual([
      "2023-04",
      "2023-05",
      "2023-06",
    ]);
  });

  test("--out writes the report, the JSON and the tables", async () => {
    const out = join(folder, "out", "deep");
    const ran = await onSmall("--change", change, "--out", out, "--json");
    expect(ran.code).toBe(0);
    const files = readdirSync(out);
    expect(files).toEqual(
      expect.arrayContaining(["report.html", "result.json", "funds.csv", "groups.csv"]),
    );
    expect(readFileSync(join(out, "result.json"), "utf8")).toBe(ran.out);
    expect(readFileSync(join(out, "report.html"), "utf8")).toContain("<svg");
    expect(ran.error).toContain(`${files.length - 2} 张 CSV 表`);
  });

  test("a history that was settled otherwise is exit code 1, and says how much", async () => {
    const draft = draftRegion("430400-hengyang/parameters.yaml", "level2: 600", "level2: 700");
    const { code, out } = await onSmall("--region", draft, ...SHORT);
    expect(code).toBe(1);
    expect(out).toContain("与当时结算不同");
  });
});

/** The shipped packs with one of their texts replaced; returns the region's folder. */
function draftRegion(file: string, text: string, by: string): string {
  const drafts = mkdtempSync(join(folder, "regions-"));
  cpSync(join(root, "regions"), drafts, { recursive: true });
  const path = join(drafts, file);
  const before = readFileSync(path, "utf8");
  expect(before).toContain(text);
  writeFileSync(path, before.replace(text, by));
  return join(drafts, "430400-hengyang");
}

describe("what cannot be used is one clear error, exit code 2", () => {
  const wrong: [string, string[], string, string?][] = [
    ["no such history", ["--history", join(folder, "none")], "HISTORY-NOT-FOUND"],
    ["a folder that is none", ["--history", examples], "HISTORY-NOT-FOUND"],
    ["another region", ["--history", small, "--region", other], "HISTORY-OTHER-REGION", "430400"],
    ["an unknown region", ["--history", small, "--region", "999999"], "REGION-UNKNOWN"],
    ["days outside", ["--history", small, "--from", "2022-12-31"], "HISTORY-WINDOW", "2023-01-01"],
    ["no day", ["--history", small, "--to", "2023-02-30"], "COMMAND-BAD-FLAG", "--to"],
    ["threads", ["--history", small, "--threads", "many"], "COMMAND-BAD-FLAG", "--threads"],
    [
      "no change file",
      ["--history", small, "--change", join(folder, "none.yaml")],
      "SIMULATION-CHANGE-UNREADABLE",
    ],
    ["a database without days", ["--history", "database"], "COMMAND-MISSING", "--from"],
    ["an unknown flag", ["--histroy", small], "COMMAND-UNKNOWN-FLAG", "histroy"],
    [
      "an output that is a file",
      ["--history", small, "--out", join(examples, "change.schema.json")],
      "HISTORY-FOLDER-NOT-WRITABLE",
    ],
  ];
  test.each(wrong)("%s", async (_, words, code, said) => {
    const ran = await run(...words);
    expect([ran.code, ran.out]).toEqual([2, ""]);
    const [line, ...more] = ran.error
      .trim()
      .split("\n")
      .filter((one) => one.includes("（"));
    expect(more).toEqual([]);
    expect(line).toContain(code);
    if (said !== undefined) expect(line).toContain(said);
  });

  const bad: readonly (readonly [string, string, string, string])[] = [
    [
      "an unknown parameter names the nearest",
      "from: 2023-01-01\nchanges: [{ parameter: employee_inpatient_deductable, set: 1 }]",
      "SIMULATION-UNKNOWN-PARAMETER",
      "employee_inpatient_deductible",
    ],
    [
      "a day that does not exist names the nearest",
      "from: 2023-02-29\nchanges: [{ parameter: resident_inpatient_ratio, add: 0.01 }]",
      "SIMULATION-DAY-NOT-THERE",
      "2023-02-28",
    ],
    [
      "a day after the history",
      "from: 2024-01-01\nchanges: [{ parameter: resident_inpatient_ratio, add: 0.01 }]",
      "SIMULATION-OUTSIDE-HISTORY",
      "2023-01-01",
    ],
  ];
  test.each(bad)("%s", async (name, text, code, nearest) => {
    const file = await changeFile(`${name}.yaml`, `title: t\n${text}\n`);
    const out = join(folder, "never");
    const ran = await onSmall("--change", file, "--out", out);
    expect([ran.code, ran.out]).toEqual([2, ""]);
    expect(existsSync(out), "nothing is left behind").toBe(false);
    expect(ran.error).toContain(code);
    expect(ran.error).toContain(nearest);
  });
});

describe("threads", () => {
  const large = join(folder, "large");
  const program = join(root, "bin", "yibao.js");

  beforeAll(async () => {
    builtProgram();
    const region = loadRegion("430400");
    await generateHistory({ region, folder: large, people: 24_000, year: 2023, seed: "large" });
  }, 120_000);

  function spawned(...words: string[]): Ran {
    const all = [program, "simulate", "--history", large, "--json", ...words];
    const options = { encoding: "utf8", maxBuffer: 64_000_000, timeout: 60_000 } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, all, options);
    return { code: status, out: stdout, error: stderr };
  }

  test("none, one, two or more give the same bytes", () => {
    const words = ["--change", join(examples, "merged-schemes.yaml"), ...SHORT];
    const [none, ...others] = ["0", "1", "2", "5"].map((one) =>
      spawned("--threads", one, ...words),
    );
    expect(none?.code).toBe(0);
    for (const other of others) expect(other.out).toBe(none?.out);
  }, 120_000);

  test("what one of them cannot settle ends all of them with one error", () => {
    const visits = 'visit_type: ["11", "12", "13", "1301"]';
    const draft = draftRegion("430000-hunan/benefits.yaml", visits, 'visit_type: ["12"]');
    const { code, out, error } = spawned("--threads", "2", "--region", draft, ...SHORT);
    expect([code, out]).toEqual([2, ""]);
    expect(error.match(/（POLICY-NO-BENEFIT）/g)).toHaveLength(1);
  }, 60_000);

  test("a history that was damaged on its way is refused before it is replayed", async () => {
    const file = await open(join(large, HISTORY_FILES.bills), "r+");
    const { size } = await file.stat();
    await file.write(Buffer.alloc(8, 0xff), 0, 8, Math.floor(size / 2));
    await file.close();
    const { code, out, error } = spawned("--threads", "2", ...SHORT);
    expect([code, out]).toEqual([2, ""]);
    expect(error).toContain("HISTORY-HASH-DIFFERS");
    expect(error).not.toContain("重算");
  }, 60_000);
});

describe("on a database", () => {
  let database: FreshDatabase;
  let place: string[];
  const year = new Date().getFullYear();

  beforeAll(async () => {
    database = await freshDatabase();
    place = ["--database-url", database.databaseUrl];
    const { store, region, settlement, institutions, catalogue, close } = await openPlatform({
      databaseUrl: database.databaseUrl,
      regionCode: "430400",
      log: () => undefined,
    });
    const house = { store, region: region.value, settlement, caches: [institutions, catalogue] };
    await fillDemo(house, () => undefined, { people: 120, settlements: 60 });
    await close();
  }, 60_000);
  afterAll(() => database.drop());

  test("its own history is exported for the run, replayed and removed", async () => {
    const before = leftBehind();
    const days = ["--from", `${year}-01-01`, "--to", `${year}-12-31`];
    const file = await changeFile(
      "now.yaml",
      `title: t\nfrom: ${year}-01-01\nchanges:
  - { parameter: employee_inpatient_ratio, subtract: 0.1 }
  - { parameter: resident_inpatient_ratio, subtract: 0.1 }
  - { parameter: employee_outpatient_ratio, subtract: 0.1 }\n`,
    );
    const words = ["--history", "database", ...place, ...days];
    const { code, out, error } = await run(...words, "--change", file, "--json", ...SHORT);
    expect(error).not.toContain("（HISTORY");
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(result.history.source).toBe("database");
    expect(result.totals.bills).toBeGreaterThan(20);
    expect(result.totals.losers).toBeGreaterThan(0);
    expect(leftBehind()).toEqual(before);
  }, 60_000);

  test("is the default where a database is named; a refusal leaves nothing behind", async () => {
    const before = leftBehind();
    const backwards = ["--from", `${year}-01-01`, "--to", `${year - 1}-12-31`];
    const refused = await run(...place, ...backwards);
    expect(refused.code).toBe(2);
    const days = ["--from", `${year}-02-01`, "--to", `${year}-02-28`];
    const { code, out } = await run(...place, ...days, "--json", ...SHORT);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      from: `${year}-02-01`,
      history: { source: "database" },
    });
    expect(leftBehind()).toEqual(before);
  }, 60_000);

  function leftBehind(): string[] {
    return readdirSync(tmpdir()).filter((name) => name.startsWith("yibao-simulate-history-"));
  }
});
