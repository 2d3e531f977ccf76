import { matchesPattern } from "./address.ts";
import type { Disclosure, Role } from "./disclosure.ts";
import type { Figure, Values } from "./figure.ts";
import type { FigureIndex } from "./figure-index.ts";
import type { StatementRule } from "./rule.ts";
import type { Told, ToldFigure } from "./statement-figures.ts";
import { canonicalSubject } from "./subject.ts";

/** What the constraints of sentences are made with. */
export interface TellingContext {
  readonly index: FigureIndex;
  readonly kind: Disclosure["kind"];
  readonly year: number;
}

/** The first rule whose statements are meant. */
export function ruleFor(
  rules: readonly StatementRule[],
  { subject }: Pick<Told, "subject">,
): StatementRule | undefined {
  return rules.find(({ statements }) =>
    statements.some((pattern) => {
      const [topic = "", row = ""] = pattern.replace(/\]$/, "").split("[");
      return matchesPattern(topic, subject.topic) && matchesPattern(row, subject.row);
    }),
  );
}

export function addressOf({ subject }: Told, role: string): string {
  return `text:${subject.topic}[${subject.row}].${role}`;
}

export function figuresOf(told: Told, role: Role): readonly ToldFigure[] {
  return told.figures.filter((one) => one.role === role);
}

/** The figure of the year: in final accounts what was spent, in a budget what is planned. */
export function currentOf(told: Told, { kind, year }: TellingContext): Figure | null {
  const roles: readonly Role[] = kind === "final" ? ["actual", "amount"] : ["amount", "budget"];
  for (const role of [...roles, "count" as const]) {
    const found = figuresOf(told, role).find(({ figure }) => (figure.year ?? year) === year);
    if (found !== undefined) return found.figure;
  }
  return null;
}

/** As said in the sentence, else as the table has it. */
export function currentOrTable(told: Told, context: TellingContext): Figure | null {
  return currentOf(told, context) ?? cellOf(told, "current", context);
}

function cellOf({ subject }: Told, column: string, { index }: TellingContext): Figure | null {
  const cell = index.cell(subject.topic, subject.row, column);
  return cell.state === "printed" && cell.figures.length === 1 ? (cell.figures[0] ?? null) : null;
}

/** The budget that something is held against; of several the one of the same base. */
export function budgetsOf(told: Told, one: ToldFigure, context: TellingContext): readonly Figure[] {
  const said = figuresOf(told, "budget").map(({ figure }) => figure);
  const { base } = one.figure;
  const same = base === null ? [] : said.filter((figure) => figure.base === base);
  if (same.length > 0) return same;
  if (said.length > 0) return said;
  const cell = cellOf(told, "budget", context);
  return cell === null ? [] : [cell];
}

/**
 * The figure compared with: last year's, or the budget where the base says so. What is said of
 * another year than the one compared with is no base, though it is of the past.
 */
export function priorOf(told: Told, one: ToldFigure, context: TellingContext): Figure | null {
  const { base } = one.figure;
  const isBudget = base === "initial-budget" || base === "full-budget";
  const year = one.mention.year ?? context.year - 1;
  const said = figuresOf(told, isBudget ? "budget" : "prior")
    .filter(({ mention }) => isBudget || mention.year === null || mention.year === year)
    .map(({ figure }) => figure);
  const same = said.filter((figure) => figure.base === base);
  return (same.length > 0 ? same : said)[0] ?? null;
}

/** The change that a rate belongs to: of the same base, and in the same order. */
export function changeOfRate(told: Told, one: ToldFigure): Figure | null {
  const same = (other: ToldFigure) => other.figure.base === one.figure.base;
  const changes = figuresOf(told, "change");
  const rates = figuresOf(told, "change-rate");
  const among = changes.filter(same);
  const own = among[rates.filter(same).indexOf(one)];
  return (
    (own ?? (changes.length === 1 && rates.length === 1 ? changes[0] : undefined))?.figure ?? null
  );
}

/** What a share is of: the row that is said, else what encloses it, else the total. */
export function wholeOf(told: Told, one: ToldFigure, context: TellingContext): Figure | null {
  const { whole } = one.mention;
  const { index } = context;
  const { topic } = told.subject;
  if (whole === null) {
    return told.parent === null ? null : currentOrTable(told.parent, context);
  }
  if (whole === "") return null;
  for (let parent = told.parent; parent !== null; parent = parent.parent) {
    if (parent.subject.row === whole || parent.statement.row === whole) {
      const found = currentOrTable(parent, context);
      if (found !== null) return found;
    }
  }
  const named = /^([a-z-]+)\[([^\]]+)\]$/.exec(whole);
  const subject = canonicalSubject(named?.[1] ?? topic, named?.[2] ?? whole);
  const said = index.text(subject.topic, subject.row, "current")[0];
  if (said !== undefined) return said;
  const cell = index.cell(subject.topic, subject.row, "current");
  if (cell.state === "printed") return cell.figures[0] ?? null;
  // A part of the same table that is printed as a column: 基本支出 of the total row.
  const column = index.cell(subject.topic, "total", subject.row);
  if (column.state === "printed") return column.figures[0] ?? null;
  return null;
}

export function turned(values: Values, figures: readonly Figure[]): Values {
  const copy = [...values];
  for (const { at } of figures) copy[at] = -(values[at] as number);
  return copy;
}
