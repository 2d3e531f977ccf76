import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyLedger } from "../src/ledger/index.ts";
import { loadRegion } from "../src/policy/index.ts";
import { verifySettlements } from "../src/settlement/index.ts";
import { openStore, type Store } from "../src/store/index.ts";
import { storeOf } from "./crash/bank.ts";
import { crowd, fillFolder, REGION_CODE } from "./crash/crash-region.ts";
import { isAlive, postmasterPid } from "./crash/processes.ts";
import { type ServedProcess, serveProcess } from "./crash/served-process.ts";
import { message, purchaseInput } from "./support/hospital-day.ts";
import { LEVEL1, LEVEL2, LEVEL3, PHARMACY, type SmallPerson } from "./support/small-region.ts";

// Goal: more than the platform can take is refused with the time to come again, and costs nobody
// an answer (R17); a stop under load loses nothing that was accepted. Method: the real program with
// small limits, and a sender that does not wait for answers before it sends the next.

const LIMITS = { in_flight: 16, in_flight_institution: 7 };
const FLAGS = [
  "--in-flight",
  String(LIMITS.in_flight),
  "--in-flight-institution",
  String(LIMITS.in_flight_institution),
];
const PEOPLE: readonly SmallPerson[] = crowd(150);
/** The first sends far more than its share. */
const SENDERS = [PHARMACY, PHARMACY, PHARMACY, LEVEL1, LEVEL2, LEVEL3];

const folder = mkdtempSync(join(tmpdir(), "yibao-load-"));
const data = join(folder, "data");
let cluster: string;
let served: ServedProcess;
let url: string;

beforeAll(async () => {
  chmodSync(folder, 0o755);
  cluster = (await fillFolder(data, PEOPLE)).cluster;
  served = serveProcess(data, FLAGS);
  url = await served.ready;
});
afterAll(async () => {
  if (served?.running) {
    served.kill("SIGTERM");
    await served.exited;
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

interface Sent {
  readonly body: string;
  readonly msgid: string;
  readonly institution: string;
  /** 0 when the connection broke. */
  readonly status: number;
  readonly retry_after: string | null;
  readonly text: string;
  readonly milliseconds: number;
}

const TIMEOUT_MILLISECONDS = 120_000;
/** On a machine that does many things at once, what is normal is not exact. */
const LATENCY_MILLISECONDS = 100;

let serial = 0;

/** One purchase of the next person, by the next institution unless one is named. */
async function send(institution?: string): Promise<Sent> {
  serial += 1;
  const sender = institution ?? (SENDERS[serial % SENDERS.length] as string);
  const msgid = `${sender}${String(serial).padStart(18, "0")}`;
  const person = PEOPLE[serial % PEOPLE.length] as SmallPerson;
  const changes = { msgid, fixmedins_code: sender };
  const body = JSON.stringify(
    message("2102", purchaseInput(person, [["SRX0001", 1.23, 1]]), changes),
  );
  return post(body, msgid, sender);
}

async function post(body: string, msgid: string, sender: string): Promise<Sent> {
  const started = performance.now();
  const taken = () => performance.now() - started;
  try {
    const response = await fetch(`${url}/fsi/api/rsfComIfsService/callService/2102`, {
      method: "POST",
      body,
    });
    const retry_after = response.headers.get("retry-after");
    const text = await response.text();
    const { status } = response;
    const heard = { status, retry_after, text, milliseconds: taken() };
    return { body, msgid, institution: sender, ...heard };
  } catch (error) {
    const none = { status: 0, retry_after: null, text: String((error as Error).cause) };
    return { body, msgid, institution: sender, ...none, milliseconds: taken() };
  }
}

/** As many a second, whatever becomes of them; `until` ends it. */
async function openLoop(per_second: number, until: () => boolean): Promise<Sent[]> {
  const sent: Promise<Sent>[] = [];
  const started = performance.now();
  while (!until()) {
    const due = ((performance.now() - started) / 1_000) * per_second;
    while (sent.length < due) sent.push(send());
    await sleep(2);
  }
  return Promise.all(sent);
}

function lasting(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => performance.now() > end;
}

/** What it takes a second when as many send as it lets in, each waiting for its answer. */
async function capacity(): Promise<number> {
  const over = lasting(1_500);
  let answered = 0;
  const client = async () => {
    while (!over()) {
      if (isDone(await send())) answered += 1;
    }
  };
  await Promise.all(Array.from({ length: LIMITS.in_flight }, client));
  return answered / 1.5;
}

async function medianLatency(): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < 25; index += 1) {
    const one = await send(PHARMACY);
    expect(isDone(one), one.text).toBe(true);
    times.push(one.milliseconds);
  }
  return times.toSorted((a, b) => a - b)[12] as number;
}

function isDone({ status, text }: Sent): boolean {
  return status === 200 && text.includes('"infcode":"0"');
}

/** What is acknowledged is stored with the same bytes, and of what is refused there is nothing. */
async function expectKept(store: Store, all: readonly Sent[]): Promise<void> {
  const { rows } = await store.query<{ message_id: string; answer: string }>(
    "select message_id, answer from settlement.receipt where message_id = any($1)",
    [all.map(({ msgid }) => msgid)],
  );
  const stored = new Map(rows.map((row) => [row.message_id, row.answer]));
  for (const one of all) {
    if (isDone(one)) expect(stored.get(one.msgid), one.msgid).toBe(one.text);
    else if (one.status !== 0) expect(stored.has(one.msgid), one.text).toBe(false);
  }
  expect(await verifyLedger(store)).toEqual([]);
  expect(await verifySettlements(store, loadRegion(REGION_CODE))).toEqual([]);
}

function residentMegabytes(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024;
  } catch {
    return null;
  }
}

