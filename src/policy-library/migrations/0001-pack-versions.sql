-- note: 政策包的各版全文、每一版的经过，以及它们合成的统筹区政策（只增不改）
create schema policy_library;

-- One version of one pack: the exact text of every file. Where it stands is told by its events.
create table policy_library.pack_version (
  content_hash text primary key check (content_hash ~ '^[0-9a-f]{64}$'),
  region_code text not null check (region_code ~ '^[0-9]{6}$'),
  version_number int not null check (version_number > 0),
  folder text not null,
  name text not null,
  parent_code text check (parent_code <> region_code),
  -- The one version of the parent that it lies over; null: whichever is published.
  parent_hash text references policy_library.pack_version (content_hash),
  files jsonb not null check (jsonb_typeof(files) = 'object'),
  recorded_at timestamptz not null,
  unique (region_code, version_number),
  check (parent_hash is null or parent_code is not null)
);

-- What was done with a version, in order. `base_hash`: what was published when it was drafted.
create table policy_library.pack_event (
  event_no bigint generated always as identity primary key,
  content_hash text not null references policy_library.pack_version (content_hash),
  region_code text not null,
  kind text not null check (kind in ('shipped', 'drafted', 'checked', 'found-faulty', 'approved',
    'refused', 'published', 'withdrawn')),
  person text not null check (person <> ''),
  recorded_at timestamptz not null,
  reason text,
  base_hash text,
  effective_from date,
  retroactive_reason text,
  checker_version text,
  error_count int,
  warning_count int,
  findings jsonb,
  check (kind <> 'published' or effective_from is not null),
  check (kind not in ('checked', 'found-faulty')
    or (checker_version, error_count, warning_count) is not null)
);
create index pack_event_of_version on policy_library.pack_event (content_hash, event_no);
create index pack_publication on policy_library.pack_event (region_code, event_no)
  where kind in ('shipped', 'published');

-- Which versions of which packs (the root first) make up a region's policy whose hash settlements
-- store.
create table policy_library.region_version (
  region_version text primary key check (region_version <> ''),
  region_code text not null,
  pack_hashes text[] not null check (cardinality(pack_hashes) > 0),
  recorded_at timestamptz not null
);

create function policy_library.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: a version is succeeded, never edited', tg_table_name
    using errcode = 'restrict_violation';
end $$;

create trigger pack_version_append_only before update or delete on policy_library.pack_version
  for each row execute function policy_library.refuse_change();
create trigger pack_version_not_truncated before truncate on policy_library.pack_version
  for each statement execute function policy_library.refuse_change();
create trigger pack_event_append_only before update or delete on policy_library.pack_event
  for each row execute function policy_library.refuse_change();
create trigger pack_event_not_truncated before truncate on policy_library.pack_event
  for each statement execute function policy_library.refuse_change();
create trigger region_version_append_only before update or delete on policy_library.region_version
  for each row execute function policy_library.refuse_change();
create trigger region_version_not_truncated before truncate on policy_library.region_version
  for each statement execute function policy_library.refuse_change();
