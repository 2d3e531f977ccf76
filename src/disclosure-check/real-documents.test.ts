import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finding } from "../disclosure/index.ts";
import { readDocument } from "../documents/index.ts";
import { checkDisclosure } from "./check-disclosure.ts";
import type { CheckReport } from "./report.ts";

// The founding documents, and real ones, lie beside the project where it is developed, with what a
// careful reader finds in each; elsewhere there are none.

const SHARED = process.env.YIBAO_SHARED ?? join(import.meta.dirname, "..", "..", "..", "shared");
const REFERENCE = join(SHARED, "reference", "disclosure");

async function report(...path: readonly string[]): Promise<CheckReport | null> {
  const name = path.at(-1) as string;
  const file = join(SHARED, ...path);
  if (!existsSync(file)) {
    process.stderr.write(`disclosure-check: ${name} is not beside the project; left out\n`);
    return null;
  }
  return checkDisclosure(await readDocument(new Uint8Array(readFileSync(file)), name));
}

interface Expected {
  readonly doc: string;
  readonly line: string;
  readonly rule: string;
  readonly severity: string;
  readonly text: string;
}

const SEEDS = [
  { doc: "S1", file: "000_1a3ae03f6167b21e.txt" },
  { doc: "S2", file: "002_759a7379b14f0547.txt" },
];

function expectedOf(doc: string): readonly Expected[] {
  const file = join(REFERENCE, "seed_findings.json");
  const { findings } = JSON.parse(readFileSync(file, "utf8")) as { findings: readonly Expected[] };
  return findings.filter((one) => one.doc === doc);
}

/** The stretches of lines of “6, 346, 404”, “302-306”; “143 vs 157”. */
function stretches(line: string): readonly (readonly [number, number])[] {
  return line.split(/,| vs /).map((part) => {
    const [from, to] = part.trim().split("-").map(Number);
    return [from ?? 0, to ?? from ?? 0] as const;
  });
}

/** Blank lines stand between the lines of the founding documents. */
const NEAR = 2;

function isAt({ where }: Finding, line: string): boolean {
  return stretches(line).some(([from, to]) => from - NEAR <= where.line && where.line <= to + NEAR);
}

function isOf(finding: Finding, rule: string): boolean {
  const names = rule.split(" / ");
  return names.includes(finding.rule) || names.some((name) => finding.merged.includes(name));
}

describe("the founding documents", () => {
  for (const { doc, file } of SEEDS) {
    test(`${doc}: each error and warning at its place, and no other error`, async () => {
      const found = await report("seeds", file);
      if (found === null) return;
      const expected = expectedOf(doc);
      const wanted = expected.filter(({ severity }) => severity === "error" || severity === "warn");
      const missed = wanted.filter(
        ({ rule, line }) => !found.findings.some((one) => isOf(one, rule) && isAt(one, line)),
      );
      expect(missed.map(({ rule, line }) => `${rule} ${line}`)).toEqual([]);
      const errors = found.findings.filter(({ outcome }) => outcome === "error");
      const other = errors.filter((one) => {
        return !wanted.some(({ rule, line }) => isOf(one, rule) && isAt(one, line));
      });
      expect(other.map(({ rule, where }) => `${rule} ${where.line}`)).toEqual([]);
    });

    test(`${doc}: differences of rounding are hints, absent tables are unresolved`, async () => {
      const found = await report("seeds", file);
      if (found === null) return;
      for (const { rule, line, severity } of expectedOf(doc)) {
        if (rule === "TABLES-ABSENT") {
          expect(found.findings.filter((one) => one.rule === rule).length).toBeLessThan(2);
        }
        if (severity !== "hint" || rule !== "ROUND-SUM") continue;
        const weights = found.findings.filter((one) => isOf(one, rule) && isAt(one, line));
        expect(
          weights.every(({ outcome }) => outcome === "hint"),
          `${rule} ${line}`,
        ).toBe(true);
      }
    });
  }
});

/** The errors of the real documents: words of the place, and the rules that may tell them. */
const REAL: readonly {
  readonly file: string;
  readonly errors: readonly (readonly [page: number, from: number, to: number, rule: RegExp])[];
}[] = [
  {
    file: "shpt-czj-2024-final.pdf",
    errors: [
      [21, 400, 400, /^N-4/],
      [21, 410, 413, /^N-5\.2/],
      [23, 455, 458, /^LIST-NAMES|^N-6/],
    ],
  },
  {
    file: "shpt-wanli-2024-budget.pdf",
    errors: [
      [7, 91, 92, /ZERO-BASE/],
      [9, 146, 147, /^N-B4|^REPEAT/],
      [31, 482, 482, /^EMPTY-NOTE/],
      [29, 443, 443, /^CODE-/],
      [29, 444, 444, /^CODE-/],
      [6, 78, 80, /^SIGN|^REASON/],
      [7, 105, 107, /^REASON-COPIED/],
      [9, 132, 134, /^REASON-COPIED/],
    ],
  },
];

/** So many errors that a careful reader would not make may be left. */
const FALSE_MOST = 2;

describe("published PDFs", () => {
  for (const { file, errors } of REAL) {
    test(file, async () => {
      const found = await report("reference", "disclosure", "real", file);
      if (found === null) return;
      const told = found.findings.filter(({ outcome }) => outcome === "error");
      const isOne = (
        { rule, merged, where }: Finding,
        [page, from, to, words]: (typeof errors)[number],
      ) =>
        where.page === page &&
        from <= where.line &&
        where.line <= to &&
        [rule, ...merged].some((name) => words.test(name));
      const missed = errors.filter((one) => !told.some((finding) => isOne(finding, one)));
      expect(missed.map(([page, from, , rule]) => `${page}:${from} ${rule}`)).toEqual([]);
      const other = told.filter((finding) => !errors.some((one) => isOne(finding, one)));
      const text = other.map(({ rule, where, message }) => `${rule} ${where.line} ${message}`);
      expect(text.length, text.join("\n")).toBeLessThanOrEqual(FALSE_MOST);
    });
  }

  test("the blank template: residues everywhere", async () => {
    const found = await report("reference", "disclosure", "real", "shpt-final-template-2024.pdf");
    if (found === null) return;
    const count = (rule: string) => found.findings.filter((one) => one.rule === rule).length;
    expect(count("RESIDUE-FILL")).toBeGreaterThan(30);
    expect(count("RESIDUE-ALT")).toBeGreaterThan(20);
    expect(count("RESIDUE-INSTR")).toBeGreaterThan(15);
  });
});
