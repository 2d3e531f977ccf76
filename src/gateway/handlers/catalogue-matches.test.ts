import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3, ownCode } from "../../../test/support/small-region.ts";
import { importCatalogue } from "../../catalogue/index.ts";
import { enterMappings } from "../../providers/index.ts";
import type { HospitalClient } from "../client/hospital-client.ts";

// Goal: ethnic drugs, and which code stands for which, page by page and by every condition.

let platform: SmallPlatform;
let hospital: HospitalClient;

beforeAll(async () => {
  platform = await openSmallPlatform();
  hospital = platform.hospital(LEVEL3);
  const { store } = platform;
  const items = ["SRE0001", "SRE0002", "SRE0003"].map(
    (code, index) => `${code},2022-01-01,演示藏药${index + 1},104,11,盒`,
  );
  const head = "item_code,valid_from,name,list_type,charge_type,unit";
  await importCatalogue(store, "items", [head, ...items].join("\n"));
  await importCatalogue(
    store,
    "ethnic-drugs",
    `code,valid_from,药品商品名,通用名编号,民族药种类,最小包装数量,有效标志
SRE0001,2022-01-01,演示商品,TY1,1,12,
SRE0002,2022-01-01,演示商品二,TY2,2,,0
`,
  );
});
afterAll(() => platform?.close());

const PAGE = { updt_time: "2020-01-01", page_num: 1, page_size: 100 };

describe("1304", () => {
  const drugs = async (changes: object) =>
    (await hospital.call("1304", { data: { ...PAGE, ...changes } })).data;
  const codes = async (changes: object) =>
    (await drugs(changes)).map(({ med_list_codg }) => med_list_codg);

  test("a row has what the item says and what was imported for it", async () => {
    const [row] = await drugs({ med_list_codg: "SRE0001" });
    expect(row).toMatchObject({
      med_list_codg: "SRE0001",
      drug_genname: "演示藏药1",
      drug_prodname: "演示商品",
      genname_codg: "TY1",
      ethdrug_type: "1",
      min_pac_cnt: 12,
      min_salunt: "盒",
      begndate: "2022-01-01",
      enddate: "",
      vali_flag: "1",
      rid: "SRE0001-20220101",
      ver: expect.stringMatching(/^v\d{8}$/),
      updt_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    });
  });

  test("by name, code, number, flag, version and time", async () => {
    expect(await codes({})).toEqual(["SRE0001", "SRE0002", "SRE0003"]);
    expect(await codes({ drug_genname: "藏药2" })).toEqual(["SRE0002"]);
    expect(await codes({ drug_prodname: "演示商品" })).toEqual(["SRE0001"]);
    expect(await codes({ genname_codg: "TY2" })).toEqual(["SRE0002"]);
    expect(await codes({ rid: "SRE0003-20220101" })).toEqual(["SRE0003"]);
    expect(await codes({ vali_flag: "0" })).toEqual(["SRE0002"]);
    const [{ ver } = { ver: "" }] = await drugs({ med_list_codg: "SRE0003" });
    expect(await codes({ ver })).toEqual(["SRE0001", "SRE0002"]);
    expect(await codes({ updt_time: "2090-01-01" })).toEqual([]);
    expect(await codes({ opt_begn_time: "2020-01-01", opt_end_time: "2020-12-31" })).toEqual([]);
    expect(await codes({ tcmherb_name: "人参" })).toEqual([]);
  });

  test("pages", async () => {
    const first = await hospital.call("1304", { data: { ...PAGE, page_size: 2 } });
    expect(first).toMatchObject({ recordCounts: 3, pages: 2, firstPage: true, lastPage: false });
    const beyond = await hospital.call("1304", { data: { ...PAGE, page_num: 9 } });
    expect(beyond).toMatchObject({ recordCounts: 3, data: [] });
    await expect(hospital.call("1304", { data: { ...PAGE, page_num: 0 } })).rejects.toThrow(
      "没有第 0 页",
    );
    expect(platform.refusals.splice(0)).toEqual(["CATALOGUE-PAGE"]);
  });
});

