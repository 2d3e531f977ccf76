import { Type } from "typebox";
import { visitTypeWords } from "../../policy/index.ts";
import { readPersonVisits } from "../../settlement/index.ts";
import { listRoute } from "../list-route.ts";
import {
  Day,
  dayOrNull,
  FenOrNull,
  orderOf,
  PersonParams,
  Text,
  TextOrNull,
  textOrNull,
} from "./fields.ts";

/** A person's visits, each with what was settled of it. */

const STATES = ["open", "in-force", "adjusted", "reversed", "cancelled"] as const;
const SORTABLE = ["begin_at", "settled_at", "total_fen", "fund_fen", "cash_fen"] as const;

const visits = listRoute({
  path: "/api/v1/people/:person_no/visits",
  title: "参保人就诊与结算",
  right: "settlement.read",
  params: PersonParams,
  filters: {
    state: Type.Optional(Type.Enum([...STATES])),
    institution_code: Type.Optional(Type.String({ maxLength: 30 })),
    from: Type.Optional(Day),
    until: Type.Optional(Day),
  },
  row: {
    visit_id: Text,
    settlement_id: TextOrNull,
    institution_code: Text,
    institution: Text,
    visit_type: Text,
    /** Paid by the person and claimed at the agency (零星报销). */
    is_claim: Type.Boolean(),
    begin_at: Text,
    end_at: TextOrNull,
    settled_at: TextOrNull,
    interim: Type.Boolean(),
    state: Type.Enum([...STATES]),
    total_fen: FenOrNull,
    fund_fen: FenOrNull,
    account_fen: FenOrNull,
    cash_fen: FenOrNull,
  },
  columns: [
    { key: "visit_id", title: "就诊ID", kind: "text" },
    { key: "settlement_id", title: "结算ID", kind: "text" },
    { key: "institution_code", title: "机构编号", kind: "text" },
    { key: "institution", title: "机构", kind: "text" },
    { key: "visit_type", title: "医疗类别", kind: "text" },
    { key: "begin_at", title: "就诊时间", kind: "text" },
    { key: "settled_at", title: "结算时间", kind: "text" },
    { key: "state", title: "状态", kind: "text" },
    { key: "total_fen", title: "医疗费用", kind: "amount" },
    { key: "fund_fen", title: "基金支付", kind: "amount" },
    { key: "account_fen", title: "个人账户", kind: "amount" },
    { key: "cash_fen", title: "个人现金", kind: "amount" },
  ],
  sortable: [...SORTABLE],
  subject: ({ params }) => params.person_no,
  rows: async ({ read, house }, asked, { offset, limit, sort }, { person_no = "" }) => {
    const filter = {
      person_no,
      state: asked.state ?? null,
      institution_code: textOrNull(asked.institution_code),
      from: dayOrNull(asked.from, "from"),
      to: dayOrNull(asked.until, "until"),
      ...orderOf<(typeof SORTABLE)[number]>(sort, "begin_at", true),
      ...{ offset, limit },
    };
    const { rows, total } = await read((runner) => readPersonVisits(runner, filter));
    const region = house.region.value;
    const institutions = house.institutions.value;
    return {
      total,
      rows: rows.map(({ kind, visit_state, insutype, claimed_institution, ...row }) => ({
        ...row,
        is_claim: kind === "claim",
        visit_id: String(row.visit_id),
        settlement_id: row.settlement_id === null ? null : String(row.settlement_id),
        institution:
          claimed_institution ??
          institutions.byCode(row.institution_code)?.name ??
          row.institution_code,
        visit_type: row.visit_type === null ? "" : visitTypeWords(row.visit_type, region, "zh"),
      })),
    };
  },
});

export const PERSON_VISITS_ROUTES = [visits];
