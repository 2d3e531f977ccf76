import { type Constraint, printable } from "./constraint.ts";
import { DOUBT_MARGIN, type Doubt, doubtOf } from "./doubt.ts";
import type { Figure, Values } from "./figure.ts";
import { isColumnSum, lostBelow, missingBelow } from "./lost-row.ts";
import type { Neighbours } from "./neighbours.ts";
import { slipsNear, suspicion } from "./suspicion.ts";

/** A figure that is wrong, and the value that mends what it breaks. */
export interface Repair {
  readonly figure: Figure;
  readonly value: number;
  /** Other single figures that would explain the same. */
  readonly alternatives: readonly Figure[];
  /** The sum that is broken, where nothing tells which of its parts is wrong; null: one is. */
  readonly doubtful: Doubt | null;
}

/** Repairs that explain a group of broken constraints together. */
export interface Explanation {
  readonly repairs: readonly Repair[];
  readonly broken: readonly number[];
  /** A figure of the row below which another row is missing; null: none is. */
  readonly lost: Figure | null;
}

interface Changed {
  readonly figure: Figure;
  readonly value: number;
}

interface Move extends Changed {
  /** Broken constraints mended less others broken. */
  readonly gain: number;
  readonly breaks: number;
  readonly score: number;
}

const MOVES_TRIED = 10;
const CULPRITS_MAX = 3;
/** Beyond these a search for several culprits at once takes no bounded time: they go one by one. */
const BROKEN_MAX = 60;
const GREEDY_MAX = 40;
const ROUNDS_MAX = 5;

/**
 * Finds the fewest figures whose repair mends all that is broken and breaks nothing that holds.
 * All work is bounded by the number of constraints around the broken ones.
 */
export class CulpritSearch {
  private readonly constraints: readonly Constraint[];
  private readonly around: ReadonlyMap<number, readonly number[]>;
  private readonly words: readonly Constraint[];
  private readonly wordsAround: ReadonlyMap<number, readonly number[]>;
  private readonly neighbours: Neighbours;
  private readonly values: Values;
  private readonly broken: Set<number>;
  /** Topics of the tables in which something stands. */
  private filled: ReadonlySet<string> | null = null;

  /** @param words what is said beside the figures: it mends nothing, and speaks for or against */
  constructor(
    constraints: readonly Constraint[],
    words: readonly Constraint[],
    values: Values,
    neighbours: Neighbours,
  ) {
    this.constraints = constraints;
    this.words = words;
    this.wordsAround = constraintsByFigure(words);
    this.values = [...values];
    this.neighbours = neighbours;
    this.around = constraintsByFigure(constraints);
    const failing = constraints.flatMap((one, at) => (one.judge(values) === "fail" ? [at] : []));
    this.broken = new Set(failing);
  }

