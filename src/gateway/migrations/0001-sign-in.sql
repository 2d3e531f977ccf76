-- note: sign-ins and sign-outs of institutions' operators
create schema gateway;

create sequence gateway.sign_in_no as bigint;

-- One row a sign-in. The same message again is the same sign-in.
create table gateway.sign_in (
  sign_no text primary key,
  institution_code text not null,
  message_id text not null,
  operator text not null,
  mac text not null,
  ip text not null,
  signed_in_at timestamp(0) not null,
  signed_out_at timestamp(0),
  unique (institution_code, message_id)
);
