-- note: visits, charge batches, settlements, receipts and account deposits
create schema settlement;

-- Every table of a person is keyed by the person, by whom it is distributed when one machine is
-- outgrown. Times are civil times in China Standard Time. Nothing here refers to a settlement by
-- a foreign key: the person's version (people.person_state) orders all writing.
create sequence settlement.visit_no as bigint start 100001 increment by 100;
create sequence settlement.settlement_no as bigint start 100001 increment by 100;

create table settlement.visit (
  person_no text not null,
  visit_id bigint not null,
  institution_code text not null,
  own_number text not null,
  kind text not null check (kind in ('outpatient', 'pharmacy', 'inpatient')),
  insutype text not null,
  visit_type text,
  state text not null check (state in ('registered', 'admitted', 'discharged', 'cancelled')),
  begin_at timestamp(0) not null,
  end_at timestamp(0),
  emergency boolean not null,
  disease text,
  details json not null,
  diagnoses json not null,
  primary key (person_no, visit_id),
  check (end_at >= begin_at)
) with (fillfactor = 90);

create index visit_by_id on settlement.visit (visit_id);

-- A person is in one hospital at a time.
create unique index visit_one_open_stay on settlement.visit (person_no)
  where kind = 'inpatient' and state = 'admitted';

-- The lines of one upload in one row, with what the catalogue made of each. `settlement_id` is
-- null while they are not settled.
create table settlement.charge_batch (
  person_no text not null,
  visit_id bigint not null,
  batch_no text not null,
  disease text,
  lines json not null,
  settlement_id bigint,
  primary key (person_no, visit_id, batch_no)
) with (fillfactor = 90);

-- Rows are only added. A cancellation is a `reversal` with the amounts negated, a difference found
-- by replaying a later bill an `adjustment`: every total is a sum of rows.
create table settlement.settlement (
  person_no text not null,
  settlement_id bigint not null,
  -- The person's version that the row was written under: the order of a person's settlements.
  -- Ids do not tell it, because every process draws them from a block of its own.
  person_version bigint not null,
  visit_id bigint not null,
  kind text not null check (kind in ('settlement', 'reversal', 'adjustment')),
  corrects_settlement_id bigint check ((corrects_settlement_id is null) = (kind = 'settlement')),
  institution_code text not null,
  region text not null,
  settled_at timestamp(0) not null,
  care_date date not null,
  insutype text not null,
  visit_type text not null,
  clearing_type text not null,
  total_fen bigint not null,
  fund_fen bigint not null,
  account_fen bigint not null,
  cash_fen bigint not null,
  deductible_fen bigint not null,
  balance_fen bigint not null,
  interim boolean not null,
  request json,
  bill json,
  split json,
  moves json not null,
  movements json not null,
  benefits json not null,
  policy_version text not null,
  message_id text not null,
  content_hash text not null,
  primary key (person_no, settlement_id)
);

create unique index settlement_reversed_once on settlement.settlement
  (person_no, corrects_settlement_id) where kind = 'reversal';

create index settlement_by_institution on settlement.settlement (institution_code, settled_at);

create function settlement.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: cancel a settlement by a reversal', tg_table_name
    using errcode = 'restrict_violation';
end $$;

create trigger settlement_append_only before update or delete on settlement.settlement
  for each row execute function settlement.refuse_change();
create trigger settlement_not_truncated before truncate on settlement.settlement
  for each statement execute function settlement.refuse_change();

-- What was answered to a message, so that the same message again gets the same answer; once it is
-- reversed, by which message. Some programs number messages by the second alone: the transaction is
-- part of what a message is known by.
create table settlement.receipt (
  institution_code text not null,
  message_id text not null,
  transaction_code text not null,
  operation text not null,
  input_hash text not null,
  person_no text not null,
  visit_id bigint,
  settlement_id bigint,
  answer text not null,
  received_at timestamp(0) not null,
  reversed_by text,
  primary key (institution_code, message_id, transaction_code)
);

-- Money that came into a personal account, once per reference.
create table settlement.deposit (
  person_no text not null,
  reference text not null,
  amount_fen bigint not null check (amount_fen > 0),
  deposited_on date not null,
  memo text not null,
  entry_no bigint not null,
  primary key (person_no, reference)
);
