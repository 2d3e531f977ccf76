import type { Runner } from "../store/index.ts";
import { versionsByHash } from "./library.store.ts";
import type { PackState } from "./pack-state.ts";
import type { PackVersion } from "./pack-version.ts";

/** Versions of all packs, chosen by where they stand. */

export interface VersionSearch {
  readonly region_code: string | null;
  /** Null: in whatever state. */
  readonly states: readonly PackState[] | null;
  /** Region codes without their zeros at the end, `4304`: only packs below them. */
  readonly below: readonly string[] | null;
  readonly offset: number;
  readonly limit: number;
}

/** The latest event tells the state; what is published no longer has been superseded. */
const STANDING = `
  select v.content_hash, v.region_code, v.version_number, v.recorded_at, latest.at as changed_at,
         case when latest.kind = 'found-faulty' then 'faulty'
              when latest.kind not in ('shipped', 'published') then latest.kind
              when v.content_hash = current.content_hash then 'published'
              else 'superseded' end as state
    from policy_library.pack_version v
    join lateral (
      select e.kind, e.event_no as at from policy_library.pack_event e
       where e.content_hash = v.content_hash order by e.event_no desc limit 1) latest on true
    left join lateral (
      select e.content_hash from policy_library.pack_event e
       where e.region_code = v.region_code and e.kind in ('shipped', 'published')
       order by e.event_no desc limit 1) current on true`;

const CHOSEN = `($1::text is null or region_code = $1)
  and ($2::text[] is null or state = any($2))
  and ($3::text[] is null or exists (
        select from unnest($3::text[]) as prefix where starts_with(region_code, prefix)))`;

/** Those on which something was done last first. */
export async function searchVersions(
  runner: Runner,
  { region_code, states, below, offset, limit }: VersionSearch,
): Promise<{ readonly rows: readonly PackVersion[]; readonly total: number }> {
  const values = [region_code, states, below];
  const { rows: hashes } = await runner.query<{ content_hash: string }>(
    `select content_hash from (${STANDING}) standing where ${CHOSEN}
      order by changed_at desc, content_hash limit $4 offset $5`,
    [...values, limit, offset],
  );
  const { rows: counted } = await runner.query<{ count: number }>(
    `select count(*)::int as count from (${STANDING}) standing where ${CHOSEN}`,
    values,
  );
  const rows = await versionsByHash(
    runner,
    hashes.map((row) => row.content_hash),
  );
  return { rows, total: counted[0]?.count ?? 0 };
}
