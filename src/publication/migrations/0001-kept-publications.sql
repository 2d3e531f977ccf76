-- note: 在浏览器里编制的预决算公开文本：各种格式的文件与核对结果，保留三十天
create schema publication;

create table publication.kept_publication (
  publication_no bigint generated always as identity primary key,
  -- Region of the account that made it: who works there sees it.
  region text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  -- From where the figures come: a data folder of the platform or the books of a unit.
  source text not null,
  title text not null,
  unit text not null,
  year integer not null,
  kind text not null check (kind in ('budget', 'final')),
  profile text not null,
  profile_title text not null,
  errors integer not null,
  warns integer not null,
  -- Tables, rounding, and what checking each written file found.
  details jsonb not null
);
create index kept_publication_newest
  on publication.kept_publication (made_at desc, publication_no desc);

create table publication.kept_file (
  publication_no bigint not null references publication.kept_publication on delete cascade,
  path text not null,
  content bytea not null,
  primary key (publication_no, path)
);
