import { YibaoError } from "../kernel/index.ts";
import { giveWay, type Steps } from "../store/index.ts";
import {
  type AnswerHead,
  errorSentence,
  exchangeId,
  failureText,
  type InfcodeForm,
  successText,
} from "./answer.ts";
import { isLarge } from "./body-size.ts";
import {
  type Caller,
  CallerRejected,
  callerOfHeaders,
  checkMembers,
  checkService,
  membersOfCaller,
  type SignatureOptions,
} from "./caller/caller.ts";
import type { Quota } from "./caller/quota.ts";
import { type OutputEncoder, outputEncoder, restingEncoder } from "./encode-answer.ts";
import {
  contentHash,
  type Envelope,
  envelopeOf,
  institutionOf,
  type Operator,
} from "./envelope.ts";
import type { ExchangeRecord } from "./exchange-record.ts";
import { type Intake, overloadReply } from "./intake.ts";
import type { Messages } from "./message-types.ts";
import {
  FileAnswer,
  type ReceiptBook,
  type ReceiptDraft,
  type ReceiptKey,
  ReceiptTaken,
  repeatedAnswer,
  StoredAnswer,
  type TransactionOutput,
} from "./receipt.ts";
import type { Headers } from "./signature.ts";
import type { TransactionShape, TransactionTable } from "./transaction-shape.ts";
import { type InputReader, inputReaders } from "./validate-input.ts";
import { quoted } from "./wire-value.ts";

/**
 * From the bytes of a message to the bytes of its answer, without HTTP: signature, envelope,
 * transaction, input, receipt, handler, answer. Every refusal is an answer with infcode -1.
 */

/** A read and checked message, as a handler gets it. */
export interface ParsedRequest<Input = unknown, Output = TransactionOutput> {
  /** The base code: 2207 for 2207A as well. */
  readonly infno: string;
  readonly msgid: string;
  readonly institution_code: string;
  readonly institution_name: string | null;
  readonly operator: Operator;
  readonly mdtrtarea_admvs: string | null;
  readonly insuplc_admdvs: string | null;
  readonly sign_no: string | null;
  readonly received_at: Date;
  readonly input: Input;
  /** See contentHash. */
  readonly content_hash: string;
  /** For a changing transaction: to be stored with the change. Null for a query. */
  readonly receipt: ReceiptDraft<Output> | null;
}

/**
 * Answers one transaction. A query returns its output; a changing one stores the answer of
 * `request.receipt` in its own database transaction and returns `new StoredAnswer(text)`.
 * @throws YibaoError for what the institution can mend; ReceiptTaken when a twin was faster.
 */
export type Handler<Input = unknown, Output extends TransactionOutput = TransactionOutput> = (
  request: ParsedRequest<Input, Output>,
) => Promise<Output | StoredAnswer | FileAnswer>;

/** Handlers by base code, each with the types of its transaction. */
export type Handlers = {
  readonly [Infno in keyof Messages]?: Handler<Messages[Infno]["input"], Messages[Infno]["output"]>;
};

export interface GatewayOptions {
  readonly table: TransactionTable;
  readonly handlers: Handlers;
  /** The handler of a transaction that is only kept. */
  readonly kept?: (shape: TransactionShape) => Handler;
  /** Left out when the handlers' room finds the receipt itself, with what else it loads. */
  readonly receipts?: ReceiptBook;
  readonly clock: () => Date;
  /** The platform's own region, six digits: opens every inf_refmsgid. */
  readonly region: string;
  /** A running number, distinct within a second. */
  readonly nextSerial: () => number;
  /** Whose a file is, for a download by address alone; none are given that way without it. */
  readonly fileOwner?: (file_query_no: string) => Promise<string | null>;
  /** How an institution wants infcode; text when not given. */
  readonly infcodeForm?: (institution_code: string) => InfcodeForm;
  readonly signature?: SignatureOptions;
  /** How often one key, or one institution, may call; as often as it likes when not given. */
  readonly quota?: Quota;
  /** How much is taken at once; everything when not given. */
  readonly intake?: Intake;
  /** Told of every message when its answer is made; what it throws is swallowed. */
  readonly onExchange?: (record: ExchangeRecord) => void;
  /** Told of every fault of ours, with what was being answered. */
  readonly onFault?: (error: unknown, message: { infno: string; msgid: string }) => void;
}

export interface RawMessage {
  readonly path_infno: string | null;
  readonly body: Buffer;
  readonly headers: Headers;
}

export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of the text when the answer is a file (9102). */
  readonly file?: FileAnswer;
}

export interface Dispatcher {
  answer(message: RawMessage): Promise<RawAnswer>;
  /** The answer to a request that could not even be read. */
  refuse(error: YibaoError): RawAnswer;
}

