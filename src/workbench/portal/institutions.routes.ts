import { Type } from "typebox";
import { YibaoError } from "../../kernel/index.ts";
import { HOSPITAL_LEVELS, rowTitle } from "../../policy/index.ts";
import { agreementOn, type InstitutionRecord, levelOn } from "../../providers/index.ts";
import { Day, dayOrNull, Text, TextOrNull, textOrNull, todayOf } from "../agency/fields.ts";
import { regionWord } from "../explained/dictionary-word.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";

/** Where one can be treated on the insurance, for anybody: by level, district and agreement. */

const STATES = ["active", "suspended", "ended", "none"] as const;
const STATE_WORDS = {
  active: "协议有效",
  suspended: "协议中止",
  ended: "协议终止",
  none: "没有协议",
} as const;
const TYPE_WORDS = { "1": "医院", "2": "药店" } as const;
const SORTABLE = ["institution_code", "name", "level", "district"] as const;

const INSTITUTION = {
  institution_code: Text,
  name: Text,
  type: Text,
  level: Text,
  level_title: Text,
  district: Text,
  district_name: Text,
  agreement: Type.Enum([...STATES]),
  agreement_words: Text,
  /** The first and the last day of the agreement's present state. */
  agreement_from: TextOrNull,
  agreement_to: TextOrNull,
};

interface Row {
  readonly institution_code: string;
  readonly name: string;
  readonly type: string;
  readonly level: string;
  readonly level_title: string;
  readonly district: string;
  readonly district_name: string;
  readonly agreement: (typeof STATES)[number];
  readonly agreement_words: string;
  readonly agreement_from: string | null;
  readonly agreement_to: string | null;
}

const FILTERS = {
  text: Type.Optional(Type.String({ maxLength: 60 })),
  type: Type.Optional(Type.Enum(["1", "2"])),
  level: Type.Optional(Type.Enum([...HOSPITAL_LEVELS])),
  district: Type.Optional(Type.String({ maxLength: 6 })),
  agreement: Type.Optional(Type.Enum([...STATES])),
  day: Type.Optional(Day),
};

interface Wanted {
  readonly text?: string;
  readonly type?: string;
  readonly level?: string;
  readonly district?: string;
  readonly agreement?: string;
  readonly day?: string;
}

const institutions = listRoute({
  path: "/api/v1/public/institutions",
  title: "定点医药机构查询",
  right: "public",
  filters: FILTERS,
  row: INSTITUTION,
  columns: [
    { key: "institution_code", title: "机构编号", kind: "text" },
    { key: "name", title: "名称", kind: "text" },
    { key: "type", title: "类别", kind: "text" },
    { key: "level_title", title: "等级", kind: "text" },
    { key: "district_name", title: "所在地", kind: "text" },
    { key: "agreement_words", title: "协议状态", kind: "text" },
    { key: "agreement_from", title: "自", kind: "date" },
    { key: "agreement_to", title: "至", kind: "date" },
  ],
  sortable: [...SORTABLE],
  rows: async (context, wanted, { offset, limit, sort }) => {
    const found = matching(context, wanted);
    if (sort !== null) found.sort(by(sort));
    return { rows: found.slice(offset, offset + limit), total: found.length };
  },
});

function matching({ house, now }: Context, wanted: Wanted): Row[] {
  const text = textOrNull(wanted.text);
  const day = dayOrNull(wanted.day, "day") ?? todayOf(now);
  return house.institutions.value.all
    .map((one) => rowOf(one, house, day))
    .filter(
      (row) =>
        (text === null || row.name.includes(text) || row.institution_code.startsWith(text)) &&
        (wanted.type === undefined || row.type === TYPE_WORDS[wanted.type as "1" | "2"]) &&
        (wanted.level === undefined || row.level === wanted.level) &&
        (wanted.district === undefined || row.district === wanted.district) &&
        (wanted.agreement === undefined || row.agreement === wanted.agreement),
    );
}

