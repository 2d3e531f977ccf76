-- note: 按姓名、证件号、单位查找参保人的索引；经办机构办理的长期异地居住备案
-- Prefixes are searched by `starts_with`, which row-level security lets an index serve; that takes
-- an order by bytes, whatever the database's own collation is.
create index person_by_name on people.person (name collate "C");
create index person_by_certificate on people.person (certificate_no collate "C");
create index enrolment_by_employer on people.enrolment (employer_name collate "C")
  where employer_name <> '';

alter table people.filing drop constraint filing_kind_check;
alter table people.filing add constraint filing_kind_check check (kind in (
  'transfer', 'chronic-disease', 'designation', 'injury', 'residence'));
