-- note: institutions, their dated agreements, and what their own item codes mean
create schema providers;

create table providers.institution (
  institution_code text primary key,
  name text not null,
  -- Dictionary fixmedins_type: 1 hospital, 2 pharmacy.
  type text not null,
  level text not null,
  region text not null,
  uscc text not null default '',
  -- How this institution's program expects infcode in an answer.
  infcode_form text not null check (infcode_form in ('text', 'number')),
  access_key text not null unique,
  secret text not null,
  source text not null default '',
  updated_at timestamptz not null default now()
);

create table providers.agreement (
  institution_code text not null references providers.institution,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  state text not null check (state in ('active', 'suspended', 'ended')),
  -- The level that deductibles and ratios follow from this day, where an upgrade changed it.
  settled_level text,
  reason text not null default '',
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (institution_code, valid_from)
);

create table providers.catalogue_mapping (
  institution_code text not null,
  own_code text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  item_code text not null,
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (institution_code, own_code, valid_from)
);
