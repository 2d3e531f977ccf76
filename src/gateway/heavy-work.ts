import { YibaoError } from "../kernel/index.ts";

/**
 * Work of seconds: few at a time in a process. It gives way to others, but each takes its slice of
 * every turn; so some run, others wait a while, and the rest is told when to come again.
 */
export interface HeavyWork {
  /**
   * Runs the work, now or when its turn comes.
   * @throws YibaoError GATEWAY-HEAVY-FULL | GATEWAY-HEAVY-OVER-SHARE, before anything is done
   */
  run<Result>(institution_code: string, work: () => Promise<Result>): Promise<Result>;
}

export interface HeavyLimits {
  readonly running: number;
  readonly waiting: number;
  /** Running and waiting, of one institution. */
  readonly of_institution: number;
  /** Longest that anything waits: its client, who gives up after ten seconds, still hears of it. */
  readonly wait_ms: number;
}

export const HEAVY_LIMITS: HeavyLimits = {
  running: 2,
  waiting: 50,
  of_institution: 4,
  wait_ms: 5_000,
};

const AGAIN_SECONDS = 5;

export function createHeavyWork(limits: HeavyLimits = HEAVY_LIMITS): HeavyWork {
  const places = createPlaces(limits);
  const institutions = new Map<string, number>();
  return {
    async run(institution_code, work) {
      const own = institutions.get(institution_code) ?? 0;
      if (own >= limits.of_institution) {
        const details = { institution_code, count: own, seconds: AGAIN_SECONDS };
        throw new YibaoError("GATEWAY-HEAVY-OVER-SHARE", details);
      }
      institutions.set(institution_code, own + 1);
      try {
        await places.enter();
        try {
          return await work();
        } finally {
          places.leave();
        }
      } finally {
        const left = (institutions.get(institution_code) ?? 1) - 1;
        if (left > 0) institutions.set(institution_code, left);
        else institutions.delete(institution_code);
      }
    },
  };
}

interface Places {
  /** @throws YibaoError GATEWAY-HEAVY-FULL */
  enter(): Promise<void>;
  leave(): void;
}

function createPlaces(limits: HeavyLimits): Places {
  /** Who waits, the longest first. */
  const waiting = new Set<() => void>();
  let running = 0;
  const full = (): YibaoError => {
    const count = running + waiting.size;
    return new YibaoError("GATEWAY-HEAVY-FULL", { count, seconds: AGAIN_SECONDS });
  };
  return {
    async enter() {
      if (running < limits.running) {
        running += 1;
        return;
      }
      if (waiting.size >= limits.waiting) throw full();
      await new Promise<void>((resolve, reject) => {
        const called = (): void => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(called);
          reject(full());
        }, limits.wait_ms);
        waiting.add(called);
      });
    },
    leave() {
      const [next] = waiting;
      if (next === undefined) {
        running -= 1;
        return;
      }
      // The place is handed over, so that nobody slips in between.
      waiting.delete(next);
      next();
    },
  };
}