export function createDispatcher(options: GatewayOptions): Dispatcher {
  const readers = inputReaders(options.table);
  const encoders = new Map<string, Encoders>();
  for (const [infno, shape] of options.table.transactions) {
    encoders.set(infno, { whole: outputEncoder(shape), resting: restingEncoder(shape) });
  }
  const parts: Parts = { options, readers, encoders };
  return {
    answer: (message) => answerMessage(parts, message),
    refuse: (error) => refusal(newExchange(options), error),
  };
}

interface Parts {
  readonly options: GatewayOptions;
  readonly readers: ReadonlyMap<string, InputReader>;
  readonly encoders: ReadonlyMap<string, Encoders>;
}

interface Encoders {
  readonly whole: OutputEncoder;
  readonly resting: (output: TransactionOutput) => Steps<string | null>;
}

/** One message being answered. */
interface Exchange {
  readonly options: GatewayOptions;
  readonly received_at: Date;
  readonly inf_refmsgid: string;
  institution: string | null;
  infno: string;
  msgid: string;
  problems: readonly YibaoError[];
  input: Readonly<Record<string, unknown>> | null;
  content_hash: string | null;
}

function newExchange(options: GatewayOptions): Exchange {
  const received_at = options.clock();
  const inf_refmsgid = exchangeId(options.region, received_at, options.nextSerial());
  return {
    options,
    received_at,
    inf_refmsgid,
    institution: null,
    infno: "",
    msgid: "",
    problems: [],
    input: null,
    content_hash: null,
  };
}

async function answerMessage(parts: Parts, message: RawMessage): Promise<RawAnswer> {
  const exchange = newExchange(parts.options);
  const [answer, outcome] = await outcomeOf(parts, exchange, message);
  try {
    parts.options.onExchange?.(recordOf(exchange, message, answer, outcome));
  } catch {
    // Whoever listens must not keep an institution from its answer.
  }
  return answer;
}

async function outcomeOf(
  parts: Parts,
  exchange: Exchange,
  message: RawMessage,
): Promise<[RawAnswer, ExchangeRecord["outcome"]]> {
  let caller: Caller | undefined;
  try {
    caller = callerOfHeaders(parts.options, message, exchange.received_at);
    const answer = await answerOf(parts, exchange, message, caller);
    const file = answer instanceof FileAnswer ? { text: "", file: answer } : { text: answer };
    return [{ status: 200, ...file }, "accepted"];
  } catch (error) {
    if (error instanceof CallerRejected) {
      const status = parts.options.signature?.rejection_status ?? 401;
      return [{ status, text: JSON.stringify(error.rejection) }, "rejected"];
    }
    if (error instanceof YibaoError) {
      if (exchange.problems.length === 0) exchange.problems = [error];
      return [refusal(exchange, error), "refused"];
    }
    parts.options.onFault?.(error, { infno: exchange.infno, msgid: exchange.msgid });
    // The outcome is unknown: not a definite failure, so not HTTP 200. Clients then ask again.
    return [{ ...refusal(exchange, new YibaoError("GATEWAY-FAULT")), status: 500 }, "fault"];
  } finally {
    caller?.leave();
  }
}

function recordOf(
  exchange: Exchange,
  message: RawMessage,
  answer: RawAnswer,
  outcome: ExchangeRecord["outcome"],
): ExchangeRecord {
  const { infno, msgid, received_at, problems, input, content_hash, inf_refmsgid } = exchange;
  const answer_text = answer.file === undefined ? answer.text : null;
  // A stored answer carries the id of the exchange that made it.
  const repeated =
    outcome === "accepted" && answer_text !== null && !answer_text.includes(inf_refmsgid);
  return {
    institution_code: exchange.institution,
    infno,
    msgid,
    received_at,
    outcome,
    repeated,
    problems,
    input,
    content_hash,
    answer_text,
    bytes: message.body.length + (answer_text?.length ?? 0),
  };
}

async function answerOf(
  parts: Parts,
  exchange: Exchange,
  message: RawMessage,
  caller: Caller,
): Promise<string | FileAnswer> {
  const { options } = parts;
  const { context } = caller;
  // Each stage of reading a large message takes long enough for others to go in between.
  const large = isLarge(message.body);
  const members = await membersOfCaller(caller, message.body);
  if (large) await giveWay();
  exchange.institution = institutionOf(members, context);
  const said = { members, institution: exchange.institution };
  const leaveWindow = checkMembers(options, caller, message, said, exchange.received_at);
  let leave: (() => void) | undefined;
  try {
    const envelope = envelopeOf(members, context);
    exchange.msgid = envelope.msgid;
    exchange.infno = envelope.infno;
    checkService(caller, message.headers, envelope.infno);
    leave = options.intake?.enterInstitution(envelope.institution_code);
    return await envelopeAnswer(parts, exchange, envelope, large);
  } finally {
    leave?.();
    leaveWindow();
  }
}

