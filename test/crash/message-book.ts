/**
 * What the hospitals sent and what they heard: the memory that the platform is held against.
 * Amounts are in fen.
 */

export type MessageState =
  /** Sent; no definite answer so far. */
  | "open"
  /** Answered with infcode 0. */
  | "acknowledged"
  /** Answered with infcode -1: nothing may have been stored. */
  | "refused"
  /** Answered with 429 or 503, to be sent again: nothing may have been stored. */
  | "turned-away"
  /** Had no answer, and was found stored. */
  | "found-whole"
  /** Had no answer, and was found not to have happened. */
  | "found-absent"
  /** Reversed before it came: noted, and refused should it come. */
  | "forestalled";

export interface SentMessage {
  readonly institution_code: string;
  readonly msgid: string;
  readonly infno: string;
  readonly person_no: string;
  readonly input: unknown;
  /** A change, which keeps a receipt; queries and trials do not. */
  readonly kept: boolean;
  /** The bytes sent; null before the first sending. */
  body: string | null;
  state: MessageState;
  /** The stored answer, as heard or as found. */
  answer: string | null;
  /** What a refusal said. */
  refusal: string | null;
  /** Taken back by a 2601: its answer is given no more. */
  reversed: boolean;
  /** Changed since the last look at the database. */
  fresh: boolean;
}

export interface SettledMessage {
  readonly settlement_id: number;
  readonly person_no: string;
  readonly msgid: string;
  readonly total_fen: number;
  readonly fund_fen: number;
  readonly account_fen: number;
  readonly cash_fen: number;
}

export interface MessageBook {
  readonly messages: readonly SentMessage[];
  note(message: SentMessage): void;
  /** Draws the consequence of a message that has happened; only once, whoever tells it. */
  happened(message: SentMessage, answer: string): void;
  /** Money that has come into an account. */
  deposited(person_no: string, amount_fen: number): void;
  /** Settlements that must be in force. */
  readonly inForce: ReadonlyMap<number, SettledMessage>;
  balance_fen(person_no: string): number;
  readonly people: readonly string[];
}

export const SETTLING = ["2102", "2207", "2304"];
const CANCELLING = ["2103", "2208", "2305"];

export function createMessageBook(opening_fen: ReadonlyMap<string, number>): MessageBook {
  const messages: SentMessage[] = [];
  const byId = new Map<string, SentMessage>();
  const inForce = new Map<number, SettledMessage>();
  const deposits = new Map(opening_fen);
  const counted = new Set<SentMessage>();
  const cancelled = (person_no: string, settlement_id: number): void => {
    const settled = inForce.get(settlement_id);
    if (settled === undefined || settled.person_no !== person_no) {
      throw new Error(`a settlement was taken back that was not in force: ${settlement_id}`);
    }
    inForce.delete(settlement_id);
  };
  return {
    messages,
    inForce,
    people: [...opening_fen.keys()],
    note(message) {
      messages.push(message);
      byId.set(message.msgid, message);
    },
    happened(message, answer) {
      message.answer = answer;
      if (counted.has(message)) return;
      counted.add(message);
      const { infno, person_no } = message;
      if (SETTLING.includes(infno)) {
        const settled = settledBy(message, answer);
        if (inForce.has(settled.settlement_id)) {
          throw new Error(`one settlement id twice: ${settled.settlement_id}`);
        }
        inForce.set(settled.settlement_id, settled);
      }
      if (CANCELLING.includes(infno)) {
        const { setl_id } = (message.input as { data: { setl_id: string } }).data;
        cancelled(person_no, Number(setl_id));
      }
      if (infno === "2601") {
        const { omsgid } = (message.input as { data: { omsgid: string } }).data;
        const original = byId.get(omsgid) as SentMessage;
        original.reversed = true;
        if (original.answer === null) original.state = "forestalled";
        if (original.state === "forestalled") return;
        if (!SETTLING.includes(original.infno)) return;
        cancelled(person_no, settledBy(original, original.answer as string).settlement_id);
      }
    },
    deposited(person_no, amount_fen) {
      deposits.set(person_no, (deposits.get(person_no) ?? 0) + amount_fen);
    },
    balance_fen(person_no) {
      let balance = deposits.get(person_no) ?? 0;
      for (const settled of inForce.values()) {
        if (settled.person_no === person_no) balance -= settled.account_fen;
      }
      return balance;
    },
  };
}

/** What a settlement's answer says, in fen. */
function settledBy({ person_no, msgid }: SentMessage, answer: string): SettledMessage {
  const { setlinfo } = (JSON.parse(answer) as { output: { setlinfo: Record<string, unknown> } })
    .output;
  const fen = (name: string): number => Math.round(Number(setlinfo[name]) * 100);
  return {
    settlement_id: Number(setlinfo.setl_id),
    person_no,
    msgid,
    total_fen: fen("medfee_sumamt"),
    fund_fen: fen("fund_pay_sumamt"),
    account_fen: fen("acct_pay"),
    cash_fen: fen("psn_cash_pay"),
  };
}
