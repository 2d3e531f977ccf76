import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { type CsvKind, importCsvFile } from "./index.ts";

// Goal: no sequence of files, however contradictory, makes two rows of a key hold on one day,
// changes what an earlier file said of the days before its own successor, or is imported twice.
// Method: random files about two keys with ends, gaps and other contents, each imported twice.

const SEED = process.env.YIBAO_SEED ? { seed: Number(process.env.YIBAO_SEED) } : {};

const FACTS: CsvKind = {
  kind: "facts",
  chinese: "事实",
  columns: ["key", "valid_from", "valid_to", "said"].map((name) => ({
    name,
    chinese: `列${name}`,
    required: false,
    note: "",
  })),
  parseRow: (cells) => ({
    key: cells.text("key", 1),
    ...cells.period(),
    said: cells.text("said", 1),
  }),
  table: { name: "random.fact", key: ["key"], content: ["said"], dated: true },
};

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  await database.store.query(`create extension if not exists btree_gist;
    create schema random;
    create table random.fact (key text, valid_from date, valid_to date, said text, source text,
      updated_at timestamptz, primary key (key, valid_from),
      exclude using gist (key with =, daterange(valid_from, valid_to) with &&))`);
});

afterAll(() => database.drop());

interface FactRow {
  key: string;
  valid_from: string;
  valid_to: string | null;
  said: string;
}

const day = (month: number): string => `2023-${String(month).padStart(2, "0")}-01`;

const rowArbitrary = fc
  .record({
    key: fc.constantFrom("a", "b"),
    from: fc.integer({ min: 1, max: 11 }),
    months: fc.option(fc.integer({ min: 1, max: 5 })),
    said: fc.constantFrom("x", "y"),
  })
  .map(({ key, from, months, said }) => {
    const to = months === null ? "" : day(Math.min(from + months, 12));
    return `${key},${day(from)},${to},${said}`;
  });

async function facts(): Promise<FactRow[]> {
  const { rows } = await database.store.query<FactRow>(
    "select key, valid_from, valid_to, said from random.fact order by key, valid_from",
  );
  return rows;
}

function saidOn(rows: readonly FactRow[], key: string, date: string): string | null {
  const holds = (row: FactRow): boolean =>
    row.key === key && row.valid_from <= date && (row.valid_to === null || date < row.valid_to);
  return rows.find(holds)?.said ?? null;
}

test("any sequence of files", async () => {
  const files = fc.array(fc.array(rowArbitrary, { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(files, async (sequence) => {
      await database.store.query("truncate random.fact");
      for (const lines of sequence) {
        const before = await facts();
        const file = `key,valid_from,valid_to,said\n${lines.join("\n")}\n`;
        const first = await importCsvFile(database.store, FACTS, file);
        const after = await facts();
        expect(first.read).toBe(first.accepted + first.unchanged + first.refused_rows);
        const again = await importCsvFile(database.store, FACTS, file);
        expect(again).toMatchObject({ accepted: 0, refused_rows: first.refused_rows });
        expect(await facts()).toEqual(after);
        for (const { key } of before) {
          const earliest = lines
            .filter((line) => line.startsWith(key))
            .flatMap((line) => line.split(",").slice(1, 3))
            .filter((date) => date !== "")
            .sort()[0];
          for (let month = 1; month <= 12 && day(month) < (earliest ?? "9"); month += 1) {
            expect(saidOn(after, key, day(month))).toBe(saidOn(before, key, day(month)));
          }
        }
      }
    }),
    { numRuns: 60, ...SEED },
  );
});
