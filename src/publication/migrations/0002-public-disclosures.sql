-- note: 公开的预决算：经审批公开的文本及其文件，撤回与更正
create table publication.public_disclosure (
  public_no bigint generated always as identity primary key,
  -- Of the proposal that was approved: the same act is done once.
  request_id text not null unique,
  region text not null,
  -- As it was made; that record itself is let go after a while.
  publication_no bigint not null,
  made_by_name text not null,
  made_at timestamptz not null,
  source text not null,
  title text not null,
  unit text not null,
  year integer not null,
  kind text not null check (kind in ('budget', 'final')),
  profile_title text not null,
  -- Tables, rounding, and what checking each file found.
  details jsonb not null,
  -- Path, size and SHA-256 of each file: they stay when the files are seen no more.
  files jsonb not null,
  document_no text not null,
  -- The day on which the finance department approved it (批复); null where nobody says.
  replied_on date,
  proposed_by_name text not null,
  published_at timestamptz not null,
  -- The version that this one puts right.
  corrects bigint references publication.public_disclosure,
  withdrawn_at timestamptz,
  withdrawal text check (withdrawal in ('withdrawn', 'corrected')),
  withdrawal_reason text,
  withdrawal_request_id text unique,
  check ((withdrawn_at is null) = (withdrawal is null)),
  check ((withdrawn_at is null) = (withdrawal_reason is null)),
  check ((withdrawn_at is null) = (withdrawal_request_id is null))
);
-- One version is in force.
create unique index public_disclosure_in_force
  on publication.public_disclosure (region, unit, year, kind) where withdrawn_at is null;
create index public_disclosure_newest
  on publication.public_disclosure (published_at desc, public_no desc);

create table publication.public_file (
  public_no bigint not null references publication.public_disclosure,
  path text not null,
  content bytea not null,
  primary key (public_no, path)
);