async function envelopeAnswer(
  parts: Parts,
  exchange: Exchange,
  envelope: Envelope,
  large: boolean,
): Promise<string | FileAnswer> {
  const { shape, handler } = transactionOf(parts.options, envelope.infno);
  const reading = (parts.readers.get(envelope.infno) as InputReader)(envelope.input, envelope);
  exchange.input = reading.input;
  exchange.problems = reading.problems;
  if (reading.problems[0] !== undefined) throw reading.problems[0];
  if (large) await giveWay();
  const content = { ...envelope, infno: shape.infno, input: reading.input };
  const encoders = parts.encoders.get(envelope.infno) as Encoders;
  const content_hash = contentHash(content);
  exchange.content_hash = content_hash;
  if (large) await giveWay();
  const request = requestOf(exchange, envelope, shape, reading.input, content_hash, encoders);
  if (request.receipt === null) return answerQuery(exchange, request, handler, encoders.whole);
  return answerChange(exchange, request, request.receipt, handler);
}

function transactionOf(
  options: GatewayOptions,
  infno: string,
): { shape: TransactionShape; handler: Handler } {
  const shape = options.table.transactions.get(infno);
  if (shape?.depth === "refused") throw refusedTransaction(shape);
  const handler =
    shape?.depth === "kept"
      ? options.kept?.(shape)
      : shape && options.handlers[shape.infno as keyof Messages];
  if (shape === undefined || handler === undefined) {
    throw new YibaoError("GATEWAY-UNKNOWN-TRANSACTION", { infno: quoted(infno) }, "infno");
  }
  return { shape, handler: handler as Handler };
}

function refusedTransaction({ infno, name, reason }: TransactionShape): YibaoError {
  return new YibaoError(
    "GATEWAY-TRANSACTION-REFUSED",
    { infno, name, reason: `${reason}` },
    "infno",
  );
}

function requestOf(
  exchange: Exchange,
  envelope: Envelope,
  shape: TransactionShape,
  input: unknown,
  content_hash: string,
  encoders: Encoders,
): ParsedRequest {
  const { msgid, institution_code } = envelope;
  const key: ReceiptKey = { institution_code, msgid, infno: shape.infno };
  const { received_at } = exchange;
  const answerText = (output: TransactionOutput): string =>
    successText(headOf(exchange), encoders.whole(output));
  const answerSteps = function* (output: TransactionOutput): Steps<string> {
    return successText(headOf(exchange), yield* encoders.resting(output));
  };
  return {
    ...key,
    institution_name: envelope.institution_name,
    operator: envelope.operator,
    mdtrtarea_admvs: envelope.mdtrtarea_admvs,
    insuplc_admdvs: envelope.insuplc_admdvs,
    sign_no: envelope.sign_no,
    received_at,
    input,
    content_hash,
    receipt:
      shape.effect === "change"
        ? { ...key, content_hash, received_at, answerText, answerSteps }
        : null,
  };
}

async function answerQuery(
  exchange: Exchange,
  request: ParsedRequest,
  handler: Handler,
  encode: OutputEncoder,
): Promise<string | FileAnswer> {
  const result = await handler(request);
  if (result instanceof FileAnswer) return result;
  if (result instanceof StoredAnswer) return result.answer_text;
  return successText(headOf(exchange), encode(result));
}

/** The stored answer when there is one; else the handler's, which has stored it. */
async function answerChange(
  exchange: Exchange,
  request: ParsedRequest,
  draft: ReceiptDraft,
  handler: Handler,
): Promise<string> {
  const { receipts } = exchange.options;
  const earlier = await receipts?.find(draft);
  if (earlier) return repeatedAnswer(draft, earlier);
  try {
    const result = await handler(request);
    if (result instanceof StoredAnswer) return result.answer_text;
  } catch (error) {
    if (!(error instanceof ReceiptTaken)) throw error;
    const faster = await receipts?.find(draft);
    if (faster) return repeatedAnswer(draft, faster);
    throw error;
  }
  throw new Error(`the handler of ${request.infno} changes without storing a receipt`);
}

function headOf(exchange: Exchange): AnswerHead {
  const { options, institution, inf_refmsgid, received_at } = exchange;
  const form = institution === null ? undefined : options.infcodeForm?.(institution);
  const responded_at = options.clock();
  return { infcode_form: form ?? "text", inf_refmsgid, received_at, responded_at };
}

function refusal(exchange: Exchange, error: YibaoError): RawAnswer {
  const text = failureText(headOf(exchange), errorSentence(error));
  return { status: 200, ...overloadReply(error), text };
}
