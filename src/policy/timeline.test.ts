import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../test/support/random.ts";
import { type CivilDate, dateFromDayNumber, dayNumber } from "../kernel/index.ts";
import { CHILD_HEAD, regionFromTexts, versionLine } from "./fixtures/pack-text.ts";
import type { BillFacts } from "./index.ts";
import { adjudicate, benefitsFor, epochOf, plainCell, policyOn, type Region } from "./index.ts";

// Goal: a date says «from this day on», and nothing written later changes what an earlier day
// answers. Method: random timelines, asked day by day, against a list that is filled by hand.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "fixtures");
const GOOD = readFileSync(join(FIXTURES, "100000-good", "pack.yaml"), "utf8");
const FIRST = dayNumber("2020-06-01" as CivilDate);
const DAYS = 60;
const DAY_NUMBERS = Array.from({ length: DAYS }, (_, index) => FIRST + index);

interface Written {
  readonly from: number;
  readonly to: number | null;
  readonly value: number;
}

/** Versions in order that do not overlap; some end before the next begins, leaving days bare. */
const timelines = fc
  .tuple(
    fc.uniqueArray(fc.nat(DAYS - 2), { minLength: 1, maxLength: 5 }),
    fc.array(fc.option(fc.integer({ min: 1, max: 15 })), { minLength: 5, maxLength: 5 }),
    fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 5, maxLength: 5 }),
  )
  .map(([starts, lengths, values]): Written[] => {
    const sorted = [...starts].sort((a, b) => a - b);
    return sorted.map((start, index) => {
      const next = sorted[index + 1] ?? DAYS * 2;
      const length = lengths[index] ?? null;
      const to = length === null ? null : Math.min(start + length, next);
      return {
        from: FIRST + start,
        to: to === null ? null : FIRST + to,
        value: values[index] ?? 0,
      };
    });
  });

function feeText(versions: readonly Written[]): string {
  const lines = versions.map(({ from, to, value }) =>
    versionLine(dateFromDayNumber(from), to === null ? null : dateFromDayNumber(to), `${value}`),
  );
  return `parameters:\n  fee:\n    title: 试验\n    unit: yuan\n    versions:\n${lines.join("")}`;
}

/** What is written for a day: of one timeline, the last version that has begun and not ended. */
function writtenFor(versions: readonly Written[], day: number): number | null {
  const begun = versions.filter(({ from }) => from <= day).at(-1);
  return begun && (begun.to === null || day < begun.to) ? begun.value : null;
}

function answered(region: Region, day: number): number | null {
  try {
    return (plainCell(region, "fee", dateFromDayNumber(day)).value as number) / 100;
  } catch {
    return null;
  }
}

describe("versions", () => {
  test("count from their day on, until the next one or their end", () => {
    const countFrom = (versions: Written[]) => {
      const region = regionFromTexts(GOOD, CHILD_HEAD + feeText(versions));
      for (const day of DAY_NUMBERS) expect(answered(region, day)).toBe(writtenFor(versions, day));
    };
    fc.assert(fc.property(timelines, countFrom), runs(60));
  });

  test("of a child replace the parent's on the days they cover, and only there", () => {
    const replace = (parent: Written[], child: Written[]) => {
      const region = regionFromTexts(
        GOOD,
        CHILD_HEAD + feeText(parent),
        CHILD_HEAD.replace("100100", "100101") + feeText(child),
      );
      for (const day of DAY_NUMBERS) {
        const expected = writtenFor(child, day) ?? writtenFor(parent, day);
        expect(answered(region, day)).toBe(expected);
      }
    };
    fc.assert(fc.property(timelines, timelines, replace), runs(60));
  });

  test("added later never change what an earlier day answers", () => {
    const unchanged = (versions: Written[], gap: number, value: number) => {
      const last = versions.at(-1) as Written;
      const from = Math.max(last.to ?? 0, last.from + 1) + gap;
      const before = regionFromTexts(GOOD, CHILD_HEAD + feeText(versions));
      const later = [...versions, { from, to: null, value }];
      const after = regionFromTexts(GOOD, CHILD_HEAD + feeText(later));
      for (const day of DAY_NUMBERS) {
        const expected = day < from ? answered(before, day) : value;
        expect(answered(after, day)).toBe(expected);
      }
      expect(after.version).not.toBe(before.version);
    };
    const property = fc.property(timelines, fc.nat(20), fc.integer({ min: 1, max: 9 }), unchanged);
    fc.assert(property, runs(60));
  });

  test("change nothing between two days of change", () => {
    const steady = (parent: Written[], child: Written[]) => {
      const region = regionFromTexts(
        GOOD,
        CHILD_HEAD + feeText(parent),
        CHILD_HEAD.replace("100100", "100101") + feeText(child),
      );
      expect([...region.changes]).toEqual([...new Set(region.changes)].sort());
      for (const day of DAY_NUMBERS.slice(1)) {
        const today = dateFromDayNumber(day);
        const sameStretch = epochOf(region, today) === epochOf(region, dateFromDayNumber(day - 1));
        expect(sameStretch).toBe(!region.changes.includes(today));
        if (sameStretch) expect(answered(region, day)).toBe(answered(region, day - 1));
      }
    };
    fc.assert(fc.property(timelines, timelines, steady), runs(40));
  });
});

