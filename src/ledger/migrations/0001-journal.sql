-- note: 账户、总账分录（只增不改）、封存链与日余额
create schema ledger;

-- One account: a line of the chart of accounts × fund pool × region. Reference data.
create table ledger.account (
  account_no int generated always as identity primary key,
  book text not null,
  region text not null,
  pool text not null,
  code text not null,
  name text not null,
  class text not null check (class in ('asset', 'liability', 'net-asset', 'income', 'expense')),
  side text not null check (side in ('debit', 'credit')),
  unique (book, region, pool, code)
);

-- Whether the two arrays are a journal entry: same length, at least two postings, no zero, sum zero.
-- Never null: a check passes on null.
create function ledger.is_balanced(account_nos int[], amounts_fen bigint[]) returns boolean
language plpgsql immutable parallel safe as $$
declare
  amount bigint;
  total numeric := 0;
  postings int := array_length(amounts_fen, 1);
begin
  if array_ndims(account_nos) is distinct from 1 or array_ndims(amounts_fen) is distinct from 1
     or postings < 2 or array_length(account_nos, 1) <> postings then
    return false;
  end if;
  if not coalesce(0 < all (account_nos), false) then
    return false;
  end if;
  foreach amount in array amounts_fen loop
    if amount is null or amount = 0 then
      return false;
    end if;
    total := total + amount;
  end loop;
  return total = 0;
end $$;

-- One row is one whole entry, so that the database can refuse it by itself: debit positive, credit
-- negative. The key begins with the person, by whom the table is distributed when one machine is
-- outgrown; entries of a fund as a whole have the person 'FUND'.
create table ledger.entry (
  person_no text not null check (person_no <> ''),
  entry_no bigint not null check (entry_no > 0),
  region text not null,
  book text not null,
  entry_date date not null,
  kind text not null,
  settlement_id bigint,
  institution_code text,
  account_nos int[] not null,
  amounts_fen bigint[] not null,
  evidence_hash text,
  memo text not null,
  corrects_entry_no bigint,
  transaction_id xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null default now(),
  primary key (person_no, entry_no),
  constraint entry_is_balanced check (ledger.is_balanced(account_nos, amounts_fen))
);

-- Sealing and balances read what is newer than the last seal, in this order.
create index entry_by_transaction on ledger.entry (transaction_id, entry_no);

-- A batch of entries under one hash, chained to the batch before. `entry_nos` and `entry_digests`
-- (8 bytes of each entry's hash) serve to name the entry when the hash no longer agrees.
create table ledger.seal (
  seal_no bigint primary key,
  from_transaction xid8 not null,
  to_transaction xid8 not null,
  entry_count bigint not null,
  entry_nos bigint[] not null,
  entry_digests bytea not null,
  hash text not null,
  previous_hash text not null,
  sealed_at timestamptz not null default now()
);

-- What the sealed entries moved on each account and day. Readings add what is not yet sealed.
create table ledger.balance_day (
  account_no int not null,
  entry_date date not null,
  debit_fen bigint not null check (debit_fen >= 0),
  credit_fen bigint not null check (credit_fen >= 0),
  primary key (account_no, entry_date)
);

create sequence ledger.entry_no increment by 1000;

-- Append-only. Triggers on update and delete cost an insert nothing. Citus allows none on a
-- distributed table: there the application's role gets insert and select on it, and no more.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: correct an entry by a contra entry', tg_table_name
    using errcode = 'restrict_violation';
end $$;

create trigger entry_append_only before update or delete on ledger.entry
  for each row execute function ledger.refuse_change();
create trigger entry_not_truncated before truncate on ledger.entry
  for each statement execute function ledger.refuse_change();
create trigger seal_append_only before update or delete on ledger.seal
  for each row execute function ledger.refuse_change();
create trigger seal_not_truncated before truncate on ledger.seal
  for each statement execute function ledger.refuse_change();
