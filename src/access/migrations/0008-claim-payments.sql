-- note: 零星报销的拨付：本人和本区划的工作人员可看
grant select on settlement.claim_payment to yibao_workbench;

select access.limit_rows('settlement.claim_payment',
  'person_no = (select access.own_person()) or exists (select from access.person_in_regions as seen
     where seen.person_no = settlement.claim_payment.person_no)');
