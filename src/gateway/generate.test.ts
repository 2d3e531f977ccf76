import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Fen } from "../kernel/index.ts";
import { packageRoot } from "../store/index.ts";
import { createDispatcher } from "./dispatch.ts";
import { guideFile, typeFiles } from "./generate.ts";
import { interfaceTables } from "./generate-document.ts";
import { transactionTable } from "./transaction-table.ts";

// When the table has changed: npx vitest run src/gateway/generate.test.ts -u
test("docs/interface.md is what the transaction table makes of it", async () => {
  const { path, text } = guideFile(transactionTable());
  await expect(text).toMatchFileSnapshot(join(packageRoot(), path));
});

test("the types on the disk are those of the table: the build wrote them", () => {
  for (const { path, text } of typeFiles(transactionTable())) {
    expect(readFileSync(join(packageRoot(), path), "utf8"), `npm run build for ${path}`).toBe(text);
  }
});

test("the tables of fields name every transaction, and why one is refused", () => {
  const text = interfaceTables(transactionTable());
  for (const { infno, name, reason } of transactionTable().transactions.values()) {
    expect(text).toContain(`### ${infno} ${name}`);
    if (reason !== null) expect(text).toContain(`拒绝办理：${reason}`);
  }
});

test("the example of the guide is answered as the guide says", async () => {
  const guide = readFileSync(join(packageRoot(), "src/gateway/interface-guide.md"), "utf8");
  const [request, answer] = [...guide.matchAll(/```json\n([^`]*)```/g)].map((match) => match[1]);
  const dispatcher = createDispatcher({
    table: transactionTable(),
    clock: () => new Date("2023-06-01T00:30:00Z"),
    region: "430400",
    nextSerial: () => 1,
    handlers: {
      "5206": async () => ({
        cuminfo: [
          {
            insutype: "310",
            year: "2023",
            cum_ym: "202306",
            cum_type_code: "C1",
            cum: 12_055 as Fen,
          },
        ],
      }),
    },
  });
  const body = Buffer.from(request ?? "");
  const { text } = await dispatcher.answer({ path_infno: null, body, headers: {} });
  expect(text).toBe(answer?.replace(/\n\s*|([:,]) | (?=\})|(?<=\{) /g, "$1"));
});
