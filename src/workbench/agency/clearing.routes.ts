import { Type } from "typebox";
import { propose } from "../../access/index.ts";
import { YibaoError } from "../../kernel/index.ts";
import {
  daysOfMonth,
  findApplication,
  type SeenApplication,
  searchApplications,
} from "../../reconciliation/index.ts";
import { readInstitutionMonths } from "../../settlement/index.ts";
import { dictionaryWord } from "../explained/dictionary-word.ts";
import type { House } from "../house.ts";
import { listRoute } from "../list-route.ts";
import { type Context, route } from "../route.ts";
import type { Waiting } from "../waiting.ts";
import { Fen, Text, TextOrNull, textOrNull, todayOf } from "./fields.ts";

/** What institutions are to be paid: months as they were settled, and what they applied for. */

const STATES = ["applied", "approved", "withdrawn"] as const;
const MonthText = Type.String({ pattern: "^\\d{4}-(0[1-9]|1[0-2])$", description: "2026-08" });

const MONTH_ROW = {
  institution_code: Text,
  institution: Text,
  month: Text,
  settlements: Type.Integer(),
  reversals: Type.Integer(),
  total_fen: Fen,
  fund_fen: Fen,
  account_fen: Fen,
  cash_fen: Fen,
  /** What was applied for and stands; of the fund. */
  applied_fen: Fen,
  approved_fen: Fen,
};

const months = listRoute({
  path: "/api/v1/clearing/months",
  title: "机构月结算汇总",
  right: "reconciliation.read",
  filters: {
    month: Type.Optional(MonthText),
    text: Type.Optional(Type.String({ maxLength: 60, description: "机构名称或编号" })),
    insutype: Type.Optional(Type.Enum(["310", "390"])),
  },
  row: MONTH_ROW,
  columns: [
    { key: "institution_code", title: "机构编号", kind: "text" },
    { key: "institution", title: "机构", kind: "text" },
    { key: "month", title: "月份", kind: "text" },
    { key: "settlements", title: "结算人次", kind: "count" },
    { key: "reversals", title: "退费人次", kind: "count" },
    { key: "total_fen", title: "医疗费用", kind: "amount" },
    { key: "fund_fen", title: "基金支付", kind: "amount" },
    { key: "account_fen", title: "个人账户", kind: "amount" },
    { key: "cash_fen", title: "个人现金", kind: "amount" },
    { key: "applied_fen", title: "已申报基金", kind: "amount" },
    { key: "approved_fen", title: "已审批基金", kind: "amount" },
  ],
  sortable: ["total_fen", "fund_fen", "settlements"],
  rows: async ({ house, read, now }, { month, text, insutype }, { offset, limit, sort }) => {
    const days = daysOfMonth((month ?? todayOf(now).slice(0, 7)).replace("-", ""));
    if (days === null) return { rows: [], total: 0 };
    const wanted = textOrNull(text);
    const chosen = house.institutions.value.all.filter(
      ({ name, institution_code }) =>
        wanted === null || name.includes(wanted) || institution_code.startsWith(wanted),
    );
    const names = new Map(chosen.map((one) => [one.institution_code, one.name]));
    const filter = { institution_codes: [...names.keys()], ...days, insutype: insutype ?? null };
    const [sums, applications] = await read(async (runner) => [
      await readInstitutionMonths(runner, filter),
      await searchApplications(runner, {
        ...{ state: null, institution_code: null, month: days.from.slice(0, 7).replace("-", "") },
        ...{ offset: 0, limit: APPLICATIONS_MOST },
      }),
    ]);
    const rows = sums.map((sum) => ({
      ...sum,
      institution: names.get(sum.institution_code) ?? sum.institution_code,
      applied_fen: fundOf(applications.rows, sum.institution_code, ["applied", "approved"]),
      approved_fen: fundOf(applications.rows, sum.institution_code, ["approved"]),
    }));
    return { rows: sorted(rows, sort).slice(offset, offset + limit), total: rows.length };
  },
});

const APPLICATIONS_MOST = 10_000;

function fundOf(
  applications: readonly SeenApplication[],
  institution_code: string,
  states: readonly string[],
): number {
  return applications
    .filter((one) => one.institution_code === institution_code && states.includes(one.state))
    .reduce((sum, { fund_fen }) => sum + fund_fen, 0);
}

function sorted<Row extends Readonly<Record<string, string | number>>>(
  rows: readonly Row[],
  sort: string | null,
): Row[] {
  const key = sort?.replace(/^-/, "") ?? "fund_fen";
  const direction = sort === null || sort.startsWith("-") ? -1 : 1;
  return rows.toSorted((a, b) => direction * (Number(a[key]) - Number(b[key])));
}

