import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../../test/support/random.ts";
import type { CivilDate } from "../../kernel/index.ts";
import { DAY, differenceOf, settleOneByOne } from "../fixtures/one-by-one.ts";
import { type Chance, randomBills, randomCases } from "../fixtures/random-bills.ts";
import { randomLayers } from "../fixtures/random-layers.ts";
import { randomOptions, randomRegion, withRandomValues } from "../fixtures/random-region.ts";
import { type BillCase, compileBulk, newBulkBills, newBulkOutcome } from "../index.ts";
import { optionNames } from "../options.ts";
import { loadRegion, type Region, withOptions } from "../region.ts";

// Goal: settling in bulk says what settling one bill at a time says, to the fen, in every column.
// Method: random bills of random persons (years apart, stays in parts, cancellations) under every
// pack there is, as shipped, with every choice, and with random amounts, ratios and roundings.
// YIBAO_BULK_ROWS=2000000 makes a campaign of it.

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "..", "fixtures");
const SURPRISES = readdirSync(join(FIXTURES, "surprises")).map((name) =>
  join(FIXTURES, "surprises", name),
);
const ELSEWHERE = ["360100-nanchang", "370000-shandong-2014"].map((name) =>
  join(FIXTURES, "..", "..", "..", "test", "regions", name),
);
const PACKS = ["430400", ...ELSEWHERE, ...SURPRISES, join(FIXTURES, "100000-good")];
const DAYS = { from: "2022-07-01" as CivilDate, to: "2024-10-01" as CivilDate };
const SPAN = [DAY(DAYS.from), DAY(DAYS.to) - 1] as const;
const ROWS = Number(process.env.YIBAO_BULK_ROWS ?? 20_000);
const ROWS_A_REGION = 500;

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

/** Settles random bills both ways; what differs, in words. */
function disagreement(
  random: Chance,
  region: Region,
  rows: number,
  cases = randomCases(random, region, 24),
): string | null {
  const bills = randomBills(random, region, cases, rows, SPAN);
  const program = compileBulk(region, cases, DAYS);
  const outcome = newBulkOutcome(program, bills.count);
  program.settle(bills, 0, bills.count, outcome);
  const expected = settleOneByOne(region, cases, bills, program.funds);
  return differenceOf(outcome, expected, program.funds);
}

describe("as one bill at a time", () => {
  const random = randomStream();
  const seed = `YIBAO_SEED=${random.seed}`;

  test.each(PACKS)("pack %s as it is, and with every choice", (pack) => {
    const region = loadRegion(pack);
    expect(disagreement(random, region, 2 * ROWS_A_REGION), seed).toBeNull();
    for (let round = 0; round < 2; round += 1) {
      const changed = randomOptions(random, region);
      expect(disagreement(random, changed, ROWS_A_REGION), seed).toBeNull();
    }
  });

  test(`${ROWS} bills under random amounts, ratios, bands and roundings`, { timeout: 0 }, () => {
    const regions = PACKS.map(loadRegion);
    for (let done = 0; done < ROWS; done += ROWS_A_REGION) {
      const shipped = random.pick(regions);
      const stranger = random.once(2) ? randomLayers(random, shipped) : shipped;
      const region = randomRegion(random, stranger);
      expect(disagreement(random, region, ROWS_A_REGION), `${seed} at ${done}`).toBeNull();
    }
  });

  test("each choice of the shipped pack in each of its readings", { timeout: 60_000 }, () => {
    const shipped = loadRegion("430400");
    const names = optionNames(shipped).filter(
      (name) => shipped.parameters.get(name)?.unit === "choice",
    );
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) {
      for (const value of shipped.parameters.get(name)?.among ?? []) {
        const region = withOptions(withRandomValues(random, shipped), { [name]: value });
        expect(disagreement(random, region, 100), `${seed} ${name}=${value}`).toBeNull();
      }
    }
  });

  test("stays split by year look for the admission where it was counted", () => {
    const options = { stay_year: "split", stay_deductible: "once" };
    for (let round = 0; round < 10; round += 1) {
      const region = withOptions(withRandomValues(random, loadRegion("430400")), options);
      let inpatient: BillCase[] = [];
      // Among two hundred cases there may be none; then others are drawn.
      while (inpatient.length === 0) {
        const all = randomCases(random, region, 200);
        inpatient = all.filter(({ visit_type }) => visit_type === "2101").slice(0, 3);
      }
      expect(disagreement(random, region, 500, inpatient), seed).toBeNull();
    }
  });

  test("a stay whose admission was cancelled looks in the year of its own costs", () => {
    const options = { stay_year: "split", stay_deductible: "once" };
    const region = withOptions(loadRegion("430400"), options);
    // Admitted in 2022, a part without costs in 2023; two more admissions; then the first bill is
    // cancelled, and a last part comes: no admission of 2022 is left to be asked.
    const rows = [
      { stay: 1, year: 2022, first: 1, yuan: 5_000, back: 0 },
      { stay: 1, year: 2023, first: 0, yuan: 0, back: 0 },
      { stay: 2, year: 2023, first: 1, yuan: 5_000, back: 0 },
      { stay: 3, year: 2023, first: 1, yuan: 5_000, back: 0 },
      { stay: 1, year: 2022, first: 1, yuan: -5_000, back: 4 },
      { stay: 1, year: 2023, first: 0, yuan: 5_000, back: 0 },
    ];
    const bills = newBulkBills(rows.length);
    rows.forEach(({ stay, year, first, yuan, back }, row) => {
      bills.care_day[row] = DAY(`${year}-${row === 0 || back > 0 ? "12" : "01"}-15`);
      bills.year[row] = year;
      bills.stay[row] = stay;
      bills.first_of_stay[row] = first;
      bills.in_scope_fen[row] = yuan * 100;
      bills.total_fen[row] = yuan * 100;
      bills.cancels_back[row] = back;
    });
    const cases = [INPATIENT];
    const program = compileBulk(region, cases, DAYS);
    const outcome = newBulkOutcome(program, rows.length);
    program.settle(bills, 0, rows.length, outcome);
    const expected = settleOneByOne(region, cases, bills, program.funds);
    expect(differenceOf(outcome, expected, program.funds)).toBeNull();
    expect(outcome.deductible_fen[5]).toBe((outcome.deductible_fen[0] ?? 0) / 2);
  });

  test("parts of the persons, one range after another, are the whole", () => {
    const region = loadRegion("430400");
    const cases = randomCases(random, region, 40);
    const bills = randomBills(random, region, cases, 2_000, SPAN);
    const program = compileBulk(region, cases, DAYS);
    const whole = newBulkOutcome(program, bills.count);
    program.settle(bills, 0, bills.count, whole);
    const parts = newBulkOutcome(program, bills.count);
    let from = 0;
    for (let row = 1; row <= bills.count; row += 1) {
      if (row < bills.count && bills.person[row] === bills.person[row - 1]) continue;
      program.settle(bills, from, row, parts);
      from = row;
    }
    expect(differenceOf(parts, whole, program.funds), seed).toBeNull();
  });
});
