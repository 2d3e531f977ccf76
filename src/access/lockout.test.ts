import fc from "fast-check";
import { expect, test } from "vitest";
import { FAILURES_ALLOWED, type Failures, lockedUntil, oneLess, oneMore } from "./lockout.ts";

const START = Date.parse("2026-03-02T02:00:00Z");
const MINUTE = 60_000;

function afterFailures(count: number): Failures {
  let failures: Failures = { failures: 0, last_failed_at: new Date(START) };
  for (let index = 0; index < count; index += 1) failures = oneMore(failures, new Date(START));
  return failures;
}

test("the fifth failure locks for a quarter of an hour, each further five twice as long", () => {
  const now = new Date(START);
  const minutes = (count: number): number | null => {
    const until = lockedUntil(afterFailures(count), now);
    return until === null ? null : (until.getTime() - START) / MINUTE;
  };
  expect([1, 4, 5, 6, 9, 10, 15, 20].map(minutes)).toEqual([
    ...[null, null, 15, null, null, 30, 60, 120],
  ]);
  expect(minutes(500)).toBe(24 * 60);
  expect(lockedUntil(afterFailures(5), new Date(START + 15 * MINUTE))).toBeNull();
  expect(lockedUntil(null, now)).toBeNull();
});

test("a try that was no failure is taken back; after a day all is forgotten", () => {
  const now = new Date(START);
  expect(lockedUntil(oneLess(afterFailures(5)), now)).toBeNull();
  expect(oneLess(afterFailures(0)).failures).toBe(0);
  const day = 24 * 60 * MINUTE;
  expect(oneMore(afterFailures(4), new Date(START + day - 1)).failures).toBe(5);
  expect(oneMore(afterFailures(4), new Date(START + day)).failures).toBe(1);
  expect(oneMore(afterFailures(5), new Date(START + day + 14 * MINUTE)).failures).toBe(6);
});

/** What a guesser does: waits so long, then tries if the door is open. */
test("whatever the rhythm, nobody tries more often than the model allows", () => {
  const waits = fc.array(fc.integer({ min: 0, max: 40 * MINUTE }), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(waits, (pauses) => {
      let now = START;
      let failures: Failures | null = null;
      let model = { tries: 0, open_from: START, last: START };
      for (const pause of pauses) {
        now += pause;
        const isOpen = lockedUntil(failures, new Date(now)) === null;
        expect(isOpen).toBe(now >= model.open_from);
        if (!isOpen) continue;
        failures = oneMore(failures, new Date(now));
        const tries = model.tries + 1;
        const locks = tries / FAILURES_ALLOWED;
        const lock = Number.isInteger(locks) ? 15 * MINUTE * 2 ** (locks - 1) : 0;
        model = { tries, open_from: now + Math.min(lock, 24 * 60 * MINUTE), last: now };
        expect(failures.failures).toBe(tries);
      }
    }),
  );
});
