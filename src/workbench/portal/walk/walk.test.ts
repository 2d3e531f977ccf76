import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PEOPLE } from "../../../../test/support/small-region.ts";
import {
  openSmallWorkbench,
  type SmallWorkbench,
} from "../../../../test/support/small-workbench.ts";
import { WALKS_A_MINUTE } from "./demo-walks.ts";
import type { WalkLine, WalkVisit } from "./walk-cast.ts";

// Goal: a visitor settles a real bill through the national interface and sees what it left in the
// house; a double click settles once; nobody fills the books, or does it where it is no demo.

let workbench: SmallWorkbench;

beforeAll(async () => {
  workbench = await openSmallWorkbench();
});
afterAll(() => workbench?.close());

const WORKER = PEOPLE.worker.psn_no;
const ask = (url: string, body?: object) =>
  workbench.ask(null, {
    ...{ url: `/api/v1/demo${url}`, method: body === undefined ? "GET" : "POST" },
    ...(body === undefined ? {} : { body }),
  });
const begin = (person_no: string, visit: string, request_id: string = randomUUID()) =>
  ask(`/people/${person_no}/walks`, { request_id, visit });
const settle = (person_no: string, request_id: string) =>
  ask(`/people/${person_no}/walks/${request_id}/settlement`, {});

interface Said {
  readonly infno: string;
}
const codes = (messages: readonly Said[]) => messages.map(({ infno }) => infno);

/** A walk from beginning to end, and what was left of it. */
async function walked(person_no: string, visit: string) {
  const request_id = randomUUID();
  const begun = await begin(person_no, visit, request_id);
  expect([begun.status, begun.json]).toEqual([200, expect.anything()]);
  await settle(person_no, request_id);
  const sheet = await ask(`/people/${person_no}/walks/${request_id}`);
  return { begun: begun.json, sheet: sheet.json };
}

test("people and visits are offered masked, with what the visit costs", async () => {
  const { json } = await ask("/walk?language=en");
  expect(json.people).toHaveLength(4);
  expect(json.people[0]).toMatchObject({ person_no: WORKER, name: "甲**", balance_fen: 100_000 });
  expect(json.people[3].traits).toEqual(["in extreme poverty"]);
  const [outpatient] = json.visits;
  expect(outpatient).toMatchObject({ institution: "演示社区医院", level: "level one" });
  const lines: readonly { amount_fen: number }[] = outpatient.lines;
  expect(lines.reduce((sum, one) => sum + one.amount_fen, 0)).toBe(outpatient.total_fen);
});

test("each kind of visit goes from registration to the books by its own messages", async () => {
  const outpatient = await walked(WORKER, "outpatient");
  expect(codes(outpatient.begun.messages)).toEqual(["2201", "2203", "2204", "2206"]);
  const { sheet } = outpatient;
  expect(codes(sheet.messages)).toEqual(["2201", "2203", "2204", "2206", "2207"]);
  expect(sheet.settlement).toMatchObject({ re_adds: true, facts: { name: "甲**" } });
  expect(sheet.settlement.amounts.total_fen).toBe(outpatient.begun.trial.total_fen);
  const parts: readonly { amount_fen: number }[] = sheet.settlement.slices;
  expect(parts.reduce((sum, one) => sum + one.amount_fen, 0)).toBe(119_600);
  const inpatient = await walked(PEOPLE.destitute.psn_no, "inpatient");
  expect(codes(inpatient.sheet.messages)).toEqual(["2401", "2301", "2402", "2303", "2304"]);
  const pharmacy = await walked(PEOPLE.official.psn_no, "pharmacy");
  expect(codes(pharmacy.sheet.messages)).toEqual(["2101", "2102"]);
  const resident = await walked(PEOPLE.resident.psn_no, "pharmacy");
  expect(resident.sheet.settlement.amounts.total_fen).toBe(54_600);
});

test("the entry sums to zero, and the year and the account moved by the bill", async () => {
  const { sheet } = await walked(WORKER, "outpatient");
  const [entry] = sheet.entries;
  expect(entry.debit_fen).toBe(entry.credit_fen);
  expect(entry.debit_fen).toBeGreaterThan(0);
  const { balance, settlement, meters } = sheet;
  expect(balance.before_fen - balance.after_fen).toBe(settlement.amounts.account_fen);
  const moved = meters.filter((one: { before: number; after: number }) => one.before !== one.after);
  expect(moved.length).toBeGreaterThan(0);
  expect(meters.slice(0, moved.length)).toEqual(moved);
  const url = `/api/v1/people/${WORKER}/settlements/${sheet.settlement_id}`;
  const seen = await workbench.ask("agency-clerk", { url });
  expect(seen.json.amounts).toEqual(settlement.amounts);
});

