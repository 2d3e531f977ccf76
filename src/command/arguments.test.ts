import { expect, test } from "vitest";
import { printed } from "../../test/support/printed.ts";

// Goal: a flag that means nothing to a subcommand is not swallowed; help is of what was asked.

test.each([
  [["policy", "check", "--data", "x"], "--data", "--against、--from、--seed、--json"],
  [["policy", "versions", "430400", "--by", "张"], "--by", "--limit、--before"],
  [["history", "generate", "--key", "x"], "--key", "--people、--year"],
  [["history", "export", "--people", "5"], "--people", "--from、--to"],
])("COMMAND-FLAG-ELSEWHERE: %j", async (words, flag, known) => {
  const { code, out, error } = await printed(...words);
  expect([code, out]).toEqual([2, ""]);
  expect(error).toContain("COMMAND-FLAG-ELSEWHERE");
  expect(error).toContain(`不用参数 ${flag}`);
  expect(error).toContain(known);
});

test("--help of a subcommand is its part alone", async () => {
  const { code, out } = await printed("policy", "check", "--help");
  expect(code).toBe(0);
  expect(out).toContain("yibao policy check");
  expect(out).not.toContain("yibao policy publish");
  expect((await printed("policy", "--help")).out).toContain("yibao policy publish");
});
