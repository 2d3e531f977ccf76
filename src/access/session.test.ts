import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { disableAccount, enableAccount } from "./account.store.ts";
import { sweepAccess } from "./audit-seal.store.ts";
import { FROM, later, NOON, staff, staffAccount } from "./fixtures/callers.ts";
import {
  callerOfSession,
  endSession,
  listSessions,
  openSession,
  signOut,
} from "./session.store.ts";

let database: FreshDatabase;
let account_no: number;
beforeAll(async () => {
  database = await freshDatabase();
  account_no = await staffAccount(database.store, "clerk", ["agency-clerk"]);
});
afterAll(() => database.drop());

/** A session as signing in opens it. */
function opened(now: Date): Promise<string> {
  return openSession(database.store, { account_no, demo: false }, FROM, now);
}

async function isIn(token: string, now: Date): Promise<boolean> {
  return (await callerOfSession(database.store, token, now, FROM)) !== null;
}

test("a session ends after half an hour without a request", async () => {
  const token = await opened(NOON);
  expect(await isIn(token, later(29))).toBe(true);
  expect(await isIn(token, later(58))).toBe(true);
  expect(await isIn(token, later(88))).toBe(false);
});

test("a session ends after twelve hours, however busy", async () => {
  const token = await opened(NOON);
  for (let minutes = 20; minutes < 720; minutes += 20) {
    expect(await isIn(token, later(minutes)), `${minutes} min`).toBe(true);
  }
  expect(await isIn(token, later(719))).toBe(true);
  expect(await isIn(token, later(720))).toBe(false);
});

test("signing out ends it, and so does disabling the account", async () => {
  const { store } = database;
  const [one, two] = [await opened(NOON), await opened(NOON)];
  const caller = await callerOfSession(store, one, NOON, FROM);
  if (caller === null) throw new Error("not signed in");
  await signOut(store, caller, NOON);
  expect([await isIn(one, NOON), await isIn(two, NOON)]).toEqual([false, true]);
  await disableAccount(store, account_no, staff(["administrator"]), NOON);
  expect(await isIn(two, NOON)).toBe(false);
  await enableAccount(store, account_no, staff(["administrator"]), NOON);
  expect(await isIn(two, NOON)).toBe(false);
});

test("one's own sessions are listed and ended, nobody else's", async () => {
  const { store } = database;
  const now = later(2_000);
  const [here, there] = [await opened(now), await opened(now)];
  const caller = await callerOfSession(store, here, now, FROM);
  if (caller === null) throw new Error("not signed in");
  const sessions = await listSessions(store, caller, now);
  expect(sessions.map(({ is_this }) => is_this)).toEqual([false, true]);
  expect(sessions[0]).toMatchObject({ address: FROM.address, agent: FROM.agent });
  const other = sessions[0]?.session_no ?? 0;
  const stranger = { ...caller, account_no: account_no + 1_000 };
  const unknown = { code: "ACCESS-SESSION-UNKNOWN" };
  await expect(endSession(store, stranger, other, now)).rejects.toMatchObject(unknown);
  await endSession(store, caller, other, now);
  await expect(endSession(store, caller, other, now)).rejects.toMatchObject(unknown);
  expect([await isIn(here, now), await isIn(there, now)]).toEqual([true, false]);
});

test("the oldest of too many sessions ends", async () => {
  const now = later(4_000);
  const tokens: string[] = [];
  for (let index = 0; index < 22; index += 1) tokens.push(await opened(now));
  const open = await Promise.all(tokens.map((token) => isIn(token, now)));
  expect(open.indexOf(true)).toBe(2);
  expect(open.filter(Boolean)).toHaveLength(20);
});

test("a token that nobody gave out is nobody's", async () => {
  for (const token of ["", "x", "x".repeat(43), "x".repeat(100_000), "\u0000"]) {
    expect(await isIn(token, NOON)).toBe(false);
  }
});

test("what ended a month ago is cleared away", async () => {
  const { store } = database;
  const now = later(10_000);
  const token = await opened(now);
  await sweepAccess(store, new Date(now.getTime() + 29 * 86_400_000));
  const left = "select count(*) as count from access.session";
  expect((await store.query<{ count: number }>(left)).rows[0]?.count).toBeGreaterThan(0);
  await sweepAccess(store, new Date(now.getTime() + 31 * 86_400_000));
  expect((await store.query<{ count: number }>(left)).rows[0]?.count).toBe(0);
  expect(await isIn(token, now)).toBe(false);
});
