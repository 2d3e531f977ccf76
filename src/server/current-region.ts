import { chinaTime } from "../kernel/index.ts";
import { type Region, readPackTexts } from "../policy/index.ts";
import { LIBRARY_CHANNEL, recordShipped, regionToSettleBy } from "../policy-library/index.ts";
import { createReferenceCache, type ReferenceCache, type Store } from "../store/index.ts";

/** The region that a platform settles by: what its library has published, at every moment. */

export interface CurrentRegionOptions {
  /** A region, by code or by the folder of its pack. */
  readonly regionCode: string;
  readonly clock: () => Date;
  readonly log: (line: string) => void;
  /** Makes ready what a region needs before anything is settled by it. */
  readonly prepare: (region: Region) => Promise<void>;
}

/**
 * Begins the library with the shipped packs where it is empty, and follows its publications: what
 * is published in any process is the value soon after, without a restart.
 * @throws YibaoError REGION-UNKNOWN | PACK-* | LIBRARY-…
 */
export async function createCurrentRegion(
  store: Store,
  { regionCode, clock, log, prepare }: CurrentRegionOptions,
): Promise<ReferenceCache<Region>> {
  const code = await beginLibrary(store, regionCode, { clock, log });
  let current: Region | null = null;
  const cache = await createReferenceCache(store, LIBRARY_CHANNEL, async () => {
    const region = await regionToSettleBy(store, code, clock());
    if (region === null) throw new Error(`nothing of ${code} is in the library it was recorded in`);
    // What is compiled of a region hangs on the object: the same policy stays the same object.
    if (region.version === current?.version) return current;
    await prepare(region);
    if (current !== null) log(`${chinaTime(clock())} 起按新发布的政策结算：${region.version}`);
    current = region;
    return region;
  });
  return cache;
}

/** Returns the region's code. Says which packs the program brings in another text. */
export async function beginLibrary(
  store: Store,
  regionCode: string,
  { clock, log }: Pick<CurrentRegionOptions, "clock" | "log">,
): Promise<string> {
  const texts = readPackTexts(regionCode);
  const { newer, region_code } = await recordShipped(store, texts, clock());
  for (const code of newer) {
    log(
      `程序带来的政策包 ${code} 与政策库里的各版都不同；仍按库中已发布的结算。` +
        `要采用它，请用 yibao policy draft ${code} 提交，再校验、审核、发布`,
    );
  }
  return region_code;
}
