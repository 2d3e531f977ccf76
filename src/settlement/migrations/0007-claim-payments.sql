-- note: 零星报销的拨付
-- What was paid to persons for settled claims: one row a claim and fund. `payment_no` is the number
-- of what was approved; a payment is known by it, so that it is made once.
create table settlement.claim_payment (
  person_no text not null,
  settlement_id bigint not null,
  payment_no bigint not null,
  fund text not null,
  amount_fen bigint not null check (amount_fen <> 0),
  paid_on date not null,
  bank_reference text not null check (bank_reference <> ''),
  entry_no bigint not null,
  primary key (person_no, settlement_id, payment_no, fund)
);
create index claim_payment_by_number on settlement.claim_payment (payment_no);
create index claim_payment_by_reference on settlement.claim_payment (bank_reference);

-- A claim that was paid is not taken back.
alter table settlement.visit drop constraint visit_state_check;
alter table settlement.visit add constraint visit_state_check
  check (state in ('registered', 'admitted', 'discharged', 'cancelled', 'paid'));
