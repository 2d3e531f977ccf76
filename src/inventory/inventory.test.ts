import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { type CivilDate, YibaoError } from "../kernel/index.ts";
import type { Runner, Store } from "../store/index.ts";
import {
  deleteRecords,
  directionOf,
  issueVirtualTrace,
  queryStockRecords,
  queryTraceCodes,
  type RowOutcome,
  type StockMessage,
  type StockRow,
  stockOf,
  uploadRows,
} from "./index.ts";

// Goal: stock is the sum of what was uploaded, a trace code is out at most once, and what could
// never be right is refused row by row. Method: a real database; times come in as arguments.

let database: FreshDatabase;
let store: Store;

beforeAll(async () => {
  database = await freshDatabase();
  store = database.store;
});
afterAll(() => database?.drop());

const NOW = new Date("2023-06-15T02:00:00Z");

let serial = 0;
/** An institution of its own for each test. */
function institution(): string {
  serial += 1;
  return `H4304009${String(serial).padStart(4, "0")}`;
}

function message(institution_code: string): StockMessage {
  return { institution_code, message_id: "M", operator: "001", at: NOW };
}

function row(changes: Partial<StockRow> = {}): StockRow {
  return {
    kind: "sale",
    change_type: null,
    item_code: "DRX1",
    own_code: "OWN1",
    own_name: "演示药",
    stock_batch_no: "B1",
    happened_at: "2023-06-15 09:00:00",
    quantity_ten_thousandths: 1_0000,
    mapped_item: "DRX1",
    made_on: "2023-01-01" as CivilDate,
    expires_on: "2025-01-01" as CivilDate,
    trace_codes: [],
    split: false,
    returns_record: null,
    visit_no: "V1",
    person_no: null,
    settlement_id: null,
    insured: false,
    details: {},
    ...changes,
  };
}

function upload(code: string, ...rows: StockRow[]): Promise<readonly RowOutcome[]> {
  return store.transaction((transaction) => uploadRows(transaction, message(code), rows));
}

/** Record numbers, or error codes. */
async function outcomes(code: string, ...rows: StockRow[]): Promise<(number | string)[]> {
  const done = await upload(code, ...rows);
  return done.map((one) => (one instanceof YibaoError ? one.code : one.record_no));
}

async function refused(code: string, ...rows: StockRow[]): Promise<string[]> {
  return (await outcomes(code, ...rows)).filter((one) => typeof one === "string");
}

async function stock(code: string): Promise<unknown[]> {
  return (await stockOf(store, code, null)).map((one) => one.stock_ten_thousandths);
}

test("stock is the sum of movements; stocktakes and 108/109 move nothing", async () => {
  const code = institution();
  await upload(code, row({ kind: "purchase", quantity_ten_thousandths: 10_5000 }));
  await upload(code, row({ quantity_ten_thousandths: 3_0000 }));
  await upload(code, row({ kind: "sale-return", quantity_ten_thousandths: 5000 }));
  await upload(code, row({ kind: "purchase-return" }));
  for (const [type, direction] of [
    ["101", 1],
    ["102", -1],
    ["103", 1],
    ["104", -1],
    ["105", -1],
    ["106", 1],
    ["107", -1],
    ["108", 0],
    ["109", 0],
    ["110", 1],
    ["111", -1],
  ] as const) {
    expect(directionOf("change", type)).toBe(direction);
    await upload(code, row({ kind: "change", change_type: type }));
  }
  await upload(code, row({ kind: "stocktake", quantity_ten_thousandths: 6_0000 }));
  expect(await stockOf(store, code, "OWN1")).toEqual([
    {
      own_code: "OWN1",
      stock_batch_no: "B1",
      stock_ten_thousandths: 6_0000,
      counted_ten_thousandths: 6_0000,
      counted_on: "2023-06-15",
      expected_ten_thousandths: 6_0000,
    },
  ]);
  expect(await stockOf(store, institution(), null)).toEqual([]);
});

