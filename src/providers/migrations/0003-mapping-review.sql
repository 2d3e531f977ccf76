-- note: 医药服务管理对机构目录对照的审核
-- A review is of a mapping as it stood: one that was entered again, or ended, is to be seen anew.
create table providers.mapping_review (
  institution_code text not null,
  own_code text not null,
  valid_from date not null,
  review_no bigint generated always as identity,
  item_code text not null,
  mapping_updated_at timestamptz not null,
  verdict text not null check (verdict in ('accepted', 'returned')),
  reason text not null default '' check (verdict = 'accepted' or reason <> ''),
  -- The account of the officer, and the name it had then.
  officer text not null,
  officer_name text not null,
  reviewed_at timestamptz not null,
  primary key (institution_code, own_code, valid_from, review_no)
);

-- What was entered lately, of every institution.
create index catalogue_mapping_updated on providers.catalogue_mapping (updated_at);
create index catalogue_mapping_item on providers.catalogue_mapping (item_code);
