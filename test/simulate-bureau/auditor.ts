import type { Message, Output } from "./messages.ts";
import type { BureauModel } from "./model/bureau-model.ts";
import { Differences } from "./model/differences.ts";
import { type Accepted, isRefused, type Prediction } from "./model/prediction.ts";
import { TRANSACTIONS } from "./model/transactions.ts";
import type { ReceiptModel } from "./model/visit-model.ts";
import { refusalCode } from "./refusal-codes.ts";

/**
 * Says before a message is sent what must come of it, and afterwards whether it did. Repetitions
 * are judged first, as R2 has it: the same message the same bytes, other content an error.
 */

export type Expectation =
  | { readonly kind: "repeated"; readonly answer: string }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "accepted"; readonly prediction: Accepted };

export interface Answer {
  readonly accepted: boolean;
  /** Of a refusal. */
  readonly code: string | null;
  readonly output: Output;
  /** As it is counted: accepted, repeated, or the code. */
  readonly outcome: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

export class Auditor {
  readonly model: BureauModel;

  constructor(model: BureauModel) {
    this.model = model;
  }

  expect(message: Message): Expectation {
    const transaction = TRANSACTIONS.get(message.infno);
    if (transaction === undefined) throw new Error(`no model of transaction ${message.infno}`);
    const receipt = this.model.receipts.get(receiptKey(message));
    if (transaction.effect === "change" && receipt?.infno === message.infno) {
      return ofRepetition(receipt, message);
    }
    const prediction: Prediction = transaction.predict(this.model, message);
    if (isRefused(prediction)) return { kind: "refused", code: prediction.refused };
    return { kind: "accepted", prediction };
  }

  /** What of an answer is not as expected; nothing is changed by asking. */
  differences(message: Message, expected: Expectation, raw: RawAnswer): string[] {
    const found = new Differences();
    found.same("HTTP status", 200, raw.status);
    const { infcode, err_msg, output } = parsed(raw.text);
    if (expected.kind === "repeated") {
      if (raw.text !== expected.answer) {
        found.add(`expected the same bytes as before:\n    ${expected.answer}\n    ${raw.text}`);
      }
    } else if (expected.kind === "refused") {
      const code = infcode === 0 ? "accepted" : (refusalCode(err_msg) ?? err_msg);
      found.same("outcome", expected.code, code);
    } else if (infcode !== 0) {
      found.same("outcome", "accepted", refusalCode(err_msg) ?? err_msg);
    } else {
      found.same("err_msg", "", err_msg);
      expected.prediction.check(output, found);
    }
    return found.list.map((text) => `${message.infno} ${text}`);
  }

  /** Lets the model take the step that the platform took. */
  accept(message: Message, expected: Expectation, raw: RawAnswer): Answer {
    const { output } = parsed(raw.text);
    if (expected.kind === "refused") {
      return { accepted: false, code: expected.code, output, outcome: expected.code };
    }
    if (expected.kind === "repeated") {
      return { accepted: true, code: null, output, outcome: "repeated" };
    }
    const done = expected.prediction.commit(output);
    if (TRANSACTIONS.get(message.infno)?.effect === "change") {
      this.model.receipts.set(receiptKey(message), {
        infno: message.infno,
        content: JSON.stringify(message.input),
        answer: raw.text,
        person_no: personOf(message.input),
        visit: done.visit ?? null,
        settlement: done.settlement ?? null,
        reversed: false,
      });
    }
    return { accepted: true, code: null, output, outcome: "accepted" };
  }
}

function ofRepetition(receipt: ReceiptModel, message: Message): Expectation {
  if (receipt.reversed) return { kind: "refused", code: "SETTLEMENT-MESSAGE-REVERSED" };
  if (receipt.content !== JSON.stringify(message.input)) {
    return { kind: "refused", code: "SETTLEMENT-MESSAGE-REUSED" };
  }
  return { kind: "repeated", answer: receipt.answer };
}

function receiptKey({ institution, msgid }: Message): string {
  return `${institution.code}\n${msgid}`;
}

/** The person that a message is about, in whatever node it names one. */
function personOf(input: unknown): string {
  return /"psn_no":"([^"]*)"/.exec(JSON.stringify(input))?.[1] ?? "";
}

function parsed(text: string): { infcode: number; err_msg: string; output: Output } {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    const { output } = body;
    return {
      infcode: Number(body.infcode),
      err_msg: String(body.err_msg ?? ""),
      output: Array.isArray(output) ? { "": output } : ((output ?? {}) as Output),
    };
  } catch {
    return { infcode: Number.NaN, err_msg: text, output: {} };
  }
}