test("sales before purchases are kept, and the stock says that it is below 0", async () => {
  const code = institution();
  await upload(code, row({ quantity_ten_thousandths: 2_0000 }));
  expect(await stock(code)).toEqual([-2_0000]);
});

test.each([
  [{ own_code: "" }, "INVENTORY-VALUE-MISSING"],
  [{ quantity_ten_thousandths: 0 }, "INVENTORY-QUANTITY"],
  [{ kind: "stocktake", quantity_ten_thousandths: -1 }, "INVENTORY-QUANTITY"],
  [{ kind: "change", change_type: "112" }, "INVENTORY-CHANGE-TYPE"],
  [{ stock_batch_no: "B".repeat(201) }, "INVENTORY-VALUE-TOO-LONG"],
  [{ trace_codes: ["T".repeat(201)] }, "INVENTORY-VALUE-TOO-LONG"],
  [{ happened_at: "0000-01-01 00:00:00" }, "INVENTORY-TIME-EARLY"],
  [{ happened_at: "2023-06-16 00:00:00" }, "INVENTORY-TIME-FUTURE"],
  [{ expires_on: "2022-12-31" as CivilDate }, "INVENTORY-EXPIRY"],
  [{ mapped_item: null }, "INVENTORY-ITEM-UNMAPPED"],
  [{ mapped_item: "DRX2" }, "INVENTORY-MAPPING-DIFFERS"],
  [{ insured: true }, "INVENTORY-SETTLEMENT-MISSING"],
  [{ trace_codes: ["T", "T"] }, "INVENTORY-TRACE-TWICE"],
  [{ kind: "purchase-return" }, "INVENTORY-PURCHASE-UNKNOWN"],
  [{ kind: "sale-return" }, "INVENTORY-SALE-UNKNOWN"],
] as const)("a row with %o is refused: %s", async (changes, expected) => {
  const code = institution();
  expect(await refused(code, row(changes as Partial<StockRow>))).toEqual([expected]);
  expect(await stock(code)).toEqual([]);
});

test("an item without a national code needs no mapping, and 0 may be counted", async () => {
  const nothing = { kind: "stocktake", quantity_ten_thousandths: 0 } as const;
  const rows = [row({ item_code: "NMLC999", mapped_item: null })];
  expect(await refused(institution(), ...rows)).toEqual([]);
  expect(await refused(institution(), row(nothing))).toEqual([]);
});

test("of a batch the right rows are kept and the wrong ones told", async () => {
  const code = institution();
  const purchases = [
    row({ kind: "purchase", stock_batch_no: "B1" }),
    row({ kind: "purchase", stock_batch_no: "B2", mapped_item: null }),
    row({ kind: "purchase", stock_batch_no: "B3" }),
  ];
  const [first, second, third] = await outcomes(code, ...purchases);
  expect([typeof first, second, typeof third]).toEqual([
    "number",
    "INVENTORY-ITEM-UNMAPPED",
    "number",
  ]);
  expect(await stock(code)).toEqual([1_0000, 1_0000]);
});

describe("a return", () => {
  test("takes back at most what is left, of the record it names or of the oldest", async () => {
    const code = institution();
    const purchase = row({ kind: "purchase", quantity_ten_thousandths: 5_0000 });
    const [one, two] = await outcomes(code, purchase, purchase);
    const back = (quantity: number, record: number | string | null | undefined) =>
      row({
        kind: "purchase-return",
        quantity_ten_thousandths: quantity,
        returns_record: record === null ? null : String(record),
      });
    expect(await refused(code, back(4_0000, one), back(1_0001, one))).toEqual([
      "INVENTORY-RETURN-TOO-MUCH",
    ]);
    // The first has 1 left: what fits only the second is taken from the second.
    expect(await refused(code, back(2_0000, null))).toEqual([]);
    expect(await refused(code, back(3_0001, two))).toEqual(["INVENTORY-RETURN-TOO-MUCH"]);
    expect(await refused(code, back(3_0000, two))).toEqual([]);
    expect(await refused(code, back(1_0000, 999_999))).toEqual(["INVENTORY-PURCHASE-UNKNOWN"]);
    expect(await stock(code)).toEqual([1_0000]);
  });

  test("two at once do not take back the same sale", async () => {
    const code = institution();
    await upload(code, row());
    const back = row({ kind: "sale-return" });
    const both = await Promise.all([outcomes(code, back), outcomes(code, back)]);
    expect(both.flat().filter((one) => one === "INVENTORY-RETURN-TOO-MUCH")).toHaveLength(1);
    expect(await stock(code)).toEqual([0]);
  });

  test("of a sale is of that visit, or names the sale", async () => {
    const code = institution();
    const [sale] = await outcomes(code, row());
    const other = row({ kind: "sale-return", visit_no: "V2" });
    expect(await refused(code, other)).toEqual(["INVENTORY-SALE-UNKNOWN"]);
    expect(await refused(code, { ...other, returns_record: String(sale) })).toEqual([]);
  });
});

