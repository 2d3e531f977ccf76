import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { CsvImportResult, Store } from "../store/index.ts";
import {
  CATALOGUE_KINDS,
  type CatalogueKind,
  createCatalogueCache,
  importCatalogue,
  microYuanFromYuan,
  queryFirstShares,
  queryItems,
  queryPriceCeilings,
  yuanFromMicroYuan,
} from "./index.ts";

// Goal: an item is what the catalogue said of it on the day of care, for the scheme and level of
// the bill. Method: a small catalogue with changes, imported by files, read from memory and paged.

let database: FreshDatabase;
let store: Store;

type RegisteredKind = keyof typeof CATALOGUE_KINDS;

const FILES: Readonly<Record<RegisteredKind, string>> = {
  items: `item_code,valid_from,valid_to,name,list_type,charge_type,pinyin,unit,specification,maker
DEMO1,2022-01-01,,演示胶囊,101,09,ysjn,盒,10粒,演示制药
DEMO2,2022-01-01,2025-01-01,演示床位费,201,01,YSCW,日,,
DEMO2,2025-01-01,,演示病床费,201,01,YSBC,日,,
DEMO3,2023-01-01,2024-01-01,演示耗材,301,08,,件,,演示器械
`,
  "item-classes": `item_code,valid_from,class,limited_use,paid_alone,basic_drug,negotiated
DEMO1,2022-01-01,乙,0,,1,
DEMO1,2024-07-01,A,1,1,1,1
DEMO2,2022-01-01,A,,,,
`,
  "first-shares": `item_code,insutype,valid_from,share,basis,document
DEMO1,,2022-01-01,0.10,recalled,演示〔2022〕1号
DEMO1,390,2022-01-01,0.15,,
DEMO1,390,2024-01-01,0.2,,
`,
  "price-ceilings": `item_code,hospital_level,valid_from,valid_to,ceiling
DEMO2,,2022-01-01,,30
DEMO2,level3,2022-01-01,2024-07-01,40.5
DEMO2,level3,2024-07-01,,45.123456
`,
  diseases: `code,version,name,valid_from,valid_to
I10.x00x002,2.0,演示病,2022-01-01,2024-01-01
I10.x00x002,2.1,演示新病,2024-01-01,
`,
  operations: "编码,名称,生效日期\n47.0100,演示手术,2022-01-01\n",
};

function load(kind: CatalogueKind, csv: string): Promise<CsvImportResult> {
  return importCatalogue(store, kind, csv, { source: "test" });
}

beforeAll(async () => {
  database = await freshDatabase();
  store = database.store;
  for (const [kind, csv] of Object.entries(FILES) as [CatalogueKind, string][]) {
    expect(await load(kind, csv), kind).toMatchObject({ refused: [], committed: true });
    expect(await load(kind, csv), kind).toMatchObject({ accepted: 0, refused: [] });
  }
});

afterAll(() => database.drop());

const on = (text: string): CivilDate => text as CivilDate;

