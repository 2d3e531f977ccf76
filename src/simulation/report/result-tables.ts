import { type CsvCell, csvText } from "../../kernel/index.ts";
import { resultJson } from "../outcome/result-json.ts";
import type { SimulationResult } from "../outcome/simulation-result.ts";

/** The tables of a result as CSV files, by name: for a spreadsheet. Amounts are yuan. */
export function resultTables(result: SimulationResult): ReadonlyMap<string, string> {
  const { funds, pools, groups, distribution, confidence, projection } = result;
  const tables: Record<string, readonly object[]> = {
    "funds.csv": funds.map(({ months: _, ...fund }) => fund),
    "fund-months.csv": funds.flatMap(({ fund, name, months }) =>
      months.map((month) => ({ fund, name, ...month })),
    ),
    "pools.csv": pools.map(({ months: _, ...pool }) => pool),
    "pool-months.csv": pools.flatMap(({ pool, name, months }) =>
      months.map((month) => ({ pool, name, ...month })),
    ),
    "schemes.csv": result.schemes,
    "groups.csv": Object.entries(groups).flatMap(([dimension, rows]) =>
      rows.map((row) => ({ dimension, ...row })),
    ),
    "cells.csv": result.cells,
    "quantiles.csv": distribution.quantiles,
    "distribution.csv": distribution.steps,
    "catastrophic.csv": result.catastrophic,
    "most-hurt.csv": result.most_hurt,
    "confidence.csv": confidence.figures,
    "sensitivity.csv": result.sensitivity.map(({ pools: _, ...row }) => row),
    "projection.csv": (projection?.years ?? []).flatMap(({ year, pools: rows }) =>
      rows.map((row) => ({ year, ...row })),
    ),
    "assumptions.csv": result.assumptions,
  };
  return new Map(
    Object.entries(tables).flatMap(([name, rows]) =>
      rows.length === 0 ? [] : [[name, tableText(rows)] as const],
    ),
  );
}

function tableText(rows: readonly object[]): string {
  const plain = rows.map((row) => resultJson(row) as Readonly<Record<string, CsvCell>>);
  const header = Object.keys(plain[0] as object);
  return csvText(
    header,
    plain.map((row) => header.map((name) => row[name] ?? null)),
  );
}
