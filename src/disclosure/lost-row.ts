import { isCode } from "./address.ts";
import type { Constraint } from "./constraint.ts";
import type { Figure, Values } from "./figure.ts";

/** Whether a constraint adds up one column: a row and the rows below it. */
export function isColumnSum({ figures, is_numeric }: Constraint): boolean {
  const [first] = figures;
  return (
    is_numeric &&
    figures.length > 1 &&
    figures.every(
      ({ source, topic, column }) =>
        source === "table" && topic === first?.topic && column === first.column,
    )
  );
}

/**
 * Several columns of the same row come out larger than what stands below it: one row below is
 * missing. The figure is that of the row above; null where that is no explanation.
 */
export function lostBelow(constraints: readonly Constraint[], values: Values): Figure | null {
  if (constraints.length < 2) return null;
  const [first] = constraints[0]?.figures ?? [];
  const isOneRow = constraints.every((constraint) => {
    const [anchor] = constraint.figures;
    return isColumnSum(constraint) && anchor?.topic === first?.topic && anchor?.row === first?.row;
  });
  if (!isOneRow || first === undefined) return null;
  const isShort = constraints.every((constraint) => {
    const { left, right } = constraint.sides(values);
    return left > right;
  });
  return isShort ? first : null;
}

/** What else is broken because a row is not printed of which the sum above it comes short. */
export function missingBelow<One extends { readonly constraint: Constraint }>(
  broken: readonly Constraint[],
  rest: readonly One[],
  values: Values,
): readonly One[] {
  const short = broken.filter((sum) => {
    const { left, right } = sum.sides(values);
    return isColumnSum(sum) && left > right;
  });
  const above = short.flatMap(({ figures }) => figures.slice(0, 1));
  return rest.filter(({ constraint: { absent = [] } }) =>
    absent.some(({ topic, row }) =>
      above.some((one) => one.topic === topic && isBelow(row, one.row)),
    ),
  );
}

function isBelow(code: string, above: string): boolean {
  return above === "total" || (code.startsWith(above) && code !== above);
}

/**
 * The row above one that a table does not print, where it prints nothing else below that: then the
 * row is missing there; null where it may as well be wrong in the table that prints it.
 */
export function lackingAbove<One extends { readonly constraint: Constraint }>(
  { absent = [] }: Constraint,
  judged: readonly One[],
): Figure | null {
  const [lacking] = absent;
  if (lacking === undefined) return null;
  const rows = new Map<string, Figure>();
  for (const { constraint } of judged) {
    for (const figure of constraint.figures) {
      const isNear = figure.source === "table" && figure.topic === lacking.topic;
      if (isNear && !rows.has(figure.row)) rows.set(figure.row, figure);
    }
  }
  const codes = [...rows.keys()].filter(isCode);
  const above = codes.filter((code) => isBelow(lacking.row, code));
  const nearest = above.toSorted((a, b) => b.length - a.length)[0];
  if (nearest === undefined || codes.some((code) => isBelow(code, nearest))) return null;
  return rows.get(nearest) ?? null;
}
