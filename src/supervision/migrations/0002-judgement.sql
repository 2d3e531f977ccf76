-- note: 基金监管对审核结果的处理：认定、排除、请机构说明
-- Rows are only added: the last one of a finding says what holds, the others how it came about.
create table supervision.judgement (
  person_no text not null,
  result_no bigint not null,
  judgement_no int not null,
  decision text not null check (decision in ('confirmed', 'dismissed', 'asked')),
  reason text not null check (reason <> ''),
  -- The account of the officer, and the name it had then.
  officer text not null,
  officer_name text not null,
  judged_at timestamptz not null,
  primary key (person_no, result_no, judgement_no)
);

-- The office looks through an institution's findings, and through those of a rule.
create index audit_result_institution on supervision.audit_result (institution_code, audited_at);
create index audit_result_rule on supervision.audit_result (rule, audited_at);
-- Found by its number alone, as people say it.
create index audit_result_number on supervision.audit_result (result_no);
