import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { message } from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3, PEOPLE } from "../../../test/support/small-region.ts";
import { stockOf } from "../../inventory/index.ts";
import { INVENTORY_MESSAGES } from "../fixtures/valid-messages/inventory.ts";
import { refusalProblems } from "./fixtures/refusal.ts";

// Goal: what an institution uploads about its stock is kept and told again, and what cannot be
// right is refused with the field and the mend. Method: messages through the dispatcher.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(() => platform?.close());

type Infno = keyof typeof INVENTORY_MESSAGES;
type Row = Readonly<Record<string, unknown>>;

interface Answer {
  readonly infcode: string;
  readonly err_msg: string;
  readonly output?: Readonly<Record<string, readonly Row[]>>;
}

async function send(infno: string, input: object, changes: object = {}): Promise<Answer> {
  return JSON.parse(await platform.send(message(infno, input, { ...changes })));
}

async function done(infno: string, input: object, changes: object = {}): Promise<Row[]> {
  const answer = await send(infno, input, changes);
  expect(answer).toMatchObject({ infcode: "0", err_msg: "" });
  return [...(Object.values(answer.output ?? {})[0] ?? [])];
}

/** How many rows the rooms and the gateway hold of what these transactions write. */
async function kept(): Promise<unknown> {
  const tables = ["record", "record_trace", "trace_step", "deletion", "virtual_trace"];
  const counts = tables.map((table) => `(select count(*) from inventory.${table})`);
  const all = [...counts, "(select count(*) from gateway.receipt)"];
  return (await platform.store.query(`select array[${all.join(", ")}]`)).rows;
}

/** The sentence, and the code, of a refusal that leaves nothing behind. */
async function refused(infno: string, input: object): Promise<readonly [string, unknown]> {
  const rows = await kept();
  const text = await platform.send(message(infno, input));
  expect(refusalProblems(text)).toEqual([]);
  expect(await kept()).toEqual(rows);
  return [JSON.parse(text).err_msg, platform.refusals.at(-1)];
}

/** The valid message with members of its row changed; each test has a batch of its own. */
function changed(infno: Infno, changes: Row): object {
  const [[node, rows]] = Object.entries(INVENTORY_MESSAGES[infno]) as [[string, Row | Row[]]];
  const many = Array.isArray(rows);
  const row = { ...(many ? rows[0] : rows), ...changes };
  return { [node]: many ? [row] : row };
}

function rowsOf(infno: Infno, ...changes: Row[]): object {
  const [[node, rows]] = Object.entries(INVENTORY_MESSAGES[infno]) as [[string, Row[]]];
  return { [node]: changes.map((change) => ({ ...rows[0], ...change })) };
}

const codes = (...values: string[]) => values.map((drug_trac_codg) => ({ drug_trac_codg }));

async function stock(batch: string): Promise<number | undefined> {
  const all = await stockOf(platform.store, LEVEL3, null);
  return all.find(({ stock_batch_no }) => stock_batch_no === batch)?.stock_ten_thousandths;
}

test("every transaction is done once in its order, and answered alike again", async () => {
  for (const [infno, input] of Object.entries(INVENTORY_MESSAGES)) {
    const body = message(infno, input);
    const text = await platform.send(body);
    expect([infno, JSON.parse(text)]).toMatchObject([infno, { infcode: "0", err_msg: "" }]);
    if (infno >= "3508" && infno <= "3513") continue;
    const rows = await kept();
    expect(await platform.send(body)).toBe(text);
    const twins = await Promise.all([platform.send(body), platform.send(body)]);
    expect(twins).toEqual([text, text]);
    const [[node, content]] = Object.entries(input) as [[string, Row | Row[]]];
    const row = Array.isArray(content) ? content[0] : content;
    const other = { ...row, fixmedins_bchno: "OTHER" };
    const second = { ...body, input: { [node]: Array.isArray(content) ? [other] : other } };
    expect(JSON.parse(await platform.send(second)).err_msg).toContain("已用于内容不同");
    expect(await kept()).toEqual(rows);
  }
  // 2 found + 50 bought - 5 given back - 2 sold + 1 returned; the stocktakes are deleted.
  expect([await stock("PC001"), await stock("PC002")]).toEqual([46_0000, 46_0000]);
});

