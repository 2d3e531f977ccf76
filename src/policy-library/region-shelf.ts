import type { Runner } from "../store/index.ts";
import { type LibraryRegion, regionOfPacks } from "./region-at.ts";

/** How the region of a list of versions is loaded; texts never change, so it may be kept. */
export type LoadRegion = (runner: Runner, pack_hashes: readonly string[]) => Promise<LibraryRegion>;

const KEPT_USUAL = 8;

/** Keeps the regions asked for last: compiling one takes tens of milliseconds. */
export function createRegionShelf(most = KEPT_USUAL): LoadRegion {
  const shelf = new Map<string, Promise<LibraryRegion>>();
  return (runner, pack_hashes) => {
    const key = pack_hashes.join(" ");
    const kept = shelf.get(key) ?? regionOfPacks(runner, pack_hashes);
    // At the end again: what has not been asked for longest stands first.
    shelf.delete(key);
    shelf.set(key, kept);
    kept.catch(() => shelf.delete(key));
    for (const oldest of shelf.keys()) {
      if (shelf.size <= most) break;
      shelf.delete(oldest);
    }
    return kept;
  };
}
