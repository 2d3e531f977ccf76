-- note: of which demo region the desks of the offices have been filled
create table demo.desks (
  seed text primary key,
  filled_at timestamptz not null default now()
);
