import { type Fen, ZERO_FEN } from "../kernel/index.ts";
import type { AccountPayment, FourAmounts, FundPayment, Split } from "../policy/index.ts";

/** Adds the parts of a bill that was adjudicated by day; a bill of one part is that part. */
export function sumSplits(
  splits: readonly Split[],
  parts: readonly { readonly lines: readonly number[] }[],
): Split {
  const first = splits[0] as Split;
  if (splits.length === 1) return first;
  const add = (pick: (split: Split) => Fen) =>
    splits.reduce((sum, split) => sum + pick(split), 0) as Fen;
  return {
    total_fen: add((split) => split.total_fen),
    full_self_fen: add((split) => split.full_self_fen),
    over_limit_fen: add((split) => split.over_limit_fen),
    first_self_fen: add((split) => split.first_self_fen),
    in_scope_fen: add((split) => split.in_scope_fen),
    lines: linesInOrder(splits, parts),
    deductible_fen: add((split) => split.deductible_fen),
    pool_ratio_ppm: first.pool_ratio_ppm,
    payments: mergePayments(splits),
    fund_sum_fen: add((split) => split.fund_sum_fen),
    person_fen: add((split) => split.person_fen),
    account_fen: add((split) => split.account_fen),
    mutual_fen: add((split) => split.mutual_fen),
    cash_fen: add((split) => split.cash_fen),
    hospital_fen: add((split) => split.hospital_fen),
    account_payments: mergeAccounts(splits),
    moves: splits.flatMap((split) => split.moves),
    steps: splits.flatMap((split, part) =>
      split.steps.map((step) => ({
        ...step,
        line: step.line === null ? null : (parts[part]?.lines[step.line] ?? null),
      })),
    ),
  };
}

function linesInOrder(
  splits: readonly Split[],
  parts: readonly { readonly lines: readonly number[] }[],
): FourAmounts[] {
  const lines: FourAmounts[] = [];
  splits.forEach((split, part) => {
    split.lines.forEach((line, index) => {
      lines[parts[part]?.lines[index] as number] = line;
    });
  });
  return lines;
}

function mergePayments(splits: readonly Split[]): FundPayment[] {
  const merged = new Map<string, FundPayment>();
  for (const payment of splits.flatMap((split) => split.payments)) {
    const earlier = merged.get(payment.fund);
    merged.set(payment.fund, {
      fund: payment.fund,
      base_fen: ((earlier?.base_fen ?? 0) + payment.base_fen) as Fen,
      room_fen: earlier ? earlier.room_fen : payment.room_fen,
      paid_fen: ((earlier?.paid_fen ?? ZERO_FEN) + payment.paid_fen) as Fen,
    });
  }
  return [...merged.values()];
}

function mergeAccounts(splits: readonly Split[]): AccountPayment[] {
  const merged = new Map<string, AccountPayment>();
  for (const payment of splits.flatMap((split) => split.account_payments)) {
    const earlier = merged.get(payment.account_id)?.paid_fen ?? ZERO_FEN;
    merged.set(payment.account_id, {
      ...payment,
      paid_fen: (earlier + payment.paid_fen) as Fen,
    });
  }
  return [...merged.values()];
}
