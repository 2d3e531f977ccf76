import { type Static, Type } from "typebox";
import { yuanFromMicroYuan } from "../../catalogue/index.ts";
import { addDays, type CivilDate, laterDay } from "../../kernel/index.ts";
import {
  countMappings,
  levelOn,
  type MappingSearch,
  type ReviewedMapping,
  searchMappings,
} from "../../providers/index.ts";
import type { Runner } from "../../store/index.ts";
import { type Overpriced, readOverpriced } from "../../supervision/index.ts";
import { dayOrNull, Text, TextOrNull, textOrNull, todayOf } from "../agency/fields.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import type { Context } from "../route.ts";
import { institutionName, institutionsNamed } from "../supervision/findings.routes.ts";
import type { Waiting } from "../waiting.ts";
import { CLASS_WORDS, listTypeWord } from "./catalogue-words.ts";
import { DOUBTS, type Doubt, mappingDoubts } from "./mapping-doubt.ts";

/** What institutions' own codes stand for, with what is doubtful about each. */

const STATES = ["open", "accepted", "returned"] as const;
/** Fields of 3301, kept as they were sent. */
const NAME_MEMBER = "fixmedins_hilist_name";

export const MAPPING = {
  institution_code: Text,
  institution: Text,
  own_code: Text,
  own_name: TextOrNull,
  own_unit: TextOrNull,
  own_specification: TextOrNull,
  item_code: Text,
  item_name: TextOrNull,
  item_unit: TextOrNull,
  class_title: TextOrNull,
  list_type_title: TextOrNull,
  ceiling_yuan: TextOrNull,
  from: Text,
  to: TextOrNull,
  updated_at: Text,
  origin: Type.Enum(["uploaded", "imported"]),
  state: Type.Enum([...STATES]),
  doubts: Type.Array(Type.Object({ kind: Type.Enum([...DOUBTS]), reason: Text })),
  doubt_words: Text,
};
const Row = Type.Object(MAPPING);
export type MappingRow = Static<typeof Row>;

const mappings = listRoute({
  path: "/api/v1/catalogue/mappings",
  title: "机构目录对照",
  right: "mapping.review",
  filters: {
    institution: Type.Optional(Type.String({ maxLength: 60, description: "机构名称或编号" })),
    text: Type.Optional(Type.String({ maxLength: 60, description: "机构目录编码或名称" })),
    item_code: Type.Optional(Type.String({ maxLength: 30 })),
    state: Type.Optional(Type.Enum([...STATES])),
    origin: Type.Optional(Type.Enum(["uploaded", "imported"])),
    since: Type.Optional(Type.String({ maxLength: 10, description: "这一天起新增或改动的" })),
    doubtful: Type.Optional(
      Type.Boolean({ description: "只看有疑点的，或只看没有的；在最近的 5000 条里找" }),
    ),
  },
  row: MAPPING,
  columns: [
    { key: "institution_code", title: "机构编号", kind: "text" },
    { key: "institution", title: "机构", kind: "text" },
    { key: "own_code", title: "机构目录编码", kind: "text" },
    { key: "own_name", title: "机构目录名称", kind: "text" },
    { key: "item_code", title: "医保目录编码", kind: "text" },
    { key: "item_name", title: "医保目录名称", kind: "text" },
    { key: "class_title", title: "甲乙类", kind: "text" },
    { key: "ceiling_yuan", title: "限价（元）", kind: "count" },
    { key: "from", title: "起", kind: "date" },
    { key: "to", title: "止（不含）", kind: "date" },
    { key: "updated_at", title: "更新时间", kind: "time" },
    { key: "state", title: "审核", kind: "text" },
    { key: "doubt_words", title: "疑点", kind: "text" },
  ],
  rows: async (context, asked, { offset, limit }) => {
    const { house, now, read } = context;
    const search: MappingSearch = {
      institution_codes: institutionsNamed(house, textOrNull(asked.institution)),
      ...{ text: textOrNull(asked.text), item_code: textOrNull(asked.item_code) },
      ...{ state: asked.state ?? null, origin: asked.origin ?? null },
      ...{ since: dayOrNull(asked.since, "since"), day: todayOf(now), name_member: NAME_MEMBER },
    };
    return read(async (runner) => {
      const judge = await judgeOf(context, runner);
      if (asked.doubtful !== undefined) {
        return doubtfulPage(runner, judge, search, { doubtful: asked.doubtful, offset, limit });
      }
      const rows = await searchMappings(runner, search, { offset, limit });
      return { rows: rows.map(judge), total: await countMappings(runner, search) };
    });
  },
});

