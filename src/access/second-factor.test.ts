import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { resetSecondFactor, setPassword } from "./account.store.ts";
import type { Caller } from "./caller.ts";
import { changePassword } from "./change-password.store.ts";
import { ensureDemoAccounts } from "./demo-accounts.store.ts";
import { FROM, insured, later, NOON, PASSWORD, staff, staffAccount } from "./fixtures/callers.ts";
import { confirmSecondFactor, countBackupCodes, offerSecondFactor } from "./second-factor.store.ts";
import { callerOfSession } from "./session.store.ts";
import { signIn } from "./sign-in.store.ts";
import type { SignedIn } from "./signed-in.store.ts";
import { codeAt } from "./totp.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const SECURITY = staff(["security-officer"]);
const NEW_PASSWORD = "Invented-5z2";

async function account(name: string): Promise<{ account_no: number; first: SignedIn }> {
  const account_no = await staffAccount(database.store, name, ["agency-clerk"]);
  return { account_no, first: await attempt(name) };
}

function attempt(
  name: string,
  code: string | null = null,
  now = NOON,
  password = PASSWORD,
): Promise<SignedIn> {
  return signIn(database.store, { account: name, password, code }, now, FROM);
}

async function enrolled(caller: Caller): Promise<{ secret: string; codes: readonly string[] }> {
  const { secret } = await offerSecondFactor(database.store, caller, NOON);
  const codes = await confirmSecondFactor(database.store, caller, codeAt(secret, NOON), NOON);
  return { secret, codes };
}

test("from the first sign-in to one with a code, which serves once", async () => {
  const { store } = database;
  const { first } = await account("enrolling");
  const elsewhere = await attempt("enrolling");
  const offer = await offerSecondFactor(store, first.caller, NOON);
  expect(offer.uri).toContain(offer.secret);
  await expect(confirmSecondFactor(store, first.caller, "000000", NOON)).rejects.toMatchObject({
    code: "ACCESS-CODE-WRONG",
  });
  const { secret } = await offerSecondFactor(store, first.caller, NOON);
  expect(secret).not.toBe(offer.secret);
  const codes = await confirmSecondFactor(store, first.caller, codeAt(secret, NOON), NOON);
  expect(new Set(codes).size).toBe(10);
  await changePassword(
    store,
    first.caller,
    { old_password: PASSWORD, new_password: NEW_PASSWORD },
    NOON,
  );
  const now = await callerOfSession(store, first.token, NOON, FROM);
  expect(now).toMatchObject({ must_enrol: false, must_change_password: false });
  expect(now?.rights.has("claims.make")).toBe(true);
  expect(await callerOfSession(store, elsewhere.token, NOON, FROM)).toBeNull();

  const wrong = { code: "ACCESS-CODE-WRONG" };
  const again = (code: string | null, at = NOON) => attempt("enrolling", code, at, NEW_PASSWORD);
  await expect(again(null)).rejects.toMatchObject({ code: "ACCESS-CODE-NEEDED" });
  await expect(again(codeAt(secret, NOON)), "used to confirm").rejects.toMatchObject(wrong);
  const next = codeAt(secret, later(1));
  expect((await again(next, later(1))).caller.account).toBe("enrolling");
  await expect(again(next, later(1)), "used to sign in").rejects.toMatchObject(wrong);
  const before = codeAt(secret, later(0.5));
  await expect(again(before, later(1)), "of a window before").rejects.toMatchObject(wrong);
});

test("of two who bring the same code at once, one comes in", async () => {
  const { first } = await account("doubled");
  const { secret } = await enrolled(first.caller);
  const code = codeAt(secret, later(1));
  const outcomes = await Promise.all(
    [1, 2, 3].map(() =>
      attempt("doubled", code, later(1)).then(
        () => "in",
        (error: { code: string }) => error.code,
      ),
    ),
  );
  expect(outcomes.filter((one) => one === "in")).toHaveLength(1);
});

test("a backup code serves once, instead of the authenticator", async () => {
  const { store } = database;
  const { account_no, first } = await account("phoneless");
  const { codes } = await enrolled(first.caller);
  const code = codes[0] as string;
  const { rows } = await store.query("select * from access.backup_code where account_no = $1", [
    account_no,
  ]);
  expect(JSON.stringify(rows)).not.toContain(code);
  const { caller } = await attempt("phoneless", ` ${code.toUpperCase()} `);
  expect(await countBackupCodes(store, caller)).toBe(9);
  await expect(attempt("phoneless", code)).rejects.toMatchObject({ code: "ACCESS-CODE-WRONG" });
});

