import { type Constraint, printable } from "./constraint.ts";
import { constraintsByFigure } from "./culprits.ts";
import type { FoundTable } from "./disclosure.ts";
import type { Figure, Values } from "./figure.ts";
import { columnOrders, unitFactors } from "./table-guesses.ts";

/** What would be wrong with a whole table, so that all its figures say something else. */
export type Guess =
  | { readonly form: "unit"; readonly factor: number }
  /** Which column each column printed is meant to be; those not named are what they say. */
  | {
      readonly form: "columns";
      readonly meant: ReadonlyMap<string, string>;
      /** The row of the total stands as it should. */
      readonly but_total: boolean;
    };

/** A table of which one guess explains what no few figures do. */
export interface TableFlaw {
  readonly topic: string;
  readonly guess: Guess;
  /** The broken constraints that hold when the guess is made good. */
  readonly mended: readonly Constraint[];
  /** Other tables where the same guess would explain as much. */
  readonly others: readonly string[];
}

interface Trial extends Omit<TableFlaw, "others"> {
  readonly breaks: number;
  /** Broken constraints on what the guess changes that it does not mend. */
  readonly left: number;
  /** Words made true less words made false. */
  readonly said: number;
  /** Tables and sentences that the table stands against. */
  readonly opponents: number;
  /** One figure explains as much, and breaks nothing. */
  readonly is_single: boolean;
}

export interface FlawSearch {
  readonly figures: readonly Figure[];
  readonly tables: readonly FoundTable[];
  readonly constraints: readonly Constraint[];
  /** What proves nothing alone: it settles which of two tables it is. */
  readonly words: readonly Constraint[];
  readonly values: Values;
}

/** Fewer broken rules are told one by one. */
const MENDED_LEAST = 2;
/** So much of what is broken on the table must be mended, and so little broken by it. */
const LEFT_SHARE = 0.25;
const BREAKS_SHARE = 0.1;

/**
 * A table of which the unit or the columns are printed wrong: figures of many rows then disagree
 * with other tables and with sentences, and all agree at once when it is put right. Of two tables
 * that disagree it is the one that most others agree with when it is changed.
 * @returns null where no table is wrong as a whole
 */
export function tableFlaw(search: FlawSearch): TableFlaw | null {
  const broken = search.constraints.filter((one) => one.judge(search.values) === "fail");
  if (broken.length < MENDED_LEAST) return null;
  const trials = triedOn(search, broken).filter((trial) => explains(trial, search.values));
  const ordered = trials.toSorted(
    (a, b) => net(b) - net(a) || b.said - a.said || b.opponents - a.opponents,
  );
  const [best] = ordered;
  if (best === undefined) return null;
  const equal = ordered.filter((one) => {
    return net(one) === net(best) && one.said === best.said && one.opponents === best.opponents;
  });
  const others = new Set(equal.map(({ topic }) => topic));
  others.delete(best.topic);
  const { topic, guess, mended } = best;
  return { topic, guess, mended, others: [...others] };
}

function net({ mended, breaks }: Trial): number {
  return mended.length - breaks;
}

/** Between two tables, or a table and sentences: within one table all is wrong alike. */
function isAcross({ figures }: Constraint): boolean {
  const [first] = figures;
  return figures.some(({ source, topic }) => source !== first?.source || topic !== first.topic);
}

/** Broken on the table against others, or on figures that something broken against others has. */
function bears(constraint: Constraint, mended: readonly Constraint[]): boolean {
  if (isAcross(constraint)) return true;
  const own = new Set(mended.flatMap(({ figures }) => figures));
  return constraint.figures.some((one) => own.has(one));
}

