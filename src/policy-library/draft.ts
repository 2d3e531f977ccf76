import { YibaoError } from "../kernel/index.ts";
import type { PackText, Region } from "../policy/index.ts";
import type { Runner, Store } from "../store/index.ts";
import {
  findVersion,
  insertEvent,
  insertVersion,
  lockLibrary,
  publishedHash,
} from "./library.store.ts";
import { type PackContent, packContent } from "./pack-content.ts";
import { nextState } from "./pack-state.ts";
import type { PackVersion } from "./pack-version.ts";
import { proposalsOf } from "./proposal.ts";
import { regionOfPacks } from "./region-at.ts";

export interface DraftRequest {
  readonly text: PackText;
  /** The one published version of the parent to lie over; null: whichever is published. */
  readonly parent_hash: string | null;
  readonly by: string;
  readonly note: string | null;
  readonly now: Date;
}

export interface Drafted {
  readonly version: PackVersion;
  /** The same text is already under way, or published: nothing was added. */
  readonly repeated: boolean;
}

/**
 * Takes a pack into the library as a draft on top of what is published. Nothing is kept of a text
 * with which the region cannot be loaded, or those that lie over it.
 * @throws YibaoError PACK-* | LIBRARY-NOTHING-PUBLISHED | LIBRARY-NO-SUCH-VERSION
 */
export async function draftPack(store: Store, request: DraftRequest): Promise<Drafted> {
  const content = packContent(request.text, request.parent_hash);
  return store.transaction(async (transaction) => {
    await lockLibrary(transaction);
    await assertParent(transaction, content);
    const drafted = await draftUnderLock(transaction, content, request);
    for (const { after } of await proposalsOf(transaction, content)) {
      await regionOfPacks(transaction, after);
    }
    return drafted;
  });
}

/** What a text would make of the first region that it changes; null before: it is the first. */
export interface TriedPack {
  readonly version: PackVersion;
  readonly repeated: boolean;
  readonly before: Region | null;
  readonly after: Region;
}

/**
 * As `draftPack`, but nothing of it is kept.
 * @throws YibaoError as `draftPack`
 */
export async function tryPack(store: Store, request: DraftRequest): Promise<TriedPack> {
  const content = packContent(request.text, request.parent_hash);
  let tried: TriedPack | null = null;
  try {
    await store.transaction(async (transaction) => {
      await lockLibrary(transaction);
      await assertParent(transaction, content);
      const drafted = await draftUnderLock(transaction, content, request);
      for (const { before, after } of await proposalsOf(transaction, content)) {
        const { region } = await regionOfPacks(transaction, after);
        const earlier = before === null ? null : await regionOfPacks(transaction, before);
        tried ??= { ...drafted, before: earlier?.region ?? null, after: region };
      }
      throw new LeftAgain();
    });
  } catch (error) {
    if (!(error instanceof LeftAgain)) throw error;
  }
  return tried as unknown as TriedPack;
}

/** Takes back what a trial wrote. */
class LeftAgain extends Error {}

async function draftUnderLock(
  transaction: Runner,
  content: PackContent,
  { by, note, now }: DraftRequest,
): Promise<Drafted> {
  const { content_hash, region_code } = content;
  const base_hash = await publishedHash(transaction, region_code, null);
  const known = await findVersion(transaction, content_hash);
  if (known !== null && (content_hash === base_hash || isUnderWay(known, base_hash))) {
    return { version: known, repeated: true };
  }
  nextState(known?.state ?? null, "drafted");
  if (known === null) await insertVersion(transaction, content, now);
  await insertEvent(transaction, {
    content_hash,
    region_code,
    kind: "drafted",
    person: by,
    at: now,
    reason: note,
    base_hash,
  });
  const version = (await findVersion(transaction, content_hash)) as PackVersion;
  return { version, repeated: false };
}

/** On its way to publication, and what it was drafted on still stands. */
function isUnderWay({ state, base_hash }: PackVersion, published: string | null): boolean {
  return ["drafted", "faulty", "checked", "approved"].includes(state) && base_hash === published;
}

/** A parent that is named must have been published, or check and review could be gone around. */
async function assertParent(runner: Runner, content: PackContent): Promise<void> {
  const { parent_code, parent_hash } = content;
  if (parent_code === null || parent_hash === null) return;
  const parent = await findVersion(runner, parent_hash);
  if (
    parent?.region_code === parent_code &&
    (parent.publication ?? parent.earlier_publication) !== null
  ) {
    return;
  }
  throw new YibaoError("LIBRARY-NO-SUCH-VERSION", { code: parent_code, version: parent_hash });
}
