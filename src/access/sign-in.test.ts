import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { disableAccount } from "./account.store.ts";
import { queryEvents } from "./audit.store.ts";
import { ensureDemoAccounts } from "./demo-accounts.store.ts";
import {
  FROM,
  later,
  NOON,
  PASSWORD,
  settled,
  staff,
  staffAccount,
  warm,
} from "./fixtures/callers.ts";
import { assertUnlimited } from "./holder.ts";
import { hashPassword, isPassword } from "./password-hash.ts";
import { callerOfSession } from "./session.store.ts";
import { signIn } from "./sign-in.store.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await warm();
});
afterAll(() => database.drop());

const WRONG = { code: "ACCESS-SIGN-IN-WRONG" };

function attempt(account: string, password: string, now = NOON, code?: string) {
  return signIn(database.store, { account, password, code: code ?? null }, now, FROM);
}

test("who signs in first changes the password and enrols, and has no rights before", async () => {
  await staffAccount(database.store, "newcomer", ["agency-clerk"]);
  const { token, caller } = await attempt(" Newcomer ", PASSWORD);
  expect(caller).toMatchObject({
    ...{ kind: "staff", account: "newcomer", roles: ["agency-clerk"], regions: ["430400"] },
    ...{ must_enrol: true, must_change_password: true },
  });
  expect(caller.rights.size).toBe(0);
  expect(() => assertUnlimited(caller)).toThrow(
    expect.objectContaining({ code: "ACCESS-CHANGE-PASSWORD-FIRST" }),
  );
  expect(() => assertUnlimited({ ...caller, must_change_password: false })).toThrow(
    expect.objectContaining({ code: "ACCESS-ENROL-FIRST" }),
  );
  const { rows } = await database.store.query("select * from access.session");
  expect(JSON.stringify(rows)).not.toContain(token);
  const ready = await settled(database.store, "newcomer", later(1));
  expect(ready.caller.rights.has("people.read")).toBe(true);
  expect(() => assertUnlimited(ready.caller)).not.toThrow();
});

test("no account, a disabled one and a wrong password look alike, also in time", async () => {
  const account_no = await staffAccount(database.store, "disabled");
  await disableAccount(database.store, account_no, staff(["administrator"]), NOON);
  await staffAccount(database.store, "present");
  const tries = [
    () => attempt("nobody-here", PASSWORD),
    () => attempt("disabled", PASSWORD),
    () => attempt("present", "Wrong-9x7-x"),
    () => attempt("'; drop table x; --\u0000", "x"),
  ];
  const times: number[] = [];
  const errors: string[] = [];
  for (const one of tries) {
    let fastest = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3; round += 1) {
      const start = performance.now();
      const error: Error = await one().then(
        () => new Error("signed in"),
        (refusal: Error) => refusal,
      );
      fastest = Math.min(fastest, performance.now() - start);
      expect(error).toMatchObject(WRONG);
      errors.push(JSON.stringify({ ...error, message: error.message }));
    }
    times.push(fastest);
  }
  expect(new Set(errors).size).toBe(1);
  const hash = await hashPassword("x");
  let oneCheck = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    await isPassword("y", hash);
    oneCheck = Math.min(oneCheck, performance.now() - start);
  }
  // No try can be faster than the hash it has to make; what is skipped would show.
  for (const time of times) expect(time).toBeGreaterThan(oneCheck / 2);
});

test("five failures lock an account, and a name that is none just the same", async () => {
  await staffAccount(database.store, "forgetful");
  for (const name of ["forgetful", "no-such-name"]) {
    for (let failure = 0; failure < 5; failure += 1) {
      await expect(attempt(name, "Wrong-9x7-x")).rejects.toMatchObject(WRONG);
    }
    await expect(attempt(name, PASSWORD)).rejects.toMatchObject({
      code: "ACCESS-LOCKED",
      details: { until: "2026-03-02 10:15" },
    });
  }
  const { caller } = await attempt("forgetful", PASSWORD, later(15));
  expect(caller.account).toBe("forgetful");
  await expect(attempt("forgetful", "Wrong-9x7-x", later(16))).rejects.toMatchObject(WRONG);
  expect((await attempt("forgetful", PASSWORD, later(17))).caller.account).toBe("forgetful");
});

test("twenty guesses at once are five", async () => {
  await staffAccount(database.store, "attacked");
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, guess) =>
      attempt("attacked", `Wrong-9x7-${guess}`).catch((error: { code: string }) => error.code),
    ),
  );
  const told = (code: string): number => outcomes.filter((one) => one === code).length;
  expect([told("ACCESS-SIGN-IN-WRONG"), told("ACCESS-LOCKED")]).toEqual([5, 15]);
});

test("hashing has an end to its queue", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 100 }, () => isPassword("x", null)),
  );
  const refused = results.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(refused).toHaveLength(100 - 4 - 64);
  expect(refused[0]).toMatchObject({ code: "ACCESS-BUSY" });
  expect(await isPassword("x", null)).toBe(false);
});

test("demo accounts are for demo mode, and their sessions too", async () => {
  const { store } = database;
  const places = { institution_code: null, person_no: null };
  const accounts = await ensureDemoAccounts(store, NOON, places);
  const { account, password } = accounts[0] as { account: string; password: string };
  await expect(attempt(account, password)).rejects.toMatchObject({
    code: "ACCESS-DEMO-ONLY",
    details: { account },
  });
  const demo = { ...FROM, is_demo: true };
  const { token, caller } = await signIn(store, { account, password }, NOON, demo);
  expect(caller).toMatchObject({ demo: true, must_enrol: false, must_change_password: false });
  expect(await callerOfSession(store, token, NOON, { is_demo: false })).toBeNull();
  expect((await callerOfSession(store, token, NOON, { is_demo: true }))?.account).toBe(account);
});

test("every try is in the audit, under the name tried and without a password", async () => {
  const { store } = database;
  await staffAccount(store, "watched");
  await expect(attempt("watched", "Wrong-9x7-x", later(60))).rejects.toMatchObject(WRONG);
  await expect(attempt("My Password 1!", "x", later(61))).rejects.toMatchObject(WRONG);
  await attempt("watched", PASSWORD, later(62));
  const { rows } = await queryEvents(store, { route: "sign-in", limit: 3, offset: 0 });
  expect(rows.map(({ account, outcome, code }) => [account, outcome, code])).toEqual([
    ["watched", "done", null],
    ["（不是账号名）", "refused", "ACCESS-SIGN-IN-WRONG"],
    ["watched", "refused", "ACCESS-SIGN-IN-WRONG"],
  ]);
  expect(JSON.stringify(rows)).not.toContain("9x7");
});
