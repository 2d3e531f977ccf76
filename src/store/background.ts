/** Work that is done again and again beside everything else. */
export interface Background {
  /** No round begins any more; waits for the one under way. */
  stop(): Promise<void>;
}

export interface BackgroundWork {
  /** One round; it must not throw. `stopped` tells a long one to come to its end. */
  round(stopped: () => boolean): Promise<void>;
  /** Milliseconds from the end of a round to the next; asked each time. */
  delay(): number;
}

/** Begins after the first delay. One round at a time. */
export function inBackground({ round, delay }: BackgroundWork): Background {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const later = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = round(() => stopped).then(later);
    }, delay());
  };
  later();
  return {
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
