import { type Address, matchesPattern } from "./address.ts";
import type { Part } from "./constraint.ts";
import type { Figure } from "./figure.ts";
import type { FigureIndex } from "./figure-index.ts";
import type { Term } from "./rule.ts";

/** A side of a relation at one place. */
export interface Side {
  /**
   * printed: something is · zero: whole tables print nothing of it · unprinted: the form has no
   * such line · unresolved: some of it was not read · foreign: no such table · untold: no sentence.
   */
  readonly state: "printed" | "zero" | "unprinted" | "unresolved" | "foreign" | "untold";
  readonly parts: readonly Part[];
  /** Each printing in a sentence is judged by itself: all that `parts` may be; null: no other. */
  readonly alternatives: readonly (readonly Part[])[] | null;
}

const NO_PARTS: Omit<Side, "state"> = { parts: [], alternatives: null };

/** What is missing of one term is missing of the whole side, the first of these first. */
const RANKS: Readonly<Record<Side["state"], number>> = {
  untold: 0,
  unresolved: 1,
  printed: 2,
  zero: 3,
  foreign: 4,
  unprinted: 5,
};

const ALTERNATIVES_MAX = 16;

/** Looks up the terms of a side; names that `each` has bound are already filled in. */
export function resolveSide(index: FigureIndex, terms: readonly Term[]): Side {
  const [only] = terms;
  if (only !== undefined && terms.length === 1) return resolveTerm(index, only);
  let state: Side["state"] = "unprinted";
  const sides: Side[] = [];
  for (const term of terms) {
    const side = resolveTerm(index, term);
    if (RANKS[side.state] < RANKS[state]) state = side.state;
    if (side.parts.length > 0) sides.push(side);
  }
  const parts: Part[] = [];
  for (const side of sides) parts.push(...side.parts);
  const isOpen = sides.some(({ alternatives }) => alternatives !== null);
  return { state, parts, alternatives: isOpen ? combinations(sides) : null };
}

function combinations(sides: readonly Side[]): readonly (readonly Part[])[] | null {
  let all: readonly (readonly Part[])[] = [[]];
  for (const { parts, alternatives } of sides) {
    const choices = alternatives ?? [parts];
    all = all.flatMap((before) => choices.map((more) => [...before, ...more]));
    if (all.length > ALTERNATIVES_MAX) return null;
  }
  return all;
}

function resolveTerm(index: FigureIndex, term: Term): Side {
  const own = resolveAddress(index, term.address, term.factor);
  const isOpen = ["unprinted", "untold", "foreign"].includes(own.state);
  return isOpen && term.parts.length > 0 ? resolveSide(index, term.parts) : own;
}

function resolveAddress(index: FigureIndex, address: Address, factor: number): Side {
  if (address.source === "text") return told(index, address, factor);
  const { topic, row, column, source } = address;
  if (!isPattern(row)) {
    const cell = index.cell(topic, row, column, source);
    if (cell.state !== "printed") return { state: cell.state, ...NO_PARTS };
    return printed(cell.figures, factor);
  }
  const cells = rowsMeant(index, address).map((one) => index.cell(topic, one, column, source));
  if (cells.length === 0) return { state: emptyState(index, address), ...NO_PARTS };
  const figures = cells.flatMap((cell) => (cell.state === "printed" ? cell.figures : []));
  const isLost = cells.some(({ state }) => state === "unresolved");
  const isTorn = index.tableState(topic, source) === "torn";
  const side = printed(figures, factor);
  if (isLost || isTorn) return { ...side, state: "unresolved" };
  return figures.length === 0 ? ({ state: cells[0]?.state ?? "zero", ...NO_PARTS } as Side) : side;
}

function emptyState(index: FigureIndex, { topic, source }: Address): Side["state"] {
  const state = index.tableState(topic, source === "against" ? "against" : "table");
  const states = { whole: "unprinted", torn: "unresolved", absent: "unresolved" } as const;
  return state === "foreign" ? "foreign" : states[state];
}

function printed(figures: readonly Figure[], factor: number): Side {
  const parts = figures.map((figure) => ({ figure, factor }));
  return { state: "printed", parts, alternatives: null };
}

/** Several printings in sentences are not added up: each is held against the other side. */
function told(index: FigureIndex, { topic, row, column }: Address, factor: number): Side {
  const roles = column.split("|");
  if (/[?|]/.test(row)) return toldTogether(index, { topic, row, column }, factor);
  const figures = roles.flatMap((role) => againstPrior(index.text(topic, row, role)));
  if (figures.length === 0) return { state: "untold", ...NO_PARTS };
  const alternatives = figures.map((figure) => [{ figure, factor }]);
  const parts = alternatives[0] ?? [];
  return { state: "printed", parts, alternatives: alternatives.length > 1 ? alternatives : null };
}

/** Of changes those against the last year are meant: against the budget other wholes add up. */
function againstPrior(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(
    ({ column, base }) =>
      !column.startsWith("change") || (base !== "initial-budget" && base !== "full-budget"),
  );
}

/** A pattern of rows means all of them together: one printing of each. */
function toldTogether(
  index: FigureIndex,
  { topic, row, column }: Pick<Address, "topic" | "row" | "column">,
  factor: number,
): Side {
  const rows = index.textRows(topic).filter((one) => matchesPattern(row, one));
  const figures = rows.flatMap((one) => index.text(topic, one, column).slice(0, 1));
  return figures.length === 0 ? { state: "untold", ...NO_PARTS } : printed(figures, factor);
}

function isPattern(row: string): boolean {
  return row === "top" || row.startsWith("child:") || PATTERN.test(row);
}

const PATTERN = /[*?|]|^(class|subclass|item|code)$/;

function rowsMeant(index: FigureIndex, { topic, row, source }: Address): readonly string[] {
  const from = source === "against" ? "against" : "table";
  if (row === "top") return index.children(topic, "", from);
  if (row.startsWith("child:")) return index.children(topic, row.slice("child:".length), from);
  return index.rows(topic, from).filter((one) => matchesPattern(row, one));
}
