import type { Catalogue } from "../catalogue/index.ts";
import type { AccountBook, JournalEntry } from "../ledger/index.ts";
import type { PersonRecord, PersonStateRow, StateMove } from "../people/index.ts";
import type { Region } from "../policy/index.ts";
import type { Institutions } from "../providers/index.ts";
import type { Bill, PersonState, PersonTimeline, SettledBill } from "./bill.ts";
import type { ChargeLine } from "./charge-line.ts";
import type { SettlementRecord, SettlementRow } from "./settlement-record.ts";
import type { CivilTime, Visit } from "./visit.ts";

/** What a command is: one message, about one person, decided purely from what was loaded for it. */

/** The message that asks. The same message again gets the same answer. */
export interface Message {
  readonly institution_code: string;
  readonly message_id: string;
  readonly transaction_code: string;
  /** Hash of the message's content: the same id with other content is an error. */
  readonly input_hash: string;
}

export type Operation =
  | "register"
  | "cancel-registration"
  | "record"
  | "upload-lines"
  | "cancel-lines"
  | "change-memo"
  | "settle-outpatient"
  | "settle-inpatient"
  | "settle-pharmacy"
  | "settle-claim"
  | "cancel-settlement"
  | "admit"
  | "change-admission"
  | "discharge"
  | "cancel-discharge"
  | "cancel-admission"
  | "reverse"
  /** Of a message that was reversed before it came: it is refused when it does. */
  | "forestalled";

export interface Receipt extends Message {
  readonly operation: Operation;
  readonly person_no: string;
  readonly visit_id: number | null;
  readonly settlement_id: number | null;
  readonly answer: string;
  readonly received_at: CivilTime;
  /** Message that took back what this one did; its answer is then given no more. */
  readonly reversed_by: string | null;
}

/** Lines uploaded together. */
export interface ChargeBatch {
  readonly person_no: string;
  readonly visit_id: number;
  readonly batch_no: string;
  /** Disease the batch is for, when its lines name one. */
  readonly disease: string | null;
  readonly lines: readonly ChargeLine[];
  readonly settlement_id: number | null;
}

/** A visit with all that belongs to it. */
export interface VisitFile {
  readonly visit: Visit;
  readonly batches: readonly ChargeBatch[];
  /** Every row about the visit; `bill` and `split` only when the command asked for them. */
  readonly settlements: readonly SettlementRecord[];
}

export interface OpenStay {
  readonly visit_id: number;
  readonly institution_code: string;
}

/** What a command wants to have loaded. */
export interface Needs {
  readonly visit_id: number | null;
  /** The earlier message that it is about (a reversal). */
  readonly original: Omit<Message, "input_hash"> | null;
  readonly open_stay: boolean;
  /** Whether relatives' accounts may pay. */
  readonly relatives: boolean;
  /** A settlement to be taken back: with its journal entries, and later ones for a replay. */
  readonly cancels: number | "by-original" | null;
  /** Identifiers to reserve. */
  readonly makes: { readonly visits: number; readonly settlements: number };
}

export interface Context {
  /** The answer given to this very message before. */
  readonly receipt: Receipt | null;
  readonly original: Receipt | null;
  readonly record: PersonRecord | null;
  readonly relatives: ReadonlyMap<string, PersonStateRow>;
  readonly file: VisitFile | null;
  readonly open_stay: OpenStay | null;
  /** For a cancellation: all rows of the person from the one cancelled on, with bill and split. */
  readonly history: readonly SettlementRecord[];
  /** For a cancellation: what the settlement and its adjustments posted. */
  readonly entries: readonly JournalEntry[];
  readonly ids: IdSource;
}

/** Identifiers, reserved before deciding so that deciding needs no database. */
export interface IdSource {
  visit(): number;
  settlement(): number;
  entry(): number;
}

/** What the region, the reference data and the rules are to a decision: read-only. */
export interface House {
  readonly region: Region;
  readonly institutions: Institutions;
  readonly catalogue: Catalogue;
  readonly accounts: AccountBook;
  readonly settleBill: (
    region: Region,
    person: PersonTimeline,
    bill: Bill,
    state: PersonState,
  ) => SettledBill;
}

/** What a decision writes, besides its receipt. */
export interface Writes {
  readonly visit?: Visit;
  /** Batches written whole. */
  readonly batches?: readonly ChargeBatch[];
  readonly removed_batches?: readonly string[];
  /** Batches that become settled by, or (null) free of, a settlement. */
  readonly settled_batches?: readonly {
    readonly batch_no: string;
    readonly settlement_id: number | null;
  }[];
  readonly settlements?: readonly SettlementRow[];
  readonly entries?: readonly JournalEntry[];
  /** The receipt of the message that is reversed. */
  readonly reversed_receipt?: Omit<Message, "input_hash">;
  /** A message that has not come, and shall do nothing should it come. */
  readonly forestalled?: Omit<Message, "input_hash">;
  /** The person's state and relatives'; the person's own is moved even when it stays the same. */
  readonly states?: readonly StateMove[];
}

/** What deciding gives: facts for the answer, and what is to be written. */
export interface Decided<Outcome> {
  readonly outcome: Outcome;
  readonly visit_id: number | null;
  readonly settlement_id: number | null;
  /** Null for a trial. */
  readonly writes: Writes | null;
}

export interface Command<Outcome = unknown> {
  readonly operation: Operation | "trial";
  readonly person_no: string;
  /** Null for a trial, which leaves nothing behind. */
  readonly message: Message | null;
  readonly now: Date;
  readonly needs: Needs;
  readonly decide: (context: Context, house: House) => Decided<Outcome>;
  /** The text to be answered; pure, because it is made before the write. */
  readonly toAnswer: (outcome: Outcome) => string;
}

/** A decision as the writer handles it. */
export interface Decision {
  readonly outcome: unknown;
  readonly answer: string;
  /** The message had been answered before. */
  readonly repeated: boolean;
  readonly person_no: string;
  readonly visit_id: number | null;
  readonly receipt: Receipt | null;
  readonly writes: Writes | null;
}
