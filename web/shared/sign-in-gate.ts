/**
 * Where a call waits when its session has ended: the sign-in dialog opens over the page, so that
 * nothing typed is lost, and the call is made again. Several calls wait at one dialog.
 */
export interface SignInGate {
  /** Whether somebody signed in again. */
  ask(): Promise<boolean>;
  answer(signed_in: boolean): void;
  isOpen(): boolean;
  subscribe(listener: () => void): () => void;
}

function createGate(): SignInGate {
  let waiting: ((signed_in: boolean) => void)[] = [];
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    ask: () => {
      // Where no dialog can open (the sign-in page itself), the call fails at once.
      if (listeners.size === 0) return Promise.resolve(false);
      return new Promise((resolve) => {
        waiting = [...waiting, resolve];
        tell();
      });
    },
    answer: (signed_in) => {
      const answered = waiting;
      waiting = [];
      for (const resolve of answered) resolve(signed_in);
      tell();
    },
    isOpen: () => waiting.length > 0,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const signInGate = createGate();
