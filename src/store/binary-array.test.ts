import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { binaryArray } from "./binary-array.ts";

// Goal: what goes in as a binary array comes out as it was. Method: real Postgres, random texts.

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase({ template: "empty", maximumConnections: 1 });
});

afterAll(() => database.drop());

test("texts, nulls, quotes, braces, Chinese and emoji survive", async () => {
  const element = fc.option(fc.string({ unit: "grapheme" }).filter((text) => !/\0/.test(text)));
  await fc.assert(
    fc.asyncProperty(fc.array(element, { minLength: 1, maxLength: 20 }), async (values) => {
      const { rows } = await database.store.query<{ value: string | null }>(
        "select value from unnest($1::text[]) with ordinality as t (value, place) order by place",
        [binaryArray("text", values)],
      );
      expect(rows.map(({ value }) => value)).toEqual(values);
    }),
    { numRuns: 100 },
  );
});

test("json keeps its text to the byte", async () => {
  const texts = ['{"b": 1,  "a":"“药”\\n"}', "[]", null];
  const { rows } = await database.store.query<{ value: string | null }>(
    "select value::text as value from unnest($1::json[]) as t (value)",
    [binaryArray("json", texts)],
  );
  expect(rows.map(({ value }) => value)).toEqual(texts);
});
