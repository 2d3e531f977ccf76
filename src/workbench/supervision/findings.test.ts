import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditAnswer, auditInput, auditOrder } from "../../../test/support/audit-orders.ts";
import { message } from "../../../test/support/hospital-day.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../../test/support/small-workbench.ts";
import { importSupervision } from "../../supervision/index.ts";

// Goal: what audits told institutions lies in the office's inbox with its lines and its basis; a
// judgement is kept with its reason beside those before it, and nobody judges over another unseen.

let workbench: SmallWorkbench;
let sexId: string;

beforeAll(async () => {
  workbench = await openSmallWorkbench();
  const { store, itemLimits } = workbench.platform;
  const limits = `item_code,kind,valid_from,value,document,clause,basis
SRX0001,sex,2023-01-01,2,演示〔2023〕9号,第三条,official
SRX0003,days,2023-01-01,14,演示说明书,,placeholder
`;
  await importSupervision(store, "item-limits", limits);
  await (itemLimits as { reload(): Promise<void> } & typeof itemLimits).reload();
  const orders = [
    auditOrder("SRX0001", "演示SRX0001", { cnt: "2", sumamt: "40.00" }),
    auditOrder("SRX0003", "演示SRX0003", { extend_order_map: { o_prdDays: "30" } }),
  ];
  await workbench.platform.send(message("3101", auditInput(orders)));
  sexId = (await list("rule=ITEM-SEX")).rows[0].finding_id;
});
afterAll(() => workbench?.close());

async function list(query = "") {
  const url = `/api/v1/supervision/findings?${query}`;
  return (await workbench.ask("supervision-officer", { url })).json;
}

const page = async (id = sexId) =>
  workbench.ask("supervision-officer", { url: `/api/v1/supervision/findings/${id}` });

const judge = (body: object, id = sexId) =>
  workbench.ask("supervision-officer", {
    method: "POST",
    url: `/api/v1/supervision/findings/${id}/judgements`,
    body,
  });

const waiting = async (): Promise<number> => {
  const { json } = await workbench.ask("supervision-officer", { url: "/api/v1/waiting" });
  const all: { path: string; count: number }[] = json.waiting ?? json.rows ?? json;
  return all.find(({ path }) => path.startsWith("/supervision"))?.count ?? 0;
};

describe("the inbox", () => {
  test("lists findings by what the office asks for", async () => {
    const all = await list();
    expect(all.total).toBeGreaterThanOrEqual(2);
    const [row] = (await list("rule=ITEM-SEX")).rows;
    expect(row).toMatchObject({
      ...{ institution: "演示第一人民医院", person_no: "SP0001", rule_title: "限性别使用" },
      ...{ stage: "pre-event", outcome: "violation", amount_fen: 4_000, state: "new", way: null },
    });
    const totals = async (...queries: string[]) =>
      Promise.all(queries.map(async (query) => (await list(query)).total));
    expect(
      await totals(
        ...["rule=ITEM-SEX", "rule=ITEM-SEX&outcome=clue", "stage=in-event", "from=2023-06-16"],
        ...["institution=%E5%B7%B2%E6%AD%87%E4%B8%9A", "person_no=SP0002"],
        ...["rule=ITEM-SEX&institution=%E7%AC%AC%E4%B8%80&to=2023-06-15&state=waiting"],
      ),
    ).toEqual([1, 0, 0, 0, 0, 0, 1]);
    const bad = await workbench.ask("supervision-officer", {
      url: "/api/v1/supervision/findings?from=2023-02-30",
    });
    expect([bad.status, bad.json.field]).toEqual([400, "from"]);
  });

  test("counts by rule, institution and day", async () => {
    const { json } = await workbench.ask("supervision-officer", {
      url: "/api/v1/supervision/picture?to=2023-06-15",
    });
    expect(json).toMatchObject({ from: "2023-05-17", to: "2023-06-15" });
    const sex = json.rules.find((one: { rule: string }) => one.rule === "ITEM-SEX");
    expect(sex).toMatchObject({ title: "限性别使用", outcome: "violation", findings: 1 });
    expect(json.institutions[0].institution).toBe("演示第一人民医院");
    expect(json.days[0].day).toBe("2023-06-15");
  });

  test("finds one by its number, alone or whole", async () => {
    const number = sexId.slice(sexId.lastIndexOf("-") + 1);
    for (const text of [sexId, number]) {
      const { json } = await workbench.ask("supervision-officer", {
        url: `/api/v1/search?text=${text}`,
      });
      const group = json.groups.find((one: { kind: string }) => one.kind === "审核结果");
      expect(group.hits[0].path).toBe(`/supervision/findings/${sexId}`);
    }
  });
});

