import { Type } from "typebox";
import { readListStates, searchCeilings, yuanFromMicroYuan } from "../../catalogue/index.ts";
import { dayOrNull, orderOf, Text, TextOrNull, textOrNull, todayOf } from "../agency/fields.ts";
import { listRoute } from "../list-route.ts";
import { levelWord } from "./catalogue-words.ts";

/** Highest prices in force on a day, and the lists that institutions download. */

const LEVELS = ["", "primary", "level1", "level2", "level3", "level3-provincial", "pharmacy"];

const ceilings = listRoute({
  path: "/api/v1/catalogue/ceilings",
  title: "限价",
  right: "catalogue.read",
  filters: {
    text: Type.Optional(Type.String({ maxLength: 60, description: "名称或编码" })),
    level: Type.Optional(Type.Enum([...LEVELS, "all-levels"])),
    unverified: Type.Optional(Type.Boolean({ description: "只看待核实的" })),
    day: Type.Optional(Type.String({ maxLength: 10, description: "哪一天有效；缺省今天" })),
  },
  row: {
    item_code: Text,
    name: TextOrNull,
    unit: TextOrNull,
    level: Text,
    level_title: Text,
    ceiling_yuan: Text,
    is_official: Type.Boolean(),
    document: Text,
    from: Text,
    to: TextOrNull,
  },
  columns: [
    { key: "item_code", title: "医保目录编码", kind: "text" },
    { key: "name", title: "名称", kind: "text" },
    { key: "unit", title: "单位", kind: "text" },
    { key: "level_title", title: "机构等级", kind: "text" },
    { key: "ceiling_yuan", title: "限价（元）", kind: "count" },
    { key: "is_official", title: "已核实", kind: "flag" },
    { key: "document", title: "文号", kind: "text" },
    { key: "from", title: "起", kind: "date" },
    { key: "to", title: "止（不含）", kind: "date" },
  ],
  sortable: ["item_code", "ceiling_micro_yuan", "valid_from"],
  rows: async ({ read, now }, asked, { offset, limit, sort }) => {
    const level = asked.level === "all-levels" ? "" : textOrNull(asked.level);
    const search = {
      ...{ text: textOrNull(asked.text), hospital_level: level },
      is_unverified: asked.unverified === true,
      day: dayOrNull(asked.day, "day") ?? todayOf(now),
      ...orderOf<"item_code" | "ceiling_micro_yuan" | "valid_from">(sort, "item_code", false),
      ...{ offset, limit },
    };
    const { rows, total } = await read((runner) => searchCeilings(runner, search));
    return {
      rows: rows.map((one) => ({
        ...{ item_code: one.item_code, name: one.name, unit: one.unit, level: one.hospital_level },
        level_title: levelWord(one.hospital_level),
        ceiling_yuan: yuanFromMicroYuan(one.ceiling_micro_yuan),
        ...{ is_official: one.basis === "official", document: one.document },
        ...{ from: one.valid_from, to: one.valid_to },
      })),
      total,
    };
  },
});

const lists = listRoute({
  path: "/api/v1/catalogue/lists",
  title: "目录下载的版本",
  right: "catalogue.read",
  filters: {},
  row: {
    list: Text,
    title: Text,
    rows: Type.Integer(),
    version: TextOrNull,
    updated_at: TextOrNull,
  },
  columns: [
    { key: "title", title: "目录", kind: "text" },
    { key: "rows", title: "行数", kind: "count" },
    { key: "version", title: "最新版本", kind: "text" },
    { key: "updated_at", title: "更新时间", kind: "time" },
  ],
  rows: async ({ read }, _asked, { offset, limit }) => {
    const all = await read((runner) => readListStates(runner));
    const rows = all.map((one) => ({
      ...one,
      updated_at: one.updated_at?.toISOString() ?? null,
    }));
    return { rows: rows.slice(offset, offset + limit), total: rows.length };
  },
});

export const CEILING_ROUTES = [ceilings, lists];
