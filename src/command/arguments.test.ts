import { afterEach, expect, test, vi } from "vitest";
import { main } from "../main.ts";

// Goal: a flag that means nothing to a subcommand is not swallowed; help is of what was asked.

afterEach(() => {
  vi.restoreAllMocks();
});

async function run(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const said = { out: "", error: "" };
  const into = (name: "out" | "error") => (text: string | Uint8Array) => {
    said[name] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(into("out"));
  vi.spyOn(process.stderr, "write").mockImplementation(into("error"));
  return { code: await main(words), ...said };
}

test.each([
  [["policy", "check", "--data", "x"], "--data", "--against、--from、--seed、--json"],
  [["policy", "versions", "430400", "--by", "张"], "--by", "--limit、--before"],
  [["history", "generate", "--key", "x"], "--key", "--people、--year"],
  [["history", "export", "--people", "5"], "--people", "--from、--to"],
])("COMMAND-FLAG-ELSEWHERE: %j", async (words, flag, known) => {
  const { code, out, error } = await run(...words);
  expect([code, out]).toEqual([2, ""]);
  expect(error).toContain("COMMAND-FLAG-ELSEWHERE");
  expect(error).toContain(`不用参数 ${flag}`);
  expect(error).toContain(known);
});

test("--help of a subcommand is its part alone", async () => {
  const { code, out } = await run("policy", "check", "--help");
  expect(code).toBe(0);
  expect(out).toContain("yibao policy check");
  expect(out).not.toContain("yibao policy publish");
  expect((await run("policy", "--help")).out).toContain("yibao policy publish");
});
