import { type CivilDate, chinaTime, YibaoError } from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import type { Runner, Store } from "../store/index.ts";
import { assertPublishable, type PackJudge } from "./judge.ts";
import { findVersion, insertEvent, lockLibrary, noteRegionVersion } from "./library.store.ts";
import type { PackVersion } from "./pack-version.ts";
import { type Proposal, proposalsOf } from "./proposal.ts";
import { type Step, standing } from "./version-step.ts";

export interface PublishRequest extends Step {
  /** From this day on answers may be other than the predecessor's. */
  readonly from: CivilDate;
  /** Why the day is not ahead; null where it is. */
  readonly retroactive_reason: string | null;
}

export interface Published {
  readonly version: PackVersion;
  /** It was published from that day already: nothing was added. */
  readonly repeated: boolean;
}

/**
 * Publishes an approved version. Every region that it changes is proved anew on what is published
 * at this moment, before the lock is taken; what another publication overtook is refused.
 * @throws YibaoError LIBRARY-STATE | LIBRARY-BASE-SUPERSEDED | LIBRARY-DAY-NOT-AHEAD |
 * LIBRARY-NOT-SOUND | LIBRARY-EARLIER-ANSWER | LIBRARY-FUND-GONE | LIBRARY-CHANGED-MEANWHILE |
 * PACK-*
 */
export async function publishVersion(
  store: Store,
  request: PublishRequest,
  judge: PackJudge,
): Promise<Published> {
  const done = await publishedAlready(store, request);
  if (done !== null) return { version: done, repeated: true };
  const version = await standing(store, request.content_hash, "published");
  assertDay(version, request);
  const proposals = await proposalsOf(store, version);
  const regions = await assertPublishable(store, proposals, request.from, judge);
  return store.transaction(async (transaction) => {
    await lockLibrary(transaction);
    const other = await publishedAlready(transaction, request);
    if (other !== null) return { version: other, repeated: true };
    await standing(transaction, request.content_hash, "published");
    assertSame(version, proposals, await proposalsOf(transaction, version));
    await publishUnderLock(transaction, request, version, { proposals, regions });
    const published = (await findVersion(transaction, version.content_hash)) as PackVersion;
    return { version: published, repeated: false };
  });
}

async function publishUnderLock(
  transaction: Runner,
  { by, now, from, retroactive_reason }: PublishRequest,
  { content_hash, region_code }: PackVersion,
  { proposals, regions }: { proposals: readonly Proposal[]; regions: readonly Region[] },
): Promise<void> {
  for (const [index, region] of regions.entries()) {
    const { after } = proposals[index] as Proposal;
    await noteRegionVersion(transaction, region, after, now);
  }
  await insertEvent(transaction, {
    content_hash,
    region_code,
    kind: "published",
    person: by,
    at: now,
    effective_from: from,
    retroactive_reason,
  });
}

/** The version, when it is what is published, and from the same day. */
async function publishedAlready(
  runner: Runner,
  { content_hash, from }: PublishRequest,
): Promise<PackVersion | null> {
  const version = await findVersion(runner, content_hash);
  const same = version?.state === "published" && version.publication?.effective_from === from;
  return same ? version : null;
}

/** Nobody's answers are changed by the first version of a pack, whatever its day. */
function assertDay(
  { base_hash }: PackVersion,
  { from, now, retroactive_reason }: PublishRequest,
): void {
  const today = chinaTime(now).slice(0, 10);
  if (from > today || retroactive_reason !== null || base_hash === null) return;
  throw new YibaoError("LIBRARY-DAY-NOT-AHEAD", { day: from, today });
}

function assertSame(
  { region_code }: PackVersion,
  proved: readonly Proposal[],
  now: readonly Proposal[],
): void {
  if (JSON.stringify(proved) === JSON.stringify(now)) return;
  throw new YibaoError("LIBRARY-CHANGED-MEANWHILE", { code: region_code });
}
