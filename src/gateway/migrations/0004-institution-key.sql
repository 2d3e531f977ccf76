-- note: further keys of institutions, and what the sandbox noted of their messages
create table gateway.institution_key (
  access_key text primary key,
  institution_code text not null,
  -- gateway: access key and secret of the _api_ headers; portal: paasid and token of the x-tif
  -- headers; sm2: a public key that checks the signature of the message itself.
  family text not null check (family in ('gateway', 'portal', 'sm2')),
  name text not null,
  -- In the clear: both families make the same digest again, which needs the secret itself.
  secret text,
  public_key text,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  check ((family = 'sm2') = (public_key is not null)),
  check ((family = 'sm2') = (secret is null))
);

create index on gateway.institution_key (institution_code);

-- Counts of what was met, by kind: never a message, and never a name or number of a person.
create table gateway.conformance_count (
  institution_code text not null,
  infno text not null,
  state text not null,
  count bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (institution_code, infno, state)
);

create table gateway.conformance_problem (
  institution_code text not null,
  infno text not null,
  kind text not null check (kind in ('field', 'refusal', 'identity')),
  code text not null,
  -- The field, `node.field`, without its row; empty where none is named.
  place text not null,
  -- The latest value and sentence: clipped, and personal data masked.
  came text not null,
  message text not null,
  count bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (institution_code, infno, kind, code, place)
);
