import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { atOnce } from "../../test/support/at-once.ts";
import { randomStream } from "../../test/support/random.ts";
import { packageRoot } from "../store/index.ts";
import { compareEntries } from "./compare.ts";
import { DIFFERENCE_KINDS, type Difference, type DifferenceKind } from "./difference.ts";
import { DEFECTS, type PlantedDay, plantedDay, SCOPE } from "./fixtures/generated-day.ts";
import { resultRows } from "./result-file.ts";

// Goal (R14): every defect is named, exactly once, and nothing else is. Method: a day on which both
// sides agree is made up, defects are planted, and the list of findings is compared as a whole.

const KINDS = Object.keys(DIFFERENCE_KINDS) as DifferenceKind[];

/** `kind visit_id` of every finding; the double of a bill is told by the bill that it doubles. */
function named(day: PlantedDay, differences: readonly Difference[]): string[] {
  const visitOf = ({ kind, ours, theirs }: Difference): string | undefined => {
    const about = ours[0] ?? theirs[0];
    if (kind !== "doubled-at-bureau") return about?.visit_id;
    const same = (entry: PlantedDay["entries"][number]): boolean =>
      entry.person_no === about?.person_no && entry.total_fen === about.total_fen;
    return day.entries
      .filter(same)
      .map(({ visit_id }) => visit_id)
      .sort()[0];
  };
  return differences.map((one) => `${one.kind} ${visitOf(one)}`).sort();
}

function found(day: PlantedDay): string[] {
  return named(day, atOnce(compareEntries(day.entries, day.theirs, SCOPE)).differences);
}

describe("R14: planted differences", () => {
  test("there are fourteen kinds and more", () => {
    expect(KINDS.length).toBeGreaterThanOrEqual(14);
    expect(Object.keys(DEFECTS).sort()).toEqual([...KINDS].sort());
  });

  test("days on which both sides agree give nothing", () => {
    const random = randomStream();
    for (let run = 0; run < 50; run += 1) {
      const day = plantedDay([], 60, random);
      expect(found(day), `seed ${random.seed}`).toEqual([]);
    }
  });

  test.each(KINDS)("%s is found alone, in every way it comes about", (kind) => {
    const random = randomStream();
    for (let run = 0; run < 40; run += 1) {
      const day = plantedDay([kind], 12, random);
      expect(found(day), `seed ${random.seed}, run ${run}`).toEqual(day.expected);
    }
  });

  test("many at once are each found, and none else", () => {
    const random = randomStream();
    for (let run = 0; run < 150; run += 1) {
      const count = 1 + random.below(60);
      const kinds = Array.from({ length: count }, () => random.pick(KINDS));
      const day = plantedDay(kinds, random.below(120), random);
      expect(found(day), `seed ${random.seed}, run ${run}`).toEqual(day.expected);
    }
  });

  test("every finding says why and what to do, in one line of Chinese", () => {
    const random = randomStream();
    const day = plantedDay([...KINDS, ...KINDS, ...KINDS], 0, random);
    const { differences } = atOnce(compareEntries(day.entries, day.theirs, SCOPE));
    for (const { kind, reason, mend } of differences) {
      for (const text of [reason, mend]) {
        expect(text, kind).toMatch(/\p{Script=Han}/u);
        expect(text, kind).not.toMatch(/undefined|null|NaN|。$|[\t\n]/);
      }
    }
  });

  test("the result file has a row for each row, then what only the bureau has", () => {
    const random = randomStream();
    const kinds: DifferenceKind[] = ["total-differs", "missing-at-institution"];
    const day = plantedDay(kinds, 20, random);
    const { differences } = atOnce(compareEntries(day.entries, day.theirs, SCOPE));
    const rows = [...resultRows(day.theirs, differences)].flat();
    expect(rows.every((row) => row.length === 10)).toBe(true);
    expect(rows.slice(0, day.theirs.length).map((row) => row[2])).toEqual(
      day.theirs.map(({ settlement_id }) => settlement_id),
    );
    const differing = rows.filter((row) => row[4] === "1");
    expect(differing.map((row) => String(row[6]).slice(1, 7)).sort()).toEqual(
      ["机构没有这笔", "医疗费总额不"].sort(),
    );
    const last = rows.at(-1) as readonly (string | null)[];
    expect(last.slice(1, 3)).toEqual([null, null]);
    expect(last[3]).toMatch(/^H43040000001/);
  });

  test("100,000 entries take a second or two", () => {
    const random = randomStream();
    const day = plantedDay([...KINDS, ...KINDS], 75_000, random);
    expect(day.entries.length).toBeGreaterThan(95_000);
    const started = performance.now();
    const answer = found(day);
    // It takes about one; the limit is for what grows with the square, on a busy machine.
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(answer, `seed ${random.seed}`).toEqual(day.expected);
  });

  test("docs/reconciliation.md lists every kind with its title", () => {
    const paper = readFileSync(join(packageRoot(), "docs/reconciliation.md"), "utf8");
    for (const [kind, title] of Object.entries(DIFFERENCE_KINDS)) {
      expect(paper).toContain(`\`${kind}\``);
      expect(paper).toContain(title);
    }
  });
});
