import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { builtProgram } from "../support/built-program.ts";
import { purchaseInput, WORKER, message as wireMessage } from "../support/hospital-day.ts";
import { randomStream } from "../support/random.ts";
import { openSmallPlatform, type SmallPlatform } from "../support/small-platform.ts";
import { PHARMACY } from "../support/small-region.ts";
import { checkBank, checkCoherence, checkMessages, checkPeople } from "./checks.ts";
import { crashRun } from "./crash-run.ts";
import { createGate } from "./gate.ts";
import { createMessageBook, type MessageBook, type SentMessage } from "./message-book.ts";
import { summaryText } from "./summary.ts";

// Goal: what was acknowledged survives any kill (R1, R2, R3). Method: a short form of
// `npm run crash`, one kill of each of the first kinds; its checks are shown to find what is wrong.

describe("a few kills under load", () => {
  beforeAll(() => void builtProgram());

  test("lose nothing, double nothing, and leave nothing behind", async () => {
    const { seed } = randomStream();
    const lines: string[] = [];
    const summary = await crashRun({
      ...{ kills: 5, seed, workers: 16, people: 20 },
      progress: (line) => void lines.push(line),
    });
    expect(summary.violations, lines.join("\n")).toEqual([]);
    expect(summary.kills).toBe(5);
    expect(summary.messages.acknowledged).toBeGreaterThan(20);
    expect(summaryText(summary)).toContain(`seed ${seed}: 5 kills`);
  }, 240_000);
});

test("a database that acknowledges what is not yet on disk is found out", async () => {
  const { seed } = randomStream();
  const summary = await crashRun({
    ...{ kills: 7, seed, workers: 16, people: 20 },
    spoil: "alter database yibao set synchronous_commit = off",
    progress: () => undefined,
  });
  expect(summary.violations.join("\n"), `seed ${seed}`).toMatch(/\(acknowledged\) is lost/);
  expect(summary.violations.join("\n")).toMatch(/repeat with --kills [1-7] --seed/);
}, 240_000);

describe("the checks of a crash run", () => {
  let platform: SmallPlatform;
  let book: MessageBook;
  let sent: SentMessage;
  const found: string[] = [];
  const violate = (what: string): void => void found.push(what);

  beforeAll(async () => {
    platform = await openSmallPlatform();
  });
  afterAll(() => platform?.close());
  beforeEach(async () => {
    found.length = 0;
    await platform.store.query("delete from settlement.receipt");
    const { rows } = await platform.store.query<{ balance_fen: number }>(
      "select balance_fen from people.person_state where person_no = $1",
      [WORKER.psn_no],
    );
    await platform.store.query(NONE_IN_FORCE);
    book = createMessageBook(new Map([[WORKER.psn_no, rows[0]?.balance_fen as number]]));
    sent = await purchase();
    book.note(sent);
    book.happened(sent, sent.answer as string);
  });

  /** Settlements of earlier tests: their own persons' no more. */
  const NONE_IN_FORCE = `
    alter table settlement.settlement disable trigger user;
    delete from settlement.settlement;
    alter table settlement.settlement enable trigger user`;

  async function purchase(): Promise<SentMessage> {
    const input = purchaseInput(WORKER, [["SRX0001", 3.21, 1]]);
    const whole = wireMessage("2102", input, { fixmedins_code: PHARMACY });
    const answer = await platform.send(whole);
    return {
      ...{ institution_code: PHARMACY, msgid: String(whole.msgid), infno: "2102", input, answer },
      ...{ person_no: WORKER.psn_no, kept: true, body: JSON.stringify(whole), refusal: null },
      ...{ state: "acknowledged", reversed: false, fresh: true },
    };
  }

  async function looked(): Promise<string> {
    await checkMessages(platform.store, book, book.messages, violate);
    await checkPeople(platform.store, book, violate);
    return found.join("\n");
  }

  test("find nothing where nothing is wrong", async () => {
    expect(await looked()).toBe("");
  });

  test("find an answer that is lost, or stored otherwise", async () => {
    await platform.store.query("update settlement.receipt set answer = answer || ' '");
    expect(await looked()).toMatch(/is stored with another answer/);
    await platform.store.query("delete from settlement.receipt");
    expect(await looked()).toMatch(/\(acknowledged\) is lost/);
  });

  test("find what was refused and is stored, and what is taken back untold", async () => {
    await platform.store.query("update settlement.receipt set reversed_by = 'nobody'");
    expect(await looked()).toMatch(/is marked as taken back/);
    sent.state = "refused";
    expect(await looked()).toMatch(/\(refused\) is stored/);
  });

  test("find a settlement doubled, missing or changed, and a balance off by a fen", async () => {
    await purchase();
    expect(await looked()).toMatch(/is in force untold/);
    await platform.store.query(NONE_IN_FORCE);
    expect(await looked()).toMatch(/is not in force/);
    await platform.store.query("update people.person_state set balance_fen = balance_fen + 1");
    expect(await looked()).toMatch(/fen, the answers leave/);
    await checkCoherence(platform.store, violate);
    expect(found.join("\n")).toMatch(/SETTLEMENT-BALANCE-WRONG/);
  });

  test("enter what is found of messages and money without an outcome", async () => {
    const opening = book.balance_fen(WORKER.psn_no);
    const open = await purchase();
    open.state = "open";
    const absent: SentMessage = { ...open, msgid: "never came", state: "open" };
    book.note(open);
    book.note(absent);
    const counts = await checkMessages(platform.store, book, book.messages, violate);
    expect(counts).toEqual({ whole: 1, absent: 1 });
    expect([open.state, absent.state]).toEqual(["found-whole", "found-absent"]);
    expect(book.balance_fen(WORKER.psn_no)).toBe(opening - 321);
    expect(await looked()).toBe("");
    const deposit = {
      ...{ person_no: WORKER.psn_no, reference: `opening ${WORKER.psn_no}` },
      ...{ amount_fen: 5, counted: false },
    };
    await checkBank(platform.store, book, { open: deposit });
    await checkBank(platform.store, book, { open: deposit });
    expect(book.balance_fen(WORKER.psn_no)).toBe(opening - 321 + 5);
    await checkBank(platform.store, book, { open: { ...deposit, reference: "?", counted: false } });
    expect(book.balance_fen(WORKER.psn_no)).toBe(opening - 321 + 5);
  });
});

test("a gate lets everybody out before it is closed, and nobody in until it opens", async () => {
  const gate = createGate();
  const events: string[] = [];
  const pass = (name: string) =>
    gate.through(async () => {
      events.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      events.push(`${name} out`);
    });
  const first = pass("first");
  expect(events).toEqual([]);
  gate.open();
  await Promise.resolve();
  await Promise.resolve();
  const closing = gate.close().then(() => events.push("closed"));
  const second = pass("second");
  await Promise.all([first, closing]);
  gate.open();
  await second;
  expect(events).toEqual(["first in", "first out", "closed", "second in", "second out"]);
  gate.end();
  await expect(pass("third")).rejects.toThrow();
});
