import { type CivilDate, type Fen, fen, YibaoError } from "../../kernel/index.ts";
import { loadPersonFacts, type Person } from "../../people/index.ts";
import {
  type Claim,
  claimsOf,
  daysOfMonth,
  listApplications,
  monthsBetween,
} from "../../reconciliation/index.ts";
import {
  type ClaimRow,
  readClaimRows,
  readClearingTotals,
  readFundTotals,
  type StatementFilter,
} from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Input2172, Output2172, Output2173, Output2174 } from "../message-types.ts";
import { transactionTable } from "../transaction-table.ts";
import { quoted } from "../wire-value.ts";
import { pageAsked, pager } from "./paging.ts";
import type { HandlerServices } from "./services.ts";

/**
 * 2172–2174: what was settled by month and clearing type: days that an application stands for, and
 * (state 0) those that none stands for. A reversal counts against the month in which it was made.
 */
export function monthlyClaimHandlers(
  services: HandlerServices,
): Pick<Handlers, "2172" | "2173" | "2174"> {
  const { store, region } = services;
  return {
    "2172": async ({ institution_code, input }) => {
      const page = pageAsked(input.page_num, input.page_size);
      const claims = await claimsAsked(services, institution_code, input);
      const rows: Output2172["n_output"][number][] = [];
      for (const claim of claims) {
        const row = await summaryRow(services, institution_code, input, claim);
        if (row !== null) rows.push(row);
      }
      const shown = rows.slice(page.offset, page.offset + page.limit);
      return { ...pager(page, rows.length, shown.length), n_output: shown };
    },

    "2173": async ({ institution_code, input }) => {
      const page = pageAsked(input.page_num, input.page_size);
      const claims = await claimsAsked(services, institution_code, input);
      const filter = filterOf(institution_code, input, claims);
      const { rows, count } = await readClaimRows(store, filter, page);
      const people = await loadPersonFacts(
        store.pool,
        rows.map(({ person_no }) => person_no),
      );
      const named = institutionMembers(services, institution_code);
      const n_output = rows.map((row) => ({
        ...named,
        ...detailRow(row, people.get(row.person_no)?.person ?? null),
        ...outType(region.value.code, row.insured_region),
      }));
      return { ...pager(page, count, rows.length), n_output };
    },

    "2174": async ({ institution_code, input }) => {
      const page = pageAsked(input.page_num, input.page_size);
      const claims = await claimsAsked(services, institution_code, input);
      const filter = filterOf(institution_code, input, claims);
      const visit = visitNumber(input.mdtrt_regno);
      const rows = await readFundTotals(store, filter, accountFund(services), visit);
      const named = institutionMembers(services, institution_code);
      const n_output = rows.slice(page.offset, page.offset + page.limit).map((row) => ({
        ...named,
        clr_optins: input.clr_optins,
        ...codeAndName("clr_type", row.clearing_type),
        clr_way: "1",
        clr_way_name: nameOf("clr_way", "1"),
        ...codeAndName("med_type", row.visit_type),
        ...codeAndName("insutype", row.insutype),
        ...codeAndName("psn_type", row.person_type),
        ...codeAndName("clr_stas", input.clr_stas),
        ...fundMembers(services, row.fund),
        fund_appy_sum: row.paid_fen,
      }));
      return { ...pager(page, rows.length, n_output.length), n_output } as Output2174;
    },
  };
}

/** The members that the three queries ask by. */
type Asked = Pick<
  Input2172,
  "fixmedins_code" | "clr_type" | "start_clrym" | "end_clrym" | "clr_optins" | "clr_stas"
>;

/** Dictionary clr_stas: the three states that an institution's days can be in here. */
const NOT_APPLIED = "0";
const STATE_CODES = { applied: "10", approved: "40", withdrawn: NOT_APPLIED } as const;

async function claimsAsked(
  { store, region }: HandlerServices,
  institution_code: string,
  asked: Asked,
): Promise<Claim[]> {
  assertOwnCode(asked.fixmedins_code, institution_code);
  const months = monthsBetween(
    monthAsked(asked.start_clrym, "start_clrym（起始年月）"),
    monthAsked(asked.end_clrym, "end_clrym（结束年月）"),
  );
  if (asked.clr_optins !== region.value.code) return [];
  const applications = await listApplications(store, {
    institution_code,
    clearing_type: asked.clr_type,
    // An application may ask in a later month for days of an earlier one.
    from: "0001-01-01" as CivilDate,
    to: "9999-12-31" as CivilDate,
    standing: true,
  });
  return claimsOf(months, applications).filter(
    ({ application }) => asked.clr_stas === stateOf(application),
  );
}

function stateOf(application: Claim["application"]): string {
  return application === null ? NOT_APPLIED : STATE_CODES[application.state];
}

function monthAsked(month: string, where: string) {
  const days = daysOfMonth(month);
  if (days === null) throw new YibaoError("GATEWAY-NOT-A-MONTH", { value: quoted(month) }, where);
  return days;
}

