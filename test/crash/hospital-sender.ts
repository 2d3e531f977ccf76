import {
  createHospitalClient,
  type HospitalClient,
  OutcomeUnknown,
  TransactionRefused,
  type WireMessages,
} from "../../src/gateway/index.ts";
import type { RandomStream } from "../support/random.ts";
import type { Gate } from "./gate.ts";
import { type MessageBook, SETTLING, type SentMessage } from "./message-book.ts";

/**
 * A hospital that never gives up: a message without an answer is sent again, byte for byte, or
 * taken back by 2601 and made anew, after the platform has been looked at. What it heard is kept
 * in the book, and what contradicts the book is a violation.
 */

export interface SenderOptions {
  readonly gate: Gate;
  readonly book: MessageBook;
  readonly random: RandomStream;
  /** Origin of the platform now: it changes with every start. */
  readonly url: () => string;
  readonly nextSerial: () => number;
  readonly violate: (what: string) => void;
  readonly count: (what: Resolution) => void;
}

/** How a message without an answer came to its end. */
export type Resolution =
  | "stored answer given again"
  | "repeated, done now"
  | "taken back by 2601"
  | "forestalled by 2601";

/** Asks and leaves nothing: sent again without further ado. */
const READING = ["2101", "2206", "2303"];
const TIMEOUT_MILLISECONDS = 30_000;
/** One answer of so many is lost on the way, without any kill. */
const LOST_OF = 40;

/** A client of the platform for one institution, which calls like the typed one. */
export function persistentHospital(
  options: SenderOptions,
  institution_code: string,
): HospitalClient & { callTwice: HospitalClient["call"] } {
  const { book } = options;
  const namer = clientOf(options, institution_code, fetch);
  const call = async (infno: string, input: unknown, copies: number): Promise<unknown> => {
    const message: SentMessage = {
      institution_code,
      msgid: namer.nextMsgid(),
      infno,
      person_no: personOf(input),
      input,
      kept: !READING.includes(infno),
      body: null,
      state: "open",
      answer: null,
      refusal: null,
      reversed: false,
      fresh: true,
    };
    if (!message.kept) return ask(options, message);
    book.note(message);
    return untilKnown(options, message, copies);
  };
  return {
    nextMsgid: namer.nextMsgid,
    download: namer.download,
    call: (infno, input) => call(infno, input, 1) as never,
    callTwice: (infno, input) => call(infno, input, 2) as never,
  };
}

function clientOf(
  { url, nextSerial }: SenderOptions,
  code: string,
  send: typeof fetch,
): HospitalClient {
  return createHospitalClient({
    url: url(),
    institution: { code, name: "演示机构" },
    region: "430400",
    operator: { id: "001", name: "收费员" },
    clock: () => new Date(),
    nextSerial,
    fetch: send,
    retries: 0,
    timeout_ms: TIMEOUT_MILLISECONDS,
  });
}

async function ask(options: SenderOptions, message: SentMessage): Promise<unknown> {
  for (;;) {
    const heard = await options.gate.through(() => sendOnce(options, message));
    if (heard.kind === "acknowledged") return heard.output;
    if (heard.kind === "refused") {
      throw new TransactionRefused(message.infno, message.msgid, heard.sentence);
    }
    await options.gate.nextOpening();
  }
}

async function untilKnown(
  options: SenderOptions,
  message: SentMessage,
  copies: number,
): Promise<unknown> {
  const { gate, random } = options;
  for (;;) {
    const before = message.state;
    const heard = await gate.through(() => {
      message.fresh = true;
      const sent = Array.from({ length: copies }, () => sendOnce(options, message));
      return Promise.all(sent);
    });
    const output = outcomeOf(options, message, heard);
    if (output !== null) {
      if (before === "found-whole") options.count("stored answer given again");
      if (before === "found-absent") options.count("repeated, done now");
      return output.value;
    }
    await gate.nextOpening();
    const { state } = message;
    const found = state === "found-whole" || state === "found-absent";
    if (found && isReversible(message) && random.once(3)) {
      await takeBack(options, message);
      return persistentHospital(options, message.institution_code).call(
        message.infno as "2102",
        message.input as WireMessages["2102"]["input"],
      );
    }
  }
}

/** Enters what all copies heard; the output when the message is done, null to go on. */
function outcomeOf(
  { book, violate }: SenderOptions,
  message: SentMessage,
  heard: readonly Heard[],
): { readonly value: unknown } | null {
  const { infno, msgid, state } = message;
  const wasWhole = state === "found-whole";
  const kinds = new Set(heard.map(({ kind }) => kind));
  let done: { readonly value: unknown } | null = null;
  for (const one of heard) {
    if (one.kind !== "acknowledged") continue;
    if (wasWhole || done !== null) {
      if (one.text !== message.answer) violate(`${infno} ${msgid} has two answers`);
    } else book.happened(message, one.text);
    done ??= { value: one.output };
  }
  const sentence = heard.flatMap((one) => (one.kind === "refused" ? one.sentence : []))[0];
  if ((wasWhole || done !== null) && sentence !== undefined) {
    violate(`${infno} ${msgid} is done, and refused: ${sentence}`);
  }
  if (done !== null) message.state = "acknowledged";
  else if (wasWhole) return null;
  else if (kinds.has("unknown")) message.state = "open";
  else message.state = kinds.has("refused") ? "refused" : "turned-away";
  if (message.state !== "refused") return done;
  message.refusal = sentence ?? "";
  throw new TransactionRefused(infno, msgid, message.refusal);
}

function isReversible({ infno }: SentMessage): boolean {
  return SETTLING.includes(infno) || infno === "2401";
}

/** 2601 for a message that the database has been asked about: its answer is foreseen. */
async function takeBack(options: SenderOptions, original: SentMessage): Promise<void> {
  const { person_no: psn_no, msgid: omsgid, infno: oinfno, institution_code } = original;
  const whole = original.state === "found-whole";
  const hospital = persistentHospital(options, institution_code);
  try {
    await hospital.call("2601", { data: { psn_no, omsgid, oinfno } });
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
    options.violate(`2601 of ${omsgid} was refused: ${error.message}`);
    return;
  }
  options.count(whole ? "taken back by 2601" : "forestalled by 2601");
}

type Heard =
  | { readonly kind: "acknowledged"; readonly text: string; readonly output: unknown }
  | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "turned-away" }
  | { readonly kind: "unknown" };

/** Sends the message as the typed client does, and from the second time on the very same bytes. */
async function sendOnce(options: SenderOptions, message: SentMessage): Promise<Heard> {
  let text = "";
  let status = 0;
  const capturing: typeof fetch = async (address, init) => {
    message.body ??= String(init?.body);
    const response = await fetch(address, { ...init, body: message.body });
    text = await response.text();
    status = response.status;
    if (message.kept && options.random.once(LOST_OF)) throw new TypeError("the answer was lost");
    return new Response(text, { status: response.status, headers: response.headers });
  };
  const client = clientOf(options, message.institution_code, capturing);
  const { infno, msgid, input } = message;
  try {
    const output = await client.call(infno as "2102", input as never, { msgid });
    return { kind: "acknowledged", text, output };
  } catch (error) {
    if (error instanceof TransactionRefused) {
      if (status === 503 || status === 429) return { kind: "turned-away" };
      return { kind: "refused", sentence: error.message };
    }
    if (error instanceof OutcomeUnknown) return { kind: "unknown" };
    throw error;
  }
}

function personOf(input: unknown): string {
  return /"psn_no":"([^"]+)"/.exec(JSON.stringify(input))?.[1] ?? "";
}
