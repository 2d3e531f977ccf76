import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillDemo, generateRegion } from "../src/demo/index.ts";
import { openPlatform } from "../src/server/index.ts";
import { depositToAccounts } from "../src/settlement/index.ts";
import { packageRoot } from "../src/store/index.ts";
import { builtProgram } from "./support/built-program.ts";
import { type FreshDatabase, freshDatabase } from "./support/database.ts";

// Goal: what contracts promise of every command. Method: the real program as a child process.

const root = packageRoot();
const program = join(root, "bin", "yibao.js");
const casesFolder = join(root, "regions", "430400-hengyang", "cases");
const folder = mkdtempSync(join(tmpdir(), "yibao-test-"));

beforeAll(() => void builtProgram());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * The whole table as JSON is longer than what a child process may print by default; and one that
 * does not end must be a failure, for no timeout of a test interrupts the wait for it.
 */
const OUTPUT = { encoding: "utf8", maxBuffer: 16_000_000, timeout: 60_000 } as const;

function run(...words: string[]) {
  const result = spawnSync(process.execPath, [program, ...words], OUTPUT);
  return { code: result.status, out: result.stdout, error: result.stderr };
}

test("yibao/client brings its types: the example of the docs compiles, a slip does not", () => {
  const own = mkdtempSync(join(folder, "client-"));
  mkdirSync(join(own, "node_modules"));
  symlinkSync(root, join(own, "node_modules", "yibao"), "junction");
  writeFileSync(join(own, "package.json"), '{ "type": "module" }');
  const guide = readFileSync(join(root, "docs", "hospital-developers.md"), "utf8");
  const example = /```ts\n([\s\S]*?)```/.exec(guide)?.[1] ?? "";
  writeFileSync(join(own, "sell.ts"), example);
  writeFileSync(join(own, "slip.ts"), example.replace("psn_no: person", "psn_nr: person"));
  const compile = (file: string) => {
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    const options = "--strict --noEmit --module nodenext --target es2023 --types node";
    const types = ["--typeRoots", join(root, "node_modules", "@types")];
    const words = [compiler, ...options.split(" "), ...types, file];
    return spawnSync(process.execPath, words, { cwd: own, ...OUTPUT }).stdout;
  };
  expect(compile("sell.ts")).toBe("");
  expect(compile("slip.ts")).toContain("psn_nr");
}, 60_000);

describe("every command", () => {
  test.each([
    "serve",
    "demo",
    "settle",
    "policy",
    "calculate",
    "chart",
    "import",
    "verify",
    "interface",
    "bench",
    "key",
    "account",
    "conformance",
    "history",
    "simulate",
    "reconcile",
    "backup",
    "restore",
  ])("%s has help", (command) => {
    const { code, out } = run(command, "--help");
    expect(code).toBe(0);
    expect(out).toContain(`yibao ${command}`);
  });

  test("without a command the overview, unknown ones are refused", () => {
    expect(run("--help").out).toContain("yibao serve");
    const unknown = run("nonsense");
    expect(unknown.code).toBe(2);
    expect(unknown.error).toContain("COMMAND-UNKNOWN");
  });

  test("a reader that closes its end early is no fault", () => {
    const command = `"${process.execPath}" "${program}" interface --json | head -c 10`;
    const { stdout, stderr } = spawnSync(command, { shell: true, ...OUTPUT });
    expect(stdout).toHaveLength(10);
    expect(stderr).toBe("");
  });

  test("an unknown flag, a bad value and a missing word are one clear error", () => {
    expect(run("settle", "--nonsense").error).toContain("COMMAND-UNKNOWN-FLAG");
    expect(run("serve", "--port", "x").error).toContain("COMMAND-BAD-FLAG");
    for (const line of [["--people"], ["--people", "-5", "--year", "2024"]]) {
      const { error } = run("history", "generate", ...line);
      expect(error).toContain("缺少 --people 的值（以“-”开头的值写成 --people=…）");
    }
    expect(run("policy", "show", "430400").error).toContain("COMMAND-MISSING");
    expect(run("import", "nonsense", "x.csv").error).toContain("COMMAND-BAD-FLAG");
    expect(run("demo", "--url", "http://127.0.0.1:9").error).toContain("COMMAND-NO-SERVER");
  });
});

