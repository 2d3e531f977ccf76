import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { YibaoError } from "../kernel/index.ts";
import { checkCommand } from "./check-command.ts";
import { filesOf } from "./check-files-of.ts";

const folder = mkdtempSync(join(tmpdir(), "yibao-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.catch((thrown: unknown) => thrown);
  if (error instanceof YibaoError) return error.code;
  throw new Error(`no coded error: ${String(error)}`);
}

describe("which files are checked", () => {
  test("of a folder its documents and those below, in order, and nothing else", async () => {
    const top = join(folder, "many");
    mkdirSync(join(top, "inner"), { recursive: true });
    const names = ["b.PDF", "a.docx", "inner/c.html", "notes.md", "~$a.docx", ".hidden.txt"];
    for (const name of names) writeFileSync(join(top, name), "x");
    const found = await filesOf([top, "elsewhere.bin"]);
    const wanted = ["a.docx", "b.PDF", "inner/c.html"].map((name) => join(top, name));
    expect(found).toEqual([...wanted, "elsewhere.bin"]);
  });

  test("a folder without any is told", async () => {
    const empty = join(folder, "empty");
    mkdirSync(empty);
    expect(await codeOf(filesOf([empty]))).toBe("CHECK-NO-FILES");
  });
});

test("a report that cannot be written is told", async () => {
  const file = join(folder, "plain.txt");
  writeFileSync(file, "虚构市某局2024年度部门决算\n本年支出合计1.00万元。\n");
  const flags = { html: join(file, "report.html") };
  const asked = checkCommand({ words: [file], flags, json: true });
  expect(await codeOf(asked)).toBe("CHECK-NOT-WRITABLE");
});