describe("twice as much as it can take", () => {
  test(
    "is refused in time, fairly, and nothing acknowledged is lost",
    async () => {
      const calm = await medianLatency();
      const possible = await capacity();
      const memory = residentMegabytes(served.pid);
      const all = await openLoop(Math.max(2.5 * possible, 300), lasting(4_000));
      const refused = all.filter(({ status }) => status === 429 || status === 503);
      const done = all.filter(isDone);
      const neither = all.filter((one) => !refused.includes(one) && !isDone(one));
      expect(neither.slice(0, 3)).toEqual([]);
      expect(refused.length).toBeGreaterThan(all.length / 10);
      for (const { status, retry_after, text } of refused) {
        expect(retry_after).toBe(status === 429 ? "1" : "2");
        const answer = JSON.parse(text);
        expect(answer.infcode).toBe("-1");
        expect(answer.err_msg).toMatch(/请在 [12] 秒后用同一报文重发/);
      }
      // The loudest sender is told that it is; the others get through as well.
      expect(refused.some(({ status }) => status === 429)).toBe(true);
      for (const institution of new Set(SENDERS)) {
        expect(done.some((one) => one.institution === institution)).toBe(true);
      }
      const grown = residentMegabytes(served.pid);
      if (memory !== null && grown !== null) expect(grown - memory).toBeLessThan(400);
      const store = await storeOf(data);
      await expectKept(store, all).finally(() => store.close());
      await expect
        .poll(medianLatency, { timeout: 30_000 })
        .toBeLessThan(Math.max(LATENCY_MILLISECONDS, calm * 3));
      // What was turned away may come again, with the same bytes, and is done then.
      for (const { body, msgid, institution } of refused.slice(0, 5)) {
        expect(isDone(await post(body, msgid, institution))).toBe(true);
      }
    },
    TIMEOUT_MILLISECONDS,
  );
});

describe("a stop under load", () => {
  test(
    "answers what it accepted, refuses the rest, seals, and ends in time",
    async () => {
      let stopped = false;
      const loading = openLoop(400, () => stopped);
      await sleep(1_000);
      const told = performance.now();
      served.kill("SIGTERM");
      const { code } = await served.exited;
      const took = performance.now() - told;
      stopped = true;
      const all = await loading;
      expect(code, served.lastLines()).toBe(0);
      expect(took).toBeLessThan(40_000);
      expect(all.filter(isDone).length).toBeGreaterThan(10);
      for (const one of all.filter(({ status }) => status === 503)) {
        expect(one.retry_after).not.toBeNull();
        expect(JSON.parse(one.text).infcode).toBe("-1");
      }
      const pid = postmasterPid(cluster);
      expect(pid === null || !isAlive(pid)).toBe(true);
      const store = await openStore({ dataDir: data, log: () => undefined });
      try {
        await expectKept(store, all);
        // Whose connection broke was not accepted: no answer is owed to anybody.
        const broken = all.filter(({ status }) => status === 0).map(({ msgid }) => msgid);
        const { rows: unanswered } = await store.query(
          "select message_id from settlement.receipt where message_id = any($1)",
          [broken],
        );
        expect(unanswered).toEqual([]);
        const { rows: open } = await store.query<{ unsealed: number }>(
          `select count(*)::int as unsealed from ledger.entry e
          where not exists (select from ledger.seal s where e.entry_no = any(s.entry_nos))`,
        );
        expect(open).toEqual([{ unsealed: 0 }]);
      } finally {
        await store.close();
      }
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    "waits for a message that is still on its way; a second signal does not",
    async () => {
      served = serveProcess(data, FLAGS);
      url = await served.ready;
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname);
      socket.on("error", () => undefined);
      const head = "POST /fsi/api/rsfComIfsService/callService HTTP/1.1\r\nhost: x\r\n";
      socket.write(`${head}content-length: 100\r\n\r\n{"infno":`);
      await sleep(300);
      served.kill("SIGTERM");
      await sleep(1_500);
      expect(served.running).toBe(true);
      served.kill("SIGTERM");
      expect((await served.exited).code).toBe(130);
      socket.destroy();
      // Its database was left behind; the next start takes its place.
      const store = await openStore({ dataDir: data, log: () => undefined });
      await store.close();
    },
    TIMEOUT_MILLISECONDS,
  );
});
