-- note: 单位预算：单位、项目、预算明细、调整、下达、占用、支付凭证、年终结转（单据只增不改）
create schema department;

create sequence department.document_no as bigint;

-- The answer to each request: the same again gets the same, with other content it is refused.
create table department.request (
  request_id text primary key check (request_id <> ''),
  operation text not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  person text not null check (person <> ''),
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null,
  answer jsonb not null
);

-- A unit as it is from a day on, until its next row begins.
create table department.unit (
  unit_code text not null check (unit_code ~ '^[0-9A-Za-z]{3,20}$'),
  valid_from date not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('administrative', 'civil-servant-managed', 'institution')),
  parent_code text check (parent_code <> unit_code),
  region text not null check (region ~ '^[0-9]{6}$'),
  request_id text not null,
  primary key (unit_code, valid_from)
);

create table department.project (
  unit_code text not null,
  project_code text not null check (project_code ~ '^[0-9A-Za-z-]{1,40}$'),
  name text not null check (name <> ''),
  request_id text not null,
  primary key (unit_code, project_code)
);

-- A budget line is a place in the classifications; its amounts are what was done to it.
create table department.line (
  line_no bigint primary key,
  unit_code text not null,
  year int not null check (year between 1990 and 2199),
  functional_code text not null check (functional_code ~ '^[0-9]{7}$'),
  economic_code text not null check (economic_code ~ '^[0-9]{5}$'),
  government_code text not null check (government_code ~ '^[0-9]{5}$'),
  fund text not null check (fund in
    ('general', 'government-fund', 'state-capital', 'special-account', 'own')),
  source text not null,
  -- Empty: basic expenditure.
  project_code text not null,
  procurement boolean not null,
  region text not null,
  unit_kind text not null,
  request_id text not null,
  unique (unit_code, year, functional_code, economic_code, government_code, fund, source,
    project_code, procurement)
);

-- The one row that serialises each line, and its guard. It holds nothing that the journal does
-- not: verifyDepartment compares.
create table department.line_state (
  line_no bigint primary key references department.line,
  original_fen bigint not null default 0 check (original_fen >= 0),
  adjusted_fen bigint not null default 0,
  carried_in_fen bigint not null default 0,
  released_fen bigint not null default 0 check (released_fen >= 0),
  committed_fen bigint not null default 0 check (committed_fen >= 0),
  paid_fen bigint not null default 0 check (paid_fen >= 0),
  carried_out_fen bigint not null default 0 check (carried_out_fen >= 0),
  lapsed_fen bigint not null default 0 check (lapsed_fen >= 0),
  closed boolean not null default false,
  constraint line_not_over_committed check (original_fen + adjusted_fen + carried_in_fen
    - committed_fen - paid_fen - carried_out_fen - lapsed_fen >= 0),
  constraint line_released_within_budget check (
    released_fen <= original_fen + adjusted_fen + carried_in_fen),
  constraint line_paid_from_released check (paid_fen <= released_fen)
);

-- Every document: who, when, why. Its own table has the rest; `entry_no` is its journal entry.
create table department.document (
  document_no bigint primary key,
  kind text not null check (kind in ('budget', 'adjustment', 'release', 'commitment',
    'commitment-release', 'voucher', 'reversal', 'return', 'closing')),
  unit_code text not null,
  year int not null,
  document_date date not null,
  person text not null check (person <> ''),
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null,
  request_id text not null,
  unique (document_no, person)
);
create index document_of_unit on department.document (unit_code, year, kind, document_no);

-- Amounts by line, signed: of a budget, an adjustment, a release, a commitment, a voucher …
create table department.item (
  document_no bigint not null references department.document,
  line_no bigint not null references department.line,
  amount_fen bigint not null check (amount_fen <> 0),
  primary key (document_no, line_no)
);
create index item_of_line on department.item (line_no, document_no);

-- A budget, an adjustment or a voucher holds only when another person has approved it.
create table department.decision (
  document_no bigint primary key,
  maker text not null,
  person text not null check (person <> ''),
  decision text not null check (decision in ('approved', 'refused')),
  -- Of an approved budget: there is one for a unit and year.
  budget_of text unique,
  document_date date not null,
  reason text not null check (reason <> ''),
  recorded_at timestamptz not null,
  request_id text not null,
  constraint decided_by_another check (person <> maker),
  foreign key (document_no, maker) references department.document (document_no, person)
);

create table department.budget (
  document_no bigint primary key references department.document,
  version int not null check (version > 0),
  authority text not null
);

create table department.adjustment (
  document_no bigint primary key references department.document,
  kind text not null check (kind in ('transfer', 'addition', 'reduction')),
  authority text not null check (authority <> '')
);

create table department.release (
  document_no bigint primary key references department.document,
  authority text not null check (authority <> '')
);

create table department.commitment (
  document_no bigint primary key references department.document,
  kind text not null check (kind in ('contract', 'application', 'direct')),
  number text not null,
  counterparty text not null
);

