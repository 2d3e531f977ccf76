import { type CsvKind, PERIOD_COLUMNS } from "../store/index.ts";
import { CATALOGUE_CHANNEL } from "./catalogue-column.ts";
import { versionStamp } from "./version-stamp.ts";

/** Diseases and operations of the insurance edition: code, name and the edition's version. */

const CODE = /^[0-9A-Za-z.+*/-]{1,30}$/;

export const DISEASES: CsvKind = termKind("diseases", "疾病诊断", "catalogue.disease");
export const OPERATIONS: CsvKind = termKind("operations", "手术操作", "catalogue.operation");

function termKind(kind: string, chinese: string, table: string): CsvKind {
  return {
    kind,
    chinese,
    columns: [
      { name: "code", chinese: "编码", required: true, note: "医保版编码，最多 30 位" },
      ...PERIOD_COLUMNS,
      { name: "version", chinese: "版本", required: false, note: "如 2.0；最多 20 字" },
      { name: "name", chinese: "名称", required: true, note: "最多 200 字" },
    ],
    parseRow: (cells) => ({
      code: cells.matching("code", CODE, "字母、数字和 . + * / -"),
      ...cells.period(),
      version: cells.optionalText("version", 20),
      name: cells.text("name", 200),
    }),
    table: {
      name: table,
      key: ["code"],
      content: ["version", "name"],
      dated: true,
      afterInsert: versionStamp(table, kind),
    },
    channel: CATALOGUE_CHANNEL,
  };
}
