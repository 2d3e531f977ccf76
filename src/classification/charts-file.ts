import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CsvError, parse } from "csv-parse/sync";
import { YibaoError } from "../kernel/index.ts";
import type { Charts } from "./chart.ts";
import {
  CHART_COLUMNS,
  CHART_COLUMNS_NEEDED,
  COVERAGE_COLUMNS,
  chartCoverage,
  chartRow,
  checkTogether,
  economicMapRow,
  layOver,
  MAP_COLUMNS,
  type TableLine,
} from "./chart-rows.ts";

/** The `classification/` folder beside package.json, found upward from src/ or dist/src/. */
function classificationFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("no package.json above the classification room");
    folder = parent;
  }
  return join(folder, "classification");
}

let shipped: Charts | undefined;

/**
 * All charts of all years as shipped, with a user's own file laid over them (CSV, its columns in
 * docs/classification.md). Shipped files are read on first use.
 * @throws YibaoError CLASSIFICATION-FILE-UNREADABLE | CLASSIFICATION-FILE-BROKEN |
 *   CLASSIFICATION-COLUMNS | CLASSIFICATION-VALUE | CLASSIFICATION-CODE-TWICE |
 *   CLASSIFICATION-NO-PARENT | CLASSIFICATION-NO-SUCCESSOR, with file and line
 */
export function loadCharts(override?: string): Charts {
  shipped ??= readShipped(classificationFolder());
  if (override === undefined) return shipped;
  const lines = readTable(override, CHART_COLUMNS, CHART_COLUMNS_NEEDED);
  const own = lines.map((line) => ({ row: chartRow(line, "user"), where: line.where }));
  checkTogether(own, shipped.rows);
  const rows = layOver(
    shipped.rows,
    own.map(({ row }) => row),
  );
  return { ...shipped, rows };
}

function readShipped(folder: string): Charts {
  const table = (name: string, columns: readonly string[]) =>
    readTable(join(folder, name), columns, columns);
  const rows = table("charts.csv", CHART_COLUMNS).map((line) => ({
    row: chartRow(line, "shipped"),
    where: line.where,
  }));
  checkTogether(rows, []);
  const evidence = table("evidence.csv", ["key", "title"]);
  return {
    rows: rows.map(({ row }) => row),
    coverage: table("coverage.csv", COVERAGE_COLUMNS).map(chartCoverage),
    economicMap: table("economic-map.csv", MAP_COLUMNS).map(economicMapRow),
    evidence: new Map(evidence.map(({ cells }) => [cells.key ?? "", cells.title ?? ""])),
  };
}

const BYTES_MAX = 4_000_000;

/** Lines of a CSV file with a header; `#` begins a comment. */
function readTable(
  path: string,
  columns: readonly string[],
  needed: readonly string[],
): readonly TableLine[] {
  const name = basename(path);
  const [header, ...records] = recordsOf(name, textOf(path));
  const found = (header?.cells ?? []).map((one) => one.trim());
  const unknown = found.filter((one) => !columns.includes(one));
  const missing = needed.filter((one) => !found.includes(one));
  if (unknown.length > 0 || missing.length > 0 || new Set(found).size < found.length) {
    const details = {
      columns: found.join(","),
      known: columns.join(","),
      needed: needed.join(","),
    };
    throw new YibaoError("CLASSIFICATION-COLUMNS", details, `${name}:${header?.line ?? 1}`);
  }
  return records.map(({ cells, line }) => {
    const where = `${name}:${line}`;
    if (cells.length !== found.length) {
      const reason = `有 ${cells.length} 格，而表头有 ${found.length} 列`;
      throw new YibaoError("CLASSIFICATION-FILE-BROKEN", { reason }, where);
    }
    return { where, cells: Object.fromEntries(found.map((one, at) => [one, cells[at] ?? ""])) };
  });
}

function textOf(path: string): string {
  try {
    if (statSync(path).size > BYTES_MAX) {
      const reason = `超过 ${BYTES_MAX / 1_000_000} MB`;
      throw new YibaoError("CLASSIFICATION-FILE-BROKEN", { reason }, basename(path));
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof YibaoError) throw error;
    if (error instanceof TypeError) {
      const reason = "不是 UTF-8 编码";
      throw new YibaoError("CLASSIFICATION-FILE-BROKEN", { reason }, basename(path));
    }
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new YibaoError("CLASSIFICATION-FILE-UNREADABLE", { file: path, reason });
  }
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

function recordsOf(name: string, text: string): readonly CsvRecord[] {
  try {
    const found = parse(text, {
      bom: true,
      comment: "#",
      comment_no_infix: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[];
    return found.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 1);
    const reason = "引号不成对或夹在文字中间";
    throw new YibaoError("CLASSIFICATION-FILE-BROKEN", { reason }, `${name}:${line}`);
  }
}
