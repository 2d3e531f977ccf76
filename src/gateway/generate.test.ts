import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../store/index.ts";
import { generatedFiles } from "./generate.ts";
import { transactionTable } from "./transaction-table.ts";

// When the table has changed: npx vitest run src/gateway/generate.test.ts -u
for (const { path, text } of generatedFiles(transactionTable())) {
  test(`${path} is what the transaction table makes of it`, async () => {
    await expect(text).toMatchFileSnapshot(join(packageRoot(), path));
  });
}
