import { loadRegion, type Region } from "../policy/index.ts";
import { publishedRegion } from "../policy-library/index.ts";
import type { Store } from "../store/index.ts";
import { REGION_CODE } from "./house.ts";

/** The region that the platform on this database settles by; before its first start, as shipped. */
export async function currentRegion(store: Store): Promise<Region> {
  return (await publishedRegion(store, REGION_CODE))?.region ?? loadRegion(REGION_CODE);
}
