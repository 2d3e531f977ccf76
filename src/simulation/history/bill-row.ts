import type { BillCase, Split } from "../../policy/index.ts";

/** One row of `bills.arrow` before it is a row of numbers. Days are since 1970, amounts fen. */
export interface BillRow {
  readonly case: BillCase;
  readonly care_day: number;
  readonly year: number;
  readonly begin_day: number;
  readonly end_day: number;
  readonly settled_day: number;
  readonly amounts: RowAmounts;
  /** Amounts by class of the catalogue; they add up to the total. */
  readonly classes: RowClasses;
  readonly stay: number;
  readonly first_of_stay: boolean;
  readonly cancels_back: number;
  readonly reproduced: boolean;
  readonly answer: RowAnswer;
}

export interface RowAmounts {
  readonly total_fen: number;
  readonly full_self_fen: number;
  readonly over_limit_fen: number;
  readonly first_self_fen: number;
  readonly in_scope_fen: number;
  readonly paid_alone_fen: number;
}

export interface RowClasses {
  readonly a_fen: number;
  readonly b_fen: number;
  readonly c_fen: number;
}

export interface RowAnswer {
  /** What each fund pays; funds that pay nothing are left out. */
  readonly payments: readonly { readonly fund: string; readonly paid_fen: number }[];
  readonly deductible_fen: number;
  readonly person_fen: number;
}

export function answerOf({ payments, deductible_fen, person_fen }: Split): RowAnswer {
  return { payments, deductible_fen, person_fen };
}

/** The cancellation of a row: the same bill, with everything negated. */
export function cancellationOf(row: BillRow, cancels_back: number, settled_day: number): BillRow {
  const { amounts, classes, answer } = row;
  return {
    ...row,
    settled_day,
    cancels_back,
    amounts: {
      total_fen: negated(amounts.total_fen),
      full_self_fen: negated(amounts.full_self_fen),
      over_limit_fen: negated(amounts.over_limit_fen),
      first_self_fen: negated(amounts.first_self_fen),
      in_scope_fen: negated(amounts.in_scope_fen),
      paid_alone_fen: negated(amounts.paid_alone_fen),
    },
    classes: {
      a_fen: negated(classes.a_fen),
      b_fen: negated(classes.b_fen),
      c_fen: negated(classes.c_fen),
    },
    answer: {
      payments: answer.payments.map(({ fund, paid_fen }) => ({
        fund,
        paid_fen: negated(paid_fen),
      })),
      deductible_fen: negated(answer.deductible_fen),
      person_fen: negated(answer.person_fen),
    },
  };
}

/** There is no −0 of money. */
function negated(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
