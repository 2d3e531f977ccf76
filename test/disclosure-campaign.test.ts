import { describe, expect, test } from "vitest";
import { ALL_KINDS, allProfiles, PUBLICATION_FORMATS } from "./disclosure-campaign/campaign.ts";
import { bare, judged } from "./disclosure-campaign/found.ts";
import { numberText, readNumber } from "./disclosure-campaign/printed-number.ts";
import { figureCells } from "./disclosure-campaign/publication-parts.ts";
import { summaryOf, summaryText } from "./disclosure-campaign/summary.ts";
import {
  checkedIn,
  plantedIn,
  publicationFor,
  type Result,
  runTask,
  type Task,
} from "./disclosure-campaign/task.ts";
import { type RandomStream, randomStream } from "./support/random.ts";

// Goal: planted defects are found at their place, and clean documents have none. Method: a sample
// of `npm run disclosure-campaign`, the same documents on every machine: so many kinds, drawn by
// one seed with a profile that offers a place for each, in all formats in turn. YIBAO_SEED draws
// others.

const KINDS_DRAWN = 40;
/** One document without a defect for so many with one: no multiple of the number of formats. */
const CLEAN_EVERY = 4;

describe("a sample of the campaign", () => {
  test("finds what was planted, at its place, and no error elsewhere", async () => {
    const stream = randomStream(Number(process.env.YIBAO_SEED ?? 11));
    const results: Result[] = [];
    for (const task of sampleOf(stream)) results.push(...(await runTask(task)));
    const summary = summaryOf(String(stream.seed), results, ALL_KINDS, 0);
    const told = `seed ${stream.seed}\n${summary.troubles.map(troubleText).join("\n")}`;
    const clean = Math.ceil(KINDS_DRAWN / CLEAN_EVERY);
    expect(summary.clean, told).toEqual({ right: clean, all: clean });
    expect(summary.planted, told).toEqual({ right: KINDS_DRAWN, all: KINDS_DRAWN });
    expect(summary.false_errors, told).toBe(0);
  }, 300_000);
});

function sampleOf(stream: RandomStream): readonly Task[] {
  const kinds = shuffled(ALL_KINDS, stream.below).slice(0, KINDS_DRAWN);
  return kinds.flatMap((kind, index) => {
    const formats = [PUBLICATION_FORMATS[index % PUBLICATION_FORMATS.length] ?? "docx"];
    const seed = String(stream.seed);
    const profiles = shuffled(allProfiles(), stream.below);
    const profile = profiles.find((one) => {
      return plantedIn(publicationFor(one, seed), { kind, seed }) !== null;
    });
    if (profile === undefined) throw new Error(`${kind} has no place in any form`);
    const planted = { profile, seed, kind, formats };
    return index % CLEAN_EVERY === 0 ? [{ ...planted, kind: "" }, planted] : [planted];
  });
}

function troubleText({ outcome, profile, seed, kind, format, told, false_errors }: Result): string {
  return [`${outcome} ${profile} ${seed} ${kind} ${format} ${told}`, ...false_errors].join(
    "\n  - ",
  );
}

function shuffled<T>(values: readonly T[], below: (limit: number) => number): readonly T[] {
  const left = [...values];
  return values.map(() => left.splice(below(left.length), 1)[0] as T);
}

describe("the campaign itself", () => {
  test("plants at least sixty kinds, each in some profile, and each alters the document", () => {
    expect(new Set(ALL_KINDS).size).toBe(ALL_KINDS.length);
    expect(ALL_KINDS.length).toBeGreaterThanOrEqual(60);
    const planted = new Set<string>();
    for (const profile of allProfiles()) {
      for (const seed of ["1", "2", "3"]) {
        const clean = publicationFor(profile, seed);
        // Another seed is for those that found no place yet.
        for (const kind of ALL_KINDS.filter((one) => seed === "1" || !planted.has(one))) {
          const found = plantedIn(clean, { kind, seed });
          if (found === null) continue;
          planted.add(kind);
          expect(found.publication, kind).not.toEqual(clean);
          const { cells, sentences, named } = found.where;
          expect(cells.length + sentences.length + named.length, kind).toBeGreaterThan(0);
        }
      }
    }
    expect(ALL_KINDS.filter((kind) => !planted.has(kind))).toEqual([]);
  }, 60_000);

  test("does the same with the same seed", () => {
    const [profile = ""] = allProfiles();
    const clean = publicationFor(profile, "7");
    const task = { kind: "figure-swapped-digits", seed: "7" };
    expect(plantedIn(clean, task)).toEqual(plantedIn(publicationFor(profile, "7"), task));
  });

  test("knows a right place from a wrong one", async () => {
    const task = { profile: "core-final", seed: "3", kind: "words-xx-left" };
    const clean = publicationFor(task.profile, task.seed);
    const planted = plantedIn(clean, task);
    if (planted === null) throw new Error("nothing was planted");
    const { document, report } = await checkedIn(planted.publication, "docx");
    expect(judged(report, planted, document).is_found).toBe(true);
    const elsewhere = {
      ...planted,
      where: { cells: [], sentences: ["别处的一句话。"], named: [] },
    };
    expect(judged(report, elsewhere, document)).toMatchObject({ is_found: false });
    expect(judged(report, elsewhere, document).false_errors.length).toBeGreaterThan(0);
    const other = { ...planted, rules: ["NO-SUCH-RULE"] };
    expect(judged(report, other, document).is_found).toBe(false);
  });

  test("reads and prints figures as they stand, and finds them in tables", () => {
    for (const text of ["1,234.50", "-0.05", "12", "1234567.80", "37,497,621"]) {
      const figure = readNumber(text);
      expect(figure === null ? null : numberText(figure)).toBe(text);
    }
    expect(readNumber("12万元")).toBe(null);
    const cells = figureCells(publicationFor("core-final", "3"));
    const item = cells.find(({ topic, code }) => topic === "general" && code === "2080505");
    expect(item).toMatchObject({ name: "机关事业单位基本养老保险缴费支出" });
    expect(bare("一、“三公” 经费（总）")).toBe("三公经费总");
  });

  test("counts what was right, wrong and never planted", () => {
    const base = { profile: "p", seed: "1", format: "pdf", told: "", milliseconds: 1 } as const;
    const nothing = { false_errors: [], false_warnings: [] };
    const results: Result[] = [
      { ...base, ...nothing, kind: "", outcome: "clean" },
      { ...base, ...nothing, kind: "a", outcome: "found" },
      { ...base, kind: "a", outcome: "missed", false_errors: ["x"], false_warnings: [] },
      { ...base, ...nothing, kind: "b", outcome: "not-plantable" },
    ];
    const summary = summaryOf("1", results, ["a", "b"], 1);
    expect(summary).toMatchObject({
      documents: 3,
      clean: { right: 1, all: 1 },
      planted: { right: 1, all: 2 },
      false_errors: 1,
      never_planted: ["b"],
    });
    expect(summaryText(summary)).toContain("50.0 % (1/2)");
  });
});
