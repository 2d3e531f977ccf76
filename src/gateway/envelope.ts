import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { isRegionCode, YibaoError } from "../kernel/index.ts";
import { giveWay, inSlices } from "../store/index.ts";
import { assertReadable, isLarge } from "./body-size.ts";
import { type DateTimeText, dateTimeText } from "./wire-time.ts";
import { clipped, isEmpty, isObject, isUnusable, quoted, type WireObject } from "./wire-value.ts";

/**
 * The envelope of a message, in all the forms that are met: the transaction's code in the path or
 * the body, members missing that a hospital's own gateway would fill, empty ones written as "",
 * null or "null", numbers as text. Only what the platform needs is checked.
 */
export interface Envelope {
  /** The code as sent, 2207A included. */
  readonly infno: string;
  readonly msgid: string;
  readonly institution_code: string;
  readonly institution_name: string | null;
  /** Region of treatment and of insurance, six digits; null when empty. */
  readonly mdtrtarea_admvs: string | null;
  readonly insuplc_admdvs: string | null;
  readonly operator: Operator;
  readonly sign_no: string | null;
  readonly receiver_system: string | null;
  readonly version: string | null;
  /** When the institution sent it, by its own clock. */
  readonly sent_at: DateTimeText | null;
  /** The transaction's nodes, not yet read. */
  readonly input: unknown;
}

export interface Operator {
  /** 1 operator, 2 self-service terminal, 3 mobile; null when not told. */
  readonly type: string | null;
  readonly id: string | null;
  readonly name: string | null;
}

/** What is known of a message besides its body. */
export interface EnvelopeContext {
  /** The code in the address, or null. */
  readonly path_infno: string | null;
  /** The institution of the access key in the headers, or null. */
  readonly key_institution: string | null;
  /** Whether the key was proved by a signature: then the body may name no other institution. */
  readonly key_proved: boolean;
}

const MSGID_LENGTH_MAX = 40;

/**
 * The body as its members.
 * @throws YibaoError GATEWAY-NOT-UTF8 | GATEWAY-NOT-JSON
 */
export function membersOf(body: Buffer): WireObject {
  if (!isUtf8(body)) throw new YibaoError("GATEWAY-NOT-UTF8");
  let value: unknown = body.toString("utf8").replace(/^\ufeff/, "");
  // Some clients send the object as a JSON text within a JSON text: unwrapped once.
  for (let depth = 0; depth < 2 && typeof value === "string"; depth += 1) value = parsed(value);
  if (isObject(value)) return value;
  throw new YibaoError("GATEWAY-NOT-JSON", { reason: "最外层不是对象" });
}

/**
 * As membersOf, of a body of any size: what takes too long to read is not read at all.
 * @throws YibaoError as membersOf; GATEWAY-TOO-MANY-MEMBERS
 */
export async function membersOfBody(body: Buffer): Promise<WireObject> {
  if (isLarge(body)) {
    await inSlices(assertReadable(body));
    await giveWay();
  }
  return membersOf(body);
}

function parsed(text: string): unknown {
  if (text.trim() === "") throw new YibaoError("GATEWAY-NOT-JSON", { reason: "报文为空" });
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    const reason = position ? `第 ${Number(position) + 1} 个字符处有误` : "语法有误";
    throw new YibaoError("GATEWAY-NOT-JSON", { reason });
  }
}

/** The institution that the members name, or null: known before the rest is checked. */
export function institutionOf(members: WireObject, context: EnvelopeContext): string | null {
  const named = textOf(members, "fixmedins_code") ?? textOf(members, "medins_code");
  return named ?? context.key_institution;
}

/**
 * The envelope of parsed members.
 * @throws YibaoError GATEWAY-INFNO-* | GATEWAY-MEMBER-MISSING | GATEWAY-MSGID-TOO-LONG |
 *   GATEWAY-REGION-NOT-A-REGION | GATEWAY-INSTITUTION-NOT-THE-KEYS | GATEWAY-NOT-A-TIME
 */
