import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { YibaoError } from "../../kernel/index.ts";
import { loadRegion } from "../../policy/index.ts";
import { checkChangeDays, readChange, readChangeFile } from "./index.ts";

// Goal: whatever is wrong with a change file is said at its line, with the nearest right writing.
// Method: one file for each mistake. It says of itself which code it provokes (first line), what
// the message must say (second line), and on which line (the mark).

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "fixtures");
const MARK = "# ← 此处";
const region = loadRegion("430400");

function errorOf(act: () => unknown): YibaoError {
  try {
    act();
  } catch (error) {
    if (error instanceof YibaoError) return error;
    throw error;
  }
  throw new Error("nothing was found wrong");
}

/** What a bad file says of itself. */
function announced(text: string) {
  const lines = text.split("\n");
  const line = lines.findIndex((one) => one.endsWith(MARK));
  const [, code = ""] = /^# ([A-Z]+(?:-[A-Z]+)+)/.exec(lines[0] ?? "") ?? [];
  const [, says = ""] = /^# 报错须说：(.+)$/.exec(lines[1] ?? "") ?? [];
  return { code, says, line: line + 1 };
}

describe("a bad change file", () => {
  const names = readdirSync(join(FIXTURES, "bad"));

  test("comes in many ways", () => expect(names.length).toBeGreaterThan(120));

  test.each(names)("%s", (name) => {
    const text = readFileSync(join(FIXTURES, "bad", name), "utf8");
    const { code, says, line } = announced(text);
    const error = errorOf(() => readChange(text, name, region));
    expect(error.code, error.message).toBe(code);
    expect(error.where, error.message).toBe(`${name}:${line}`);
    expect(error.message).toContain(says);
    expect(says.length, "the fixture names what the message must say").toBeGreaterThan(1);
    expect(error.message, "every detail is filled in").not.toMatch(/？|undefined|\[object/);
  });
});

describe("a file that cannot be read", () => {
  test.each([
    ["not-there.yaml", "ENOENT"],
    ["fixtures", "EISDIR"],
    ["fixtures/not-utf8.bin", "不是 UTF-8 文本"],
  ])("SIMULATION-CHANGE-UNREADABLE: %s", (path, says) => {
    const error = errorOf(() => readChangeFile(join(FIXTURES, "..", path), region));
    expect(error.code).toBe("SIMULATION-CHANGE-UNREADABLE");
    expect(error.message).toContain(says);
  });

  test("SIMULATION-CHANGE-TOO-LARGE: it is not even parsed", () => {
    const error = errorOf(() => readChange("#".repeat(1_000_001), "large.yaml", region));
    expect(error.code).toBe("SIMULATION-CHANGE-TOO-LARGE");
  });

  test("a list beyond all measure is refused", () => {
    const item = "  - { parameter: employee_pool_cap, add: 1 }\n";
    const text = `title: 试验\nfrom: 2023-01-01\nchanges:\n${item.repeat(501)}`;
    expect(errorOf(() => readChange(text, "long.yaml", region)).message).toContain("至多 500 项");
  });
});

describe("the days of a history", () => {
  const history = { from: "2023-01-01", to: "2023-12-31" } as never;
  const changeFrom = (day: string) => {
    const text = `title: 试验\nfrom: ${day}\nchanges: [{ parameter: employee_pool_cap, add: 1 }]\n`;
    return readChange(text, "change.yaml", region);
  };

  test.each(["2022-12-31", "2024-01-01"])("SIMULATION-OUTSIDE-HISTORY: from %s", (day) => {
    const error = errorOf(() => checkChangeDays(changeFrom(day), history));
    expect(error.code).toBe("SIMULATION-OUTSIDE-HISTORY");
    expect(error.where).toBe("change.yaml:2");
    expect(error.message).toContain("例如 2023-01-01");
  });

  test.each(["2023-01-01", "2023-12-31"])("from %s is in it", (day) => {
    expect(() => checkChangeDays(changeFrom(day), history)).not.toThrow();
  });
});
