import { setTimeout as sleep } from "node:timers/promises";
import { chinaTime } from "../../kernel/index.ts";
import { sm2Signed } from "../caller/sm2-signature.ts";
import { createHeaderSigner, type HeaderSigner, type Signing } from "./signing.ts";
import type { WireMessages } from "./types.ts";

/**
 * A hospital's side of the national interface: builds the envelope, sends, asks again after a
 * network failure with the same msgid (so nothing is done twice), waits where the platform is
 * full as long as it says, and throws on a refusal.
 * Time, the running number and fetch come in, so that a test or a demo decides them.
 */
export interface HospitalClientOptions {
  /** Origin of the platform, e.g. `http://127.0.0.1:4300`. */
  readonly url: string;
  readonly institution: { readonly code: string; readonly name: string };
  /** Region of treatment, six digits. */
  readonly region: string;
  readonly operator: { readonly id: string; readonly name: string };
  readonly clock: () => Date;
  /** A running number; its last four digits close the msgid. */
  readonly nextSerial: () => number;
  readonly fetch?: typeof fetch;
  /** How often a message without an answer is sent again; 2 when not given. */
  readonly retries?: number;
  /** Milliseconds to wait for one answer; 10,000 when not given. */
  readonly timeout_ms?: number;
  /** How to wait before sending again to a platform that is full; real time when not given. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** Signs the headers of each message when given. */
  readonly signing?: Signing;
  /** Signs each message itself (`cainfo`, SM2 with SM3) by this private key, 64 hex digits. */
  readonly sm2_private_key?: string;
}

export interface CallOptions {
  /** Region of insurance of the person concerned; empty means local. */
  readonly insuplc_admdvs?: string;
  readonly sign_no?: string;
  /** A msgid of one's own: to send an earlier message again. */
  readonly msgid?: string;
}

export interface HospitalClient {
  /**
   * One transaction.
   * @throws TransactionRefused when infcode is not 0; OutcomeUnknown when no answer came
   */
  call<Infno extends keyof WireMessages>(
    infno: Infno,
    input: WireMessages[Infno]["input"],
    options?: CallOptions,
  ): Promise<WireMessages[Infno]["output"]>;
  /**
   * The bytes of a file (9102), by the ticket of the transaction that answered with it.
   * @throws TransactionRefused; OutcomeUnknown when no file came
   */
  download(file: WireMessages["9102"]["input"]["fsDownloadIn"]): Promise<Uint8Array>;
  /** A msgid not used before: institution, time, four digits. */
  nextMsgid(): string;
}

/** The platform refused: nothing was done. `message` is its sentence for the user. */
export class TransactionRefused extends Error {
  readonly infno: string;
  readonly msgid: string;

  constructor(infno: string, msgid: string, message: string) {
    super(message);
    this.name = "TransactionRefused";
    this.infno = infno;
    this.msgid = msgid;
  }
}

/** No answer came: reverse with 2601 by this msgid, or send the same message again. */
export class OutcomeUnknown extends Error {
  readonly infno: string;
  readonly msgid: string;

  constructor(infno: string, msgid: string, cause: unknown) {
    super(`交易 ${infno}（报文 ${msgid}）没有得到应答`, { cause });
    this.name = "OutcomeUnknown";
    this.infno = infno;
    this.msgid = msgid;
  }
}

export function createHospitalClient(options: HospitalClientOptions): HospitalClient {
  const nextMsgid = (): string => {
    const serial = String(options.nextSerial() % 10_000).padStart(4, "0");
    return options.institution.code + chinaTime(options.clock()).replace(/\D/g, "") + serial;
  };
  const sign = createHeaderSigner(options.signing, options.clock);
  const send = (infno: string, input: unknown, call: CallOptions): Promise<unknown> => {
    const msgid = call.msgid ?? nextMsgid();
    const plain = envelope(options, infno, msgid, input, call);
    const { sm2_private_key } = options;
    const members = sm2_private_key === undefined ? plain : sm2Signed(plain, sm2_private_key);
    return sendUntilAnswered(options, { infno, msgid, body: JSON.stringify(members), sign });
  };
  return {
    nextMsgid,
    call: async (infno, input, call = {}) => (await send(infno, input, call)) as never,
    download: async (fsDownloadIn) => {
      const msgid = nextMsgid();
      const file = await send("9102", { fsDownloadIn }, { msgid });
      if (file instanceof Uint8Array) return file;
      throw new OutcomeUnknown("9102", msgid, new Error("the answer is no file"));
    },
  };
}

