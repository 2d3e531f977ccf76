import { afterAll, beforeAll, expect, test } from "vitest";
import {
  dischargeInput,
  inpatientBill,
  keyOf,
  openStay,
  openVisit,
  outpatientBill,
  purchaseInput,
} from "../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../test/support/small-platform.ts";
import { LEVEL3, PEOPLE } from "../../test/support/small-region.ts";
import { TransactionRefused } from "./client/hospital-client.ts";
import type { WireMessages } from "./client/types.ts";
import { type Bender, bender, bent, bentBytes } from "./fixtures/bend.ts";
import { filledInput, message } from "./fixtures/messages.ts";
import { transactionTable } from "./transaction-table.ts";

/**
 * Messages of a real day and of every transaction, bent in values, members and bytes, against the
 * whole platform: every one is answered, none by a fault of ours, and a refused one leaves nothing
 * behind. YIBAO_FUZZ_MESSAGES makes it longer (`npm run fuzz`), YIBAO_SEED repeats a run.
 */
const COUNT = Number(process.env.YIBAO_FUZZ_MESSAGES ?? 800);
const SEED = Number(process.env.YIBAO_SEED ?? Date.now() % 1_000_000);
/** Messages after which the bases are recorded anew, so that their visits are still open. */
const DAY_LENGTH = 500;
/** Messages of the first day that stay in the pool. */
const DAY_MESSAGES = 15;
/** Refused messages in a row before the database is looked at. */
const LOOK_AFTER = 25;
const ANSWER_WITHIN_MILLISECONDS = 10_000;

const TABLE = transactionTable();

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});

/** Plays a few visits and leaves one open; returns the messages that were sent. */
async function recordDay(bend: Bender): Promise<readonly object[]> {
  const before = platform.sent.length;
  const hospital = platform.hospital(LEVEL3);
  const person = bend.pick([PEOPLE.worker, PEOPLE.retiree, PEOPLE.official, PEOPLE.filed]);
  await played(async () => {
    const bought = await hospital.call("2102", purchaseInput(person, [["SRX0001", 12, 2]]));
    await hospital.call("2103", keyOf(bought));
  });
  await played(async () => {
    const visit = await openVisit(hospital, person, [["SRX0003", 80, 1]]);
    await hospital.call("2206", outpatientBill(visit) as WireMessages["2206"]["input"]);
    const settled = await hospital.call("2207", outpatientBill(visit));
    await hospital.call("2208", keyOf(settled));
  });
  await played(async () => {
    const stay = await openStay(hospital, person, [["SRS0004", 300, 1]]);
    await hospital.call("2402", dischargeInput(stay));
    await hospital.call("2303", inpatientBill(stay) as WireMessages["2303"]["input"]);
    await hospital.call("2304", inpatientBill(stay));
  });
  await played(() => openVisit(hospital, person, [["SRX0001", 20, 1]]));
  return platform.sent.slice(before).map((text) => JSON.parse(text) as object);
}

/** A bent message that was right after all may stand in the way: then this visit ends here. */
async function played(visit: () => Promise<unknown>): Promise<void> {
  try {
    await visit();
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
  }
}

const EVERY_TRANSACTION = [...TABLE.transactions.values()].map((shape) =>
  message(shape.sent_as, filledInput(shape, TABLE), { fixmedins_code: LEVEL3 }),
);

function bentText(bend: Bender, bases: readonly object[], number: number): string {
  const base = bend.below(3) === 0 ? bend.pick(EVERY_TRANSACTION) : bend.pick(bases);
  // Most come under an id of their own; some under that of the message they were made from.
  const own = { msgid: `${LEVEL3}20230615${String(number).padStart(10, "0")}` };
  let value: unknown = bend.below(4) === 0 ? base : { ...base, ...own };
  for (let i = bend.below(3); i >= 0; i -= 1) value = bent(bend, value);
  const body = Buffer.from(JSON.stringify(value) ?? "");
  return (bend.below(8) === 0 && body.length > 0 ? bentBytes(bend, body) : body).toString();
}

interface Answer {
  readonly infcode: string;
  readonly err_msg: string;
}

async function answered(text: string): Promise<Answer> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("no answer: it hangs")), ANSWER_WITHIN_MILLISECONDS).unref();
  });
  const answer = await Promise.race([platform.send(text), late]);
  // A downloaded file has no text; everything else is JSON.
  return answer === "" ? { infcode: "0", err_msg: "" } : (JSON.parse(answer) as Answer);
}

/** Rows of every table, and the sum of all people's versions: any write moves one of them. */
async function contents(): Promise<object> {
  const { rows } = await platform.store.query<{ versions: number }>(
    "select sum(version)::bigint as versions from people.person_state",
  );
  return { ...(await platform.rowCounts()), versions: rows[0]?.versions };
}

test(`${COUNT} bent messages to the whole platform (YIBAO_SEED=${SEED})`, {
  timeout: 120_000 + COUNT * 40,
}, async () => {
  const bend = bender(SEED);
  const outcomes = { accepted: 0, refused: 0 };
  let bases: readonly object[] = [];
  let refused: string[] = [];
  let kept = await contents();
  const look = async (): Promise<void> => {
    const place = `one of these refused messages was kept:\n${refused.join("\n").slice(0, 4_000)}`;
    const now = await contents();
    expect(now, place).toEqual(kept);
    refused = [];
  };
  for (let i = 0; i < COUNT; i += 1) {
    if (i % DAY_LENGTH === 0) {
      await look();
      bases = [...bases.slice(0, DAY_MESSAGES), ...(await recordDay(bend))];
      platform.sent.length = 0;
      platform.answers.length = 0;
      kept = await contents();
    }
    const text = bentText(bend, bases, i);
    const handled = platform.refusals.length;
    const { infcode, err_msg } = await answered(text);
    expect(err_msg === "", text).toBe(String(infcode) === "0");
    if (String(infcode) === "0") {
      outcomes.accepted += 1;
      refused = [];
      kept = await contents();
    } else {
      outcomes.refused += 1;
      refused.push(text);
      // One that a handler refused is looked after at once; the others never got that far.
      if (refused.length >= LOOK_AFTER || platform.refusals.length > handled) await look();
    }
  }
  await look();
  // Both outcomes must be met often, or the bending has lost its aim.
  expect(outcomes.accepted).toBeGreaterThan(COUNT / 50);
  expect(outcomes.refused).toBeGreaterThan(COUNT / 10);
});
