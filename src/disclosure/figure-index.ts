import { isCode } from "./address.ts";
import type { Disclosure, Fact, FoundTable } from "./disclosure.ts";
import type { Figure } from "./figure.ts";
import { unitOfFigures } from "./figure-text.ts";
import type { Profile } from "./profile.ts";
import { flatten, type Told, toldStatements } from "./statement-figures.ts";
import { canonicalSubject } from "./subject.ts";

/**
 * What is known of a cell: its printings · zero: a whole table prints no such row · unprinted: the
 * form has no such line · unresolved: it was not read · foreign: no such table in this kind.
 */
export type Cell =
  | { readonly state: "printed"; readonly figures: readonly Figure[] }
  | { readonly state: "zero" | "unprinted" | "unresolved" | "foreign" };

export type TableState = "whole" | "torn" | "absent" | "foreign";

interface TableIndex {
  readonly state: TableState;
  readonly isEmpty: boolean;
  readonly columns: readonly string[];
  /** Row → column → printings. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, readonly Figure[]>>;
  readonly rows: readonly string[];
  /** How many digits its longest code has. */
  readonly depth: number;
  /** Codes printed directly below a code; those with none above them under "". */
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** All figures of a disclosure (and of the one it is held against), by address. */
export class FigureIndex {
  readonly figures: readonly Figure[];
  readonly told: readonly Told[];
  private readonly tables = new Map<string, TableIndex>();
  private readonly against = new Map<string, TableIndex>();
  private readonly texts = new Map<string, Map<string, Figure[]>>();
  private readonly profile: Profile;
  private readonly kind: Disclosure["kind"];

  constructor(disclosure: Disclosure, profile: Profile, against: Disclosure | null) {
    const figures: Figure[] = [];
    this.figures = figures;
    this.profile = profile;
    this.kind = disclosure.kind;
    indexTables(disclosure, "table", figures, this.tables);
    if (against !== null) indexTables(against, "against", figures, this.against);
    this.told = flatten(toldStatements(disclosure.statements, figures));
    for (const { figure } of this.told.flatMap((one) => one.figures)) this.addText(figure);
    for (const fact of disclosure.facts) {
      if (fact.source === "text" && !this.isTold(fact)) this.addText(textFigure(fact, figures));
    }
  }

  private addText(figure: Figure): void {
    const key = `${figure.topic}[${figure.row}]`;
    const roles = this.texts.get(key) ?? new Map<string, Figure[]>();
    this.texts.set(key, roles);
    const role = this.roleOf(figure.column);
    roles.set(role, [...(roles.get(role) ?? []), figure]);
  }

  /** What is said of this year: in final accounts the actual figure, in a budget the budgeted. */
  private roleOf(column: string): string {
    const same = this.kind === "final" ? "actual" : "budget";
    return column === "amount" || column === same ? "current" : column;
  }

  private isTold(fact: Fact): boolean {
    const subject = canonicalSubject(fact.topic, fact.row);
    const printed = this.text(subject.topic, subject.row, fact.column);
    return printed.some(
      (figure) => Math.abs(figure.printed.value) === Math.abs(fact.printed.value),
    );
  }

  /** Printings of a figure in sentences, by role; `current` is the figure of the year. */
  text(topic: string, row: string, role: string): readonly Figure[] {
    return this.texts.get(`${topic}[${row}]`)?.get(this.roleOf(role)) ?? [];
  }

  /** Rows of a topic that sentences speak of. */
  textRows(topic: string): readonly string[] {
    const start = `${topic}[`;
    const keys = [...this.texts.keys()].filter((key) => key.startsWith(start));
    return keys.map((key) => key.slice(start.length, -1));
  }

  tableState(topic: string, source: "table" | "against" = "table"): TableState {
    const found = this.tablesOf(source).get(topic);
    if (found !== undefined) return found.state;
    if (source === "against") return "absent";
    return this.profile.tables.some((table) => table.topic === topic) ? "absent" : "foreign";
  }

  rows(topic: string, source: "table" | "against" = "table"): readonly string[] {
    return this.tablesOf(source).get(topic)?.rows ?? [];
  }

  children(topic: string, code: string, source: "table" | "against" = "table"): readonly string[] {
    return this.tablesOf(source).get(topic)?.children.get(code) ?? [];
  }

  columns(topic: string, source: "table" | "against" = "table"): readonly string[] {
    return this.tablesOf(source).get(topic)?.columns ?? [];
  }