describe("a trace code", () => {
  const sale = (trace_codes: string[], changes: Partial<StockRow> = {}) =>
    row({ trace_codes, quantity_ten_thousandths: trace_codes.length * 1_0000, ...changes });
  const back = (trace_codes: string[], changes: Partial<StockRow> = {}) =>
    row({ kind: "sale-return", trace_codes, ...changes });

  test("is sold once until it comes back, anywhere", async () => {
    const [one, two] = [institution(), institution()];
    expect(await refused(one, sale(["T1", "T2"]))).toEqual([]);
    expect(await refused(one, sale(["T1"]))).toEqual(["INVENTORY-TRACE-SOLD"]);
    expect(await refused(two, sale(["T3"]), sale(["T3"]))).toEqual(["INVENTORY-TRACE-SOLD"]);
    expect(await refused(two, sale(["T2"]))).toEqual(["INVENTORY-TRACE-SOLD"]);
    expect(await refused(one, back(["T3"]))).toEqual(["INVENTORY-TRACE-NOT-SOLD"]);
    expect(await refused(one, back(["T2"]))).toEqual([]);
    expect(await refused(one, back(["T2"]))).toEqual(["INVENTORY-TRACE-NOT-SOLD"]);
    expect(await refused(two, sale(["T2"]))).toEqual([]);
    const traced = await queryTraceCodes(
      store,
      { institution_code: one, kinds: ["sale"] },
      undefined,
    );
    expect(traced.map(({ trace_code }) => trace_code)).toEqual(["T1", "T2"]);
  });

  test("comes back with the whole of the sale, and not with a part that names none", async () => {
    const code = institution();
    await upload(code, sale(["W1", "W2"]));
    expect(await refused(code, back([], { quantity_ten_thousandths: 1_0000 }))).toEqual([]);
    expect(await refused(code, sale(["W1"], { visit_no: "V2" }))).toEqual(["INVENTORY-TRACE-SOLD"]);
    expect(await refused(code, back([], { quantity_ten_thousandths: 1_0000 }))).toEqual([]);
    expect(await refused(code, sale(["W1"]), sale(["W2"]))).toEqual([]);
  });

  test("of an opened pack comes again in parts, and never as a whole", async () => {
    const code = institution();
    const part = sale(["S1"], { split: true, quantity_ten_thousandths: 2500 });
    expect(await refused(code, part, part)).toEqual([]);
    expect(await refused(code, sale(["S1"]))).toEqual(["INVENTORY-TRACE-SOLD"]);
    const backPart = back(["S1"], { quantity_ten_thousandths: 2500 });
    expect(await refused(code, backPart)).toEqual([]);
    expect(await refused(code, sale(["S1"]))).toEqual(["INVENTORY-TRACE-SOLD"]);
    expect(await refused(code, backPart)).toEqual([]);
    expect(await refused(code, sale(["S1"]))).toEqual([]);
    expect(await refused(code, part)).toEqual(["INVENTORY-TRACE-SOLD"]);
  });

  test("sold by two institutions at once is sold by one", async () => {
    for (let round = 0; round < 5; round += 1) {
      const codes = [institution(), institution(), institution()];
      const traces = [`R${round}a`, `R${round}b`];
      const done = await Promise.all(codes.map((code) => refused(code, sale(traces))));
      expect(done.flat()).toEqual(["INVENTORY-TRACE-SOLD", "INVENTORY-TRACE-SOLD"]);
    }
  });

  test("without a print is issued, and never twice", async () => {
    const asked = {
      item_code: "DRX1",
      own_code: "O",
      own_name: "药",
      stock_batch_no: "B",
      memo: "",
    };
    const issue = (transaction: Runner) =>
      issueVirtualTrace(transaction, message("H43040000001"), "430400", asked);
    const codes = await Promise.all([1, 2, 3].map(() => store.transaction(issue)));
    expect(new Set(codes).size).toBe(3);
    for (const code of codes) expect(code).toMatch(/^VT430400\d{12}$/);
  });
});

