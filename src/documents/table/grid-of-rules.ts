import type { Stroke } from "../pdf/drawn.ts";

/** The cells that drawn rules make. */
export interface RuledGrid {
  /** Edges of columns and rows, in points, rising. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly boxes: readonly Box[];
}

export interface Box {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
}

/** A rule along one axis: at `at` across it, from `from` to `to` along it. */
interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

// In points: rules so near are one; pieces of a dotted rule; the shortest rule; how rules meet.
const SAME = 2.2;
const DASH_GAP = 4;
const SHORTEST = 6;
const TOUCH = 3.5;
/** Beyond this it is a drawing. */
const MEETINGS = 6_000_000;

/** The grids of a page, from the top down. A box around text has one cell and is no table. */
export function gridsOfRules(strokes: readonly Stroke[]): readonly RuledGrid[] {
  const level = strokes.filter(({ y0, y1, x0, x1 }) => y1 - y0 <= x1 - x0);
  const upright = strokes.filter(({ y0, y1, x0, x1 }) => y1 - y0 > x1 - x0);
  const across = merged(
    level.map(({ x0, x1, y0, y1 }) => ({ at: (y0 + y1) / 2, from: x0, to: x1 })),
  );
  const down = merged(
    upright.map(({ x0, x1, y0, y1 }) => ({ at: (x0 + x1) / 2, from: y0, to: y1 })),
  );
  if (across.length * down.length > MEETINGS) return [];
  return meetingRules(across, down)
    .map(({ across: rows, down: columns }) => gridOfRules(rows, columns))
    .filter((grid) => grid.boxes.length > 1)
    .sort((a, b) => (a.ys[0] as number) - (b.ys[0] as number));
}

/** Rules on one line that touch or overlap become one. */
function merged(rules: readonly Rule[]): Rule[] {
  const places = clustered(
    rules.map(({ at }) => at),
    SAME,
  );
  const lines = new Map<number, Rule[]>();
  for (const rule of rules) {
    const at = nearest(places, rule.at);
    const line = lines.get(at);
    if (line === undefined) lines.set(at, [rule]);
    else line.push(rule);
  }
  return [...lines].flatMap(([place, line]) => {
    const at = places[place] as number;
    const whole: { at: number; from: number; to: number }[] = [];
    for (const { from, to } of line.sort((a, b) => a.from - b.from)) {
      const last = whole.at(-1);
      if (last !== undefined && from - last.to <= DASH_GAP) last.to = Math.max(last.to, to);
      else whole.push({ at, from, to });
    }
    return whole.filter(({ from, to }) => to - from >= SHORTEST);
  });
}

/** The middle of each group of values that lie near each other. */
function clustered(values: readonly number[], reach: number): number[] {
  const groups: { sum: number; count: number; last: number }[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    const group = groups.at(-1);
    if (group !== undefined && value - group.last <= reach) {
      group.sum += value;
      group.count += 1;
      group.last = value;
    } else groups.push({ sum: value, count: 1, last: value });
  }
  return groups.map(({ sum, count }) => sum / count);
}

/** The index of the nearest of rising values. */
export function nearest(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const [a, b] = [values[middle] as number, values[middle + 1] as number];
    if (Math.abs(a - value) <= Math.abs(b - value)) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface RuleGroup {
  readonly across: Rule[];
  readonly down: Rule[];
}

/** Rules that hang together by meeting. */
function meetingRules(across: readonly Rule[], down: readonly Rule[]): readonly RuleGroup[] {
  const parent = new Int32Array(across.length + down.length).map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  across.forEach((one, i) => {
    down.forEach((other, j) => {
      if (meet(one, other)) parent[root(i)] = root(across.length + j);
    });
  });
  const groups = new Map<number, RuleGroup>();
  const groupOf = (index: number): RuleGroup => {
    const key = root(index);
    const group = groups.get(key) ?? { across: [], down: [] };
    groups.set(key, group);
    return group;
  };
  for (const [i, rule] of across.entries()) groupOf(i).across.push(rule);
  for (const [j, rule] of down.entries()) groupOf(across.length + j).down.push(rule);
  return [...groups.values()].filter((group) => group.across.length > 1 && group.down.length > 0);
}

function meet(across: Rule, down: Rule): boolean {
  return (
    down.at >= across.from - TOUCH &&
    down.at <= across.to + TOUCH &&
    across.at >= down.from - TOUCH &&
    across.at <= down.to + TOUCH
  );
}

function gridOfRules(across: readonly Rule[], down: readonly Rule[]): RuledGrid {
  // Tables are often left open at the sides: the ends of the rules are edges as well.
  const xs = edges(down, across);
  const ys = edges(across, down);
  const [rows, columns] = [ys.length - 1, xs.length - 1];
  const right = walls(down, xs, ys);
  const bottom = walls(across, ys, xs);
  const boxes: Box[] = [];
  const taken = new Uint8Array(Math.max(0, rows * columns));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (taken[row * columns + column]) continue;
      const free = (place: number) => !taken[row * columns + place];
      let colSpan = 1;
      while (
        column + colSpan < columns &&
        free(column + colSpan) &&
        !right.has(wall(column + colSpan, row))
      ) {
        colSpan += 1;
      }
      let rowSpan = 1;
      while (row + rowSpan < rows && opensDown(bottom, right, row + rowSpan, column, colSpan)) {
        rowSpan += 1;
      }
      for (let i = 0; i < rowSpan; i += 1) {
        taken.fill(1, (row + i) * columns + column, (row + i) * columns + column + colSpan);
      }
      boxes.push({ row, column, rowSpan, colSpan });
    }
  }
  return { xs, ys, boxes };
}

const WALLS_ACROSS = 100_000;

function wall(edge: number, part: number): number {
  return edge * WALLS_ACROSS + part;
}

/** Whether the cell goes on into a row: no rule above it, and none through it. */
function opensDown(
  bottom: ReadonlySet<number>,
  right: ReadonlySet<number>,
  row: number,
  column: number,
  colSpan: number,
): boolean {
  for (let i = column; i < column + colSpan; i += 1) {
    if (bottom.has(wall(row, i))) return false;
    if (i > column && right.has(wall(i, row))) return false;
  }
  return true;
}

const OPEN_SIDE = 6;

function edges(rules: readonly Rule[], others: readonly Rule[]): number[] {
  const places = clustered(
    rules.map(({ at }) => at),
    TOUCH,
  );
  const least = Math.min(...others.map(({ from }) => from));
  const most = Math.max(...others.map(({ to }) => to));
  if (least < (places[0] ?? Number.POSITIVE_INFINITY) - OPEN_SIDE) places.unshift(least);
  if (most > (places.at(-1) ?? Number.NEGATIVE_INFINITY) + OPEN_SIDE) places.push(most);
  return places;
}

/** Which parts of which edges are drawn: `wall(edge, part)`. */
function walls(
  rules: readonly Rule[],
  edgesOfRules: readonly number[],
  parts: readonly number[],
): ReadonlySet<number> {
  const drawn = new Set<number>();
  for (const { at, from, to } of rules) {
    const edge = nearest(edgesOfRules, at);
    for (let part = 0; part + 1 < parts.length; part += 1) {
      const middle = ((parts[part] as number) + (parts[part + 1] as number)) / 2;
      if (middle >= from - 1 && middle <= to + 1) drawn.add(wall(edge, part));
    }
  }
  return drawn;
}
