import { createHash, randomBytes } from "node:crypto";
import { Secret } from "otpauth";

/** What nobody may guess, and the hashes under which some of it is kept. */

const TOKEN_BYTES = 32;
const SECOND_FACTOR_BYTES = 20;
const BACKUP_CODE_BYTES = 10;
const CREDENTIAL_KEY_BYTES = 32;

/** 256 random bits, as a cookie can carry them. */
export function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** The secret of an authenticator, base32: 160 bits, as RFC 4226 asks. */
export function randomSecondFactor(): string {
  return new Secret({ size: SECOND_FACTOR_BYTES }).base32;
}

/** `abcd-efgh-ijkl-mnop`: 80 bits, so that a plain hash of it cannot be turned round. */
export function randomBackupCode(): string {
  const text = new Secret({ size: BACKUP_CODE_BYTES }).base32.toLowerCase();
  return (text.match(/.{4}/g) as string[]).join("-");
}

export function randomCredentialKey(): Buffer {
  return randomBytes(CREDENTIAL_KEY_BYTES);
}

/** SHA-256 in hex: of secrets too long to be tried out. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
