import type { Message, Output } from "../messages.ts";
import type { BureauModel } from "./bureau-model.ts";
import type { Differences } from "./differences.ts";
import type { SettlementModel, VisitModel } from "./visit-model.ts";

/** What the auditor expects of a message before it is sent. */
export type Prediction = Refused | Accepted;

export interface Refused {
  readonly refused: string;
}

export interface Accepted {
  /** Compares the answer with what it must say. */
  check(output: Output, found: Differences): void;
  /** Lets the model take the step; called when the platform accepted. */
  commit(output: Output): Done;
}

/** What an accepted message was about: a repetition or a reversal is looked up by it. */
export interface Done {
  readonly visit?: VisitModel | null;
  readonly settlement?: SettlementModel | null;
}

/** How one transaction is predicted. Adding a transaction is adding one of these. */
export interface Transaction {
  readonly infno: string;
  /** A change has a receipt; a query is answered anew each time. */
  readonly effect: "change" | "query";
  predict(model: BureauModel, message: Message): Prediction;
}

/** A transaction from a function over its own input. */
export function transaction<Input>(
  infno: string,
  effect: Transaction["effect"],
  predict: (model: BureauModel, input: Input, message: Message) => Prediction,
): Transaction {
  return {
    infno,
    effect,
    predict: (model, message) => predict(model, message.input as Input, message),
  };
}

export function refused(code: string): Refused {
  return { refused: code };
}

export function isRefused(prediction: Prediction | Refused): prediction is Refused {
  return "refused" in prediction;
}

/** An accepted message without output. */
export function done(commit: () => Done): Accepted {
  return { check: () => undefined, commit };
}
