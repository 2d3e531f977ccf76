import { YibaoError, ZERO_FEN } from "../../kernel/index.ts";
import { loadPersonFacts } from "../../people/index.ts";
import { claimedDays, listApplications } from "../../reconciliation/index.ts";
import {
  type FundTotal,
  readFundStatement,
  readFundTotals,
  readVisitTypeTotals,
  type StatementDays,
} from "../../settlement/index.ts";
import type { Handlers } from "../dispatch.ts";
import type { Output2175 } from "../message-types.ts";
import {
  accountFund,
  assertOwnCode,
  codeAndName,
  fundMembers,
  institutionMembers,
  sumOf,
} from "./monthly-claim.ts";
import { pageAsked, pager } from "./paging.ts";
import type { HandlerServices } from "./services.ts";

/**
 * 2175, 2176: what a pharmacy has coming, by purchase and fund, and by kind of visit. Due is what
 * funds and personal accounts paid; applied for, what a standing application covers. Nothing is
 * paid out through this interface, so what has been paid out is 0.
 */
export function pharmacyAccountHandlers(
  services: HandlerServices,
): Pick<Handlers, "2175" | "2176"> {
  const { store } = services;
  return {
    "2175": async ({ institution_code, input }) => {
      assertOwnCode(input.fixmedins_code, institution_code);
      const page = pageAsked(input.page_num, input.page_size);
      const days = { from: input.query_date, to: input.query_date };
      const filter = { institution_code, days: [days] };
      const { rows, count } = await readFundStatement(store, filter, accountFund(services), page);
      const people = await loadPersonFacts(store.pool, [
        ...new Set(rows.map(({ person_no }) => person_no)),
      ]);
      const applied = await appliedTypes(services, institution_code, days);
      const n_output = rows.map((row): Output2175["n_output"][number] => {
        const person = people.get(row.person_no)?.person;
        const isApplied = applied.has(row.clearing_type);
        return {
          ...institutionMembers(services, institution_code),
          ...codeAndName("med_type", row.visit_type),
          mdtrt_regno: String(row.visit_id),
          certno: person?.certificate_no ?? "",
          psn_name: person?.name ?? "",
          ...codeAndName("insutype", row.insutype),
          ...codeAndName("psn_type", row.person_type),
          ...codeAndName("clr_stas", isApplied ? "10" : "0"),
          ...fundMembers(services, row.fund),
          medfee_sumamt: row.total_fen,
          dfr_sumamt: row.paid_fen,
          dcla_sum: isApplied ? row.paid_fen : ZERO_FEN,
          pay_sum: ZERO_FEN,
        };
      });
      return { ...pager(page, count, rows.length), n_output };
    },

    "2176": async ({ institution_code, input }) => {
      assertOwnCode(input.fixmedins_code, institution_code);
      const { start_date: from, end_date: to } = input;
      if (to < from) {
        const where = "end_date（查询结束日期）";
        throw new YibaoError("GATEWAY-PERIOD-BACKWARDS", { from, to }, where);
      }
      return pharmacySummary(services, institution_code, { from, to });
    },
  };
}

/** Clearing types whose applications cover a day. */
async function appliedTypes(
  { store }: HandlerServices,
  institution_code: string,
  days: StatementDays,
): Promise<ReadonlySet<string>> {
  const filter = { institution_code, ...days, standing: true };
  const standing = await listApplications(store, filter);
  return new Set(standing.map(({ clearing_type }) => clearing_type));
}

async function pharmacySummary(
  services: HandlerServices,
  institution_code: string,
  days: StatementDays,
) {
  const { store } = services;
  const account = accountFund(services);
  const filter = { institution_code, days: [days] };
  const [totals, due, standing] = await Promise.all([
    readVisitTypeTotals(store, filter),
    readFundTotals(store, filter, account, null),
    listApplications(store, { institution_code, ...days, standing: true }),
  ]);
  const applied: FundTotal[] = [];
  for (const clearing_type of new Set(standing.map((one) => one.clearing_type))) {
    const claimed = claimedDays(
      days,
      standing.filter((one) => one.clearing_type === clearing_type),
    );
    const covered = { institution_code, days: claimed, clearing_type };
    applied.push(...(await readFundTotals(store, covered, account, null)));
  }
  return totals.map(({ visit_type, total_fen }) => {
    const ofType = (rows: readonly FundTotal[]) =>
      rows.filter((row) => row.visit_type === visit_type);
    const dfr_sumamt = sumOf(ofType(due), ({ paid_fen }) => paid_fen);
    return {
      ...institutionMembers(services, institution_code),
      ...codeAndName("med_type", visit_type),
      medfee_sumamt: total_fen,
      dfr_sumamt,
      dcla_sum: sumOf(ofType(applied), ({ paid_fen }) => paid_fen),
      pay_sum: ZERO_FEN,
      no_pay_sum: dfr_sumamt,
    };
  });
}
