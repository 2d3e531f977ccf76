-- note: fund settlement lists by version, their quality control and their states
create schema settlement_list;

-- Nine digits: the length that the interface gives the number.
create sequence settlement_list.list_no as bigint start 100000001 maxvalue 999999999;

-- A list uploaded again is another version; the number stays. What was sent is kept as it came.
create table settlement_list.list (
  person_no text not null,
  settlement_id bigint not null,
  version int not null,
  list_no bigint not null,
  visit_id bigint not null,
  institution_code text not null,
  visit_type text not null,
  settled_at timestamp(0) not null,
  sent json not null,
  findings json not null,
  errors int not null,
  hints int not null,
  uploaded_at timestamp(0) not null,
  operator text not null,
  message_id text not null,
  primary key (person_no, settlement_id, version)
);

create index list_by_institution on settlement_list.list (institution_code, settled_at);
create index list_by_settlement on settlement_list.list (settlement_id);

-- The state of a list is that of its latest event; without one it is open.
create table settlement_list.state_event (
  person_no text not null,
  settlement_id bigint not null,
  event_no int not null,
  state text not null check (state in ('open', 'submitted', 'approved', 'rejected')),
  at timestamp(0) not null,
  operator text not null,
  reason text not null,
  primary key (person_no, settlement_id, event_no)
);
