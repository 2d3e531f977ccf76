import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditInput, auditOrder, UPLOADED_MAPPINGS } from "../../../test/support/audit-orders.ts";
import { message } from "../../../test/support/hospital-day.ts";
import { openSmallWorkbench, type SmallWorkbench } from "../../../test/support/small-workbench.ts";
import { listOf, listSpan, versionText } from "../../catalogue/index.ts";

// Goal: the catalogue is found and read as of a day; what institutions upload waits for a review,
// with what is doubtful about it, and a review is of what the officer saw.

let workbench: SmallWorkbench;

beforeAll(async () => {
  workbench = await openSmallWorkbench();
  await workbench.platform.send(message("3301", UPLOADED_MAPPINGS));
});
afterAll(() => workbench?.close());

const get = async (url: string) =>
  (await workbench.ask("medical-services-officer", { url: `/api/v1/catalogue/${url}` })).json;
const review = (body: object) =>
  workbench.ask("medical-services-officer", {
    method: "POST",
    url: "/api/v1/catalogue/mapping-reviews",
    body,
  });

interface Mapping {
  readonly institution_code: string;
  readonly own_code: string;
  readonly from: string;
  readonly item_code: string;
  readonly updated_at: string;
}

const seen = ({ institution_code, own_code, from, item_code, updated_at }: Mapping) => ({
  ...{ institution_code, own_code, from, item_code, updated_at },
});

describe("the catalogue", () => {
  test("is searched by name, code, class and type on a day", async () => {
    const found = await get(`items?text=${encodeURIComponent("乙类限价")}&day=2023-06-15`);
    expect(found).toMatchObject({
      total: 1,
      rows: [
        {
          ...{ item_code: "SRX0004", class: "B", class_title: "乙类", ceiling_level3: "50.00" },
          ...{ share_employee_ppm: 200_000, share_resident_ppm: 200_000 },
        },
      ],
    });
    expect((await get("items?class=C&list_type=301")).rows).toHaveLength(1);
    expect((await get("items?text=srx&day=1990-01-01")).total).toBe(0);
    expect(await get("items?day=2023-13-01")).toMatchObject({ status: 400, field: "day" });
  });

  test("shows an item with all that was ever said of it", async () => {
    const item = await get("items/SRX0004");
    expect(item).toMatchObject({ day: "2023-06-15", now: { ceiling_level1: "50.00" } });
    expect(item.ceilings).toMatchObject([{ level_title: "各级", ceiling_yuan: "50.00", to: null }]);
    expect(item.shares).toMatchObject([{ scheme: "各险种", share_ppm: 200_000 }]);
    expect((await get("items/SRX0004?day=1990-01-01")).now).toBeNull();
    expect(await get("items/NONE")).toMatchObject({
      ...{ status: 404, code: "CATALOGUE-ITEM-NOT-FOUND" },
    });
  });

  test("lists ceilings, and the versions of its lists", async () => {
    const ceilings = await get("ceilings?sort=-ceiling_micro_yuan");
    expect(ceilings.rows[0]).toMatchObject({ item_code: "SRC0001", ceiling_yuan: "2000.00" });
    expect((await get("ceilings?text=SRX&unverified=true")).total).toBe(2);
    expect((await get("ceilings?level=level1")).total).toBe(0);
    const lists = await get("lists");
    const drugs = lists.rows.find((one: { list: string }) => one.list === "western-drugs");
    expect(drugs).toMatchObject({ rows: 7, version: expect.stringMatching(/^v\d+$/) });
    expect(lists.rows.some((one: { version: string | null }) => one.version === null)).toBe(true);
    // The same version that an institution gets with its download.
    const span = await listSpan(workbench.platform.store, listOf("western-drugs"), "v0000");
    expect(drugs.version).toBe(versionText(span.latest));
  });

  test("is found from everywhere", async () => {
    const { json } = await workbench.ask("medical-services-officer", {
      url: "/api/v1/search?text=SRX0004",
    });
    expect(json.groups[0].hits[0].path).toBe("/catalogue/items/SRX0004");
  });
});

