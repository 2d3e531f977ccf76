-- note: 账号、角色、登录、电子凭证、复核事项与审计记录
create schema access;

create table access.account (
  account_no bigint generated always as identity primary key,
  -- The name to sign in by.
  account text not null unique check (account ~ '^[a-z][a-z0-9._-]{2,39}$'),
  name text not null check (name <> ''),
  kind text not null check (kind in ('staff', 'institution', 'insured')),
  state text not null default 'active' check (state in ('active', 'disabled')),
  regions text[] not null,
  institution_code text,
  person_no text,
  -- Known to everybody: refused where the platform is not in demo mode.
  demo boolean not null default false,
  created_at timestamptz not null,
  last_signed_in_at timestamptz,
  unique (account_no, kind),
  check ((kind = 'staff') = (cardinality(regions) > 0)),
  check ((kind = 'institution') = (institution_code is not null)),
  check ((kind = 'insured') = (person_no is not null))
);

-- Which of the powers over the system a role belongs to (三权分立), for whom it is, and at which
-- desk it makes or checks. src/access/role.ts says what roles allow; a test compares the two.
create function access.power_of(role text) returns text language sql immutable parallel safe as $$
  select case role when 'administrator' then 'administrator'
                   when 'security-officer' then 'security'
                   when 'auditor' then 'audit' else 'business' end
$$;
create function access.kind_of(role text) returns text language sql immutable parallel safe as $$
  select case role when 'institution-user' then 'institution'
                   when 'insured-person' then 'insured' else 'staff' end
$$;
create function access.desk_of(role text) returns text language sql immutable parallel safe as $$
  select case when role in ('agency-clerk', 'agency-reviewer') then 'claims'
              when role in ('benefits-officer', 'benefits-reviewer') then 'policy'
              when role in ('finance-officer', 'finance-reviewer') then 'budget' end
$$;

create table access.account_role (
  account_no bigint not null,
  role text not null check (role <> ''),
  power text not null generated always as (access.power_of(role)) stored,
  kind text not null generated always as (access.kind_of(role)) stored,
  desk text generated always as (access.desk_of(role)) stored,
  granted_by bigint references access.account,
  granted_at timestamptz not null,
  primary key (account_no, role),
  foreign key (account_no, kind) references access.account (account_no, kind),
  -- Roles of one power only.
  constraint account_role_one_power exclude using gist (account_no with =, power with <>),
  -- Who makes does not check.
  constraint account_role_maker_or_checker
    exclude using gist (account_no with =, desk with =, role with <>) where (desk is not null)
);

-- What was granted before, since account_role says only what holds now.
create table access.role_change (
  change_no bigint generated always as identity primary key,
  account_no bigint not null references access.account,
  roles text[] not null,
  regions text[] not null,
  changed_by bigint references access.account,
  changed_at timestamptz not null
);

-- Secrets have tables of their own, so that a list of accounts cannot bring one along.
create table access.password (
  account_no bigint primary key references access.account,
  hash text not null check (hash like '$argon2id$%'),
  -- Somebody else knows it.
  must_change boolean not null,
  set_at timestamptz not null
);

create table access.second_factor (
  account_no bigint primary key references access.account,
  -- Base32. In the clear: a code cannot be checked against a hash.
  secret text not null,
  offered_at timestamptz not null,
  confirmed_at timestamptz,
  -- The window of 30 seconds whose code was used last; an earlier one is not taken any more.
  last_window bigint not null default 0
);

create table access.backup_code (
  account_no bigint not null references access.account,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_no, code_hash)
);

-- Failures since the last success, of an account or of one of the bins into which names fall that
-- are no account: both look the same from outside.
create table access.lockout (
  subject text primary key,
  failures int not null check (failures >= 0),
  last_failed_at timestamptz not null
);

create table access.session (
  session_no bigint generated always as identity primary key,
  -- SHA-256 of the token: who reads this table cannot sign in with it.
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  account_no bigint references access.account,
  -- Of a person who signed in by an electronic credential.
  person_no text,
  address text not null,
  agent text not null,
  signed_in_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  check ((account_no is null) <> (person_no is null))
);
create index session_open_of_account on access.session (account_no) where ended_at is null;
create index session_open_of_person on access.session (person_no) where ended_at is null;
create index session_by_time on access.session (signed_in_at);