create table department.commitment_state (
  document_no bigint primary key references department.commitment,
  amount_fen bigint not null check (amount_fen > 0),
  freed_fen bigint not null default 0 check (freed_fen >= 0),
  pending_fen bigint not null default 0 check (pending_fen >= 0),
  paid_fen bigint not null default 0 check (paid_fen >= 0),
  constraint commitment_not_overdrawn check (amount_fen - freed_fen - pending_fen - paid_fen >= 0)
);

create table department.commitment_release (
  document_no bigint primary key references department.document,
  commitment_no bigint not null references department.commitment
);

create table department.voucher (
  document_no bigint primary key references department.document,
  commitment_no bigint not null references department.commitment,
  amount_fen bigint not null check (amount_fen > 0),
  payee text not null check (payee <> ''),
  purpose text not null check (purpose <> '')
);
create index voucher_of_commitment on department.voucher (commitment_no);

-- What a voucher, or a return, rests on. `covers_fen` is the part of its amount used here.
create table department.evidence (
  document_no bigint not null references department.document,
  place int not null check (place > 0),
  kind text not null check (kind in ('invoice', 'receipt', 'contract', 'payroll', 'approval',
    'acceptance', 'bank-slip', 'list')),
  number text not null check (number <> ''),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  amount_fen bigint not null check (amount_fen >= 0),
  covers_fen bigint not null check (covers_fen >= 0 and covers_fen <= amount_fen),
  -- An invoice is the same however often it is scanned; anything else is its file.
  identity text not null generated always as (
    case when kind = 'invoice' then 'invoice ' || number else sha256 end) stored,
  primary key (document_no, place),
  unique (document_no, identity)
);
create index evidence_by_identity on department.evidence (identity);

-- A reversal takes back a whole voucher, a return a part of it.
create table department.correction (
  document_no bigint primary key references department.document,
  voucher_no bigint not null references department.voucher,
  kind text not null check (kind in ('reversal', 'return')),
  amount_fen bigint not null check (amount_fen > 0)
);
create index correction_of_voucher on department.correction (voucher_no);
create unique index correction_reverses_once on department.correction (voucher_no)
  where kind = 'reversal';

-- The end of a year: after it nothing is posted to its lines.
create table department.closing (
  document_no bigint primary key references department.document,
  closed text not null unique
);

create table department.carry (
  document_no bigint not null references department.closing,
  from_line_no bigint not null references department.line,
  to_line_no bigint not null references department.line,
  nature text not null check (nature in ('carry-over', 'surplus')),
  amount_fen bigint not null check (amount_fen > 0),
  primary key (document_no, from_line_no)
);

-- Which journal entry a document made, and on which line.
create table department.entry (
  entry_no bigint primary key,
  document_no bigint not null references department.document,
  line_no bigint not null references department.line
);
create index entry_of_document on department.entry (document_no, line_no);

create function department.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: correct a document by another one', tg_table_name
    using errcode = 'restrict_violation';
end $$;

do $$
declare
  one text;
begin
  foreach one in array array['request', 'unit', 'project', 'line', 'document', 'item', 'decision',
    'budget', 'adjustment', 'release', 'commitment', 'commitment_release', 'voucher', 'evidence',
    'correction', 'closing', 'carry', 'entry'] loop
    execute format('create trigger %I before update or delete on department.%I
      for each row execute function department.refuse_change()', one || '_append_only', one);
    execute format('create trigger %I before truncate on department.%I
      for each statement execute function department.refuse_change()', one || '_not_truncated', one);
  end loop;
end $$;

-- A closed line stays as it is.
create function department.refuse_closed() returns trigger language plpgsql as $$
begin
  raise exception 'line % is closed', old.line_no
    using errcode = 'restrict_violation', constraint = 'line_closed';
end $$;
create trigger line_state_closed before update on department.line_state
  for each row when (old.closed) execute function department.refuse_closed();
create trigger line_state_kept before delete on department.line_state
  for each row execute function department.refuse_change();
create trigger line_state_not_truncated before truncate on department.line_state
  for each statement execute function department.refuse_change();
create trigger commitment_state_kept before delete on department.commitment_state
  for each row execute function department.refuse_change();
create trigger commitment_state_not_truncated before truncate on department.commitment_state
  for each statement execute function department.refuse_change();

-- At the commit a voucher has evidence for its whole amount, whoever wrote it.
create function department.voucher_is_covered() returns trigger language plpgsql as $$
begin
  if new.amount_fen is distinct from (select sum(covers_fen) from department.evidence
                                       where document_no = new.document_no) then
    raise exception 'voucher % is not covered by its evidence', new.document_no
      using errcode = 'check_violation', constraint = 'voucher_has_evidence';
  end if;
  return null;
end $$;
create constraint trigger voucher_has_evidence after insert on department.voucher
  deferrable initially deferred for each row execute function department.voucher_is_covered();