test("nobody's number stands whole in the messages", async () => {
  const { sheet } = await walked(WORKER, "pharmacy");
  const text = JSON.stringify(sheet);
  expect(text).toContain("999");
  for (const part of [PEOPLE.worker.certno, PEOPLE.worker.psn_name, PEOPLE.worker.born]) {
    expect(text).not.toContain(part);
  }
});

test("a double click begins once and settles once", async () => {
  const request_id = randomUUID();
  const both = await Promise.all([1, 2].map(() => begin(WORKER, "outpatient", request_id)));
  expect(both[0]?.json).toEqual(both[1]?.json);
  const settled = await Promise.all([1, 2, 3].map(() => settle(WORKER, request_id)));
  expect(new Set(settled.map(({ text }) => text)).size).toBe(1);
  expect((await settle(WORKER, request_id)).json).toEqual(settled[0]?.json);
  const other = await begin(WORKER, "pharmacy", request_id);
  expect([other.status, other.json.code]).toEqual([409, "PORTAL-WALK-OTHER-CONTENT"]);
});

describe("is refused", () => {
  test("to whom and for what nobody offered, and before the trial", async () => {
    const nobody = await begin("SP9999", "outpatient");
    expect([nobody.status, nobody.json.code]).toEqual([404, "PORTAL-DEMO-PERSON-UNKNOWN"]);
    const nothing = await begin(WORKER, "spa");
    expect([nothing.status, nothing.json.code]).toEqual([404, "PORTAL-WALK-VISIT-UNKNOWN"]);
    const early = await settle(WORKER, randomUUID());
    expect([early.status, early.json.code]).toEqual([404, "PORTAL-WALK-UNKNOWN"]);
    const request_id = randomUUID();
    await begin(WORKER, "pharmacy", request_id);
    expect((await ask(`/people/${WORKER}/walks/${request_id}`)).json.code).toBe(
      "PORTAL-WALK-UNKNOWN",
    );
    const others = await settle(PEOPLE.resident.psn_no, request_id);
    expect(others.json.code).toBe("PORTAL-WALK-UNKNOWN");
  });

  test("in the interface's own sentence when the interface refuses", async () => {
    const { store } = workbench.platform;
    const place = "where person_no = $1 and insutype = '310'";
    await store.query(`update people.enrolment set state = '2' ${place}`, [PEOPLE.official.psn_no]);
    const request_id = randomUUID();
    const refused = await begin(PEOPLE.official.psn_no, "outpatient", request_id);
    expect([refused.status, refused.json.code]).toEqual([409, "PORTAL-WALK-REFUSED"]);
    expect(refused.json.reason).toContain("交易 22");
    await store.query(`update people.enrolment set state = '1' ${place}`, [PEOPLE.official.psn_no]);
    const again = await begin(PEOPLE.official.psn_no, "outpatient", request_id);
    expect(again.status).toBe(200);
  });

  test("and nobody stays in hospital whose lines were refused", async () => {
    const visits = workbench.house.demo_walks?.cast.visits as WalkVisit[];
    const stay = visits.find(({ kind }) => kind === "inpatient") as WalkVisit;
    const [line] = stay.lines as [WalkLine];
    visits.push({ ...stay, key: "torn", lines: [{ ...line, item_code: "SRX9999" }] });
    const refused = await begin(PEOPLE.resident.psn_no, "torn");
    visits.pop();
    expect([refused.status, refused.json.code]).toEqual([409, "PORTAL-WALK-REFUSED"]);
    expect(refused.json.reason).toContain("交易 2301");
    expect((await begin(PEOPLE.resident.psn_no, "inpatient")).status).toBe(200);
  });

  test("where it is no demo, and in a demo without a sandbox", async () => {
    const house = workbench.house as { is_demo: boolean; demo_walks: unknown };
    const { demo_walks } = house;
    for (const closed of [{ is_demo: false }, { demo_walks: null }]) {
      Object.assign(house, closed);
      const refusals = [await ask("/walk"), await begin(WORKER, "pharmacy")];
      Object.assign(house, { is_demo: true, demo_walks });
      for (const { status, json } of refusals) {
        expect([status, json.code]).toEqual([404, "PORTAL-WALK-CLOSED"]);
      }
    }
  });

  test("when too many begin within a minute, until the minute is over", async () => {
    const asked = Array.from({ length: WALKS_A_MINUTE }, () => begin(WORKER, "pharmacy"));
    const answers = await Promise.all(asked);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.json.code).toBe("PORTAL-WALK-BUSY");
    const { platform } = workbench;
    platform.now = new Date(platform.now.getTime() + 61_000);
    expect((await begin(WORKER, "pharmacy")).status).toBe(200);
  });

  test("nothing of this was a fault, and each settlement is in the audit", async () => {
    expect(workbench.faults).toEqual([]);
    const url = `/api/v1/audit?person_no=${WORKER}&limit=1`;
    expect((await workbench.ask("auditor", { url })).json.total).toBeGreaterThan(10);
    await workbench.platform.coherent();
  });
});