describe("a deletion", () => {
  const remove = (code: string, stock_batch_no: string, ...kinds: StockRow["kind"][]) =>
    store.transaction((transaction) =>
      deleteRecords(transaction, message(code), [{ stock_batch_no, kinds }]),
    );

  test("takes a batch and kind out of the account, and keeps it to be seen", async () => {
    const code = institution();
    await upload(code, row({ kind: "purchase", quantity_ten_thousandths: 9_0000 }));
    await upload(code, row({ trace_codes: ["D1"] }));
    await upload(code, row({ kind: "sale-return", visit_no: "V1", trace_codes: ["D1"] }));
    await upload(code, row({ trace_codes: ["D1"] }));
    expect(await stock(code)).toEqual([8_0000]);
    expect(await remove(code, "B1", "sale", "sale-return")).toEqual([{ deleted: 3 }]);
    expect(await stock(code)).toEqual([9_0000]);
    const sales = await queryStockRecords(store, { institution_code: code, kinds: ["sale"] });
    expect(sales.map(({ valid }) => valid)).toEqual([false, false]);
    // The code is free again, the sale is not there to be returned.
    const back = row({ kind: "sale-return" });
    expect(await refused(code, back)).toEqual(["INVENTORY-SALE-UNKNOWN"]);
    expect(await refused(institution(), row({ trace_codes: ["D1"] }))).toEqual([]);
  });

  test("of what is not there, or of another institution, is refused", async () => {
    const [one, two] = [institution(), institution()];
    await upload(one, row());
    for (const asked of [
      remove(two, "B1", "sale"),
      remove(one, "B2", "sale"),
      remove(one, "B1", "purchase"),
    ]) {
      expect((await asked)[0]).toMatchObject({ code: "INVENTORY-RECORD-UNKNOWN" });
    }
    await remove(one, "B1", "sale");
    expect((await remove(one, "B1", "sale"))[0]).toMatchObject({
      code: "INVENTORY-RECORD-UNKNOWN",
    });
  });
});

test("a query answers to its institution, by its days, and not without bounds", async () => {
  const code = institution();
  await upload(code, row({ happened_at: "2023-06-01 23:59:59" }), row());
  const asked = async (filter: object) =>
    (await queryStockRecords(store, { institution_code: code, kinds: ["sale"], ...filter })).length;
  expect(await asked({})).toBe(2);
  expect(await asked({ from: "2023-06-01", to: "2023-06-01" })).toBe(1);
  expect(await asked({ from: "2023-06-02", own_code: "OWN1", stock_batch_no: "B1" })).toBe(1);
  expect(await asked({ item_code: "DRX2" })).toBe(0);
  expect(await asked({ institution_code: institution() })).toBe(0);
  await upload(code, ...Array.from({ length: 999 }, () => row({ stock_batch_no: "MANY" })));
  const wide = queryStockRecords(store, { institution_code: code, kinds: ["sale"] });
  await expect(wide).rejects.toMatchObject({ code: "INVENTORY-QUERY-TOO-WIDE" });
});
