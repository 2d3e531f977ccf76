import { gatewaySignature, portalSignature } from "../signature.ts";

/** A hospital's side of the signatures: the headers of either family. */
export type Signing =
  /** `_api_*` headers: HMAC-SHA1 by access key and secret. */
  | { readonly family?: "gateway"; readonly access_key: string; readonly secret: string }
  /** `x-tif-*` headers: SHA-256 by paasid and token, with a nonce never used before. */
  | {
      readonly family: "portal";
      readonly paasid: string;
      readonly token: string;
      readonly nextNonce: () => string;
    };

export type HeaderSigner = (infno: string) => Readonly<Record<string, string>>;

/** Signs the headers of one message after the other; unsigned when `signing` is not given. */
export function createHeaderSigner(signing: Signing | undefined, clock: () => Date): HeaderSigner {
  if (signing === undefined) return () => ({});
  if (signing.family === "portal") {
    const { paasid, token, nextNonce } = signing;
    return () => {
      const timestamp = String(Math.floor(clock().getTime() / 1_000));
      const nonce = nextNonce();
      return {
        "x-tif-paasid": paasid,
        "x-tif-timestamp": timestamp,
        "x-tif-nonce": nonce,
        "x-tif-signature": portalSignature(timestamp, nonce, token),
      };
    };
  }
  const { access_key, secret } = signing;
  let last = 0;
  return (infno) => {
    // Never twice the same millisecond: a signature must not stand for two messages.
    last = Math.max(clock().getTime(), last + 1);
    const headers = {
      _api_access_key: access_key,
      _api_name: infno,
      _api_timestamp: String(last),
      _api_version: "1.0.0",
    };
    return { ...headers, _api_signature: gatewaySignature(headers, secret) };
  };
}
