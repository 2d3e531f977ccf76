import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { writeDocx } from "../../test/support/documents/office-writer.ts";
import { sampleTable } from "../../test/support/documents/sample-document.ts";
import { randomStream } from "../../test/support/random.ts";
import { readCommand } from "./read-command.ts";

async function output(words: readonly string[], json = false): Promise<string> {
  let text = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += chunk;
    return true;
  });
  try {
    expect(await readCommand({ words, json, flags: {} })).toBe(0);
  } finally {
    write.mockRestore();
  }
  return text;
}

test("prints sections and tables, or the whole document as JSON", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yibao-read-"));
  try {
    const file = join(folder, "样件.docx");
    const table = sampleTable(randomStream(3), "虚构收支样表");
    const bytes = writeDocx([
      { text: "一、虚构的情况" },
      { text: table.title },
      { text: "单位：元" },
      table,
    ]);
    writeFileSync(file, bytes);
    const sheet = await output([file]);
    expect(sheet).toContain("一、虚构的情况");
    expect(sheet).toContain("虚构收支样表　单位：元");
    const [document] = JSON.parse(await output([file], true));
    expect(document.tables).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("DOCUMENT-NOT-READABLE: names the file", async () => {
  await expect(readCommand({ words: ["没有.pdf"], json: false, flags: {} })).rejects.toMatchObject({
    code: "DOCUMENT-NOT-READABLE",
    where: "没有.pdf",
  });
});

test("COMMAND-MISSING: no file", async () => {
  const nothing = readCommand({ words: [], json: false, flags: {} });
  await expect(nothing).rejects.toMatchObject({ code: "COMMAND-MISSING" });
});
