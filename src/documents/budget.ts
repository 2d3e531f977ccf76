import { YibaoError } from "../kernel/index.ts";
import { LIMITS } from "./limits.ts";

/** How a caller watches and bounds the reading of one document. */
export interface ReadOptions {
  /** Milliseconds that only grow; without it there is no limit of time. */
  readonly clock?: () => number;
  /** Limit of time; by default one minute. */
  readonly milliseconds?: number;
  /** Told after each page. */
  readonly progress?: (done: number, total: number) => void;
  /** Awaited between pages, so that others are served. */
  readonly giveWay?: () => Promise<void>;
}

/** The time a document may take, looked at between its pages. */
export interface Budget {
  /** @throws YibaoError DOCUMENT-TOO-SLOW */
  step(done: number, total: number): Promise<void>;
}

export function budgetOf(options: ReadOptions): Budget {
  const { clock, milliseconds = LIMITS.milliseconds, progress, giveWay } = options;
  const began = clock?.() ?? 0;
  return {
    step: async (done, total) => {
      progress?.(done, total);
      await giveWay?.();
      if (clock === undefined || clock() - began <= milliseconds) return;
      const seconds = Math.round(milliseconds / 1000);
      throw new YibaoError("DOCUMENT-TOO-SLOW", { seconds, done, total });
    },
  };
}
