import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../../test/support/database.ts";
import type { CivilDate } from "../../kernel/index.ts";
import { createKeyBookCache, insertKey, revokeKey } from "./key.store.ts";
import type { InstitutionKey } from "./key.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const KEY: InstitutionKey = {
  access_key: "AK1",
  institution_code: "H43040000001",
  family: "gateway",
  name: "收费处",
  secret: "SK1",
  public_key: null,
  period: { from: "2023-01-01" as CivilDate, to: null },
  revoked: false,
};

test("GATEWAY-KEY-TAKEN: one key for ever; the book says what was written", async () => {
  const { store } = database;
  const book = await createKeyBookCache(store);
  expect(book.value.all).toEqual([]);
  await insertKey(store, KEY);
  const registered = { ...KEY, access_key: "SM2x", family: "sm2", secret: null } as const;
  await insertKey(store, { ...registered, public_key: "04ab" });
  await expect(insertKey(store, { ...KEY, secret: "other" })).rejects.toMatchObject({
    code: "GATEWAY-KEY-TAKEN",
  });
  await vi.waitFor(() => expect(book.value.all).toHaveLength(2));
  expect(book.value.byAccessKey("AK1")).toEqual(KEY);
  expect(book.value.sm2Keys("H43040000001", "2023-06-01" as CivilDate)).toEqual(["04ab"]);
  expect(await revokeKey(store, "AK1")).toBe(true);
  expect(await revokeKey(store, "AK1")).toBe(true);
  expect(await revokeKey(store, "AK2")).toBe(false);
  await vi.waitFor(() => expect(book.value.byAccessKey("AK1")?.revoked).toBe(true));
  book.close();
});
