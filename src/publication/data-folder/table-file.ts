import { CsvError, parse } from "csv-parse/sync";
import type { ProfileUnit } from "../../disclosure/index.ts";
import { YibaoError } from "../../kernel/index.ts";

/** A CSV file of a data folder: its unit, its header, its rows, and where each stands. */
export interface TableFile {
  readonly name: string;
  /** Null where no line above the header says it. */
  readonly unit: ProfileUnit | null;
  readonly header: readonly string[];
  readonly header_line: number;
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** `general.csv:12:3`: file, line, column. */
export function placeText(file: TableFile, line: number, column: number): string {
  return `${file.name}:${line}:${column + 1}`;
}

const ROWS_MAX = 20_000;

/** @throws YibaoError PUBLICATION-CSV-BROKEN */
export function readTableFile(name: string, text: string): TableFile {
  const records = recordsOf(name, text);
  const [header, ...rows] = records;
  if (header === undefined) throw broken(name, 1, "没有表头");
  if (rows.length > ROWS_MAX) throw broken(name, ROWS_MAX, `超过 ${ROWS_MAX} 行`);
  const titles = header.cells.map((cell) => cell.trim());
  while (titles.at(-1) === "") titles.pop();
  for (const { cells, line } of rows) {
    const beyond = cells.slice(titles.length).findIndex((cell) => cell.trim() !== "");
    if (beyond >= 0) {
      const reason = `有 ${titles.length + beyond + 1} 格，而表头只有 ${titles.length} 列`;
      throw broken(name, line, reason);
    }
  }
  return { name, unit: unitOf(text), header: titles, header_line: header.line, rows };
}

/** `# 单位：万元`, as a spreadsheet may have saved it. */
function unitOf(text: string): ProfileUnit | null {
  const match = /^\uFEFF?"?#?\s*(?:金额)?单位\s*[:：]\s*(万元|元)\s*"?,*\s*$/m.exec(text);
  return (match?.[1] ?? null) as ProfileUnit | null;
}

function isRemark(cell: string): boolean {
  return cell.startsWith("#") || /^\s*(?:金额)?单位\s*[:：]/.test(cell);
}

function recordsOf(name: string, text: string): readonly TableRow[] {
  try {
    const found = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly { record: string[]; info: { lines: number } }[];
    return found
      .map(({ record, info }) => ({ cells: record, line: info.lines }))
      .filter(({ cells }) => !isRemark(cells[0] ?? "") && cells.some((one) => one.trim()));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw broken(name, Number(error.lines ?? 1), "引号不成对或夹在文字中间");
  }
}

function broken(name: string, line: number, reason: string): YibaoError {
  return new YibaoError("PUBLICATION-CSV-BROKEN", { reason }, `${name}:${line}`);
}

/** An amount with how finely it was written, in fen. Null: not an amount. */
export interface WrittenAmount {
  readonly value: number;
  readonly decimals: number;
}

const DECIMALS: Readonly<Record<ProfileUnit, number>> = { 万元: 6, 元: 2 };

export function decimalsMost(unit: ProfileUnit): number {
  return DECIMALS[unit];
}

/** `1,695.12`, `-3`, `12.5`: exactly, in fen. */
export function readAmount(text: string, unit: ProfileUnit): WrittenAmount | null {
  const plain = text.trim().replace(/^￥/, "");
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d+))?$/.exec(plain);
  if (match === null) return null;
  const [, sign, whole, fraction = ""] = match as unknown as [string, string, string, string?];
  const most = DECIMALS[unit];
  if (/[1-9]/.test(fraction.slice(most))) return null;
  const digits = `${whole.replaceAll(",", "")}${fraction.slice(0, most).padEnd(most, "0")}`;
  const value = Number(digits);
  if (!Number.isSafeInteger(value)) return null;
  const decimals = Math.min(fraction.length, most);
  return { value: sign === "-" && value !== 0 ? -value : value, decimals };
}

/** What one unit of the last digit is worth, in fen. */
export function stepOf(decimals: number, unit: ProfileUnit): number {
  return 10 ** (DECIMALS[unit] - decimals);
}
