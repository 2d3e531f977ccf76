import { type Address, at } from "./address.ts";
import { CODED_TABLES, codesOf, completeCodedTable } from "./coded-table.ts";
import type { Figures } from "./figures.ts";

/** What follows from one table for another. Each step may be taken again: it only adds. */

const FUNDS = ["general", "fund", "capital"] as const;

const APPROPRIATED = ["income-general", "income-fund", "income-capital"];

const UNIT_INCOME = [
  "income-superior",
  "income-superior-finance",
  "income-business",
  "income-operating",
  "income-affiliated",
  "income-other",
];

/** Income of the year by its kinds, the kinds that are parts of others left out. */
const INCOME = [...APPROPRIATED, "income-special-account", ...UNIT_INCOME];

export function overview(row: string): Address {
  return at("overview", row, "amount");
}

export function appropriation(row: string, column = "amount"): Address {
  return at("appropriation", row, column);
}

export function completeTables(figures: Figures, kind: "budget" | "final"): void {
  for (const table of CODED_TABLES) completeCodedTable(figures, table);
  spendingOfFunds(figures);
  incomeToOverview(figures, kind);
  spendingToOverview(figures);
  balance(figures, overview, ["income-total", "income-surplus-used", "income-opening"]);
  appropriationTable(figures);
  incomeOfSpending(figures);
  natures(figures);
  partsOfNatures(figures);
}

/** All spending is that of the three funds where the unit has no money of its own. */
function spendingOfFunds(figures: Figures): void {
  const own = [...UNIT_INCOME, "income-special-account"].map(overview);
  const isOwnKnown = own.every((address) => figures.value(address) === 0);
  const codes = [...new Set(FUNDS.flatMap((fund) => codesOf(figures, fund)))].sort();
  for (const row of [...codes, "total"]) {
    for (const column of ["total", "basic", "project"]) {
      const parts = FUNDS.map((fund) => at(fund, row, column));
      const known = parts.filter((part, index) => isPart(figures, FUNDS[index] ?? "", part));
      if (!isOwnKnown || known.length === 0) continue;
      figures.derive(at("spending", row, column), figures.sum(known), "各项财政拨款的支出表");
      const total = at("spending", row, column);
      const [only] = known;
      if (known.length === 1 && only !== undefined && figures.isKnown(total)) {
        figures.derive(only, figures.sum([total]), "支出表（没有其他资金）");
      }
    }
    const parts = at("spending", row, "total");
    if (isOwnKnown && figures.isKnown(parts)) {
      for (const column of ["upward", "operating", "affiliated"]) {
        figures.assumeZero(at("spending", row, column));
      }
    }
  }
}

/** Left out are the rows that a fund does not have: they are zero there, not unknown. */
function isPart(figures: Figures, fund: string, part: Address): boolean {
  if (figures.isKnown(part)) return true;
  const row = /\[(.*)\]/.exec(part)?.[1] ?? "";
  const isEmpty = figures.value(at(fund, "total", "total")) === 0;
  return row === "total" ? !isEmpty : codesOf(figures, fund).includes(row);
}

const INCOME_COLUMNS: Readonly<Record<string, string>> = {
  "income-general": "general",
  "income-general-allotted": "general-allotted",
  "income-general-nontax": "general-nontax",
  "income-fund": "fund",
  "income-capital": "capital",
  "income-appropriation": "appropriation",
  "income-special-account": "special-account",
  "income-superior": "superior",
  "income-superior-finance": "superior-finance",
  "income-business": "business",
  "income-operating": "operating",
  "income-affiliated": "affiliated",
  "income-other": "other",
  "income-unit": "unit",
};

