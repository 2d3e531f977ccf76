import type { DisclosureKind } from "../../src/disclosure/index.ts";
import type { RandomSource } from "../../src/kernel/index.ts";
import type { Publication } from "../../src/publication/index.ts";

/** One way in which a careless person spoils a disclosure. */
export interface DefectKind {
  readonly id: string;
  readonly kinds: readonly DisclosureKind[];
  /** In a line, for the table of results. */
  readonly what: string;
  /** One thing altered; null where the publication offers nothing of the kind. */
  plant(publication: Publication, random: RandomSource): Planted | null;
}

export interface Planted {
  readonly publication: Publication;
  readonly where: Where;
  /** The least that a finding of it weighs. */
  readonly severity: "error" | "warn" | "hint";
  /** Beginnings of rule ids: the finding, or what is merged under it, has one; none: any. */
  readonly rules: readonly string[];
  /** Where blank cells leave no trace, not knowing is right as well. */
  readonly may_be_unresolved?: boolean;
}

/** Where a finding is right: any of these places. */
export interface Where {
  /** Rows, columns or tables concerned; words are compared without blanks and marks. */
  readonly cells: readonly CellPlace[];
  /** Sentences that hold what was altered. */
  readonly sentences: readonly string[];
  /** What is missing: its title must be told, wherever the finding stands. */
  readonly named: readonly string[];
}

export interface CellPlace {
  readonly table: string;
  /** "" for the table as a whole. */
  readonly row: string;
  readonly column: string;
  /** What stands there now: a broken sum that names the cell with it tells the place as well. */
  readonly text?: string;
}

export const BOTH: readonly DisclosureKind[] = ["budget", "final"];
export const FINAL: readonly DisclosureKind[] = ["final"];
export const BUDGET: readonly DisclosureKind[] = ["budget"];

export function inCell(table: string, row: string, column = ""): Where {
  return { cells: [{ table, row, column }], sentences: [], named: [] };
}

export function inSentence(...sentences: readonly string[]): Where {
  return { cells: [], sentences, named: [] };
}

export function namedAs(...named: readonly string[]): Where {
  return { cells: [], sentences: [], named };
}

export function either(...places: readonly Where[]): Where {
  return {
    cells: places.flatMap(({ cells }) => cells),
    sentences: places.flatMap(({ sentences }) => sentences),
    named: places.flatMap(({ named }) => named),
  };
}
