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
