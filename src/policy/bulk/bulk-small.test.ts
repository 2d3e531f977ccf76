import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import { adjudicate } from "../adjudicate.ts";
import { DAY, factsOf } from "../fixtures/one-by-one.ts";
import { regionFromTexts } from "../fixtures/pack-text.ts";
import {
  type BillCase,
  type BulkOutcome,
  bulkSource,
  compileBulk,
  newBulkBills,
  newBulkOutcome,
} from "../index.ts";

// Goal: settling in bulk on the small good pack, where every figure can be checked in the head:
// a deductible of 1000, then 80%, up to 100000 a year, then a second fund by bands. And what it
// says to bills that nothing decides, or that cannot be.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "..", "fixtures");
const region = regionFromTexts(readFileSync(join(FIXTURES, "100000-good", "pack.yaml"), "utf8"));
const DAYS = { from: "2023-01-01" as CivilDate, to: "2024-01-01" as CivilDate };
const INPATIENT: BillCase = {
  insutype: "310",
  visit_type: "2101",
  hospital_level: "level3",
  place: "local",
  disease: null,
  employment_status: "working",
  civil_servant_rank: null,
  identities: [],
};
const UNDECIDED: BillCase = { ...INPATIENT, visit_type: "11" };

interface Row {
  readonly yuan?: number;
  readonly case?: number;
  readonly day?: string;
  readonly person?: number;
  readonly cancels_back?: number;
}

const program = compileBulk(region, [INPATIENT, UNDECIDED], DAYS);

function settled(rows: readonly Row[]): BulkOutcome {
  const bills = newBulkBills(rows.length);
  rows.forEach((row, index) => {
    bills.person[index] = row.person ?? 0;
    bills.case[index] = row.case ?? 0;
    bills.care_day[index] = DAY(row.day ?? "2023-03-01");
    bills.year[index] = 2023;
    bills.in_scope_fen[index] = (row.yuan ?? 0) * 100;
    bills.total_fen[index] = (row.yuan ?? 0) * 100;
    bills.cancels_back[index] = row.cancels_back ?? 0;
  });
  const outcome = newBulkOutcome(program, rows.length);
  program.settle(bills, 0, rows.length, outcome);
  return outcome;
}

function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
}

describe("the small pack", () => {
  test("funds are those that benefits pay from, in the order of their codes", () => {
    expect(program.funds).toEqual(["310100", "330100"]);
    expect(program.accumulators).toEqual(["pool.paid", "second.base", "second.paid"]);
  });

  test("a person's cap holds from bill to bill, and the next person begins anew", () => {
    const outcome = settled([{ yuan: 121_000 }, { yuan: 11_000 }, { yuan: 11_000, person: 1 }]);
    // 96000; of 8000 the 4000 that are left, and of 5000 beyond the cap half; 8000.
    expect([...(outcome.funds[0] ?? [])]).toEqual([9_600_000, 400_000, 800_000]);
    expect([...(outcome.funds[1] ?? [])]).toEqual([0, 250_000, 0]);
    expect([...outcome.deductible_fen]).toEqual([100_000, 100_000, 100_000]);
    expect([...outcome.person_fen]).toEqual([2_500_000, 450_000, 300_000]);
  });

  test("a cancellation negates its bill and gives back what it used; later bills stay", () => {
    const rows = [{ yuan: 121_000 }, { yuan: 11_000 }, { cancels_back: 2 }, { yuan: 11_000 }];
    const outcome = settled(rows);
    expect([...(outcome.funds[0] ?? [])]).toEqual([9_600_000, 400_000, -9_600_000, 800_000]);
    expect([...outcome.person_fen]).toEqual([2_500_000, 450_000, -2_500_000, 300_000]);
    expect(outcome.deductible_fen[2]).toBe(-100_000);
  });

  test("the same columns may be settled into again", () => {
    const bills = newBulkBills(1);
    bills.care_day[0] = DAY("2023-03-01");
    const outcome = newBulkOutcome(program, 1);
    for (const column of [...outcome.funds, outcome.deductible_fen]) column[0] = 7;
    program.settle(bills, 0, 1, outcome);
    expect([...outcome.funds, outcome.deductible_fen].map((column) => column[0])).toEqual([
      0, 0, 0,
    ]);
  });

  test("the program is plain text of numbers and places, as shown in the file", async () => {
    const file = join(FIXTURES, "bulk-program-of-good.txt");
    await expect(bulkSource(program)).toMatchFileSnapshot(file);
  });
});

describe("what cannot be settled", () => {
  test("a case that no benefit decides is refused as a single bill is, when it occurs", () => {
    const error = errorOf(() => settled([{ yuan: 1 }, { yuan: 1, case: 1 }]));
    const single = errorOf(() => adjudicate(region, factsOf(UNDECIDED, DAY("2023-03-01")), {}));
    expect(error).toBeInstanceOf(YibaoError);
    expect((error as YibaoError).code).toBe("POLICY-NO-BENEFIT");
    expect((error as YibaoError).message).toBe((single as YibaoError).message);
  });

  test.each([
    ["a day before the program's", { day: "2022-12-31" }, /2022-12-31/],
    ["a day after the program's", { day: "2024-01-01" }, /2024-01-01/],
    ["a case that was not given", { case: 2 }, /row 1 has no case/],
    ["a cancellation of the person before", { person: 1, cancels_back: 1 }, /row 1 cancels row 0/],
  ])("%s", (_, row, says) => {
    const error = errorOf(() => settled([{ yuan: 1 }, { yuan: 1, ...row }]));
    expect(error).toBeInstanceOf(RangeError);
    expect((error as RangeError).message).toMatch(says);
  });
});
