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
  /** Each printing in a sentence is judged by itself: what else `parts` may be. */
  readonly alternatives: readonly (readonly Part[])[];
}

const NOTHING: Omit<Side, "state"> = { parts: [], alternatives: [[]] };

/** Looks up the terms of a side; names that `each` has bound are already filled in. */
export function resolveSide(index: FigureIndex, terms: readonly Term[]): Side {
  const sides = terms.map((term) => resolveTerm(index, term));
  const states = new Set(sides.map(({ state }) => state));
  let alternatives: readonly (readonly Part[])[] = [[]];
  for (const side of sides) {
    alternatives = alternatives.flatMap((before) =>
      side.alternatives.map((more) => [...before, ...more]),
    );
    if (alternatives.length > ALTERNATIVES_MAX) alternatives = alternatives.slice(0, 1);
  }
  const order = ["untold", "unresolved", "printed", "zero", "foreign", "unprinted"] as const;
  const state = order.find((one) => states.has(one)) ?? "unprinted";
  return { state, parts: alternatives[0] ?? [], alternatives };
}

const ALTERNATIVES_MAX = 16;

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
    if (cell.state !== "printed") return { state: cell.state, ...NOTHING };
    return printed(cell.figures, factor);
  }
  const cells = rowsMeant(index, address).map((one) => index.cell(topic, one, column, source));
  if (cells.length === 0) return { state: emptyState(index, address), ...NOTHING };
  const figures = cells.flatMap((cell) => (cell.state === "printed" ? cell.figures : []));
  const isLost = cells.some(({ state }) => state === "unresolved");
  const isTorn = index.tableState(topic, source) === "torn";
  const side = printed(figures, factor);
  if (isLost || isTorn) return { ...side, state: "unresolved" };
  return figures.length === 0 ? ({ state: cells[0]?.state ?? "zero", ...NOTHING } as Side) : side;
}

function emptyState(index: FigureIndex, { topic, source }: Address): Side["state"] {
  const state = index.tableState(topic, source === "against" ? "against" : "table");
  const states = { whole: "unprinted", torn: "unresolved", absent: "unresolved" } as const;
  return state === "foreign" ? "foreign" : states[state];
}

function printed(figures: readonly Figure[], factor: number): Side {
  const parts = figures.map((figure) => ({ figure, factor }));
  return { state: "printed", parts, alternatives: [parts] };
}

/** Several printings in sentences are not added up: each is held against the other side. */
function told(index: FigureIndex, { topic, row, column }: Address, factor: number): Side {
  const roles = column.split("|");
  if (/[?|]/.test(row)) return toldTogether(index, { topic, row, column }, factor);
  const figures = roles.flatMap((role) => index.text(topic, row, role));
  if (figures.length === 0) return { state: "untold", ...NOTHING };
  const alternatives = figures.map((figure) => [{ figure, factor }]);
  return { state: "printed", parts: alternatives[0] ?? [], alternatives };
}

/** A pattern of rows means all of them together: one printing of each. */
function toldTogether(
  index: FigureIndex,
  { topic, row, column }: Pick<Address, "topic" | "row" | "column">,
  factor: number,
): Side {
  const rows = index.textRows(topic).filter((one) => matchesPattern(row, one));
  const figures = rows.flatMap((one) => index.text(topic, one, column).slice(0, 1));
  return figures.length === 0 ? { state: "untold", ...NOTHING } : printed(figures, factor);
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
