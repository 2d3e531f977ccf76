import type { Answered, ReadRequest, WriteRequest } from "../../settlement/index.ts";
import type { ParsedRequest } from "../dispatch.ts";
import { StoredAnswer, type TransactionOutput } from "../receipt.ts";

/** How a message becomes a request to the settlement room, and its answer ours. */

/** A changing request: its answer is made from the outcome and stored with the change. */
export function changing<Outcome, Output extends TransactionOutput>(
  request: ParsedRequest<unknown, Output>,
  toOutput: (outcome: Outcome) => Output,
): WriteRequest<Outcome> {
  const { institution_code, msgid, infno, content_hash, received_at, receipt } = request;
  if (receipt === null) throw new Error(`${infno} is a query in the transaction table`);
  return {
    message: {
      institution_code,
      message_id: msgid,
      transaction_code: infno,
      input_hash: content_hash,
    },
    now: received_at,
    toAnswer: (outcome) => receipt.answerText(toOutput(outcome)),
  };
}

/** What a changing handler returns: the answer is stored already. */
export async function storedAnswer(answered: Promise<Answered>): Promise<StoredAnswer> {
  return new StoredAnswer((await answered).answer);
}

/** A trial: the message's own id is what its answer repeats. */
export function reading({ institution_code, msgid, received_at }: ParsedRequest): ReadRequest {
  return { institution_code, message_id: msgid, now: received_at };
}

/** Who asked, kept with a settlement for later queries. */
export function operatorDetails({ operator }: ParsedRequest): Record<string, string> {
  return {
    ...(operator.id === null ? {} : { opter_id: operator.id }),
    ...(operator.name === null ? {} : { opter_name: operator.name }),
  };
}
