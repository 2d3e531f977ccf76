import { YibaoError } from "../kernel/index.ts";
import type { Steps } from "../store/index.ts";

/**
 * What a message may hold besides its bytes. JSON is read in one go, and nobody else is answered
 * meanwhile: millions of empty objects fit into a message that is otherwise small enough, and take
 * ten times as long as the largest that means anything.
 */

/** Larger messages are counted, and read with rests between the stages. */
const LARGE_BYTES = 262_144;

/** Objects and lists, members, values: three times what the largest honest message has. */
const LIMITS = { nodes: 100_000, members: 200_000, values: 1_000_000 } as const;

export function isLarge(body: Buffer): boolean {
  return body.length > LARGE_BYTES;
}

const BRACE = 0x7b;
const BRACKET = 0x5b;
const COLON = 0x3a;
const COMMA = 0x2c;

/**
 * Counted by their signs, within texts as well: a text has few.
 * @throws YibaoError GATEWAY-TOO-MANY-MEMBERS
 */
export function* assertReadable(body: Buffer): Steps<void> {
  let nodes = 0;
  let members = 0;
  let values = 0;
  for (let at = 0; at < body.length; at += 1) {
    const sign = body[at];
    if (sign === COMMA) values += 1;
    else if (sign === COLON) members += 1;
    else if (sign === BRACE || sign === BRACKET) nodes += 1;
    if (at % LARGE_BYTES === 0) yield;
  }
  if (nodes <= LIMITS.nodes && members <= LIMITS.members && values <= LIMITS.values) return;
  const count_max = LIMITS.members;
  throw new YibaoError("GATEWAY-TOO-MANY-MEMBERS", { nodes, members, values, count_max });
}
