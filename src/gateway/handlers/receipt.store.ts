import { inSlices, type Runner, type Store } from "../../store/index.ts";
import { type Receipt, type ReceiptDraft, repeatedAnswer, StoredAnswer } from "../receipt.ts";

/**
 * Receipts of changes made outside the settlement room, which keeps its own: the change and the
 * answer are committed together, and the same message again gets that answer.
 */

/**
 * Makes a change once. `work` runs in a database transaction that also stores its answer; two of
 * the same message at once run one after the other, and the second gets the answer of the first.
 * `work` may run more than once (a retry), so it keeps no state outside.
 * @throws YibaoError GATEWAY-MSGID-REUSED, and whatever `work` throws: then nothing is kept
 */
export async function changeOnce<Output>(
  store: Store,
  draft: ReceiptDraft<Output> | null,
  work: (transaction: Runner) => Promise<Output>,
): Promise<StoredAnswer> {
  if (draft === null) throw new Error("a transaction without a receipt changes nothing");
  const text = await store.transaction(async (transaction) => {
    await lockMessage(transaction, draft);
    const earlier = await findReceipt(transaction, draft);
    if (earlier !== null) return repeatedAnswer(draft, earlier);
    return keepReceipt(transaction, draft, await work(transaction));
  });
  return new StoredAnswer(text);
}

/** Stores the answer that carries `output`, and returns its text. */
export async function keepReceipt<Output>(
  transaction: Runner,
  draft: ReceiptDraft<Output>,
  output: Output,
): Promise<string> {
  const answer_text = await inSlices(draft.answerSteps(output));
  await transaction.query(
    `insert into gateway.receipt (institution_code, message_id, transaction_code, content_hash,
       answer_text, received_at) values ($1, $2, $3, $4, $5, $6)`,
    [
      draft.institution_code,
      draft.msgid,
      draft.infno,
      draft.content_hash,
      answer_text,
      draft.received_at,
    ],
  );
  return answer_text;
}

/** Held until the transaction ends. Distinct messages seldom share a lock, and only wait if so. */
async function lockMessage(
  transaction: Runner,
  { institution_code, msgid, infno }: ReceiptDraft<never>,
): Promise<void> {
  await transaction.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `${institution_code} ${infno} ${msgid}`,
  ]);
}

async function findReceipt(
  transaction: Runner,
  { institution_code, msgid, infno }: ReceiptDraft<never>,
): Promise<Receipt | null> {
  const { rows } = await transaction.query<{ content_hash: string; answer_text: string }>(
    `select content_hash, answer_text from gateway.receipt
      where institution_code = $1 and message_id = $2 and transaction_code = $3`,
    [institution_code, msgid, infno],
  );
  const row = rows[0];
  return row === undefined ? null : { institution_code, msgid, infno, reversed_by: null, ...row };
}
