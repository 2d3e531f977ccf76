import type { BureauEntry, EntryFigures, InstitutionEntry } from "./statement-entry.ts";

/**
 * What can be wrong between two books of the same money. Every kind has a title, says why it is
 * thought to be so, and what to do about it; docs/reconciliation.md lists them.
 */
export const DIFFERENCE_KINDS = {
  "missing-at-bureau": "医保局没有这笔结算",
  "missing-at-institution": "机构没有这笔结算",
  "doubled-at-bureau": "医保局重复结算",
  "doubled-at-institution": "机构重复记账",
  "off-by-a-fen": "金额相差一分",
  "total-differs": "医疗费总额不同",
  "wrong-fund": "基金与个人账户记错渠道",
  "fund-differs": "基金支付不同",
  "account-differs": "个人账户支出不同",
  "wrong-day": "日期不同",
  "wrong-person": "人员不同",
  "wrong-visit": "就诊不同",
  "wrong-settlement-id": "结算ID不同",
  "wrong-type": "险种、清算类别或经办机构不同",
  "other-institution": "其他机构的结算",
  "refund-only-at-bureau": "只有医保局退费",
  "refund-only-at-institution": "只有机构退费",
  "refund-wrong-sign": "退费的正负号不对",
  "refund-not-flagged": "退费没有标志",
  "refund-pair-left-out": "结算与退费都没有报送",
  "reversed-by-message": "已被冲正的结算仍在计算",
  "adjustment-unknown": "机构没有重算差额",
} as const satisfies Record<string, string>;

export type DifferenceKind = keyof typeof DIFFERENCE_KINDS;

/** A value on which the two sides differ, both as text; amounts in yuan. */
export interface FieldDifference {
  readonly title: string;
  readonly ours: string;
  readonly theirs: string;
}

/** One finding: the smallest explanation of why entries do not agree. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Why, with the values, in Chinese. */
  readonly reason: string;
  /** What to do, in Chinese. */
  readonly mend: string;
  /** The entries of each side that it is about; one of the two may be empty. */
  readonly ours: readonly BureauEntry[];
  readonly theirs: readonly InstitutionEntry[];
  readonly fields: readonly FieldDifference[];
}

/** What is known of a difference before it is put into words. */
export interface DifferenceFacts {
  readonly kind: DifferenceKind;
  readonly ours?: readonly BureauEntry[];
  readonly theirs?: readonly InstitutionEntry[];
  readonly fields?: readonly FieldDifference[];
  /** The entry beside which this one is a double or a difference. */
  readonly beside?: EntryFigures;
}
