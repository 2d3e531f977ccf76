import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineDiff } from "./line-diff.ts";
import { textDiff } from "./text-diff.ts";

// Goal: what is shown as removed and added does make the second text of the first, and is as little
// as can be. Method: random texts of few words; the length against the textbook table of common
// subsequences.

const text = fc
  .array(fc.constantFrom("a", "b", "c", "甲：1", ""), { maxLength: 30 })
  .map((lines) => lines.map((line) => `${line}\n`).join(""));

const linesOf = (one: string): string[] => one.split("\n").slice(0, -1);

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    b.forEach((other, y) => {
      next.push(line === other ? row[y]! + 1 : Math.max(row[y + 1]!, next[y]!));
    });
    row = next;
  }
  return row[b.length] as number;
}

describe("lineDiff", () => {
  test("gives both texts again, with the fewest lines of difference", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = lineDiff(before, after);
        const without = (kind: string) =>
          runs.filter((run) => run.kind !== kind).flatMap(({ lines }) => lines);
        expect(without("added")).toEqual(linesOf(before));
        expect(without("removed")).toEqual(linesOf(after));
        const same = runs.filter(({ kind }) => kind === "same").flatMap(({ lines }) => lines);
        expect(same).toHaveLength(longestCommon(linesOf(before), linesOf(after)));
      }),
      { numRuns: 300 },
    );
  });

  test("a line changed within many; an end of line that is missing; nothing at all", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `line ${index}\n`).join("");
    const runs = lineDiff(many, many.replace("line 2500\n", "other\n"));
    expect(runs.map(({ kind, lines }) => [kind, lines.length])).toEqual([
      ["same", 2_500],
      ["removed", 1],
      ["added", 1],
      ["same", 2_499],
    ]);
    expect(lineDiff("a\nb", "a\nb\n").map(({ kind }) => kind)).toEqual([
      "same",
      "removed",
      "added",
    ]);
    expect(lineDiff("", "")).toEqual([]);
  });

  test("texts that have next to nothing in common end soon, as one taken for the other", () => {
    const side = (name: string) =>
      Array.from({ length: 3_000 }, (_, index) => `${name} ${index}\n`).join("");
    const runs = lineDiff(`first\n${side("a")}`, `first\n${side("b")}`);
    expect(runs.map(({ kind, lines }) => [kind, lines.length])).toEqual([
      ["same", 1],
      ["removed", 3_000],
      ["added", 3_000],
    ]);
  });
});

test("files that came, went or changed; those that are the same are left out", () => {
  const folder = "x";
  const before = { folder, files: { "a.yaml": "1\n", "cases/b.yaml": "1\n", "c.yaml": "1\n" } };
  const after = { folder, files: { "a.yaml": "1\n2\n", "c.yaml": "1\n", "d.yaml": "" } };
  const told = textDiff(before, after).map(({ path, kind, lines_added, lines_removed }) => [
    ...[path, kind, lines_added, lines_removed],
  ]);
  expect(told).toEqual([
    ["a.yaml", "changed", 1, 0],
    ["d.yaml", "added", 0, 0],
    ["cases/b.yaml", "removed", 0, 1],
  ]);
});
