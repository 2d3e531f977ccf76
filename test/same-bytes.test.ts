import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../src/store/index.ts";

// Goal: the same facts and the same policy give the same bytes on any machine (promise R6).
// Method: the real program in child processes of other time zones and languages: New York, where
// a civil date read as an instant is a day early; the first place on earth to see a new day, in
// Turkish, where i has another capital.

const root = packageRoot();
const cases = join(root, "regions", "430400-hengyang", "cases");
const files = readdirSync(cases)
  .filter((name) => name.endsWith(".yaml"))
  .sort()
  .map((name) => join("regions", "430400-hengyang", "cases", name));

const MACHINES: readonly Readonly<Record<string, string>>[] = [
  { TZ: "Asia/Shanghai", LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8" },
  { TZ: "America/New_York", LANG: "C", LC_ALL: "C" },
  { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
];

function outputOn(machine: Readonly<Record<string, string>>, words: readonly string[]): string {
  const { LANG: _, LC_ALL: __, TZ: ___, ...rest } = process.env;
  const result = spawnSync(process.execPath, [join("bin", "yibao.js"), ...words], {
    cwd: root,
    encoding: "utf8",
    env: { ...rest, ...machine },
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(result.status, result.stderr).toBe(0);
  return result.stdout;
}

describe("on machines of three countries", () => {
  test.each([
    ["every case, for programs", ["settle", ...files, "--json"]],
    ["every case, explained to people", ["settle", ...files, "--explain"]],
    ["the policy of a day", ["policy", "show", "430400", "--date", "2023-12-31", "--json"]],
  ])("%s: the same bytes", (_, words) => {
    const [first = "", ...others] = MACHINES.map((machine) => outputOn(machine, words));
    expect(first.length).toBeGreaterThan(1_000);
    expect(others.map((other) => other === first)).toEqual(others.map(() => true));
  });
});
