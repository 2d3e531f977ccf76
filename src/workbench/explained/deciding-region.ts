import { YibaoError } from "../../kernel/index.ts";
import type { Region } from "../../policy/index.ts";
import { createRegionShelf, type LoadRegion, regionOfVersion } from "../../policy-library/index.ts";
import type { Store } from "../../store/index.ts";

const shelf: LoadRegion = createRegionShelf();

/** The policy that a settlement was decided by; today's where the library does not know it. */
export async function decidingRegion(
  { store, region }: { readonly store: Store; readonly region: { readonly value: Region } },
  version: string,
  load: LoadRegion = shelf,
): Promise<Region> {
  if (version === region.value.version) return region.value;
  try {
    return (await regionOfVersion(store.pool, version, load)).region;
  } catch (error) {
    const unknown = error instanceof YibaoError && error.code === "LIBRARY-REGION-VERSION-UNKNOWN";
    if (!unknown) throw error;
    return region.value;
  }
}
