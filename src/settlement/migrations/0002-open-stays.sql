-- note: who is in which hospital

-- Few rows of many: only stays that are open.
create index visit_open_stays on settlement.visit (institution_code, begin_at)
  where kind = 'inpatient' and state = 'admitted';