describe("mappings", () => {
  const uploaded = () => get("mappings?origin=uploaded&state=open");

  test("what is uploaded waits, with its doubts", async () => {
    const { rows, total } = await uploaded();
    expect(total).toBe(2);
    const far = rows.find(({ own_code }: Mapping) => own_code === "NEW-FAR");
    expect(far).toMatchObject({
      ...{ own_name: "血常规检查", item_name: "演示甲类限价胶囊", class_title: "甲类" },
      ...{ institution: "演示第一人民医院", ceiling_yuan: "30.00", state: "open" },
    });
    expect(far.doubts.map(({ kind }: { kind: string }) => kind)).toContain("name-far");
    const doubtful = await get("mappings?origin=uploaded&doubtful=true&limit=1");
    expect(doubtful.rows.map(({ own_code }: Mapping) => own_code)).toEqual(["NEW-FAR"]);
    expect((await get("mappings?origin=uploaded&doubtful=false")).total).toBe(1);
    expect((await get("mappings?origin=imported&item_code=SRX0001")).total).toBeGreaterThan(1);
    expect((await get(`mappings?text=${encodeURIComponent("血常")}`)).total).toBe(1);
    expect((await get("mappings?since=2999-01-01")).total).toBe(0);
  });

  test("an order above the ceiling makes its mapping doubtful", async () => {
    const line = { hosplist_code: "NEW-FAR", pric: 35, sumamt: 35 };
    const input = auditInput([auditOrder("SRX0002", "演示甲类限价胶囊", line)]);
    await workbench.platform.send(message("3102", input));
    const [far] = (await get("mappings?text=NEW-FAR")).rows;
    expect(far.doubt_words).toContain("单价 35.00 元，限价 30.00 元");
  });

  test("one is returned with a reason, and accepted when it was entered anew", async () => {
    const [far] = (await get("mappings?text=NEW-FAR")).rows as [Mapping];
    const bare = await review({ verdict: "returned", mappings: [seen(far)] });
    expect([bare.status, bare.json.code, bare.json.field]).toEqual([
      ...[400, "PROVIDERS-MAPPING-REASON", "reason"],
    ]);
    const returning = { verdict: "returned", reason: "名称不符", mappings: [seen(far)] };
    expect((await review(returning)).json).toEqual({ reviewed: 1 });
    const address = `mappings/${far.institution_code}/NEW-FAR/${far.from}`;
    expect(await get(address)).toMatchObject({
      ...{ state: "returned", reviews: [{ verdict: "returned", reason: "名称不符" }] },
    });
    expect((await uploaded()).total).toBe(1);
    const { store } = workbench.platform;
    await store.query(
      "update providers.catalogue_mapping set updated_at = now() where own_code = 'NEW-FAR'",
    );
    const old = await review({ verdict: "accepted", mappings: [seen(far)] });
    expect([old.status, old.json.code]).toEqual([409, "PROVIDERS-MAPPING-CHANGED"]);
    const again = (await uploaded()).rows as Mapping[];
    expect(again).toHaveLength(2);
    expect((await review({ verdict: "accepted", mappings: again.map(seen) })).json).toEqual({
      reviewed: 2,
    });
    expect((await uploaded()).total).toBe(0);
    expect((await get(address)).reviews).toHaveLength(2);
  });

  test("what there is not is not reviewed", async () => {
    const none = { institution_code: "H43040000001", own_code: "NONE", from: "2023-01-01" };
    const one = { ...none, item_code: "SRX0001", updated_at: "2023-01-01T00:00:00.000Z" };
    const answer = await review({ verdict: "accepted", mappings: [one] });
    expect([answer.status, answer.json.code]).toEqual([404, "PROVIDERS-MAPPING-NOT-FOUND"]);
    expect((await get("mappings/H43040000001/NONE/2023-01-01")).status).toBe(404);
  });
});

test("nothing of it was a fault", () => {
  expect(workbench.faults).toEqual([]);
});
