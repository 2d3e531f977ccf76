import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { sampleResult, unchangedResult } from "./fixtures/sample-result.ts";
import { resultTables } from "./result-tables.ts";

// Goal: what a spreadsheet reads is what the result says, to the fen.

const result = sampleResult();
const tables = resultTables(result);

function rows(name: string): Record<string, string>[] {
  return parse(tables.get(name) ?? "", { columns: true });
}

const fen = (yuan: string | undefined) => Math.round(Number(yuan) * 100);

describe("read back", () => {
  test("funds and their months", () => {
    expect(rows("funds.csv").map((row) => [row.fund, fen(row.before), fen(row.after)])).toEqual(
      result.funds.map((fund) => [fund.fund, fund.before_fen, fund.after_fen]),
    );
    const months = rows("fund-months.csv");
    expect(months).toHaveLength(24);
    for (const { fund, after_fen } of result.funds) {
      const own = months.filter((row) => row.fund === fund);
      expect(own.reduce((sum, row) => sum + fen(row.after), 0)).toBe(after_fen);
    }
  });

  test("pools with their reserve in months", () => {
    expect(
      rows("pools.csv").map((row) => Math.round(Number(row.reserve_after_months) * 1_000)),
    ).toEqual(result.pools.map((pool) => pool.reserve_after_thousandths));
    expect(rows("pool-months.csv").map((row) => fen(row.balance_after))).toEqual(
      result.pools.flatMap(({ months }) => months.map((month) => month.balance_after_fen)),
    );
  });

  test("people", () => {
    expect(rows("totals.csv").map((row) => [fen(row.total), Number(row.losers)])).toEqual([
      [result.totals.total_fen, result.totals.losers],
    ]);
    expect(rows("groups.csv").filter((row) => row.dimension === "age_band")).toHaveLength(2);
    expect(rows("cells.csv").map((row) => [fen(row.gain), fen(row.loss)])).toEqual(
      result.cells.map((cell) => [cell.gain_fen, cell.loss_fen]),
    );
    expect(rows("catastrophic.csv").map((row) => [Number(row.share), Number(row.after)])).toEqual([
      [0.1, 172],
      [0.4, 40],
    ]);
    expect(rows("most-hurt.csv")[0]?.pseudonym).toBe(result.most_hurt[0]?.pseudonym);
    expect(rows("confidence.csv").map((row) => row.low)).toEqual(["-14001.00", "10002.00", "3"]);
  });

  test("what could be", () => {
    expect(rows("sensitivity-pools.csv").map((row) => fen(row.change))).toEqual(
      result.sensitivity.map((one) => one.fund_change_fen),
    );
    expect(rows("solved.csv").map((row) => Number(row.measured))).toEqual([3.12, 5.78, 75.63]);
    expect(rows("projection.csv").map((row) => fen(row.balance_before))).toEqual(
      result.projection?.years.flatMap(({ pools }) => pools.map((pool) => pool.balance_before_fen)),
    );
    expect(rows("projection-people.csv")).toHaveLength(22);
  });
});

test("text with commas and quotes comes back as it was", () => {
  const text = '甲，"乙",丙\n丁';
  const written = resultTables(
    sampleResult({ assumptions: [{ text, value: "", source: "", unverified: true }] }),
  );
  const read: Record<string, string>[] = parse(written.get("assumptions.csv") ?? "", {
    columns: true,
  });
  expect(read[0]?.text).toBe(text);
});

test("what the result does not have has no file", () => {
  const less = resultTables(unchangedResult());
  for (const name of ["sensitivity.csv", "sensitivity-pools.csv", "solved.csv", "most-hurt.csv"]) {
    expect(less.has(name)).toBe(false);
    expect(tables.has(name)).toBe(true);
  }
});
