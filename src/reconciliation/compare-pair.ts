import { type Fen, yuanFromFen } from "../kernel/index.ts";
import type { DifferenceKind, FieldDifference } from "./difference.ts";
import type { BureauEntry, EntryFigures, InstitutionEntry } from "./statement-entry.ts";

/** One entry of the bureau beside the one that the institution holds for it. */

/** The amounts of an entry, or of several folded into one. */
export type Amounts = Pick<EntryFigures, "total_fen" | "fund_fen" | "account_fen">;

const FIGURES = [
  ["total_fen", "医疗费总额"],
  ["fund_fen", "基金支付总额"],
  ["account_fen", "个人账户支出"],
] as const;

export function sameAmounts(a: Amounts, b: Amounts): boolean {
  return a.total_fen === b.total_fen && a.fund_fen === b.fund_fen && sameAccount(a, b);
}

/** Whether one is the other with the sign turned, and there is something to turn. */
export function oppositeAmounts(a: Amounts, b: Amounts): boolean {
  const turned = FIGURES.every(([figure]) => a[figure] + b[figure] === 0);
  return turned && !FIGURES.every(([figure]) => a[figure] === 0);
}

function sameAccount(a: Amounts, b: Amounts): boolean {
  return a.account_fen === b.account_fen;
}

/** A settlement and its adjustments as one. */
export function folded(entries: readonly Amounts[]): Amounts {
  const sum = { total_fen: 0, fund_fen: 0, account_fen: 0 };
  for (const entry of entries) {
    sum.total_fen += entry.total_fen;
    sum.fund_fen += entry.fund_fen;
    sum.account_fen += entry.account_fen;
  }
  return sum as Record<keyof Amounts, Fen>;
}

/** What a pair differs in; null when in nothing. */
export interface PairDifference {
  readonly kind: DifferenceKind;
  readonly fields: readonly FieldDifference[];
}

/**
 * The difference of a pair, one even where several values differ: another person explains another
 * visit, another total explains other shares. `expected` are the bureau's amounts with what the
 * institution may know of adjustments.
 */
export function comparePair(
  ours: BureauEntry,
  expected: Amounts,
  theirs: InstitutionEntry,
): PairDifference | null {
  const amount = amountKind(expected, theirs);
  const kind = kindOf(ours, theirs, amount);
  return kind === null ? null : { kind, fields: differingFields(ours, expected, theirs) };
}

function kindOf(
  ours: BureauEntry,
  theirs: InstitutionEntry,
  amount: DifferenceKind | null,
): DifferenceKind | null {
  if (ours.person_no !== theirs.person_no) return "wrong-person";
  if (ours.visit_id !== theirs.visit_id) return "wrong-visit";
  if (amount !== null) return amount;
  const { insutype, clearing_type, day } = theirs;
  if (insutype !== null && insutype !== ours.insutype) return "wrong-type";
  if (clearing_type !== null && clearing_type !== ours.clearing_type) return "wrong-type";
  return day !== null && day !== ours.day ? "wrong-day" : null;
}

function differingFields(
  ours: BureauEntry,
  expected: Amounts,
  theirs: InstitutionEntry,
): FieldDifference[] {
  const both: readonly (readonly [title: string, ours: string, theirs: string | null])[] = [
    ["人员编号", ours.person_no, theirs.person_no],
    ["就诊ID", ours.visit_id, theirs.visit_id],
    ...FIGURES.map(
      ([figure, title]) =>
        [title, yuanFromFen(expected[figure]), yuanFromFen(theirs[figure])] as const,
    ),
    ["险种", ours.insutype, theirs.insutype],
    ["清算类别", ours.clearing_type, theirs.clearing_type],
    ["结算日期", ours.day, theirs.day],
  ];
  return both.flatMap(([title, our, their]) =>
    their === null || our === their ? [] : [{ title, ours: our, theirs: their }],
  );
}

function amountKind(ours: Amounts, theirs: Amounts): DifferenceKind | null {
  const total = theirs.total_fen - ours.total_fen;
  const fund = theirs.fund_fen - ours.fund_fen;
  const account = theirs.account_fen - ours.account_fen;
  if (total === 0 && fund === 0 && account === 0) return null;
  if (Math.max(Math.abs(total), Math.abs(fund), Math.abs(account)) === 1) return "off-by-a-fen";
  if (total !== 0) return "total-differs";
  if (fund === 0) return "account-differs";
  return fund + account === 0 ? "wrong-fund" : "fund-differs";
}

/** Whether a row that bears our id can hardly be meant: nothing else of it is ours. */
export function isOtherBill(ours: EntryFigures, theirs: EntryFigures): boolean {
  return (
    ours.person_no !== theirs.person_no &&
    ours.visit_id !== theirs.visit_id &&
    Math.abs(ours.total_fen) !== Math.abs(theirs.total_fen)
  );
}
