import { afterEach, expect, test, vi } from "vitest";
import { onStopSignal } from "./stop-signal.ts";

// Goal: the first signal stops cleanly, a second ends at once, and the echo of the first is none.

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("what follows within half a second is the same Ctrl-C; later is another", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const exit = vi.spyOn(process, "exit").mockImplementation(() => undefined as never);
  const heard: string[] = [];
  const before = process.listenerCount("SIGINT");
  const unwatch = onStopSignal((signal) => heard.push(signal));
  try {
    process.emit("SIGINT", "SIGINT");
    vi.advanceTimersByTime(400);
    process.emit("SIGTERM", "SIGTERM");
    expect([heard, exit.mock.calls]).toEqual([["SIGINT"], []]);
    vi.advanceTimersByTime(200);
    process.emit("SIGINT", "SIGINT");
    expect([heard, exit.mock.calls]).toEqual([["SIGINT"], [[130]]]);
  } finally {
    unwatch();
  }
  expect(process.listenerCount("SIGINT")).toBe(before);
});