create table access.credential_key (
  key_no int generated always as identity primary key,
  key bytea not null check (length(key) = 32),
  made_at timestamptz not null
);

create table access.credential (
  credential_no bigint generated always as identity primary key,
  person_no text not null check (person_no <> ''),
  issued_by bigint references access.account,
  issued_at timestamptz not null,
  valid_until timestamptz not null,
  used_at timestamptz
);
create index credential_by_time on access.credential (valid_until);

-- For a short while somebody sees one person's data unmasked, and says why.
create table access.unmasking (
  unmasking_no bigint generated always as identity primary key,
  session_no bigint not null,
  account_no bigint not null references access.account,
  person_no text not null,
  reason text not null check (reason <> ''),
  given_at timestamptz not null,
  valid_until timestamptz not null
);
create index unmasking_of_session on access.unmasking (session_no, person_no);

-- What one proposes and another decides.
create table access.proposal (
  proposal_no bigint generated always as identity primary key,
  request_id text not null unique check (request_id <> ''),
  content_hash text not null,
  kind text not null check (kind <> ''),
  subject text not null,
  person_no text,
  region text not null check (region ~ '^[0-9]{6}$'),
  content jsonb not null,
  checked_by text not null check (checked_by <> ''),
  reason text not null,
  maker_no bigint not null references access.account,
  made_at timestamptz not null,
  unique (proposal_no, maker_no)
);
create index proposal_of_maker on access.proposal (maker_no, proposal_no);
create index proposal_by_kind on access.proposal (kind, proposal_no);

create table access.proposal_decision (
  proposal_no bigint primary key,
  maker_no bigint not null,
  decider_no bigint not null references access.account,
  decision text not null check (decision in ('approved', 'refused')),
  reason text not null,
  decided_at timestamptz not null,
  result jsonb,
  foreign key (proposal_no, maker_no) references access.proposal (proposal_no, maker_no),
  constraint proposal_decided_by_another check (decider_no <> maker_no)
);

-- What was done, refused or failed. Rows are inserted plainly and sealed in batches afterwards, so
-- that nobody waits for the chain.
create table access.audit_event (
  event_no bigint generated always as identity primary key,
  transaction_id xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null,
  caller_kind text not null check (caller_kind in ('staff', 'institution', 'insured', 'public')),
  account_no bigint,
  account text,
  name text not null,
  session_no bigint,
  address text not null,
  route text not null,
  title text not null,
  person_no text,
  institution_code text,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  code text,
  details text not null
);
create index audit_event_by_transaction on access.audit_event (transaction_id, event_no);
create index audit_event_by_time on access.audit_event (at, event_no);
create index audit_event_of_person on access.audit_event (person_no, at) where person_no is not null;
create index audit_event_of_account on access.audit_event (account, at) where account is not null;
create index audit_event_of_route on access.audit_event (route, at);

-- A batch of events under one hash, chained to the batch before. The numbers and the first eight
-- bytes of each event's hash serve to name the event when the hash no longer agrees.
create table access.audit_seal (
  seal_no bigint primary key,
  from_transaction xid8 not null,
  to_transaction xid8 not null,
  event_count bigint not null,
  event_nos bigint[] not null,
  event_digests bytea not null,
  hash text not null,
  previous_hash text not null,
  sealed_at timestamptz not null default now()
);

create function access.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- By triggers, which hold for the owner too, and by grants.
do $$
declare
  one text;
begin
  foreach one in array array['audit_event', 'audit_seal', 'role_change', 'unmasking', 'proposal',
    'proposal_decision'] loop
    execute format('create trigger %I before update or delete on access.%I
      for each row execute function access.refuse_change()', one || '_append_only', one);
    execute format('create trigger %I before truncate on access.%I
      for each statement execute function access.refuse_change()', one || '_not_truncated', one);
    execute format('revoke update, delete, truncate on access.%I from public, current_user', one);
  end loop;
end $$;
