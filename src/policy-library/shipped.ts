import type { PackText } from "../policy/index.ts";
import type { Store } from "../store/index.ts";
import {
  findVersion,
  insertEvent,
  insertVersion,
  lockLibrary,
  publishedHash,
} from "./library.store.ts";
import { packContent } from "./pack-content.ts";
import { nextState } from "./pack-state.ts";
import { SHIPPED } from "./pack-version.ts";

export interface Shipped {
  /** The region that the packs are of. */
  readonly region_code: string;
  /** Packs of which the program brings a text that the library has never seen. */
  readonly newer: readonly string[];
}

/**
 * Begins the library with the packs that came with the program, as published by nobody but
 * `shipped`; packs of which something is published already stay as they are.
 * @param texts of a region and its parents, the root first
 */
export async function recordShipped(
  store: Store,
  texts: readonly PackText[],
  now: Date,
): Promise<Shipped> {
  const contents = texts.map((text) => packContent(text, null));
  return store.transaction(async (transaction) => {
    await lockLibrary(transaction);
    const newer: string[] = [];
    for (const content of contents) {
      const { content_hash, region_code } = content;
      const known = await findVersion(transaction, content_hash);
      const published = await publishedHash(transaction, region_code, null);
      if (published === null) {
        nextState(known?.state ?? null, "shipped");
        await insertVersion(transaction, content, now);
        await insertEvent(transaction, {
          content_hash,
          region_code,
          kind: "shipped",
          person: SHIPPED,
          at: now,
        });
      } else if (known === null) {
        newer.push(region_code);
      }
    }
    return { region_code: contents.at(-1)?.region_code as string, newer };
  });
}
