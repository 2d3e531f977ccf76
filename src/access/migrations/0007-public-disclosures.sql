-- note: 公开的预决算人人可看；撤回、更正后的文件只有本区划的工作人员可看；可以沿用的豁免
grant select on publication.public_file, disclosure_report.given_waiver to yibao_workbench;
-- Who made it and put it up is for the audit; everybody reads the rest.
grant select (public_no, region, publication_no, title, unit, year, kind, profile_title, details,
    files, document_no, replied_on, published_at, corrects, withdrawn_at, withdrawal,
    withdrawal_reason)
  on publication.public_disclosure to yibao_workbench;

do $$
declare
  in_region text := 'region like any ((select access.region_patterns())::text[])';
begin
  perform access.limit_rows('disclosure_report.given_waiver', in_region);
  perform access.limit_rows('publication.public_disclosure', 'true');
  perform access.limit_rows('publication.public_file',
    'exists (select from publication.public_disclosure as seen
      where seen.public_no = publication.public_file.public_no
        and (seen.withdrawn_at is null or seen.' || in_region || '))');
end $$;
