-- note: drugs, services, consumables, diseases and operations, everything dated
create schema catalogue;

create table catalogue.item (
  item_code text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  name text not null,
  list_type text not null,
  charge_type text not null,
  pinyin text not null default '',
  unit text not null default '',
  specification text not null default '',
  maker text not null default '',
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (item_code, valid_from)
);

create table catalogue.item_class (
  item_code text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  class text not null check (class in ('A', 'B', 'C')),
  limited_use boolean not null,
  paid_alone boolean not null,
  basic_drug boolean not null,
  negotiated boolean not null,
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (item_code, valid_from)
);

-- insutype '' holds for every scheme that has no row of its own.
create table catalogue.first_share (
  item_code text not null,
  insutype text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  share_ppm int not null check (share_ppm between 0 and 1000000),
  basis text not null,
  document text not null default '',
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (item_code, insutype, valid_from)
);

-- hospital_level '' holds for every level that has no row of its own.
create table catalogue.price_ceiling (
  item_code text not null,
  hospital_level text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  ceiling_micro_yuan bigint not null check (ceiling_micro_yuan >= 0),
  basis text not null,
  document text not null default '',
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (item_code, hospital_level, valid_from)
);

create table catalogue.disease (
  code text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  version text not null default '',
  name text not null,
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (code, valid_from)
);

create table catalogue.operation (like catalogue.disease including all);
