import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { Runner } from "../store/index.ts";
import { type Caller, PUBLIC_CALLER } from "./caller.ts";
import { institutionUser, insured, staff } from "./fixtures/callers.ts";
import { readAs } from "./read-as.store.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase({ maximumConnections: 1 });
  await database.store.query(
    `insert into people.person
       (person_no, certificate_type, certificate_no, name, sex, nation, born)
     values ('P1', '01', 'C1', '虚构甲', '1', '01', '1980-01-01'),
            ('P2', '01', 'C2', '虚构乙乙', '2', '01', '1982-01-01'),
            ('P3', '01', 'C3', '虚构丙', '2', '01', '1984-01-01')`,
  );
  await database.store.query(
    `insert into people.enrolment (person_no, insutype, valid_from, valid_to, person_type,
       employment_status, state, insured_region)
     values ('P1', '310', '2020-01-01', '2022-01-01', '11', 'working', '1', '431002'),
            ('P1', '310', '2022-01-01', null, '11', 'working', '1', '430405'),
            ('P2', '310', '2020-01-01', null, '11', 'working', '1', '431002')`,
  );
  await database.store.query(
    `insert into people.family_link (person_no, relative_person_no, valid_from)
     values ('P1', 'P2', '2023-01-01'), ('P3', 'P1', '2023-01-01')`,
  );
});
afterAll(() => database.drop());

const CLERK = staff(["agency-clerk"], { regions: ["430405"] });

async function numbers(caller: Caller, query: string): Promise<unknown[]> {
  return readAs(database.store, caller, async (client) => {
    const { rows } = await client.query({ text: query, rowMode: "array" });
    return rows.map((row: unknown[]) => (row.length === 1 ? row[0] : row));
  });
}

test("a person is seen in every region where they are or were enrolled, and wholly", async () => {
  const people = "select person_no from people.person order by 1";
  const regions = "select insured_region from people.enrolment where person_no = 'P1' order by 1";
  expect(await numbers(CLERK, people)).toEqual(["P1"]);
  expect(await numbers(CLERK, regions)).toEqual(["430405", "431002"]);
  const elsewhere = staff(["agency-clerk"], { regions: ["431000"] });
  expect(await numbers(elsewhere, people)).toEqual(["P1", "P2"]);
  expect(await numbers(staff(["agency-clerk"], { regions: ["430000"] }), people)).toEqual([
    ...["P1", "P2"],
  ]);
});

test("one's family account: who may pay for whom, by masked names, not their files", async () => {
  const family = `select direction, other_person_no, masked_name
                    from access.family_member order by 1`;
  expect(await numbers(insured("P1"), family)).toEqual([
    ["paid-by-me", "P3", "虚**"],
    ["pays-for-me", "P2", "虚***"],
  ]);
  expect(await numbers(insured("P2"), family)).toEqual([["paid-by-me", "P1", "虚**"]]);
  expect(await numbers(insured("P1"), "select person_no from people.person")).toEqual(["P1"]);
  expect(await numbers(CLERK, family)).toEqual([]);
});

describe("the transaction", () => {
  /** The pool has one connection: whatever a read leaves behind, the next statement meets. */
  async function leftover(): Promise<unknown> {
    const { rows } = await database.store.query(
      `select current_user = session_user as own, current_setting('yibao.regions', true) as regions,
              current_setting('statement_timeout') as timeout`,
    );
    return rows[0];
  }

  test("leaves nothing behind, whether it ends well or not", async () => {
    const { store } = database;
    const clean = { own: true, regions: "", timeout: "0" };
    await readAs(store, CLERK, async () => undefined);
    expect(await leftover()).toEqual(clean);
    const failing = readAs(store, CLERK, async (client) => client.query("select 1 / 0"));
    await expect(failing).rejects.toMatchObject({ code: "22012" });
    expect(await leftover()).toEqual(clean);
    const throwing = readAs(store, CLERK, async () => {
      throw new Error("of the handler");
    });
    await expect(throwing).rejects.toThrow("of the handler");
    expect(await leftover()).toEqual(clean);
  });

  test("sees one moment, and writes nothing", async () => {
    const writes = [
      "insert into people.family_link values ('P1', 'P9', '2023-01-01')",
      "update people.person set name = 'x'",
      "delete from people.enrolment",
      "create table people.x ()",
    ];
    for (const write of writes) {
      const writing = readAs(database.store, CLERK, (client) => client.query(write));
      await expect(writing, write).rejects.toMatchObject({
        code: expect.stringMatching(/25006|42501/),
      });
    }
    const level = "select current_setting('transaction_isolation')";
    expect(await numbers(CLERK, level)).toEqual(["repeatable read"]);
  });

  test("whatever a name is made of, it is a name", async () => {
    const names = ["'; reset role; --", "\\'", "P1' or true", "P1", "$1"];
    const people = "select person_no from people.person order by 1";
    for (const name of names) {
      expect(await numbers(insured(name), people), name).toEqual(name === "P1" ? ["P1"] : []);
      expect(await numbers(institutionUser(name), people), name).toEqual([]);
    }
  });
});

