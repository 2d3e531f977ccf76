import { type CivilDate, chinaTime, YibaoError } from "../../kernel/index.ts";
import { type EnvelopeContext, membersOfBody } from "../envelope.ts";
import {
  checkSignature,
  countsSeconds,
  type Headers,
  type KeyRing,
  namedAccessKey,
  namedService,
  type SignatureRejection,
  signatureOf,
} from "../signature.ts";
import { dateTimeText } from "../wire-time.ts";
import { isEmpty, quoted, type WireObject } from "../wire-value.ts";
import type { Quota } from "./quota.ts";
import type { ReplayWindow } from "./replay-window.ts";
import { cainfoOf, signedText, sm2Verified } from "./sm2-signature.ts";

/**
 * Who is calling: proved by signed headers, or by an SM2 signature of the message, or only said.
 * Headers are checked before the body is read; the rest when its members are known.
 */

export interface SignatureOptions {
  /** Whether a message must be proved, by headers or by SM2. */
  readonly required: boolean;
  readonly keys: KeyRing;
  /**
   * Registered SM2 keys of an institution on a day. Where there are any, each of its messages must
   * be signed by one of them, whether `required` or not.
   */
  readonly sm2Keys?: (institution_code: string, day: CivilDate) => readonly string[];
  /** Against a signature before another body; nothing is remembered when not given. */
  readonly replay?: ReplayWindow;
  /** HTTP status of a rejection; 401 when not given. */
  readonly rejection_status?: number;
}

export interface Caller {
  readonly context: EnvelopeContext;
  /** The access key whose signature was right; null when nothing is proved yet. */
  readonly access_key: string | null;
  /** Why the headers prove nothing, kept until it is known whether SM2 does. */
  readonly rejection: SignatureRejection | null;
  /** To be called when the message has been answered. */
  readonly leave: () => void;
}

function nothing(): void {}

/** The gateway's own rejection, which is no answer of the interface. */
export class CallerRejected extends Error {
  readonly rejection: SignatureRejection;

  constructor(rejection: SignatureRejection) {
    super(rejection.message);
    this.name = "CallerRejected";
    this.rejection = rejection;
  }
}

export interface CallerMessage {
  readonly path_infno: string | null;
  readonly body: Buffer;
  readonly headers: Headers;
}

export interface CallerSettings {
  readonly signature?: SignatureOptions;
  readonly quota?: Quota;
}

/**
 * What the headers prove.
 * @throws CallerRejected; YibaoError GATEWAY-SIGNATURE-REPLAYED | GATEWAY-OVER-QUOTA
 */
export function callerOfHeaders(
  { signature, quota }: CallerSettings,
  message: CallerMessage,
  now: Date,
): Caller {
  const { path_infno, headers, body } = message;
  if (!signature?.required) {
    const named = namedAccessKey(headers);
    const key = named === null ? undefined : signature?.keys(named);
    const key_institution = key?.institution_code ?? null;
    const context = { path_infno, key_institution, key_proved: false };
    return { context, access_key: null, rejection: null, leave: nothing };
  }
  const check = checkSignature(headers, signature.keys, now);
  if (!check.accepted) {
    // An institution that signs the message itself needs no signed headers.
    if (check.present || signature.sm2Keys === undefined) throw new CallerRejected(check.rejection);
    const context = { path_infno, key_institution: null, key_proved: false };
    return { context, access_key: null, rejection: check.rejection, leave: nothing };
  }
  const access_key = namedAccessKey(headers) as string;
  quota?.take(`key ${access_key}`, now);
  const use = {
    signature: `${access_key} ${signatureOf(headers)}`,
    content: [path_infno ?? "", body],
    in_seconds: countsSeconds(headers),
  };
  const leave = signature.replay?.enter(use, now) ?? nothing;
  const { institution_code } = check;
  const context = { path_infno, key_institution: institution_code, key_proved: true };
  return { context, access_key, rejection: null, leave };
}

/**
 * The members of the body. Of a message without signed headers that cannot be read, no signature
 * of its own can be found either.
 * @throws CallerRejected; YibaoError as membersOfBody
 */
export async function membersOfCaller(caller: Caller, body: Buffer): Promise<WireObject> {
  try {
    return await membersOfBody(body);
  } catch (error) {
    if (caller.rejection !== null) throw new CallerRejected(caller.rejection);
    throw error;
  }
}

/**
 * What the message itself proves, once its members and institution are known. The result is
 * called when it has been answered.
 * @throws CallerRejected; YibaoError GATEWAY-SM2-… | GATEWAY-SIGNATURE-REPLAYED |
 *   GATEWAY-OVER-QUOTA
 */
export function checkMembers(
  { signature, quota }: CallerSettings,
  caller: Caller,
  message: CallerMessage,
  { members, institution }: { members: WireObject; institution: string | null },
  now: Date,
): () => void {
  const day = chinaTime(now).slice(0, 10) as CivilDate;
  const keys = institution === null ? [] : (signature?.sm2Keys?.(institution, day) ?? []);
  if (keys.length === 0 && caller.rejection !== null) throw new CallerRejected(caller.rejection);
  // A bucket is taken from only when it is known whose it is, as far as it is to be known.
  const cainfo = keys.length === 0 ? null : checkSm2(members, keys, now);
  if (caller.access_key === null && institution !== null) quota?.take(`at ${institution}`, now);
  if (cainfo === null) return nothing;
  const use = {
    signature: `sm2 ${cainfo.toLowerCase()}`,
    content: [message.path_infno ?? "", message.body],
    in_seconds: false,
  };
  return signature?.replay?.enter(use, now) ?? nothing;
}

const WINDOW_MILLISECONDS = 30 * 60_000;

function checkSm2(members: WireObject, keys: readonly string[], now: Date): string {
  const cainfo = cainfoOf(members);
  if (cainfo === null) throw new YibaoError("GATEWAY-SM2-MISSING", {}, "cainfo");
  const sent = isEmpty(members.inf_time) ? null : dateTimeText(String(members.inf_time));
  const sent_at = sent === null ? Number.NaN : Date.parse(`${sent.replace(" ", "T")}+08:00`);
  if (!(Math.abs(now.getTime() - sent_at) <= WINDOW_MILLISECONDS)) {
    throw new YibaoError("GATEWAY-SM2-TIME", { value: quoted(members.inf_time ?? "") }, "inf_time");
  }
  const text = signedText(members);
  if (!keys.some((key) => sm2Verified(text, cainfo, key))) {
    throw new YibaoError("GATEWAY-SM2-WRONG", {}, "cainfo");
  }
  return cainfo;
}

/**
 * Signed headers name a service; a signature for one transaction must not carry another.
 * @throws YibaoError GATEWAY-SERVICE-NOT-THE-TRANSACTION
 */
export function checkService(caller: Caller, headers: Headers, infno: string): void {
  if (caller.access_key === null) return;
  const service = namedService(headers);
  const named = /(?:^|-)(\d{4,6})[A-Z]?$/.exec(service ?? "")?.[1];
  if (named === undefined || named === infno.replace(/[A-Z]$/, "")) return;
  const details = { service: quoted(service), infno: quoted(infno) };
  throw new YibaoError("GATEWAY-SERVICE-NOT-THE-TRANSACTION", details, "_api_name");
}
