import { createHash, type Hash } from "node:crypto";

/**
 * The hash of a seal, SM3 (GB/T 32905-2016): over the previous seal's hash, the transactions it
 * covers, and the hash of every entry in their order. So every seal vouches for all before it.
 */
const ALGORITHM = "sm3";

/** The previous hash of the first seal. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/** Bytes of an entry's hash that a seal keeps to name the entry when the whole no longer agrees. */
export const DIGEST_BYTES = 8;

export interface SealBounds {
  readonly from_transaction: number;
  /** The first transaction after. */
  readonly to_transaction: number;
}

export interface SealedBatch {
  readonly entry_count: number;
  readonly hash: string;
  readonly entry_nos: readonly number[];
  readonly entry_digests: Buffer;
}

export interface SealHash {
  add(entry_no: number, canonical: string): void;
  finish(): SealedBatch;
}

/** Takes entries one by one, as their canonical texts, and gives the seal. */
export function createSealHash(previous_hash: string, bounds: SealBounds): SealHash {
  const whole = newHash();
  whole.update(`${previous_hash}\n${bounds.from_transaction}\n${bounds.to_transaction}\n`);
  const entry_nos: number[] = [];
  const digests: Buffer[] = [];
  return {
    add(entry_no, canonical) {
      const digest = newHash().update(canonical).digest();
      whole.update(digest);
      entry_nos.push(entry_no);
      digests.push(digest.subarray(0, DIGEST_BYTES));
    },
    finish() {
      whole.update(`\n${entry_nos.length}`);
      return {
        entry_count: entry_nos.length,
        hash: whole.digest("hex"),
        entry_nos,
        entry_digests: Buffer.concat(digests),
      };
    },
  };
}

/** What a seal keeps of one entry, in hexadecimal. */
export function entryDigest(canonical: string): string {
  return newHash().update(canonical).digest().subarray(0, DIGEST_BYTES).toString("hex");
}

function newHash(): Hash {
  try {
    return createHash(ALGORITHM);
  } catch (cause) {
    // A Node built without it (FIPS builds); another hash would not match the seals before.
    throw new Error("this Node.js has no SM3 hash (node:crypto); use an official build", { cause });
  }
}
