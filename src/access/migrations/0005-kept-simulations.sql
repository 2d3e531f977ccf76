-- note: 在工作台做的政策测算：本区划的工作人员可看
grant usage on schema simulation to yibao_workbench;
grant select on all tables in schema simulation to yibao_workbench;

do $$
begin
  perform access.limit_rows('simulation.kept_run',
    'region like any ((select access.region_patterns())::text[])');
end $$;