function bill(day: string): BillFacts {
  return {
    insutype: "310",
    visit_type: "2101",
    care_date: day as CivilDate,
    hospital_level: "level3",
    place: "local",
    disease: null,
    employment_status: "working",
    civil_servant_rank: null,
    identities: [],
    lines: [
      {
        amount_fen: 500_000 as never,
        class: "A",
        first_share_ppm: 0 as never,
        over_limit_fen: 0 as never,
        paid_alone: false,
      },
    ],
    stay: null,
    account_use: "none",
    accounts: [],
  };
}

const RATIO_2024 = `parameters:
  ratio:
    title: 支付比例
    unit: ratio
    versions:
${versionLine("2024-01-01", null, "0.90")}`;

describe("a change in 2024", () => {
  const before = regionFromTexts(GOOD);
  const after = regionFromTexts(GOOD, CHILD_HEAD + RATIO_2024);

  test("leaves the bills of 2023 byte for byte as they were", () => {
    for (const day of ["2020-01-01", "2022-05-05", "2023-12-31"]) {
      expect(JSON.stringify(adjudicate(after, bill(day), {}))).toBe(
        JSON.stringify(adjudicate(before, bill(day), {})),
      );
    }
  });

  test("counts from its first day, and for ever after, also where the parent has rows", () => {
    for (const day of ["2024-01-01", "2024-12-31", "2035-06-01"]) {
      const [payment] = adjudicate(after, bill(day), {}).payments;
      expect(payment?.paid_fen).toBe(360_000);
    }
  });
});

const BENEFIT_2024 = `benefits:
  inpatient:
    title: 住院（新办法）
    insutype: ["310"]
    visit_type: ["2101"]
    from: 2024-01-01
    to: 2025-01-01
    document: notice
    clause: 第二章
    basis: official
    confidence: high
    layers:
      - { kind: account, layer: account, title: 个人账户 }
`;

describe("a benefit of the child", () => {
  const region = regionFromTexts(GOOD, CHILD_HEAD + BENEFIT_2024);
  const titleOn = (day: string) =>
    benefitsFor(region, {
      insutype: "310",
      visit_type: "2101",
      disease: null,
      day: day as CivilDate,
    }).map(({ title }) => title);

  test("replaces the parent's on its days only", () => {
    expect(titleOn("2023-12-31")).toEqual(["住院"]);
    expect(titleOn("2024-01-01")).toEqual(["住院（新办法）"]);
    expect(titleOn("2024-12-31")).toEqual(["住院（新办法）"]);
    expect(titleOn("2025-01-01")).toEqual(["住院"]);
  });

  test("is what the policy of the day shows", () => {
    const shown = policyOn(region, "2024-06-01" as CivilDate, "inpatient");
    expect(shown.benefits.map(({ title }) => title)).toEqual(["住院（新办法）"]);
  });
});