test("wrong codes lock like wrong passwords; asking for a code does not", async () => {
  const { first } = await account("guessed");
  await enrolled(first.caller);
  const needed = { code: "ACCESS-CODE-NEEDED" };
  for (let index = 0; index < 6; index += 1) {
    await expect(attempt("guessed")).rejects.toMatchObject(needed);
  }
  for (let index = 0; index < 5; index += 1) {
    await expect(attempt("guessed", "000000")).rejects.toMatchObject({ code: "ACCESS-CODE-WRONG" });
  }
  await expect(attempt("guessed")).rejects.toMatchObject({ code: "ACCESS-LOCKED" });
});

test("a second factor is enrolled once, until a security officer takes it off", async () => {
  const { store } = database;
  const { account_no, first } = await account("lost-phone");
  const code = codeAt("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", NOON);
  await expect(confirmSecondFactor(store, first.caller, code, NOON)).rejects.toMatchObject({
    code: "ACCESS-FACTOR-NOT-OFFERED",
  });
  const { secret } = await enrolled(first.caller);
  const exists = { code: "ACCESS-FACTOR-EXISTS" };
  await expect(offerSecondFactor(store, first.caller, NOON)).rejects.toMatchObject(exists);
  const next = codeAt(secret, later(1));
  await expect(confirmSecondFactor(store, first.caller, next, later(1))).rejects.toMatchObject(
    exists,
  );
  await resetSecondFactor(store, account_no, SECURITY, NOON);
  expect(await callerOfSession(store, first.token, NOON, FROM)).toBeNull();
  expect((await attempt("lost-phone")).caller.must_enrol).toBe(true);
});

test("a password is changed by who knows the old one, and other sessions end", async () => {
  const { store } = database;
  const { account_no, first } = await account("changing");
  const elsewhere = await attempt("changing");
  const change = (old_password: string, new_password: string) =>
    changePassword(store, first.caller, { old_password, new_password }, NOON);
  await expect(change("Wrong-9x7-x", NEW_PASSWORD)).rejects.toMatchObject({
    code: "ACCESS-OLD-PASSWORD-WRONG",
  });
  await expect(change(PASSWORD, PASSWORD)).rejects.toMatchObject({ code: "ACCESS-PASSWORD-SAME" });
  await expect(change(PASSWORD, "short")).rejects.toMatchObject({ code: "ACCESS-PASSWORD-WEAK" });
  await change(PASSWORD, NEW_PASSWORD);
  expect(await callerOfSession(store, elsewhere.token, NOON, FROM)).toBeNull();
  expect(await callerOfSession(store, first.token, NOON, FROM)).not.toBeNull();
  await expect(attempt("changing")).rejects.toMatchObject({ code: "ACCESS-SIGN-IN-WRONG" });
  await setPassword(store, account_no, PASSWORD, staff(["administrator"]), NOON);
  expect(await callerOfSession(store, first.token, NOON, FROM)).toBeNull();
  expect((await attempt("changing")).caller.must_change_password).toBe(true);
});

test("what everybody uses nobody changes; who came by a credential has nothing", async () => {
  const { store } = database;
  const places = { institution_code: null, person_no: null };
  const [demo] = await ensureDemoAccounts(store, NOON, places);
  const request = { account: demo?.account ?? "", password: demo?.password ?? "" };
  const { caller } = await signIn(store, request, NOON, { ...FROM, is_demo: true });
  const fixed = { code: "ACCESS-DEMO-FIXED" };
  const change = { old_password: request.password, new_password: NEW_PASSWORD };
  await expect(changePassword(store, caller, change, NOON)).rejects.toMatchObject(fixed);
  await expect(offerSecondFactor(store, caller, NOON)).rejects.toMatchObject(fixed);
  const set = setPassword(store, caller.account_no ?? 0, NEW_PASSWORD, SECURITY, NOON);
  await expect(set).rejects.toMatchObject(fixed);
  const none = { code: "ACCESS-NO-ACCOUNT" };
  await expect(offerSecondFactor(store, insured("P1"), NOON)).rejects.toMatchObject(none);
  await expect(changePassword(store, insured("P1"), change, NOON)).rejects.toMatchObject(none);
});
