import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The text of an electronic credential: `Y1.key.number.until.mac`. It names nobody: the number
 * leads to the person only here. The MAC is HMAC-SM3 (GB/T 32905-2016) over the rest and the
 * person, with a key of our own.
 */
export interface CredentialFacts {
  readonly key_no: number;
  readonly credential_no: number;
  readonly until: Date;
}

const FORM = /^Y1\.(\d{1,9})\.(\d{1,15})\.(\d{10})\.([\w-]{43})$/;

export function credentialCode(facts: CredentialFacts, person_no: string, key: Buffer): string {
  return `${headOf(facts)}.${macOf(facts, person_no, key)}`;
}

/** What a code says of itself, not yet believed; null for another text. */
export function readCredentialCode(code: string): CredentialFacts | null {
  const [, key_no, credential_no, until] = FORM.exec(code.trim()) ?? [];
  if (until === undefined) return null;
  return {
    key_no: Number(key_no),
    credential_no: Number(credential_no),
    until: new Date(Number(until) * 1000),
  };
}

/** Whether the code is ours and for this person. */
export function isGenuine(
  code: string,
  facts: CredentialFacts,
  person_no: string,
  key: Buffer,
): boolean {
  const given = Buffer.from(code.trim());
  const right = Buffer.from(credentialCode(facts, person_no, key));
  return given.length === right.length && timingSafeEqual(given, right);
}

function headOf({ key_no, credential_no, until }: CredentialFacts): string {
  return `Y1.${key_no}.${credential_no}.${Math.floor(until.getTime() / 1000)}`;
}

function macOf(facts: CredentialFacts, person_no: string, key: Buffer): string {
  return createHmac("sm3", key)
    .update(`${headOf(facts)}.${person_no}`)
    .digest("base64url");
}
