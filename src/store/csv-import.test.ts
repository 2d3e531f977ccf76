import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { YibaoError } from "../kernel/index.ts";
import {
  type CsvImportResult,
  type CsvKind,
  type CsvSource,
  importCsvFile,
  parseCsvRow,
} from "./index.ts";

// Goal: whatever a file holds, what is right is written all together, what is wrong is named row
// by row, and what is registered is never rewritten. Method: a dated table (a tariff by place) and
// an undated one (places) of the test's own, through real Postgres.

let database: FreshDatabase;

const PLACES: CsvKind = {
  kind: "places",
  chinese: "地点",
  columns: [
    { name: "place", chinese: "地点", required: true, note: "" },
    { name: "tag", chinese: "标签", required: false, note: "" },
  ],
  parseRow: (cells) => ({ place: cells.text("place", 9), tag: cells.optionalText("tag", 4) }),
  table: {
    name: "tried.place",
    key: ["place"],
    content: ["tag"],
    dated: false,
    unique: [
      { columns: ["tag"], table: "tried.place", owner: "place", code: "PEOPLE-CERTIFICATE-TAKEN" },
    ],
  },
};

const TARIFFS: CsvKind = {
  kind: "tariffs",
  chinese: "价目",
  columns: [
    { name: "place", chinese: "地点", required: true, note: "" },
    { name: "valid_from", chinese: "生效日期", required: true, note: "" },
    { name: "valid_to", chinese: "失效日期", required: false, note: "" },
    { name: "price", chinese: "价格", required: true, note: "" },
    { name: "share", chinese: "比例", required: false, note: "" },
    { name: "open", chinese: "开放", required: false, note: "" },
  ],
  parseRow: (cells) => ({
    place: cells.matching("place", /^[a-z]+$/, "小写字母"),
    ...cells.period(),
    price_fen: cells.amountFen("price"),
    share_ppm: cells.optionalText("share", 9) === "" ? 0 : cells.ratePpm("share"),
    open: cells.flag("open", true),
  }),
  table: {
    name: "tried.tariff",
    key: ["place"],
    content: ["price_fen", "share_ppm", "open"],
    dated: true,
    references: [
      { column: "place", table: "tried.place", target: "place", code: "PEOPLE-PERSON-UNKNOWN" },
    ],
  },
  channel: "tried.tariff",
};

beforeAll(async () => {
  database = await freshDatabase();
  await database.store.query(`create schema tried;
    create table tried.place (place text primary key, tag text, source text, updated_at timestamptz
      default now());
    create table tried.tariff (place text, valid_from date, valid_to date check (valid_to >
      valid_from), price_fen bigint, share_ppm bigint, open boolean, source text,
      updated_at timestamptz default now(), primary key (place, valid_from))`);
});

beforeEach(async () => {
  await database.store.query(`truncate tried.place, tried.tariff;
    insert into tried.place (place, tag) values ('north', 'n'), ('south', 's')`);
});

afterAll(() => database.drop());

const HEADER = "place,valid_from,valid_to,price\n";

function tariffs(lines: string, options = {}): Promise<CsvImportResult> {
  return importCsvFile(database.store, TARIFFS, HEADER + lines, options);
}

async function registered(): Promise<string[]> {
  const { rows } = await database.store.query(
    `select concat_ws(' ', place, valid_from, coalesce(valid_to::text, '-'), price_fen) as line
     from tried.tariff order by place, valid_from`,
  );
  return rows.map(({ line }) => line);
}

async function thrown(kind: CsvKind, source: CsvSource): Promise<YibaoError> {
  const error = await importCsvFile(database.store, kind, source).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(YibaoError);
  return error as YibaoError;
}

function codes(result: CsvImportResult): string[] {
  return result.refused.map(({ row, column, code }) => `${row} ${column} ${code}`);
}

