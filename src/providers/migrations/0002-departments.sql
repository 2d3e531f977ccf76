-- note: departments and practitioners of institutions; who uploaded or withdrew a mapping

-- Every act on a department is a row; the last one says what holds. Nothing is rewritten.
create table providers.department_version (
  institution_code text not null references providers.institution,
  department_code text not null,
  version integer not null,
  act text not null check (act in ('upload', 'change', 'withdraw')),
  name text not null,
  -- Dictionary caty (dept).
  specialty text not null,
  begin_at timestamp(0) not null,
  end_at timestamp(0) check (end_at >= begin_at),
  details json not null,
  recorded_at timestamp(0) not null,
  primary key (institution_code, department_code, version)
);

create table providers.practitioner (
  institution_code text not null references providers.institution,
  -- The national code of physicians, nurses and pharmacists (prac_psn_code).
  practitioner_code text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  name text not null,
  -- Dictionary prac_psn_type.
  type text not null,
  certificate_type text not null,
  certificate_no text not null,
  own_number text not null default '',
  qualification_no text not null default '',
  license_no text not null default '',
  -- Whether prescriptions count for the insurance (hi_dr_flag).
  insurance_physician boolean not null,
  change_reason text not null default '',
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (institution_code, practitioner_code, valid_from)
);

-- What was uploaded or withdrawn by message, as it was sent; catalogue_mapping says what holds.
create table providers.mapping_act (
  institution_code text not null,
  act_no bigint generated always as identity,
  act text not null check (act in ('upload', 'withdraw')),
  own_code text not null,
  item_code text not null,
  details json not null,
  recorded_at timestamp(0) not null,
  primary key (institution_code, act_no)
);
