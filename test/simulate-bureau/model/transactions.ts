import { CANCELLING } from "./predict-cancel.ts";
import { LINES } from "./predict-lines.ts";
import { QUERIES } from "./predict-queries.ts";
import { SETTLING } from "./predict-settle.ts";
import { VISITS } from "./predict-visits.ts";
import type { Transaction } from "./prediction.ts";

/** Every transaction that the auditor can predict, by its code. */
export const TRANSACTIONS: ReadonlyMap<string, Transaction> = new Map(
  [...SETTLING, ...VISITS, ...LINES, ...CANCELLING, ...QUERIES].map((one) => [one.infno, one]),
);
