import { PPM_ONE } from "../kernel/index.ts";
import { type CsvCells, type CsvKind, PERIOD_COLUMNS } from "../store/index.ts";
import {
  CATALOGUE_CHANNEL,
  HOSPITAL_LEVELS,
  ITEM_CODE_COLUMN,
  ITEM_REFERENCE,
  itemCode,
  SOURCE_COLUMNS,
  valueSource,
} from "./catalogue-column.ts";
import { microYuanFromYuan } from "./price.ts";

/** The dated values of an item: what the person pays first, and the highest price in scope. */

const INSUTYPE = /^\d{3,6}$/;

export const FIRST_SHARES: CsvKind = {
  kind: "first-shares",
  chinese: "先自付比例",
  columns: [
    ITEM_CODE_COLUMN,
    { name: "insutype", chinese: "险种类型", required: false, note: "不填则各险种通用" },
    ...PERIOD_COLUMNS,
    { name: "share", chinese: "先自付比例", required: true, note: "小数，0.10 表示 10%" },
    ...SOURCE_COLUMNS,
  ],
  parseRow: parseFirstShare,
  table: {
    name: "catalogue.first_share",
    key: ["item_code", "insutype"],
    content: ["share_ppm", "basis", "document"],
    dated: true,
    references: [ITEM_REFERENCE],
  },
  channel: CATALOGUE_CHANNEL,
};

function parseFirstShare(cells: CsvCells): Readonly<Record<string, unknown>> {
  const item_code = itemCode(cells);
  const insutype = cells.optionalMatching("insutype", INSUTYPE, "险种代码，如 310");
  const period = cells.period();
  const share_ppm = cells.ratePpm("share");
  if (share_ppm < 0 || share_ppm > PPM_ONE) cells.refuse("share", "CATALOGUE-SHARE-RANGE");
  return { item_code, insutype, ...period, share_ppm, ...valueSource(cells) };
}

export const PRICE_CEILINGS: CsvKind = {
  kind: "price-ceilings",
  chinese: "限价",
  columns: [
    ITEM_CODE_COLUMN,
    {
      name: "hospital_level",
      chinese: "医院级别",
      required: false,
      note: "primary、level1、level2、level3、level3-provincial、pharmacy；不填则各级通用",
    },
    ...PERIOD_COLUMNS,
    { name: "ceiling", chinese: "限价金额", required: true, note: "每单位元，最多六位小数" },
    ...SOURCE_COLUMNS,
  ],
  parseRow: (cells: CsvCells) => ({
    item_code: itemCode(cells),
    hospital_level: cells.choice<string>("hospital_level", HOSPITAL_LEVELS, ""),
    ...cells.period(),
    ceiling_micro_yuan: cells.read("ceiling", microYuanFromYuan, 0),
    ...valueSource(cells),
  }),
  table: {
    name: "catalogue.price_ceiling",
    key: ["item_code", "hospital_level"],
    content: ["ceiling_micro_yuan", "basis", "document"],
    dated: true,
    references: [ITEM_REFERENCE],
  },
  channel: CATALOGUE_CHANNEL,
};
