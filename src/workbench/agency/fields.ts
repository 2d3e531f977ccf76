import { Type } from "typebox";
import { type CivilDate, chinaTime, civilDate, YibaoError } from "../../kernel/index.ts";

/** Schemas and values that the agency's routes share. */

export const Text = Type.String();
export const TextOrNull = Type.Union([Type.String(), Type.Null()]);
export const Fen = Type.Integer({ description: "整数分" });
export const FenOrNull = Type.Union([Type.Integer(), Type.Null()]);
export const PersonParams = Type.Object({ person_no: Type.String({ maxLength: 64 }) });
export const Day = Type.String({ maxLength: 10, description: "2025-06-01" });
export const Period = { from: Text, to: TextOrNull };

export function todayOf(now: Date): CivilDate {
  return chinaTime(now).slice(0, 10) as CivilDate;
}

/** A day of a query or a form; null when it is left out. @throws YibaoError DATE-… at the field */
export function dayOrNull(text: string | undefined, field: string): CivilDate | null {
  if (text === undefined || text === "") return null;
  try {
    return civilDate(text);
  } catch (error) {
    throw error instanceof YibaoError ? error.at(field) : error;
  }
}

/** A text of a query, trimmed; null when there is nothing in it. */
export function textOrNull(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

/** `-settled_at` → settled_at, descending. */
export function orderOf<Key extends string>(
  sort: string | null,
  usual: Key,
  descending: boolean,
): { readonly order: Key; readonly descending: boolean } {
  if (sort === null) return { order: usual, descending };
  const key = sort.startsWith("-") ? sort.slice(1) : sort;
  return { order: key as Key, descending: sort.startsWith("-") };
}
