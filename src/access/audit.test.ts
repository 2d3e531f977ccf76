import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { queryEvents, recordEvent } from "./audit.store.ts";
import type { NewEvent } from "./audit-event.ts";
import { sealAudit, startSealingAudit } from "./audit-seal.store.ts";
import { FROM, insured, later, NOON, staff } from "./fixtures/callers.ts";
import { sealAll } from "./fixtures/seal-all.ts";
import { verifyAudit } from "./verify-audit.store.ts";

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

function event(overrides: Partial<NewEvent> = {}): NewEvent {
  return {
    at: NOON,
    caller: staff(["agency-clerk"], { account_no: 7, account: "clerk" }),
    address: FROM.address,
    route: "GET /api/v1/people/{person_no}",
    title: "参保人档案",
    person_no: "P1",
    outcome: "done",
    code: null,
    details: "{}",
    ...overrides,
  };
}

/** So many events, each in a transaction of its own, one a minute. */
async function record(count: number, overrides: Partial<NewEvent> = {}): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await recordEvent(database.store, event({ at: later(index), ...overrides }));
  }
}

/** As one with every right on the database might. */
async function tamper(...statements: string[]): Promise<void> {
  const tables = ["access.audit_event", "access.audit_seal"];
  for (const table of tables) {
    await database.store.query(`alter table ${table} disable trigger all`);
  }
  for (const statement of statements) await database.store.query(statement);
}

describe("the chain", () => {
  test("what is written is sealed, and what is sealed is sound", async () => {
    const { store } = database;
    await record(5);
    const before = { is_sound: true, seals: 0, events: 0, unsealed: 5, first_bad: null };
    expect(await verifyAudit(store)).toEqual(before);
    expect(await sealAll(store, { mostEvents: 2 })).toBe(5);
    expect(await sealAudit(store)).toBe(0);
    await record(1);
    const after = { is_sound: true, seals: 3, events: 5, unsealed: 1, first_bad: null };
    expect(await verifyAudit(store)).toEqual(after);
  });

  /** Events 1 and 2 are under the first seal, 3 and 4 under the second, 5 under the third. */
  test.each([
    ["update access.audit_event set outcome = 'done' where event_no = 3", 2, 3, "被改动"],
    ["update access.audit_event set at = at + interval '1 ms' where event_no = 4", 2, 4, "被改动"],
    ["update access.audit_event set person_no = null where event_no = 2", 1, 2, "被改动"],
    ["update access.audit_event set details = '{ }' where event_no in (4, 5)", 2, 4, "被改动"],
    ["delete from access.audit_event where event_no = 1", 1, 1, "被删除"],
    ["delete from access.audit_event where event_no > 3", 2, 4, "被删除"],
    [
      `insert into access.audit_event (transaction_id, at, caller_kind, name, address, route, title,
         outcome, details)
       select transaction_id, at, caller_kind, name, address, route, title, outcome, details
         from access.audit_event where event_no = 3`,
      ...([2, 6, "加入"] as const),
    ],
    [
      "update access.audit_seal set hash = repeat('0', 64) where seal_no = 3",
      3,
      null,
      "本身被改动",
    ],
    ["delete from access.audit_seal where seal_no = 2", 3, null, "没有接上"],
    ["delete from access.audit_seal where seal_no = 1", 2, null, "没有接上"],
    [
      "update access.audit_seal set event_digests = '', event_nos = '{}' where seal_no = 1",
      ...([1, null, "" as string] as const),
    ],
  ] as const)("%s: seal %s, event %s", async (statement, seal_no, event_no, what) => {
    await record(5, { outcome: "refused", code: "ACCESS-NO-RIGHT" });
    await sealAll(database.store, { mostEvents: 2 });
    await tamper(statement);
    const found = await verifyAudit(database.store);
    if (what === "") {
      // The digests only serve to name an event: the seal's hash does not rest on them.
      expect(found.is_sound).toBe(true);
      return;
    }
    expect(found).toMatchObject({ is_sound: false, first_bad: { seal_no, event_no } });
    expect(found.first_bad?.what).toContain(what);
  });

  test("an event whose transaction is still open waits for the next seal", async () => {
    const { store } = database;
    const open = await store.pool.connect();
    try {
      await open.query("begin");
      await recordEvent(open, event());
      await record(2);
      expect(await sealAudit(store)).toBe(0);
      await open.query("commit");
    } finally {
      open.release();
    }
    expect(await sealAll(store)).toBe(3);
    expect((await verifyAudit(store)).is_sound).toBe(true);
  });

  test("sealing goes on in the background, while many write", async () => {
    const { store } = database;
    const sealing = startSealingAudit(store, 5);
    await Promise.all(Array.from({ length: 20 }, () => record(5)));
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await verifyAudit(store)).unsealed === 0) break;
      await sleep(20);
    }
    await sealing.stop();
    expect(await verifyAudit(store)).toMatchObject({ is_sound: true, events: 100, unsealed: 0 });
  });
});