/** Doubts are judged from the catalogue in memory: of so many, the latest. */
const SCAN_MOST = 5_000;

async function doubtfulPage(
  runner: Runner,
  judge: (one: ReviewedMapping) => MappingRow,
  search: MappingSearch,
  wanted: { readonly doubtful: boolean; readonly offset: number; readonly limit: number },
) {
  const { doubtful, offset, limit } = wanted;
  const scanned = await searchMappings(runner, search, { offset: 0, limit: SCAN_MOST });
  const rows = scanned.map(judge).filter(({ doubts }) => doubts.length > 0 === doubtful);
  const isWhole = scanned.length < SCAN_MOST;
  return { rows: rows.slice(offset, offset + limit), total: isWhole ? rows.length : null };
}

const OVERPRICED_DAYS = 365;
const OVERPRICED_MOST = 5_000;

/** What makes rows of mappings, with the prices that audits found too high in the last year. */
export async function judgeOf(
  { house, now }: Pick<Context, "house" | "now">,
  runner: Runner,
): Promise<(one: ReviewedMapping) => MappingRow> {
  const day = todayOf(now);
  const since = addDays(day, -OVERPRICED_DAYS);
  const found = await readOverpriced(runner, since, OVERPRICED_MOST);
  const overpriced = new Map(found.map((one) => [keyOf(one), one]));
  return (one) => rowOf(one, house, day, overpriced.get(keyOf(one)) ?? null);
}

function keyOf(one: Pick<Overpriced, "institution_code" | "own_code" | "item_code">): string {
  return `${one.institution_code} ${one.own_code} ${one.item_code}`;
}

function rowOf(
  one: ReviewedMapping,
  house: House,
  today: CivilDate,
  overpriced: Overpriced | null,
): MappingRow {
  const { institution_code, own_code, item_code, details, valid_from } = one;
  const day = laterDay(valid_from, today);
  const institution = house.institutions.value.byCode(institution_code);
  const level = institution === null ? "primary" : levelOn(institution, day);
  const entry = house.catalogue.value.entryOn(item_code, day, "310", level);
  const ceiling = entry?.ceiling_micro_yuan ?? null;
  const ceiling_yuan = ceiling === null ? null : yuanFromMicroYuan(ceiling);
  const own_name = said(details, NAME_MEMBER);
  const own_unit = said(details, "prcunt");
  const doubts: readonly Doubt[] = mappingDoubts({
    ...{ own_name, own_unit, own_list_type: said(details, "list_type"), entry, ceiling_yuan },
    overpriced_yuan: overpriced === null ? null : yuanFromMicroYuan(overpriced.price_micro_yuan),
  });
  return {
    ...{ institution_code, institution: institutionName(house, institution_code) },
    ...{ own_code, own_name, own_unit, own_specification: said(details, "spec") },
    ...{ item_code, item_name: entry?.name ?? null, item_unit: entry?.unit || null },
    class_title: entry === null ? null : CLASS_WORDS[entry.class],
    list_type_title: entry === null ? null : listTypeWord(entry.list_type),
    ...{ ceiling_yuan, from: valid_from, to: one.valid_to },
    updated_at: one.updated_at.toISOString(),
    origin: one.is_uploaded ? "uploaded" : "imported",
    ...{ state: one.state, doubts: [...doubts] },
    doubt_words: doubts.map(({ reason }) => reason).join("；"),
  };
}

function said(details: ReviewedMapping["details"], member: string): string | null {
  const value = details?.[member];
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** What was imported, whoever imported it has looked at; what is uploaded comes by itself. */
export const mappingWaiting: Waiting = {
  right: "mapping.review",
  title: "待审核的目录对照",
  title_en: "Mappings to review",
  path: "/catalogue/mappings?state=open&origin=uploaded",
  count: async ({ read, now }) =>
    read((runner) =>
      countMappings(runner, {
        ...{ institution_codes: null, item_code: null, text: null, since: null },
        ...{ state: "open", origin: "uploaded", day: todayOf(now), name_member: NAME_MEMBER },
      }),
    ),
};

export const MAPPING_ROUTES = [mappings];
