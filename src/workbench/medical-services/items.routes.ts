import { type Static, Type } from "typebox";
import {
  type Catalogue,
  type FoundItem,
  searchItems,
  yuanFromMicroYuan,
} from "../../catalogue/index.ts";
import type { CivilDate } from "../../kernel/index.ts";
import type { HospitalLevel } from "../../policy/index.ts";
import { dayOrNull, orderOf, Text, TextOrNull, textOrNull, todayOf } from "../agency/fields.ts";
import { listRoute } from "../list-route.ts";
import type { Searcher } from "../searcher.ts";
import { CLASS_WORDS, LIST_TYPES, listTypeWord } from "./catalogue-words.ts";

/** The catalogue of drugs, services and consumables, as of a day. */

const RateOrNull = Type.Union([Type.Integer(), Type.Null()]);

export const ITEM = {
  item_code: Text,
  name: Text,
  list_type: Text,
  list_type_title: Text,
  class: Type.Enum(["A", "B", "C"]),
  class_title: Text,
  limited_use: Type.Boolean(),
  negotiated: Type.Boolean(),
  unit: Text,
  specification: Text,
  maker: Text,
  /** What the person pays first, of a million; null where nothing is stated. */
  share_employee_ppm: RateOrNull,
  share_resident_ppm: RateOrNull,
  /** Yuan a unit with up to six decimals; null: no ceiling. */
  ceiling_level1: TextOrNull,
  ceiling_level2: TextOrNull,
  ceiling_level3: TextOrNull,
};
const Row = Type.Object(ITEM);

const items = listRoute({
  path: "/api/v1/catalogue/items",
  title: "医保目录",
  right: "catalogue.read",
  filters: {
    text: Type.Optional(Type.String({ maxLength: 60, description: "名称、编码或拼音码" })),
    list_type: Type.Optional(Type.Enum([...LIST_TYPES])),
    class: Type.Optional(Type.Enum(["A", "B", "C"])),
    day: Type.Optional(Type.String({ maxLength: 10, description: "哪一天有效；缺省今天" })),
  },
  row: ITEM,
  columns: [
    { key: "item_code", title: "医保目录编码", kind: "text" },
    { key: "name", title: "名称", kind: "text" },
    { key: "list_type_title", title: "类别", kind: "text" },
    { key: "class_title", title: "甲乙类", kind: "text" },
    { key: "limited_use", title: "限制使用", kind: "flag" },
    { key: "negotiated", title: "谈判药品", kind: "flag" },
    { key: "unit", title: "单位", kind: "text" },
    { key: "specification", title: "规格", kind: "text" },
    { key: "maker", title: "企业", kind: "text" },
    { key: "share_employee_ppm", title: "职工先行自付（百万分之）", kind: "count" },
    { key: "share_resident_ppm", title: "居民先行自付（百万分之）", kind: "count" },
    { key: "ceiling_level1", title: "一级限价（元）", kind: "text" },
    { key: "ceiling_level2", title: "二级限价（元）", kind: "text" },
    { key: "ceiling_level3", title: "三级限价（元）", kind: "text" },
  ],
  sortable: ["item_code", "name", "class"],
  rows: async ({ house, read, now }, asked, { offset, limit, sort }) => {
    const day = dayOrNull(asked.day, "day") ?? todayOf(now);
    const search = {
      ...{ text: textOrNull(asked.text), list_type: asked.list_type ?? null, day },
      class: asked.class ?? null,
      ...orderOf<"item_code" | "name" | "class">(sort, "item_code", false),
      ...{ offset, limit },
    };
    const { rows, total } = await read((runner) => searchItems(runner, search));
    const catalogue = house.catalogue.value;
    return { rows: rows.map((one) => itemRow(one, catalogue, day)), total };
  },
});

export function itemRow(one: FoundItem, catalogue: Catalogue, day: CivilDate): Static<typeof Row> {
  const entry = (insutype: string, level: HospitalLevel) =>
    catalogue.entryOn(one.item_code, day, insutype, level);
  const share = (insutype: string): number | null => {
    const found = entry(insutype, "level3");
    return found?.first_share_stated ? found.first_share_ppm : null;
  };
  const ceiling = (level: HospitalLevel): string | null => {
    const found = entry("310", level)?.ceiling_micro_yuan ?? null;
    return found === null ? null : yuanFromMicroYuan(found);
  };
  const { item_code, name, list_type, limited_use, negotiated, unit, specification, maker } = one;
  return {
    ...{ item_code, name, list_type, list_type_title: listTypeWord(list_type) },
    ...{ class: one.class, class_title: CLASS_WORDS[one.class], limited_use, negotiated },
    ...{ unit, specification, maker },
    ...{ share_employee_ppm: share("310"), share_resident_ppm: share("390") },
    ceiling_level1: ceiling("level1"),
    ceiling_level2: ceiling("level2"),
    ceiling_level3: ceiling("level3"),
  };
}

const TEXT_LEAST = 2;

export const itemSearcher: Searcher = {
  right: "catalogue.read",
  kind: "医保目录",
  find: async ({ read, now }, text, limit) => {
    if ([...text].length < TEXT_LEAST) return [];
    const search = { text, list_type: null, class: null, day: todayOf(now) };
    const page = { order: "item_code", descending: false, offset: 0, limit } as const;
    const { rows } = await read((runner) => searchItems(runner, { ...search, ...page }));
    return rows.map((one) => ({
      title: `${one.name} ${one.item_code}`,
      detail: [
        ...[listTypeWord(one.list_type), CLASS_WORDS[one.class], one.specification, one.maker],
      ]
        .filter((part) => part !== "")
        .join(" · "),
      path: `/catalogue/items/${encodeURIComponent(one.item_code)}`,
    }));
  },
};

export const ITEM_ROUTES = [items];