describe("what the browser's role may read", () => {
  const role = "set local role yibao_workbench";
  async function refusalOf(statement: string): Promise<string> {
    return database.store
      .transaction(async (client) => {
        await client.query(role);
        await client.query(statement);
      })
      .then(
        () => "allowed",
        (error: { code: string }) => error.code,
      );
  }

  test("no secret, no key, nothing of who may sign in", async () => {
    const DENIED = "42501";
    for (const statement of [
      "select secret from providers.institution",
      "select access_key from providers.institution",
      "select secret from gateway.institution_key",
      "select access_key from gateway.institution_key",
      "select public_key from gateway.institution_key",
      "select bytes from gateway.file",
      "select certificate_no from providers.practitioner",
      "select answer_text from gateway.receipt",
      "select mac from gateway.sign_in",
      ...["account", "password", "second_factor", "backup_code", "session", "credential"].map(
        (table) => `select from access.${table} limit 1`,
      ),
      ...["credential_key", "audit_event", "audit_seal", "proposal", "lockout", "unmasking"].map(
        (table) => `select from access.${table} limit 1`,
      ),
    ]) {
      expect(await refusalOf(statement), statement).toBe(DENIED);
    }
    expect(await refusalOf("select institution_code, name from providers.institution")).toBe(
      "allowed",
    );
  });

  /** Read by nobody in a browser. */
  const NOT_READ = new Set(["gateway.receipt", "demo.fill", "demo.desks", "store.migration"]);
  /** Names an institution and is public nevertheless. */
  const PUBLIC = new Set(["providers.institution", "providers.agreement"]);

  test("every table is granted or left out on purpose; what is somebody's is limited", async () => {
    const tables = await tablesOf(database.store);
    expect(tables.length).toBeGreaterThan(70);
    const mend = "needs a new migration of src/access: grant, and access.limit_rows";
    for (const { name, granted, limited, of_somebody } of tables) {
      expect(granted, `${name} ${mend}`).toBe(!NOT_READ.has(name));
      if (of_somebody && granted) {
        expect(limited, `${name} ${mend}`).toBe(!PUBLIC.has(name));
      }
    }
  });

  test("the owner is not looked at: no policy is forced, none is for anybody else", async () => {
    const { rows } = await database.store.query<{ count: number }>(
      `select count(*) as count from pg_class where relforcerowsecurity
       union all
       select count(*) from pg_policies where roles <> '{yibao_workbench}'`,
    );
    expect(rows.map(({ count }) => count)).toEqual([0, 0]);
    const plan = await database.store.query<{ "QUERY PLAN": string }>(
      "explain (costs off) select * from settlement.settlement where person_no = 'P1'",
    );
    expect(JSON.stringify(plan.rows)).not.toContain("SubPlan");
  });

  test("the public sees the catalogue and the institutions", async () => {
    for (const table of ["catalogue.item", "catalogue.price_ceiling", "providers.agreement"]) {
      expect(await numbers(PUBLIC_CALLER, `select count(*) from ${table}`)).toEqual([0]);
    }
  });
});

interface TableFacts {
  readonly name: string;
  readonly granted: boolean;
  readonly limited: boolean;
  readonly of_somebody: boolean;
}

async function tablesOf(runner: Runner): Promise<readonly TableFacts[]> {
  const { rows } = await runner.query<TableFacts>(
    `select relation.oid::regclass::text as name, relrowsecurity as limited,
            has_any_column_privilege('yibao_workbench', relation.oid, 'select') as granted,
            exists (select from pg_attribute where attrelid = relation.oid and not attisdropped
                     and attname in ('person_no', 'institution_code', 'region', 'unit_code',
                                     'document_no')) as of_somebody
       from pg_class as relation
      where relkind in ('r', 'p')
        and relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'access')
      order by 1`,
  );
  return rows;
}
