import type { CivilDate } from "../kernel/index.ts";
import type { PackText } from "../policy/index.ts";
import type { Runner } from "../store/index.ts";
import type { PackContent } from "./pack-content.ts";
import type { PackEventKind } from "./pack-state.ts";
import { type EventRow, type PackVersion, packVersionOf, type VersionRow } from "./pack-version.ts";

/** The SQL of schema `policy_library`: rows are only added. */

/** Told after each change of what is published. */
export const LIBRARY_CHANNEL = "policy_library";

const PUBLISHED = "kind in ('shipped', 'published')";

/** One change of the library at a time; held to the end of the transaction. */
export async function lockLibrary(transaction: Runner): Promise<void> {
  await transaction.query("select pg_advisory_xact_lock(hashtextextended('policy library', 0))");
}

export interface NewEvent {
  readonly content_hash: string;
  readonly region_code: string;
  readonly kind: PackEventKind;
  readonly person: string;
  readonly at: Date;
  readonly reason?: string | null;
  readonly base_hash?: string | null;
  readonly effective_from?: CivilDate;
  readonly retroactive_reason?: string | null;
  readonly check?: {
    readonly checker_version: string;
    readonly errors: number;
    readonly warnings: number;
    readonly findings: readonly string[];
  };
}

/**
 * Adds an event, and tells running servers of a publication. Times never run backwards, whatever
 * the clocks of those who write: as known at a moment means what was written before it.
 */
export async function insertEvent(transaction: Runner, event: NewEvent): Promise<void> {
  const { check } = event;
  await transaction.query(
    `insert into policy_library.pack_event (content_hash, region_code, kind, person, recorded_at,
       reason, base_hash, effective_from, retroactive_reason, checker_version, error_count,
       warning_count, findings)
     values ($1, $2, $3, $4,
       greatest($5::timestamptz, (select max(recorded_at) from policy_library.pack_event)),
       $6, $7, $8, $9, $10, $11, $12, $13::jsonb)`,
    [
      event.content_hash,
      event.region_code,
      event.kind,
      event.person,
      event.at,
      event.reason ?? null,
      event.base_hash ?? null,
      event.effective_from ?? null,
      event.retroactive_reason ?? null,
      check?.checker_version ?? null,
      check?.errors ?? null,
      check?.warnings ?? null,
      check === undefined ? null : JSON.stringify(check.findings),
    ],
  );
  if (event.kind === "published" || event.kind === "shipped") {
    await transaction.query(`notify ${LIBRARY_CHANNEL}`);
  }
}

/** Keeps a text under the next number of its pack. */
export async function insertVersion(
  transaction: Runner,
  content: PackContent,
  at: Date,
): Promise<void> {
  const { content_hash, region_code, name, parent_code, parent_hash, text } = content;
  await transaction.query(
    `insert into policy_library.pack_version (content_hash, region_code, version_number, folder,
       name, parent_code, parent_hash, files, recorded_at)
     select $1, $2, coalesce(max(version_number), 0) + 1, $3, $4, $5, $6, $7::jsonb, $8
       from policy_library.pack_version where region_code = $2`,
    [
      content_hash,
      region_code,
      text.folder,
      name,
      parent_code,
      parent_hash,
      JSON.stringify(text.files),
      at,
    ],
  );
}

export interface VersionFilter {
  readonly region_code: string;
  /** Versions below this number; null: from the newest on. */
  readonly before: number | null;
  readonly limit: number;
  /**
   * Leaves out what was never published, and what was done with a text after it was: drafts are
   * the bureau's own business.
   */
  readonly published?: boolean;
}

/** Versions of a pack, the newest first. */
export async function listVersions(
  runner: Runner,
  { region_code, before, limit, published = false }: VersionFilter,
): Promise<PackVersion[]> {
  return versionsWhere(
    runner,
    `v.region_code = $1 and ($2::int is null or v.version_number < $2) and (not $3 or exists (
       select from policy_library.pack_event e
        where e.content_hash = v.content_hash and e.${PUBLISHED}))`,
    [region_code, before, published],
    limit,
    published,
  );
}

export async function findVersion(
  runner: Runner,
  content_hash: string,
): Promise<PackVersion | null> {
  return (await versionsWhere(runner, "v.content_hash = $1", [content_hash], 1))[0] ?? null;
}

/** The same of a published version, without what came after its publication: see `listVersions`. */
export async function findPublished(
  runner: Runner,
  content_hash: string,
): Promise<PackVersion | null> {
  const found = await versionsWhere(runner, "v.content_hash = $1", [content_hash], 1, true);
  return found[0] ?? null;
}

/** Versions of a pack that a number, or the beginning of a hash, can mean; two at most. */
export async function versionsMeant(
  runner: Runner,
  region_code: string,
  {
    version_number,
    hash,
  }: { readonly version_number: number | null; readonly hash: string | null },
): Promise<PackVersion[]> {
  return versionsWhere(
    runner,
    "v.region_code = $1 and (v.version_number = $2 or starts_with(v.content_hash, $3))",
    [region_code, version_number, hash],
    2,
  );
}

/** Versions in the order asked for. */
export async function versionsByHash(
  runner: Runner,
  hashes: readonly string[],
): Promise<PackVersion[]> {
  if (hashes.length === 0) return [];
  const found = await versionsWhere(runner, "v.content_hash = any($1)", [hashes], hashes.length);
  const byHash = new Map(found.map((one) => [one.content_hash, one]));
  return hashes.flatMap((hash) => byHash.get(hash) ?? []);
}

