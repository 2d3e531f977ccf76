import { type CsvCell, csvText } from "../../kernel/index.ts";
import { resultJson } from "../outcome/result-json.ts";
import type { SimulationResult } from "../outcome/simulation-result.ts";

/**
 * The tables of a result as CSV files, by name: for a spreadsheet. Amounts are yuan, shares
 * decimals, reserves months; what the result does not have has no file.
 */
export function resultTables(result: SimulationResult): ReadonlyMap<string, string> {
  const tables: Record<string, readonly object[]> = {
    ...fundTables(result),
    ...peopleTables(result),
    ...whatIfTables(result),
    "assumptions.csv": result.assumptions,
  };
  return new Map(
    Object.entries(tables).flatMap(([name, rows]) =>
      rows.length === 0 ? [] : [[name, tableText(rows)] as const],
    ),
  );
}

function fundTables({ totals, funds, pools, schemes }: SimulationResult) {
  return {
    "totals.csv": [totals],
    "funds.csv": funds.map(({ months: _, ...fund }) => fund),
    "fund-months.csv": funds.flatMap(({ fund, name, months }) =>
      months.map((month) => ({ fund, name, ...month })),
    ),
    "pools.csv": pools.map(({ months: _, ...pool }) => pool),
    "pool-months.csv": pools.flatMap(({ pool, name, months }) =>
      months.map((month) => ({ pool, name, ...month })),
    ),
    "schemes.csv": schemes,
  };
}

function peopleTables({ groups, cells, distribution, ...result }: SimulationResult) {
  return {
    "groups.csv": Object.entries(groups).flatMap(([dimension, rows]) =>
      rows.map((row) => ({ dimension, ...row })),
    ),
    "cells.csv": cells,
    "quantiles.csv": distribution.quantiles,
    "distribution.csv": distribution.steps,
    "catastrophic.csv": result.catastrophic,
    "most-hurt.csv": result.most_hurt,
    "confidence.csv": result.confidence.figures,
  };
}

function whatIfTables({ sensitivity, solved, projection }: SimulationResult) {
  const years = projection?.years ?? [];
  return {
    "sensitivity.csv": sensitivity.map(({ pools: _, ...row }) => row),
    "sensitivity-pools.csv": sensitivity.flatMap(({ parameter, title, pools }) =>
      pools.map((pool) => ({ parameter, title, ...pool })),
    ),
    "solved.csv": solved === null ? [] : solved.tried,
    "projection.csv": years.flatMap(({ year, pools }) => pools.map((row) => ({ year, ...row }))),
    "projection-people.csv": years.flatMap(({ year, insured, working_per_retiree_ppm }) =>
      insured.map((row) => ({ year, ...row, working_per_retiree_ppm })),
    ),
  };
}

function tableText(rows: readonly object[]): string {
  const plain = rows.map((row) => resultJson(row) as Readonly<Record<string, CsvCell>>);
  const header = Object.keys(plain[0] as object);
  return csvText(
    header,
    plain.map((row) => header.map((name) => row[name] ?? null)),
  );
}
