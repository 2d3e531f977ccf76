import { type CivilDate, contains, type Period } from "../../kernel/index.ts";
import type { AccessKey, KeyRing } from "../signature.ts";

/** Keys of institutions beside the one of their registration: several, dated, revocable. */

/**
 * `gateway`: access key and secret (HMAC-SHA1, `_api_*` headers) · `portal`: paasid and token
 * (`x-tif-*` headers) · `sm2`: the public key that checks `cainfo`.
 */
export const KEY_FAMILIES = ["gateway", "portal", "sm2"] as const;

export type KeyFamily = (typeof KEY_FAMILIES)[number];

export interface InstitutionKey {
  /** Public name of the key; for `sm2` a name of ours, by which it is revoked. */
  readonly access_key: string;
  readonly institution_code: string;
  readonly family: KeyFamily;
  /** What people call it: “收费处”, “自助机”. */
  readonly name: string;
  readonly secret: string | null;
  /** 65 bytes uncompressed, hex, lower case. */
  readonly public_key: string | null;
  readonly period: Period;
  readonly revoked: boolean;
}

export interface KeyBook {
  /** In order of institution and access key, the ended ones too. */
  readonly all: readonly InstitutionKey[];
  byAccessKey(access_key: string): InstitutionKey | null;
  /** Public keys of an institution that are in force on a day; none: nothing is checked. */
  sm2Keys(institution_code: string, day: CivilDate): readonly string[];
}

export function inForce(key: Pick<InstitutionKey, "period" | "revoked">, day: CivilDate): boolean {
  return !key.revoked && contains(key.period, day);
}

export function buildKeyBook(all: readonly InstitutionKey[]): KeyBook {
  const byAccessKey = new Map(all.map((key) => [key.access_key, key]));
  const sm2 = new Map<string, InstitutionKey[]>();
  for (const key of all) {
    if (key.family !== "sm2") continue;
    sm2.set(key.institution_code, [...(sm2.get(key.institution_code) ?? []), key]);
  }
  return {
    all,
    byAccessKey: (access_key) => byAccessKey.get(access_key) ?? null,
    sm2Keys: (institution_code, day) =>
      (sm2.get(institution_code) ?? [])
        .filter((key) => inForce(key, day))
        .map((key) => key.public_key as string),
  };
}

/**
 * The key ring of a day: keys of the book that are in force, and those of the registration unless
 * the book says of them that they are revoked. SM2 keys have no secret and open no headers.
 */
export function keyRing(
  book: KeyBook,
  registered: (access_key: string) => AccessKey | null,
  day: CivilDate,
): KeyRing {
  return (access_key) => {
    const key = book.byAccessKey(access_key);
    if (key === null) return registered(access_key) ?? undefined;
    if (key.secret === null || key.family === "sm2" || !inForce(key, day)) return undefined;
    const { secret, institution_code, family } = key;
    return { secret, institution_code, family };
  };
}
