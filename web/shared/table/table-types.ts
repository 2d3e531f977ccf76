import type { ReactNode } from "react";
import type { AnswerOf, Operation } from "../client.ts";
import type { Phrase } from "../words.ts";

/** The operations that answer with a page of rows. */
export type ListOperation = {
  [O in Operation]: AnswerOf<O> extends {
    readonly rows: readonly unknown[];
    readonly total: number | null;
  }
    ? O
    : never;
}[Operation];

export type RowOf<O extends ListOperation> =
  AnswerOf<O> extends {
    readonly rows: readonly (infer Row)[];
  }
    ? Row
    : never;

export type ColumnKind = "text" | "amount" | "count" | "rate" | "date" | "time" | "flag";

export interface TableColumn<Row> {
  /** The member of a row; also how the server sorts by it. */
  readonly key: string;
  readonly title: Phrase | string;
  /** How it is shown and aligned; `text` when not given. Amounts are whole fen, rates ppm. */
  readonly kind?: ColumnKind;
  /** In pixels; without it the column takes what is left. */
  readonly width?: number;
  readonly sortable?: boolean;
  /** Left out until somebody chooses to see it. */
  readonly hidden?: boolean;
  readonly render?: (row: Row) => ReactNode;
}

export interface TableFilter {
  /** The member of the operation's query. */
  readonly key: string;
  readonly title: Phrase | string;
  readonly kind: "text" | "choice" | "date" | "month" | "flag";
  readonly choices?: readonly { readonly value: string; readonly title: Phrase | string }[];
  readonly placeholder?: Phrase | string;
  readonly width?: number;
  /**
   * What is typed here may name a person: it is kept neither in the address of the page nor in
   * saved filters.
   */
  readonly personal?: boolean;
}
