import { Secret, TOTP } from "otpauth";

/** Codes of an authenticator: RFC 6238, SHA-1, six digits, windows of 30 seconds. */

const ISSUER = "医保经办平台";
const WINDOW_MILLISECONDS = 30_000;
/** A clock may be wrong by one window either way. */
const TOLERANCE_WINDOWS = 1;

interface Shape {
  readonly digits?: number;
  readonly algorithm?: "SHA1" | "SHA256" | "SHA512";
}

/** The code of a moment; other shapes serve the vectors of the RFC. */
export function codeAt(secret: string, now: Date, shape: Shape = {}): string {
  return made(secret, "", shape).generate({ timestamp: now.getTime() });
}

/**
 * The number of the window (of 30 seconds, from 1970) to which a code belongs, if it is the one of
 * now, or of the window before or after; else null.
 */
export function windowOfCode(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = made(secret, "", {}).validate({
    token: code,
    timestamp: now.getTime(),
    window: TOLERANCE_WINDOWS,
  });
  return delta === null ? null : Math.floor(now.getTime() / WINDOW_MILLISECONDS) + delta;
}

/** `otpauth://totp/…`: what the authenticator reads as a QR code. */
export function authenticatorUri(secret: string, account: string): string {
  return made(secret, account, {}).toString();
}

function made(secret: string, account: string, { digits = 6, algorithm = "SHA1" }: Shape): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label: account,
    algorithm,
    digits,
    period: WINDOW_MILLISECONDS / 1000,
    secret: Secret.fromBase32(secret),
  });
}