function incomeToOverview(figures: Figures, kind: "budget" | "final"): void {
  for (const [row, column] of Object.entries(INCOME_COLUMNS)) {
    copy(figures, at("income", "total", column), overview(row), "收入表的合计");
  }
  const year = kind === "final" ? ["total"] : [];
  for (const column of year) {
    copy(figures, at("income", "total", column), overview("income-total"), "收入表的合计");
  }
  if (kind === "budget") {
    const carried = { "income-opening": "opening", "income-surplus-used": "surplus-used" };
    for (const [row, column] of Object.entries(carried)) {
      copy(figures, at("income", "total", column), overview(row), "收入表的合计");
    }
  }
  const isSaid = INCOME.some((row) => (figures.value(overview(row)) ?? 0) !== 0);
  if (isSaid) zeroTheRest(figures);
  const parts = ["income-general-allotted", "income-general-nontax"].map(overview);
  figures.derive(overview("income-general"), figures.sum(parts), "经费拨款与非税收入拨款");
  figures.derive(
    overview("income-appropriation"),
    figures.sum(APPROPRIATED.map(overview)),
    "三项财政拨款",
  );
  figures.derive(overview("income-unit"), figures.sum(UNIT_INCOME.map(overview)), "各项单位资金");
  oneMissing(figures, overview("income-total"), INCOME.map(overview), "各项收入");
}

/** Kinds of income that nobody speaks of where others are given: there are none. */
function zeroTheRest(figures: Figures): void {
  if (figures.isKnown(overview("income-appropriation"))) {
    const missing = APPROPRIATED.filter((row) => !figures.isKnown(overview(row)));
    if (missing.length === APPROPRIATED.length) return;
  }
  if (figures.isKnown(overview("income-unit"))) return;
  for (const row of INCOME) {
    if (!isSpentFrom(figures, row)) figures.assumeZero(overview(row));
  }
}

/** Something is spent out of this appropriation: nobody's silence says that nothing came in. */
function isSpentFrom(figures: Figures, row: string): boolean {
  const fund = FUNDS[APPROPRIATED.indexOf(row)];
  return fund !== undefined && (figures.value(at(fund, "total", "total")) ?? 0) !== 0;
}

function copy(figures: Figures, source: Address, target: Address, from: string): void {
  figures.derive(target, figures.sum([source]), from);
}

function spendingToOverview(figures: Figures): void {
  copy(figures, at("spending", "total", "total"), overview("spending-total"), "支出表的合计");
  copy(figures, overview("spending-total"), at("spending", "total", "total"), "收支总表");
  for (const code of codesOf(figures, "spending").filter((one) => one.length === 3)) {
    copy(figures, at("spending", code, "total"), overview(code), "支出表的类");
  }
}

/** What comes in and what is left from before is what is spent and what is left over. */
function balance(
  figures: Figures,
  address: (row: string) => Address,
  income: readonly string[],
): void {
  const grand = address("income-grand");
  const spending = ["spending-total", "spending-surplus", "spending-closing"].map(address);
  oneMissing(figures, grand, income.map(address), "收入各项与总计");
  copy(figures, grand, address("spending-grand"), "收入总计等于支出总计");
  copy(figures, address("spending-grand"), grand, "收入总计等于支出总计");
  oneMissing(figures, address("spending-grand"), spending, "支出各项与总计");
}

/** The whole of its parts, or the one part that is missing. */
function oneMissing(
  figures: Figures,
  whole: Address,
  parts: readonly Address[],
  from: string,
): void {
  figures.derive(whole, figures.sum(parts), from);
  const missing = parts.filter((part) => !figures.isKnown(part));
  const [one] = missing;
  if (missing.length !== 1 || one === undefined || !figures.isKnown(whole)) return;
  const others = parts.filter((part) => part !== one);
  figures.derive(one, figures.difference(whole, others), from);
}

function appropriationTable(figures: Figures): void {
  for (const [index, fund] of FUNDS.entries()) {
    const income = APPROPRIATED[index] as string;
    copy(figures, overview(income), appropriation(income), "收支总表");
    copy(figures, appropriation(income), overview(income), "财政拨款收支总表");
    fundSide(figures, fund, income);
  }
  for (const row of ["income-general-allotted", "income-general-nontax"]) {
    copy(figures, overview(row), appropriation(row), "收支总表");
  }
  const openings = FUNDS.map((fund) => appropriation(`income-opening-${fund}`));
  oneMissing(figures, appropriation("income-opening"), openings, "三项年初财政拨款结转");
  const incomes = APPROPRIATED.map((row) => appropriation(row));
  figures.derive(appropriation("income-total"), figures.sum(incomes), "三项财政拨款");
  balance(figures, appropriation, ["income-total", "income-opening"]);
  figures.assumeZero(appropriation("spending-surplus"));
  const classes = new Set(FUNDS.flatMap((fund) => codesOf(figures, fund)));
  const rows = [...classes].filter((code) => code.length === 3);
  zeroClasses(figures, rows);
  for (const row of [...rows, "spending-total", "spending-closing", "spending-grand"]) {
    const cells = FUNDS.map((fund) => appropriation(row, fund));
    oneMissing(figures, appropriation(row), cells, "三项财政拨款各列");
  }
}

