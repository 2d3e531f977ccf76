-- note: settlements by transaction number, consumers that follow them, events of an institution

-- The order in which settlements can be followed: a transaction below the oldest one still running
-- has ended, so nothing can appear before it any more. The default is stable, so the rows that are
-- there already get the number of this migration without being written anew.
alter table settlement.settlement
  add column transaction_id xid8 not null default pg_current_xact_id();

create index settlement_by_transaction on settlement.settlement (transaction_id, settlement_id);

-- How far each consumer has come; moved in the transaction that applies what was read.
create table settlement.consumer (
  consumer text primary key,
  transaction_id xid8 not null default '0',
  settlement_id bigint not null default 0,
  followed bigint not null default 0,
  moved_at timestamptz,
  failures int not null default 0,
  last_error text,
  failed_at timestamptz
);

-- What happened to an institution's settlements, numbered for it without gaps. Names only what is
-- in the settlement's row.
create table settlement.institution_event (
  institution_code text not null,
  event_no bigint not null check (event_no > 0),
  person_no text not null,
  settlement_id bigint not null,
  primary key (institution_code, event_no)
);
