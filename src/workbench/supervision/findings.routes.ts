import { type Static, Type } from "typebox";
import {
  type Finding,
  type FindingSearch,
  RULE_IDS,
  RULES,
  searchFindings,
} from "../../supervision/index.ts";
import { dayOrNull, FenOrNull, orderOf, Text, TextOrNull, textOrNull } from "../agency/fields.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import { route } from "../route.ts";

/** What audits of orders found (3101, 3102): the inbox of the supervision office. */

export const OUTCOMES = ["violation", "suspicion", "clue", "not-evaluable"] as const;
export const STAGES = ["pre-event", "in-event"] as const;
export const STATES = ["new", "asked", "answered", "confirmed", "dismissed"] as const;

export const FINDING = {
  finding_id: Text,
  audited_at: Text,
  institution_code: Text,
  institution: Text,
  person_no: Text,
  visit_id: Text,
  stage: Type.Enum([...STAGES]),
  rule: Text,
  rule_title: Text,
  outcome: Type.Enum([...OUTCOMES]),
  amount_fen: FenOrNull,
  /** What is wrong, and how to mend it. */
  content: Text,
  state: Type.Enum([...STATES]),
  /** What the doctor did: kept the order, or revised it. */
  way: Type.Union([Type.Enum(["kept", "revised"]), Type.Null()]),
};
const Row = Type.Object(FINDING);

const findings = listRoute({
  path: "/api/v1/supervision/findings",
  title: "事前事中审核结果",
  right: "supervision.read",
  filters: {
    institution: Type.Optional(Type.String({ maxLength: 60, description: "机构名称或编号" })),
    rule: Type.Optional(Type.Enum([...RULE_IDS])),
    outcome: Type.Optional(Type.Enum([...OUTCOMES])),
    stage: Type.Optional(Type.Enum([...STAGES])),
    state: Type.Optional(Type.Enum(["waiting", ...STATES])),
    person_no: Type.Optional(Type.String({ maxLength: 64 })),
    from: Type.Optional(Type.String({ maxLength: 10 })),
    to: Type.Optional(Type.String({ maxLength: 10 })),
  },
  row: FINDING,
  columns: [
    { key: "finding_id", title: "编号", kind: "text" },
    { key: "audited_at", title: "审核时间", kind: "time" },
    { key: "institution_code", title: "机构编号", kind: "text" },
    { key: "institution", title: "机构", kind: "text" },
    { key: "person_no", title: "人员编号", kind: "text" },
    { key: "visit_id", title: "就诊号", kind: "text" },
    { key: "stage", title: "环节", kind: "text" },
    { key: "rule", title: "规则", kind: "text" },
    { key: "rule_title", title: "规则名称", kind: "text" },
    { key: "outcome", title: "程度", kind: "text" },
    { key: "amount_fen", title: "涉及金额", kind: "amount" },
    { key: "content", title: "内容", kind: "text" },
    { key: "state", title: "处理", kind: "text" },
    { key: "way", title: "医生反馈", kind: "text" },
  ],
  sortable: ["audited_at", "amount_fen"],
  subject: ({ query }) => textOrNull(query.person_no),
  rows: async ({ house, read }, asked, { offset, limit, sort }) => {
    const search: FindingSearch = {
      person_no: textOrNull(asked.person_no),
      institution_codes: institutionsNamed(house, textOrNull(asked.institution)),
      ...{ stage: asked.stage ?? null, outcome: asked.outcome ?? null, rule: asked.rule ?? null },
      ...{ state: asked.state ?? null },
      ...{ from: dayOrNull(asked.from, "from"), to: dayOrNull(asked.to, "to") },
    };
    const page = {
      ...orderOf<"audited_at" | "amount_fen">(sort, "audited_at", true),
      ...{ offset, limit },
    };
    const found = await read((runner) => searchFindings(runner, search, page));
    return { rows: found.rows.map((one) => findingRow(one, house)), total: found.total };
  },
});

/** Codes of the institutions that a text names; null for every one. */
export function institutionsNamed(
  { institutions }: House,
  text: string | null,
): readonly string[] | null {
  if (text === null) return null;
  return institutions.value.all
    .filter((one) => one.name.includes(text) || one.institution_code.startsWith(text))
    .map(({ institution_code }) => institution_code);
}

const TITLES: ReadonlyMap<string, string> = new Map(RULES.map(({ id, title }) => [id, title]));

export function ruleTitle(rule: string): string {
  return TITLES.get(rule) ?? rule;
}

export function institutionName({ institutions }: House, institution_code: string): string {
  return institutions.value.byCode(institution_code)?.name ?? institution_code;
}

export function findingRow(one: Finding, house: House): Static<typeof Row> {
  const { id, institution_code, person_no, visit_id, stage, rule, outcome, amount_fen } = one;
  return {
    finding_id: id,
    audited_at: one.audited_at.toISOString(),
    ...{ institution_code, institution: institutionName(house, institution_code) },
    ...{ person_no, visit_id, stage, rule, rule_title: ruleTitle(rule), outcome, amount_fen },
    ...{ content: one.content, state: one.state, way: one.way },
  };
}

const rules = route({
  method: "GET",
  path: "/api/v1/supervision/rules",
  title: "审核规则",
  right: "supervision.read",
  answer: Type.Object({
    rules: Type.Array(Type.Object({ rule: Text, title: Text, national: TextOrNull })),
  }),
  handle: async () => ({
    rules: RULES.map(({ id, title, national }) => ({
      ...{ rule: id, title },
      national: [...new Set(Object.values(national))].join("；") || null,
    })),
  }),
});

export const FINDING_ROUTES = [findings, rules];
