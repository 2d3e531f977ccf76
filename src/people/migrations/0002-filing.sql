-- note: what institutions file for a person, its withdrawal, and special attributes of visits

-- A filing is never changed: a withdrawal is a row of its own, which says from which day on the
-- filing holds no more. Whoever writes here moves people.person_state, so that what was decided
-- without the filing cannot be committed after it.
create sequence people.filing_no as bigint start 100001;

create table people.filing (
  person_no text not null references people.person,
  filing_no bigint not null,
  kind text not null check (kind in ('transfer', 'chronic-disease', 'designation', 'injury')),
  -- What may be filed only once for a day.
  subject text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  institution_code text not null,
  filed_at timestamp(0) not null,
  -- What settling asks of it, by kind.
  terms json not null,
  -- What else was sent, for the queries.
  details json not null,
  primary key (person_no, filing_no)
);

create table people.filing_withdrawal (
  person_no text not null,
  filing_no bigint not null,
  -- First day on which it holds no more; not after valid_from: it never held.
  ends_on date not null,
  institution_code text not null,
  withdrawn_at timestamp(0) not null,
  reason text not null,
  primary key (person_no, filing_no)
);

create table people.visit_attribute (
  person_no text not null references people.person,
  attribute_no bigint not null,
  visit_id bigint not null,
  institution_code text not null,
  own_number text not null,
  attribute_type text not null,
  attribute text not null,
  region text not null,
  memo text not null,
  recorded_at timestamp(0) not null,
  primary key (person_no, attribute_no),
  unique (person_no, visit_id, attribute_type, attribute)
);

-- An institution asks for its own, by page.
create index visit_attribute_by_institution on people.visit_attribute
  (institution_code, attribute_no);

-- A person lets an institution see reports that others made.
create table people.report_consent (
  person_no text not null references people.person,
  institution_code text not null,
  given_at timestamp(0) not null,
  details json not null,
  primary key (person_no, institution_code, given_at)
);
