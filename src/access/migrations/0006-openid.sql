-- note: 用单位账号登录：账号与单位账号的关联、进行中的登录
create table access.openid_identity (
  identity_no bigint generated always as identity primary key,
  account_no bigint not null references access.account,
  -- Who says who somebody is, and the name it never gives to anybody else.
  issuer text not null check (issuer <> ''),
  subject text not null check (subject ~ '^[!-~]{1,255}$'),
  linked_by bigint references access.account,
  linked_at timestamptz not null,
  unlinked_by bigint references access.account,
  unlinked_at timestamptz
);
create unique index openid_identity_of_subject on access.openid_identity (issuer, subject)
  where unlinked_at is null;
create unique index openid_identity_of_account on access.openid_identity (account_no)
  where unlinked_at is null;

-- A browser that was sent to the organisation's own sign-in and is not back, or back and without
-- its second factor, or refused. Some minutes old at most.
create table access.openid_sign_in (
  -- SHA-256 of what the browser's cookie carries.
  token_hash text primary key check (token_hash ~ '^[0-9a-f]{64}$'),
  state text not null,
  nonce text not null,
  code_verifier text not null,
  redirect_uri text not null,
  return_to text not null,
  began_at timestamptz not null,
  -- It came back: it cannot come back again.
  used_at timestamptz,
  -- Who it is, as far as the organisation's sign-in can say; only a code is missing.
  identity_no bigint references access.openid_identity,
  refusal jsonb
);
create index openid_sign_in_by_time on access.openid_sign_in (began_at);

-- What the session was opened by: our own password (or a credential), the organisation's sign-in,
-- or that one together with a second factor of its own.
alter table access.session add column opened_by text not null default 'own'
  check (opened_by in ('own', 'provider', 'provider-with-factor'));
