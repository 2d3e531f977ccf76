import { Type } from "typebox";
import { type ItemTimeline, readItemTimeline, yuanFromMicroYuan } from "../../catalogue/index.ts";
import { type CivilDate, YibaoError } from "../../kernel/index.ts";
import { LIMIT_KINDS, readItemLimits } from "../../supervision/index.ts";
import { dayOrNull, Text, TextOrNull, todayOf } from "../agency/fields.ts";
import { route } from "../route.ts";
import { limitWords } from "../supervision/limit-words.ts";
import { CLASS_WORDS, levelWord, listTypeWord, schemeWord } from "./catalogue-words.ts";
import { ITEM, itemRow } from "./items.routes.ts";

/** One item: what holds on a day, and all that was ever said of it. */

const Dated = { from: Text, to: TextOrNull };
const Sourced = { document: Text, is_official: Type.Boolean() };

const item = route({
  method: "GET",
  path: "/api/v1/catalogue/items/:item_code",
  title: "医保目录项目",
  right: "catalogue.read",
  params: Type.Object({ item_code: Type.String({ maxLength: 30 }) }),
  query: Type.Object({ day: Type.Optional(Type.String({ maxLength: 10 })) }),
  answer: Type.Object({
    item_code: Text,
    day: Text,
    /** Null when it is not in the catalogue on the day. */
    now: Type.Union([Type.Object(ITEM), Type.Null()]),
    names: Type.Array(
      Type.Object({
        ...Dated,
        name: Text,
        list_type_title: Text,
        unit: Text,
        specification: Text,
        maker: Text,
      }),
    ),
    classes: Type.Array(
      Type.Object({
        ...Dated,
        class: Text,
        class_title: Text,
        limited_use: Type.Boolean(),
        paid_alone: Type.Boolean(),
        negotiated: Type.Boolean(),
      }),
    ),
    shares: Type.Array(
      Type.Object({
        ...Dated,
        ...Sourced,
        insutype: Text,
        scheme: Text,
        share_ppm: Type.Integer(),
      }),
    ),
    ceilings: Type.Array(
      Type.Object({ ...Dated, ...Sourced, level: Text, level_title: Text, ceiling_yuan: Text }),
    ),
    /** What audits of orders look at. */
    limits: Type.Array(Type.Object({ ...Dated, ...Sourced, title: Text, value: Text })),
  }),
  handle: async ({ house, read, now }, { params, query }) => {
    const { item_code } = params;
    const day = dayOrNull(query.day, "day") ?? todayOf(now);
    const { timeline, limits } = await read(async (runner) => ({
      timeline: await readItemTimeline(runner, item_code),
      limits: await readItemLimits(runner, item_code),
    }));
    if (timeline.items.length === 0)
      throw new YibaoError("CATALOGUE-ITEM-NOT-FOUND", { item_code });
    const { diseases } = house.region.value;
    const found = itemOn(timeline, day);
    return {
      ...{ item_code, day },
      now: found === null ? null : itemRow(found, house.catalogue.value, day),
      ...historyOf(timeline),
      limits: limits.map((row) => ({
        ...{ ...dated(row), title: LIMIT_KINDS[row.kind].title, value: limitWords(row, diseases) },
        document: [row.document, row.clause].filter((part) => part !== "").join(" "),
        is_official: row.basis === "official",
      })),
    };
  },
});

interface Period {
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
}

function dated({ valid_from, valid_to }: Period) {
  return { from: valid_from, to: valid_to };
}

function onDay<Row extends Period>(rows: readonly Row[], day: CivilDate): Row | undefined {
  return rows.find(
    ({ valid_from, valid_to }) => valid_from <= day && (valid_to === null || day < valid_to),
  );
}

function itemOn({ items, classes }: ItemTimeline, day: CivilDate) {
  const own = onDay(items, day);
  const ofClass = onDay(classes, day);
  return own === undefined || ofClass === undefined ? null : { ...own, ...ofClass };
}

function historyOf({ items, classes, shares, ceilings }: ItemTimeline) {
  return {
    names: items.map((one) => ({
      ...{ ...dated(one), name: one.name, list_type_title: listTypeWord(one.list_type) },
      ...{ unit: one.unit, specification: one.specification, maker: one.maker },
    })),
    classes: classes.map((one) => ({
      ...{ ...dated(one), class: one.class, class_title: CLASS_WORDS[one.class] },
      ...{ limited_use: one.limited_use, paid_alone: one.paid_alone, negotiated: one.negotiated },
    })),
    shares: shares.map((one) => ({
      ...{ ...dated(one), insutype: one.insutype, scheme: schemeWord(one.insutype) },
      ...{ share_ppm: one.share_ppm, document: one.document },
      is_official: one.basis === "official",
    })),
    ceilings: ceilings.map((one) => ({
      ...{ ...dated(one), level: one.hospital_level, level_title: levelWord(one.hospital_level) },
      ...{ ceiling_yuan: yuanFromMicroYuan(one.ceiling_micro_yuan), document: one.document },
      is_official: one.basis === "official",
    })),
  };
}

export const ONE_ITEM_ROUTES = [item];
