import { chinaTime, YibaoError } from "../kernel/index.ts";
import { type Region, regionFromTexts } from "../policy/index.ts";
import type { Runner } from "../store/index.ts";
import {
  findPack,
  noteRegionVersion,
  packsOfRegionVersion,
  publishedHash,
  publishedNames,
  readTexts,
} from "./library.store.ts";

/** A region as the library makes it up: of which versions, the root first. */
export interface LibraryRegion {
  readonly region: Region;
  readonly pack_hashes: readonly string[];
}

/** No pack has so many parents; what has, is a circle. */
const MOST_PARENTS = 16;

/**
 * The region by what was published at a moment (null: by now). What it answers on a day is then
 * the policy effective on that day, as known at that moment.
 * @throws YibaoError LIBRARY-NOTHING-PUBLISHED | PACK-*
 */
export async function regionAsKnownAt(
  runner: Runner,
  code: string,
  known_at: Date | null,
): Promise<LibraryRegion> {
  return regionOfPacks(runner, await packsAsKnownAt(runner, code, known_at));
}

/** The versions that make it up, the root first. @throws YibaoError LIBRARY-NOTHING-PUBLISHED */
export async function packsAsKnownAt(
  runner: Runner,
  code: string,
  known_at: Date | null,
): Promise<string[]> {
  const hash = await publishedHash(runner, code, known_at);
  if (hash === null) throw await nothingPublished(runner, code, known_at);
  return chainOf(runner, hash, known_at);
}

/** The region as published now, or null when nothing of it is in the library. */
export async function publishedRegion(runner: Runner, code: string): Promise<LibraryRegion | null> {
  const hash = await publishedHash(runner, code, null);
  return hash === null ? null : regionOfPacks(runner, await chainOf(runner, hash, null));
}

/**
 * The same for whoever settles by it: what it is made up of is noted under its hash, so that each
 * settlement can be explained, and decided again, by the version it stores.
 */
export async function regionToSettleBy(
  runner: Runner,
  code: string,
  now: Date,
): Promise<Region | null> {
  const found = await publishedRegion(runner, code);
  if (found === null) return null;
  await noteRegionVersion(runner, found.region, found.pack_hashes, now);
  return found.region;
}

/**
 * The exact region that a settlement was decided with, by the `policy_version` it stores: for
 * explaining it, and for deciding it again. Its texts are those of then; the hash it bears itself
 * is another when the program has since changed how it makes them.
 * @throws YibaoError LIBRARY-REGION-VERSION-UNKNOWN
 */
export async function regionOfVersion(
  runner: Runner,
  version: string,
  load: typeof regionOfPacks = regionOfPacks,
): Promise<LibraryRegion> {
  const pack_hashes = await packsOfRegionVersion(runner, version);
  if (pack_hashes === null) throw new YibaoError("LIBRARY-REGION-VERSION-UNKNOWN", { version });
  return load(runner, pack_hashes);
}

export async function regionOfPacks(
  runner: Runner,
  pack_hashes: readonly string[],
): Promise<LibraryRegion> {
  return { region: regionFromTexts(await readTexts(runner, pack_hashes)), pack_hashes };
}

/** One pack in place of what is published of it: what its publication would make. */
export interface Instead {
  readonly region_code: string;
  readonly content_hash: string;
}

/**
 * A version and its parents', the root first: each parent is the version that the child names, or
 * the one published at the moment.
 * @throws YibaoError LIBRARY-NOTHING-PUBLISHED | PACK-PARENT-CIRCLE
 */
export async function chainOf(
  runner: Runner,
  content_hash: string,
  known_at: Date | null,
  instead: Instead | null = null,
): Promise<string[]> {
  const chain: string[] = [];
  const codes: string[] = [];
  let next: string | null = content_hash;
  while (next !== null) {
    const pack = await findPack(runner, next);
    if (pack === null) throw new Error(`the library holds no version ${next}`);
    chain.push(next);
    codes.push(pack.region_code);
    if (codes.length > MOST_PARENTS || codes.indexOf(pack.region_code) < codes.length - 1) {
      throw new YibaoError("PACK-PARENT-CIRCLE", { chain: codes.join(" → ") });
    }
    const { parent_code, parent_hash } = pack;
    next = parent_code === null ? null : parent_hash;
    if (parent_code !== null && parent_hash === null) {
      next =
        instead?.region_code === parent_code
          ? instead.content_hash
          : await publishedHash(runner, parent_code, known_at);
      if (next === null) throw await nothingPublished(runner, parent_code, known_at);
    }
  }
  return chain.reverse();
}

async function nothingPublished(
  runner: Runner,
  code: string,
  known_at: Date | null,
): Promise<YibaoError> {
  const at = known_at === null ? "目前" : `到 ${chinaTime(known_at)} 为止，`;
  const packs = await publishedNames(runner);
  const known = packs.map(({ region_code, name }) => `${region_code}（${name}）`).join("、");
  const details = { code, at, known: known === "" ? "无" : known };
  return new YibaoError("LIBRARY-NOTHING-PUBLISHED", details);
}
