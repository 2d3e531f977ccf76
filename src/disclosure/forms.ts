/**
 * The words of `disclosure/forms.yaml`: which topics there are, and the ids and titles of their
 * rows and columns.
 */
export interface Forms {
  readonly topics: ReadonlyMap<string, Topic>;
  /** Matters of the narrative without a table of their own: title by id. */
  readonly matters: ReadonlyMap<string, string>;
}

export type Stub =
  | "sides"
  | "functional"
  | "departmental"
  | "governmental"
  | "named"
  /** Rows are the unit's own: `project-1`, `project-2`, … */
  | "listed";

export interface Topic {
  readonly id: string;
  /** The usual titles; null where that kind of disclosure does not print it. */
  readonly titles: { readonly budget: string | null; readonly final: string | null };
  readonly stub: Stub;
  readonly columns: ReadonlyMap<string, string>;
  /** Rows that have an id of their own; the rows of coded tables are their codes. */
  readonly rows: ReadonlyMap<string, FormRow>;
}

export interface FormRow {
  readonly id: string;
  readonly title: string;
  /** Other words printed for the same. */
  readonly also: readonly string[];
}

/** Whether rows are told apart by the code of a chart. */
export function isCoded(topic: Topic): boolean {
  return ["functional", "departmental", "governmental"].includes(topic.stub);
}
