import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/**
 * The two families of signed headers: the gateway's (`_api_*`, HMAC-SHA1) and the portal's
 * (`x-tif-*`, SHA-256 over a shared token). Both sign the headers, not the body.
 */

export interface AccessKey {
  readonly secret: string;
  /** The institution the key was issued to. */
  readonly institution_code: string;
  /** The only family of headers it is good for; both when not given. */
  readonly family?: HeaderFamily;
}

export type HeaderFamily = "gateway" | "portal";

/** Finds a key by its public name; undefined when nobody has it. */
export type KeyRing = (access_key: string) => AccessKey | undefined;

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The body of a rejection; the wording is the gateway's own. */
export interface SignatureRejection {
  readonly code: 401;
  readonly message: string;
}

export type SignatureCheck =
  | { readonly accepted: true; readonly institution_code: string }
  | {
      readonly accepted: false;
      /** Whether there were signed headers at all. */
      readonly present: boolean;
      readonly rejection: SignatureRejection;
    };

const WINDOW_MILLISECONDS = 30 * 60_000;

export const GATEWAY_HEADERS = [
  "_api_access_key",
  "_api_name",
  "_api_timestamp",
  "_api_version",
] as const;

/** Whether the headers of either family are there and true at `now`. Reads no clock. */
export function checkSignature(headers: Headers, keys: KeyRing, now: Date): SignatureCheck {
  const claim = gatewayClaim(headers) ?? portalClaim(headers);
  if (claim === null) return rejected("缺少服务网关的请求头!", false);
  const sent = epochMilliseconds(claim.timestamp);
  if (sent === null || Math.abs(now.getTime() - sent) > WINDOW_MILLISECONDS) {
    return rejected("签名时间戳超时!");
  }
  const key = keys(claim.access_key);
  if (key === undefined || (key.family ?? claim.family) !== claim.family) {
    return rejected("非法用户!");
  }
  if (!sameText(claim.expected(key.secret), claim.signature)) return rejected("签名不一致!");
  return { accepted: true, institution_code: key.institution_code };
}

/** The access key the headers name, proved or not; null when they name none. */
export function namedAccessKey(headers: Headers): string | null {
  return header(headers, "_api_access_key") ?? header(headers, "x-tif-paasid");
}

/** The signature that the headers carry, proved or not. */
export function signatureOf(headers: Headers): string | null {
  return header(headers, "_api_signature") ?? header(headers, "x-tif-signature");
}

/** The service that the signed headers name: 1101, or hsa-fsi-1101. */
export function namedService(headers: Headers): string | null {
  return header(headers, "_api_name");
}

/**
 * Whether two messages of one second have one signature. The portal's timestamps count seconds as
 * well, but its nonce tells them apart.
 */
export function countsSeconds(headers: Headers): boolean {
  return header(headers, "_api_timestamp")?.length === 10;
}

/** base64 HMAC-SHA1 over the four headers in the order of their names. */
export function gatewaySignature(
  headers: Readonly<Record<(typeof GATEWAY_HEADERS)[number], string>>,
  secret: string,
): string {
  const canonical = GATEWAY_HEADERS.map((name) => `${name}=${headers[name]}`).join("&");
  return createHmac("sha1", secret).update(canonical, "utf8").digest("base64");
}

/** hex SHA-256 of timestamp + token + nonce + timestamp. */
export function portalSignature(timestamp: string, nonce: string, token: string): string {
  return createHash("sha256")
    .update(timestamp + token + nonce + timestamp, "utf8")
    .digest("hex");
}

interface Claim {
  readonly family: HeaderFamily;
  readonly access_key: string;
  readonly timestamp: string;
  readonly signature: string;
  expected(secret: string): string;
}

function gatewayClaim(headers: Headers): Claim | null {
  const access_key = header(headers, "_api_access_key");
  const name = header(headers, "_api_name");
  const timestamp = header(headers, "_api_timestamp");
  const version = header(headers, "_api_version");
  const signature = header(headers, "_api_signature");
  if (!access_key || !name || !timestamp || !version || !signature) return null;
  const signed = {
    _api_access_key: access_key,
    _api_name: name,
    _api_timestamp: timestamp,
    _api_version: version,
  };
  return {
    family: "gateway",
    access_key,
    timestamp,
    signature,
    expected: (secret) => gatewaySignature(signed, secret),
  };
}

function portalClaim(headers: Headers): Claim | null {
  const access_key = header(headers, "x-tif-paasid");
  const timestamp = header(headers, "x-tif-timestamp");
  const nonce = header(headers, "x-tif-nonce");
  const signature = header(headers, "x-tif-signature")?.toLowerCase();
  if (!access_key || !timestamp || !nonce || !signature) return null;
  const expected = (token: string): string => portalSignature(timestamp, nonce, token);
  return { family: "portal", access_key, timestamp, signature, expected };
}

function header(headers: Headers, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}

/** 13 digits are milliseconds, 10 are seconds; anything else is no timestamp. */
function epochMilliseconds(text: string): number | null {
  if (/^\d{13}$/.test(text)) return Number(text);
  return /^\d{10}$/.test(text) ? Number(text) * 1_000 : null;
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function rejected(message: string, present = true): SignatureCheck {
  return { accepted: false, present, rejection: { code: 401, message } };
}
