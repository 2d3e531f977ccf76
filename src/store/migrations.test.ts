import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import { migrate, readMigrations } from "./migrations.ts";
import { openStore } from "./store.ts";

let database: FreshDatabase;
let folder: string;
beforeEach(async () => {
  database = await freshDatabase({ template: "empty" });
  folder = mkdtempSync(join(tmpdir(), "yibao-migrations-"));
  write("ledger", "0001-books.sql", "create schema ledger; create table ledger.book (name text);");
  write("people", "0001-people.sql", "create schema people; create table people.person (no int);");
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

function write(room: string, file: string, sql: string, note = "-- note: 试验"): void {
  mkdirSync(join(folder, room, "migrations"), { recursive: true });
  writeFileSync(join(folder, room, "migrations", file), `${note}\n${sql}\n`);
}

const names = (applied: readonly { room: string; name: string }[]): string[] =>
  applied.map(({ room, name }) => `${room}/${name}`);

describe("migrate", () => {
  test("applies each once, lower floors first, and says so", async () => {
    const lines: string[] = [];
    const store = await openStore({
      databaseUrl: database.databaseUrl,
      log: (line) => lines.push(line),
    });
    expect(names(await migrate(store, { folder }))).toEqual(["ledger/books", "people/people"]);
    expect(lines).toContain("数据库迁移 ledger/migrations/0001-books.sql：试验");
    expect(await migrate(store, { folder })).toEqual([]);
    await store.close();
  });

  test("a later one meets the data that the earlier ones hold", async () => {
    await migrate(database.store, { folder });
    await database.store.query("insert into ledger.book values ('funds'), ('department')");
    write("ledger", "0002-size.sql", "alter table ledger.book add size int not null default 7;");
    expect(names(await migrate(database.store, { folder }))).toEqual(["ledger/size"]);
    const { rows } = await database.store.query("select sum(size)::int as size from ledger.book");
    expect(rows[0]?.size).toBe(14);
  });

  test("one that fails leaves nothing of itself, and may be mended", async () => {
    const bad = "create table ledger.half (no int); select 1/0;";
    write("ledger", "0002-half.sql", bad);
    await expect(migrate(database.store, { folder })).rejects.toThrow(
      "ledger/migrations/0002-half.sql: division by zero",
    );
    write("ledger", "0002-half.sql", bad.replace("select 1/0;", ""));
    expect(names(await migrate(database.store, { folder }))).toEqual([
      "ledger/half",
      "people/people",
    ]);
  });

  test("two processes at once do it once", async () => {
    const other = await openStore({ databaseUrl: database.databaseUrl, log: () => undefined });
    const both = await Promise.all([
      migrate(database.store, { folder }),
      migrate(other, { folder }),
    ]);
    expect(both.map((applied) => applied.length).sort()).toEqual([0, 2]);
    await other.close();
  });

  test("an applied file that was changed is an error; other line ends are no change", async () => {
    await migrate(database.store, { folder });
    const sql = "create schema ledger; create table ledger.book (name text);";
    writeFileSync(join(folder, "ledger/migrations/0001-books.sql"), `-- note: 试验\r\n${sql}\r\n`);
    expect(await migrate(database.store, { folder })).toEqual([]);
    write("ledger", "0001-books.sql", "create schema ledger;");
    await expect(migrate(database.store, { folder })).rejects.toMatchObject({
      code: "STORE-MIGRATION-CHANGED",
    });
  });

  test("a database of a newer program is refused", async () => {
    write("people", "0002-later.sql", "select 1;");
    await migrate(database.store, { folder });
    rmSync(join(folder, "people/migrations/0002-later.sql"));
    await expect(migrate(database.store, { folder })).rejects.toMatchObject({
      code: "STORE-DATABASE-NEWER",
    });
  });

  test("every migration of ours applies to an empty database", async () => {
    const applied = await migrate(database.store);
    expect(names(applied)).toContain("ledger/journal");
    expect(await migrate(database.store)).toEqual([]);
  });
});

describe("readMigrations", () => {
  test.each([
    ["0003-gap.sql", "-- note: 试验", "0002-what-it-does"],
    ["second.sql", "-- note: 试验", "0002-what-it-does"],
    ["0002-silent.sql", "select 1;", "the first line must be"],
  ])("refuses %s", (file, note, message) => {
    write("ledger", file, "", note);
    expect(() => readMigrations(folder)).toThrow(message);
  });
});
