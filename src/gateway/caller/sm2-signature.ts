import { sm2 } from "sm-crypto-v2";
import { isEmpty, isObject, type WireObject } from "../wire-value.ts";

/**
 * The signature of the message itself (scheme A of the newer national edition): SM2 with SM3 over
 * the members of the envelope, in `cainfo`. It covers neither `input` nor the headers. OpenSSL
 * would do, but Node cannot hand it the distinguishing id, so a library does (see docs).
 */

/** The id of GB/T 32918 that goes into every signature. */
export const DISTINGUISHING_ID = "1234567812345678";

const NOT_SIGNED = new Set(["cainfo", "input"]);

/**
 * What is signed: every member but cainfo and input, in the order of their ASCII names, as
 * `name=value` joined by `&`. An empty member (null as well) is `name=`.
 */
export function signedText(members: WireObject): string {
  return Object.keys(members)
    .filter((name) => !NOT_SIGNED.has(name))
    .sort()
    .map((name) => `${name}=${memberText(members[name])}`)
    .join("&");
}

function memberText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The signature as `cainfo` carries it: ASN.1 DER (GM/T 0009), hex, upper case. */
export function sm2Signature(text: string, private_key: string): string {
  const options = { hash: true, der: true, userId: DISTINGUISHING_ID };
  return sm2.doSignature(text, private_key, options).toUpperCase();
}

type Point = ReturnType<typeof sm2.precomputePublicKey>;

/** Points prepared once make checking some seven times faster. */
const points = new Map<string, Point>();
const POINTS_MAX = 1_000;

/**
 * Whether `signature` (hex: DER, or the 64 bytes r ‖ s) is of `text` under an uncompressed public
 * key in hex. Whatever is no signature at all is false.
 */
export function sm2Verified(text: string, signature: string, public_key: string): boolean {
  const hex = signature.toLowerCase();
  if (!/^(?:[0-9a-f]{2}){8,144}$/.test(hex)) return false;
  const options = { hash: true, der: hex.length !== 128, userId: DISTINGUISHING_ID };
  try {
    return sm2.doVerifySignature(text, hex, pointOf(public_key), options);
  } catch {
    return false;
  }
}

function pointOf(public_key: string): Point {
  const known = points.get(public_key);
  if (known !== undefined) return known;
  if (points.size >= POINTS_MAX) points.clear();
  const point = sm2.precomputePublicKey(public_key);
  points.set(public_key, point);
  return point;
}

/** A public key as it is kept, 04 and 64 bytes in lower-case hex; null for what is none. */
export function sm2PublicKey(text: string): string | null {
  const hex = text.replace(/\s+/g, "").toLowerCase();
  const full = /^[0-9a-f]{128}$/.test(hex) ? `04${hex}` : hex;
  if (!/^04[0-9a-f]{128}$/.test(full)) return null;
  try {
    return sm2.verifyPublicKey(full) ? full : null;
  } catch {
    return null;
  }
}

/** Members with `signtype` and `cainfo` filled: the client's side. */
export function sm2Signed<Members extends WireObject>(
  members: Members,
  private_key: string,
): Members & { readonly signtype: string; readonly cainfo: string } {
  const signed = { ...members, signtype: "SM2" };
  return { ...signed, cainfo: sm2Signature(signedText(signed), private_key) };
}

/** The signature a message carries, or null. */
export function cainfoOf(members: WireObject): string | null {
  const { cainfo } = members;
  if (isEmpty(cainfo) || isObject(cainfo)) return null;
  return String(cainfo).trim();
}
