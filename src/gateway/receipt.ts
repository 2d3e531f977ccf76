import { YibaoError } from "../kernel/index.ts";
import type { Steps } from "../store/index.ts";

/**
 * Receipts: the answer to a changing message is stored in the transaction that makes the change,
 * so that the same message again (a retry after a time-out) gets the same answer, byte for byte.
 */

/** What a message is known by. 2207A and 2207 are one transaction. */
export interface ReceiptKey {
  readonly institution_code: string;
  readonly msgid: string;
  readonly infno: string;
}

/** A receipt to be: the handler stores it together with the change that it makes. */
export interface ReceiptDraft<Output = TransactionOutput> extends ReceiptKey {
  /** The same message again has the same hash; see contentHash. */
  readonly content_hash: string;
  readonly received_at: Date;
  /** The whole body of the answer that carries this output (null: no output node). */
  answerText(output: Output): string;
  /** The same, with rests in between. */
  answerSteps(output: Output): Steps<string>;
}

/** Typed members by node, rows for a bare array, null for a transaction without output. */
export type TransactionOutput = object | null;

/** What a changing handler returns: it has stored this text, and this is what is sent. */
export class StoredAnswer {
  readonly answer_text: string;

  constructor(answer_text: string) {
    this.answer_text = answer_text;
  }
}

export interface Receipt extends ReceiptKey {
  readonly content_hash: string;
  readonly answer_text: string;
  /** The msgid of the 2601 that reversed it: its answer is then given no more. */
  readonly reversed_by: string | null;
}

/**
 * Looks receipts up before the handler is called, for handlers whose room does not do so itself
 * with the rest of what it loads.
 */
export interface ReceiptBook {
  find(key: ReceiptKey): Promise<Receipt | null>;
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

/**
 * The stored answer to a message that came before.
 * @throws YibaoError GATEWAY-MESSAGE-REVERSED | GATEWAY-MSGID-REUSED
 */
export function repeatedAnswer<Output>(draft: ReceiptDraft<Output>, earlier: Receipt): string {
  const { msgid, infno } = draft;
  if (earlier.reversed_by !== null) {
    throw new YibaoError("GATEWAY-MESSAGE-REVERSED", { msgid }, "msgid");
  }
  if (earlier.content_hash !== draft.content_hash) {
    throw new YibaoError("GATEWAY-MSGID-REUSED", { msgid, infno }, "msgid");
  }
  return earlier.answer_text;
}

/** What a handler returns when the answer is a file and not an envelope (9102). */
export class FileAnswer {
  readonly bytes: Uint8Array;
  readonly filename: string;

  constructor(bytes: Uint8Array, filename: string) {
    this.bytes = bytes;
    this.filename = filename;
  }
}
