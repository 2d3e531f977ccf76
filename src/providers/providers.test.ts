import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { CivilDate } from "../kernel/index.ts";
import type { CsvImportResult, Store } from "../store/index.ts";
import {
  agreementOn,
  createInstitutionsCache,
  createMappings,
  importProviders,
  levelOn,
  PROVIDERS_KINDS,
  type ProvidersImportOptions,
  type ProvidersKind,
} from "./index.ts";

// Goal: an institution is under the agreement of the day, and its own codes mean what they meant
// then. Method: two institutions by files, read from memory, changed, and read again.

let database: FreshDatabase;
let store: Store;

const HEADER = "institution_code,name,type,level,region,uscc,infcode_form,access_key,secret\n";
const INSTITUTIONS = `${HEADER}H43040500001,演示医院,医院,level2,430405,,text,demo-one,0123456789abcdef
P43040500001,演示药店,2,pharmacy,430405,91430400DEMO000001,number,demo-two,0123456789abcdef
`;
const AGREEMENTS = `institution_code,valid_from,valid_to,state,settled_level,reason
H43040500001,2022-01-01,2025-01-01,active,,
H43040500001,2025-01-01,,有效,level3,升级
P43040500001,2022-01-01,,active,,
P43040500001,2024-03-01,,suspended,,违规使用
`;

function load(
  kind: ProvidersKind,
  csv: string,
  options?: ProvidersImportOptions,
): Promise<CsvImportResult> {
  return importProviders(store, kind, csv, options);
}

const codes = (result: CsvImportResult): string[] =>
  result.refused.map(({ row, column, code }) => `${row} ${column} ${code}`);
const on = (text: string): CivilDate => text as CivilDate;

beforeAll(async () => {
  database = await freshDatabase();
  store = database.store;
  expect(await load("institutions", INSTITUTIONS)).toMatchObject({ accepted: 2, refused: [] });
  expect(await load("agreements", AGREEMENTS)).toMatchObject({ accepted: 4, refused: [] });
  expect(await load("agreements", AGREEMENTS)).toMatchObject({ accepted: 0, unchanged: 4 });
});

afterAll(() => database.drop());

test("agreement and level of the day", async () => {
  const cache = await createInstitutionsCache(store);
  const hospital = cache.value.byCode("H43040500001")!;
  expect(hospital).toMatchObject({ type: "1", infcode_form: "text", access_key: "demo-one" });
  expect(agreementOn(hospital, on("2021-12-31"))).toBeNull();
  expect(agreementOn(hospital, on("2024-12-31"))).toMatchObject({ state: "active" });
  expect(levelOn(hospital, on("2024-12-31"))).toBe("level2");
  expect(levelOn(hospital, on("2025-01-01"))).toBe("level3");
  const pharmacy = cache.value.byAccessKey("demo-two")!;
  expect(agreementOn(pharmacy, on("2024-02-29"))?.state).toBe("active");
  expect(agreementOn(pharmacy, on("2024-03-01"))).toEqual({
    period: { from: "2024-03-01", to: null },
    state: "suspended",
    settled_level: null,
    reason: "违规使用",
  });
  expect(cache.value.byCode("H43040599999")).toBeNull();
  expect(cache.value.byAccessKey("none")).toBeNull();
  expect(cache.value.all.map(({ type }) => type)).toEqual(["1", "2"]);
  await load(
    "agreements",
    "institution_code,valid_from,state,reason\nP43040500001,2026-01-01,终止,退出\n",
  );
  const state = () => agreementOn(cache.value.byCode("P43040500001")!, on("2026-06-01"))?.state;
  await expect.poll(state).toBe("ended");
  cache.close();
});

