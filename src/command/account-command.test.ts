import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { type Printed, printed } from "../../test/support/printed.ts";
import { signIn } from "../access/index.ts";

// Goal: the first people of a platform are made on the command line, each with one power, and
// nothing of their password is kept but what they are told.

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

function typed(...words: string[]): Promise<Printed> {
  return printed("account", ...words, "--database-url", database.databaseUrl);
}

const ADMINISTRATOR = ["--account", "wang", "--role", "administrator", "--regions", "430400"];

test("an account signs in with the password shown once, and must then change it", async () => {
  const { code, out } = await typed("create", ...ADMINISTRATOR, "--json");
  expect(code).toBe(0);
  const { account, password } = JSON.parse(out);
  const options = { is_demo: false, address: "127.0.0.1", agent: "" };
  const { caller } = await signIn(database.store, { account, password }, new Date(), options);
  expect(caller.must_change_password).toBe(true);
  expect([...caller.rights]).toEqual([]);
});

test("all are listed, with what they may do and where", async () => {
  await typed("create", "--account", "lihua", "--role", "auditor", "--regions", "430400");
  const { out } = await typed("list");
  expect(out).toMatch(/wang .*系统管理员 .*430400/);
  expect(out).toMatch(/lihua .*审计员/);
  const { accounts } = JSON.parse((await typed("list", "--json")).out);
  expect(accounts.map(({ account }: { account: string }) => account).toSorted()).toEqual([
    "lihua",
    "wang",
  ]);
});

test.each([
  [["create", ...ADMINISTRATOR], "ACCESS-ACCOUNT-TAKEN"],
  [["create", "--account", "zhao", "--role", "chief"], "COMMAND-BAD-FLAG"],
  [["create", "--account", "zhao", "--role", "auditor"], "ACCESS-REGIONS"],
  [["create", "--role", "auditor"], "COMMAND-MISSING"],
  [["remove"], "COMMAND-MISSING"],
])("%j is refused: %s", async (words, code) => {
  const { code: exit, error } = await typed(...words);
  expect(exit).toBe(2);
  expect(error).toContain(code);
});