test("good rows are written with their source; the same file again changes nothing", async () => {
  const lines = "north,2023-01-01,,1.50\nsouth,2023-01-01,2024-01-01,2\n";
  const first = await tariffs(lines, { source: "price list" });
  expect(first).toMatchObject({ kind: "tariffs", read: 2, accepted: 2, committed: true });
  const before = await database.store.query("select * from tried.tariff order by place");
  expect(before.rows[0]).toMatchObject({ source: "price list", price_fen: 150, open: true });
  const second = await tariffs(lines);
  expect(second).toMatchObject({ read: 2, accepted: 0, unchanged: 2, refused_rows: 0 });
  const after = await database.store.query("select * from tried.tariff order by place");
  expect(after.rows).toEqual(before.rows);
});

test("Chinese headers, a byte order mark, bytes in pieces, CRLF and quotation marks", async () => {
  const text =
    '\ufeff价格,"地点",生效日期,开放\r\n"1.5",north,2023-01-01,否\r\n\r\n2,south,2023-01-01,\r\n';
  const bytes = new TextEncoder().encode(text);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
  }
  const result = await importCsvFile(database.store, TARIFFS, pieces());
  expect(result).toMatchObject({ read: 2, accepted: 2, refused: [] });
  expect(await registered()).toEqual(["north 2023-01-01 - 150", "south 2023-01-01 - 200"]);
});

test("a later row succeeds an earlier one, in one file or in two", async () => {
  await tariffs("north,2023-01-01,,1\nnorth,2024-01-01,,2\n");
  const two = ["north 2023-01-01 2024-01-01 100", "north 2024-01-01 - 200"];
  expect(await registered()).toEqual(two);
  const again = await tariffs("north,2024-01-01,,2\nnorth,2023-01-01,,1\n");
  expect(again).toMatchObject({ accepted: 0, unchanged: 2 });
  await tariffs("north,2025-01-01,2026-01-01,3\n");
  const three = [two[0], "north 2024-01-01 2025-01-01 200", "north 2025-01-01 2026-01-01 300"];
  expect(await registered()).toEqual(three);
  const first = await tariffs("north,2023-01-01,,1\nnorth,2024-01-01,,2\n");
  expect(first).toMatchObject({ accepted: 0, unchanged: 2, refused_rows: 0 });
});

test("an earlier end and a filled gap are facts; reaching into history is not", async () => {
  await tariffs("north,2023-01-01,,1\nsouth,2024-01-01,,1\n");
  expect(await tariffs("north,2023-01-01,2023-07-01,1\n")).toMatchObject({ accepted: 1 });
  expect(await tariffs("south,2023-01-01,2024-01-01,9\n")).toMatchObject({ accepted: 1 });
  const before = await registered();
  const longer = await tariffs("north,2023-01-01,2025-01-01,1\nsouth,2024-01-01,,7\n");
  expect(codes(longer)).toEqual([
    "2 valid_from STORE-CSV-REWRITES-HISTORY",
    "3 valid_from STORE-CSV-REWRITES-HISTORY",
  ]);
  const before_all = await tariffs("north,2022-01-01,,3\n");
  expect(before_all.refused[0]?.message).toBe(
    "第 2 行“生效日期”：已登记的记录自 2023-01-01 起有效，这一行会改写它。" +
      "请把生效日期写成改变发生的那一天（晚于 2023-01-01），或让失效日期不晚于 2023-01-01",
  );
  expect(await registered()).toEqual(before);
});

