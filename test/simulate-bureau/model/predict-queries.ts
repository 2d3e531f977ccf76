import { fenFromYuan } from "../../../src/kernel/index.ts";
import type {
  AccumulatorQuery,
  Message,
  Output,
  PersonQuery,
  SettlementKey,
  TotalsQuery,
} from "../messages.ts";
import { checkFigures, node, rows } from "./answer-check.ts";
import type { BureauModel } from "./bureau-model.ts";
import { holdsOn } from "./dated.ts";
import { amountFen, type Differences } from "./differences.ts";
import { type Prediction, refused, type Transaction, transaction } from "./prediction.ts";
import type { SettlementModel } from "./visit-model.ts";
import { visitOf } from "./visit-rules.ts";

/** 1101, 3201, 5203, 5204, 5206: what is asked. Nothing changes, whatever is answered. */

export const QUERIES: readonly Transaction[] = [
  transaction<PersonQuery>("1101", "query", predictPerson),
  transaction<TotalsQuery>("3201", "query", predictTotals),
  transaction<SettlementKey>("5203", "query", (model, input, message) => {
    const asked = settlementOf(model, input, message);
    if ("refused" in asked) return asked;
    return query((output, found) => {
      checkFigures(model.region, asked.split, output, found);
      const flag = node(output, "setlinfo").refd_setl_flag;
      found.same("setlinfo.refd_setl_flag", asked.reversed ? "1" : "0", flag);
    });
  }),
  transaction<SettlementKey>("5204", "query", (model, input, message) => {
    const asked = settlementOf(model, input, message);
    if ("refused" in asked) return asked;
    return query((output, found) => checkLineRows(asked, output, found));
  }),
  transaction<AccumulatorQuery>("5206", "query", predictAccumulators),
];

function query(check: (output: Output, found: Differences) => void): Prediction {
  return { check, commit: () => ({}) };
}

function settlementOf(
  model: BureauModel,
  { data }: SettlementKey,
  message: Message,
): SettlementModel | { readonly refused: string } {
  const found = visitOf(model, message, data);
  if ("refused" in found) return found;
  const settlement = found.visit.settlements.find((one) => one.id === data.setl_id);
  return settlement ?? refused("SETTLEMENT-UNKNOWN");
}

/** The bare array of 5204 comes as the node "". Lines that were taken back are no more its own. */
function checkLineRows(asked: SettlementModel, output: Output, found: Differences): void {
  const answered = rows(output, "");
  const batches = asked.visit.batches.filter((batch) => batch.settlement === asked);
  const lines = batches.flatMap((batch) => batch.lines);
  found.same("lines of the settlement", lines.length, answered.length);
  for (const line of lines) {
    const row = answered.find((one) => String(one.feedetl_sn) === line.serial);
    found.amount(`line ${line.serial}`, line.amount_fen, row?.det_item_fee_sumamt);
    found.amount(`line ${line.serial} in scope`, line.amounts.in_scope, row?.inscp_scp_amt);
  }
}

function predictPerson(model: BureauModel, { data }: PersonQuery): Prediction {
  const person = [...model.people.values()].find(
    ({ plan }) => plan.certificate_no === data.mdtrt_cert_no,
  );
  if (person === undefined) return refused("GATEWAY-CERTIFICATE-UNKNOWN");
  const today = model.calendar.today;
  const begun = person.enrolments.filter((one) => one.from <= today);
  const schemes = new Set(begun.map((one) => one.insutype));
  const identities = person.identities.filter((one) => holdsOn(one, today));
  return query((output, found) => {
    found.same("baseinfo.psn_no", person.plan.person_no, node(output, "baseinfo").psn_no);
    const insured = rows(output, "insuinfo");
    found.same("insuinfo rows", schemes.size, insured.length);
    for (const row of insured) {
      const latest = begun.filter((one) => one.insutype === row.insutype).at(-1);
      found.amount("insuinfo.balc", person.balance_fen, row.balc);
      found.same("insuinfo.psn_insu_stas", latest?.state, row.psn_insu_stas);
    }
    found.same("idetinfo rows", identities.length, rows(output, "idetinfo").length);
  });
}

function predictAccumulators(model: BureauModel, { data }: AccumulatorQuery): Prediction {
  const person = model.people.get(data.psn_no);
  if (person === undefined) return refused("SETTLEMENT-PERSON-UNKNOWN");
  const counts = countPatterns(model);
  const expected = [...person.years].flatMap(([year, names]) =>
    [...names].map(([name, amount]) => {
      const isCount = counts.some((pattern) => pattern.test(name));
      return `${year} ${isCount ? amount * 100 : amount}`;
    }),
  );
  return query((output, found) => {
    const got = rows(output, "cuminfo").map((row) => `${row.year} ${amountFen(row.cum)}`);
    found.same("cuminfo", expected.sort().join("，"), got.sort().join("，"));
  });
}

function countPatterns(model: BureauModel): RegExp[] {
  return model.region.accumulators
    .filter((definition) => definition.unit === "count")
    .map(
      ({ pattern }) => new RegExp(`^${pattern.replaceAll(".", "\\.").replace(/\{\w+\}/g, ".+")}$`),
    );
}

const FLAG_KINDS: Readonly<Record<string, readonly string[]>> = {
  "0": ["settlement", "adjustment"],
  "1": ["reversal"],
  "": ["settlement", "reversal", "adjustment"],
};

function predictTotals(model: BureauModel, { data }: TotalsQuery, message: Message): Prediction {
  const days = [...model.books.days.keys()].filter(
    (day) => day >= data.stmt_begndate && day <= data.stmt_enddate,
  );
  const kinds = FLAG_KINDS[data.refd_setl_flag] ?? [];
  const sums = model.books.sums(
    (moved) =>
      moved.institution_code === message.institution.code &&
      moved.insutype === data.insutype &&
      moved.clearing_type === data.clr_type &&
      kinds.includes(moved.kind),
    days,
  );
  const equal =
    sums.count === Number(data.fixmedins_setl_cnt) &&
    sums.total_fen === fenFromYuan(data.medfee_sumamt) &&
    sums.fund_fen === fenFromYuan(data.fund_pay_sumamt) &&
    sums.account_fen === fenFromYuan(data.acct_pay);
  return query((output, found) => {
    const { stmt_rslt, stmt_rslt_dscr } = node(output, "stmtinfo");
    found.same(`stmtinfo.stmt_rslt（${String(stmt_rslt_dscr)}）`, equal ? "0" : "1", stmt_rslt);
  });
}
