-- note: stock movements and trace codes of institutions, only added
create schema inventory;

create sequence inventory.record_no as bigint;

-- One row for each row that an institution uploaded. Stock is the sum of movements; a record that
-- was deleted stays, and inventory.deletion says so.
create table inventory.record (
  institution_code text not null,
  record_no bigint not null,
  message_id text not null,
  kind text not null check (kind in
    ('stocktake', 'change', 'purchase', 'purchase-return', 'sale', 'sale-return')),
  -- Dictionary inv_chg_type, for a change.
  change_type text,
  item_code text not null,
  own_code text not null,
  own_name text not null,
  -- The institution's own number of the batch.
  batch_no text not null,
  -- China Standard Time.
  happened_at timestamp(0) not null,
  -- As uploaded, in 10^-4 units, never negative; what it does to the stock is the movement.
  quantity_ten_thousandths bigint not null check (quantity_ten_thousandths >= 0),
  movement_ten_thousandths bigint not null,
  -- What a return takes back.
  returns_record_no bigint,
  -- Of a sale: the institution's number of the visit, and who bought.
  visit_no text,
  person_no text,
  settlement_id text,
  split boolean not null default false,
  -- Whatever else was uploaded, by its national names: for queries, never computed with.
  details jsonb not null,
  operator text,
  recorded_at timestamptz not null,
  primary key (institution_code, record_no)
);

create index record_batch on inventory.record (institution_code, batch_no, own_code);
create index record_day on inventory.record (institution_code, happened_at);
create index record_return on inventory.record (institution_code, returns_record_no)
  where returns_record_no is not null;

create table inventory.deletion (
  institution_code text not null,
  record_no bigint not null,
  message_id text not null,
  deleted_at timestamptz not null,
  primary key (institution_code, record_no)
);

-- The trace codes that a record names.
create table inventory.record_trace (
  institution_code text not null,
  record_no bigint not null,
  trace_code text not null,
  primary key (institution_code, record_no, trace_code)
);

create index record_trace_code on inventory.record_trace (trace_code);

-- The life of a trace code, step by step, in whatever institution. Two at once cannot both take
-- the next step: one of them finds it taken.
create table inventory.trace_step (
  trace_code text not null,
  step_no int not null,
  step text not null check (step in ('sold', 'split', 'returned')),
  institution_code text not null,
  record_no bigint not null,
  primary key (trace_code, step_no)
);

create sequence inventory.virtual_trace_no as bigint;

-- Codes handed out for packs that carry none (3592B).
create table inventory.virtual_trace (
  trace_code text primary key,
  institution_code text not null,
  message_id text not null,
  item_code text not null,
  own_code text not null,
  own_name text not null,
  batch_no text not null,
  memo text not null default '',
  issued_at timestamptz not null
);