describe("batches", () => {
  test("3503A and 3505A tell every row, with our number or the reason", async () => {
    const purchases = await done(
      "3503A",
      rowsOf(
        "3503A",
        { fixmedins_bchno: "A1" },
        { fixmedins_bchno: "A2", med_list_codg: "SRX0002" },
        { fixmedins_bchno: "A3", med_list_codg: "NMLC999", fixmedins_hilist_id: "LOCAL1" },
      ),
    );
    expect(purchases.map(({ retRslt }) => retRslt)).toEqual(["1", "0", "1"]);
    expect(purchases[0]).toMatchObject({
      fixmedins_bchno: "A1",
      finl_trns_pric: 10.123456,
      purc_retn_cnt: 50,
      medins_prod_purc_no: expect.stringMatching(/^\d+$/),
      msgRslt: "",
    });
    expect(purchases[1]).toMatchObject({
      medins_prod_purc_no: "",
      msgRslt: expect.stringContaining(
        "purcinfoDetail.med_list_codg（医疗目录编码）：机构目录编号",
      ),
    });
    expect([await stock("A1"), await stock("A2"), await stock("A3")]).toEqual([
      50_0000,
      undefined,
      50_0000,
    ]);
    const sales = await done(
      "3505A",
      rowsOf(
        "3505A",
        { fixmedins_bchno: "A1", drugtracinfo: codes("A-1") },
        { fixmedins_bchno: "A1", drugtracinfo: codes("A-1") },
        { fixmedins_bchno: "A1", MDTRT_SETL_TYPE: "1", drugtracinfo: codes("A-2") },
        { fixmedins_bchno: "A1", MDTRT_SETL_TYPE: "1", setl_id: "S1", drugtracinfo: codes("A-3") },
      ),
    );
    expect(sales.map(({ retRslt }) => retRslt)).toEqual(["1", "0", "0", "1"]);
    expect(sales[1]?.msgRslt).toContain("追溯码“A-1”已经售出");
    expect(sales[2]?.msgRslt).toContain("selinfoDetail.setl_id（结算ID）");
    expect(await stock("A1")).toBe(46_0000);
    // A return by our number of the sale needs no number of the visit.
    const { medins_prod_sel_no } = sales[3] as Row;
    const back = { fixmedins_bchno: "A1", mdtrt_sn: "X", medins_prod_sel_no, sel_retn_cnt: 2 };
    expect(await done("3506A", rowsOf("3506A", { ...back, drugtracinfo: [] }))).toEqual([]);
    await done("3505", changed("3505", { fixmedins_bchno: "A1", drugtracinfo: codes("A-3") }));
  });

  test("3502A, 3504A, 3506A and 3507A tell the wrong rows only", async () => {
    const changes = await done(
      "3502A",
      rowsOf(
        "3502A",
        { fixmedins_bchno: "B1" },
        { fixmedins_bchno: "B1", inv_chg_type: "999" },
        { fixmedins_bchno: "" },
        { fixmedins_bchno: "B1", cnt: 0 },
      ),
    );
    expect(changes.map(({ retRslt, msgRslt }) => [retRslt, msgRslt])).toEqual([
      ["0", expect.stringContaining("“999”不是库存变更类型")],
      ["0", expect.stringContaining("定点医药机构批次流水号没有填写")],
      ["0", expect.stringContaining("invinfoDetail.cnt（数量）：数量必须大于 0")],
    ]);
    expect(await stock("B1")).toBe(2_0000);
    const returns = await done("3504A", rowsOf("3504A", { fixmedins_bchno: "B1" }));
    expect(returns).toMatchObject([{ fixmedins_bchno: "B1", retRslt: "0" }]);
    const sold = await done("3506A", rowsOf("3506A", { fixmedins_bchno: "B1" }));
    expect(sold).toMatchObject([{ fixmedins_bchno: "B1", retRslt: "0" }]);
    const deletions = await done(
      "3507A",
      rowsOf(
        "3507A",
        { fixmedins_bchno: "B1", inv_data_type: "5" },
        { fixmedins_bchno: "B1", inv_data_type: "2" },
        { fixmedins_bchno: "B1", inv_data_type: "2" },
      ),
    );
    expect(deletions.map(({ inv_data_type, msgRslt }) => [inv_data_type, msgRslt])).toEqual([
      ["5", expect.stringContaining("goodDetail.inv_data_type（进销存数据类型）")],
      ["2", expect.stringContaining("或已经删除")],
    ]);
    expect(await stock("B1")).toBeUndefined();
  });

  test("3501A is all or nothing, and names the row", async () => {
    const [text, code] = await refused(
      "3501A",
      rowsOf("3501A", { fixmedins_bchno: "C1" }, { fixmedins_bchno: "C1", inv_cnt: -1 }),
    );
    expect(code).toBe("INVENTORY-QUANTITY");
    expect(text).toContain("invinfoDetail.inv_cnt（库存数量，第 2 行）");
  });
});

