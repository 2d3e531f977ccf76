-- note: 在浏览器里做的预决算公开核对：结果、问题所在的版面与豁免，保留三十天
create schema disclosure_report;

-- What a check found. `content` is what is read only when somebody opens it: the report and where
-- each finding stands, as deflated JSON. The document itself is not kept.
create table disclosure_report.kept_check (
  check_no bigint generated always as identity primary key,
  -- Region of the account that checked: who works there sees it.
  region text not null,
  checked_by text not null,
  checked_by_name text not null,
  checked_at timestamptz not null,
  file_name text not null,
  file_bytes integer not null,
  sha256 text not null,
  unit text not null,
  year integer,
  kind text check (kind in ('budget', 'final')),
  profile_title text not null,
  pages integer not null,
  milliseconds integer not null,
  errors integer not null,
  warns integer not null,
  hints integer not null,
  unresolved integer not null,
  content bytea not null
);
create index kept_check_newest on disclosure_report.kept_check (checked_at desc, check_no desc);

-- A page that a finding stands on: its words and where they stand, as deflated JSON.
create table disclosure_report.kept_page (
  check_no bigint not null references disclosure_report.kept_check on delete cascade,
  page integer not null,
  content bytea not null,
  primary key (check_no, page)
);

-- A finding that somebody lets stand, and why. Taken back, it stays as having been.
create table disclosure_report.waiver (
  waiver_no bigint generated always as identity primary key,
  check_no bigint not null references disclosure_report.kept_check on delete cascade,
  finding_id text not null,
  author text not null,
  author_name text not null,
  reason text not null,
  made_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz
);
create unique index waiver_in_force on disclosure_report.waiver (check_no, finding_id)
  where withdrawn_at is null;
