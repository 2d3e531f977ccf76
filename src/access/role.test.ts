import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { YibaoError } from "../kernel/index.ts";
import { insertAccount } from "./account.store.ts";
import { NOON } from "./fixtures/callers.ts";
import { ROLES, type RoleId } from "./role.ts";
import { assertTogether, MAKER_AND_CHECKER } from "./separation.ts";

const EVERY = Object.keys(ROLES) as RoleId[];
const PAIRS = EVERY.flatMap((first, index) => {
  return EVERY.slice(index + 1).map((second) => [first, second] as const);
});

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test("no role by itself makes and checks the same", () => {
  for (const role of EVERY) {
    const rights: readonly string[] = ROLES[role].rights;
    for (const [make, check] of MAKER_AND_CHECKER) {
      expect(rights.includes(make) && rights.includes(check), role).toBe(false);
    }
  }
});

test("administrator, security officer and auditor stand alone", () => {
  for (const power of ["administrator", "security-officer", "auditor"] as const) {
    for (const other of EVERY.filter((role) => role !== power)) {
      expect(() => assertTogether([power, other]), `${power} ${other}`).toThrow(YibaoError);
      expect(() => assertTogether([other, power]), `${other} ${power}`).toThrow(YibaoError);
    }
  }
  expect(() => assertTogether(["agency-clerk", "benefits-officer"])).not.toThrow();
});

/** Every two roles, once with the code that judges them and once with the database alone. */
test("code and database agree on which roles stand together", async () => {
  const { store } = database;
  for (const [index, [first, second]] of PAIRS.entries()) {
    const { kind } = ROLES[first];
    if (ROLES[second].kind !== kind) continue;
    const given = { account: `pair-${index}`, name: "虚构", kind, demo: false };
    const account_no = await insertAccount(store, { ...given, regions: ["430400"] }, NOON);
    const insert = store.query(
      `insert into access.account_role (account_no, role, granted_at)
       select $1, unnest($2::text[]), $3`,
      [account_no, [first, second], NOON],
    );
    const byDatabase = await insert.then(
      () => true,
      (error: { code: string }) => error.code !== "23P01",
    );
    expect(byDatabase, `${first} ${second}`).toBe(mayStandTogether(first, second));
  }
});

function mayStandTogether(...roles: RoleId[]): boolean {
  try {
    assertTogether(roles);
    return true;
  } catch {
    return false;
  }
}

test("the database gives a role to accounts of its kind only", async () => {
  const { store } = database;
  const given = { account: "staff-only", name: "虚构", kind: "staff" as const, demo: false };
  const account_no = await insertAccount(store, { ...given, regions: ["430400"] }, NOON);
  for (const role of ["institution-user", "insured-person"]) {
    const insert = store.query(
      "insert into access.account_role (account_no, role, granted_at) values ($1, $2, $3)",
      [account_no, role, NOON],
    );
    await expect(insert).rejects.toMatchObject({ code: "23503" });
  }
  for (const role of EVERY) {
    const { rows } = await store.query<{ power: string; kind: string }>(
      "select access.power_of($1) as power, access.kind_of($1) as kind",
      [role],
    );
    expect(rows[0], role).toEqual({ power: ROLES[role].power, kind: ROLES[role].kind });
  }
});
