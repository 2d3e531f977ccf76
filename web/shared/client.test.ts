import { expect, test } from "vitest";
import { addressOf, call } from "./client.ts";
import { NO_ANSWER, Problem } from "./problem.ts";

// Goal: an address names what was asked and nothing else; a call that fails says why.

test("the address of an operation", () => {
  expect(addressOf("GET /api/v1/people/{person_no}", { params: { person_no: "甲/1" } })).toBe(
    "/api/v1/people/%E7%94%B2%2F1",
  );
  const query = { text: "a b", role: "", sort: undefined, kinds: ["x", "y"], offset: 0 };
  expect(addressOf("GET /api/v1/accounts", { query })).toBe(
    "/api/v1/accounts?text=a+b&kinds=x&kinds=y&offset=0",
  );
});

test("a platform that cannot be reached is a problem with a mend", async () => {
  // Without a page there is no origin to call: the same as a network that is down.
  const failed = call("GET /api/v1/waiting");
  await expect(failed).rejects.toBeInstanceOf(Problem);
  await expect(failed).rejects.toMatchObject({
    status: NO_ANSWER,
    mend: expect.stringContaining("请稍候重试"),
  });
});
