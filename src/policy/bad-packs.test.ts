import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { packFromText } from "./fixtures/pack-text.ts";
import { loadRegion } from "./index.ts";
import { type Region, regionFromPacks } from "./region.ts";

// Goal: whatever is wrong with a pack is said at its file and line, with the mend, before a single
// bill is settled. Method: a good pack, and one file for each way to spoil it. A bad file says of
// itself which code it provokes (first line), what the message must say (second line), and on
// which line (the mark).

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "fixtures");
const MARK = "# ← 此处";

const good = packFromText("pack.yaml", textOf(join("100000-good", "pack.yaml")));

function textOf(path: string): string {
  return readFileSync(join(FIXTURES, path), "utf8");
}

/** The bad pack over the good one, unless it says that it has no parent. */
function laidOverGood(name: string): Region {
  const pack = packFromText(name, textOf(join("bad", name)), [good]);
  return regionFromPacks(pack.parent === null ? [pack] : [good, pack]);
}

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
function announced(name: string) {
  const lines = textOf(join("bad", name)).split("\n");
  const line = lines.findIndex((one) => one.endsWith(MARK));
  const [, code = ""] = /^# ([A-Z]+(?:-[A-Z]+)+)/.exec(lines[0] ?? "") ?? [];
  const [, says = ""] = /^# 报错须说：(.+)$/.exec(lines[1] ?? "") ?? [];
  return { code, says, line: line < 0 ? null : line + 1 };
}

test("the good pack is good, by itself and below another", () => {
  expect(loadRegion(join(FIXTURES, "100000-good")).name).toBe("试验省");
  expect(regionFromPacks([good]).benefits.map(({ name }) => name)).toEqual(["inpatient"]);
});

describe("a bad pack", () => {
  const names = readdirSync(join(FIXTURES, "bad"));

  test("comes in many ways", () => expect(names.length).toBeGreaterThan(85));

  test.each(names)("%s", (name) => {
    const { code, says, line } = announced(name);
    const error = errorOf(() => laidOverGood(name));
    expect(error.code, error.message).toBe(code);
    expect(error.where, error.message).toBe(line === null ? undefined : `${name}:${line}`);
    expect(error.message).toContain(says);
    expect(says.length, "the fixture names what the message must say").toBeGreaterThan(1);
    expect(error.message, "every detail is filled in").not.toContain("？");
  });
});

describe("a bad folder", () => {
  test.each([
    ["100400-circle-one", "PACK-PARENT-CIRCLE", undefined, "one → 100401-circle-two → 100400"],
    ["100501-child-of-twins", "PACK-DUPLICATE-NAME", "pack.yaml:5", "100500-twin-one 已经定义"],
    ["100600-folder-of-another", "PACK-NOT-ALLOWED", "pack.yaml:3", "文件夹名称中的 100600"],
    ["parent-not-there", "REGION-UNKNOWN", "pack.yaml:2", "430400-hengyang"],
    ["region-in-two-files", "PACK-DUPLICATE-NAME", "b.yaml:1", "region-in-two-files/a.yaml:2"],
    ["name-in-two-files", "PACK-DUPLICATE-NAME", "more/b.yaml:2", "name-in-two-files/a.yaml:4"],
    ["no-yaml", "PACK-FOLDER-EMPTY", undefined, "请放入含 region、parameters、benefits 的文件"],
    ["not-there-at-all", "PACK-FOLDER-UNREADABLE", undefined, "请核对路径"],
    ["100000-good/pack.yaml", "PACK-FOLDER-UNREADABLE", undefined, "请核对路径"],
  ])("%s: %s", (folder, code, where, says) => {
    const error = errorOf(() => loadRegion(join(FIXTURES, folder)));
    expect(error.code, error.message).toBe(code);
    expect(error.where).toBe(where === undefined ? undefined : `${folder}/${where}`);
    expect(error.message).toContain(says);
    expect(error.message).not.toContain("？");
  });

  test("a region that nobody wrote: REGION-UNKNOWN names those there are", () => {
    const error = errorOf(() => loadRegion("999999"));
    expect(error.code).toBe("REGION-UNKNOWN");
    expect(error.message).toContain("430400-hengyang");
  });
});
