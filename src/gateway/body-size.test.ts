import { expect, test } from "vitest";
import { membersOfBody } from "./envelope.ts";

// Goal: what would take too long to read is refused before it is read, and nothing else is.

const CODE = "GATEWAY-TOO-MANY-MEMBERS";

function bodyOf(rows: readonly string[]): Buffer {
  return Buffer.from(`{"input":[${rows.join(",")}]}`);
}

const many = (count: number, row: string) => bodyOf(Array.from({ length: count }, () => row));

test.each([
  ["objects", 100_001, "{}"],
  ["lists", 100_001, "[]"],
  ["members", 20_001, '{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":0}'],
  ["values", 1_000_002, "7"],
])("too many %s", async (_what, count, row) => {
  await expect(membersOfBody(many(count, row))).rejects.toMatchObject({ code: CODE });
});

test("as many as may be are read, and so is a long text", async () => {
  const members = await membersOfBody(many(90_000, "{}"));
  expect(members.input).toHaveLength(90_000);
  const text = "演示".repeat(1_000_000);
  expect(await membersOfBody(Buffer.from(JSON.stringify({ text })))).toEqual({ text });
});

test("a large body that is no JSON is told so", async () => {
  await expect(membersOfBody(Buffer.alloc(1_000_000, "a"))).rejects.toMatchObject({
    code: "GATEWAY-NOT-JSON",
  });
});
