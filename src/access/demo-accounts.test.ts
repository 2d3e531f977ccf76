import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { assignRoles, disableAccount, listAccounts } from "./account.store.ts";
import { ensureDemoAccounts } from "./demo-accounts.store.ts";
import { FROM, NOON, staff, staffAccount } from "./fixtures/callers.ts";
import { ROLES } from "./role.ts";
import { signIn } from "./sign-in.store.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const PLACES = { institution_code: "H43040000001", person_no: "P1" };

test("one account for each role and one of a district, however often it is asked", async () => {
  const { store } = database;
  await staffAccount(store, "auditor", ["auditor"]);
  const accounts = await ensureDemoAccounts(store, NOON, PLACES);
  const expected = Object.keys(ROLES).filter((role) => role !== "auditor");
  expect(accounts.map(({ account }) => account)).toEqual([...expected, "district-clerk"]);
  expect(accounts.every(({ name }) => name.startsWith("演示·"))).toBe(true);
  for (const { account, password, role, regions } of accounts) {
    const options = { ...FROM, is_demo: true };
    const { caller } = await signIn(store, { account, password }, NOON, options);
    expect(caller).toMatchObject({ roles: [role], regions, demo: true });
    expect([...caller.rights].sort()).toEqual([...new Set<string>(ROLES[role].rights)].sort());
  }
  const [clerk] = accounts;
  const found = await listAccounts(
    store,
    { text: clerk?.account ?? "", limit: 1, offset: 0 },
    NOON,
  );
  const account_no = found.rows[0]?.account_no ?? 0;
  const security = staff(["security-officer"]);
  await disableAccount(store, account_no, security, NOON);
  await assignRoles(store, account_no, { roles: ["auditor"], regions: ["110000"] }, security, NOON);
  expect(await ensureDemoAccounts(store, NOON, PLACES)).toEqual(accounts);
  const back = await listAccounts(store, { text: clerk?.account ?? "", limit: 1, offset: 0 }, NOON);
  expect(back.rows[0]).toMatchObject({
    ...{ account_no, state: "active", roles: ["agency-clerk"], regions: ["430400"], demo: true },
  });
});

test("without an institution and an insured person there are no accounts for them", async () => {
  const places = { region: "110000", district: null, institution_code: null, person_no: null };
  const fresh = await freshDatabase();
  try {
    const accounts = await ensureDemoAccounts(fresh.store, NOON, places);
    const kinds = new Set(accounts.map(({ role }) => ROLES[role].kind));
    expect([...kinds]).toEqual(["staff"]);
    expect(accounts.every(({ regions }) => regions[0] === "110000")).toBe(true);
  } finally {
    await fresh.drop();
  }
});
