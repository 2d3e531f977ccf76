import type { Draw } from "./draw.ts";
import type { FactList } from "./fact-list.ts";
import { FUNDS, type Fund, type Spending } from "./spending.ts";

/** Where the money came from, what was left before and after, and how it was a year earlier. */
export function balances(
  draw: Draw,
  list: FactList,
  spent: Spending,
  kind: "budget" | "final",
): void {
  incomeRows(list, spent, kind);
  const own = spent.own;
  const sum = (amounts: Readonly<Record<Fund, number>>) =>
    FUNDS.reduce((total, fund) => total + amounts[fund], 0);
  const opening = sum(spent.fund_opening) + own.opening;
  for (const fund of FUNDS) {
    list.money("appropriation", `income-opening-${fund}`, "amount", spent.fund_opening[fund]);
  }
  list.money("overview", "income-opening", "amount", opening);
  list.money("overview", "income-surplus-used", "amount", own.surplus_used);
  list.money("overview", "spending-surplus", "amount", own.distributed);
  list.money("overview", "spending-closing", "amount", sum(spent.fund_closing) + own.closing);
  priors(draw, list, spent, { opening, funds: sum(spent.fund_opening) });
}

const COLUMNS = [
  ...["fund", "capital", "special-account", "superior", "superior-finance", "business"],
  ...["operating", "affiliated", "other", "surplus-used", "opening"],
];

/** Income stands under the items that it is spent on; what is left over under the first of them. */
function incomeRows(list: FactList, spent: Spending, kind: "budget" | "final"): void {
  const rows = new Map<string, Record<string, number>>();
  const add = (code: string, column: string, value: number) => {
    const row = rows.get(code) ?? {};
    row[column] = (row[column] ?? 0) + value;
    rows.set(code, row);
  };
  for (const fund of FUNDS) {
    const items = codesOf(list, fund);
    for (const code of items) {
      const columns = fund === "general" ? ["basic-personnel", "basic-public", "project"] : [];
      const spending = columns.reduce((sum, column) => sum + list.value(fund, code, column), 0);
      add(code, fund, fund === "general" ? spending : list.value(fund, code, "income"));
    }
    const kept = spent.fund_closing[fund] - spent.fund_opening[fund];
    // The largest item takes what is carried, so that no income is negative.
    if (fund === "general") add(largest(list, items), fund, kept);
  }
  for (const [source, value] of Object.entries(spent.own.income)) add("2101599", source, value);
  for (const [code, columns] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const general = columns.general ?? 0;
    if (kind === "budget") {
      const nontax = code === "2101502" ? Math.floor(general / 20_000) * 10_000 : 0;
      list.money("income", code, "general-allotted", general - nontax);
      list.money("income", code, "general-nontax", nontax);
    } else list.money("income", code, "general", general);
    for (const column of COLUMNS) {
      list.money("income", code, column, columns[column] ?? 0);
    }
  }
}

function codesOf(list: FactList, topic: string): readonly string[] {
  const own = list.facts.filter((fact) => fact.topic === topic && /^\d{7}$/.test(fact.row));
  return [...new Set(own.map(({ row }) => row))];
}

function largest(list: FactList, codes: readonly string[]): string {
  const size = (code: string) => list.value("general", code, "basic-personnel");
  return codes.reduce((best, code) => (size(code) > size(best) ? code : best));
}

/** What was left a year ago is what there was less what was spent. */
function priors(
  draw: Draw,
  list: FactList,
  spent: Spending,
  before: { readonly opening: number; readonly funds: number },
): void {
  for (const code of codesOf(list, "general")) {
    list.told("general", code, "prior", draw.random.percent(10) ? 0 : draw.amount(10, 600));
  }
  const general = list.sum("general", "prior", "text");
  const fund = codesOf(list, "fund").length === 0 ? 0 : draw.amount(20, 300);
  const capital = codesOf(list, "capital").length === 0 ? 0 : draw.amount(20, 300);
  list.told("fund", "total", "prior", fund);
  list.told("capital", "total", "prior", capital);
  const own = Object.keys(spent.own.income).length === 0 ? 0 : draw.amount(20, 200);
  const appropriated = general + fund + capital;
  list.told("appropriation", "spending-total", "prior", appropriated);
  list.told("appropriation", "income-grand", "prior", appropriated + before.funds);
  list.told("overview", "spending-total", "prior", appropriated + own);
  list.told("overview", "income-grand", "prior", appropriated + own + before.opening);
  list.told("overview", "income-total", "prior", appropriated + own + draw.amount(1, 90));
}
