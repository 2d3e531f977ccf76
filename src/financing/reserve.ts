import { type CivilDate, type Fen, multiplyFenByRatio } from "../kernel/index.ts";
import type { Region } from "../policy/index.ts";
import { countOn } from "./values.ts";

/**
 * How long a fund lasts: its cumulative balance ÷ the average month's spending of the year
 * (可支付月数). The bounds are those of 人社部发〔2009〕67号 for the employee pool; residents and
 * others are held against them for want of their own.
 */
export interface Reserve {
  /** Whole thousandths of a month, rounded down; null where the year spent nothing. */
  readonly months_thousandths: number | null;
  /** Against the control band. */
  readonly band: ReserveBand;
  /** By the usual local warnings. */
  readonly warning: "none" | "amber" | "red";
}

export type ReserveBand = "too-little" | "below" | "inside" | "above" | "too-much";

/**
 * The reserve of a fund at the end of a year: `balance_fen` cumulative, `spending_fen` of the
 * whole year. Both ends of the band belong to it.
 * @throws YibaoError POLICY-NO-VALUE
 */
export function reserveMonths(
  region: Region,
  day: CivilDate,
  balance_fen: Fen,
  spending_fen: Fen,
): Reserve {
  const months = (name: string) => countOn(region, `reserve_${name}_months`, day);
  // Whole fen against a limit rounded up or down compare as the exact fractions do.
  const below = (name: string) =>
    balance_fen < multiplyFenByRatio(spending_fen, months(name), 12, "up");
  const above = (name: string) =>
    balance_fen > multiplyFenByRatio(spending_fen, months(name), 12, "down");
  const band = (): ReserveBand => {
    if (balance_fen < 0 || below("too_little")) return "too-little";
    if (above("too_much")) return "too-much";
    if (below("control_from")) return "below";
    return above("control_to") ? "above" : "inside";
  };
  const warning = () => {
    if (balance_fen < 0 || below("red")) return "red";
    return below("amber") ? "amber" : "none";
  };
  return {
    months_thousandths: thousandths(balance_fen, spending_fen),
    band: band(),
    warning: warning(),
  };
}

/** Rounded down, also below zero: a reserve is never shown longer than it is. */
function thousandths(balance_fen: Fen, spending_fen: Fen): number | null {
  if (spending_fen <= 0) return null;
  return multiplyFenByRatio(balance_fen, 12_000, spending_fen, balance_fen < 0 ? "up" : "down");
}
