-- note: messages of the transactions that are kept and not acted upon
create sequence gateway.kept_no as bigint;

-- One row a message; rows are only added. A message that ends another names it in kept_end.
create table gateway.kept_message (
  kept_no bigint primary key,
  institution_code text not null,
  transaction_code text not null,
  message_id text not null,
  person_no text not null,
  received_at timestamptz not null,
  -- {field: [values]} of the whole message, to be found by.
  facts jsonb not null,
  -- The input by the transaction table, every value as text.
  input jsonb not null,
  -- Numbers given out in the answer: {field: value}.
  issued jsonb not null
);
create index kept_message_of on gateway.kept_message (institution_code, transaction_code, kept_no);
create index kept_message_facts on gateway.kept_message using gin (facts jsonb_path_ops);
create index kept_message_person on gateway.kept_message (person_no, transaction_code)
  where person_no <> '';

create table gateway.kept_end (
  kept_no bigint primary key,
  ended_by bigint not null
);
