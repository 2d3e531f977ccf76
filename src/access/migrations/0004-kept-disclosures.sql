-- note: 在浏览器里核对和编制的预决算公开：本区划的工作人员可看
grant usage on schema disclosure_report, publication to yibao_workbench;
grant select on all tables in schema disclosure_report, publication to yibao_workbench;

do $$
declare
  in_region text := 'region like any ((select access.region_patterns())::text[])';
begin
  perform access.limit_rows('disclosure_report.kept_check', in_region);
  perform access.limit_rows('disclosure_report.kept_page',
    'exists (select from disclosure_report.kept_check as seen
      where seen.check_no = disclosure_report.kept_page.check_no)');
  perform access.limit_rows('disclosure_report.waiver',
    'exists (select from disclosure_report.kept_check as seen
      where seen.check_no = disclosure_report.waiver.check_no)');
  perform access.limit_rows('publication.kept_publication', in_region);
  perform access.limit_rows('publication.kept_file',
    'exists (select from publication.kept_publication as seen
      where seen.publication_no = publication.kept_file.publication_no)');
end $$;
