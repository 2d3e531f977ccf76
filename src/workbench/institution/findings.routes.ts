import { Type } from "typebox";
import { countFindings, type FindingSearch, searchFindings } from "../../supervision/index.ts";
import { dayOrNull, orderOf } from "../agency/fields.ts";
import { listRoute } from "../list-route.ts";
import { FINDING, findingRow, OUTCOMES, STATES } from "../supervision/findings.routes.ts";
import type { Waiting } from "../waiting.ts";
import { ownInstitution } from "./own.ts";

/** What audits found in an institution's own orders, and what the office made of it. */

const findings = listRoute({
  path: "/api/v1/own/findings",
  title: "本机构审核结果",
  right: "appeals.own",
  filters: {
    outcome: Type.Optional(Type.Enum([...OUTCOMES])),
    state: Type.Optional(Type.Enum([...STATES])),
    from: Type.Optional(Type.String({ maxLength: 10 })),
    to: Type.Optional(Type.String({ maxLength: 10 })),
  },
  row: FINDING,
  columns: [
    { key: "finding_id", title: "编号", kind: "text" },
    { key: "audited_at", title: "审核时间", kind: "time" },
    { key: "person_no", title: "人员编号", kind: "text" },
    { key: "visit_id", title: "就诊号", kind: "text" },
    { key: "rule_title", title: "规则", kind: "text" },
    { key: "outcome", title: "程度", kind: "text" },
    { key: "amount_fen", title: "涉及金额", kind: "amount" },
    { key: "content", title: "内容", kind: "text" },
    { key: "state", title: "处理", kind: "text" },
  ],
  sortable: ["audited_at", "amount_fen"],
  rows: async (context, asked, { offset, limit, sort }) => {
    const { institution_code } = ownInstitution(context);
    const search = {
      ...ofOne(institution_code),
      ...{ outcome: asked.outcome ?? null, state: asked.state ?? null },
      ...{ from: dayOrNull(asked.from, "from"), to: dayOrNull(asked.to, "to") },
    };
    const page = {
      ...orderOf<"audited_at" | "amount_fen">(sort, "audited_at", true),
      ...{ offset, limit },
    };
    const found = await context.read((runner) => searchFindings(runner, search, page));
    return { total: found.total, rows: found.rows.map((one) => findingRow(one, context.house)) };
  },
});

function ofOne(institution_code: string): FindingSearch {
  return {
    ...{ person_no: null, institution_codes: [institution_code], stage: null, outcome: null },
    ...{ rule: null, state: null, from: null, to: null },
  };
}

export const findingsWaiting: Waiting = {
  right: "appeals.own",
  title: "请本机构说明的审核结果",
  title_en: "Findings to explain",
  path: "/own/findings?state=asked",
  count: (context) => {
    const { institution_code } = ownInstitution(context);
    const search: FindingSearch = { ...ofOne(institution_code), state: "asked" };
    return context.read((runner) => countFindings(runner, search));
  },
};

export const OWN_FINDING_ROUTES = [findings];
