-- note: purchases that a pharmacy places and the insured person confirms
create sequence settlement.purchase_order_no as bigint;

-- One row an order; it is paid by a settlement under the message id of its number (receipt), and
-- withdrawn by a row of its own.
create table settlement.purchase_order (
  person_no text not null,
  order_no text not null,
  institution_code text not null,
  placed_at timestamp(0) not null,
  facts json not null,
  sent json not null,
  primary key (person_no, order_no)
);
create unique index purchase_order_by_number on settlement.purchase_order (order_no);

create table settlement.purchase_order_withdrawal (
  person_no text not null,
  order_no text not null,
  withdrawn_at timestamp(0) not null,
  operator text not null,
  primary key (person_no, order_no)
);
