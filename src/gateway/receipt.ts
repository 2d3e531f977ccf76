/**
 * Receipts: the answer to a changing message is stored in the transaction that makes the change,
 * so that the same message again — a retry after a time-out — gets the same answer, byte for byte.
 */

/** What a message is known by. 2207A and 2207 are one transaction. */
export interface ReceiptKey {
  readonly institution_code: string;
  readonly msgid: string;
  readonly infno: string;
}

export interface Receipt extends ReceiptKey {
  /** See contentHash. Empty for a reversal of a message that never came. */
  readonly content_hash: string;
  /** The whole body of the answer. */
  readonly answer_text: string;
  readonly received_at: Date;
  /** The msgid of the 2601 that reversed it; its answer is then given no more. */
  readonly reversed_by: string | null;
}

/** What the dispatcher asks of the store. Writing is the handler's, in its own transaction. */
export interface ReceiptBook {
  find(key: ReceiptKey): Promise<Receipt | null>;
}

/** A receipt to be: filled and stored by the handler together with the change it makes. */
export interface ReceiptDraft extends ReceiptKey {
  readonly content_hash: string;
  readonly received_at: Date;
  /** The receipt to store, with the answer that carries this output (null: no output node). */
  write(output: TransactionOutput): Receipt;
}

/** What a handler returns: typed members by node, rows for a bare array, null for no output. */
export type TransactionOutput = object | null;

/** What a changing handler returns: it has stored this receipt, and this is what is sent. */
export class StoredAnswer {
  readonly answer_text: string;

  constructor(receipt: Receipt) {
    this.answer_text = receipt.answer_text;
  }
}

/**
 * Thrown by the handler when storing the receipt met one with the same key: the same message
 * came twice at once, the other was faster, and nothing of this one was kept.
 */
export class ReceiptTaken extends Error {
  constructor() {
    super("a receipt with this key exists");
    this.name = "ReceiptTaken";
  }
}
