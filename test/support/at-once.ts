import type { Steps } from "../../src/store/index.ts";

/** The result of steps that nobody waits beside. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
