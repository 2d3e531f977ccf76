import { type Finding, verifyLedger } from "../../src/ledger/index.ts";
import { loadRegion } from "../../src/policy/index.ts";
import { verifySettlements } from "../../src/settlement/index.ts";
import type { Store } from "../../src/store/index.ts";
import type { Bank } from "./bank.ts";
import { REGION_CODE } from "./crash-region.ts";
import type { MessageBook, SentMessage } from "./message-book.ts";

/** What must be true of the database while nobody writes. Every check says what is not. */

export type Violate = (what: string) => void;

interface StoredReceipt {
  readonly institution_code: string;
  readonly message_id: string;
  readonly transaction_code: string;
  readonly answer: string;
  readonly reversed_by: string | null;
}

/**
 * Each message is whole or absent, as it was told; those of unknown outcome are entered as they
 * are found. Looks at the messages given.
 */
export async function checkMessages(
  store: Store,
  book: MessageBook,
  messages: readonly SentMessage[],
  violate: Violate,
): Promise<{ whole: number; absent: number }> {
  const { rows } = await store.query<StoredReceipt>(
    `select institution_code, message_id, transaction_code, answer, reversed_by
       from settlement.receipt where message_id = any($1)`,
    [messages.map(({ msgid }) => msgid)],
  );
  const stored = new Map(rows.map((row) => [row.message_id, row]));
  const found = { whole: 0, absent: 0 };
  for (const message of messages) {
    const receipt = stored.get(message.msgid) ?? null;
    if (message.state === "open") {
      if (receipt === null) {
        message.state = "found-absent";
        found.absent += 1;
      } else {
        message.state = "found-whole";
        book.happened(message, receipt.answer);
        found.whole += 1;
      }
    }
  }
  for (const message of messages) {
    checkReceipt(message, stored.get(message.msgid) ?? null, violate);
    message.fresh = false;
  }
  return found;
}

function checkReceipt(message: SentMessage, receipt: StoredReceipt | null, violate: Violate): void {
  const { msgid, infno, state, answer, reversed } = message;
  const name = `${infno} ${msgid} (${state})`;
  if (state === "forestalled") {
    if (receipt?.answer !== "" || receipt.reversed_by === null) violate(`${name} is not noted`);
    return;
  }
  const mustBe = state === "acknowledged" || state === "found-whole";
  if (!mustBe) {
    if (receipt !== null) violate(`${name} is stored`);
    return;
  }
  if (receipt === null) {
    violate(`${name} is lost`);
    return;
  }
  if (receipt.answer !== answer) violate(`${name} is stored with another answer`);
  if ((receipt.reversed_by !== null) !== reversed) {
    violate(`${name} is ${reversed ? "not " : ""}marked as taken back`);
  }
}

/** Settlements in force are exactly those the answers told, and balances what they leave. */
export async function checkPeople(store: Store, book: MessageBook, violate: Violate) {
  const { rows: states } = await store.query<{ person_no: string; balance_fen: number }>(
    "select person_no, balance_fen from people.person_state where person_no = any($1)",
    [book.people],
  );
  for (const { person_no, balance_fen } of states) {
    const expected = book.balance_fen(person_no);
    if (balance_fen !== expected) {
      violate(`${person_no} has ${balance_fen} fen, the answers leave ${expected}`);
    }
  }
  const { rows } = await store.query<Record<string, number | string>>(
    `select settlement_id, person_no, message_id as msgid, total_fen, fund_fen, account_fen,
            cash_fen
       from settlement.settlement s
      where kind = 'settlement' and person_no = any($1)
        and not exists (select from settlement.settlement r
              where r.person_no = s.person_no and r.kind = 'reversal'
                and r.corrects_settlement_id = s.settlement_id)`,
    [book.people],
  );
  const left = new Map(book.inForce);
  for (const row of rows) {
    const id = row.settlement_id as number;
    const told = left.get(id) as Readonly<Record<string, unknown>> | undefined;
    left.delete(id);
    if (told === undefined) violate(`settlement ${id} (${row.msgid}) is in force untold`);
    else {
      for (const [name, value] of Object.entries(row)) {
        if (told[name] !== value) violate(`settlement ${id}: ${name} ${value} ≠ ${told[name]}`);
      }
    }
  }
  for (const id of left.keys()) violate(`settlement ${id} is not in force`);
}

/** A deposit without an outcome is entered as it is found. */
export async function checkBank(
  store: Store,
  book: MessageBook,
  { open }: Pick<Bank, "open">,
): Promise<void> {
  if (open === null || open.counted) return;
  const { rowCount } = await store.query(
    "select 1 from settlement.deposit where person_no = $1 and reference = $2",
    [open.person_no, open.reference],
  );
  if (rowCount === 0) return;
  open.counted = true;
  book.deposited(open.person_no, open.amount_fen);
}

/** Books, chain, accumulators, subsidiary accounts: everything that `yibao verify` checks. */
export async function checkCoherence(store: Store, violate: Violate): Promise<void> {
  const findings: Finding[] = [
    ...(await verifyLedger(store)),
    ...(await verifySettlements(store, loadRegion(REGION_CODE))),
  ];
  for (const { code, where, message } of findings) violate(`${code} ${where}: ${message}`);
}

/** The same message again gets the same bytes, over HTTP; one taken back gets a refusal. */
export async function checkRepeats(
  url: string,
  messages: readonly SentMessage[],
  violate: Violate,
): Promise<void> {
  await Promise.all(
    messages.map(async ({ infno, msgid, body, answer, reversed }) => {
      const response = await fetch(`${url}/fsi/api/rsfComIfsService/callService/${infno}`, {
        method: "POST",
        headers: { "content-type": "application/json;charset=utf-8" },
        body,
      });
      const text = await response.text();
      if (reversed ? !/"infcode":"-1"/.test(text) : text !== answer) {
        violate(`${infno} ${msgid} sent again gets other bytes: ${text.slice(0, 300)}`);
      }
    }),
  );
}