test("Ctrl-C takes a half-written history away", async () => {
  const out = join(folder, "interrupted");
  const words = ["--people", "1000000", "--year", "2024", "--seed", "s", "--out", out];
  const child = spawn(process.execPath, [program, "history", "generate", ...words]);
  const ended = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve([code, signal]));
  });
  await new Promise((resolve) => child.stderr.once("data", resolve));
  expect(readdirSync(out)).toContain("bills.arrow");
  child.kill("SIGINT");
  expect(await ended).toEqual([null, "SIGINT"]);
  expect(existsSync(out)).toBe(false);
});

describe("settle", () => {
  test("answers one case as an object, several as a list", () => {
    const one = run("settle", join(casesFolder, "E03.yaml"), "--json");
    expect(one.code).toBe(0);
    expect(JSON.parse(one.out).bills[0].setlinfo.hifp_pay).toBe("14025.00");
    const two = run(
      "settle",
      join(casesFolder, "E03.yaml"),
      join(casesFolder, "E04.yaml"),
      "--json",
    );
    expect(JSON.parse(two.out)).toHaveLength(2);
  });

  test("explains by document and clause, and says what is unverified", () => {
    const { out } = run("settle", join(casesFolder, "E17.yaml"), "--explain");
    expect(out).toContain("衡政发〔2022〕14号");
    expect(out).toContain("待核实");
  });

  test("an expectation that is not met is exit code 1 and names the field", () => {
    const file = join(folder, "wrong.json");
    const wrong = {
      region: "430400",
      person: { psn_no: "P1", insutype: "310", status: "working" },
      bills: [
        {
          id: "b1",
          date: "2023-03-01",
          med_type: "21",
          hospital_level: "level1",
          total: 1234.57,
          in_scope: "1234.57",
        },
      ],
      expect: { b1: { hifp_pay: "1.00" } },
    };
    writeFileSync(file, JSON.stringify(wrong));
    const { code, error } = run("settle", file, "--json");
    expect(code).toBe(1);
    expect(error).toContain("期望 1.00，实际 767.80");
  });

  test("an input that cannot be used is exit code 2", () => {
    const missing = run("settle", join(folder, "none.json"));
    expect(missing.code).toBe(2);
    expect(missing.error).toContain("CASE-NOT-READABLE");
  });
});

test("interface shows 212 transactions in three depths, and the fields of one", () => {
  const { counts, transactions } = JSON.parse(run("interface", "--json").out);
  expect(counts).toEqual({ all: 212, full: 137, kept: 64, refused: 11 });
  expect(transactions.length).toBe(212);
  expect(run("interface").out).toContain("共 212 个交易");
  expect(run("interface", "2207").out).toContain("`medfee_sumamt`");
  expect(JSON.parse(run("interface", "2207A", "--json").out)).toMatchObject({ sent_as: "2207A" });
  expect(run("interface", "--markdown").out).toContain("### 9002 签退");
  const unknown = run("interface", "2508");
  expect(unknown).toMatchObject({
    code: 2,
    error: expect.stringContaining("COMMAND-NO-TRANSACTION"),
  });
});

test("policy show prints the day's values with their notices", () => {
  const day = ["--date", "2023-06-01"];
  const { code, out } = run("policy", "show", "430400", ...day, "--benefit", "employee-inpatient");
  expect(code).toBe(0);
  expect(out).toContain("住院起付线");
  expect(out).toContain("三级（市级） 1,200 元");
  const json = JSON.parse(run("policy", "show", "430400", ...day, "--json").out);
  expect(json.benefits.length).toBeGreaterThan(10);
  const unknown = run("policy", "show", "430400", ...day, "--benefit", "nonsense");
  expect(unknown.error).toContain("POLICY-UNKNOWN-BENEFIT");
});

test("demo --list gives a stranger what is needed to play hospital", () => {
  const manifest = JSON.parse(run("demo", "--list", "--json").out);
  expect(manifest.people.length).toBeGreaterThanOrEqual(20);
  expect(manifest.items.length).toBeGreaterThanOrEqual(50);
  for (const field of ["fixmedins_code", "level", "type", "admdvs", "access_key", "secret"]) {
    expect(manifest.institutions[0]).toHaveProperty(field);
  }
});

