import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { later, NOON, staff, staffAccount } from "./fixtures/callers.ts";
import { unmask, unmaskedUntil } from "./unmask.store.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test("one person, one session, ten minutes, and a reason that stays", async () => {
  const { store } = database;
  const account_no = await staffAccount(store, "clerk", ["agency-clerk"]);
  const caller = staff(["agency-clerk"], { account_no, session_no: 1 });
  const seen = (person_no: string, now: Date, session_no = 1) => {
    return unmaskedUntil(store, { ...caller, session_no }, person_no, now);
  };
  expect(await seen("P1", NOON)).toBeNull();
  const until = await unmask(store, caller, { person_no: "P1", reason: "核对来访人身份" }, NOON);
  expect(until).toEqual(later(10));
  expect(await seen("P1", later(9))).toEqual(until);
  expect(await seen("P1", later(10))).toBeNull();
  expect(await seen("P2", NOON)).toBeNull();
  expect(await seen("P1", NOON, 2)).toBeNull();
  expect(await unmaskedUntil(store, { ...caller, session_no: null }, "P1", NOON)).toBeNull();
});

test("no reason, or no right", async () => {
  const { store } = database;
  const clerk = staff(["agency-clerk"], { account_no: 1, session_no: 1 });
  for (const reason of ["", "  x  ", "长".repeat(201)]) {
    await expect(unmask(store, clerk, { person_no: "P1", reason }, NOON)).rejects.toMatchObject({
      code: "ACCESS-UNMASK-REASON",
    });
  }
  const finance = staff(["finance-officer"], { account_no: 1, session_no: 1 });
  const request = { person_no: "P1", reason: "核对来访人身份" };
  await expect(unmask(store, finance, request, NOON)).rejects.toMatchObject({
    code: "ACCESS-NO-RIGHT",
  });
});
