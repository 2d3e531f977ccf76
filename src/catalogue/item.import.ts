import type { CatalogueClass } from "../policy/index.ts";
import { type CsvCells, type CsvKind, choicesOf, PERIOD_COLUMNS } from "../store/index.ts";
import {
  CATALOGUE_CHANNEL,
  ITEM_CODE_COLUMN,
  ITEM_REFERENCE,
  itemCode,
} from "./catalogue-column.ts";
import { versionStamp } from "./version-stamp.ts";

/** Dictionary list_type, codes only. */
const LIST_TYPES = choicesOf("101 102 103 104 105 106 201 301".split(" "));
/** Dictionary med_chrgitm_type, codes only. */
const CHARGE_TYPES = choicesOf("01 02 03 04 05 06 07 08 09 10 11 12 13 14".split(" "));
const CLASSES: Readonly<Record<string, CatalogueClass>> = {
  A: "A",
  B: "B",
  C: "C",
  甲: "A",
  乙: "B",
  丙: "C",
};

export const ITEMS: CsvKind = {
  kind: "items",
  chinese: "医保目录",
  columns: [
    ITEM_CODE_COLUMN,
    ...PERIOD_COLUMNS,
    { name: "name", chinese: "名称", required: true, note: "最多 200 字" },
    {
      name: "list_type",
      chinese: "目录类别",
      required: true,
      note: "字典 list_type 代码：101 西药中成药，201 医疗服务，301 耗材等",
    },
    {
      name: "charge_type",
      chinese: "收费项目类别",
      required: true,
      note: "字典 med_chrgitm_type 代码：01 床位，09 西药等",
    },
    { name: "pinyin", chinese: "拼音助记码", required: false, note: "最多 30 字" },
    { name: "unit", chinese: "计价单位", required: false, note: "最多 20 字" },
    { name: "specification", chinese: "规格", required: false, note: "最多 100 字" },
    { name: "maker", chinese: "生产厂家", required: false, note: "最多 100 字" },
  ],
  parseRow: (cells: CsvCells) => ({
    item_code: itemCode(cells),
    ...cells.period(),
    name: cells.text("name", 200),
    list_type: cells.choice("list_type", LIST_TYPES),
    charge_type: cells.choice("charge_type", CHARGE_TYPES),
    pinyin: cells.optionalText("pinyin", 30),
    unit: cells.optionalText("unit", 20),
    specification: cells.optionalText("specification", 100),
    maker: cells.optionalText("maker", 100),
  }),
  table: {
    name: "catalogue.item",
    key: ["item_code"],
    content: ["name", "list_type", "charge_type", "pinyin", "unit", "specification", "maker"],
    dated: true,
    afterInsert: versionStamp("catalogue.item", "items"),
  },
  channel: CATALOGUE_CHANNEL,
};

export const ITEM_CLASSES: CsvKind = {
  kind: "item-classes",
  chinese: "目录等级",
  columns: [
    ITEM_CODE_COLUMN,
    ...PERIOD_COLUMNS,
    { name: "class", chinese: "收费等级", required: true, note: "A 甲，B 乙，C 丙" },
    { name: "limited_use", chinese: "限制使用", required: false, note: "1 是，0 否（不填）" },
    { name: "paid_alone", chinese: "单行支付", required: false, note: "1 是，0 否（不填）" },
    { name: "basic_drug", chinese: "基本药物", required: false, note: "1 是，0 否（不填）" },
    { name: "negotiated", chinese: "谈判药品", required: false, note: "1 是，0 否（不填）" },
  ],
  parseRow: (cells: CsvCells) => ({
    item_code: itemCode(cells),
    ...cells.period(),
    class: cells.choice("class", CLASSES),
    limited_use: cells.flag("limited_use", false),
    paid_alone: cells.flag("paid_alone", false),
    basic_drug: cells.flag("basic_drug", false),
    negotiated: cells.flag("negotiated", false),
  }),
  table: {
    name: "catalogue.item_class",
    key: ["item_code"],
    content: ["class", "limited_use", "paid_alone", "basic_drug", "negotiated"],
    dated: true,
    references: [ITEM_REFERENCE],
    afterInsert: versionStamp("catalogue.item_class", "item-classes"),
  },
  channel: CATALOGUE_CHANNEL,
};
