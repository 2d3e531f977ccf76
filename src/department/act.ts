import { createHash } from "node:crypto";
import { type CivilDate, type Fen, YibaoError, yearOf, yuanFromFen } from "../kernel/index.ts";

/** Who does something, when and why. The same request again gets the same answer. */
export interface Act {
  readonly request_id: string;
  readonly person: string;
  readonly reason: string;
  readonly at: Date;
}

/** @throws YibaoError DEPARTMENT-VALUE-MISSING */
export function assertAct(act: Act): void {
  assertGiven("请求号", act.request_id);
  assertGiven("经办人", act.person);
  assertGiven("事由", act.reason);
}

/** @throws YibaoError DEPARTMENT-VALUE-MISSING */
export function assertGiven(name: string, value: string): void {
  if (value.trim() === "") throw new YibaoError("DEPARTMENT-VALUE-MISSING", { name });
}

/** @throws YibaoError DEPARTMENT-AMOUNT */
export function assertPositive(name: string, amount_fen: Fen): void {
  if (Number.isSafeInteger(amount_fen) && amount_fen > 0) return;
  const amount = Number.isSafeInteger(amount_fen) ? yuanFromFen(amount_fen) : String(amount_fen);
  throw new YibaoError("DEPARTMENT-AMOUNT", { name, amount });
}

/** What is posted to a year's lines bears a day of that year. @throws DEPARTMENT-DATE-OUTSIDE */
export function assertInYear(date: CivilDate, year: number): void {
  if (yearOf(date) !== year) throw new YibaoError("DEPARTMENT-DATE-OUTSIDE", { date, year });
}

/** Segregation of duties. @throws YibaoError DEPARTMENT-SAME-PERSON */
export function assertAnother(maker: string, person: string, what: string): void {
  if (maker === person) throw new YibaoError("DEPARTMENT-SAME-PERSON", { person, what });
}

/** Hash of what is asked and by whom; the moment is no part of it. */
export function contentHash(operation: string, act: Act, content: unknown): string {
  const { person, reason } = act;
  return createHash("sha256")
    .update(JSON.stringify(sorted([operation, person, reason, content])))
    .digest("hex");
}

/** The same content in whatever order its fields were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, one]) => [name, sorted(one)]));
}
