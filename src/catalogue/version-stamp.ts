/**
 * Every import that changes rows of a list makes one version of the catalogue and marks those rows
 * with it, in the import's own transaction. The lock is held until the commit, so versions become
 * visible in their order, and whoever has all rows up to a version has missed none.
 * @param table one with `updated_at` and `version_no`
 */
export function versionStamp(table: string, kind: string): readonly string[] {
  return [
    "select pg_advisory_xact_lock(hashtextextended('catalogue version', 0))",
    // What this transaction has written bears its own time.
    `with touched as (select from ${table} where updated_at = now() limit 1),
       made as (
         insert into catalogue.version (version_no, kind)
         select coalesce(max(version_no), 0) + 1, '${kind}' from catalogue.version
         having exists (select from touched)
         returning version_no)
     update ${table} t set version_no = made.version_no from made where t.updated_at = now()`,
  ];
}