test("every cell that is wrong is named, and the good rows are written", async () => {
  const header = "place,valid_from,valid_to,price,share,open\n";
  const result = await importCsvFile(
    database.store,
    TARIFFS,
    `${header}north,2023-02-29,,1.505,0.1,maybe
NORTH,2023-01-01,2023-01-01,x,0.1234567,
,,,,,
,2023-01-01,,1,,
north,2023-01-01,,1
south,2023-01-01,,1,,
south,2023-01-01,,2,,
south,2023-01-01,,1.00,,是
west,2023-01-01,,1,,
`,
  );
  expect(codes(result)).toEqual([
    "2 valid_from DATE-NOT-A-DATE",
    "2 price MONEY-TOO-MANY-DECIMALS",
    "2 open STORE-CSV-VALUE-NOT-ALLOWED",
    "3 place STORE-CSV-FORM",
    "3 valid_to STORE-CSV-PERIOD-EMPTY",
    "3 price MONEY-NOT-AN-AMOUNT",
    "3 share RATE-NOT-A-RATE",
    "5 place STORE-CSV-VALUE-MISSING",
    "6  STORE-CSV-CELL-COUNT",
    "8 place STORE-CSV-KEY-TWICE",
    "10 place PEOPLE-PERSON-UNKNOWN",
  ]);
  expect(result).toMatchObject({ read: 8, accepted: 1, unchanged: 1, refused_rows: 6 });
  for (const { message, row } of result.refused) {
    expect(message).toMatch(new RegExp(`^第 ${row} 行.+。.+`));
    expect(message).not.toContain("？");
  }
  expect(await registered()).toEqual(["south 2023-01-01 - 100"]);
});

test("undated rows: registered otherwise, and a value that another key holds", async () => {
  const rows = `north,x\nsouth,s\nwest,n\neast,e\neast2,e\n${"z".repeat(10)},z\nq\u0007,q\n`;
  const csv = `place,tag\n${rows}`;
  const result = await importCsvFile(database.store, PLACES, csv);
  expect(codes(result)).toEqual([
    "2 place STORE-CSV-REGISTERED-OTHERWISE",
    "4 tag PEOPLE-CERTIFICATE-TAKEN",
    "6 tag PEOPLE-CERTIFICATE-TAKEN",
    "7 place STORE-CSV-VALUE-TOO-LONG",
    "8 place STORE-CSV-CHARACTER",
  ]);
  expect(result).toMatchObject({ accepted: 1, unchanged: 1 });
});

test("only if clean: one refused row and nothing is written", async () => {
  const lines = "north,2023-01-01,,1\nsouth,2023-01-01,,x\n";
  const result = await tariffs(lines, { onlyIfClean: true });
  expect(result).toMatchObject({ read: 2, accepted: 0, refused_rows: 1, committed: false });
  const judged = await tariffs("north,2023-01-01,,1\nwest,2023-01-01,,1\n", { onlyIfClean: true });
  expect(judged).toMatchObject({ accepted: 0, refused_rows: 1, committed: false });
  expect(await registered()).toEqual([]);
});

test("a file that cannot be used is said as a whole, and nothing of it is written", async () => {
  const head = `${HEADER}north,2023-01-01,,1\n`;
  const gbk = async function* (): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(head);
    yield new Uint8Array([0xb1, 0xb1, 0xbe, 0xa9]);
  };
  expect((await thrown(TARIFFS, gbk())).code).toBe("STORE-CSV-NOT-UTF8");
  expect((await thrown(TARIFFS, `${head}"north,2023-01-01,,1\n`)).code).toBe("STORE-CSV-BROKEN");
  expect((await thrown(TARIFFS, `${head}"${"x".repeat(70_000)}`)).code).toBe("STORE-CSV-BROKEN");
  expect((await thrown(TARIFFS, "")).code).toBe("STORE-CSV-NO-HEADER");
  expect((await thrown(TARIFFS, "\n \n")).code).toBe("STORE-CSV-NO-HEADER");
  const unknown = await thrown(TARIFFS, "place,valid_from,prize\n");
  expect(unknown.code).toBe("STORE-CSV-COLUMN-UNKNOWN");
  expect(unknown.message).toContain("“prize”");
  expect((await thrown(TARIFFS, "place,地点\n")).code).toBe("STORE-CSV-COLUMN-TWICE");
  const missing = await thrown(TARIFFS, "place,price\n");
  expect(missing.code).toBe("STORE-CSV-COLUMN-MISSING");
  expect(missing.message).toContain("valid_from（生效日期）");
  expect(await registered()).toEqual([]);
});

