import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL3 } from "../../../test/support/small-region.ts";
import type { HospitalClient } from "../client/hospital-client.ts";
import { dictionaryBook, nearNames } from "../dictionary-book.ts";
import { transactionTable } from "../transaction-table.ts";

// Goal: a hospital can ask for every dictionary, and learns the name it meant when it mistypes one.

let platform: SmallPlatform;
let hospital: HospitalClient;
beforeAll(async () => {
  platform = await openSmallPlatform();
  hospital = platform.hospital(LEVEL3);
});
afterAll(() => platform?.close());

async function list(type: string, changes: object = {}) {
  const asked = { parent_value: "0", admdvs: "430400", date: "2023-06-15", Vali_Flag: "1" };
  return (await hospital.call("1901", { data: { type, ...asked, ...changes } })).list;
}

describe("1901", () => {
  test("a dictionary of the table, as the validation knows it", async () => {
    const rows = await list("mdtrt_cert_type");
    expect(rows).toEqual([
      row("01", "医保电子凭证", 1),
      row("02", "居民身份证", 2),
      row("03", "社会保障卡", 3),
    ]);
  });

  test("Vali_Flag in lower case, as every other member is written", async () => {
    const lower = { Vali_Flag: "", vali_flag: "1" };
    expect(await list("mdtrt_cert_type", lower)).toHaveLength(3);
    await expect(list("mdtrt_cert_type", { Vali_Flag: "" })).rejects.toThrow("Vali_Flag");
  });

  function row(value: string, label: string, sort: number) {
    const named = { type: "mdtrt_cert_type", label, value, parentValue: "0", sort };
    const rest = { createUser: "platform", createDate: "2021-01-01", version: 1 };
    return { ...named, valiFlag: "1", ...rest };
  }

  test("every dictionary, whole; a field's dictionary has the field's values", async () => {
    const book = dictionaryBook();
    expect(book.size).toBeGreaterThanOrEqual(300);
    for (const [name, entries] of book) {
      const rows = await list(name);
      expect(rows.map(({ value, label }) => [value, label])).toEqual(
        entries.map(({ value, label }) => [value, label]),
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map(({ value }) => value)).size).toBe(rows.length);
      for (const { value, label } of rows) expect([name, value.trim(), label]).not.toContain("");
    }
    for (const { name, values } of transactionTable().dictionaries.values()) {
      expect((await list(name)).map(({ value }) => value)).toEqual([...values.keys()]);
    }
    const large = (await list("bank_type_code")).map(({ label }) => label);
    expect(large).toContain("中国农业银行");
  });

  test("by parent, by day, by flag, whatever the case of the name", async () => {
    const below = await list("anst_mtd_code", { parent_value: "1" });
    expect(below.map(({ value }) => value)).toEqual(["11", "12", "13"]);
    expect(below[0]).toMatchObject({ parentValue: "1", label: "吸入麻醉" });
    const [first] = await list("ANST_MTD_CODE", { parent_value: "anst_mtd_code" });
    expect(first).toMatchObject({ type: "anst_mtd_code", value: "1", parentValue: "0" });
    expect(await list("insutype", { parent_value: "310" })).toEqual([]);
    expect(await list("insutype", { date: "2020-12-31" })).toEqual([]);
    expect(await list("insutype", { Vali_Flag: "0" })).toEqual([]);
    await expect(list("insutype", { Vali_Flag: "2" })).rejects.toThrow("不在字典 vali_flag 中");
    expect(platform.refusals.splice(0)).toEqual(["GATEWAY-NOT-IN-DICTIONARY"]);
  });

  test("an unknown name is told with those that are near", async () => {
    await expect(list("med_typ")).rejects.toThrow(
      /^data\.type（字典类型）：没有字典 med_typ。请核对字典类型，相近的有 med_type、/,
    );
    expect(platform.refusals.splice(0)).toEqual(["GATEWAY-DICTIONARY-UNKNOWN"]);
    expect(nearNames(dictionaryBook(), "fund_pay_tpye")[0]).toBe("fund_pay_type");
    expect(nearNames(dictionaryBook(), "x".repeat(10_000))).toHaveLength(3);
  });
});
