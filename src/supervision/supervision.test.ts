import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import type { CivilDate, Fen } from "../kernel/index.ts";
import type { Store } from "../store/index.ts";
import {
  type AuditFinding,
  type AuditMessage,
  createItemLimitsCache,
  importSupervision,
  queryAuditResults,
  resultIdOf,
  writeAuditResults,
  writeFeedback,
} from "./index.ts";

// Goal: limits come in by CSV with their sources and take effect by day; what audits find and what
// doctors answer is kept and found again.

let database: FreshDatabase;
let store: Store;

beforeAll(async () => {
  database = await freshDatabase();
  store = database.store;
});
afterAll(() => database?.drop());

const HEADER = "item_code,kind,valid_from,valid_to,value,document,clause,basis,confidence";

describe("limits of items", () => {
  test("are in force from day to day, with the source of each", async () => {
    const cache = await createItemLimitsCache(store);
    const result = await importSupervision(
      store,
      "item-limits",
      [
        HEADER,
        "DRX1,age-under,2023-01-01,,14,演示〔2023〕9号,第三条,official,high",
        "DRX1,age-under,2024-01-01,,12,演示〔2023〕20号,,,",
        "DRX1,diagnosis,2023-01-01,,I10;I11,演示说明书,,recalled,",
        "DRX1,daily-quantity,2023-01-01,,1.5,演示说明书,,,",
      ].join("\n"),
    );
    expect(result).toMatchObject({ accepted: 4, refused: [] });
    await cache.reload();
    const on = (day: string) => cache.value.limitsOn("DRX1", day as CivilDate);
    expect(on("2023-12-31")["age-under"]).toMatchObject({
      value: { count: 14, unit: "years" },
      document: "演示〔2023〕9号",
      clause: "第三条",
      basis: "official",
      confidence: "high",
    });
    expect(on("2024-01-01")["age-under"]).toMatchObject({
      value: { count: 12, unit: "years" },
      basis: "placeholder",
      confidence: "low",
    });
    expect(on("2023-06-01").diagnosis?.value).toEqual(["I10", "I11"]);
    expect(on("2023-06-01")["daily-quantity"]?.value).toBe(15_000);
    expect(on("2022-12-31")).toEqual({});
    expect(cache.value.limitsOn("DRX9", "2023-06-01" as CivilDate)).toEqual({});
    cache.close();
  });

  test.each([
    ["sex", "男"],
    ["age-from", "十八"],
    ["age-under", "28天"],
    ["level", "pharmacy"],
    ["care", "住院"],
    ["daily-quantity", "0"],
    ["visit-quantity", "1.23456"],
    ["days", "0"],
    ["duplicate-group", "组".repeat(51)],
    ["diagnosis", "I10;;E11"],
  ])("of kind %s do not hold “%s”", async (kind, value) => {
    const row = `DRX2,${kind},2023-01-01,,${value},演示,,,`;
    const { refused } = await importSupervision(store, "item-limits", `${HEADER}\n${row}\n`);
    expect(refused.map(({ column, code }) => [column, code])).toEqual([
      ["value", "STORE-CSV-FORM"],
    ]);
  });

  test("need a kind of the list and a document", async () => {
    const rows = "DRX2,colour,2023-01-01,,1,演示,,,\nDRX2,sex,2023-01-01,,1,,,,";
    const { refused } = await importSupervision(store, "item-limits", `${HEADER}\n${rows}\n`);
    expect(refused.map(({ code }) => code)).toEqual([
      "STORE-CSV-VALUE-NOT-ALLOWED",
      "STORE-CSV-VALUE-MISSING",
    ]);
  });
});

function finding(changes: Partial<AuditFinding> = {}): AuditFinding {
  return {
    rule: "ITEM-SEX",
    rule_title: "限性别使用",
    visit_id: "V1",
    outcome: "violation",
    amount_fen: 2_000 as Fen,
    content: "演示内容",
    evidence: "演示依据",
    lines: [{ visit_id: "V1", order_id: "O1", role: "offending", amount_fen: 2_000 as Fen }],
    ...changes,
  };
}

const message = (message_id: string, at = "2023-06-15T02:00:00Z"): AuditMessage => ({
  institution_code: "H43040000001",
  message_id,
  operator: "001",
  at: new Date(at),
});

const FIRST_PAGE = { page_num: 1, page_size: 10 };

describe("findings", () => {
  test("are kept in order under the person, and found by what the office asks", async () => {
    const findings = [finding(), finding({ rule: "ITEM-AGE", outcome: "clue", amount_fen: null })];
    const ids = await store.transaction((transaction) =>
      writeAuditResults(transaction, message("M1"), "P-1", "pre-event", findings),
    );
    expect(ids.map((id) => resultIdOf(id)?.person_no)).toEqual(["P-1", "P-1"]);
    const all = await queryAuditResults(store, { person_no: "P-1" }, FIRST_PAGE);
    expect(all.map(({ id, rule }) => [id, rule])).toEqual([
      [ids[0], "ITEM-SEX"],
      [ids[1], "ITEM-AGE"],
    ]);
    const { rule_title: _, ...kept } = finding();
    expect(all[0]).toMatchObject({ ...kept, feedback: null });
    const asked = async (filter: object) =>
      (await queryAuditResults(store, { person_no: "P-1", ...filter }, FIRST_PAGE)).length;
    expect(await asked({ outcome: "clue" })).toBe(1);
    expect(await asked({ stage: "in-event" })).toBe(0);
    expect(await asked({ institution_code: "H43040000002" })).toBe(0);
    expect(await asked({ from: "2023-06-15", to: "2023-06-15" })).toBe(2);
    expect(await asked({ to: "2023-06-14" })).toBe(0);
    const second = { page_num: 2, page_size: 1 };
    const page = await queryAuditResults(store, { person_no: "P-1" }, second);
    expect(page.map(({ rule }) => rule)).toEqual(["ITEM-AGE"]);
    await expect(queryAuditResults(store, {}, { page_num: 0, page_size: 1 })).rejects.toThrow();
  });

  test("carry the latest that was done about them", async () => {
    const [id = ""] = await store.transaction((transaction) =>
      writeAuditResults(transaction, message("M2"), "P2", "in-event", [finding()]),
    );
    const result = resultIdOf(id) ?? expect.fail(id);
    const answer = (way: "kept" | "revised", reason: string, at: string) =>
      store.transaction((transaction) =>
        writeFeedback(transaction, message("M3", at), "in-event", [
          { result, way, reason, where: "warns" },
        ]),
      );
    await answer("kept", "病情需要", "2023-06-15T03:00:00Z");
    await answer("revised", "", "2023-06-15T04:00:00Z");
    const [record] = await queryAuditResults(store, { person_no: "P2" }, FIRST_PAGE);
    expect(record?.feedback).toEqual({ way: "revised", reason: "" });
    const { rows } = await store.query(
      "select way from supervision.audit_feedback where person_no = 'P2' order by feedback_no",
    );
    expect(rows).toEqual([{ way: "kept" }, { way: "revised" }]);
  });
});

test("an identifier is the person's number and the result's", () => {
  expect(resultIdOf("P-1-25")).toEqual({ person_no: "P-1", result_no: 25 });
  for (const text of ["25", "P1-", "-25", "P1-x", ""]) expect(resultIdOf(text)).toBeNull();
});