test("nothing is half imported: a source that breaks, a statement that fails", async () => {
  async function* breaking(): AsyncGenerator<string> {
    yield HEADER;
    for (let i = 0; i < 3_000; i += 1) yield `north,2023-01-01,,1\n`;
    throw new Error("the disk went away");
  }
  const lost = importCsvFile(database.store, TARIFFS, breaking());
  await expect(lost).rejects.toThrow("the disk went away");
  const failing: CsvKind = {
    ...TARIFFS,
    table: { ...TARIFFS.table, afterInsert: ["select 1 / 0 from csv_staged"] },
  };
  const failed = importCsvFile(database.store, failing, `${HEADER}north,2023-01-01,,1\n`);
  await expect(failed).rejects.toThrow("division by zero");
  expect(await registered()).toEqual([]);
  expect(await tariffs("north,2023-01-01,,1\n")).toMatchObject({ accepted: 1 });
});

test("nothing is half imported: the connection ends while reading, or writing", async () => {
  const { store } = database;
  const end = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and query not like 'listen%' and query ~ 'csv_staged'`;
  async function* interrupted(): AsyncGenerator<string> {
    yield HEADER;
    for (let i = 0; i < 5_000; i += 1) yield `north,2023-01-01,,1\n`;
    await store.query(end);
    yield "north,2023-01-01,,1\n";
  }
  await expect(importCsvFile(store, TARIFFS, interrupted())).rejects.toThrow();
  const slow: CsvKind = {
    ...TARIFFS,
    table: { ...TARIFFS.table, afterInsert: ["select pg_sleep(5), '' as csv_staged"] },
  };
  const writing = importCsvFile(store, slow, `${HEADER}north,2023-01-01,,1\n`);
  const ended = setTimeout(() => void store.query(end), 300);
  await expect(writing).rejects.toThrow();
  clearTimeout(ended);
  expect(await registered()).toEqual([]);
  expect(await tariffs("north,2023-01-01,,1\n")).toMatchObject({ accepted: 1 });
});

test("two imports at once: each judges what the other has written", async () => {
  const file = `${HEADER}north,2023-01-01,,1\nsouth,2023-01-01,,1\n`;
  const results = await Promise.all(
    [1, 2, 3, 4].map(() => importCsvFile(database.store, TARIFFS, file)),
  );
  expect(results.map(({ accepted }) => accepted).sort()).toEqual([0, 0, 0, 2]);
  expect(results.map(({ unchanged }) => unchanged).sort()).toEqual([0, 2, 2, 2]);
});

test("holders of the table are told at the commit, when something was written", async () => {
  let told = 0;
  const stop = await database.store.notifications.listen("tried.tariff", () => {
    told += 1;
  });
  await tariffs("north,2023-01-01,,1\n");
  await expect.poll(() => told).toBe(1);
  await tariffs("north,2023-01-01,,1\n");
  await tariffs("south,2023-01-01,,1\n");
  await expect.poll(() => told).toBe(2);
  stop();
});

test("too many rows are refused as a whole; of many refusals the first ones are kept", async () => {
  const file = HEADER + "!,x,,1\n".repeat(6_000);
  const options = { rows_max: 5_999 };
  const tooMany = importCsvFile(database.store, TARIFFS, file, options);
  await expect(tooMany).rejects.toMatchObject({ code: "STORE-CSV-TOO-MANY-ROWS" });
  const result = await importCsvFile(database.store, TARIFFS, file);
  expect(result).toMatchObject({ read: 6_000, refused_rows: 6_000 });
  expect(result.refused).toHaveLength(10_000);
});

test("a row by itself is a pure function", () => {
  const cells = { place: " north ", valid_from: "2023-01-01", price: "1.5", open: "constructor" };
  expect(parseCsvRow(TARIFFS, { ...cells, open: "0" })).toEqual({
    value: {
      place: "north",
      valid_from: "2023-01-01",
      valid_to: null,
      price_fen: 150,
      share_ppm: 0,
      open: false,
    },
    refusals: [],
  });
  expect(parseCsvRow(TARIFFS, cells).refusals[0]?.code).toBe("STORE-CSV-VALUE-NOT-ALLOWED");
});
