import type { Runner } from "../store/index.ts";
import { publishedCodes, publishedHash } from "./library.store.ts";
import { chainOf, type Instead } from "./region-at.ts";

/** What the publication of a version would make of a region. */
export interface Proposal {
  readonly region_code: string;
  /** Versions it is made up of now and then, the root first; null: nothing is published yet. */
  readonly before: readonly string[] | null;
  readonly after: readonly string[];
}

/**
 * The regions that a publication would change: the pack's own and those that lie over it. A pack
 * that others lie over is not a region by itself where one of them is, and is judged through them.
 */
export async function proposalsOf(runner: Runner, instead: Instead): Promise<Proposal[]> {
  const codes = new Set([...(await publishedCodes(runner)), instead.region_code]);
  const proposals: Proposal[] = [];
  for (const region_code of codes) {
    const now = await publishedHash(runner, region_code, null);
    const then = region_code === instead.region_code ? instead.content_hash : now;
    const after = await chainOf(runner, then as string, null, instead);
    if (!after.includes(instead.content_hash)) continue;
    const before = now === null ? null : await chainOf(runner, now, null);
    proposals.push({ region_code, before, after });
  }
  const below = new Set(proposals.flatMap(({ after }) => after.slice(0, -1)));
  return proposals.filter(({ after }) => !below.has(after.at(-1) as string));
}
