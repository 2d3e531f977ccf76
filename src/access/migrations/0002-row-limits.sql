-- note: 浏览器查询用的数据库角色：只读，且只看到所辖区划、本人或本机构的行
-- Every read of the browser runs as this role. It belongs to the whole server, so another database
-- may have made it, or be making it just now.
do $$
begin
  if not exists (select from pg_roles where rolname = 'yibao_workbench') then
    create role yibao_workbench nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'the database user may not create roles: have an administrator run '
      '"create role yibao_workbench nologin; grant yibao_workbench to %"', current_user;
end $$;

do $$
declare
  privilege text := case when current_setting('server_version_num')::int < 160000 then 'MEMBER'
                         else 'SET' end;
begin
  if not pg_has_role(current_user, 'yibao_workbench', privilege) then
    execute format('grant yibao_workbench to %I', current_user);
  end if;
exception
  -- Another database of this server has just granted the same.
  when unique_violation or internal_error then null;
  when insufficient_privilege then
    raise exception 'the database user may not grant yibao_workbench: have an administrator run '
      '"grant yibao_workbench to %"', current_user;
end $$;

-- Who is asking is told by settings of the transaction: yibao.regions (codes joined by commas),
-- yibao.person, yibao.institution. What is not set shows nothing.

-- A code stands for everything below it: 430400 for 4304xx, 430000 for 43xxxx.
create function access.region_patterns() returns text[] language sql stable as $$
  select coalesce(array_agg(regexp_replace(code, '(00)+$', '') || '%'), '{}')
    from unnest(string_to_array(nullif(current_setting('yibao.regions', true), ''), ',')) as code
   where code ~ '^[0-9]{6}$'
$$;
create function access.own_person() returns text language sql stable as $$
  select nullif(current_setting('yibao.person', true), '')
$$;
create function access.own_institution() returns text language sql stable as $$
  select nullif(current_setting('yibao.institution', true), '')
$$;

-- What policies look into. Views of the owner's, so that they see past the policies of the tables
-- below; each shows no more than the settings allow.
create view access.person_in_regions as
  select person_no from people.enrolment
   where insured_region like any ((select access.region_patterns())::text[]);
create view access.person_of_institution as
  select person_no from settlement.visit
   where institution_code = (select access.own_institution());
create view access.institution_in_regions as
  select institution_code from providers.institution
   where region like any ((select access.region_patterns())::text[]);

-- The family account of the person who asks: who may pay for whom. Names are masked.
create view access.family_member as
  select 'pays-for-me' as direction, link.relative_person_no as other_person_no,
         left(other.name, 1) || repeat('*', greatest(char_length(other.name) - 1, 1)) as masked_name,
         link.valid_from, link.valid_to
    from people.family_link as link
    join people.person as other on other.person_no = link.relative_person_no
   where link.person_no = (select access.own_person())
  union all
  select 'paid-by-me', link.person_no,
         left(other.name, 1) || repeat('*', greatest(char_length(other.name) - 1, 1)),
         link.valid_from, link.valid_to
    from people.family_link as link
    join people.person as other on other.person_no = link.person_no
   where link.relative_person_no = (select access.own_person());
create index family_link_relative on people.family_link (relative_person_no);

grant usage on schema access, people, settlement, ledger, providers, catalogue, supervision,
  reconciliation, settlement_list, policy_library, department, inventory, gateway
  to yibao_workbench;
grant select on access.person_in_regions, access.person_of_institution,
  access.institution_in_regions, access.family_member to yibao_workbench;
grant select on all tables in schema people, settlement, ledger, catalogue, supervision,
  reconciliation, settlement_list, policy_library, department, inventory to yibao_workbench;
grant select on gateway.conformance_count, gateway.conformance_problem, gateway.kept_message,
  gateway.kept_end, providers.agreement, providers.catalogue_mapping, providers.department_version,
  providers.mapping_act to yibao_workbench;
-- Column by column: no secrets, no keys, no certificates of practitioners.
grant select (institution_code, name, type, level, region, uscc, infcode_form, source, updated_at)
  on providers.institution to yibao_workbench;
grant select (institution_code, practitioner_code, valid_from, valid_to, name, type, own_number,
    qualification_no, license_no, insurance_physician, change_reason, source, updated_at)
  on providers.practitioner to yibao_workbench;
grant select (institution_code, family, name, valid_from, valid_to, revoked_at, created_at)
  on gateway.institution_key to yibao_workbench;
grant select (sign_no, institution_code, operator, signed_in_at, signed_out_at)
  on gateway.sign_in to yibao_workbench;
grant select (file_no, institution_code, filename, made_of, created_at, download_until, row_count)
  on gateway.file to yibao_workbench;

-- Makes the one policy of a table. Row-level security is enabled and not forced: the owner, as whom
-- everything else runs, is not looked at.
create function access.limit_rows(target text, visible text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('create policy workbench on %s for select to yibao_workbench using (%s)',
    target, visible);
end $$;

do $$
declare
  one text;
  -- The name of the table takes the place of %1$s: within the subquery a bare name would be its own.
  in_regions text := 'exists (select from access.person_in_regions as seen
    where seen.person_no = %1$s.person_no)';
  of_institution text := 'exists (select from access.person_of_institution as seen
    where seen.person_no = %1$s.person_no)';
  by_institution text := 'exists (select from access.institution_in_regions as seen
    where seen.institution_code = %1$s.institution_code)';
  own_person text := 'person_no = (select access.own_person())';
  own_institution text := 'institution_code = (select access.own_institution())';
  is_staff text := '(select access.region_patterns()) <> ''{}''';
