-- note: 零星报销作为就诊入库
-- A bill that a person paid and brought to the agency is a visit of a kind of its own.
alter table settlement.visit drop constraint visit_kind_check;
alter table settlement.visit add constraint visit_kind_check
  check (kind in ('outpatient', 'pharmacy', 'inpatient', 'claim'));