describe("nobody changes it", () => {
  const CHANGES = [
    "update access.audit_event set outcome = 'done'",
    "delete from access.audit_event",
    "truncate access.audit_event",
    "update access.audit_seal set hash = ''",
    "delete from access.audit_seal",
    "truncate access.audit_seal",
    "delete from access.unmasking",
    "update access.proposal set content = '{}'",
    "delete from access.proposal_decision",
    "delete from access.role_change",
  ];

  test("neither the owner nor the role of the browser", async () => {
    const { store } = database;
    await record(1);
    await sealAll(store);
    await someRows();
    for (const statement of CHANGES) {
      await expect(store.query(statement), statement).rejects.toMatchObject({ code: "23001" });
      const asWorkbench = store.transaction(async (client) => {
        await client.query("set local role yibao_workbench");
        await client.query(statement);
      });
      await expect(asWorkbench, statement).rejects.toMatchObject({ code: "42501" });
    }
  });

  /** A row in each of the other tables that are only added to. */
  async function someRows(): Promise<void> {
    await database.store.query(
      `with maker as (
         insert into access.account (account, name, kind, regions, created_at)
         values ('maker', '甲', 'staff', '{430400}', now()),
                ('decider', '乙', 'staff', '{430400}', now())
         returning account_no),
       change as (insert into access.role_change (account_no, roles, regions, changed_at)
         select account_no, '{}', '{}', now() from maker),
       seen as (insert into access.unmasking
           (session_no, account_no, person_no, reason, given_at, valid_until)
         select 1, account_no, 'P1', '核对', now(), now() from maker),
       made as (insert into access.proposal (request_id, content_hash, kind, subject, region,
             content, checked_by, reason, maker_no, made_at)
         select '1', '', 'x', 'x', '430400', '{}', 'x', 'x', min(account_no), now() from maker
         returning proposal_no, maker_no)
       insert into access.proposal_decision
           (proposal_no, maker_no, decider_no, decision, reason, decided_at)
         select proposal_no, maker_no, (select max(account_no) from maker), 'approved', 'x', now()
           from made`,
    );
  }

  test("a role that owns nothing but may write cannot change it either", async () => {
    const { store } = database;
    await record(1);
    const { rows } = await store.query<{ table_name: string; privilege_type: string }>(
      `select table_name, privilege_type from information_schema.role_table_grants
        where table_schema = 'access' and table_name in ('audit_event', 'audit_seal')
          and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`,
    );
    expect(rows).toEqual([]);
  });
});

test("the audit is searched by person, account, route, time and outcome", async () => {
  const { store } = database;
  await record(3);
  await record(2, { person_no: "P2", outcome: "refused", code: "ACCESS-NO-RIGHT" });
  await record(1, { caller: insured("P3"), person_no: "P3", route: "GET /api/v1/me" });
  await record(1, { person_no: null, route: "POST /api/v1/claims", at: later(600) });
  const count = async (search: object): Promise<number> => {
    return (await queryEvents(store, { ...search, limit: 100, offset: 0 })).total;
  };
  expect(await count({})).toBe(7);
  expect(await count({ person_no: "P1" })).toBe(3);
  expect(await count({ account: "clerk" })).toBe(6);
  expect(await count({ outcome: "refused" })).toBe(2);
  expect(await count({ route: "GET /api/v1/me" })).toBe(1);
  expect(await count({ from: later(1), until: later(600) })).toBe(3);
  expect(await count({ person_no: "P1", outcome: "refused" })).toBe(0);
  const page = await queryEvents(store, { limit: 2, offset: 0 });
  expect(page.rows.map(({ event_no, at }) => [event_no, at])).toEqual([
    [7, later(600)],
    [3, later(2)],
  ]);
});

test("whatever is sent is kept as text, and no longer than an auditor reads", async () => {
  const { store } = database;
  const details = `\u0000';--${"长".repeat(10_000)}`;
  await recordEvent(store, event({ details, person_no: "\u0000P1", title: "\ud800" }));
  const { rows } = await queryEvents(store, { limit: 1, offset: 0 });
  expect(rows[0]?.details).toHaveLength(4_001);
  expect(rows[0]?.person_no).toBe("P1");
  await sealAll(store);
  expect((await verifyAudit(store)).is_sound).toBe(true);
});
