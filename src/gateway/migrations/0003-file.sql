-- note: files that institutions upload (9101) and download (9102)
create table gateway.file (
  file_no text primary key,
  -- Whose it is; plc for catalogue files, which everybody may have.
  institution_code text not null,
  filename text not null,
  bytes bytea not null,
  -- What the file holds when it is made once and given to many; empty otherwise.
  made_of text,
  created_at timestamptz not null,
  -- The last day on which it may be downloaded.
  download_until date not null
);

-- Archives are compressed already.
alter table gateway.file alter column bytes set storage external;

create unique index file_made_of on gateway.file (made_of);
create index file_download_until on gateway.file (download_until);
