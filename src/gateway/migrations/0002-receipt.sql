-- note: receipts of changes made outside the settlement room
create table gateway.receipt (
  institution_code text not null,
  message_id text not null,
  transaction_code text not null,
  content_hash text not null,
  answer_text text not null,
  received_at timestamptz not null,
  primary key (institution_code, message_id, transaction_code)
);
