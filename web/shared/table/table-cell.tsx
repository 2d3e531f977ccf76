import type { ReactNode } from "react";
import { Amount, countText, rateText } from "../amounts.tsx";
import { dateText, momentText } from "../dates.ts";
import { SHARED_WORDS } from "../shared.words.ts";
import { wordsNow } from "../words.ts";
import type { ColumnKind, TableColumn } from "./table-types.ts";

/** The content of a cell by the kind of its column. */
export function cellContent<Row>(row: Row, column: TableColumn<Row>): ReactNode {
  if (column.render !== undefined) return column.render(row);
  const value = (row as Readonly<Record<string, unknown>>)[column.key];
  if (value === null || value === undefined || value === "") return <span aria-hidden>—</span>;
  return SHOWN[column.kind ?? "text"](value);
}

const SHOWN: Readonly<Record<ColumnKind, (value: unknown) => ReactNode>> = {
  text: (value) => String(value),
  amount: (value) => <Amount fen={value as number} />,
  count: (value) => countText(value as number),
  rate: (value) => rateText(value as number),
  date: (value) => dateText(value as string),
  time: (value) => momentText(value as string),
  flag: (value) => wordsNow(SHARED_WORDS)[value === true ? "yes" : "no"],
};

const TO_THE_RIGHT: readonly ColumnKind[] = ["amount", "count", "rate"];

export function isNumeric(kind: ColumnKind | undefined): boolean {
  return kind !== undefined && TO_THE_RIGHT.includes(kind);
}
