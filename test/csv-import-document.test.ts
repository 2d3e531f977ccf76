import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CATALOGUE_KINDS } from "../src/catalogue/index.ts";
import { ACCOUNT_DEPOSIT_FORM, PEOPLE_KINDS } from "../src/people/index.ts";
import { PROVIDERS_KINDS } from "../src/providers/index.ts";
import { type CsvColumn, packageRoot } from "../src/store/index.ts";
import { SUPERVISION_KINDS } from "../src/supervision/index.ts";

// Goal: docs/csv-import.md says of every kind of file exactly what its importer accepts. Method:
// the tables of columns are made from the importers and compared with the document.

const DOCUMENT = join(packageRoot(), "docs", "csv-import.md");
const DEPOSITS = { ...ACCOUNT_DEPOSIT_FORM, kind: "account-deposits", chinese: "个人账户入账" };
const KINDS = [
  ...Object.values(PEOPLE_KINDS),
  DEPOSITS,
  ...Object.values(CATALOGUE_KINDS),
  ...Object.values(PROVIDERS_KINDS),
  ...Object.values(SUPERVISION_KINDS),
];

function section(kind: string, chinese: string, columns: readonly CsvColumn[]): string {
  const rows = columns.map(({ name, chinese: label, required, note }) => {
    return `| \`${name}\` | ${label} | ${required ? "是" : ""} | ${note} |`;
  });
  const head = ["| 列名 | 中文列名 | 必填 | 填写 |", "|---|---|---|---|"];
  return [`### ${chinese} \`${kind}\``, "", ...head, ...rows, ""].join("\n");
}

test("the document's tables are the importers' columns", () => {
  const document = readFileSync(DOCUMENT, "utf8").replaceAll("\r\n", "\n");
  const sections = KINDS.map(({ kind, chinese, columns }) => section(kind, chinese, columns));
  for (const expected of sections) expect(document).toContain(expected);
  const headings = document.split("\n").filter((line) => line.startsWith("### "));
  expect(headings).toHaveLength(KINDS.length);
});
