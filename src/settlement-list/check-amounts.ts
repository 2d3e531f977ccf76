import { type Fen, fen, yuanFromFen } from "../kernel/index.ts";
import type { ListContent, ListedSettlement } from "./list-content.ts";
import { personShares } from "./person-shares.ts";
import type { QualityCheck, QualityFinding } from "./quality-finding.ts";

/** The money of a list against the settlement it is about, to the fen. */
export function checkAmounts(list: ListContent, settled: ListedSettlement): QualityFinding[] {
  return [
    ...checkPayments(list, settled),
    ...checkFigures(list, settled),
    ...checkItems(list, settled),
  ];
}

/** Each fund once, with what it paid; a fund that paid nothing may be left out. */
function checkPayments(list: ListContent, settled: ListedSettlement): QualityFinding[] {
  const { funds, account_fund, view } = settled;
  const paid = new Map<string, number>();
  for (const { fund_pay_type, fund_payamt } of funds) paid.set(fund_pay_type, fund_payamt);
  const sent = new Map<string, number>();
  const findings: QualityFinding[] = [];
  for (const { fund, paid_fen } of list.payments) {
    if (sent.has(fund)) {
      const why = `基金 ${fund} 填写了不止一行`;
      findings.push({ check: "payments-differ", value: fund, why });
    }
    sent.set(fund, paid_fen);
  }
  // Personal accounts are no fund of the sum; programs list them or leave them out.
  if (sent.has(account_fund)) paid.set(account_fund, view.split.account_fen);
  for (const fund of new Set([...paid.keys(), ...sent.keys()])) {
    const [ours, theirs] = [fen(paid.get(fund) ?? 0), fen(sent.get(fund) ?? 0)];
    if (ours === theirs) continue;
    const why = `基金 ${fund} 结算为 ${yuanFromFen(ours)} 元，清单为 ${yuanFromFen(theirs)} 元`;
    findings.push({ check: "payments-differ", value: yuanFromFen(theirs), why });
  }
  return findings;
}

function checkFigures({ figures }: ListContent, { view }: ListedSettlement): QualityFinding[] {
  const { split } = view;
  const shares = personShares(split);
  const compared: readonly (readonly [QualityCheck, Fen | null, Fen])[] = [
    ["total-differs", figures.total_fen, split.total_fen],
    ["account-differs", figures.account_fen, split.account_fen],
    ["cash-differs", figures.cash_fen, split.cash_fen],
    ["self-pay-differs", figures.self_pay_fen, shares.self_pay_fen],
    ["own-pay-differs", figures.own_pay_fen, shares.own_pay_fen],
  ];
  return compared.flatMap(([check, sent, ours]): QualityFinding[] => {
    if (sent === null || sent === ours) return [];
    const why = `结算为 ${yuanFromFen(ours)} 元，清单为 ${yuanFromFen(sent)} 元`;
    return [{ check, value: yuanFromFen(sent), why }];
  });
}

function checkItems({ items }: ListContent, { view }: ListedSettlement): QualityFinding[] {
  if (items === null) return [];
  const findings: QualityFinding[] = [];
  let total = 0;
  for (const item of items) {
    total += item.amount_fen;
    const parts = fen(item.class_a_fen + item.class_b_fen + item.full_self_fen + item.other_fen);
    if (parts === item.amount_fen) continue;
    const value = yuanFromFen(item.amount_fen);
    const why = `类别 ${item.charge_type} 的金额是 ${value} 元，分项合计 ${yuanFromFen(parts)} 元`;
    findings.push({ check: "item-parts-differ", value, why });
  }
  if (total !== view.split.total_fen) {
    const value = yuanFromFen(fen(total));
    const why = `结算的总额是 ${yuanFromFen(view.split.total_fen)} 元，各项合计 ${value} 元`;
    findings.push({ check: "items-differ", value, why });
  }
  return findings;
}
