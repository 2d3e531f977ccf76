import { Type } from "typebox";
import { addDays, type CivilDate, YibaoError } from "../../kernel/index.ts";
import { schemeWords, visitTypeWords } from "../../policy/index.ts";
import { daysOfMonth } from "../../reconciliation/index.ts";
import {
  readClaimRows,
  readFundTotals,
  readInstitutionMonths,
  type StatementDays,
  type StatementFilter,
} from "../../settlement/index.ts";
import { Day, dayOrNull, Fen, Text, TextOrNull, todayOf } from "../agency/fields.ts";
import { dictionaryWord } from "../explained/dictionary-word.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import { ownInstitution } from "./own.ts";

/** An institution's own statements: its months, what each fund paid, and the entries behind. */

const YEARS_DAYS = 730;

const Sums = {
  settlements: Type.Integer(),
  reversals: Type.Integer(),
  total_fen: Fen,
  fund_fen: Fen,
  account_fen: Fen,
  cash_fen: Fen,
};

const months = route({
  method: "GET",
  path: "/api/v1/own/months",
  title: "本机构各月结算",
  right: "statements.own",
  answer: Type.Object({
    institution_code: Text,
    name: Text,
    /** Of the last two years, the latest first. */
    months: Type.Array(Type.Object({ month: Text, ...Sums })),
  }),
  handle: async (context) => {
    const { institution_code, name } = ownInstitution(context);
    const to = todayOf(context.now);
    const from = `${addDays(to, -YEARS_DAYS).slice(0, 7)}-01` as CivilDate;
    const filter = { institution_codes: [institution_code], from, to, insutype: null };
    const found = await context.read((runner) => readInstitutionMonths(runner, filter));
    return {
      ...{ institution_code, name },
      months: found.map(({ institution_code: _, ...month }) => month),
    };
  },
});

const month = route({
  method: "GET",
  path: "/api/v1/own/months/:month",
  title: "本机构一个月的基金支付",
  right: "statements.own",
  params: Type.Object({ month: Type.String({ pattern: "^20\\d\\d-(0[1-9]|1[0-2])$" }) }),
  answer: Type.Object({
    month: Text,
    from: Text,
    until: Text,
    funds: Type.Array(Type.Object({ fund: Text, name: Text, paid_fen: Fen })),
    rows: Type.Array(
      Type.Object({ scheme: Text, visit_type: Text, fund: Text, name: Text, paid_fen: Fen }),
    ),
  }),
  handle: async (context, { params }) => {
    const { institution_code } = ownInstitution(context);
    const days = daysOfMonth(params.month.replace("-", "")) as StatementDays;
    const account = accountFund(context.house);
    const filter: StatementFilter = { institution_code, days: [days] };
    const totals = await context.read((runner) => readFundTotals(runner, filter, account, null));
    const region = context.house.region.value;
    const funds = new Map<string, number>();
    const rows = new Map<string, { fund: string; scheme: string; type: string; paid: number }>();
    for (const { fund, insutype, visit_type, paid_fen } of totals) {
      funds.set(fund, (funds.get(fund) ?? 0) + paid_fen);
      const key = `${insutype} ${visit_type} ${fund}`;
      const known = rows.get(key) ?? { fund, scheme: insutype, type: visit_type, paid: 0 };
      known.paid += paid_fen;
      rows.set(key, known);
    }
    return {
      ...{ month: params.month, from: days.from, until: days.to },
      funds: [...funds].map(([fund, paid_fen]) => ({
        ...{ fund, name: fundName(context.house, fund), paid_fen },
      })),
      rows: [...rows.values()].map(({ fund, scheme, type, paid }) => ({
        scheme: schemeWords(scheme, "zh"),
        visit_type: visitTypeWords(type, region, "zh"),
        ...{ fund, name: fundName(context.house, fund), paid_fen: paid },
      })),
    };
  },
});