function triedOn(search: FlawSearch, broken: readonly Constraint[]): readonly Trial[] {
  const byTopic = new Map<string, Constraint[]>();
  for (const constraint of broken) {
    for (const topic of tablesOf(constraint)) {
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), constraint]);
    }
  }
  const around = constraintsByFigure(search.constraints);
  const wordsAround = constraintsByFigure(search.words);
  const figures = grouped(search.figures, figureTable);
  return [...byTopic].flatMap(([topic, own]) => {
    if (own.length < MENDED_LEAST) return [];
    const near = { around, wordsAround, broken: own };
    const table = new TableTrial(topic, figures.get(topic) ?? [], search, near);
    const columns = search.tables.find((one) => one.topic === topic)?.columns ?? [];
    const touched = new Set(own.flatMap((one) => one.figures.map((figure) => figure)));
    const odd = new Set([...touched].filter((one) => figureTable(one) === topic).map(columnOf));
    const units = unitFactors(topic, own.filter(isAcross), search.values);
    return [
      ...units.flatMap((factor) => table.try({ form: "unit", factor })),
      ...columnOrders(columns, odd).flatMap((meant) =>
        [false, true].flatMap((but_total) => table.try({ form: "columns", meant, but_total })),
      ),
    ];
  });
}

function tablesOf({ figures }: Constraint): ReadonlySet<string> {
  return new Set(figures.filter(({ source }) => source === "table").map(({ topic }) => topic));
}

/** Figures of sentences stand under "". */
function figureTable({ source, topic }: Figure): string {
  return source === "table" ? topic : "";
}

function columnOf({ column }: Figure): string {
  return column;
}

function grouped(
  figures: readonly Figure[],
  keyOf: (figure: Figure) => string,
): ReadonlyMap<string, readonly Figure[]> {
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    const key = keyOf(figure);
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [figure]);
    else own.push(figure);
  }
  return groups;
}

interface Around {
  readonly around: ReadonlyMap<number, readonly number[]>;
  readonly wordsAround: ReadonlyMap<number, readonly number[]>;
  /** What is broken on the table. */
  readonly broken: readonly Constraint[];
}

/** Guesses tried on one table; the values are left as they were. */
class TableTrial {
  private readonly topic: string;
  private readonly figures: readonly Figure[];
  private readonly search: FlawSearch;
  private readonly near: Around;
  private readonly cells: ReadonlyMap<string, readonly Figure[]>;

  constructor(topic: string, figures: readonly Figure[], search: FlawSearch, near: Around) {
    this.topic = topic;
    this.figures = figures;
    this.search = search;
    this.near = near;
    this.cells = grouped(figures, ({ row, column }) => `${row}\n${column}`);
  }

  /** Nothing where the guess mends too little to be looked at. */
  try(guess: Guess): readonly Trial[] {
    const { values } = this.search;
    const changed = new Map(this.changes(guess));
    const after = [...values];
    for (const [at, value] of changed) after[at] = value;
    const hits = this.near.broken.filter((one) => this.holds(one, after, guess));
    if (hits.length < MENDED_LEAST) return [];
    return [this.weighed(guess, [...changed.keys()], after)];
  }

  private weighed(guess: Guess, changed: readonly number[], after: Values): Trial {
    const { constraints, words, values } = this.search;
    const near = (around: Around["around"]) =>
      new Set(changed.flatMap((at) => around.get(at) ?? []));
    const own = [...near(this.near.around)].map((at) => constraints[at] as Constraint);
    const told = [...near(this.near.wordsAround)].map((at) => words[at] as Constraint);
    // A table in another unit agrees with itself as before; its rounding is not that of the trial.
    const meant = guess.form === "unit" ? own.filter(isAcross) : own;
    const wrong = new Set(meant.filter((one) => one.judge(values) === "fail"));
    const failing = new Set(meant.filter((one) => !this.holds(one, after, guess)));
    const mended = [...wrong].filter((one) => !failing.has(one));
    const untrue = (some: Values) => told.filter((one) => one.judge(some) === "fail").length;
    return {
      ...{ topic: this.topic, guess, mended },
      said: untrue(values) - untrue(after),
      breaks: [...failing].filter((one) => !wrong.has(one)).length,
      left: [...wrong].filter((one) => failing.has(one) && bears(one, mended)).length,
      opponents: opponentsOf(mended, this.topic).size,
      is_single: this.isSingle(mended),
    };
  }

