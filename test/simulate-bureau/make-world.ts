import { chanceOf } from "./random.ts";
import type { World, WorldSize } from "./world.ts";
import { makeItems } from "./world-items.ts";
import { makeHouseholds } from "./world-people.ts";
import { makePlaces } from "./world-places.ts";

/** The same size and seed make the same world. */
export function makeWorld({ seed, days, people }: WorldSize): World {
  const { first_day, institutions } = makePlaces(seed, days);
  return {
    seed,
    first_day,
    days,
    void_rule: chanceOf(seed, "void rule").percent(35) ? "replay" : "leave",
    institutions,
    items: makeItems(seed),
    households: makeHouseholds({ seed, days, people, first_day }),
  };
}
