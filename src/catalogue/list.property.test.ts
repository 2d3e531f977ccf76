import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { runs } from "../../test/support/random.ts";
import {
  type CatalogueKind,
  importCatalogue,
  LIST_COLUMNS,
  type ListName,
  listCells,
  listOf,
  listSpan,
  readListRows,
} from "./index.ts";

// Goal: a copy of a list that is kept up to date version by version is the list, whatever was
// imported in between and while it was being read. Method: random imports, several at once, with
// copies of lists of each source that catch up now and then, and whole downloads to compare with.

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.drop());

/** A copy as a hospital keeps it: rows by their number, and its highest version. */
interface Copy {
  readonly list: ListName;
  readonly rows: Map<string, readonly (string | null)[]>;
}

const NUMBER = "唯一记录号";
const LISTS: readonly ListName[] = ["western-drugs", "disease-details", "chronic-diseases"];

function versionOf({ list, rows }: Copy): string {
  const column = (LIST_COLUMNS[list] as readonly string[]).indexOf("版本号");
  const versions = [...rows.values()].map((row) => row[column] as string);
  return versions.toSorted().at(-1) ?? "v0000";
}

async function catchUp(copy: Copy): Promise<void> {
  const definition = listOf(copy.list);
  const column = (LIST_COLUMNS[copy.list] as readonly string[]).indexOf(NUMBER);
  try {
    const span = await listSpan(database.store, definition, versionOf(copy));
    const cells = listCells(definition);
    await readListRows(database.store, definition, span, async (portions) => {
      for await (const rows of portions) {
        for (const row of rows.map(cells)) copy.rows.set(row[column] as string, row);
      }
    });
  } catch (error) {
    expect((error as { code?: string }).code).toBe("CATALOGUE-NOTHING-NEWER");
  }
}

const code = fc.constantFrom("A1", "A2", "A3", "A4");
const day = fc.constantFrom("2022-01-01", "2023-01-01", "2024-01-01", "2025-01-01");
const end = fc.constantFrom("", "", "2023-06-01", "2026-01-01");
const word = fc.constantFrom("甲", "乙", "丙", "");
const fact = fc.tuple(code, day, end, word);

const HEADS: Readonly<Record<string, readonly [head: string, fixed: string]>> = {
  items: ["item_code,valid_from,valid_to,unit,name,list_type,charge_type", "演示药,101,09"],
  "item-classes": ["item_code,valid_from,valid_to,limited_use,class", "A"],
  "western-drugs": ["code,valid_from,valid_to,备注", ""],
  diseases: ["code,valid_from,valid_to,version,name", "演示病"],
  "disease-details": ["code,valid_from,valid_to,备注", ""],
  "chronic-diseases": ["code,valid_from,valid_to,备注,name", "演示慢病"],
};

const imports = fc.record({
  kind: fc.constantFrom(...Object.keys(HEADS)),
  facts: fc.array(fact, { minLength: 1, maxLength: 5 }),
});
/** Imports at once, and who catches up meanwhile and afterwards. */
const step = fc.record({
  together: fc.array(imports, { minLength: 1, maxLength: 3 }),
  meanwhile: fc.boolean(),
  after: fc.boolean(),
});

async function load({ kind, facts }: { kind: string; facts: readonly (readonly string[])[] }) {
  const [head, fixed] = HEADS[kind] as readonly [string, string];
  const rows = facts.map(([of, from, to, said]) => {
    const flag = kind === "item-classes" ? (said === "甲" ? "1" : "0") : said;
    return [of, from, to, flag, ...(fixed === "" ? [] : [fixed])].join(",");
  });
  await importCatalogue(database.store, kind as CatalogueKind, [head, ...rows].join("\n"));
}

test("a copy kept version by version is the whole list", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await database.store.query(`truncate catalogue.item, catalogue.item_class,
        catalogue.disease, catalogue.entry, catalogue.version`);
      const copies = LISTS.map((list): Copy => ({ list, rows: new Map() }));
      for (const { together, meanwhile, after } of steps) {
        await Promise.all([
          ...together.map(load),
          ...(meanwhile ? copies.map((copy) => catchUp(copy)) : []),
        ]);
        if (after) await Promise.all(copies.map((copy) => catchUp(copy)));
      }
      for (const copy of copies) {
        await catchUp(copy);
        const whole: Copy = { list: copy.list, rows: new Map() };
        await catchUp(whole);
        expect(sorted(copy)).toEqual(sorted(whole));
      }
    }),
    runs(40),
  );
}, 60_000);

function sorted({ rows }: Copy): readonly unknown[] {
  return [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
