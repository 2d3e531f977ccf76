import type { Comparison, Mention, Reason, Role, Statement } from "./disclosure.ts";
import type { Figure } from "./figure.ts";
import { canonicalSubject, type Subject } from "./subject.ts";

/** A statement with its figures among all others. */
export interface Told {
  readonly subject: Subject;
  readonly statement: Statement;
  readonly figures: readonly ToldFigure[];
  readonly comparisons: readonly Comparison[];
  readonly reasons: readonly Reason[];
  readonly parts: readonly Told[];
  readonly parent: Told | null;
}

export interface ToldFigure {
  readonly figure: Figure;
  readonly role: Role;
  readonly mention: Mention;
}

/** Statements with their parts, each figure numbered from `first` on. */
export function toldStatements(
  statements: readonly Statement[],
  figures: Figure[],
): readonly Told[] {
  const tell = (statement: Statement, parent: Told | null): Told => {
    const subject = canonicalSubject(statement.topic, statement.row);
    const parts: Told[] = [];
    const told: Told = {
      subject,
      statement,
      figures: statement.mentions.map((mention) => toldFigure(subject, mention, figures)),
      comparisons: statement.comparisons,
      reasons: statement.reasons,
      parts,
      parent,
    };
    parts.push(...statement.parts.map((part) => tell(part, told)));
    return told;
  };
  return statements.map((statement) => tell(statement, null));
}

function toldFigure(subject: Subject, mention: Mention, figures: Figure[]): ToldFigure {
  const { printed, place, base, year, direction, role } = mention;
  const figure: Figure = {
    at: figures.length,
    source: "text",
    ...subject,
    column: role,
    printed,
    origin: "printed",
    place,
    base,
    year,
    direction,
  };
  figures.push(figure);
  return { figure, role, mention };
}

/** Every statement and part, a whole before its parts. */
export function flatten(told: readonly Told[]): readonly Told[] {
  return told.flatMap((one) => [one, ...flatten(one.parts)]);
}