describe("one finding", () => {
  test("shows its lines, the limit it rests on, and the person masked", async () => {
    const { json } = await page();
    expect(json).toMatchObject({ person_name: "甲**", is_verified: true, judgements: [] });
    expect(json.lines).toEqual([
      {
        ...{ role: "offending", visit_id: "V1", order_id: "RX-SRX0001", amount_fen: 4_000 },
        item: {
          ...{ item_code: "SRX0001", item_name: "演示SRX0001", own_code: "OWN-SRX0001" },
          ...{ day: "2023-06-15", quantity: "2", price_yuan: "20.00" },
        },
      },
    ]);
    expect(json.limits).toEqual([
      {
        ...{ item_code: "SRX0001", title: "限性别", value: "女" },
        ...{ from: "2023-01-01", to: null, source: "演示〔2023〕9号 第三条", is_official: true },
      },
    ]);
    const days = (await list("rule=ITEM-DAYS")).rows[0];
    const other = (await page(days.finding_id)).json;
    expect([other.outcome, other.is_verified]).toEqual(["suspicion", false]);
  });

  test("of nobody, or of another form, is unknown", async () => {
    for (const id of ["SP0001-999999", "x"]) {
      const answer = await page(id);
      expect([answer.status, answer.json.code]).toEqual([404, "SUPERVISION-FINDING-UNKNOWN"]);
      const judged = await judge({ decision: "confirmed", reason: "属实", seen: 0 }, id);
      expect(judged.json.code).toBe("SUPERVISION-FINDING-UNKNOWN");
    }
  });

  test("is judged, answered, judged anew; all of it is kept", async () => {
    const before = await waiting();
    const asking = { decision: "asked", reason: "请说明用药理由", seen: 0 };
    expect((await judge(asking)).json).toEqual({ judgement_no: 1 });
    // The same again, as after a lost answer.
    expect((await judge(asking)).json).toEqual({ judgement_no: 1 });
    expect((await page()).json.state).toBe("asked");
    expect(await waiting()).toBe(before - 1);
    const late = await judge({ decision: "dismissed", reason: "误报", seen: 0 });
    expect([late.status, late.json.code]).toEqual([409, "SUPERVISION-JUDGED-MEANWHILE"]);
    workbench.platform.now = new Date("2023-06-15T02:10:00Z");
    await workbench.platform.send(message("3103", auditAnswer(sexId)));
    expect((await page()).json).toMatchObject({ state: "answered", way: "kept" });
    expect(await waiting()).toBe(before);
    const blank = await judge({ decision: "confirmed", reason: "  ", seen: 1 });
    expect([blank.json.code, blank.json.field]).toEqual([
      ...["SUPERVISION-JUDGEMENT-REASON", "reason"],
    ]);
    await judge({ decision: "confirmed", reason: "说明不成立", seen: 1 });
    const { json } = await page();
    expect(json).toMatchObject({ state: "confirmed", feedbacks: [{ reason: "病情需要" }] });
    expect(json.judgements.map((one: { decision: string }) => one.decision)).toEqual([
      ...["asked", "confirmed"],
    ]);
    expect(await waiting()).toBe(before - 1);
    expect(json.next_id).toBe((await list("state=waiting")).rows[0]?.finding_id ?? null);
  });
});

test("nothing of it was a fault", () => {
  expect(workbench.faults).toEqual([]);
});
