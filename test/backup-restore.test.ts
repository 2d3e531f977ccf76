import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { chinaTime } from "../src/kernel/index.ts";
import { sealJournal, startSealing } from "../src/ledger/index.ts";
import { main } from "../src/main.ts";
import { type BackupReport, backUp, migrate, openStore } from "../src/store/index.ts";
import { purchaseInput } from "./support/hospital-day.ts";
import { randomStream } from "./support/random.ts";
import { openSmallPlatform, type SmallPlatform } from "./support/small-platform.ts";
import { PEOPLE, PHARMACY } from "./support/small-region.ts";

/**
 * R16: a platform is backed up while it settles and seals; then its data folder is thought lost,
 * and the backup is restored to several moments. What was acknowledged before a moment must be
 * there, nothing that was sent after it; books, chain and accumulators must agree; and the
 * restored platform goes on settling. YIBAO_MOMENTS=50 tries as many random moments.
 */

const MOMENTS = Number(process.env.YIBAO_MOMENTS ?? 1);
const random = randomStream();
const said: string[] = [];
let root: string;
let backup: string;
let report: BackupReport;

/** A purchase, or its cancellation, as the pharmacy saw it; times in milliseconds. */
interface Acknowledged {
  /** `settlement of 100101`, `reversal of 100101`. */
  readonly act: string;
  readonly sent: number;
  readonly answered: number;
}
const acknowledged: Acknowledged[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "yibao-backup-"));
  chmodSync(root, 0o755);
  backup = join(root, "backup");
  await atWork({ filled: false }, async (platform) => {
    for (let index = 0; index < 20; index += 1) await shop(platform);
    report = await shopDuring(platform, backUp(platform.store, { folder: backup }));
    await shopDuring(platform, sleep(1_500));
  });
  // The log goes on over a stop and a start.
  await atWork({ filled: true }, async (platform) => {
    platform.now = new Date(platform.now.getTime() + 1_800_000);
    for (let index = 0; index < 10; index += 1) await shop(platform);
  });
});

async function atWork(
  state: { readonly filled: boolean },
  work: (platform: SmallPlatform) => Promise<void>,
): Promise<void> {
  const platform = await openPlatform("data", state);
  const sealing = startSealing(platform.store, 200);
  try {
    await work(platform);
  } finally {
    await sealing.stop();
    await platform.close();
  }
}

afterAll(() => rmSync(root, { recursive: true, force: true }));

async function openPlatform(
  name: string,
  { filled }: { readonly filled: boolean },
): Promise<SmallPlatform> {
  const store = await openStore({ dataDir: join(root, name), log: () => undefined });
  await migrate(store);
  return openSmallPlatform({ store, drop: () => store.close(), filled });
}

/** Buys something; now and then takes it back, which may change what others were paid. */
async function shop(platform: SmallPlatform): Promise<void> {
  const person = random.pick([PEOPLE.worker, PEOPLE.retiree, PEOPLE.official, PEOPLE.chronic]);
  const input = purchaseInput(person, [["SRX0003", 1 + random.below(40), 1]]);
  const hospital = platform.hospital(PHARMACY);
  const bought = await acknowledge("settlement", () => hospital.call("2102", input));
  if (!random.once(5)) return;
  const { setl_id, mdtrt_id } = bought.setlinfo;
  const data = { psn_no: person.psn_no, mdtrt_id, setl_id };
  await acknowledge("reversal", () => hospital.call("2103", { data }));
}

async function acknowledge<Answer extends { setlinfo: { setl_id: string } }>(
  kind: "settlement" | "reversal",
  call: () => Promise<Answer>,
): Promise<Answer> {
  const sent = Date.now();
  const answer = await call();
  // A cancellation is answered with the id of what it takes back.
  const act = `${kind} of ${answer.setlinfo.setl_id}`;
  acknowledged.push({ act, sent, answered: Date.now() + 1 });
  return answer;
}

/** Shops in three places at once until `until` has come true. */
async function shopDuring<T>(platform: SmallPlatform, until: Promise<T>): Promise<T> {
  let over = false;
  const shopper = async (): Promise<void> => {
    while (!over) {
      await shop(platform);
      await sleep(random.below(10));
    }
  };
  const shoppers = Promise.all([shopper(), shopper(), shopper()]);
  const value = await until.finally(() => {
    over = true;
  });
  await shoppers;
  return value;
}

function restore(name: string, ...words: string[]): Promise<{ code: number; out: string }> {
  return run("restore", backup, "--data", join(root, name), "--json", ...words);
}

