import { isUtf8 } from "node:buffer";
import { parse } from "csv-parse/sync";
import { YibaoError } from "../../kernel/index.ts";
import { rowsOfZip } from "./row-file.ts";

/**
 * An institution's entries in whatever file its program writes: the ZIP that 3202 takes, or a text
 * apart by TAB or comma. A first line of field names says which columns there are; without one they
 * stand in the order of the specification.
 */
const COLUMNS: readonly (readonly string[])[] = [
  ["setl_id"],
  ["mdtrt_id"],
  ["psn_no"],
  ["medfee_sumamt"],
  ["fund_pay_sumamt"],
  ["acct_pay"],
  ["refd_setl_flag"],
  ["setl_time", "setl_date"],
  ["insutype"],
  ["clr_type"],
];

const ZIP_START = "PK";

/** @throws YibaoError GATEWAY-FILE-NOT-ROWS */
export async function statementRows(bytes: Uint8Array): Promise<string[][]> {
  const start = Buffer.from(bytes.subarray(0, 2)).toString("latin1");
  const rows = start === ZIP_START ? await rowsOfZip(bytes) : rowsOfText(bytes);
  const [header, ...rest] = rows;
  if (!header?.some((cell) => cell.trim() === "setl_id")) return rows;
  const names = header.map((cell) => cell.trim());
  const places = COLUMNS.map((spellings) => names.findIndex((name) => spellings.includes(name)));
  return rest.map((row) => places.map((at) => (at < 0 ? "" : (row[at] ?? ""))));
}

function rowsOfText(bytes: Uint8Array): string[][] {
  if (!isUtf8(bytes)) {
    throw new YibaoError("GATEWAY-FILE-NOT-ROWS", { reason: "文本不是 UTF-8 编码" });
  }
  const text = Buffer.from(bytes).toString("utf8");
  const [line = ""] = text.split("\n", 1);
  try {
    return parse(text, {
      bom: true,
      delimiter: line.includes("\t") ? "\t" : ",",
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    throw new YibaoError("GATEWAY-FILE-NOT-ROWS", { reason: (error as Error).message });
  }
}