test("institutions: code, type, level and region agree; access keys are one each", async () => {
  const result = await load(
    "institutions",
    `${HEADER}H43040500002,演示二院,2,level1,430406,,,demo-3333,0123456789abcdef
P43040500002,演示药店,2,level1,430405,,,demo-4444,0123456789abcdef
X43040500002,演示,3,level8,43,1,json,short,short
H43040500003,演示三院,1,level1,430405,,,demo-one,0123456789abcdef
H43040500001,演示改名,1,level2,430405,,text,demo-one,0123456789abcdef
`,
  );
  expect(codes(result)).toEqual([
    "2 type PROVIDERS-TYPE-OF-CODE",
    "2 level PROVIDERS-LEVEL-OF-TYPE",
    "2 region PROVIDERS-REGION-OF-CODE",
    "3 level PROVIDERS-LEVEL-OF-TYPE",
    "4 institution_code STORE-CSV-FORM",
    "4 type STORE-CSV-VALUE-NOT-ALLOWED",
    "4 level STORE-CSV-VALUE-NOT-ALLOWED",
    "4 region STORE-CSV-FORM",
    "4 uscc STORE-CSV-FORM",
    "4 infcode_form STORE-CSV-VALUE-NOT-ALLOWED",
    "4 access_key STORE-CSV-FORM",
    "4 secret STORE-CSV-FORM",
    "5 access_key PROVIDERS-ACCESS-KEY-TAKEN",
    "6 institution_code STORE-CSV-REGISTERED-OTHERWISE",
  ]);
  expect(result.accepted).toBe(0);
});

test("agreements: a reason for what is not active, and a known institution", async () => {
  const result = await load(
    "agreements",
    "institution_code,valid_from,state,settled_level,reason\n" +
      "H43040500001,2026-01-01,suspended,,\n" +
      "H43040599999,2026-01-01,active,,\nH43040500001,2026-01-01,paused,high,\n",
  );
  expect(codes(result)).toEqual([
    "2 reason PROVIDERS-REASON-MISSING",
    "3 institution_code PROVIDERS-INSTITUTION-UNKNOWN",
    "4 state STORE-CSV-VALUE-NOT-ALLOWED",
    "4 settled_level STORE-CSV-VALUE-NOT-ALLOWED",
  ]);
});

test("own codes mean the item of the day, and a change is seen", async () => {
  const header = "institution_code,own_code,valid_from,item_code\n";
  const isKnownItem = (code: string): boolean => code.startsWith("DEMO");
  const result = await load(
    "catalogue-mappings",
    `${header}H43040500001,YB1,2022-01-01,DEMO1
H43040500001,YB1,2024-01-01,DEMO2
H43040500001,YB2,2022-01-01,OTHER
H43040500009,YB1,2022-01-01,DEMO1
H43040500001,药 1,2022-01-01,DEMO 1
`,
    { isKnownItem },
  );
  expect(codes(result)).toEqual([
    "4 item_code PROVIDERS-ITEM-UNKNOWN",
    "5 institution_code PROVIDERS-INSTITUTION-UNKNOWN",
    "6 item_code STORE-CSV-FORM",
    "6 own_code STORE-CSV-FORM",
  ]);
  const mappings = await createMappings(store);
  const mapped = (own: string, day: string) => mappings.mappedItem("H43040500001", own, on(day));
  expect(await mapped("YB1", "2023-12-31")).toBe("DEMO1");
  expect(await mapped("YB1", "2024-01-01")).toBe("DEMO2");
  expect(await mapped("YB1", "2021-12-31")).toBeNull();
  expect(await mapped("YB2", "2024-01-01")).toBeNull();
  expect(await mappings.mappedItem("P43040500001", "YB1", on("2024-01-01"))).toBeNull();
  await load("catalogue-mappings", `${header}H43040500001,YB2,2022-01-01,DEMO3\n`);
  await expect.poll(() => mapped("YB2", "2024-01-01")).toBe("DEMO3");
  mappings.close();
});

test("every kind names exactly its table's columns", () => {
  for (const { kind, table, columns } of Object.values(PROVIDERS_KINDS)) {
    const dates = table.dated ? ["valid_from", "valid_to"] : [];
    const expected = [...table.key, ...table.content, ...dates].sort();
    expect(columns.map(({ name }) => name).sort(), kind).toEqual(expected);
  }
});
