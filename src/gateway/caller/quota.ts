import { YibaoError } from "../../kernel/index.ts";

/**
 * How often one caller may call: a bucket that fills by `per_second` up to `burst`, and from which
 * every message takes one. Beside admission control, which bounds what is in work at once.
 */
export interface QuotaOptions {
  readonly per_second: number;
  readonly burst: number;
}

export interface Quota {
  /** @throws YibaoError GATEWAY-OVER-QUOTA with the seconds until one is there again */
  take(caller: string, now: Date): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Beyond this many callers the buckets start anew, in everybody's favour. */
const CALLERS_MAX = 50_000;

export function createQuota({ per_second, burst }: QuotaOptions): Quota {
  const buckets = new Map<string, Bucket>();
  return {
    take(caller, now) {
      const at = now.getTime();
      let bucket = buckets.get(caller);
      if (bucket === undefined) {
        if (buckets.size >= CALLERS_MAX) buckets.clear();
        bucket = { tokens: burst, at };
        buckets.set(caller, bucket);
      }
      // A clock set back gives nothing and takes nothing.
      const gained = (Math.max(0, at - bucket.at) * per_second) / 1_000;
      bucket.tokens = Math.min(burst, bucket.tokens + gained);
      bucket.at = at;
      if (bucket.tokens < 1) {
        const seconds = Math.max(1, Math.ceil((1 - bucket.tokens) / per_second));
        throw new YibaoError("GATEWAY-OVER-QUOTA", { per_second, burst, seconds });
      }
      bucket.tokens -= 1;
    },
  };
}