/** Runs a command as the command line does, with what it printed. */
async function run(...words: string[]): Promise<{ code: number; out: string }> {
  let out = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const errors = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  try {
    const code = await main(words);
    return { code, out };
  } finally {
    write.mockRestore();
    errors.mockRestore();
  }
}

/** `2026-11-22 10:00:00.123` in China. */
function civilMoment(milliseconds: number): string {
  const fraction = String(milliseconds % 1000).padStart(3, "0");
  return `${chinaTime(new Date(milliseconds))}.${fraction}`;
}

/** What has a receipt. */
async function kept(platform: SmallPlatform): Promise<Set<string>> {
  const { rows } = await platform.store.query<{ act: string }>(
    `select kind || ' of ' || coalesce(corrects_settlement_id, settlement_id) as act
       from settlement.receipt join settlement.settlement using (person_no, settlement_id)`,
  );
  return new Set(rows.map(({ act }) => act));
}

/** Restores, compares with what the pharmacy knows, and goes on settling. */
async function restoredTo(name: string, moment: number | null): Promise<void> {
  const words = moment === null ? ["--to-latest"] : ["--to", civilMoment(moment)];
  const told = `seed ${random.seed}, ${words.join(" ")}`;
  const { code, out } = await restore(name, ...words);
  expect(code, `${told}\n${said.join("")}`).toBe(0);
  expect(JSON.parse(out), told).toMatchObject({ coherent: true, findings: [] });
  const platform = await openPlatform(name, { filled: true });
  try {
    const found = await kept(platform);
    const limit = moment ?? Number.POSITIVE_INFINITY;
    const lost = acknowledged.filter((one) => one.answered <= limit && !found.has(one.act));
    const early = acknowledged.filter((one) => one.sent > limit && found.has(one.act));
    expect({ lost, early }, told).toEqual({ lost: [], early: [] });
    const before = [...acknowledged];
    // Messages are numbered by the second.
    platform.now = new Date(platform.now.getTime() + 3_600_000);
    for (let index = 0; index < 3; index += 1) await shop(platform);
    await sealJournal(platform.store);
    await platform.coherent();
    acknowledged.splice(0, acknowledged.length, ...before);
  } finally {
    await platform.close();
    rmSync(join(root, name), { recursive: true, force: true });
  }
}

describe("a platform that was backed up while it settled", { timeout: 60_000 }, () => {
  test("comes back whole at the latest moment", () => restoredTo("latest", null));

  test("comes back as it was when the backup ended", async () => {
    // Milliseconds rounded up: the moment itself may lie within one.
    const ended = Date.parse(`${report.restorable_from.slice(0, 23).replace(" ", "T")}+08:00`);
    await restoredTo("ended", ended + 1);
  });

  test.for(Array.from({ length: MOMENTS }, (_, index) => index))(
    "comes back as it was at a random moment (%i)",
    async (index) => {
      const from = Date.parse(`${report.restorable_from.slice(0, 23).replace(" ", "T")}+08:00`) + 1;
      const to = acknowledged.at(-1)?.answered as number;
      await restoredTo(`random-${index}`, from + random.below(to - from));
    },
  );
});

test("the command backs up where nobody runs the platform, and goes on with its log", async () => {
  const { code, out } = await run("backup", backup, "--data", join(root, "data"), "--json");
  expect(code, said.join("")).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ folder: backup, continued: true, removed: [] });
});

test("the command needs a folder, and leaves somebody's own Postgres alone", async () => {
  said.length = 0;
  expect((await run("backup")).code).toBe(2);
  expect((await run("restore")).code).toBe(2);
  expect((await run("backup", backup, "--database-url", "postgres://x/y")).code).toBe(2);
  expect(said.join("").match(/（[A-Z-]+）/g)).toEqual([
    "（COMMAND-MISSING）",
    "（COMMAND-MISSING）",
    "（STORE-BACKUP-FOREIGN-DATABASE）",
  ]);
});

describe("a restore is refused", () => {
  test.each([
    ["a moment before the first backup", ["--to", "2023-01-01 00:00:00"], "STORE-RESTORE-MOMENT"],
    ["a moment to come", ["--to", "2999-01-01 00:00:00"], "STORE-RESTORE-MOMENT"],
    ["no moment at all", ["--to", "2026-02-30 10:00:00"], "COMMAND-BAD-FLAG"],
    ["two wishes", ["--to", "2026-02-20 10:00:00", "--to-latest"], "COMMAND-BAD-FLAG"],
  ])("%s", async (_, words, code) => {
    said.length = 0;
    expect((await restore("refused", ...words)).code).toBe(2);
    expect(said.join("")).toContain(code);
  });
});