describe("a message of one row is refused", () => {
  const own = { fixmedins_bchno: "E1" };
  test.each<[Infno, Row, string, string]>([
    ["3501", { inv_cnt: -1 }, "INVENTORY-QUANTITY", "invinfo.inv_cnt（库存数量）"],
    ["3501", { invdate: "2023-06-16" }, "INVENTORY-TIME-FUTURE", "invinfo.invdate（盘存日期）"],
    ["3502", { cnt: "0" }, "INVENTORY-QUANTITY", "invinfo.cnt（数量）"],
    ["3503", { expy_end: "2022-12-31" }, "INVENTORY-EXPIRY", "purcinfo.expy_end（有效期止）"],
    [
      "3503",
      { med_list_codg: "SRX0008", fixmedins_hilist_id: "OWN-SRX0008" },
      "INVENTORY-ITEM-UNMAPPED",
      "purcinfo.fixmedins_hilist_id",
    ],
    ["3503", { med_list_codg: "SRX0002" }, "INVENTORY-MAPPING-DIFFERS", "purcinfo.med_list_codg"],
    ["3504", {}, "INVENTORY-PURCHASE-UNKNOWN", "purcinfo.fixmedins_bchno"],
    [
      "3505",
      { hi_feesetl_type: "1", MDTRT_SETL_TYPE: "" },
      "INVENTORY-SETTLEMENT-MISSING",
      "setl_id",
    ],
    [
      "3505",
      { drugtracinfo: codes("E-1", "E-1") },
      "INVENTORY-TRACE-TWICE",
      "selinfo.drugtracinfo（溯源码节点信息）",
    ],
    ["3506", {}, "INVENTORY-SALE-UNKNOWN", "selinfo.fixmedins_bchno"],
    ["3507", {}, "INVENTORY-RECORD-UNKNOWN", "data.fixmedins_bchno"],
    ["3507", { inv_data_type: "9" }, "INVENTORY-DATA-TYPE", "data.inv_data_type"],
  ])("%s with %o: %s", async (infno, changes, expected, place) => {
    const [text, code] = await refused(infno, changed(infno, { ...own, ...changes }));
    expect([code, text]).toEqual([expected, expect.stringContaining(place)]);
  });

  test("when it takes back more than there was, or a code that is not out", async () => {
    const batch = { fixmedins_bchno: "E2" };
    await done("3503", changed("3503", { ...batch, purc_retn_cnt: 4 }));
    expect((await refused("3504", changed("3504", batch)))[1]).toBe("INVENTORY-RETURN-TOO-MUCH");
    await done("3505", changed("3505", { ...batch, drugtracinfo: codes("E2-1", "E2-2") }));
    const sale = changed("3505", { ...batch, mdtrt_sn: "V2", drugtracinfo: codes("E2-2") });
    expect((await refused("3505", sale))[1]).toBe("INVENTORY-TRACE-SOLD");
    const back = (changes: Row) => changed("3506", { ...batch, drugtracinfo: [], ...changes });
    const [text, code] = await refused("3506", back({ sel_retn_cnt: "2.5" }));
    expect([code, text]).toEqual([
      "INVENTORY-RETURN-TOO-MUCH",
      expect.stringContaining("selinfo.sel_retn_cnt（销售/退货数量）：退货数量 2.5 超过"),
    ]);
    const other = back({ drugtracinfo: codes("E2-9") });
    expect((await refused("3506", other))[1]).toBe("INVENTORY-TRACE-NOT-SOLD");
    await done("3506", back({ drugtracinfo: codes("E2-2") }));
    await done("3505", sale);
  });
});