describe("1316", () => {
  const matches = (changes: object) =>
    hospital.call("1316", { data: { ...PAGE, page_size: 1000, ...changes } });

  test("the medical code is the insurance code", async () => {
    const { data } = await matches({ med_list_codg: "SRX0001" });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      med_list_codg: "SRX0001",
      hilist_code: "SRX0001",
      list_type: "101",
      insu_admdvs: "430400",
      begndate: "2022-01-01",
      vali_flag: "1",
      rid: "SRX0001-M-20220101",
    });
  });

  test("by either code, type, day, pool and flag", async () => {
    const count = async (changes: object) => (await matches(changes)).recordCounts;
    expect(await count({})).toBe(15);
    expect(await count({ hilist_code: "SRX0001" })).toBe(1);
    expect(await count({ hilist_code: "SRX0001", med_list_codg: "SRX0001" })).toBe(1);
    expect(await count({ hilist_code: "SRX0001", med_list_codg: "SRX0002" })).toBe(0);
    expect(await count({ list_type: "301" })).toBe(2);
    expect(await count({ query_date: "2021-12-31" })).toBe(0);
    expect(await count({ begndate: "2022-01-01" })).toBe(15);
    expect(await count({ insu_admdvs: "430100" })).toBe(0);
    expect(await count({ vali_flag: "0" })).toBe(0);
    await expect(matches({ page_size: 0 })).rejects.toThrow("没有第 1 页、每页 0 条");
    platform.refusals.splice(0);
  });
});

describe("1317", () => {
  const matches = (changes: object, client = hospital) =>
    client.call("1317", { data: { ...PAGE, ...changes } });
  const count = async (changes: object) => (await matches(changes)).recordCounts;

  test("an institution's own codes, imported and uploaded", async () => {
    await platform.store.transaction((transaction) =>
      enterMappings(transaction, { institution_code: LEVEL3, recorded_at: "2023-06-15 10:00:00" }, [
        {
          own_code: "NEW1",
          item_code: "SRX0008",
          period: { from: "2023-06-01" as never, to: "2024-01-01" as never },
          details: { fixmedins_hilist_name: "本院饮片", spec: "10g", memo: null },
        },
      ]),
    );
    const { data } = await matches({ med_list_codg: "SRX0008" });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      fixmedins_code: LEVEL3,
      medins_list_codg: "NEW1",
      medins_list_name: "本院饮片",
      med_list_codg: "SRX0008",
      list_type: "102",
      spec: "10g",
      memo: "",
      begndate: "2023-06-01",
      enddate: "2023-12-31",
      rid: "NEW1-20230601",
    });
    expect(await count({ medins_list_name: "饮片" })).toBe(1);
    expect((await matches({}, platform.hospital(LEVEL2))).recordCounts).toBe(14);
  });

  test("by own code, item, type, day and change; pages", async () => {
    expect(await count({ fixmedins_code: LEVEL3 })).toBe(15);
    expect(await count({ medins_list_codg: ownCode("SRX0001") })).toBe(1);
    expect(await count({ list_type: "301" })).toBe(2);
    expect(await count({ query_date: "2022-06-01" })).toBe(14);
    expect(await count({ begndate: "2023-06-01" })).toBe(1);
    expect(await count({ updt_time: "2090-01-01" })).toBe(0);
    expect(await count({ insu_admdvs: "430100" })).toBe(0);
    const last = await matches({ page_num: 2, page_size: 10 });
    expect(last).toMatchObject({ recordCounts: 15, pages: 2, size: 5, lastPage: true });
    expect(await matches({ page_num: 99 })).toMatchObject({ recordCounts: 15, data: [] });
    await expect(matches({ page_size: 1001 })).rejects.toThrow("每页 1001 条");
    expect(platform.refusals.splice(0)).toEqual(["CATALOGUE-PAGE"]);
  });

  test("another institution's codes are not shown", async () => {
    await expect(matches({ fixmedins_code: LEVEL2 })).rejects.toThrow(
      `data.fixmedins_code（定点医药机构编号）：收到“${LEVEL2}”，不是发送报文的机构`,
    );
    expect(platform.refusals.splice(0)).toEqual(["GATEWAY-OTHER-INSTITUTION"]);
  });
});
