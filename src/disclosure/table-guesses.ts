import type { Constraint } from "./constraint.ts";
import type { Values } from "./figure.ts";

/** 元, 千元, 万元 and 亿元 taken for one another. */
const UNIT_RATIOS: readonly number[] = [10, 1000, 10_000, 100_000, 100_000_000];

const NEAR_SHARE = 0.002;

/** By what the amounts of a table would have to be multiplied for a broken rule to hold. */
export function unitFactors(
  topic: string,
  broken: readonly Constraint[],
  values: Values,
): readonly number[] {
  const factors = new Set<number>();
  for (const constraint of broken) {
    const { left, right } = constraint.sides(values);
    if (left === 0 || right === 0) continue;
    const first = constraint.figures[0];
    const isLeft = first?.source === "table" && first.topic === topic;
    const wanted = isLeft ? right / left : left / right;
    const found = UNIT_RATIOS.flatMap((one) => [one, 1 / one]).find((one) => {
      return Math.abs(wanted - one) <= one * NEAR_SHARE;
    });
    if (found !== undefined) factors.add(found);
  }
  return [...factors];
}

/** Forms with more columns than these are lists of years or of projects. */
const COLUMNS_MAX = 16;

/**
 * How the columns of a table may be meant: two for each other, or a run of them one further to
 * one side.
 * @param odd columns of which something is broken: one of them must be concerned
 */
export function columnOrders(
  columns: readonly string[],
  odd: ReadonlySet<string>,
): readonly ReadonlyMap<string, string>[] {
  const known = [...new Set(columns)].filter((one) => one !== "" && one !== "count");
  if (known.length > COLUMNS_MAX) return [];
  const orders: ReadonlyMap<string, string>[] = [];
  for (let from = 0; from < known.length; from++) {
    for (let to = from + 1; to < known.length; to++) {
      const [first, last] = [known[from], known[to]] as [string, string];
      const pair = [
        [first, last],
        [last, first],
      ] as const;
      if (odd.has(first) || odd.has(last)) orders.push(new Map(pair));
    }
  }
  return [...orders, ...shifts(known, odd)];
}

/** Runs of three columns and more. */
function shifts(
  columns: readonly string[],
  odd: ReadonlySet<string>,
): readonly ReadonlyMap<string, string>[] {
  const found: ReadonlyMap<string, string>[] = [];
  for (let from = 0; from < columns.length; from++) {
    for (let to = from + 2; to < columns.length; to++) {
      const run = columns.slice(from, to + 1);
      if (run.filter((one) => odd.has(one)).length < run.length - 1) continue;
      const next = (at: number) => run[(at + 1) % run.length] as string;
      const before = (at: number) => run[(at + run.length - 1) % run.length] as string;
      found.push(new Map(run.map((one, at) => [one, next(at)])));
      found.push(new Map(run.map((one, at) => [one, before(at)])));
    }
  }
  return found;
}
