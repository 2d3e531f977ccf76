import { chinaTime } from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import type { Runner } from "../store/index.ts";
import { findPublished } from "./library.store.ts";
import { knownAt } from "./moment.ts";
import type { PackVersion } from "./pack-version.ts";
import { type LibraryRegion, packsAsKnownAt, regionOfPacks } from "./region-at.ts";
import type { LoadRegion } from "./region-shelf.ts";

/** A region as known at a moment, with the versions that make it up, the root first. */
export interface PolicyMoment {
  readonly region: Region;
  /** China Standard Time; null: now. */
  readonly known_at: string | null;
  readonly packs: readonly PackVersion[];
}

/**
 * @param moment `2026-11-22` (the end of that day) or `2026-11-22 10:00:00`; null: now
 * @throws YibaoError LIBRARY-NOT-A-MOMENT | LIBRARY-NOTHING-PUBLISHED | PACK-*
 */
export async function policyAsKnown(
  runner: Runner,
  code: string,
  moment: string | null,
  load: LoadRegion = regionOfPacks,
): Promise<PolicyMoment> {
  const at = moment === null ? null : knownAt(moment);
  const found = await load(runner, await packsAsKnownAt(runner, code, at));
  return {
    region: found.region,
    known_at: at === null ? null : chinaTime(at),
    packs: await versionsOf(runner, found),
  };
}

async function versionsOf(runner: Runner, { pack_hashes }: LibraryRegion): Promise<PackVersion[]> {
  const packs: PackVersion[] = [];
  for (const hash of pack_hashes) packs.push((await findPublished(runner, hash)) as PackVersion);
  return packs;
}
