const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const SAME_MILLISECONDS = 500;
const EXIT_STOPPED = 130;

/**
 * Calls `stop` at the first SIGINT or SIGTERM; a second one ends the process at once. One Ctrl-C
 * may come twice: where `sh` is bash, npm repeats to the program what the terminal has told it. So
 * what follows within half a second is the same one. The result ends the watch.
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => void): () => void {
  let told: number | null = null;
  const hear = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (told === null) {
      told = now;
      stop(signal);
    } else if (now - told > SAME_MILLISECONDS) {
      process.exit(EXIT_STOPPED);
    }
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  return () => {
    for (const signal of SIGNALS) process.off(signal, hear);
  };
}
