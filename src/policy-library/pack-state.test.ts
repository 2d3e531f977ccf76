import { describe, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import {
  EVENT_NAMES,
  nextState,
  type PackEventKind,
  type PackState,
  STATE_NAMES,
  stateAfter,
} from "./pack-state.ts";

// Goal: every pair of state and event is decided, and no way leads around check and review.

const STATES = Object.keys(STATE_NAMES) as (PackState | "new")[];
const EVENTS = Object.keys(EVENT_NAMES) as PackEventKind[];

/** All that may happen; what is not named here is refused. */
const ALLOWED: Readonly<Record<string, PackState>> = {
  "new shipped": "published",
  "new drafted": "drafted",
  "drafted drafted": "drafted",
  "drafted checked": "checked",
  "drafted found-faulty": "faulty",
  "drafted withdrawn": "withdrawn",
  "faulty drafted": "drafted",
  "faulty checked": "checked",
  "faulty found-faulty": "faulty",
  "faulty withdrawn": "withdrawn",
  "checked drafted": "drafted",
  "checked checked": "checked",
  "checked found-faulty": "faulty",
  "checked approved": "approved",
  "checked refused": "refused",
  "checked withdrawn": "withdrawn",
  "approved drafted": "drafted",
  "approved published": "published",
  "approved withdrawn": "withdrawn",
  "refused drafted": "drafted",
  "refused withdrawn": "withdrawn",
  "superseded drafted": "drafted",
  "withdrawn drafted": "drafted",
};

const PAIRS = STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const));

describe("every pair of state and event", () => {
  test.each(PAIRS)("%s, then %s", (state, event) => {
    const act = () => nextState(state === "new" ? null : state, event);
    const wanted = ALLOWED[`${state} ${event}`];
    if (wanted !== undefined) {
      expect(act()).toBe(wanted);
      return;
    }
    expect(act).toThrow(YibaoError);
    expect(act).toThrow(expect.objectContaining({ code: "LIBRARY-STATE" }));
    expect(act).toThrow(STATE_NAMES[state]);
  });

  test("the table names only states and events that exist", () => {
    expect(PAIRS).toHaveLength(72);
    const pairs = PAIRS.map(([state, event]) => `${state} ${event}`);
    expect(Object.keys(ALLOWED).filter((pair) => !pairs.includes(pair))).toEqual([]);
  });
});

test("published is reached from approved alone, and approved from checked alone", () => {
  const into = (state: PackState) =>
    Object.entries(ALLOWED).flatMap(([pair, next]) => (next === state ? [pair] : []));
  expect(into("published")).toEqual(["new shipped", "approved published"]);
  expect(into("approved")).toEqual(["checked approved"]);
});

test("the latest event tells the state; a successor makes published superseded", () => {
  expect(EVENTS.map((event) => stateAfter(event, true))).toEqual([
    "published",
    "drafted",
    "checked",
    "faulty",
    "approved",
    "refused",
    "published",
    "withdrawn",
  ]);
  expect(stateAfter("published", false)).toBe("superseded");
  expect(stateAfter("shipped", false)).toBe("superseded");
});
