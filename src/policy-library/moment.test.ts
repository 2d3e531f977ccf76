import { expect, test } from "vitest";
import { knownAt } from "./moment.ts";

test.each([
  ["2026-11-22", "2026-11-22T15:59:59.999Z"],
  ["2026-11-22 10:00", "2026-11-22T02:00:59.999Z"],
  ["2026-11-22T10:00:07", "2026-11-22T02:00:07.999Z"],
  ["2026-11-22 00:00:00", "2026-11-21T16:00:00.999Z"],
])("%s covers all of what it names", (text, instant) => {
  expect(knownAt(text).toISOString()).toBe(instant);
});

test.each(["", "2026-11-31", "2026-11-22 24:00", "22.11.2026", "2026-11-22 10:00:60", "gestern"])(
  "“%s” is no moment: LIBRARY-NOT-A-MOMENT",
  (text) => {
    expect(() => knownAt(text)).toThrow(expect.objectContaining({ code: "LIBRARY-NOT-A-MOMENT" }));
  },
);
