import type pg from "pg";

/** Reading everybody, for what is made of all people at once. */

/** The codes that enrolments hold. */
export interface EnrolledCodes {
  readonly insutypes: readonly string[];
  readonly civil_servant_ranks: readonly string[];
  readonly regions: readonly string[];
}

export async function readEnrolledCodes(
  from: Pick<pg.ClientBase, "query">,
): Promise<EnrolledCodes> {
  const { rows } = await from.query<{
    insutypes: string[] | null;
    civil_servant_ranks: string[] | null;
    regions: string[] | null;
  }>(
    `select array_agg(distinct insutype) as insutypes,
            array_agg(distinct civil_servant_rank) filter (where civil_servant_rank is not null)
              as civil_servant_ranks,
            array_agg(distinct insured_region) as regions
       from people.enrolment`,
  );
  const [codes] = rows;
  return {
    insutypes: codes?.insutypes ?? [],
    civil_servant_ranks: codes?.civil_servant_ranks ?? [],
    regions: codes?.regions ?? [],
  };
}

export async function countPeople(from: Pick<pg.ClientBase, "query">): Promise<number> {
  const { rows } = await from.query<{ count: number }>(
    "select count(*)::int as count from people.person",
  );
  return rows[0]?.count ?? 0;
}

/**
 * Numbers of all people, a page at a time, in an order that only who knows the salt can tell. Runs
 * in the client's open transaction, which keeps the cursor.
 */
export async function* everybody(
  client: Pick<pg.ClientBase, "query">,
  salt: string,
  page: number,
): AsyncGenerator<string[]> {
  // A cursor takes no parameters.
  await client.query("select set_config('yibao.everybody_salt', $1, true)", [salt]);
  await client.query(
    `declare everybody no scroll cursor for select person_no from people.person
       order by md5(current_setting('yibao.everybody_salt') || person_no), person_no`,
  );
  for (;;) {
    const { rows } = await client.query<{ person_no: string }>(`fetch ${page} from everybody`);
    if (rows.length === 0) return;
    yield rows.map((row) => row.person_no);
  }
}