function rowOf(
  one: InstitutionRecord,
  { region }: Pick<House, "region">,
  day: Parameters<typeof levelOn>[1],
): Row {
  const agreement = agreementOn(one, day);
  const level = levelOn(one, day);
  const state = agreement?.state ?? "none";
  return {
    institution_code: one.institution_code,
    name: one.name,
    type: TYPE_WORDS[one.type],
    ...{ level, level_title: rowTitle(level, region.value.diseases) },
    district: one.region,
    district_name: regionWord(one.region),
    ...{ agreement: state, agreement_words: STATE_WORDS[state] },
    agreement_from: agreement?.period.from ?? null,
    agreement_to: agreement?.period.to ?? null,
  };
}

/** Levels from the smallest to the largest, everything else as text. */
function by(sort: string): (a: Row, b: Row) => number {
  const sign = sort.startsWith("-") ? -1 : 1;
  const key = sort.replace("-", "") as (typeof SORTABLE)[number];
  const value = (row: Row): string | number =>
    key === "level" ? (HOSPITAL_LEVELS as readonly string[]).indexOf(row.level) : row[key];
  return (a, b) => {
    const [one, other] = [value(a), value(b)];
    return one < other ? -sign : one > other ? sign : 0;
  };
}

const Choice = Type.Object({ value: Text, title: Text });

const summary = route({
  method: "GET",
  path: "/api/v1/public/institution-summary",
  title: "定点医药机构分布",
  right: "public",
  query: Type.Object({ day: Type.Optional(Day) }),
  answer: Type.Object({
    day: Text,
    districts: Type.Array(Choice),
    levels: Type.Array(Choice),
    /** How many there are with an agreement in force, and in all. */
    counts: Type.Array(
      Type.Object({
        district: Text,
        level: Text,
        active: Type.Integer(),
        all: Type.Integer(),
      }),
    ),
  }),
  handle: async (context, { query }) => {
    const rows = matching(context, query.day === undefined ? {} : { day: query.day });
    const counts = new Map<
      string,
      { district: string; level: string; active: number; all: number }
    >();
    for (const { district, level, agreement } of rows) {
      const key = `${district} ${level}`;
      const known = counts.get(key) ?? { district, level, active: 0, all: 0 };
      known.all += 1;
      if (agreement === "active") known.active += 1;
      counts.set(key, known);
    }
    const districts = new Map(rows.map(({ district, district_name }) => [district, district_name]));
    const levels = HOSPITAL_LEVELS.filter((level) => rows.some((row) => row.level === level));
    const { diseases } = context.house.region.value;
    return {
      day: query.day ?? todayOf(context.now),
      districts: [...districts].sort(byText).map(([value, title]) => ({ value, title })),
      levels: levels.map((value) => ({ value, title: rowTitle(value, diseases) })),
      counts: [...counts.values()],
    };
  },
});

function byText([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

const institution = route({
  method: "GET",
  path: "/api/v1/public/institutions/:institution_code",
  title: "定点医药机构",
  right: "public",
  params: Type.Object({ institution_code: Type.String({ maxLength: 30 }) }),
  answer: Type.Object({
    ...INSTITUTION,
    agreements: Type.Array(
      Type.Object({ from: Text, to: TextOrNull, state: Text, settled_level: TextOrNull }),
    ),
  }),
  handle: async ({ house, now }, { params: { institution_code } }) => {
    const found = house.institutions.value.byCode(institution_code);
    if (found === null) throw new YibaoError("PORTAL-INSTITUTION-UNKNOWN", { institution_code });
    const { diseases } = house.region.value;
    return {
      ...rowOf(found, house, todayOf(now)),
      agreements: found.agreements.map(({ period, state, settled_level }) => ({
        ...{ ...period, state: STATE_WORDS[state] },
        settled_level: settled_level === null ? null : rowTitle(settled_level, diseases),
      })),
    };
  },
});

export const PUBLIC_INSTITUTION_ROUTES = [institutions, summary, institution];