begin
  -- What an institution sees of its patients.
  foreach one in array array['people.person', 'people.enrolment', 'people.identity',
    'people.disease_certificate', 'people.place_filing'] loop
    perform access.limit_rows(one, format(
      own_person || ' or ' || in_regions || ' or ' || of_institution, one));
  end loop;
  -- What it does not.
  foreach one in array array['people.certificate', 'people.person_state', 'people.filing_withdrawal',
    'settlement.deposit', 'settlement.purchase_order_withdrawal'] loop
    perform access.limit_rows(one, format(own_person || ' or ' || in_regions, one));
  end loop;
  perform access.limit_rows('people.family_link', format(own_person
    || ' or relative_person_no = (select access.own_person()) or ' || in_regions,
    'people.family_link'));
  -- What names both.
  foreach one in array array['people.filing', 'people.visit_attribute', 'people.report_consent',
    'settlement.visit', 'settlement.settlement', 'settlement.receipt', 'settlement.purchase_order',
    'settlement.institution_event', 'settlement_list.list'] loop
    perform access.limit_rows(one, format(
      own_person || ' or ' || own_institution || ' or ' || in_regions, one));
  end loop;
  perform access.limit_rows('ledger.entry', format(own_person || ' or ' || own_institution
    || ' or region like any ((select access.region_patterns())::text[]) or ' || in_regions,
    'ledger.entry'));
  -- Findings about what a doctor ordered are not for the patient; the person may be unknown to us.
  foreach one in array array['supervision.audit_result', 'supervision.audit_feedback'] loop
    perform access.limit_rows(one, format(
      own_institution || ' or ' || in_regions || ' or ' || by_institution, one));
  end loop;
  perform access.limit_rows('gateway.kept_message', format(
    own_institution || ' or ' || in_regions || ' or ' || by_institution, 'gateway.kept_message'));
  -- What belongs to an institution.
  foreach one in array array['providers.catalogue_mapping', 'providers.department_version',
    'providers.mapping_act', 'providers.practitioner', 'reconciliation.clearing_application',
    'inventory.record', 'inventory.deletion', 'inventory.record_trace', 'inventory.trace_step',
    'inventory.virtual_trace', 'gateway.conformance_count', 'gateway.conformance_problem',
    'gateway.institution_key', 'gateway.sign_in', 'gateway.file'] loop
    perform access.limit_rows(one, format(own_institution || ' or ' || by_institution, one));
  end loop;
  -- What is seen with the row it belongs to: the policy of that one holds here, too.
  perform access.limit_rows('settlement.charge_batch', 'exists (select from settlement.visit as seen
    where seen.person_no = settlement.charge_batch.person_no
      and seen.visit_id = settlement.charge_batch.visit_id)');
  perform access.limit_rows('settlement_list.state_event',
    'exists (select from settlement_list.list as seen
    where seen.person_no = settlement_list.state_event.person_no
      and seen.settlement_id = settlement_list.state_event.settlement_id)');
  perform access.limit_rows('reconciliation.clearing_event',
    'exists (select from reconciliation.clearing_application as seen
    where seen.application_id = reconciliation.clearing_event.application_id)');
  perform access.limit_rows('gateway.kept_end', 'exists (select from gateway.kept_message as seen
    where seen.kept_no = gateway.kept_end.kept_no)');
  -- The fund's books.
  perform access.limit_rows('ledger.account',
    'region like any ((select access.region_patterns())::text[])');
  perform access.limit_rows('ledger.balance_day', 'exists (select from ledger.account as seen
    where seen.account_no = ledger.balance_day.account_no)');
  perform access.limit_rows('ledger.seal', is_staff);
  perform access.limit_rows('settlement.consumer', is_staff);
  -- Policies: drafts are for who works here.
  perform access.limit_rows('policy_library.pack_event',
    'kind in (''shipped'', ''published'', ''withdrawn'') or ' || is_staff);
  perform access.limit_rows('policy_library.pack_version', is_staff
    || ' or exists (select from policy_library.pack_event as event
    where event.content_hash = policy_library.pack_version.content_hash
      and event.kind in (''shipped'', ''published''))');
  -- The department's own money.
  foreach one in array array['department.unit', 'department.line'] loop
    perform access.limit_rows(one, 'region like any ((select access.region_patterns())::text[])');
  end loop;
  foreach one in array array['department.project', 'department.document'] loop
    perform access.limit_rows(one, format('exists (select from department.unit as seen
      where seen.unit_code = %1$s.unit_code)', one));
  end loop;
  foreach one in array array['department.item', 'department.decision', 'department.budget',
    'department.adjustment', 'department.release', 'department.commitment',
    'department.commitment_state', 'department.commitment_release', 'department.voucher',
    'department.evidence', 'department.correction', 'department.closing', 'department.carry',
    'department.entry'] loop
    perform access.limit_rows(one, format('exists (select from department.document as seen
      where seen.document_no = %1$s.document_no)', one));
  end loop;
  perform access.limit_rows('department.line_state', 'exists (select from department.line as seen
    where seen.line_no = department.line_state.line_no)');
  perform access.limit_rows('department.request', is_staff);
end $$;
