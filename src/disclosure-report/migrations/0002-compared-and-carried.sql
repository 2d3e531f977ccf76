-- note: 核对时对照的另一份文件的版面；同一单位再次核对时可以沿用的豁免
alter table disclosure_report.kept_page add column of_other boolean not null default false;
alter table disclosure_report.kept_page drop constraint kept_page_pkey;
alter table disclosure_report.kept_page add primary key (check_no, of_other, page);

alter table disclosure_report.waiver
  -- Who gave it for an earlier version of the document, and when.
  add column carried_from text,
  add column carried_at timestamptz;

-- What was let stand in a unit's document, by what the finding says and where: it outlives the
-- check, for the next version of the same document. Taken back with the waiver.
create table disclosure_report.given_waiver (
  waiver_no bigint primary key,
  region text not null,
  unit text not null,
  year integer not null,
  kind text not null check (kind in ('budget', 'final')),
  rule text not null,
  -- Table, row, column and words, as a waiver file would name them; pages move between versions.
  place jsonb not null,
  printed text not null,
  author_name text not null,
  reason text not null,
  made_at timestamptz not null
);
create index given_waiver_of_document
  on disclosure_report.given_waiver (region, unit, year, kind, waiver_no desc);
