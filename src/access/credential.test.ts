import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { issueCredential } from "./credential.store.ts";
import { credentialCode, isGenuine, readCredentialCode } from "./credential-code.ts";
import { FROM, later, NOON, staff } from "./fixtures/callers.ts";
import { listSessions } from "./session.store.ts";
import { signInByCredential } from "./sign-in.store.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const CLERK = staff(["agency-clerk"]);
const BAD = { code: "ACCESS-CREDENTIAL-BAD" };

function enter(code: string, now = NOON) {
  return signInByCredential(database.store, code, now, FROM);
}

test("a credential lets its person in, once", async () => {
  const { store } = database;
  const { code, until } = await issueCredential(store, CLERK, "P1", NOON);
  expect(until).toEqual(later(5));
  expect(code).not.toContain("P1");
  const { caller } = await enter(` ${code}\n`, later(4));
  expect(caller).toMatchObject({
    ...{ kind: "insured", person_no: "P1", account_no: null, roles: ["insured-person"] },
    ...{ must_enrol: false, must_change_password: false, regions: [] },
  });
  expect([...caller.rights]).toEqual(["me.read"]);
  expect(await listSessions(store, caller, later(4))).toHaveLength(1);
  await expect(enter(code, later(4))).rejects.toMatchObject(BAD);
});

test("five minutes, and not one second more", async () => {
  const { store } = database;
  const [one, two] = [
    await issueCredential(store, CLERK, "P1", NOON),
    await issueCredential(store, CLERK, "P1", NOON),
  ];
  expect((await enter(one.code, later(4.99))).caller.person_no).toBe("P1");
  await expect(enter(two.code, later(5))).rejects.toMatchObject(BAD);
});

test("of two who show it at once, one comes in", async () => {
  const { code } = await issueCredential(database.store, CLERK, "P1", NOON);
  const outcomes = await Promise.allSettled([enter(code), enter(code), enter(code)]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("no part of a code can be changed", async () => {
  const { store } = database;
  const { code } = await issueCredential(store, CLERK, "P1", NOON);
  const other = await issueCredential(store, CLERK, "P2", NOON);
  const parts = code.split(".");
  const others = other.code.split(".");
  const mixed = parts.map((_, index) => {
    return parts.map((part, at) => (at === index ? others[at] : part)).join(".");
  });
  const longer = parts.map((part, at) => (at === 3 ? String(Number(part) + 60) : part)).join(".");
  for (const bad of [mixed[2], mixed[4], longer, `${code}x`, code.slice(1), "", "Y1.1.1"]) {
    await expect(enter(bad as string), bad).rejects.toMatchObject(BAD);
  }
  expect((await enter(code)).caller.person_no).toBe("P1");
});

test("a row given to somebody else is no longer what was signed", async () => {
  const { store } = database;
  const { code } = await issueCredential(store, CLERK, "P1", NOON);
  await store.query("update access.credential set person_no = 'P9' where used_at is null");
  await expect(enter(code)).rejects.toMatchObject(BAD);
});

test("the code by itself", () => {
  const key = Buffer.alloc(32, 7);
  const facts = { key_no: 3, credential_no: 42, until: NOON };
  const code = credentialCode(facts, "P1", key);
  expect(readCredentialCode(code)).toEqual(facts);
  expect(isGenuine(code, facts, "P1", key)).toBe(true);
  expect(isGenuine(code, facts, "P2", key)).toBe(false);
  expect(isGenuine(code, facts, "P1", Buffer.alloc(32, 8))).toBe(false);
});
