import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL3 } from "../../../test/support/small-region.ts";
import {
  attributeColumns,
  importCatalogue,
  LIST_COLUMNS,
  LISTS,
  type ListDefinition,
  type ListName,
} from "../../catalogue/index.ts";
import type { HospitalClient } from "../client/hospital-client.ts";
import { rowsOfZip } from "../files/row-file.ts";
import { catalogueDownloads } from "../fixtures/valid-messages/catalogue.ts";
import { codeOnList, loadEveryList } from "../fixtures/valid-messages/catalogue-rows.ts";

// Goal: what is in the catalogue is what a hospital holds after a download, by every transaction,
// and after the next one too. Method: each list gets rows that fill every column an import may
// fill; the file is asked for, fetched with 9102 and read back.

type Download = keyof typeof catalogueDownloads;
const DOWNLOADS = Object.entries(catalogueDownloads) as [Download, { list: ListName }][];

let platform: SmallPlatform;
let hospital: HospitalClient;

beforeAll(async () => {
  platform = await openSmallPlatform();
  hospital = platform.hospital(LEVEL3);
  await loadEveryList(platform.store);
});
afterAll(() => platform?.close());

async function load(kind: Parameters<typeof importCatalogue>[1], csv: string): Promise<void> {
  const result = await importCatalogue(platform.store, kind, csv, { onlyIfClean: true });
  expect(result.refused).toEqual([]);
}

async function downloaded(infno: Download, ver: string) {
  const ticket = await hospital.call(infno, { data: { ver } });
  const { file_qury_no, filename } = ticket;
  const output = JSON.parse(platform.answers.at(-1) ?? "").output;
  const bytes = await hospital.download({ file_qury_no, filename, fixmedins_code: "plc" });
  return { ticket, output, rows: await rowsOfZip(bytes) };
}

function column(list: ListName, name: string): number {
  return (LIST_COLUMNS[list] as readonly string[]).indexOf(name);
}

describe("every list", () => {
  for (const [infno, { list }] of DOWNLOADS) {
    test(`${infno} ${list}`, async () => {
      const definition = LISTS.find((one) => one.list === list) as ListDefinition;
      const { ticket, rows, output } = await downloaded(infno, "v0000");
      expect(ticket.filename).toMatch(new RegExp(`^${infno.slice(0, 4)}_v\\d{8}\\.zip$`));
      const until = { dld_end_time: "2023-06-22", dld_endtime: "2023-06-22" };
      expect(output).toMatchObject(until);
      expect(ticket.data_cnt).toBe(rows.length);
      const code = column(list, definition.code);
      const row = rows.find((one) => one[code] === codeOnList(definition)) as string[];
      expect(row).toHaveLength(LIST_COLUMNS[list].length);
      for (const name of attributeColumns(definition)) {
        expect(row[column(list, name)]).toBe(name === "有效标志" ? "1" : name);
      }
      const version = row[column(list, "版本号")] as string;
      await expect(hospital.call(infno, { data: { ver: version } })).rejects.toThrow(
        `data.ver（版本号）：${definition.title}目录没有比 ${version} 更新的数据，本地已是最新版本`,
      );
      expect(platform.refusals.splice(0)).toEqual(["CATALOGUE-NOTHING-NEWER"]);
    });
  }
});

describe("1301", () => {
  const at = (name: string) => column("western-drugs", name);

  test("items that are charged are in it, with class and flags", async () => {
    const { rows } = await downloaded("1301", "v0000");
    expect(rows.map((row) => row[at("医疗目录编码")])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((number) => `SRX000${number}`),
    );
    const limited = rows[4] as string[];
    expect(limited[at("药品通用名")]).toBe("演示限制用药");
    expect(limited[at("国家医保药品目录甲乙类标识")]).toBe("B");
    expect(limited[at("限制使用标志")]).toBe("1");
    expect(limited[at("开始日期")]).toBe("2022-01-01");
    expect(limited[at("结束日期")]).toBe("");
    expect(limited[at("唯一记录号")]).toBe("SRX0005-20220101");
  });

  test("after a change only what changed comes, and the end of what it replaced", async () => {
    const before = await downloaded("1301", "0");
    const version =
      before.rows
        .map((row) => row[at("版本号")] as string)
        .toSorted()
        .at(-1) ?? "";
    const head = "item_code,valid_from,class,limited_use,negotiated";
    await load("item-classes", `${head}\nSRX0003,2023-09-01,A,1,1\n`);
    const after = await downloaded("1301", version);
    expect(after.rows.map((row) => row[at("医疗目录编码")])).toEqual(["SRX0003"]);
    expect(after.rows[0]?.[at("医保谈判药品标志")]).toBe("1");
    await load(
      "items",
      "item_code,valid_from,name,list_type,charge_type\nSRX0003,2023-10-01,改名,101,09\n",
    );
    const renamed = await downloaded("1301", after.rows[0]?.[at("版本号")] as string);
    expect(renamed.rows.map((row) => [row[at("药品通用名")], row[at("结束日期")]])).toEqual([
      ["演示乙类片剂", "2023-09-30"],
      ["改名", ""],
    ]);
  });

  test("a file is made once a day, and anew when the list has changed", async () => {
    const { ticket } = await downloaded("1301", "v0000");
    expect((await downloaded("1301", "0")).ticket).toEqual(ticket);
    const both = await Promise.all([downloaded("1302", "v0"), downloaded("1302", "v0")]);
    expect(both[0].ticket).toEqual(both[1].ticket);
    const today = platform.now;
    platform.now = new Date("2023-06-16T02:00:00Z");
    const tomorrow = await downloaded("1301", "v0000");
    platform.now = today;
    expect(tomorrow.ticket.file_qury_no).not.toBe(ticket.file_qury_no);
    await load("western-drugs", "code,valid_from,备注\nSRX0002,2022-01-01,新的备注\n");
    const changed = await downloaded("1301", "v0000");
    expect(changed.ticket.file_qury_no).not.toBe(ticket.file_qury_no);
  });

  test("a version of another platform, or one to come, is refused", async () => {
    for (const ver of ["F001_20260101000000_A", "v99999999", "latest"]) {
      await expect(hospital.call("1301", { data: { ver } })).rejects.toThrow(
        /^data\.ver（版本号）：收到“.*”，目录没有这个版本。首次下载填 v0000/,
      );
    }
    await expect(hospital.call("1301", { data: { ver: "" } })).rejects.toThrow("必填项为空");
    expect(new Set(platform.refusals.splice(0))).toEqual(new Set(["CATALOGUE-VERSION-UNKNOWN"]));
  });
});

test("an import of a list refuses what is not registered", async () => {
  const codes = async (kind: ListName, csv: string) => {
    const { refused } = await importCatalogue(platform.store, kind, csv);
    return refused.map(({ code }) => code);
  };
  expect(await codes("western-drugs", "code,valid_from\nSRS0001,2022-01-01")).toEqual([
    "CATALOGUE-ITEM-UNKNOWN",
  ]);
  expect(await codes("disease-details", "code,valid_from\nX1,2022-01-01")).toEqual([
    "CATALOGUE-TERM-UNKNOWN",
  ]);
});
