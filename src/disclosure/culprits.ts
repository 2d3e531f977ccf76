import { type Constraint, printable } from "./constraint.ts";
import type { Figure, Values } from "./figure.ts";
import { isColumnSum, lostBelow } from "./lost-row.ts";
import type { Neighbours } from "./neighbours.ts";
import { suspicion } from "./suspicion.ts";

/** A figure that is wrong, and the value that mends what it breaks. */
export interface Repair {
  readonly figure: Figure;
  readonly value: number;
  /** Other single figures that would explain the same. */
  readonly alternatives: readonly Figure[];
  /** The sum that is broken, where nothing tells which of its parts is wrong; null: one is. */
  readonly doubtful: Doubt | null;
}

/** A sum of which one part, or the sum itself, is wrong. */
export interface Doubt {
  readonly sum: Constraint;
  readonly suspects: readonly Figure[];
}

/** Repairs that explain a group of broken constraints together. */
export interface Explanation {
  readonly repairs: readonly Repair[];
  readonly broken: readonly number[];
  /** A figure of the row below which another row is missing; null: none is. */
  readonly lost: Figure | null;
}

interface Move {
  readonly figure: Figure;
  readonly value: number;
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
    for (const at of broken) this.broken.delete(at);
    return { broken, repairs: [], lost };
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
        if (found !== null) return found.map((move) => this.apply(move, []));
      }
    }
    return this.greedy(group);
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

  /** Every repair of one figure that mends something, the best first. */
  private moves(group: readonly number[]): readonly Move[] {
    const proposed = new Map<Figure, Set<number>>();
    for (const at of group) {
      const constraint = this.constraints[at] as Constraint;
      for (const figure of constraint.figures) {
        if (figure.source === "against") continue;
        const solved = constraint.solve(figure.at, this.values);
        if (solved === null || !Number.isFinite(solved)) continue;
        const value = printable(figure, solved);
        if (!Number.isSafeInteger(value) || value === this.values[figure.at]) continue;
        const own = proposed.get(figure) ?? new Set();
        proposed.set(figure, own.add(value));
      }
    }
    const moves = [...proposed].flatMap(([figure, values]) =>
      [...values].map((value) => this.move(figure, value)),
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

  private move(figure: Figure, value: number): Move {
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
    const score = suspicion(figure, value, this.neighbours) + exact + said * WORDS_WEIGHT;
    return { figure, value, gain, breaks, score };
  }
}

const WORDS_WEIGHT = 15;
/** So much more must speak for one part of a sum than for the others. */
const DOUBT_MARGIN = 12;

/** Where several parts of one sum in a table would mend it alike, none of them is blamed. */
function doubtOf(single: readonly Move[], broken: readonly Constraint[]): Doubt | null {
  const [first] = single;
  if (first === undefined || first.figure.source !== "table") return null;
  const alike = single.filter(({ score }) => first.score - score < DOUBT_MARGIN);
  const suspects = [...new Set(alike.map(({ figure }) => figure))];
  const sum = broken.find(({ parts, figures }) => {
    const own = suspects.filter((one) => parts.some(({ figure }) => figure === one));
    return figures.length > 2 && own.includes(first.figure) && own.length > 1;
  });
  return sum === undefined || sum.figures[0]?.source !== "table" ? null : { sum, suspects };
}

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
