-- note: people, their dated facts, and the one row that serialises each person
create extension if not exists btree_gist;
create schema people;

create table people.person (
  person_no text primary key,
  certificate_type text not null,
  certificate_no text not null,
  name text not null,
  sex text not null check (sex in ('1', '2')),
  nation text not null,
  born date not null,
  source text not null default '',
  updated_at timestamptz not null default now()
);

-- Who holds a certificate. A table of its own, keyed by the certificate, so that the person's
-- tables can be distributed by the person and a certificate still has one holder.
create table people.certificate (
  certificate_type text not null,
  certificate_no text not null,
  person_no text not null,
  primary key (certificate_type, certificate_no)
);

create table people.enrolment (
  person_no text not null references people.person,
  insutype text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  person_type text not null,
  employment_status text not null check (employment_status in ('working', 'retired', 'resident')),
  civil_servant_rank text,
  state text not null,
  insured_region text not null,
  employer_name text not null default '',
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (person_no, insutype, valid_from),
  constraint enrolment_one_at_a_time exclude using gist (
    person_no with =, insutype with =, daterange(valid_from, valid_to) with &&)
);

create table people.identity (
  person_no text not null references people.person,
  kind text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (person_no, kind, valid_from)
);

create table people.disease_certificate (
  person_no text not null references people.person,
  disease text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (person_no, disease, valid_from)
);

create table people.place_filing (
  person_no text not null references people.person,
  place text not null check (place in ('filed-resident', 'referred', 'emergency')),
  region text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (person_no, place, region, valid_from)
);

-- The relative's personal account may pay for the person.
create table people.family_link (
  person_no text not null references people.person,
  relative_person_no text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (person_no, relative_person_no, valid_from),
  check (person_no <> relative_person_no)
);

-- Every change to a person's visits, accumulators or account moves this row's version on. Half
-- empty pages: the row is rewritten at each settlement and should find room beside itself.
create table people.person_state (
  person_no text primary key,
  version bigint not null default 0,
  balance_fen bigint not null default 0 check (balance_fen >= 0),
  accumulators jsonb not null default '{}'
) with (fillfactor = 50);
