import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type Changes,
  keyOf,
  message,
  openVisit,
  outpatientBill,
  type Sold,
} from "../../../test/support/hospital-day.ts";
import { openSmallPlatform, type SmallPlatform } from "../../../test/support/small-platform.ts";
import { LEVEL2, LEVEL3, ownCode, PEOPLE } from "../../../test/support/small-region.ts";
import { mappingMessages } from "../fixtures/valid-messages/mapping.ts";
import { refusalProblems } from "./fixtures/refusal.ts";

// Goal: an own code means what was uploaded, from the message on; withdrawn, it means nothing from
// that day on, and bills before it stay as they are.

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await openSmallPlatform();
});
afterAll(async () => {
  await platform.coherent();
  await platform.close();
});
afterEach(() => {
  platform.now = new Date("2023-06-15T02:00:00Z");
});

const [ROW] = mappingMessages["3301"].data;
const [GONE] = mappingMessages["3302"].data;

const upload = (changes: Changes = {}, institution = LEVEL3) =>
  platform.hospital(institution).call("3301", { data: [{ ...ROW, ...changes }] } as never);
const withdraw = (changes: Changes = {}, institution = LEVEL3) =>
  platform.hospital(institution).call("3302", { data: [{ ...GONE, ...changes }] } as never);

const sold = (own: string, item: string): readonly Sold[] => [
  [item, 30, 1, { medins_list_codg: own }],
];

async function refused(code: string, asking: () => Promise<unknown>): Promise<void> {
  const before = await platform.rowCounts();
  await expect(asking()).rejects.toThrow();
  expect(platform.refusals.at(-1)).toBe(code);
  expect(refusalProblems(platform.answers.at(-1) as string)).toEqual([]);
  expect(await platform.rowCounts()).toEqual(before);
}

describe("3301, 3302", () => {
  test("a line is refused before, taken after, and refused from the withdrawal on", async () => {
    const hospital = platform.hospital(LEVEL3);
    const lines = sold("NEW-SRX0008", "SRX0008");
    await expect(openVisit(hospital, PEOPLE.worker, lines)).rejects.toThrow();
    expect(platform.refusals.at(-1)).toBe("SETTLEMENT-LINE-UNMAPPED");
    await upload();
    // At once: the next message of the institution may follow the answer within a millisecond.
    const visit = await openVisit(hospital, PEOPLE.worker, lines);
    const settled = await hospital.call("2207", outpatientBill(visit));
    await refused("PROVIDERS-MAPPING-OVERLAPS", () => upload());
    await withdraw();
    await expect(openVisit(hospital, PEOPLE.worker, lines)).rejects.toThrow("NEW-SRX0008");
    expect(platform.refusals.at(-1)).toBe("SETTLEMENT-LINE-UNMAPPED");
    const asked = await hospital.call("5203", keyOf(settled));
    expect(asked.setlinfo.medfee_sumamt).toBe(30);
    const detail = await hospital.call("5204", keyOf(settled));
    expect(detail).toMatchObject([{ medins_list_codg: "NEW-SRX0008", med_list_codg: "SRX0008" }]);
    await refused("PROVIDERS-MAPPING-UNKNOWN", () => withdraw());
    await upload({ begndate: "2023-06-15" });
    await openVisit(hospital, PEOPLE.retiree, lines);
  });

  test("an imported mapping ends on the day it is withdrawn; one of today is undone", async () => {
    const own = ownCode("SRX0001");
    const hospital = platform.hospital(LEVEL2);
    const keys = { fixmedins_code: LEVEL2, fixmedins_hilist_id: own, med_list_codg: "SRX0001" };
    await withdraw({ ...keys, list_type: "101" }, LEVEL2);
    await expect(openVisit(hospital, PEOPLE.worker, [["SRX0001", 30, 1]])).rejects.toThrow();
    const { rows } = await platform.store.query(
      `select valid_to from providers.catalogue_mapping
        where institution_code = $1 and own_code = $2`,
      [LEVEL2, own],
    );
    expect(rows).toEqual([{ valid_to: "2023-06-15" }]);
    await openVisit(platform.hospital(LEVEL3), PEOPLE.worker, [["SRX0001", 30, 1]]);
    const today = { ...ROW, fixmedins_hilist_id: own, begndate: "2023-06-15" };
    await upload({ ...today, med_list_codg: "SRX0002", list_type: "101" }, LEVEL2);
    await openVisit(hospital, PEOPLE.worker, sold(own, "SRX0002"));
    await withdraw({ ...keys, med_list_codg: "SRX0002" }, LEVEL2);
    await upload({ ...today, med_list_codg: "SRX0001", list_type: "101" }, LEVEL2);
    await openVisit(hospital, PEOPLE.worker, [["SRX0001", 30, 1]]);
    const acts = await platform.store.query(
      `select act, item_code from providers.mapping_act where own_code = $1 order by act_no`,
      [own],
    );
    expect(acts.rows).toEqual([
      { act: "withdraw", item_code: "SRX0001" },
      { act: "upload", item_code: "SRX0002" },
      { act: "withdraw", item_code: "SRX0002" },
      { act: "upload", item_code: "SRX0001" },
    ]);
  });

  test("refusals, of one row for all of them", async () => {
    const other = { fixmedins_hilist_id: "NEW-2" };
    await refused("PROVIDERS-MAPPING-ITEM-UNKNOWN", () =>
      upload({ ...other, med_list_codg: "SRX9999" }),
    );
    await refused("PROVIDERS-MAPPING-LIST-TYPE", () => upload({ ...other, list_type: "201" }));
    await refused("PROVIDERS-MAPPING-PERIOD", () =>
      upload({ ...other, begndate: "2023-06-20", enddate: "2023-06-19" }),
    );
    await refused("GATEWAY-OTHER-INSTITUTION", () => withdraw({}, LEVEL2));
    const rows = [
      { ...ROW, ...other },
      { ...ROW, ...other },
    ];
    await refused("PROVIDERS-MAPPING-OVERLAPS", () =>
      platform.hospital(LEVEL3).call("3301", { data: rows } as never),
    );
    await expect(platform.hospital(LEVEL3).call("3301", { data: rows } as never)).rejects.toThrow(
      "第 2 行",
    );
  });

  test("one object is one row; a repeat is answered alike, other content refused", async () => {
    const row = { ...ROW, fixmedins_hilist_id: "NEW-3" };
    const gone = { ...GONE, fixmedins_hilist_id: "NEW-3" };
    for (const body of [message("3301", { data: row }), message("3302", { data: gone })]) {
      const first = await platform.send(body);
      expect(JSON.parse(first)).toMatchObject({ infcode: "0" });
      const counts = await platform.rowCounts();
      expect(await platform.send(body)).toBe(first);
      expect(await platform.rowCounts()).toEqual(counts);
      const data = { ...row, ...gone, fixmedins_hilist_id: "NEW-4" };
      expect(await platform.send({ ...body, input: { data } })).toContain("内容不同");
    }
  });
});
