import type { Act } from "./act.ts";
import { decideAdjustment } from "./adjustment.store.ts";
import type { Books } from "./books.store.ts";
import { type Deciding, decideBudget } from "./budget.store.ts";
import { kindOfDocument } from "./document.store.ts";
import { decidePayment } from "./voucher.store.ts";

/**
 * Decides about whatever document has the number: a budget, an adjustment or a voucher.
 * @throws YibaoError DEPARTMENT-DOCUMENT-UNKNOWN and as the decision of its kind
 */
export async function decide(
  books: Books,
  act: Act,
  deciding: Deciding,
): Promise<{ readonly document_no: number }> {
  const kind = await kindOfDocument(books.store, deciding.document_no);
  if (kind === "budget") return decideBudget(books, act, deciding);
  if (kind === "adjustment") return decideAdjustment(books, act, deciding);
  return decidePayment(books, act, deciding);
}