describe("queries", () => {
  const question = (changes: Row = {}) => ({
    data: {
      fixmedins_code: LEVEL3,
      fixmedins_bchno: "Q1",
      begndate: "2023-06-01",
      enddate: "2023-06-30",
      ...changes,
    },
  });
  const batch = { fixmedins_bchno: "Q1" };

  beforeAll(async () => {
    await done("3501", changed("3501", { ...batch, drugtracinfo: codes("Q-1") }));
    await done("3502", changed("3502", { ...batch, inv_chg_time: "2023-06-01 00:00:00" }));
    await done("3503", changed("3503", { ...batch, memo: "演示" }));
    await done("3504", changed("3504", batch));
    const { psn_no, psn_name, certno } = PEOPLE.worker;
    const insured = { psn_no, psn_name, certno, MDTRT_SETL_TYPE: "1", setl_id: "S9" };
    await done("3505", changed("3505", { ...batch, ...insured, drugtracinfo: codes("Q-1") }));
    const paid = { psn_name: "演示自费", certno: "DEMO-1", mdtrt_sn: "V9" };
    await done("3505", changed("3505", { ...batch, ...paid, drugtracinfo: codes("Q-2") }));
    await done("3506", changed("3506", { ...batch, drugtracinfo: codes("Q-1") }));
  });

  test("3508 tells stocktakes, 3509 changes, by their days", async () => {
    const [stocktake, ...more] = await done("3508", question());
    expect(more).toEqual([]);
    expect(stocktake).toMatchObject({
      fixmedinsCode: LEVEL3,
      medListCodg: "SRX0001",
      medinsListCodg: "OWN-SRX0001",
      fixmedinsBchno: "Q1",
      invCnt: 100,
      invdate: "2023-06-15",
      manuDate: "2023-01-01",
      valiFlag: "1",
      crteTime: "2023-06-15 10:00:00",
    });
    expect(await done("3508", question({ enddate: "2023-06-14" }))).toEqual([]);
    const always = question({ begndate: "0001-01-01", enddate: "9999-12-31" });
    expect(await done("3508", always)).toHaveLength(1);
    const [change] = await done("3509", question());
    expect(change).toMatchObject({
      invChgType: "103",
      cnt: 2,
      pric: 12.5,
      invChgTime: "2023-06-01 00:00:00",
    });
    expect(await done("3509", question({ inv_chg_type: "104" }))).toEqual([]);
  });

  test("3510 tells purchases and returns, 3511 sales and returns", async () => {
    const purchases = await done("3510", question());
    expect(purchases.map(({ prodRetnFlag, purcRetnCnt }) => [prodRetnFlag, purcRetnCnt])).toEqual([
      ["0", 50],
      ["1", 5],
    ]);
    expect(await done("3510", question({ prod_retn_flag: "1" }))).toHaveLength(1);
    expect(await done("3510", question({ memo: "演示" }))).toMatchObject([
      { splerName: "演示医药公司", finlTrnsPric: 10.123456, aprvno: "演示准字H0001" },
    ]);
    const sales = await done("3511", question());
    expect(sales.map(({ selRetnCnt, psnNo, psnName }) => [selRetnCnt, psnNo, psnName])).toEqual([
      [2, PEOPLE.worker.psn_no, ""],
      [2, "", "演示自费"],
      [-1, "", ""],
    ]);
    const { medinsProdSelNo } = sales[1] as Row;
    const named = question({ medins_prod_sel_no: medinsProdSelNo });
    expect(await done("3511", named)).toMatchObject([{ bilgDrName: "演示医生", setlId: "" }]);
  });

  test("3512 tells the codes that came in, 3513 those that were sold", async () => {
    expect(await done("3512", question())).toMatchObject([{ drugTracCodg: "Q-1" }]);
    const sold = async (changes: Row) =>
      (await done("3513", question(changes))).map((row) => row.drugTracCodg);
    expect(await sold({})).toEqual(["Q-1", "Q-2"]);
    expect(await sold({ certno: PEOPLE.worker.certno })).toEqual(["Q-1"]);
    expect(await sold({ certno: "DEMO-1" })).toEqual(["Q-2"]);
    expect(await sold({ certno: "DEMO-2" })).toEqual([]);
    expect(await sold({ mdtrt_id: "V9" })).toEqual(["Q-2"]);
    const byCode = { fixmedins_bchno: "", drug_trac_codg: "Q-2" };
    expect(await sold(byCode)).toEqual(["Q-2"]);
  });

  test("a deleted record is told as no longer valid", async () => {
    await done("3507", { data: { fixmedins_bchno: "Q1", inv_data_type: "2" } });
    expect(await done("3509", question())).toMatchObject([{ valiFlag: "0" }]);
    expect(await done("3509", question({ vali_flag: "1" }))).toEqual([]);
  });

  test.each(["3508", "3509", "3510", "3511", "3512", "3513"])(
    "%s answers to the institution alone, and asks for a key",
    async (infno) => {
      const [text, code] = await refused(infno, question({ fixmedins_code: LEVEL2 }));
      expect([code, text]).toEqual([
        "INVENTORY-OTHER-INSTITUTION",
        expect.stringContaining("data.fixmedins_code（定点医药机构编号）"),
      ]);
      const asked = question({ fixmedins_code: LEVEL2 });
      expect(await done(infno, asked, { fixmedins_code: LEVEL2 })).toEqual([]);
      const [missing] = await refused(infno, question({ fixmedins_bchno: "" }));
      expect(missing).toContain("medins_list_codg（医药机构目录编码）和fixmedins_bchno");
    },
  );
});

test("3592B hands out a code that can be sold, and a new one for each message", async () => {
  const codeOf = async (): Promise<string> => {
    const answer = await send("3592B", INVENTORY_MESSAGES["3592B"]);
    const { result } = answer.output as unknown as { result: Row };
    expect(result).toMatchObject({ fixmedins_hilist_id: "OWN-SRX0001" });
    return String(result.drug_trac_codg);
  };
  const [one, two] = [await codeOf(), await codeOf()];
  expect(one).not.toBe(two);
  expect(one).toMatch(/^VT430400\d{12}$/);
  const sale = changed("3505", { fixmedins_bchno: "VT1", drugtracinfo: codes(one) });
  await done("3505", sale);
  expect((await refused("3505", sale))[1]).toBe("INVENTORY-TRACE-SOLD");
});
