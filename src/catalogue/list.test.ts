import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { CivilDate } from "../kernel/index.ts";
import { migrate, type Store } from "../store/index.ts";
import {
  importCatalogue,
  LIST_COLUMNS,
  LISTS,
  type ListRow,
  listCells,
  listOf,
  listSpan,
  readListRows,
  versionOf,
  versionText,
} from "./index.ts";

// Goal: every list is well made, rows and versions are as the files of old, and a database from
// before there were lists gives them too.

describe("definitions", () => {
  test("the columns that a list names are its own, and none is there twice", () => {
    for (const { list, code, names, facts, id } of LISTS) {
      const columns: readonly string[] = LIST_COLUMNS[list];
      expect(new Set(columns).size).toBe(columns.length);
      const named = [code, ...names, ...Object.keys(facts), ...(id === undefined ? [] : [id])];
      expect(named.filter((column) => !columns.includes(column))).toEqual([]);
      expect(columns).toContain("版本号");
      expect(columns.filter((column) => column.endsWith("唯一记录号"))).toHaveLength(1);
    }
  });

  test("a row says what was imported, else what is usual, else nothing", () => {
    const row: ListRow = {
      code: "YS1",
      name: "演示病",
      valid_from: "2023-01-01" as CivilDate,
      valid_to: "2024-01-01" as CivilDate,
      facts: {},
      attributes: { 备注: "演示" },
      version_no: 12,
      updated_at: "2023-01-02 03:04:05",
    };
    const cells = listCells(listOf("tcm-diseases"));
    expect(cells(row)).toEqual([
      ...["YS1-20230101", null, null, null, null, "YS1", "演示病", "演示", "1", "YS1-20230101"],
      ...["2023-01-02 03:04:05", "2023-01-02 03:04:05", "v00000012", null],
    ]);
    const ended = { ...row, attributes: { 有效标志: "0", 版本名称: "演示版" } };
    expect(cells(ended).slice(7, 9)).toEqual([null, "0"]);
    expect(cells(ended).at(-1)).toBe("演示版");
  });

  test("versions as texts", () => {
    expect(versionText(7)).toBe("v00000007");
    expect(["v0000", "0", "V12", "v00000012"].map(versionOf)).toEqual([0, 0, 12, 12]);
    expect(["", "F001", "v-1", "1.0", "v123456789"].map(versionOf)).toEqual(Array(5).fill(null));
  });
});

describe("a database of before", () => {
  let database: FreshDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await freshDatabase({ template: "empty" });
    store = database.store;
  });
  afterAll(() => database?.drop());

  async function codesAfter(version: string): Promise<readonly string[]> {
    const definition = listOf("western-drugs");
    const span = await listSpan(store, definition, version);
    const codes: string[] = [];
    await readListRows(store, definition, span, async (portions) => {
      for await (const rows of portions) codes.push(...rows.map(({ code }) => code));
    });
    return codes;
  }

  test("what it held is the first version, and the next import makes the second", async () => {
    const isBefore = ({ room, number }: { room: string; number: number }): boolean =>
      room !== "catalogue" || number === 1;
    await migrate(store, { filter: isBefore });
    await store.query(
      `insert into catalogue.item (item_code, valid_from, name, list_type, charge_type)
       values ('OLD1', '2022-01-01', '演示旧药', '101', '09')`,
    );
    await store.query(
      `insert into catalogue.item_class (item_code, valid_from, class, limited_use, paid_alone,
         basic_drug, negotiated) values ('OLD1', '2022-01-01', 'A', false, false, false, false)`,
    );
    await migrate(store);
    expect(await codesAfter("v0000")).toEqual(["OLD1"]);
    const head = "item_code,valid_from,name,list_type,charge_type";
    await importCatalogue(store, "items", `${head}\nNEW1,2023-01-01,演示新药,101,09\n`);
    expect(await codesAfter("v00000001")).toEqual(["NEW1"]);
    expect(await codesAfter("v0000")).toEqual(["NEW1", "OLD1"]);
    await importCatalogue(store, "items", `${head}\nNEW1,2023-01-01,演示新药,101,09\n`);
    await expect(codesAfter("v00000002")).rejects.toMatchObject({
      code: "CATALOGUE-NOTHING-NEWER",
    });
  });
});
