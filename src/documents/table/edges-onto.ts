import { nearest } from "./grid-of-rules.ts";

/** In points. */
const EDGE_SLACK = 8;

/**
 * Each edge of the part is an edge of the whole: a cell of it may span several columns.
 * @param moved how far the part stands to the right of the whole, in points
 * @returns the edge of the whole for each edge of the part; null where they do not fit
 */
export function edgesOnto(
  edges: readonly number[],
  parts: readonly number[],
  moved: number,
): readonly number[] | null {
  const onto = parts.map((part) => nearest(edges, part - moved));
  const fits = onto.every((edge, i) => {
    const apart = Math.abs((edges[edge] as number) + moved - (parts[i] as number));
    return apart <= EDGE_SLACK && (i === 0 || edge > (onto[i - 1] as number));
  });
  const whole = onto[0] === 0 && onto.at(-1) === edges.length - 1;
  return fits && whole ? onto : null;
}