/** What one institution settled is no business of another's. */
export function assertOwnCode(named: string, institution: string): void {
  if (named === institution) return;
  const details = { value: quoted(named), institution };
  const where = "fixmedins_code（医疗机构编码）";
  throw new YibaoError("RECONCILIATION-OTHER-INSTITUTION", details, where);
}

function filterOf(
  institution_code: string,
  { clr_type, clr_optins }: Pick<Asked, "clr_type" | "clr_optins">,
  days: StatementFilter["days"],
): StatementFilter {
  return { institution_code, days, clearing_type: clr_type, region: clr_optins };
}

/** A claim with its sums; null for days on which nothing was settled. */
async function summaryRow(
  services: HandlerServices,
  institution_code: string,
  asked: Asked,
  claim: Claim,
): Promise<Output2172["n_output"][number] | null> {
  const { application, from, to } = claim;
  const totals = await readClearingTotals(
    services.store,
    filterOf(institution_code, asked, [claim]),
  );
  if (application === null && totals.settlements + totals.reversals === 0) return null;
  const sums = application ?? {
    ...totals,
    visits: totals.settlements - totals.reversals,
    month: from.slice(0, 7).replace("-", ""),
  };
  return {
    setl_dcla_no: application?.application_id ?? "",
    ...institutionMembers(services, institution_code),
    clr_optins: asked.clr_optins,
    ...codeAndName("clr_type", asked.clr_type),
    ...codeAndName("clr_stas", asked.clr_stas),
    start_clrym: sums.month,
    end_clrym: sums.month,
    begndate: from.replaceAll("-", ""),
    enddate: to.replaceAll("-", ""),
    setl_ids_key: application?.application_id ?? `${asked.clr_type}-${from}-${to}`,
    sumamt: sums.total_fen,
    cash_payamt: sums.cash_fen,
    acct_pay_sumamt: sums.account_fen,
    fund_pay_sumamt: sums.fund_fen,
    clr_psntime: sums.visits,
  };
}

export function institutionMembers({ institutions }: HandlerServices, institution_code: string) {
  return {
    fixmedins_code: institution_code,
    fixmedins_name: institutions.value.byCode(institution_code)?.name ?? "",
  };
}

function detailRow(row: ClaimRow, person: Person | null) {
  return {
    ...codeAndName("med_type", row.visit_type),
    ...codeAndName("insutype", row.insutype),
    ...codeAndName("psn_type", row.person_type),
    sumamt: row.total_fen,
    cash_payamt: row.cash_fen,
    acct_payamt: row.account_fen,
    clr_psntime: row.kind === "settlement" ? 1 : row.kind === "reversal" ? -1 : 0,
    psn_no: row.person_no,
    psn_name: person?.name ?? "",
    ...codeAndName("gend", person?.sex ?? ""),
    ssn: person?.certificate_no ?? "",
    emp_name: row.employer_name,
    mdtrt_setl_time: row.settled_at.slice(0, 10) as CivilDate,
    mdtrt_regno: String(row.visit_id),
    mdtrtsn: row.own_number,
  } satisfies Partial<Output2173["n_output"][number]>;
}

/** Dictionary out_type: insured in this region, elsewhere in the province, in another one. */
function outType(region: string, insured_region: string) {
  if (region.slice(0, 4) === insured_region.slice(0, 4)) return codeAndName("out_type", "0");
  return codeAndName("out_type", region.slice(0, 2) === insured_region.slice(0, 2) ? "1" : "2");
}

/** A dictionary's code and its name, as members of that name. */
export function codeAndName<Name extends string>(
  dictionary: Name,
  code: string,
): { readonly [member in Name | `${Name}_name`]: string } {
  return { [dictionary]: code, [`${dictionary}_name`]: nameOf(dictionary, code) } as never;
}

function nameOf(dictionary: string, code: string): string {
  return transactionTable().dictionaries.get(dictionary)?.values.get(code) ?? "";
}

/** The fund that personal accounts are shown under (fund_pay_type). */
export function accountFund({ region }: HandlerServices): string {
  for (const [code, fund] of region.value.funds)
    if (fund.national_field === "acct_pay") return code;
  return "310200";
}

export function fundMembers({ region }: HandlerServices, fund: string) {
  const name = region.value.funds.get(fund)?.name ?? nameOf("fund_pay_type", fund);
  return {
    fund_pay_type: fund,
    fund_pay_type_name: name,
    poolarea_fund_pay_type: fund,
    poolarea_fund_pay_name: name,
  };
}

/** A visit id as a number; one that is none finds nothing. */
function visitNumber(mdtrt_regno: string | undefined): number | null {
  if (mdtrt_regno === undefined) return null;
  return /^\d{1,15}$/.test(mdtrt_regno) ? Number(mdtrt_regno) : -1;
}

/** Amounts of rows added up. */
export function sumOf<Row>(rows: readonly Row[], amount: (row: Row) => Fen): Fen {
  return fen(rows.reduce((sum, row) => sum + amount(row), 0));
}