async function versionsWhere(
  runner: Runner,
  condition: string,
  values: unknown[],
  limit: number,
  published = false,
): Promise<PackVersion[]> {
  const { rows } = await runner.query<VersionRow>(
    `select v.content_hash, v.region_code, v.version_number, v.folder, v.name, v.parent_code,
            v.parent_hash, (${ORIGIN}) as origin, (${SUCCESSOR}) as successor
       from policy_library.pack_version v where ${condition}
      order by v.version_number desc limit ${limit}`,
    values,
  );
  const events = await latestEvents(
    runner,
    rows.map((row) => row.content_hash),
    published,
  );
  return rows.map((row) => packVersionOf(row, events.get(row.content_hash) ?? []));
}

/** How the text came in. */
const ORIGIN = `
  select json_build_object('event_no', e.event_no, 'person', e.person,
           'at', to_char(e.recorded_at, 'YYYY-MM-DD HH24:MI:SS'))
    from policy_library.pack_event e
   where e.content_hash = v.content_hash order by e.event_no limit 1`;

/** The publication that followed the version's own last one. */
const SUCCESSOR = `
  select json_build_object('content_hash', next.content_hash, 'version_number', w.version_number,
           'at', to_char(next.recorded_at, 'YYYY-MM-DD HH24:MI:SS'))
    from policy_library.pack_event own
    join policy_library.pack_event next
      on next.region_code = own.region_code and next.event_no > own.event_no
     and next.${PUBLISHED}
    join policy_library.pack_version w on w.content_hash = next.content_hash
   where own.content_hash = v.content_hash and own.${PUBLISHED}
   order by own.event_no desc, next.event_no limit 1`;

/** However often a version was checked, the latest event of each kind says where it stands. */
async function latestEvents(
  runner: Runner,
  hashes: readonly string[],
  published: boolean,
): Promise<Map<string, EventRow[]>> {
  const { rows } = await runner.query<EventRow>(
    `select distinct on (content_hash, kind) event_no, content_hash, kind, person,
            to_char(recorded_at, 'YYYY-MM-DD HH24:MI:SS') as at, reason, base_hash, effective_from,
            retroactive_reason, checker_version, error_count, warning_count, findings
       from policy_library.pack_event e
      where content_hash = any($1) and (not $2 or event_no <= (
        select max(p.event_no) from policy_library.pack_event p
         where p.content_hash = e.content_hash and p.${PUBLISHED}))
      order by content_hash, kind, event_no desc`,
    [hashes, published],
  );
  const byVersion = new Map<string, EventRow[]>();
  for (const row of rows) {
    const events = byVersion.get(row.content_hash) ?? [];
    byVersion.set(row.content_hash, [...events, row]);
  }
  return byVersion;
}

/** What is published of a pack, at a moment or now: its content hash. */
export async function publishedHash(
  runner: Runner,
  region_code: string,
  known_at: Date | null,
): Promise<string | null> {
  const { rows } = await runner.query<{ content_hash: string }>(
    `select content_hash from policy_library.pack_event
      where region_code = $1 and ${PUBLISHED}
        and ($2::timestamptz is null or recorded_at <= $2)
      order by event_no desc limit 1`,
    [region_code, known_at],
  );
  return rows[0]?.content_hash ?? null;
}

/** Codes of the packs of which anything is published. */
export async function publishedCodes(runner: Runner): Promise<string[]> {
  const { rows } = await runner.query<{ region_code: string }>(
    `select distinct region_code from policy_library.pack_event where ${PUBLISHED}
      order by region_code`,
  );
  return rows.map((row) => row.region_code);
}

/** Packs of which anything is published, by code and name, the first fifty. */
export async function publishedNames(
  runner: Runner,
): Promise<{ readonly region_code: string; readonly name: string }[]> {
  const { rows } = await runner.query<{ region_code: string; name: string }>(
    `select distinct on (v.region_code) v.region_code, v.name
       from policy_library.pack_event e
       join policy_library.pack_version v on v.content_hash = e.content_hash
      where e.${PUBLISHED} order by v.region_code, e.event_no desc limit 50`,
  );
  return rows;
}

export interface KeptPack {
  readonly content_hash: string;
  readonly region_code: string;
  readonly parent_code: string | null;
  readonly parent_hash: string | null;
}

/** A version's place among its parents. */
export async function findPack(runner: Runner, content_hash: string): Promise<KeptPack | null> {
  const { rows } = await runner.query<KeptPack>(
    `select content_hash, region_code, parent_code, parent_hash
       from policy_library.pack_version where content_hash = $1`,
    [content_hash],
  );
  return rows[0] ?? null;
}

/** The texts of versions, in the order asked. */
export async function readTexts(runner: Runner, hashes: readonly string[]): Promise<PackText[]> {
  const { rows } = await runner.query<PackText & { content_hash: string }>(
    `select content_hash, folder, files from policy_library.pack_version
      where content_hash = any($1)`,
    [hashes],
  );
  const texts = new Map(
    rows.map(({ content_hash, folder, files }) => [content_hash, { folder, files }]),
  );
  return hashes.map((hash) => texts.get(hash) as PackText);
}

/** Notes of which versions a region's policy is made up; what is noted already stays. */
export async function noteRegionVersion(
  runner: Runner,
  region: { readonly code: string; readonly version: string },
  pack_hashes: readonly string[],
  at: Date,
): Promise<void> {
  await runner.query(
    `insert into policy_library.region_version (region_version, region_code, pack_hashes,
       recorded_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [region.version, region.code, pack_hashes, at],
  );
}

/** The versions, the root first, that made up a region's policy; null when nobody noted it. */
export async function packsOfRegionVersion(
  runner: Runner,
  region_version: string,
): Promise<string[] | null> {
  const { rows } = await runner.query<{ pack_hashes: string[] }>(
    "select pack_hashes from policy_library.region_version where region_version = $1",
    [region_version],
  );
  return rows[0]?.pack_hashes ?? null;
}