/** A class that the table of a fund does not have is zero in the fund's column. */
function zeroClasses(figures: Figures, classes: readonly string[]): void {
  for (const fund of FUNDS) {
    if (!figures.isKnown(at(fund, "total", "total"))) continue;
    const own = codesOf(figures, fund);
    for (const code of classes) {
      if (!own.includes(code)) figures.assumeZero(appropriation(code, fund));
    }
  }
}

/** One fund: its own table, and its column of the appropriation table. */
function fundSide(figures: Figures, fund: string, income: string): void {
  const opening = appropriation(`income-opening-${fund}`);
  const total = at(fund, "total", "total");
  const closing = appropriation("spending-closing", fund);
  copy(figures, at(fund, "total", "opening"), opening, "该项拨款的支出表");
  copy(figures, at(fund, "total", "income"), appropriation(income), "该项拨款的支出表");
  copy(figures, at(fund, "total", "closing"), closing, "该项拨款的支出表");
  copy(figures, total, appropriation("spending-total", fund), "该项拨款的支出表");
  const codes = codesOf(figures, fund).filter((code) => code.length === 3);
  for (const code of codes) {
    copy(figures, at(fund, code, "total"), appropriation(code, fund), "该项拨款的支出表");
  }
  const grand = appropriation("spending-grand", fund);
  oneMissing(figures, grand, [appropriation(income), opening], "该项拨款的收入与年初结转");
  oneMissing(
    figures,
    grand,
    [appropriation("spending-total", fund), closing],
    "该项拨款的支出与结转",
  );
  if (fund === "general") return;
  copy(figures, opening, at(fund, "total", "opening"), "财政拨款收支总表");
  copy(figures, appropriation(income), at(fund, "total", "income"), "财政拨款收支总表");
  copy(figures, closing, at(fund, "total", "closing"), "财政拨款收支总表");
}

/** Where nothing is left over or came over, all that is spent came in, from the same fund. */
function incomeOfSpending(figures: Figures): void {
  const carried = ["income-opening", "spending-closing", "income-surplus-used", "spending-surplus"];
  const own = [...UNIT_INCOME, "income-special-account"];
  const rows = [...carried, ...own].map(overview);
  if (rows.some((address) => figures.value(address) !== 0)) return;
  if (FUNDS.some((fund) => !figures.isKnown(at(fund, "total", "total")))) return;
  const codes = codesOf(figures, "spending");
  const others = ["special-account", "surplus-used", "opening"];
  for (const column of [...others, ...UNIT_INCOME.map((row) => row.slice("income-".length))]) {
    for (const row of codes) figures.assumeZero(at("income", row, column));
  }
  for (const column of ["general-allotted", "general-nontax"]) {
    const source = overview(`income-${column}`);
    copy(figures, source, at("income", "total", column), "收支总表");
  }
  for (const fund of FUNDS) {
    const isPut = fund === "general" ? "一般公共预算支出表" : "该项拨款的支出表";
    const given = codesOf(figures, fund);
    for (const row of codes) {
      if (given.includes(row))
        copy(figures, at(fund, row, "total"), at("income", row, fund), isPut);
      else figures.assumeZero(at("income", row, fund));
    }
  }
}

const NATURES: Readonly<Record<string, string>> = {
  "nature-basic-wages": "301",
  "nature-basic-goods": "public",
  "nature-basic-family": "303",
};

const PROJECT_NATURES = ["goods", "enterprise", "interest", "capital", "construction", "other"];