  /** Explanations of all that can be explained; what is left is broken without a culprit. */
  explain(): { explanations: readonly Explanation[]; values: Values; left: readonly number[] } {
    const explanations: Explanation[] = [];
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const before = explanations.length;
      for (const group of this.groups()) {
        const rest = group.filter((at) => this.broken.has(at));
        if (rest.length === 0) continue;
        const found = this.search(rest);
        if (found.repairs.length > 0 || found.lost !== null) explanations.push(found);
      }
      if (explanations.length === before) break;
    }
    return { explanations, values: this.values, left: [...this.broken] };
  }

  /** Broken constraints that share figures, those that share many first. */
  private groups(): readonly (readonly number[])[] {
    const seen = new Set<number>();
    const groups: number[][] = [];
    for (const start of this.broken) {
      if (seen.has(start)) continue;
      const group: number[] = [];
      const queue = [start];
      seen.add(start);
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        group.push(next);
        for (const other of this.brokenNear(next)) {
          if (!seen.has(other)) {
            seen.add(other);
            queue.push(other);
          }
        }
      }
      groups.push(group);
    }
    return groups.toSorted((a, b) => b.length - a.length);
  }

  private brokenNear(at: number): readonly number[] {
    const { figures } = this.constraints[at] as Constraint;
    const near = figures.flatMap((figure) => this.around.get(figure.at) ?? []);
    return [...near, ...this.columnsBeside(at)].filter((other) => this.broken.has(other));
  }

  /** The same row added up in other columns: they share no figure, and often one defect. */
  private columnsBeside(at: number): readonly number[] {
    const constraint = this.constraints[at] as Constraint;
    const [anchor] = constraint.figures;
    if (anchor === undefined || !isColumnSum(constraint)) return [];
    return [...this.broken].filter((other) => {
      const beside = this.constraints[other] as Constraint;
      const [first] = beside.figures;
      const isSameRow = first?.topic === anchor.topic && first.row === anchor.row;
      return isSameRow && isColumnSum(beside);
    });
  }

  private search(broken: readonly number[]): Explanation {
    const lost = this.lostRow(broken);
    if (lost === null) return { broken, repairs: this.repairs(broken), lost };
    const own = broken.map((at) => this.constraints[at] as Constraint);
    for (const { at } of missingBelow(own, this.brokenOnes(), this.values)) this.broken.delete(at);
    for (const at of broken) this.broken.delete(at);
    return { broken, repairs: [], lost };
  }

  private brokenOnes(): readonly { readonly at: number; readonly constraint: Constraint }[] {
    return [...this.broken].map((at) => ({ at, constraint: this.constraints[at] as Constraint }));
  }

  /** Only where no single figure explains it. */
  private lostRow(group: readonly number[]): Figure | null {
    const constraints = group.map((at) => this.constraints[at] as Constraint);
    const lost = lostBelow(constraints, this.values);
    if (lost === null) return null;
    const isSingle = this.moves(group).some(
      ({ gain, breaks }) => breaks === 0 && gain === group.length,
    );
    return isSingle ? null : lost;
  }

  private repairs(group: readonly number[]): readonly Repair[] {
    const single = this.moves(group).filter(
      ({ gain, breaks }) => breaks === 0 && gain === group.length,
    );
    const first = single[0];
    if (first !== undefined) {
      const sums = group.map((at) => this.constraints[at] as Constraint);
      return [this.apply(first, single.slice(1), doubtOf(single, sums))];
    }
    if (group.length <= BROKEN_MAX) {
      for (let depth = 2; depth <= CULPRITS_MAX; depth++) {
        const found = this.deepen(group, depth);
        if (found === null) continue;
        const doubt = this.rowsInDoubt(found, group);
        return found.map((move, at) => this.apply(move, [], at === 0 ? doubt : null));
      }
    }
    return this.greedy(group);
  }

  /** Where the same columns of another row of the sums would mend it alike, none is blamed. */
  private rowsInDoubt(found: readonly Move[], group: readonly number[]): Doubt | null {
    const [first] = found as [Move];
    const { source, topic, row } = first.figure;
    const isOneRow = found.every(({ figure }) => figure.topic === topic && figure.row === row);
    if (source !== "table" || !isOneRow) return null;
    const sums = found.map(({ figure }) => this.columnSumOf(figure, group));
    const [sum] = sums;
    if (sum === undefined || !sums.every((one) => one !== undefined)) return null;
    const least = this.suspicionOf(found) - DOUBT_MARGIN;
    const rivals = sum.figures.filter((rival) => {
      if (rival.row === row) return false;
      const moves = this.rivalMoves(rival.row, sums);
      return moves !== null && this.mends(moves, group) && this.suspicionOf(moves) > least;
    });
    return rivals.length === 0 ? null : { sum, suspects: [first.figure, ...rivals] };
  }

  private columnSumOf(figure: Figure, group: readonly number[]): Constraint | undefined {
    return group
      .map((at) => this.constraints[at] as Constraint)
      .find((one) => isColumnSum(one) && one.figures.length > 2 && one.figures.includes(figure));
  }

  /** The cells of a row, each solved from the sum of its column. */
  private rivalMoves(row: string, sums: readonly Constraint[]): readonly Changed[] | null {
    const moves = sums.map((sum) => {
      const figure = sum.figures.find((one) => one.row === row);
      const solved = figure === undefined ? null : sum.solve(figure.at, this.values);
      if (figure === undefined || solved === null) return null;
      return { figure, value: printable(figure, solved) };
    });
    return moves.every((move) => move !== null) ? moves : null;
  }

  /** Whether the changes together mend the group and break nothing; leaves everything as it was. */
  private mends(moves: readonly Changed[], group: readonly number[]): boolean {
    const before = moves.map(({ figure }) => this.values[figure.at] as number);
    const touched = moves.flatMap(({ figure, value }) => this.set(figure, value));
    const isMended = [...group, ...touched].every((at) => !this.broken.has(at));
    moves.forEach(({ figure }, at) => {
      this.set(figure, before[at] as number);
    });
    return isMended;
  }

  private suspicionOf(moves: readonly Changed[]): number {
    const scores = moves.map(({ figure, value }) => {
      const said = this.wordsFor(figure, value) * WORDS_WEIGHT;
      return suspicion(figure, value, this.neighbours, this.togetherWith(figure)) + said;
    });
    return scores.reduce((sum, one) => sum + one, 0);
  }

  /** What stands in a broken rule with a figure. */
  private togetherWith(figure: Figure): ReadonlySet<Figure> {
    const broken = (this.around.get(figure.at) ?? []).filter((at) => this.broken.has(at));
    return new Set(broken.flatMap((at) => (this.constraints[at] as Constraint).figures));
  }

  /** Depth-first, the most promising moves first; leaves everything as it was. */
  private deepen(group: readonly number[], depth: number): readonly Move[] | null {
    const open = group.filter((at) => this.broken.has(at));
    if (open.length === 0) return [];
    if (depth === 0) return null;
    const moves = this.moves(open).filter(
      ({ gain, breaks }) => depth > 1 || (breaks === 0 && gain === open.length),
    );
    for (const move of moves.slice(0, MOVES_TRIED)) {
      const before = this.values[move.figure.at] as number;
      const touched = this.set(move.figure, move.value);
      const found = this.deepen([...new Set([...group, ...touched])], depth - 1);
      this.set(move.figure, before);
      if (found !== null) return [move, ...found];
    }
    return null;
  }

  /** One after the other, as long as each mends more than it breaks. */
  private greedy(group: readonly number[]): readonly Repair[] {
    const repairs: Repair[] = [];
    let open = group.filter((at) => this.broken.has(at));
    while (open.length > 0 && repairs.length < GREEDY_MAX) {
      const best = this.moves(open).find(({ gain, breaks }) => breaks === 0 && gain > 1);
      if (best === undefined) break;
      repairs.push(this.apply(best, []));
      open = group.filter((at) => this.broken.has(at));
    }
    return repairs;
  }

  private apply(move: Move, others: readonly Move[], doubtful: Doubt | null = null): Repair {
    this.set(move.figure, move.value);
    const figures = others.map(({ figure }) => figure).filter((figure) => figure !== move.figure);
    const alternatives = [...new Set(figures)];
    return { figure: move.figure, value: move.value, alternatives, doubtful };
  }

  /** Sets a value and answers what has become broken by it. */
  private set(figure: Figure, value: number): readonly number[] {
    this.values[figure.at] = value;
    const touched: number[] = [];
    for (const at of this.around.get(figure.at) ?? []) {
      const isBroken = (this.constraints[at] as Constraint).judge(this.values) === "fail";
      if (isBroken && !this.broken.has(at)) touched.push(at);
      if (isBroken) this.broken.add(at);
      else this.broken.delete(at);
    }
    return touched;
  }

  /** A table in which nothing stands lacks no one figure: what only words say is wrong in words. */
  private isOfEmpty({ source, topic }: Figure): boolean {
    this.filled ??= new Set(
      this.constraints.flatMap(({ figures }) =>
        figures.flatMap((one) =>
          one.source === "table" && one.printed.value !== 0 ? [one.topic] : [],
        ),
      ),
    );
    return source === "table" && !this.filled.has(topic);
  }

  /** Every repair of one figure that mends something, the best first. */
  private moves(group: readonly number[]): readonly Move[] {
    const proposed = new Map<Figure, Map<number, number>>();
    const isByText = group.every((at) => {
      return (this.constraints[at] as Constraint).figures.some(({ source }) => source === "text");
    });
    for (const at of group) {
      const constraint = this.constraints[at] as Constraint;
      for (const figure of constraint.figures) {
        if (figure.source === "against" || (isByText && this.isOfEmpty(figure))) continue;
        const solved = constraint.solve(figure.at, this.values);
        if (solved === null || !Number.isFinite(solved)) continue;
        const value = printable(figure, solved);
        if (!Number.isSafeInteger(value) || value === this.values[figure.at]) continue;
        const own = proposed.get(figure) ?? new Map<number, number>();
        proposed.set(figure, own.set(value, Math.max(own.get(value) ?? 0, reachOf(constraint))));
      }
    }
    const moves = [...proposed].flatMap(([figure, values]) =>
      [...values].map(([value, reach]) => this.likeliest(figure, value, reach)),
    );
    return moves
      .filter(({ gain, breaks }) => gain + breaks > 0)
      .toSorted((a, b) => b.gain - b.breaks - (a.gain - a.breaks) || b.score - a.score);
  }

  /** Words that a repair makes true less words that it makes false. */
  private wordsFor(figure: Figure, value: number): number {
    const around = this.wordsAround.get(figure.at) ?? [];
    const wrong = () =>
      around.filter((at) => (this.words[at] as Constraint).judge(this.values) === "fail").length;
    const before = this.values[figure.at] as number;
    const without = wrong();
    this.values[figure.at] = value;
    const after = wrong();
    this.values[figure.at] = before;
    return without - after;
  }

  /** The value that makes a sum exact, or one within rounding of it that more speaks for. */
  private likeliest(figure: Figure, value: number, reach: number): Move {
    const exact = this.move(figure, value);
    const slips = slipsNear(figure, value, reach);
    const said = (this.wordsAround.get(figure.at) ?? []).flatMap((at) => {
      const solved = (this.words[at] as Constraint).solve(figure.at, this.values);
      const one = solved === null ? value : printable(figure, solved);
      const isNear = Math.abs(one - value) <= reach * figure.printed.step;
      return isNear && Number.isSafeInteger(one) ? [one] : [];
    });
    return [...new Set([...slips, ...said])]
      .filter((one) => one !== value && one !== this.values[figure.at])
      .map((one) => this.move(figure, one))
      .filter(({ gain, breaks }) => gain === exact.gain && breaks === exact.breaks)
      .reduce((best, one) => (one.score > best.score ? one : best), exact);
  }

  private move(figure: Figure, value: number): Move {
    const together = this.togetherWith(figure);
    const before = this.values[figure.at] as number;
    this.values[figure.at] = value;
    let gain = 0;
    let breaks = 0;
    let exact = 0;
    for (const at of this.around.get(figure.at) ?? []) {
      const constraint = this.constraints[at] as Constraint;
      const verdict = constraint.judge(this.values);
      if (this.broken.has(at) && verdict !== "fail") gain += 1;
      if (!this.broken.has(at) && verdict === "fail") breaks += 1;
      const isOwn = constraint.figures[0] === figure && isRatio(constraint);
      if (verdict === "pass") exact += isOwn ? 3 : 1;
    }
    this.values[figure.at] = before;
    const said = this.wordsFor(figure, value);
    const likely = suspicion(figure, value, this.neighbours, together);
    const score = likely + exact + said * WORDS_WEIGHT;
    return { figure, value, gain, breaks, score };
  }
}

/** Rounding moves the sum of so many parts by this many last digits at most. */
function reachOf({ parts }: Constraint): number {
  return parts.length < 3 ? 0 : Math.min(REACH_MAX, Math.floor(parts.length / 2));
}

const REACH_MAX = 5;
const WORDS_WEIGHT = 15;
/** Whether the first figure is a percentage of others: then they say what it is. */
function isRatio({ figures }: Constraint): boolean {
  const [first] = figures;
  const others = figures.some(({ printed }) => printed.quantity !== "percent");
  return first?.printed.quantity === "percent" && others;
}

export function constraintsByFigure(
  constraints: readonly Constraint[],
): ReadonlyMap<number, readonly number[]> {
  const around = new Map<number, number[]>();
  for (const [at, { figures }] of constraints.entries()) {
    for (const figure of figures) {
      const own = around.get(figure.at);
      if (own === undefined) around.set(figure.at, [at]);
      else own.push(at);
    }
  }
  return around;
}
