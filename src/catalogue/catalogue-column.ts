import type { Basis, HospitalLevel } from "../policy/index.ts";
import { type CsvCells, type CsvColumn, choicesOf } from "../store/index.ts";

/** Columns and choices that several kinds of catalogue files share. */

export const CATALOGUE_CHANNEL = "catalogue";

export const ITEM_CODE_COLUMN: CsvColumn = {
  name: "item_code",
  chinese: "医保目录编码",
  required: true,
  note: "最多 30 位字母、数字或短横",
};

export const SOURCE_COLUMNS: readonly CsvColumn[] = [
  {
    name: "basis",
    chinese: "依据类型",
    required: false,
    note: "official、third-party、recalled、derived、placeholder（不填）",
  },
  { name: "document", chinese: "文号", required: false, note: "最多 100 字" },
];

const CODE = /^[0-9A-Za-z-]{1,30}$/;

const BASES = choicesOf<Basis>(["official", "third-party", "recalled", "derived", "placeholder"]);

export const HOSPITAL_LEVELS = choicesOf<HospitalLevel>([
  "primary",
  "level1",
  "level2",
  "level3",
  "level3-provincial",
  "pharmacy",
]);

export function itemCode(cells: CsvCells): string {
  return cells.matching("item_code", CODE, "1 至 30 位字母、数字或短横");
}

/** Where a value comes from; what nobody has vouched for is a placeholder. */
export function valueSource(cells: CsvCells): { basis: Basis; document: string } {
  return {
    basis: cells.choice("basis", BASES, "placeholder"),
    document: cells.optionalText("document", 100),
  };
}

/** The item must be registered. */
export const ITEM_REFERENCE = {
  column: "item_code",
  table: "catalogue.item",
  target: "item_code",
  code: "CATALOGUE-ITEM-UNKNOWN",
} as const;
