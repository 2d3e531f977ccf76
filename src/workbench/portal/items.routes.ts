import { Type } from "typebox";
import {
  type Catalogue,
  type FoundItem,
  readItemTimeline,
  searchItems,
  yuanFromMicroYuan,
} from "../../catalogue/index.ts";
import { type CivilDate, contains, percentFromPpm, ppm, YibaoError } from "../../kernel/index.ts";
import { type Basis, HOSPITAL_LEVELS, rowTitle, schemeWords } from "../../policy/index.ts";
import {
  Day,
  dayOrNull,
  orderOf,
  Text,
  TextOrNull,
  textOrNull,
  todayOf,
} from "../agency/fields.ts";
import { dictionaryWord } from "../explained/dictionary-word.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";

/** What may be charged and what of it is paid for, for anybody. */

const SORTABLE = ["item_code", "name", "class"] as const;

const ITEM = {
  item_code: Text,
  name: Text,
  kind: Text,
  charge_type: Text,
  unit: Text,
  specification: Text,
  maker: Text,
  class: Type.Enum(["A", "B", "C"]),
  limited_use: Type.Boolean(),
  paid_alone: Type.Boolean(),
  negotiated: Type.Boolean(),
};

const items = listRoute({
  path: "/api/v1/public/items",
  title: "医保目录与限价查询",
  right: "public",
  filters: {
    text: Type.Optional(Type.String({ maxLength: 60 })),
    kind: Type.Optional(Type.String({ maxLength: 6 })),
    class: Type.Optional(Type.Enum(["A", "B", "C"])),
    day: Type.Optional(Day),
  },
  row: {
    ...ITEM,
    /** What the person bears first; null where nothing of the item is paid for. */
    employee_share: TextOrNull,
    resident_share: TextOrNull,
    /** In yuan, at the level where it is lowest and highest; null where there is none. */
    lowest_ceiling: TextOrNull,
    highest_ceiling: TextOrNull,
  },
  columns: [
    { key: "item_code", title: "医保编码", kind: "text" },
    { key: "name", title: "名称", kind: "text" },
    { key: "kind", title: "类别", kind: "text" },
    { key: "charge_type", title: "收费类别", kind: "text" },
    { key: "class", title: "甲乙丙类", kind: "text" },
    { key: "employee_share", title: "职工先行自付", kind: "text" },
    { key: "resident_share", title: "居民先行自付", kind: "text" },
    { key: "lowest_ceiling", title: "最低限价（元）", kind: "text" },
    { key: "highest_ceiling", title: "最高限价（元）", kind: "text" },
    { key: "unit", title: "单位", kind: "text" },
    { key: "specification", title: "规格", kind: "text" },
    { key: "maker", title: "生产企业", kind: "text" },
    { key: "limited_use", title: "限制使用", kind: "flag" },
    { key: "paid_alone", title: "单行支付", kind: "flag" },
    { key: "negotiated", title: "国家谈判", kind: "flag" },
  ],
  sortable: [...SORTABLE],
  rows: async ({ read, house, now }, asked, { offset, limit, sort }) => {
    const day = dayOrNull(asked.day, "day") ?? todayOf(now);
    const search = {
      text: textOrNull(asked.text),
      list_type: asked.kind ?? null,
      class: asked.class ?? null,
      day,
      ...orderOf<(typeof SORTABLE)[number]>(sort, "item_code", false),
      ...{ offset, limit },
    };
    const { rows, total } = await read((runner) => searchItems(runner, search));
    const catalogue = house.catalogue.value;
    return {
      total,
      rows: rows.map((row) => ({ ...itemOf(row), ...termsOf(catalogue, row, day) })),
    };
  },
});

function itemOf(row: FoundItem) {
  const { list_type, charge_type, ...rest } = row;
  return {
    ...rest,
    kind: dictionaryWord("list_type", list_type),
    charge_type: dictionaryWord("med_chrgitm_type", charge_type),
  };
}

