import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import {
  assignRoles,
  createAccount,
  disableAccount,
  findAccount,
  listAccounts,
  resetSecondFactor,
  setPassword,
  unlockAccount,
} from "./account.store.ts";
import { FROM, NOON, PASSWORD, staff, staffAccount } from "./fixtures/callers.ts";
import { countTry, listLockouts, subjectOf } from "./lockout.store.ts";
import type { RoleId } from "./role.ts";
import { callerOfSession } from "./session.store.ts";
import { signIn } from "./sign-in.store.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const ADMINISTRATOR = staff(["administrator"]);
const SECURITY = staff(["security-officer"]);

const GOOD = {
  account: "someone",
  name: "虚构者",
  kind: "staff" as const,
  regions: ["430400"],
  roles: [] as RoleId[],
  password: PASSWORD,
};

test("an administrator makes an account, a security officer says what it may do", async () => {
  const { store } = database;
  const account_no = await createAccount(store, { ...GOOD, account: "Made" }, ADMINISTRATOR, NOON);
  const roles: RoleId[] = ["agency-clerk", "benefits-officer"];
  const granted = { roles, regions: ["430405", "430406"] };
  await assignRoles(store, account_no, granted, SECURITY, NOON);
  const account = await findAccount(store, account_no, NOON);
  expect(account).toMatchObject({ account: "made", state: "active", demo: false, ...granted });
  expect(account).toMatchObject({ has_second_factor: false, must_change_password: true });
  await assignRoles(store, account_no, { roles: [], regions: ["430400"] }, SECURITY, NOON);
  expect(await findAccount(store, account_no, NOON)).toMatchObject({ roles: [] });
  const { rows } = await store.query<{ roles: string[] }>(
    "select roles from access.role_change where account_no = $1 order by change_no",
    [account_no],
  );
  expect(rows.map((row) => row.roles)).toEqual([[], roles, []]);
});

test("what is granted counts from the next request on", async () => {
  const { store } = database;
  const account_no = await staffAccount(store, "moved", ["agency-clerk"]);
  await store.query("update access.password set must_change = false");
  const { token } = await signIn(store, { account: "moved", password: PASSWORD }, NOON, FROM);
  await assignRoles(store, account_no, { roles: ["auditor"], regions: ["430400"] }, SECURITY, NOON);
  const caller = await callerOfSession(store, token, NOON, FROM);
  expect(caller?.roles).toEqual(["auditor"]);
});

describe("what is refused", () => {
  test.each([
    [{ account: "Größe" }, "ACCESS-ACCOUNT-NAME"],
    [{ account: "ab" }, "ACCESS-ACCOUNT-NAME"],
    [{ name: " " }, "ACCESS-PERSON-NAME"],
    [{ name: "长".repeat(61) }, "ACCESS-PERSON-NAME"],
    [{ regions: [] }, "ACCESS-REGIONS"],
    [{ regions: ["4304"] }, "ACCESS-REGIONS"],
    [{ kind: "institution" as const, regions: [] }, "ACCESS-ACCOUNT-BELONGS"],
    [{ institution_code: "H43040000001" }, "ACCESS-ACCOUNT-BELONGS"],
    [{ kind: "insured" as const, person_no: "P1" }, "ACCESS-REGIONS"],
    [{ roles: ["emperor"] as unknown as RoleId[] }, "ACCESS-ROLE-UNKNOWN"],
    [{ roles: ["insured-person"] as RoleId[] }, "ACCESS-ROLE-OF-KIND"],
    [{ roles: ["agency-clerk", "agency-reviewer"] as RoleId[] }, "ACCESS-ROLES-TOGETHER"],
    [{ roles: ["auditor", "administrator"] as RoleId[] }, "ACCESS-ROLES-TOGETHER"],
    [{ password: "weak" }, "ACCESS-PASSWORD-WEAK"],
  ])("%j: %s", async (given, code) => {
    const before = await listAccounts(database.store, { limit: 1, offset: 0 }, NOON);
    const creating = createAccount(database.store, { ...GOOD, ...given }, null, NOON);
    await expect(creating).rejects.toMatchObject({ code });
    const after = await listAccounts(database.store, { limit: 1, offset: 0 }, NOON);
    expect(after.total).toBe(before.total);
  });

  test("an administrator grants nothing, and nobody acts on their own account", async () => {
    const { store } = database;
    const self_made = { ...GOOD, account: "self-made", roles: ["administrator"] as RoleId[] };
    await expect(createAccount(store, self_made, ADMINISTRATOR, NOON)).rejects.toMatchObject({
      code: "ACCESS-NO-RIGHT",
    });
    const account_no = await staffAccount(store, "officer", ["security-officer"]);
    const self = { ...SECURITY, account_no };
    const own = { code: "ACCESS-OWN-ACCOUNT" };
    const granted = { roles: [], regions: ["430400"] };
    await expect(assignRoles(store, account_no, granted, self, NOON)).rejects.toMatchObject(own);
    await expect(disableAccount(store, account_no, self, NOON)).rejects.toMatchObject(own);
    await expect(resetSecondFactor(store, account_no, self, NOON)).rejects.toMatchObject(own);
    await expect(unlockAccount(store, account_no, self)).rejects.toMatchObject(own);
    await expect(setPassword(store, account_no, PASSWORD, self, NOON)).rejects.toMatchObject(own);
  });

  test("a name is taken once; an account must be there", async () => {
    const { store } = database;
    await staffAccount(store, "taken");
    await expect(staffAccount(store, "TAKEN")).rejects.toMatchObject({
      code: "ACCESS-ACCOUNT-TAKEN",
    });
    const unknown = { code: "ACCESS-ACCOUNT-UNKNOWN" };
    await expect(findAccount(store, 999_999, NOON)).rejects.toMatchObject(unknown);
    await expect(disableAccount(store, 999_999, SECURITY, NOON)).rejects.toMatchObject(unknown);
  });
});

test("accounts are found by name, role and kind, page by page, without a secret", async () => {
  const { store } = database;
  for (const name of ["list-a", "list-b", "list-c"]) {
    await staffAccount(store, name, ["personnel-officer"]);
  }
  const kind = "institution" as const;
  const institution = { ...GOOD, account: "list-hospital", kind, regions: [] };
  const roles: RoleId[] = ["institution-user"];
  await createAccount(
    store,
    { ...institution, institution_code: "H1", roles },
    ADMINISTRATOR,
    NOON,
  );
  const page = await listAccounts(store, { text: "LIST-", limit: 2, offset: 1 }, NOON);
  expect(page.rows.map(({ account }) => account)).toEqual(["list-b", "list-c"]);
  expect(page.total).toBe(4);
  const by = (search: object) => listAccounts(store, { ...search, limit: 9, offset: 0 }, NOON);
  expect((await by({ role: "personnel-officer" })).total).toBe(3);
  expect((await by({ kind })).rows.map(({ account }) => account)).toEqual(["list-hospital"]);
  expect(JSON.stringify(await by({}))).not.toContain("argon2");
});

test("a lock is seen and lifted by a security officer", async () => {
  const { store } = database;
  const account_no = await staffAccount(store, "locked-out");
  const subject = subjectOf(account_no, "locked-out");
  for (let failure = 0; failure < 5; failure += 1) await countTry(store, subject, NOON);
  expect(await listLockouts(store, NOON)).toMatchObject([{ account_no, failures: 5 }]);
  expect((await findAccount(store, account_no, NOON)).locked_until).not.toBeNull();
  await unlockAccount(store, account_no, SECURITY);
  expect(await listLockouts(store, NOON)).toEqual([]);
  await countTry(store, subject, NOON);
});
