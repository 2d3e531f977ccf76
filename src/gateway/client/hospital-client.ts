import { chinaTime } from "../../kernel/index.ts";
import { gatewaySignature } from "../signature.ts";
import type { WireMessages } from "./types.ts";

/**
 * A hospital's side of the national interface: builds the envelope, sends, asks again after a
 * network failure with the same msgid (so nothing is done twice), and throws on a refusal.
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
  /** Signs each message when given. */
  readonly signing?: { readonly access_key: string; readonly secret: string };
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
  return {
    nextMsgid,
    call: async (infno, input, call = {}) => {
      const msgid = call.msgid ?? nextMsgid();
      const body = JSON.stringify(envelope(options, infno, msgid, input, call));
      return (await sendUntilAnswered(options, infno, msgid, body)) as never;
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

async function sendUntilAnswered(
  options: HospitalClientOptions,
  infno: string,
  msgid: string,
  body: string,
): Promise<unknown> {
  let failure: unknown;
  for (let attempt = 0; attempt <= (options.retries ?? 2); attempt += 1) {
    let response: { readonly status: number; readonly text: string };
    try {
      response = await sendOnce(options, infno, body);
      const { status } = response;
      if (status >= 500 || status === 429) throw new Error(`HTTP ${status}`);
    } catch (error) {
      failure = error;
      continue;
    }
    return outputOf(infno, msgid, response);
  }
  throw new OutcomeUnknown(infno, msgid, failure);
}

async function sendOnce(
  options: HospitalClientOptions,
  infno: string,
  body: string,
): Promise<{ status: number; text: string }> {
  const send = options.fetch ?? fetch;
  const response = await send(`${options.url}/fsi/api/rsfComIfsService/callService/${infno}`, {
    method: "POST",
    headers: { "content-type": "application/json;charset=utf-8", ...signed(options, infno) },
    body,
    signal: AbortSignal.timeout(options.timeout_ms ?? 10_000),
  });
  return { status: response.status, text: await response.text() };
}

function signed(options: HospitalClientOptions, infno: string): Record<string, string> {
  if (options.signing === undefined) return {};
  const headers = {
    _api_access_key: options.signing.access_key,
    _api_name: infno,
    _api_timestamp: String(options.clock().getTime()),
    _api_version: "1.0.0",
  };
  return { ...headers, _api_signature: gatewaySignature(headers, options.signing.secret) };
}

interface WireAnswer {
  readonly infcode?: string | number | null;
  readonly err_msg?: string | null;
  readonly message?: string;
  readonly output?: unknown;
}

function outputOf(
  infno: string,
  msgid: string,
  response: { status: number; text: string },
): unknown {
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