  private isSingle([first, ...rest]: readonly Constraint[]): boolean {
    const { constraints, values } = this.search;
    const shared = (first?.figures ?? []).filter((one) => {
      return rest.every(({ figures }) => figures.includes(one));
    });
    return shared.some((figure) => {
      const solved = first?.solve(figure.at, values) ?? null;
      if (solved === null) return false;
      const after = [...values];
      after[figure.at] = printable(figure, solved);
      const near = (this.near.around.get(figure.at) ?? []).map((at) => constraints[at]);
      return near.every((one) => one?.judge(after) !== "fail" || one.judge(values) === "fail");
    });
  }

  /** In another unit the last digit is another: only whether it is about the same can be said. */
  private holds(constraint: Constraint, values: Values, { form }: Guess): boolean {
    if (constraint.judge(values) !== "fail") return true;
    if (form !== "unit") return false;
    const { left, right } = constraint.sides(values);
    return Math.abs(left - right) <= Math.abs(left) * NEAR_SHARE;
  }

  private changes(guess: Guess): readonly (readonly [number, number])[] {
    const { values } = this.search;
    const of = ({ at }: Figure) => values[at] as number;
    const changes = this.figures.flatMap((figure): (readonly [number, number])[] => {
      if (guess.form === "unit") {
        const value = Math.round(of(figure) * guess.factor);
        const isMoney = figure.printed.quantity === "money" && Number.isSafeInteger(value);
        return isMoney ? [[figure.at, value]] : [];
      }
      const meant = guess.meant.get(figure.column);
      if (meant === undefined || (guess.but_total && figure.row === "total")) return [];
      const into = this.cells.get(`${figure.row}\n${meant}`) ?? [];
      return into.map(({ at }) => [at, of(figure)] as const);
    });
    return changes.filter(([at, value]) => values[at] !== value);
  }
}

const NEAR_SHARE = 0.002;

/** Each other table, and each line of the text. */
function opponentsOf(mended: readonly Constraint[], topic: string): ReadonlySet<string> {
  const others = mended.flatMap(({ figures }) => {
    return figures.filter((one) => figureTable(one) !== topic);
  });
  return new Set(
    others.map((one) => (one.source === "text" ? `line ${one.place.line}` : one.topic)),
  );
}

/**
 * Nearly all that is broken on the table holds; neither one figure nor one sentence explains as
 * much: the guess needs more than one of each.
 */
function explains(trial: Trial, values: Values): boolean {
  const { topic, guess, mended, breaks, left, opponents } = trial;
  const enough = mended.length;
  if (enough < MENDED_LEAST || left > enough * LEFT_SHARE || breaks > enough * BREAKS_SHARE) {
    return false;
  }
  if (trial.is_single) return false;
  const inside = mended.flatMap(({ figures }) => {
    return figures.filter((one) => figureTable(one) === topic && values[one.at] !== 0);
  });
  const rows = new Set(inside.map(({ row }) => row)).size;
  if (guess.form === "columns") {
    return rows >= (opponents > 0 ? ROWS_LEAST : OWN_ROWS_LEAST) || opponents > 1;
  }
  const isAgainstTable = mended.some((one) => tablesOf(one).size > 1);
  return isAgainstTable || opponents > 1 || amountsAgainst(trial, values) >= AMOUNTS_LEAST;
}

/** So many rows must be mended: by what others say, or by the sums of the table alone. */
const ROWS_LEAST = 2;
const OWN_ROWS_LEAST = 3;

/** So many amounts, each with its unit, are not all misprinted where one word of a table may be. */
const AMOUNTS_LEAST = 3;

function amountsAgainst({ topic, mended }: Trial, values: Values): number {
  const others = mended.flatMap(({ figures }) =>
    figures.filter((one) => figureTable(one) !== topic),
  );
  const amounts = new Set(others.map(({ at }) => values[at]));
  amounts.delete(0);
  return amounts.size;
}
