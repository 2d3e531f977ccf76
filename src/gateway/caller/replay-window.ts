import { createHash } from "node:crypto";
import { YibaoError } from "../../kernel/index.ts";

/**
 * No family's signature covers the body, so whoever reads one off the wire could put it before a
 * body of his own while it is fresh. The window remembers for which content a signature came
 * first: the same again is a retry and passes, other content is refused.
 *
 * Two counters that sign within one millisecond make equal signatures honestly: other content
 * passes while the first is still being answered. Where timestamps count seconds it passes for two
 * seconds.
 *
 * In memory, for this process, and bounded: a restart forgets, a second process does not know,
 * and beyond `entries_max` the oldest half goes. What a changing message did is protected
 * beyond that by its receipt.
 */
export interface ReplayWindow {
  /**
   * Lets a signed message in; the result is called when it has been answered.
   * @throws YibaoError GATEWAY-SIGNATURE-REPLAYED
   */
  enter(use: SignatureUse, now: Date): () => void;
  readonly size: number;
}

export interface SignatureUse {
  /** What proves the message, with the key it belongs to. */
  readonly signature: string;
  /** The bytes it came with. */
  readonly content: readonly (Buffer | string)[];
  /** Whether the signed timestamp counts whole seconds. */
  readonly in_seconds: boolean;
}

export interface ReplayOptions {
  readonly entries_max?: number;
  /** How long a signature may be used at all. */
  readonly window_ms?: number;
}

interface Seen {
  readonly contents: Set<string>;
  readonly at: number;
  /** Messages under this signature that are being answered. */
  open: number;
}

/** Twice the half-hour to either side within which a timestamp is taken. */
const WINDOW_MILLISECONDS = 60 * 60_000;
const ENTRIES_MAX = 200_000;
const SAME_SECOND_MILLISECONDS = 2_000;
const CONTENTS_MAX = 64;

export function createReplayWindow(options: ReplayOptions = {}): ReplayWindow {
  const { entries_max = ENTRIES_MAX, window_ms = WINDOW_MILLISECONDS } = options;
  // Two generations: when the younger is full or old, it becomes the elder and the elder goes.
  let young = new Map<string, Seen>();
  let elder = new Map<string, Seen>();
  let young_since = 0;
  const turn = (at: number): void => {
    if (young.size < entries_max / 2 && at - young_since < window_ms) return;
    elder = young;
    young = new Map();
    young_since = at;
  };
  return {
    enter({ signature, content, in_seconds }, now) {
      const at = now.getTime();
      turn(at);
      const id = digest([signature]);
      const hash = digest(content);
      let seen = young.get(id) ?? elder.get(id);
      if (seen === undefined) {
        seen = { contents: new Set([hash]), at, open: 0 };
        young.set(id, seen);
      } else if (!seen.contents.has(hash)) {
        const honest = seen.open > 0 || (in_seconds && at - seen.at <= SAME_SECOND_MILLISECONDS);
        if (!honest || seen.contents.size >= CONTENTS_MAX) {
          throw new YibaoError("GATEWAY-SIGNATURE-REPLAYED");
        }
        seen.contents.add(hash);
      }
      return leaving(seen);
    },
    get size() {
      return young.size + elder.size;
    },
  };
}

function leaving(seen: Seen): () => void {
  seen.open += 1;
  let inside = true;
  return () => {
    if (inside) seen.open -= 1;
    inside = false;
  };
}

/** Half of a SHA-256: 128 bits are plenty against a second body, and halve the memory. */
function digest(parts: readonly (Buffer | string)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("base64").slice(0, 22);
}
