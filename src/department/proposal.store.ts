import type pg from "pg";
import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { Act } from "./act.ts";
import type { Books } from "./books.store.ts";
import { writeDocument } from "./document.store.ts";
import { ensureLines } from "./line.store.ts";
import { type BudgetItem, type BudgetLine, lineName } from "./line.ts";

/** What is put forward for a unit's year. */
export interface Proposal {
  readonly unit_code: string;
  readonly year: number;
  readonly date: CivilDate;
  readonly items: readonly BudgetItem[];
}

/**
 * Writes a document of amounts on lines, which are made where they are not there yet; its own
 * table is the caller's, who holds the year. Returns its number.
 * @throws YibaoError DEPARTMENT-ITEM-TWICE and as `ensureLines`
 */
export async function writeProposal(
  client: pg.PoolClient,
  books: Books,
  act: Act,
  kind: "budget" | "adjustment",
  { unit_code, year, date, items }: Proposal,
): Promise<number> {
  const keys = items.map((item) => ({ ...item, unit_code, year }));
  const lines = await ensureLines(client, books, act, keys);
  assertOnce(lines);
  const amounts = lines.map(({ line_no }, index) => {
    return { line_no, amount_fen: (items[index] as BudgetItem).amount_fen };
  });
  return writeDocument(client, act, { kind, unit_code, year, date, items: amounts });
}

function assertOnce(lines: readonly BudgetLine[]): void {
  const seen = new Set<number>();
  for (const line of lines) {
    if (seen.has(line.line_no)) {
      throw new YibaoError("DEPARTMENT-ITEM-TWICE", { line: lineName(line) });
    }
    seen.add(line.line_no);
  }
}
