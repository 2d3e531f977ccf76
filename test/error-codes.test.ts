import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../src/store/index.ts";
import {
  badTexts,
  type Fixture,
  isFixture,
  missingDetails,
  untestedCodes,
  unusedCodes,
} from "./house/error-codes.ts";
import { writtenErrors } from "./house/error-table.ts";
import { readSourceTree, sampleTree, violationTexts } from "./house/source-file.ts";

/**
 * Error texts are part of what we promise: each says in Chinese what is wrong and how to mend it,
 * with every blank filled in, and each is provoked by a test. Each check first shows on a small
 * sample that it catches.
 */
const ROOT = packageRoot();
const TREE = readSourceTree(ROOT);
const FIXTURES = fixtures(["src", "test", "regions"]);

function fixtures(folders: readonly string[]): readonly Fixture[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .map((entry) => ({ path: join(entry.parentPath, entry.name), isFile: entry.isFile() }))
      .filter(({ path, isFile }) => isFile && !path.endsWith(".ts") && isFixture(path))
      .map(({ path }) => ({ path: path.slice(ROOT.length + 1), text: readFileSync(path, "utf8") })),
  );
}

const TABLE = "src/kernel/error-texts.ts";
const BAY = `"BAY-FULL": { what: "{bay} 号车位已满", mend: "请换到 {other}" },`;

function places(violations: readonly { path: string; line: number }[]): readonly string[] {
  return violations.map(({ path, line }) => `${path}:${line}`);
}

test("the table is found", () => {
  expect(writtenErrors(TREE).length).toBeGreaterThan(100);
});

describe("a text that is not one Chinese sentence and its mend", () => {
  test("is caught in a bad sample, and not in a good one", () => {
    const bad = `const T = {
      "Bay": { what: "满", mend: "请走" },
      "BAY-A": { what: "满了。", mend: "请走" },
      "BAY-B": { what: "full", mend: "请走" },
      "BAY-C": { what: "满", mend: "{mend}" },
      "BAY-D": { what: "满", mend: text() },
      "BAY-E": { what: "满" },
    };`;
    expect(places(badTexts(sampleTree({ [TABLE]: bad })))).toEqual(
      [2, 3, 4, 5, 6, 7].map((line) => `${TABLE}:${line}`),
    );
    const good = `const T = { ${BAY} "BAY-B": { what: "满" + "了", mend: "请走" } };`;
    expect(violationTexts(badTexts(sampleTree({ [TABLE]: good })))).toEqual([]);
  });

  test("is not in the house", () => {
    expect(violationTexts(badTexts(TREE))).toEqual([]);
  });
});

describe("a code that no test reaches", () => {
  const table = { [TABLE]: `const T = {\n${BAY}\n"BAY-GONE": { what: "没有", mend: "请走" } };` };

  test("is caught in a bad sample, and not in a good one", () => {
    const named = { "src/a.test.ts": '// BAY-FULL\nexpect(f).toThrow("BAY-FULLER");' };
    const bad = sampleTree({ ...table, ...named });
    expect(places(untestedCodes(bad, []))).toEqual([`${TABLE}:2`, `${TABLE}:3`]);
    const tested = { "src/a.test.ts": 'test("BAY-FULL: the bay is full", f);' };
    const good = sampleTree({ ...table, ...tested });
    const fixture = { path: "src/policy/fixtures/gone.yaml", text: "# BAY-GONE" };
    expect(violationTexts(untestedCodes(good, [fixture]))).toEqual([]);
  });

  test("is not in the house", () => {
    expect(violationTexts(untestedCodes(TREE, FIXTURES))).toEqual([]);
  });
});

describe("a code that the program never raises", () => {
  test("is caught in a bad sample, and not in a good one", () => {
    const table = { [TABLE]: `const T = { ${BAY} };` };
    const bad = sampleTree({ ...table, "src/a.test.ts": 'expect("BAY-FULL");' });
    expect(places(unusedCodes(bad))).toEqual([`${TABLE}:1`]);
    const good = sampleTree({ ...table, "src/a.ts": 'refuse("BAY-FULL", { bay, other });' });
    expect(violationTexts(unusedCodes(good))).toEqual([]);
  });

  test("is not in the house", () => {
    expect(violationTexts(unusedCodes(TREE))).toEqual([]);
  });
});

describe("an error raised without the details of its text", () => {
  const table = { [TABLE]: `const T = { ${BAY} "BAY-GONE": { what: "无", mend: "走" } };` };

  test("is caught in a bad sample, and not in a good one", () => {
    const bad = sampleTree({
      ...table,
      "src/a.ts": 'new YibaoError("BAY-FULL");\nnew YibaoError("BAY-FULL", { bay }, where);',
      "src/b.ts": 'new YibaoError(gone ? "BAY-GONE" : "BAY-FULL", { "other": 1 });',
    });
    expect(places(missingDetails(bad))).toEqual(["src/a.ts:1", "src/a.ts:2", "src/b.ts:1"]);
    const good = sampleTree({
      ...table,
      "src/a.ts": 'new YibaoError("BAY-FULL", { bay, other: 2, more: 3 });',
      "src/b.ts": 'new YibaoError("BAY-FULL", details); new YibaoError("BAY-GONE");',
      "src/c.ts": 'new YibaoError("BAY-FULL", { ...details, bay }); new YibaoError(code);',
    });
    expect(violationTexts(missingDetails(good))).toEqual([]);
  });

  test("is not in the house", () => {
    expect(violationTexts(missingDetails(TREE))).toEqual([]);
  });
});
