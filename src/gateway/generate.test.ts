import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Fen } from "../kernel/index.ts";
import { packageRoot } from "../store/index.ts";
import { createDispatcher } from "./dispatch.ts";
import { generatedFiles } from "./generate.ts";
import { transactionTable } from "./transaction-table.ts";

// When the table has changed: npx vitest run src/gateway/generate.test.ts -u
for (const { path, text } of generatedFiles(transactionTable())) {
  test(`${path} is what the transaction table makes of it`, async () => {
    await expect(text).toMatchFileSnapshot(join(packageRoot(), path));
  });
}

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
