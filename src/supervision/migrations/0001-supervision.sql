-- note: dated limits of items, what audits of orders found, and what doctors did about it
create schema supervision;

-- What a kind means and how its value is written: src/supervision/limit-kind.ts.
create table supervision.item_limit (
  item_code text not null,
  kind text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  value text not null,
  document text not null,
  clause text not null default '',
  basis text not null,
  confidence text not null,
  source text not null default '',
  updated_at timestamptz not null default now(),
  primary key (item_code, kind, valid_from)
);

create sequence supervision.result_no as bigint;

-- One row a finding; only added. The person's number is the one the institution sent.
create table supervision.audit_result (
  person_no text not null,
  result_no bigint not null,
  institution_code text not null,
  message_id text not null,
  stage text not null check (stage in ('pre-event', 'in-event')),
  visit_id text not null,
  rule text not null,
  outcome text not null
    check (outcome in ('violation', 'suspicion', 'clue', 'not-evaluable')),
  amount_fen bigint,
  content text not null,
  evidence text not null,
  -- Order lines: visit_id, order_id, role, amount_fen.
  lines jsonb not null,
  operator text,
  audited_at timestamptz not null,
  primary key (person_no, result_no)
);

-- The office looks through days.
create index audit_result_day on supervision.audit_result (audited_at);

-- What the doctor did about a finding; the latest counts.
create table supervision.audit_feedback (
  person_no text not null,
  result_no bigint not null,
  feedback_no int not null,
  institution_code text not null,
  message_id text not null,
  way text not null check (way in ('kept', 'revised')),
  reason text not null default '',
  operator text,
  given_at timestamptz not null,
  primary key (person_no, result_no, feedback_no)
);
