import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "../../test/support/database.ts";
import {
  approvedLines,
  item,
  paid,
  release,
  smallBooks,
  UNIT,
  YEAR,
} from "../../test/support/department.ts";
import { printed } from "../../test/support/printed.ts";
import type { Books } from "../department/index.ts";
import { checkCoherence } from "./coherence.ts";

// Goal: what was budgeted, reserved or paid can be changed and undone, as it is typed, by the
// persons who may. Method: the command line on a small bureau's books; figures in yuan.

let database: FreshDatabase;
let books: Books;
let folder: string;
let office: number;
let travel: number;
let other: number;

beforeAll(async () => {
  database = await freshDatabase();
  folder = mkdtempSync(join(tmpdir(), "yibao-budget-changes-"));
  books = await smallBooks(database.store);
  const places = [item(100_000), item(50_000, { economic_code: "30211" })];
  [office = 0, travel = 0] = await approvedLines(books, places);
  await smallBooks(database.store, "institution", "499002");
  [other = 0] = await approvedLines(books, [item(10_000, { unit_code: "499002" })]);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database?.drop();
});

function budget(...words: (string | number)[]) {
  return printed("budget", ...words.map(String), "--database-url", database.databaseUrl);
}

function by(person: string): string[] {
  return ["--person", person, "--reason", "测试", "--date", "2023-06-01"];
}

async function documentOf(...words: (string | number)[]): Promise<number> {
  const { code, out, error } = await budget(...words, "--json");
  expect([code, error]).toEqual([0, ""]);
  return JSON.parse(out).document_no;
}

/** Budget, committed, paid and available of each line. */
async function figures(): Promise<Record<string, string[]>> {
  const { out } = await budget("show", UNIT, YEAR, "--json");
  const rows: (Record<string, string> & { code: string })[] = JSON.parse(out).rows;
  const shown = rows.map((row) => [
    row.code,
    ["budget", "committed", "paid", "available"].map((name) => row[name] as string),
  ]);
  return Object.fromEntries(shown);
}

test("adjust: another person decides, and the signs say which kind it is", async () => {
  const authority = ["--authority", "虚财调〔2023〕3号"];
  const moving = ["adjust", `${office}=-300`, `${travel}=300.00`, ...authority];
  const transfer = await documentOf(...moving, ...by("甲"));
  const before = { [office]: "1000.00", [travel]: "500.00" };
  expect(budgets(await figures())).toEqual(before);
  const own = await budget("approve", transfer, ...by("甲"));
  expect([own.code, own.error]).toEqual([2, expect.stringContaining("DEPARTMENT-SAME-PERSON")]);
  await documentOf("approve", transfer, ...by("乙"));
  expect(budgets(await figures())).toEqual({ [office]: "700.00", [travel]: "800.00" });

  const refused = await documentOf("adjust", `${office}=9`, ...authority, ...by("甲"));
  await documentOf("refuse", refused, ...by("乙"));
  const more = await budget("adjust", `${office}=350`, ...authority, ...by("甲"));
  const less = await budget("adjust", `${travel}=-200`, ...authority, ...by("甲"));
  for (const { out } of [more, less]) {
    const [, document_no = ""] = /^预算调整 (\d+)，待另一人批准后生效\n$/.exec(out) ?? [];
    await documentOf("approve", document_no, ...by("乙"));
  }
  expect(budgets(await figures())).toEqual({ [office]: "1050.00", [travel]: "600.00" });
  const { rows } = await database.store.query(
    "select kind from department.adjustment order by document_no",
  );
  expect(rows.map(({ kind }) => kind)).toEqual(["transfer", "addition", "addition", "reduction"]);
});

function budgets(all: Record<string, string[]>) {
  return Object.fromEntries(Object.entries(all).map(([line, [amount]]) => [line, amount]));
}

test("free: a part of a commitment, then what is left", async () => {
  const [, , , had] = (await figures())[travel] as string[];
  const reserving = ["--amount", "400", "--number", "HT-1", "--to", "虚构公司", ...by("甲")];
  const commitment = await documentOf("commit", travel, ...reserving);
  await documentOf("free", commitment, "--amount", "150", ...by("甲"));
  expect((await figures())[travel]?.[1]).toBe("250.00");
  const rest = await budget("free", commitment, ...by("甲"));
  expect(rest.out).toMatch(new RegExp(`^占用 ${commitment} 已释放，单据 \\d+\n$`));
  expect((await figures())[travel]).toEqual(["600.00", "0.00", "0.00", had]);
});

test("reverse: by another than the maker, and the reservation stands again", async () => {
  await release(books, office, 60_000);
  const voucher = await paid(books, office, 20_000);
  const own = await budget("reverse", voucher, ...by("甲经办"));
  expect(own.error).toContain("DEPARTMENT-SAME-PERSON");
  const done = await budget("reverse", voucher, ...by("乙"));
  expect(done.out).toMatch(new RegExp(`^凭证 ${voucher} 已冲销，单据 \\d+\n$`));
  expect((await figures())[office]).toEqual(["1050.00", "200.00", "0.00", "850.00"]);
});

test("return: with the bank's slip, and the line may spend it again", async () => {
  const voucher = await paid(books, office, 30_000);
  const bare = ["return", voucher, "--amount", "80", ...by("甲")];
  expect((await budget(...bare)).error).toContain("DEPARTMENT-EVIDENCE-MISSING");
  const slip = join(folder, "slip.txt");
  writeFileSync(slip, "虚构银行回单");
  const evidence = ["--evidence", slip, "--evidence-number", "HD-1", "--evidence-amount", "80"];
  const done = await budget(...bare, ...evidence);
  expect(done.out).toMatch(new RegExp(`^凭证 ${voucher} 已登记退回，单据 \\d+\n$`));
  expect((await figures())[office]).toEqual(["1050.00", "200.00", "220.00", "630.00"]);
  const { rows } = await database.store.query(
    "select kind from department.evidence where number = 'HD-1'",
  );
  expect(rows).toEqual([{ kind: "bank-slip" }]);
});

test.each([
  [[], "COMMAND-MISSING"],
  [["12"], "COMMAND-BAD-FLAG"],
  [["999999=5"], "DEPARTMENT-LINE-UNKNOWN"],
  [["OFFICE=5.001"], "MONEY-TOO-MANY-DECIMALS"],
  [["OFFICE=5", "OTHER=-5"], "DEPARTMENT-LINE-UNKNOWN"],
  [["OFFICE=5", "OFFICE=-5"], "DEPARTMENT-ITEM-TWICE"],
  [["OFFICE=5", "TRAVEL=-4"], "DEPARTMENT-TRANSFER-UNEVEN"],
  [["OFFICE=0"], "DEPARTMENT-ADJUSTMENT-SIGN"],
])("adjust %j is refused, and nothing is written", async (words, code) => {
  const lines: Record<string, number> = { OFFICE: office, TRAVEL: travel, OTHER: other };
  const given = words.map((word) => word.replace(/^[A-Z]+/, (name) => String(lines[name])));
  const count = () => database.store.query("select count(*) from department.document");
  const { rows: before } = await count();
  const answer = await budget("adjust", ...given, "--authority", "号", ...by("甲"));
  expect([answer.code, answer.error]).toEqual([2, expect.stringContaining(code)]);
  expect((await count()).rows).toEqual(before);
});

test("the books agree with themselves after all of it", async () => {
  const { findings } = await checkCoherence(database.store);
  expect(findings).toEqual([]);
});