  cell(topic: string, row: string, column: string, source: "table" | "against" = "table"): Cell {
    const table = this.tablesOf(source).get(topic);
    if (table === undefined) {
      return { state: this.tableState(topic, source) === "foreign" ? "foreign" : "unresolved" };
    }
    if (column === "current") return this.currentCell(topic, row, source);
    const figures = table.cells.get(row)?.get(column);
    if (figures !== undefined) return { state: "printed", figures };
    const isLine = isCode(row) || row === "total" || table.cells.has(row);
    if (table.isEmpty && isLine) return { state: "zero" };
    const hasColumn = table.columns.includes(column);
    const isLost = hasColumn ? table.state === "torn" : table.columns.includes("");
    if (isLost) return { state: "unresolved" };
    if (!hasColumn) return { state: "unprinted" };
    // A table that only prints classes says nothing of the items below them.
    // Nor is a group nothing whose items are there: its own row is not.
    const isHeld = table.rows.some((one) => isCode(one) && isCode(row) && one.startsWith(row));
    if (isHeld && !table.cells.has(row)) return { state: "unprinted" };
    const isDeep = isCode(row) && row.length <= table.depth;
    const isZero = isDeep || table.cells.has(row);
    return { state: isZero ? "zero" : "unprinted" };
  }

  private currentCell(topic: string, row: string, source: "table" | "against"): Cell {
    const columns = this.columns(topic, source);
    const column = ["actual", "amount", "total"].find((one) => columns.includes(one));
    return this.cell(topic, row, column ?? "amount", source);
  }

  private tablesOf(source: "table" | "against"): ReadonlyMap<string, TableIndex> {
    return source === "table" ? this.tables : this.against;
  }
}

function indexTables(
  disclosure: Disclosure,
  source: "table" | "against",
  figures: Figure[],
  into: Map<string, TableIndex>,
): void {
  const facts = new Map<string, Fact[]>();
  for (const fact of disclosure.facts) {
    if (fact.source !== "table") continue;
    const own = facts.get(fact.topic);
    if (own === undefined) facts.set(fact.topic, [fact]);
    else own.push(fact);
  }
  const topics = new Set([...facts.keys(), ...disclosure.tables.map(({ topic }) => topic)]);
  for (const topic of topics) {
    const found = disclosure.tables.filter((table) => table.topic === topic);
    into.set(topic, tableIndex(source, found, facts.get(topic) ?? [], figures));
  }
}

function tableIndex(
  source: "table" | "against",
  found: readonly FoundTable[],
  facts: readonly Fact[],
  figures: Figure[],
): TableIndex {
  const cells = new Map<string, Map<string, Figure[]>>();
  const columns = new Set(found.flatMap((table) => table.columns));
  const unit = unitOfFigures(facts.map(({ printed }) => printed));
  for (const fact of facts) {
    columns.add(fact.column);
    const row = cells.get(fact.row) ?? new Map<string, Figure[]>();
    cells.set(fact.row, row);
    const printings = row.get(fact.column) ?? [];
    const figure = tableFigure(source, fact, figures.length, unit);
    figures.push(figure);
    row.set(fact.column, [...printings, figure]);
  }
  const isWhole = found.every((table) => table.is_whole);
  // A table of which no figure was understood is not one without figures.
  const isSaid = found.length > 0 && found.every(({ is_empty }) => is_empty);
  const isEmpty = isWhole && isSaid && facts.every(({ printed }) => printed.value === 0);
  const rows = [...cells.keys()];
  const state = isWhole ? "whole" : "torn";
  const depth = Math.max(0, ...rows.filter(isCode).map(({ length }) => length));
  return { state, isEmpty, columns: [...columns], cells, rows, depth, children: childrenOf(rows) };
}

function childrenOf(rows: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const printed = new Set(rows);
  const children = new Map<string, string[]>();
  for (const code of rows.filter(isCode)) {
    const parent = nearestAbove(printed, code);
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [code]);
    else siblings.push(code);
  }
  return children;
}

/** The nearest code above that the table prints; "" where there is none. */
function nearestAbove(printed: ReadonlySet<string>, code: string): string {
  for (let length = code.length - 1; length >= 3; length--) {
    const shorter = code.slice(0, length);
    if (printed.has(shorter)) return shorter;
  }
  return "";
}

function tableFigure(
  source: "table" | "against",
  fact: Fact,
  at: number,
  unit_fen: number | null,
): Figure {
  const { topic, row, column, origin, place } = fact;
  const printed = unit_fen === null ? fact.printed : { ...fact.printed, unit_fen };
  const nothing = { base: null, year: null, direction: null };
  return { at, source, topic, row, column, printed, origin, place, ...nothing };
}

/** A fact of a sentence that no statement has: its column is the role. */
function textFigure(fact: Fact, figures: Figure[]): Figure {
  const subject = canonicalSubject(fact.topic, fact.row);
  const { column, printed, origin, place } = fact;
  const isChange = column === "change" || column === "change-rate";
  const direction = isChange && printed.value !== 0 ? (printed.value > 0 ? "up" : "down") : null;
  const rest = { column, printed, origin, place, base: null, year: null, direction } as const;
  const figure: Figure = { at: figures.length, source: "text", ...subject, ...rest };
  figures.push(figure);
  return figure;
}
