import { Type } from "typebox";
import { coversRegion } from "../../access/index.ts";
import { addDays, type CivilDate, YibaoError } from "../../kernel/index.ts";
import { rowTitle } from "../../policy/index.ts";
import { agreementOn, type InstitutionRecord, levelOn } from "../../providers/index.ts";
import { readInstitutionMonths } from "../../settlement/index.ts";
import { regionWord } from "../explained/dictionary-word.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import type { Searcher } from "../searcher.ts";
import { Fen, Text, TextOrNull, textOrNull, todayOf } from "./fields.ts";

/** Institutions: level, agreements, and what was settled there. */

const STATE_WORDS = { active: "有效", suspended: "中止", ended: "终止" } as const;
const RIGHTS = ["settlement.read", "reconciliation.read"] as const;

const INSTITUTION = {
  institution_code: Text,
  name: Text,
  type: Type.Enum(["1", "2"]),
  level: Text,
  region: Text,
  agreement: Text,
};

const institutions = listRoute({
  path: "/api/v1/institutions",
  title: "定点医药机构",
  right: [...RIGHTS],
  filters: {
    text: Type.Optional(Type.String({ maxLength: 60 })),
    type: Type.Optional(Type.Enum(["1", "2"])),
  },
  row: INSTITUTION,
  columns: [
    { key: "institution_code", title: "机构编号", kind: "text" },
    { key: "name", title: "名称", kind: "text" },
    { key: "type", title: "类别", kind: "text" },
    { key: "level", title: "等级", kind: "text" },
    { key: "region", title: "所在地", kind: "text" },
    { key: "agreement", title: "协议", kind: "text" },
  ],
  rows: async ({ house, now }, { text, type }, { offset, limit }) => {
    const found = matching(house, textOrNull(text), type ?? null);
    const rows = found.slice(offset, offset + limit).map((one) => rowOf(one, house, now));
    return { rows, total: found.length };
  },
});

/** Who may treat is public: no row is left out by region. */
function matching({ institutions: { value } }: House, text: string | null, type: string | null) {
  return value.all.filter(
    (one) =>
      (type === null || one.type === type) &&
      (text === null || one.name.includes(text) || one.institution_code.startsWith(text)),
  );
}

function rowOf(one: InstitutionRecord, { region }: House, now: Date) {
  const day = todayOf(now);
  const state = agreementOn(one, day)?.state;
  return {
    institution_code: one.institution_code,
    name: one.name,
    type: one.type,
    level: rowTitle(levelOn(one, day), region.value.diseases),
    region: regionWord(one.region),
    agreement: state === undefined ? "没有协议" : STATE_WORDS[state],
  };
}

const Month = Type.Object({
  month: Text,
  settlements: Type.Integer(),
  reversals: Type.Integer(),
  total_fen: Fen,
  fund_fen: Fen,
  account_fen: Fen,
  cash_fen: Fen,
});

const institution = route({
  method: "GET",
  path: "/api/v1/institutions/:institution_code",
  title: "定点机构详情",
  right: [...RIGHTS],
  params: Type.Object({ institution_code: Type.String({ maxLength: 30 }) }),
  answer: Type.Object({
    ...INSTITUTION,
    uscc: TextOrNull,
    agreements: Type.Array(
      Type.Object({
        from: Text,
        to: TextOrNull,
        state: Text,
        settled_level: TextOrNull,
        reason: Text,
      }),
    ),
    /** What the caller may see of it; of the last twelve months. */
    months: Type.Array(Month),
    /** Whether the institution lies in the caller's own regions. */
    is_own: Type.Boolean(),
  }),
  handle: async (context, { params }) => {
    const { house, now, caller } = context;
    const found = knownInstitution(house, params.institution_code);
    const months = await lastMonths(context, found.institution_code);
    return {
      ...rowOf(found, house, now),
      uscc: found.uscc || null,
      agreements: found.agreements.map(({ period, state, settled_level, reason }) => ({
        ...{ ...period, state: STATE_WORDS[state], reason },
        settled_level:
          settled_level === null ? null : rowTitle(settled_level, house.region.value.diseases),
      })),
      months: months.map(({ institution_code: _, ...month }) => month),
      is_own: coversRegion(caller.regions, found.region),
    };
  },
});

/** @throws YibaoError AGENCY-INSTITUTION-UNKNOWN, at the field where there is one */
export function knownInstitution(
  { institutions }: House,
  institution_code: string,
  field?: string,
): InstitutionRecord {
  const found = institutions.value.byCode(institution_code);
  if (found !== null) return found;
  throw new YibaoError("AGENCY-INSTITUTION-UNKNOWN", { institution_code }, field);
}

const YEAR_DAYS = 365;

function lastMonths({ read, now }: Context, institution_code: string) {
  const to = todayOf(now);
  const from = `${addDays(to, -YEAR_DAYS).slice(0, 7)}-01` as CivilDate;
  const filter = { institution_codes: [institution_code], from, to, insutype: null };
  return read((runner) => readInstitutionMonths(runner, filter));
}

export const institutionSearcher: Searcher = {
  right: "settlement.read",
  kind: "定点机构",
  find: async ({ house, now }, text, limit) =>
    matching(house, text, null)
      .slice(0, limit)
      .map((one) => rowOf(one, house, now))
      .map(({ institution_code, name, level, region, agreement }) => ({
        title: name,
        detail: [institution_code, level, region, `协议${agreement}`].join(" · "),
        path: `/institutions/${encodeURIComponent(institution_code)}`,
      })),
};

export const INSTITUTION_ROUTES = [institutions, institution];
