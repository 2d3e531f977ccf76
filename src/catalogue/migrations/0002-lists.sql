-- note: lists that institutions download, and the versions by which they keep a copy
-- One row an import that changed something. Numbers are given under a lock that is held until the
-- commit: who sees a version sees every one before it.
create table catalogue.version (
  version_no bigint primary key,
  kind text not null,
  made_at timestamptz not null default now()
);

-- Rows of lists that have no other home, and what lists say of items, diseases and operations.
create table catalogue.entry (
  list text not null,
  code text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  name text not null default '',
  -- By the name of the column.
  attributes jsonb not null,
  source text not null default '',
  updated_at timestamptz not null default now(),
  version_no bigint not null default 0,
  primary key (list, code, valid_from)
);

create index entry_version on catalogue.entry (list, version_no);

alter table catalogue.item add column version_no bigint not null default 0;
alter table catalogue.item_class add column version_no bigint not null default 0;
alter table catalogue.disease add column version_no bigint not null default 0;
alter table catalogue.operation add column version_no bigint not null default 0;

-- What was imported before there were versions is the first.
insert into catalogue.version (version_no, kind)
  select 1, 'items' where exists (select from catalogue.item)
    or exists (select from catalogue.disease) or exists (select from catalogue.operation);
update catalogue.item set version_no = 1;
update catalogue.item_class set version_no = 1;
update catalogue.disease set version_no = 1;
update catalogue.operation set version_no = 1;
