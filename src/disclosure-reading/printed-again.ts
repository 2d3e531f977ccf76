import type { SourceTable, StubRow } from "./source-table.ts";
import { bare } from "./words.ts";

const SAME_SHARE = 0.8;
const ROWS_LEAST = 3;
const FIGURES_LEAST = 3;

/**
 * Whether a table prints again what another has printed: the same words with the same figures. A
 * page that goes on has rows of its own; the list of another unit has figures of its own.
 */
export function printsAgain(first: SourceTable, next: SourceTable): boolean {
  const known = new Map<string, number>();
  for (const row of rowsOf(first)) known.set(keyOf(row), (known.get(keyOf(row)) ?? 0) + 1);
  const rows = rowsOf(next);
  let same = 0;
  let figures = 0;
  for (const row of rows) {
    const left = known.get(keyOf(row)) ?? 0;
    if (left === 0) continue;
    known.set(keyOf(row), left - 1);
    same += 1;
    figures += figuresOf(row).filter((text) => /[1-9]/.test(text)).length;
  }
  const least = rows.length < ROWS_LEAST ? rows.length : rows.length * SAME_SHARE;
  return rows.length > 0 && same >= least && figures >= FIGURES_LEAST;
}

function rowsOf({ blocks }: SourceTable): readonly StubRow[] {
  return blocks.flatMap(({ rows }) => rows);
}

function figuresOf({ cells, loose }: StubRow): readonly string[] {
  return [...cells, ...(loose ?? [])].map((cell) => cell?.text.trim() ?? "");
}

function keyOf(row: StubRow): string {
  return [row.unit ?? "", ...row.codes, bare(row.name), ...figuresOf(row)].join(" ");
}
