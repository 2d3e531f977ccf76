-- note: 在工作台做的政策测算：谁、用哪一年的账单和哪一版政策、改了什么、算出什么，每区划留最近 200 次
create schema simulation;

-- A run is written down when it starts, and tells now and then that it goes on: one that has told
-- nothing for a while was interrupted by a restart. It stays, and can be started again.
create table simulation.kept_run (
  run_no bigint generated always as identity primary key,
  -- Whose policy was tried: who works there sees it.
  region text not null check (region ~ '^[0-9]{6}$'),
  title text not null,
  change_text text not null check (octet_length(change_text) <= 262144),
  -- The bills of which year were settled again.
  year integer not null,
  policy_version text not null,
  started_by text not null,
  started_at timestamptz not null,
  step text not null default '',
  done integer not null default 0,
  total integer not null default 0,
  told_at timestamptz not null default now(),
  ended_at timestamptz,
  failure text,
  -- What a list of runs shows of the result.
  bills integer,
  fund_change_fen bigint,
  person_change_fen bigint,
  -- The result less its table of all combinations, which grows with the region; two megabytes are
  -- ten times the largest seen.
  result jsonb check (octet_length(result::text) <= 2097152),
  check (ended_at is not null or (failure is null and result is null)),
  check (ended_at is null or (failure is null) <> (result is null))
);
create index kept_run_of_region on simulation.kept_run (region, run_no);