/** Hunan's budgets: what basic and project expenditure consist of. */
function partsOfNatures(figures: Figures): void {
  const isAllGeneral =
    figures.isKnown(at("general", "total", "basic")) &&
    figures.value(at("general", "total", "basic")) === figures.value(overview("nature-basic"));
  if (isAllGeneral && codesOf(figures, "basic").length > 0) {
    for (const [row, source] of Object.entries(NATURES)) {
      copy(figures, at("basic", source, "total"), overview(row), "基本支出表");
    }
  }
  const basic = Object.keys(NATURES).map(overview);
  figures.derive(overview("nature-basic"), figures.sum(basic), "基本支出各项");
  const parts = PROJECT_NATURES.map((part) => overview(`nature-project-${part}`));
  const isTold = parts.some((part) => figures.isKnown(part));
  if (isTold || figures.value(overview("nature-project")) === 0) {
    for (const part of parts) figures.assumeZero(part);
    figures.derive(overview("nature-project"), figures.sum(parts), "项目支出各项");
  }
}

/** Spending by nature, and what basic expenditure consists of. */
function natures(figures: Figures): void {
  for (const column of ["basic", "project", "operating", "affiliated", "upward"]) {
    copy(figures, at("spending", "total", column), overview(`nature-${column}`), "支出表的合计");
    copy(figures, overview(`nature-${column}`), at("spending", "total", column), "收支总表");
  }
  const parts = { personnel: "basic-personnel", public: "basic-public" };
  for (const [row, column] of Object.entries(parts)) {
    copy(figures, at("basic", row, "total"), at("general", "total", column), "基本支出表");
    copy(figures, at("general", "total", column), at("basic", row, "total"), "一般公共预算支出表");
  }
  copy(figures, at("basic", "total", "total"), at("general", "total", "basic"), "基本支出表");
  copy(figures, at("general", "total", "basic"), at("basic", "total", "total"), "支出表");
}

/**
 * What is still open when all has been worked out, one step each time it is called: nothing was
 * said of it, so it is nothing. False when there is nothing to assume.
 */
export function assumeNext(figures: Figures, kind: "budget" | "final"): boolean {
  const steps: readonly (() => readonly Address[])[] = [
    () => (hasSpending(figures) ? INCOME.filter((row) => !isAppropriated(row)).map(overview) : []),
    () => (hasSpending(figures) ? [overview("income-surplus-used")] : []),
    () => (hasSpending(figures) ? [overview("spending-surplus")] : []),
    () => fundsWithoutRows(figures),
    () => (hasSpending(figures) ? ownCarry() : []),
    () => (hasSpending(figures) ? [overview("income-opening")] : []),
    () =>
      hasSpending(figures) && !isLeftOver(figures, kind) ? [overview("spending-closing")] : [],
  ];
  for (const step of steps) {
    const open = step().filter((address) => !figures.isKnown(address));
    for (const address of open) figures.assumeZero(address);
    if (open.length > 0) return true;
  }
  return sameOpening(figures);
}

/** A final account that tells of an income, or of money from before, may leave some of it over. */
function isLeftOver(figures: Figures, kind: "budget" | "final"): boolean {
  const rows = [...INCOME, "income-total", "income-opening", "income-grand"];
  return kind === "final" && rows.some((row) => (figures.value(overview(row)) ?? 0) !== 0);
}

function isAppropriated(row: string): boolean {
  return APPROPRIATED.includes(row);
}

function hasSpending(figures: Figures): boolean {
  return ["general", "spending"].some((topic) => figures.isKnown(at(topic, "total", "total")));
}

/** A fund with no row of its own, beside one that has: the unit has no such money. */
function fundsWithoutRows(figures: Figures): readonly Address[] {
  if (!hasSpending(figures)) return [];
  return ["fund", "capital"].flatMap((fund) => {
    const income = overview(`income-${fund}`);
    const isEmpty = codesOf(figures, fund).length === 0 && figures.value(income) === 0;
    if (!isEmpty) return [];
    const columns = ["opening", "income", "total", "basic", "project", "closing"];
    return columns.map((column) => at(fund, "total", column));
  });
}

/** A fund that has rows and no word on what it had before had nothing. */
function ownCarry(): readonly Address[] {
  return ["fund", "capital"].map((fund) => at(fund, "total", "opening"));
}

/** Where all money is appropriated, so is all that is left from before. */
function sameOpening(figures: Figures): boolean {
  const opening = appropriation("income-opening");
  const own = [...UNIT_INCOME, "income-special-account", "income-surplus-used"].map(overview);
  if (figures.isKnown(opening) || own.some((address) => figures.value(address) !== 0)) return false;
  copy(figures, overview("income-opening"), opening, "收支总表（没有其他资金）");
  return figures.isKnown(opening);
}
