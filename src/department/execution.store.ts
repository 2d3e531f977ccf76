import { poolMoves } from "../ledger/index.ts";
import type { Runner } from "../store/index.ts";
import { executionOf, type LineExecution } from "./execution.ts";
import { linesOfYear } from "./line.store.ts";
import { poolOf } from "./line.ts";

/**
 * The execution of a unit's year line by line, from the ledger alone; lines on which nothing ever
 * happened are left out.
 */
export async function readExecution(
  runner: Runner,
  unit_code: string,
  year: number,
): Promise<readonly LineExecution[]> {
  const lines = (await linesOfYear(runner, unit_code, year)).map(({ line }) => line);
  const [first] = lines;
  if (first === undefined) return [];
  const pools = lines.map(poolOf);
  const { region } = first;
  const moves = await poolMoves(runner, { book: "department", region, pools });
  const used = new Set(moves.map(({ pool }) => pool));
  return executionOf(
    lines.filter((line) => used.has(poolOf(line))),
    moves,
  );
}
