import { expect, test } from "vitest";
import { countedLately } from "./counted-lately.ts";
import type { House } from "./house.ts";
import type { Context } from "./route.ts";

// Goal: who turns pages does not wait for a count, and who asks again is told what is true now.

const HOUSE = {} as House;

function contextAt(second: number, regions = ["430400"]) {
  const caller = { regions, institution_code: null, person_no: null };
  return { house: HOUSE, caller, now: new Date(second * 1_000) } as unknown as Context;
}

test("counts once for the pages of a list, anew when a page is asked for again", async () => {
  let counts = 0;
  const count = async () => {
    counts += 1;
    return counts;
  };
  const ask = (second: number, offset: number, list = "a", regions?: string[]) =>
    countedLately(contextAt(second, regions), [list], { offset, limit: 50, sort: null }, count);
  expect(await ask(0, 0)).toBe(1);
  expect([await ask(1, 50), await ask(2, 100)]).toEqual([1, 1]);
  expect(await ask(3, 0), "a page asked again").toBe(2);
  expect(await ask(4, 50)).toBe(2);
  expect(await ask(5, 0, "b"), "another choice of rows").toBe(3);
  expect(await ask(5, 50, "b", ["430405"]), "another reader").toBe(4);
  expect(await ask(30, 100), "a while ago").toBe(5);
});
