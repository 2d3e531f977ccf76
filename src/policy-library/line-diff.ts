/** Lines that two texts share, or that only the first (removed) or the second (added) has. */
export interface LineRun {
  readonly kind: LineKind;
  readonly lines: readonly string[];
}

export type LineKind = "same" | "removed" | "added";

/** Lines of difference up to which the shortest way is looked for; beyond, all is another text. */
const DIFFERENT_MOST = 1_000;
const LINE = /[^\n]*\n|[^\n]+$/g;

/** What makes one text of another, line by line, with the fewest lines removed and added. */
export function lineDiff(before: string, after: string): readonly LineRun[] {
  const [a, b] = [before.match(LINE) ?? [], after.match(LINE) ?? []];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  const rest = Math.min(a.length, b.length) - start;
  while (end < rest && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const runs: { kind: LineKind; lines: string[] }[] = [];
  const add = (kind: LineKind, line: string): void => {
    const last = runs.at(-1);
    const text = line.replace(/\r?\n$/, "");
    if (last?.kind === kind) last.lines.push(text);
    else runs.push({ kind, lines: [text] });
  };
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  for (const line of a.slice(0, start)) add("same", line);
  let [x, y] = [0, 0];
  for (const kind of shortestWay(middleA, middleB)) {
    add(kind, (kind === "added" ? middleB[y] : middleA[x]) as string);
    if (kind !== "added") x += 1;
    if (kind !== "removed") y += 1;
  }
  for (const line of a.slice(a.length - end)) add("same", line);
  return runs;
}

/**
 * E. W. Myers, An O(ND) Difference Algorithm and Its Variations (1986): for each number of
 * different lines, how far each diagonal of the two texts can be followed.
 */
function shortestWay(a: readonly string[], b: readonly string[]): readonly LineKind[] {
  const most = Math.min(a.length + b.length, DIFFERENT_MOST);
  const middle = most + 1;
  const reached = new Int32Array(2 * middle + 1);
  const earlier: Int32Array[] = [];
  for (let different = 0; different <= most; different += 1) {
    earlier.push(reached.slice(middle - different - 1, middle + different + 2));
    for (let diagonal = -different; diagonal <= different; diagonal += 2) {
      const at = middle + diagonal;
      let x = isAdded(reached, at, diagonal, different) ? reached[at + 1]! : reached[at - 1]! + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      reached[at] = x;
      if (x === a.length && x - diagonal === b.length) return wayBack(earlier, x, x - diagonal);
    }
  }
  return [...a.map(() => "removed" as const), ...b.map(() => "added" as const)];
}

/** Whether the diagonal is best come to from the one above it, by a line of the second text. */
function isAdded(reached: Int32Array, at: number, diagonal: number, different: number): boolean {
  if (diagonal === -different) return true;
  return diagonal !== different && reached[at - 1]! < reached[at + 1]!;
}

function wayBack(earlier: readonly Int32Array[], endX: number, endY: number): LineKind[] {
  const way: LineKind[] = [];
  let [x, y] = [endX, endY];
  for (let different = earlier.length - 1; different > 0; different -= 1) {
    const reached = earlier[different] as Int32Array;
    const at = x - y + different + 1;
    const added = isAdded(reached, at, x - y, different);
    const fromX = added ? reached[at + 1]! : reached[at - 1]!;
    const turnedX = added ? fromX : fromX + 1;
    for (; x > turnedX; x -= 1, y -= 1) way.push("same");
    way.push(added ? "added" : "removed");
    if (added) y -= 1;
    else x -= 1;
  }
  for (; x > 0; x -= 1) way.push("same");
  return way.reverse();
}