test("an entry is of the day, the scheme and the level", async () => {
  const cache = await createCatalogueCache(store);
  const catalogue = cache.value;
  const drug = (day: string, insutype: string) =>
    catalogue.entryOn("DEMO1", on(day), insutype, "level2");
  expect(drug("2023-06-01", "310")).toEqual({
    item_code: "DEMO1",
    name: "演示胶囊",
    list_type: "101",
    charge_type: "09",
    unit: "盒",
    specification: "10粒",
    maker: "演示制药",
    class: "B",
    limited_use: false,
    paid_alone: false,
    basic_drug: true,
    negotiated: false,
    first_share_ppm: 100_000,
    first_share_stated: true,
    ceiling_micro_yuan: null,
  });
  expect(drug("2023-12-31", "390")?.first_share_ppm).toBe(150_000);
  expect(drug("2024-01-01", "390")?.first_share_ppm).toBe(200_000);
  expect(drug("2024-06-30", "310")).toMatchObject({ class: "B", paid_alone: false });
  expect(drug("2024-07-01", "310")).toMatchObject({ class: "A", paid_alone: true });
  expect(drug("2021-12-31", "310")).toBeNull();
  const bed = (day: string, level: "level2" | "level3") =>
    catalogue.entryOn("DEMO2", on(day), "310", level);
  expect(bed("2024-06-30", "level2")?.ceiling_micro_yuan).toBe(30_000_000);
  expect(bed("2024-06-30", "level3")?.ceiling_micro_yuan).toBe(40_500_000);
  expect(bed("2024-07-01", "level3")?.ceiling_micro_yuan).toBe(45_123_456);
  expect(bed("2024-07-01", "level3")).toMatchObject({ first_share_stated: false });
  expect(bed("2024-12-31", "level3")?.name).toBe("演示床位费");
  expect(bed("2025-01-01", "level3")?.name).toBe("演示病床费");
  expect(catalogue.entryOn("DEMO3", on("2023-06-01"), "310", "level3")).toBeNull();
  expect(catalogue.entryOn("none", on("2023-06-01"), "310", "level3")).toBeNull();
  expect(catalogue.diseaseOn("I10.x00x002", on("2023-06-01"))?.name).toBe("演示病");
  expect(catalogue.diseaseOn("I10.x00x002", on("2024-06-01"))?.version).toBe("2.1");
  expect(catalogue.diseaseOn("47.0100", on("2024-06-01"))).toBeNull();
  expect(catalogue.operationOn("47.0100", on("2024-06-01"))?.name).toBe("演示手术");
  cache.close();
});

test("an import reaches those who hold the catalogue in memory", async () => {
  const cache = await createCatalogueCache(store);
  const item = "DEMO9,2022-01-01,演示新药,101,09\n";
  await load("items", `item_code,valid_from,name,list_type,charge_type\n${item}`);
  await load("item-classes", "item_code,valid_from,class\nDEMO9,2022-01-01,丙\n");
  const entry = () => cache.value.entryOn("DEMO9", on("2023-01-01"), "310", "level1");
  await expect.poll(() => entry()?.class).toBe("C");
  cache.close();
});

test("what a file says wrongly is refused by name", async () => {
  const codes = async (kind: CatalogueKind, csv: string): Promise<string[]> =>
    (await load(kind, csv)).refused.map(({ row, column, code }) => `${row} ${column} ${code}`);
  const header = "item_code,valid_from,name,list_type,charge_type\n";
  expect(await codes("items", `${header}DEMO 1,2022-01-01,x,999,99\n`)).toEqual([
    "2 item_code STORE-CSV-FORM",
    "2 list_type STORE-CSV-VALUE-NOT-ALLOWED",
    "2 charge_type STORE-CSV-VALUE-NOT-ALLOWED",
  ]);
  const shares = "item_code,valid_from,share\nDEMO1,2025-01-01,1.1\nDEMO1,2025-01-01,-0.1\n";
  expect(await codes("first-shares", `${shares}DEMO1,2025-01-01,10%\nNONE,2025-01-01,0\n`)).toEqual(
    [
      "2 share CATALOGUE-SHARE-RANGE",
      "3 share CATALOGUE-SHARE-RANGE",
      "4 share RATE-NOT-A-RATE",
      "5 item_code CATALOGUE-ITEM-UNKNOWN",
    ],
  );
  const ceilings = "item_code,hospital_level,valid_from,ceiling\n";
  expect(
    await codes("price-ceilings", `${ceilings}DEMO2,level9,2025-01-01,-1\nNONE,,2025-01-01,1\n`),
  ).toEqual([
    "2 hospital_level STORE-CSV-VALUE-NOT-ALLOWED",
    "2 ceiling CATALOGUE-NOT-A-PRICE",
    "3 item_code CATALOGUE-ITEM-UNKNOWN",
  ]);
  const classes =
    "item_code,valid_from,class,paid_alone\nDEMO1,2025-01-01,D,yes\nNONE,2025-01-01,A,\n";
  expect(await codes("item-classes", classes)).toEqual([
    "2 class STORE-CSV-VALUE-NOT-ALLOWED",
    "2 paid_alone STORE-CSV-VALUE-NOT-ALLOWED",
    "3 item_code CATALOGUE-ITEM-UNKNOWN",
  ]);
  expect(await codes("diseases", "code,name,valid_from\n高血压,x,2022-01-01\n")).toEqual([
    "2 code STORE-CSV-FORM",
  ]);
});

