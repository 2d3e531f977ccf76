-- note: 审核结果的处理、目录对照的审核：浏览器可读，行随所属的审核结果与机构
grant select on supervision.judgement, providers.mapping_review to yibao_workbench;
-- Seen with the finding it is about: the policy of that one holds here, too.
select access.limit_rows('supervision.judgement', 'exists (select from supervision.audit_result
  as seen where seen.person_no = supervision.judgement.person_no
    and seen.result_no = supervision.judgement.result_no)');
select access.limit_rows('providers.mapping_review',
  'institution_code = (select access.own_institution())
   or exists (select from access.institution_in_regions as seen
     where seen.institution_code = providers.mapping_review.institution_code)');
