import { YibaoError } from "../kernel/index.ts";

export type AccountClass =
  | "asset"
  | "liability"
  | "net-asset"
  | "income"
  | "expense"
  // Of the department's book only: budget accounting, and what controls a budget line.
  | "budget-income"
  | "budget-expense"
  | "budget-result"
  | "budget-control";
export type AccountSide = "debit" | "credit";

/** One line of the chart: every fund pool of every region has an account for it. */
export interface ChartLine {
  readonly code: string;
  readonly name: string;
  readonly class: AccountClass;
  readonly side: AccountSide;
  readonly document: string;
  readonly basis: "official" | "third-party" | "recalled" | "derived" | "placeholder";
  readonly confidence: "high" | "medium" | "low";
}

/** Codes that the program itself posts to; each is a line of the chart. */
export const ACCOUNT_CODES = {
  treasuryDeposit: "1003",
  paymentDeposit: "1004",
  payableToInstitutions: "2001-01",
  payableToPersons: "2001-02",
  contributions: "4001",
  benefits: "5001",
  criticalIllness: "5101",
} as const;

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  class: [
    "asset",
    "liability",
    "net-asset",
    "income",
    "expense",
    "budget-income",
    "budget-expense",
    "budget-result",
    "budget-control",
  ],
  side: ["debit", "credit"],
  basis: ["official", "third-party", "recalled", "derived", "placeholder"],
  confidence: ["high", "medium", "low"],
};

/** The lines of a chart as parsed from its file. @throws YibaoError LEDGER-CHART-MALFORMED */
export function checkedChart(content: unknown): ChartLine[] {
  const lines = (content as { accounts?: unknown } | null)?.accounts;
  if (!Array.isArray(lines)) {
    throw new YibaoError("LEDGER-CHART-MALFORMED", { row: 0, field: "accounts", value: "无" });
  }
  const codes = new Set<string>();
  for (const [index, line] of lines.entries()) {
    checkLine(line, index + 1);
    if (codes.has(line.code)) throw malformed(index + 1, "code", `${line.code} 重复`);
    codes.add(line.code);
  }
  return lines;
}

function checkLine(line: Record<string, unknown>, row: number): void {
  if (!/^\d{4}(-\d{2})?$/.test(String(line?.code))) throw malformed(row, "code", line?.code);
  for (const field of ["code", "name", "document"]) {
    if (typeof line[field] !== "string") throw malformed(row, field, line[field]);
  }
  for (const [field, values] of Object.entries(ALLOWED)) {
    if (!values.includes(String(line[field]))) throw malformed(row, field, line[field]);
  }
}

function malformed(row: number, field: string, value: unknown): YibaoError {
  return new YibaoError("LEDGER-CHART-MALFORMED", { row, field, value: String(value ?? "无") });
}
