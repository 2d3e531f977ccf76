import { createHash, type Hash } from "node:crypto";
import type { AuditEvent } from "./audit-event.ts";

/**
 * The chain over the audit, SM3 (GB/T 32905-2016), as the ledger has one: a seal is the hash over
 * the seal before, the transactions it covers, and the hash of every event in their order.
 */
const ALGORITHM = "sm3";

/** The previous hash of the first seal. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/** Bytes of an event's hash that a seal keeps, to name it when the whole no longer agrees. */
const DIGEST_BYTES = 8;

export interface SealBounds {
  readonly from_transaction: number;
  /** The first transaction after. */
  readonly to_transaction: number;
}

export interface SealedEvents {
  readonly event_count: number;
  readonly event_nos: readonly number[];
  readonly event_digests: Buffer;
  readonly hash: string;
}

/** One seal of the events given, in the order of their transactions and numbers. */
export function sealOf(
  previous_hash: string,
  { from_transaction, to_transaction }: SealBounds,
  events: readonly AuditEvent[],
): SealedEvents {
  const whole: Hash = createHash(ALGORITHM);
  whole.update(`${previous_hash}\n${from_transaction}\n${to_transaction}\n`);
  const digests = events.map((event) => {
    const digest = createHash(ALGORITHM).update(canonicalText(event)).digest();
    whole.update(digest);
    return digest.subarray(0, DIGEST_BYTES);
  });
  whole.update(`\n${events.length}`);
  return {
    event_count: events.length,
    event_nos: events.map(({ event_no }) => event_no),
    event_digests: Buffer.concat(digests),
    hash: whole.digest("hex"),
  };
}

/** Every column, in this order for ever; a new column goes to the end, where it is not null. */
function canonicalText(event: AuditEvent): string {
  return JSON.stringify([
    event.event_no,
    event.at.getTime(),
    event.caller_kind,
    event.account_no,
    event.account,
    event.name,
    event.session_no,
    event.address,
    event.route,
    event.title,
    event.person_no,
    event.institution_code,
    event.outcome,
    event.code,
    event.details,
  ]);
}

/** An event that is not as it was sealed. */
export interface BadEvent {
  readonly event_no: number;
  readonly way: "changed" | "removed" | "added";
}

type Digests = Pick<SealedEvents, "event_nos" | "event_digests">;

/** The first event, by its number, that differs; null when they are the same. */
export function firstDifference(sealed: Digests, found: Digests): BadEvent | null {
  const before = digestsByEvent(sealed);
  const now = digestsByEvent(found);
  const numbers = [...new Set([...before.keys(), ...now.keys()])].sort((one, two) => one - two);
  for (const event_no of numbers) {
    const [was, is] = [before.get(event_no), now.get(event_no)];
    if (was === is) continue;
    return {
      event_no,
      way: is === undefined ? "removed" : was === undefined ? "added" : "changed",
    };
  }
  return null;
}

function digestsByEvent({ event_nos, event_digests }: Digests): Map<number, string> {
  return new Map(
    event_nos.map((event_no, index) => {
      const start = index * DIGEST_BYTES;
      return [event_no, event_digests.toString("hex", start, start + DIGEST_BYTES)];
    }),
  );
}