function termsOf(catalogue: Catalogue, item: FoundItem, day: CivilDate) {
  const share = (scheme: string): string | null => {
    if (item.class === "C") return null;
    const entry = catalogue.entryOn(item.item_code, day, scheme, "level3");
    return percentFromPpm(entry?.first_share_ppm ?? ppm(0));
  };
  const ceilings = HOSPITAL_LEVELS.flatMap(
    (level) => catalogue.entryOn(item.item_code, day, "310", level)?.ceiling_micro_yuan ?? [],
  );
  const yuan = (of: number) => (ceilings.length === 0 ? null : yuanFromMicroYuan(of));
  return {
    employee_share: share("310"),
    resident_share: share("390"),
    lowest_ceiling: yuan(Math.min(...ceilings)),
    highest_ceiling: yuan(Math.max(...ceilings)),
  };
}

const Dated = { from: Text, to: TextOrNull, is_current: Type.Boolean() };
const Sourced = { document: Text, unverified: Type.Boolean() };

const item = route({
  method: "GET",
  path: "/api/v1/public/items/:item_code",
  title: "目录项目与限价",
  right: "public",
  params: Type.Object({ item_code: Type.String({ maxLength: 60 }) }),
  query: Type.Object({ day: Type.Optional(Day) }),
  answer: Type.Object({
    ...ITEM,
    day: Text,
    /** False where the day is outside every period of the item or of its class. */
    is_listed: Type.Boolean(),
    classes: Type.Array(
      Type.Object({ ...Dated, class: Type.Enum(["A", "B", "C"]), limited_use: Type.Boolean() }),
    ),
    shares: Type.Array(Type.Object({ ...Dated, ...Sourced, scheme: Text, share: Text })),
    ceilings: Type.Array(Type.Object({ ...Dated, ...Sourced, level: Text, yuan: Text })),
  }),
  handle: async ({ read, now }, { params, query }) => {
    const day = dayOrNull(query.day, "day") ?? todayOf(now);
    const { item_code } = params;
    const found = await read((runner) => readItemTimeline(runner, item_code));
    const { items: periods, classes, shares, ceilings } = found;
    const [shown, ofClass] = [current(periods, day), current(classes, day)];
    if (shown === undefined || ofClass === undefined) {
      throw new YibaoError("PORTAL-ITEM-UNKNOWN", { item_code });
    }
    const { valid_from: _from, valid_to: _to, ...facts } = shown;
    const { valid_from: _since, valid_to: _until, ...terms } = ofClass;
    return {
      ...itemOf({ ...facts, ...terms }),
      day,
      is_listed: [shown, ofClass].every((one) => holds(one, day)),
      classes: classes.map((one) => ({
        ...{ ...datedOf(one, day), class: one.class, limited_use: one.limited_use },
      })),
      shares: shares.map((one) => ({
        ...{ ...datedOf(one, day), ...sourceOf(one) },
        scheme: one.insutype === "" ? "各险种" : schemeWords(one.insutype, "zh"),
        share: percentFromPpm(ppm(one.share_ppm)),
      })),
      ceilings: ceilings.map((one) => ({
        ...{ ...datedOf(one, day), ...sourceOf(one) },
        level: one.hospital_level === "" ? "各级机构" : rowTitle(one.hospital_level, NO_DISEASES),
        yuan: yuanFromMicroYuan(one.ceiling_micro_yuan),
      })),
    };
  },
});

interface Period {
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
}

const NO_DISEASES = new Map<string, { name: string }>();

/** What holds on the day, or else the latest. */
function current<Row extends Period>(rows: readonly Row[], day: CivilDate): Row | undefined {
  return rows.find((row) => holds(row, day)) ?? rows[0];
}

function holds({ valid_from, valid_to }: Period, day: CivilDate): boolean {
  return contains({ from: valid_from, to: valid_to }, day);
}

function datedOf(row: Period, day: CivilDate) {
  return { from: row.valid_from, to: row.valid_to, is_current: holds(row, day) };
}

function sourceOf({ basis, document }: { readonly basis: Basis; readonly document: string }) {
  return { document, unverified: basis !== "official" };
}

export const PUBLIC_ITEM_ROUTES = [items, item];