test("pages: filters, totals, and what changed since", async () => {
  const page = { page_num: 1, page_size: 2 };
  const all = await queryItems(store, {}, page);
  expect(all.total).toBeGreaterThanOrEqual(4);
  expect(all.rows).toHaveLength(2);
  expect(all.rows[0]).toMatchObject({
    item_code: "DEMO1",
    class: "B",
    valid_from: "2022-01-01",
    valid_to: "2024-07-01",
    limited_use: false,
  });
  expect(all.rows[0]?.updated_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const second = await queryItems(store, {}, { page_num: 2, page_size: 2 });
  expect(second.rows[0]).toMatchObject({ item_code: "DEMO2", valid_to: "2025-01-01" });
  const beyond = await queryItems(store, {}, { page_num: 99, page_size: 2 });
  expect(beyond).toEqual({ total: all.total, rows: [] });
  const day = await queryItems(store, { valid_on: on("2024-07-01"), pinyin: "ys" }, page);
  expect(day.rows.map((row) => row.item_code + row.class)).toEqual(["DEMO1A", "DEMO2A"]);
  const named = { name: "病床", list_type: "201", charge_type: "01", class: "A" } as const;
  expect(await queryItems(store, { ...named, limited_use: false }, page)).toMatchObject({
    total: 1,
  });
  const begun = { item_code: "DEMO1", valid_from: on("2024-07-01") };
  expect(await queryItems(store, begun, page)).toMatchObject({ total: 1 });
  expect(await queryItems(store, { updated_since: "2999-01-01" }, page)).toMatchObject({
    total: 0,
  });
  const since = { updated_since: "2020-01-01 08:00:00" };
  expect((await queryItems(store, since, page)).total).toBe(all.total);

  const shares = await queryFirstShares(store, { insutype: "390" }, page);
  expect(shares).toMatchObject({
    total: 2,
    rows: [
      { item_code: "DEMO1", share_ppm: 150_000, valid_to: "2024-01-01" },
      { item_code: "DEMO1", share_ppm: 200_000, valid_to: null },
    ],
  });
  const ceilings = await queryPriceCeilings(
    store,
    { item_code: "DEMO2", hospital_level: "level3", valid_on: on("2024-07-01") },
    page,
  );
  expect(ceilings).toMatchObject({ total: 1, rows: [{ ceiling_micro_yuan: 45_123_456 }] });
  for (const wrong of [{ page_num: 0 }, { page_num: 1.5 }, { page_size: 0 }, { page_size: 1001 }]) {
    const refused = queryItems(store, {}, { ...page, ...wrong });
    await expect(refused).rejects.toMatchObject({ code: "CATALOGUE-PAGE" });
  }
});

test("unit prices keep six decimals", () => {
  expect(microYuanFromYuan("12.3456")).toBe(12_345_600);
  expect(microYuanFromYuan(0.1)).toBe(100_000);
  expect(microYuanFromYuan("999999999.9999990")).toBe(999_999_999_999_999);
  for (const wrong of ["", "-1", "1.1234567", "1e3", "x"]) {
    expect(() => microYuanFromYuan(wrong), wrong).toThrow(YibaoError);
  }
  expect([12_345_600, 100_000, 0, 7, 30_000_000].map(yuanFromMicroYuan)).toEqual([
    "12.3456",
    "0.10",
    "0.00",
    "0.000007",
    "30.00",
  ]);
});

test("every kind names a column for each of its table's", () => {
  const renamed: Readonly<Record<string, string>> = {
    share: "share_ppm",
    ceiling: "ceiling_micro_yuan",
  };
  for (const { kind, table, columns } of Object.values(CATALOGUE_KINDS)) {
    const expected = [...table.key, ...table.content, "valid_from", "valid_to"].sort();
    const named = columns.map(({ name }) => renamed[name] ?? name).sort();
    expect(named, kind).toEqual(expected);
  }
});
