-- note: clearing applications and what became of them
create schema reconciliation;

create sequence reconciliation.application_no as bigint start 100001;

-- What an institution applied for; never changed. What became of it are rows of their own.
create table reconciliation.clearing_application (
  application_id bigint primary key default nextval('reconciliation.application_no'),
  institution_code text not null,
  clearing_type text not null,
  clearing_way text,
  month text not null,
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  visits int not null,
  total_fen bigint not null,
  recognised_fen bigint not null,
  fund_fen bigint not null,
  cash_fen bigint not null,
  account_fen bigint not null,
  operator text not null,
  message_id text not null
);

create index clearing_application_by_institution
  on reconciliation.clearing_application (institution_code, clearing_type, from_day);

-- The state of an application is that of its latest event.
create table reconciliation.clearing_event (
  application_id bigint not null references reconciliation.clearing_application,
  event_no int not null,
  state text not null check (state in ('applied', 'withdrawn', 'approved')),
  at timestamp(0) not null,
  operator text not null,
  primary key (application_id, event_no)
);

create function reconciliation.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger clearing_application_append_only
  before update or delete on reconciliation.clearing_application
  for each row execute function reconciliation.refuse_change();
create trigger clearing_event_append_only
  before update or delete on reconciliation.clearing_event
  for each row execute function reconciliation.refuse_change();