const APPLICATION = {
  application_id: Text,
  institution_code: Text,
  institution: Text,
  clearing_type: Text,
  clearing_way: TextOrNull,
  month: Text,
  from: Text,
  to: Text,
  visits: Type.Integer(),
  total_fen: Fen,
  recognised_fen: Fen,
  fund_fen: Fen,
  account_fen: Fen,
  cash_fen: Fen,
  state: Type.Enum([...STATES]),
  state_at: Text,
  operator: Text,
};

const applications = listRoute({
  path: "/api/v1/clearing/applications",
  title: "清算申请",
  right: "reconciliation.read",
  filters: {
    state: Type.Optional(Type.Enum([...STATES])),
    institution_code: Type.Optional(Type.String({ maxLength: 30 })),
    month: Type.Optional(MonthText),
  },
  row: APPLICATION,
  columns: [
    { key: "application_id", title: "申请编号", kind: "text" },
    { key: "institution_code", title: "机构编号", kind: "text" },
    { key: "institution", title: "机构", kind: "text" },
    { key: "month", title: "清算年月", kind: "text" },
    { key: "clearing_type", title: "清算类别", kind: "text" },
    { key: "from", title: "起", kind: "date" },
    { key: "to", title: "止", kind: "date" },
    { key: "visits", title: "人次", kind: "count" },
    { key: "total_fen", title: "医疗费用", kind: "amount" },
    { key: "fund_fen", title: "申报基金", kind: "amount" },
    { key: "state", title: "状态", kind: "text" },
    { key: "state_at", title: "状态时间", kind: "text" },
  ],
  rows: async ({ house, read }, { state, institution_code, month }, { offset, limit }) => {
    const search = {
      ...{ state: state ?? null, institution_code: textOrNull(institution_code) },
      ...{ month: month?.replace("-", "") ?? null, offset, limit },
    };
    const { rows, total } = await read((runner) => searchApplications(runner, search));
    return { rows: rows.map((one) => applicationRow(one, house)), total };
  },
});

function applicationRow(one: SeenApplication, { institutions }: House) {
  return {
    ...one,
    institution: institutions.value.byCode(one.institution_code)?.name ?? one.institution_code,
    clearing_type: dictionaryWord("clr_type", one.clearing_type),
    clearing_way: one.clearing_way === null ? null : dictionaryWord("clr_way", one.clearing_way),
  };
}

const proposed = route({
  method: "POST",
  path: "/api/v1/clearing/applications/:application_id/proposals",
  title: "提请审批清算申请",
  right: "clearing.make",
  params: Type.Object({ application_id: Type.String({ maxLength: 15 }) }),
  body: Type.Object({
    /** Of this submit: the same again is the same proposal. */
    request_id: Type.String({ minLength: 8, maxLength: 64 }),
    reason: Type.String({ minLength: 1, maxLength: 500 }),
  }),
  answer: Type.Object({ proposal_no: Type.Integer() }),
  handle: async (context, { params, body }) => {
    const { house, caller, now } = context;
    const found = await seenApplication(context, params.application_id);
    const row = applicationRow(found, house);
    const institution = house.institutions.value.byCode(found.institution_code);
    const { proposal_no } = await propose(
      house.store,
      {
        request_id: body.request_id,
        kind: CLEARING_APPROVAL,
        subject: `${row.institution} ${row.month} ${row.clearing_type}清算`,
        region: institution?.region ?? house.region.value.code,
        content: { ...row },
        checked_by: "clearing.check",
        reason: body.reason,
      },
      caller,
      now,
    );
    return { proposal_no };
  },
});

export const CLEARING_APPROVAL = "clearing-approval";

/** @throws YibaoError AGENCY-APPLICATION-UNKNOWN */
export async function seenApplication(
  { read }: Pick<Context, "read">,
  application_id: string,
): Promise<SeenApplication> {
  const found = await read((runner) => findApplication(runner, application_id));
  if (found === null) throw new YibaoError("AGENCY-APPLICATION-UNKNOWN", { application_id });
  return found;
}

export const clearingWaiting: Waiting = {
  right: "clearing.make",
  title: "待提请审批的清算申请",
  title_en: "Clearing applications to put up",
  path: "/clearing/applications?state=applied",
  count: async ({ read }) => {
    const search = { state: "applied", institution_code: null, month: null } as const;
    return (await read((runner) => searchApplications(runner, { ...search, offset: 0, limit: 1 })))
      .total;
  },
};

export const CLEARING_ROUTES = [months, applications, proposed];
