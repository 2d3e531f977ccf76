-- note: which demo region has been filled in, wholly
create schema if not exists demo;

create table demo.fill (
  seed text primary key,
  settlements int not null,
  filled_at timestamptz not null default now()
);