function envelope(
  options: HospitalClientOptions,
  infno: string,
  msgid: string,
  input: unknown,
  call: CallOptions,
): Readonly<Record<string, unknown>> {
  const { institution, operator, region } = options;
  return {
    infno,
    msgid,
    mdtrtarea_admvs: region,
    insuplc_admdvs: call.insuplc_admdvs ?? "",
    recer_sys_code: "YIBAO",
    dev_no: "",
    dev_safe_info: "",
    cainfo: "",
    signtype: "",
    infver: "V1.0",
    opter_type: "1",
    opter: operator.id,
    opter_name: operator.name,
    inf_time: chinaTime(options.clock()),
    fixmedins_code: institution.code,
    fixmedins_name: institution.name,
    sign_no: call.sign_no ?? "",
    input,
  };
}

interface Outgoing {
  readonly infno: string;
  readonly msgid: string;
  readonly body: string;
  readonly sign: HeaderSigner;
}

async function sendUntilAnswered(
  options: HospitalClientOptions,
  message: Outgoing,
): Promise<unknown> {
  const { infno, msgid } = message;
  const retries = options.retries ?? 2;
  let failure: unknown = null;
  for (let attempt = 0; attempt <= retries; attempt += 1) {
    let answer: Answer;
    // Outside of the try: where signing fails nothing was sent, so the outcome is known.
    const signed = message.sign(infno);
    try {
      answer = await sendOnce(options, message, signed);
    } catch (error) {
      failure = error;
      continue;
    }
    if (isFull(answer)) {
      // An earlier attempt without an answer may have done it all the same.
      if (attempt === retries && failure === null) return outputOf(infno, msgid, answer);
      if (attempt < retries) await (options.wait ?? sleep)(waitOf(answer));
    } else if (answer.status >= 500 || answer.status === 429) {
      failure = new Error(`HTTP ${answer.status}`);
    } else return outputOf(infno, msgid, answer);
  }
  throw new OutcomeUnknown(infno, msgid, failure);
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** What came instead of a text: files have a Content-Type of their own. */
  readonly file: Uint8Array | null;
  readonly retry_after: string | null;
}

/** The platform itself says that it has done nothing: a proxy's answer says no such thing. */
function isFull({ status, text }: Answer): boolean {
  return (status === 429 || status === 503) && /"infcode": *"?-1"?[,}]/.test(text);
}

const WAIT_MILLISECONDS_MAX = 10_000;

function waitOf({ retry_after }: Answer): number {
  const seconds = Number(retry_after ?? 1);
  return Number.isFinite(seconds) ? Math.min(seconds * 1_000, WAIT_MILLISECONDS_MAX) : 1_000;
}

async function sendOnce(
  options: HospitalClientOptions,
  { infno, body }: Outgoing,
  signed: Readonly<Record<string, string>>,
): Promise<Answer> {
  const send = options.fetch ?? fetch;
  const response = await send(`${options.url}/fsi/api/rsfComIfsService/callService/${infno}`, {
    method: "POST",
    headers: { "content-type": "application/json;charset=utf-8", ...signed },
    body,
    signal: AbortSignal.timeout(options.timeout_ms ?? 10_000),
  });
  const retry_after = response.headers.get("retry-after");
  const { status } = response;
  if (response.headers.get("content-type")?.startsWith("application/octet-stream")) {
    const file = new Uint8Array(await response.arrayBuffer());
    return { status, text: "", file, retry_after };
  }
  return { status, text: await response.text(), file: null, retry_after };
}

interface WireAnswer {
  readonly infcode?: string | number | null;
  readonly err_msg?: string | null;
  readonly message?: string;
  readonly output?: unknown;
}

function outputOf(infno: string, msgid: string, response: Answer): unknown {
  if (response.file !== null) return response.file;
  let answer: WireAnswer;
  try {
    answer = JSON.parse(response.text) as WireAnswer;
  } catch (error) {
    throw new OutcomeUnknown(infno, msgid, error);
  }
  if (String(answer.infcode ?? "") === "0") return answer.output ?? undefined;
  const said = answer.err_msg || answer.message || `HTTP ${response.status}`;
  throw new TransactionRefused(infno, msgid, said);
}
