import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { settleCaseFile } from "./case-file.ts";

// Goal: a case that cannot be used says which file, which field, and the mend. Method: one file
// for each way; it says of itself which code it provokes and what the message must name.

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "fixtures", "bad-cases");

function errorOf(act: () => unknown): YibaoError {
  try {
    act();
  } catch (error) {
    if (error instanceof YibaoError) return error;
    throw error;
  }
  throw new Error("nothing was found wrong");
}

function announced(path: string) {
  const [first = "", second = ""] = readFileSync(path, "utf8").split("\n");
  const [, code = ""] = /^# ([A-Z]+(?:-[A-Z]+)+)/.exec(first) ?? [];
  const [, says = ""] = /^# 报错须说：(.+)$/.exec(second) ?? [];
  return { code, says };
}

describe("a bad case", () => {
  const names = readdirSync(FOLDER);

  test("comes in many ways", () => expect(names.length).toBeGreaterThan(55));

  test.each(names)("%s", (name) => {
    const path = join(FOLDER, name);
    const { code, says } = announced(path);
    const error = errorOf(() => settleCaseFile(path, null));
    expect(error.code, error.message).toBe(code);
    expect(error.message.slice(0, path.length + 7)).toContain(path);
    expect(error.message).toContain(says);
    expect(says.length, "the fixture names what the message must say").toBeGreaterThan(1);
    expect(error.message, "every detail is filled in").not.toContain("？");
  });

  test("that is not there, or is a folder, is CASE-NOT-READABLE", () => {
    for (const path of [join(FOLDER, "no-such-case.yaml"), FOLDER]) {
      const error = errorOf(() => settleCaseFile(path, null));
      expect(error.code).toBe("CASE-NOT-READABLE");
      expect(error.message).toContain("请核对路径");
    }
  });

  test("whose region is a broken pack keeps the pack's own file and line", () => {
    const packs = join(FOLDER, "..", "..", "..", "policy", "fixtures");
    const example = join(FOLDER, "..", "..", "..", "..", "regions/430400-hengyang/cases/E03.yaml");
    const error = errorOf(() => settleCaseFile(example, join(packs, "parent-not-there")));
    expect(error.where).toBe("parent-not-there/pack.yaml:2");
  });
});