export function envelopeOf(members: WireObject, context: EnvelopeContext): Envelope {
  const infno = infnoOf(members, context.path_infno);
  const msgid = needed(textOf(members, "msgid"), "msgid", "发送方报文ID");
  if (msgid.length > MSGID_LENGTH_MAX) {
    throw new YibaoError("GATEWAY-MSGID-TOO-LONG", { length: msgid.length }, "msgid");
  }
  return {
    infno,
    msgid,
    institution_code: checkedInstitution(members, context),
    institution_name: textOf(members, "fixmedins_name"),
    mdtrtarea_admvs: regionOf(members, "mdtrtarea_admvs"),
    insuplc_admdvs: regionOf(members, "insuplc_admdvs"),
    operator: {
      type: textOf(members, "opter_type"),
      id: textOf(members, "opter"),
      name: textOf(members, "opter_name"),
    },
    sign_no: textOf(members, "sign_no"),
    receiver_system: textOf(members, "recer_sys_code"),
    version: textOf(members, "infver"),
    sent_at: sentAt(members),
    input: members.input,
  };
}

function infnoOf(members: WireObject, path_infno: string | null): string {
  const body = textOf(members, "infno");
  if (path_infno !== null && body !== null && path_infno !== body) {
    const details = { path: quoted(path_infno), body: quoted(body) };
    throw new YibaoError("GATEWAY-INFNO-MISMATCH", details, "infno");
  }
  const infno = body ?? path_infno;
  if (infno === null) throw new YibaoError("GATEWAY-INFNO-MISSING", {}, "infno");
  return infno;
}

function checkedInstitution(members: WireObject, context: EnvelopeContext): string {
  const institution = needed(institutionOf(members, context), "fixmedins_code", "定点医药机构编号");
  const { key_institution, key_proved } = context;
  if (key_proved && key_institution !== null && institution !== key_institution) {
    const details = { institution: quoted(institution) };
    throw new YibaoError("GATEWAY-INSTITUTION-NOT-THE-KEYS", details, "fixmedins_code");
  }
  return institution;
}

function regionOf(members: WireObject, name: string): string | null {
  const region = textOf(members, name);
  if (region === null || isRegionCode(region)) return region;
  throw new YibaoError("GATEWAY-REGION-NOT-A-REGION", { value: quoted(region) }, name);
}

function sentAt(members: WireObject): DateTimeText | null {
  const text = textOf(members, "inf_time");
  if (text === null) return null;
  const time = dateTimeText(text);
  if (time === null) {
    throw new YibaoError("GATEWAY-NOT-A-TIME", { value: quoted(text) }, "inf_time");
  }
  return time;
}

function needed(value: string | null, name: string, label: string): string {
  if (value !== null) return value;
  throw new YibaoError("GATEWAY-MEMBER-MISSING", { label }, `${name}（${label}）`);
}

/** A member of the envelope as text: numbers as their digits, anything else as empty. */
function textOf(members: WireObject, name: string): string | null {
  const value = members[name];
  if (typeof value === "number") return String(value);
  if (typeof value !== "string" || isEmpty(value)) return null;
  // Members reach the database and answers: a null character or half a pair must not.
  const short = clipped(value, MEMBER_LENGTH_MAX).trim();
  const text = isUnusable(short) ? short.replace(/[\0\p{Surrogate}]/gu, "") : short;
  return text === "" ? null : text;
}

const MEMBER_LENGTH_MAX = 2_000;

/** What makes two messages the same: their transaction, sender, regions and typed input. */
export interface MessageContent {
  readonly infno: string;
  readonly institution_code: string;
  readonly mdtrtarea_admvs: string | null;
  readonly insuplc_admdvs: string | null;
  /** As the reader of the input gives it: its members are in the order of the table. */
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * SHA-256 (hex) of a message's content. Two messages that differ only in the order or spelling
 * of members, in 12.3 for 12.30, or in members nobody reads, have the same hash.
 */
export function contentHash(content: MessageContent): string {
  const { infno, institution_code, mdtrtarea_admvs, insuplc_admdvs, input } = content;
  const canonical = JSON.stringify([
    infno,
    institution_code,
    mdtrtarea_admvs,
    insuplc_admdvs,
    input,
  ]);
  return createHash("sha256").update(canonical).digest("hex");
}
