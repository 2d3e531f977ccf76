/** Where everybody waits while the platform is down or looked at. */
export interface Gate {
  /** Runs `work` when the gate is open; nobody is inside while it is closed and quiet. */
  through<Value>(work: () => Promise<Value>): Promise<Value>;
  open(): void;
  /** Resolves when the gate opens the next time. */
  nextOpening(): Promise<void>;
  /** Lets nobody in, and returns when those inside have left. */
  close(): Promise<void>;
  /** Whether nobody may come in for good: workers then end. */
  readonly ended: boolean;
  end(): void;
}

/** Thrown at whoever wants to pass a gate that has been shut for good. */
export class GateEnded extends Error {}

export function createGate(): Gate {
  let state: "open" | "closed" | "ended" = "closed";
  let inside = 0;
  let waiting: (() => void)[] = [];
  let quiet: () => void = () => undefined;
  let openings: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const go of woken) go();
    const hopeful = openings;
    openings = [];
    for (const go of hopeful) go();
  };
  return {
    async through(work) {
      while (state === "closed") await new Promise<void>((go) => waiting.push(go));
      if (state === "ended") throw new GateEnded();
      inside += 1;
      try {
        return await work();
      } finally {
        inside -= 1;
        if (inside === 0) quiet();
      }
    },
    open() {
      state = "open";
      wake();
    },
    nextOpening: () => new Promise((go) => openings.push(go)),
    close() {
      state = "closed";
      return new Promise((resolve) => {
        quiet = resolve;
        if (inside === 0) resolve();
      });
    },
    get ended() {
      return state === "ended";
    },
    end() {
      state = "ended";
      wake();
    },
  };
}