describe("on a database", () => {
  let database: FreshDatabase;
  let place: string[];

  beforeAll(async () => {
    database = await freshDatabase();
    place = ["--database-url", database.databaseUrl];
    const platform = await openPlatform({
      databaseUrl: database.databaseUrl,
      regionCode: "430400",
      log: () => undefined,
    });
    const { store, region, settlement, institutions, catalogue } = platform;
    const house = { store, region: region.value, settlement, caches: [institutions, catalogue] };
    await fillDemo(house, () => undefined, { people: 500, settlements: 60 });
    await depositToAccounts(store, region.value, []);
    await platform.close();
  });
  afterAll(() => database.drop());

  test("serve says ready, is healthy, and stops cleanly on SIGTERM", async () => {
    const server = spawn(process.execPath, [program, "serve", "--port", "0", ...place]);
    const url = await readyAddress(server);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  test("a Ctrl-C that npm repeats stops serve as cleanly as one", async () => {
    const server = spawn(process.execPath, [program, "serve", "--port", "0", ...place]);
    await readyAddress(server);
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGINT");
    server.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  test("a port in use is one clear error", async () => {
    const first = spawn(process.execPath, [program, "serve", "--port", "0", ...place]);
    const url = await readyAddress(first);
    const second = run("serve", "--port", new URL(url).port, ...place);
    expect(second.code).toBe(2);
    expect(second.error).toContain("COMMAND-PORT-BUSY");
    const ended = new Promise((resolve) => first.once("exit", resolve));
    first.kill("SIGINT");
    await ended;
  });

  test("import reports row by row; nothing is written when only clean files are wanted", () => {
    const [person] = generateRegion({ people: 100 }).people;
    const file = join(folder, "identities.csv");
    writeFileSync(
      file,
      `person_no,kind,valid_from,valid_to\n${person?.person_no},low-income,2030-01-01,\n` +
        `${person?.person_no},nonsense,2030-01-01,\n`,
    );
    const strict = run("import", "identities", file, "--only-if-clean", "--json", ...place);
    expect(strict.code).toBe(1);
    expect(JSON.parse(strict.out)).toMatchObject({ committed: false, refused_rows: 1 });
    const lenient = run("import", "identities", file, ...place);
    expect(lenient.out).toContain("写入 1 行");
    expect(lenient.out).toContain("第 3 行");
  });

  test("verify finds all well, and names the row that somebody altered", async () => {
    const good = run("verify", "--json", ...place);
    expect(JSON.parse(good.out)).toMatchObject({ coherent: true });
    expect(good.code).toBe(0);
    const { store } = database;
    await store.query("alter table settlement.settlement disable trigger all");
    await store.query(
      `update settlement.settlement set total_fen = total_fen + 1
        where settlement_id = (select min(settlement_id) from settlement.settlement)`,
    );
    const altered = run("verify", "--json", ...place);
    expect(altered.code).toBe(1);
    expect(JSON.parse(altered.out).findings.length).toBeGreaterThan(0);
  });

  test("verify sees an altered accumulator and an altered journal entry", async () => {
    const { store } = database;
    const state = `(select person_no from people.person_state
                     where accumulators <> '{}'::jsonb order by 1 limit 1)`;
    await store.query(
      `update people.person_state set accumulators = '{"2026":{"employee-pool.paid":1}}'
        where person_no = ${state}`,
    );
    await store.query("alter table ledger.entry disable trigger all");
    await store.query(
      `update ledger.entry set amounts_fen = array[amounts_fen[1] + 1, amounts_fen[2] - 1]
        where entry_no = (select min(entry_no) from ledger.entry)`,
    );
    await store.query("alter table ledger.entry enable trigger all");
    const { findings } = JSON.parse(run("verify", "--json", ...place).out);
    const codes = findings.map((one: { code: string }) => one.code).join(" ");
    expect(codes).toContain("LEDGER");
    expect(codes).toContain("SETTLEMENT");
  });
});

/** The address of a server's `ready` line. */
function readyAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = "";
    let problems = "";
    server.stderr?.on("data", (chunk) => {
      problems += chunk;
    });
    server.stdout?.on("data", (chunk) => {
      out += chunk;
      const match = /^ready (\S+)/m.exec(out);
      if (match?.[1]) resolve(match[1]);
    });
    server.once("exit", (code) => reject(new Error(`serve ended with ${code}: ${problems}`)));
  });
}