/** What is paid from personal accounts goes under this code. */
function accountFund({ region }: House): string {
  const { funds } = region.value;
  return [...funds.values()].find((one) => one.national_field === "acct_pay")?.fund ?? "";
}

function fundName({ region }: House, fund: string): string {
  return region.value.funds.get(fund)?.name ?? dictionaryWord("fund_pay_type", fund);
}

const KINDS = { settlement: "结算", reversal: "退费", adjustment: "重算差额" } as const;
const DAYS_MOST = 400;

const settlements = listRoute({
  path: "/api/v1/own/settlements",
  title: "本机构结算明细",
  right: "statements.own",
  filters: {
    from: Type.Optional(Day),
    until: Type.Optional(Day),
    insutype: Type.Optional(Type.Enum(["310", "390"])),
  },
  row: {
    settlement_id: Text,
    settled_at: Text,
    kind: Text,
    person_no: Text,
    own_number: Text,
    scheme: Text,
    visit_type: Text,
    clearing_type: Text,
    total_fen: Fen,
    fund_fen: Fen,
    account_fen: Fen,
    cash_fen: Fen,
    corrects: TextOrNull,
    message_id: Text,
  },
  columns: [
    { key: "settlement_id", title: "结算ID", kind: "text" },
    { key: "settled_at", title: "结算时间", kind: "text" },
    { key: "kind", title: "类型", kind: "text" },
    { key: "person_no", title: "人员编号", kind: "text" },
    { key: "own_number", title: "院内就诊号", kind: "text" },
    { key: "scheme", title: "险种", kind: "text" },
    { key: "visit_type", title: "医疗类别", kind: "text" },
    { key: "clearing_type", title: "清算类别", kind: "text" },
    { key: "total_fen", title: "医疗费总额", kind: "amount" },
    { key: "fund_fen", title: "基金支付", kind: "amount" },
    { key: "account_fen", title: "个人账户", kind: "amount" },
    { key: "cash_fen", title: "个人现金", kind: "amount" },
    { key: "corrects", title: "原结算ID", kind: "text" },
    { key: "message_id", title: "报文ID", kind: "text" },
  ],
  rows: async (context, asked, page) => {
    const { institution_code } = ownInstitution(context);
    const filter = {
      institution_code,
      days: [daysAsked(context, asked)],
      insutype: asked.insutype ?? null,
    };
    const { rows, count } = await context.read((runner) => readClaimRows(runner, filter, page));
    const region = context.house.region.value;
    return {
      total: count,
      rows: rows.map((row) => ({
        settlement_id: String(row.settlement_id),
        settled_at: row.settled_at,
        kind: KINDS[row.kind],
        ...{ person_no: row.person_no, own_number: row.own_number, message_id: row.message_id },
        scheme: schemeWords(row.insutype, "zh"),
        visit_type: visitTypeWords(row.visit_type, region, "zh"),
        clearing_type: dictionaryWord("clr_type", row.clearing_type),
        ...{ total_fen: row.total_fen, fund_fen: row.fund_fen },
        ...{ account_fen: row.account_fen, cash_fen: row.cash_fen },
        corrects: row.corrects_settlement_id === null ? null : String(row.corrects_settlement_id),
      })),
    };
  },
});

/** This month where nothing is said. @throws YibaoError PORTAL-PERIOD */
function daysAsked(
  { now }: Context,
  asked: { readonly from?: string; readonly until?: string },
): { readonly from: CivilDate; readonly to: CivilDate } {
  const to = dayOrNull(asked.until, "until") ?? todayOf(now);
  const from = dayOrNull(asked.from, "from") ?? (`${to.slice(0, 7)}-01` as CivilDate);
  if (from > to || addDays(from, DAYS_MOST) < to) {
    throw new YibaoError("PORTAL-PERIOD", { from, to, most: DAYS_MOST }, "from");
  }
  return { from, to };
}

export const STATEMENT_ROUTES = [months, month, settlements];
