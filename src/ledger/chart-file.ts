import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { packageRoot } from "../store/index.ts";
import { type ChartLine, checkedChart } from "./chart-of-accounts.ts";

/** The statutory chart of the funds' book, from regions/000000-national. */
export function statutoryChart(): ChartLine[] {
  return nationalChart("chart-of-accounts.yaml");
}

/** The chart of the department's book (政府会计制度, and control accounts of ours). */
export function departmentChart(): ChartLine[] {
  return nationalChart("department-accounts.yaml");
}

function nationalChart(file: string): ChartLine[] {
  const folder = join(packageRoot(), "regions", "000000-national");
  return parseChart(readFileSync(join(folder, file), "utf8"));
}

/** @throws YibaoError LEDGER-CHART-MALFORMED */
export function parseChart(text: string): ChartLine[] {
  return checkedChart(parse(text));
}
