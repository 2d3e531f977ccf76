import { type Fen, multiplyFenByPpm, type Ppm, type RandomSource } from "../../../kernel/index.ts";
import type { BillCase, ChargeLineFacts } from "../../../policy/index.ts";
import { ASSUMPTIONS, type Quantiles } from "./assumptions.ts";
import { drawn, happens } from "./draw.ts";

/** A bill that is made up, before it is settled. */
export interface MadeBill {
  readonly case: BillCase;
  readonly care_day: number;
  readonly begin_day: number;
  readonly end_day: number;
  readonly lines: readonly ChargeLineFacts[];
  readonly stay: number;
  readonly first_of_stay: boolean;
}

export type CostKind = "visit" | "chronic" | "stay";

const NOTHING = 0 as Fen;

/** A cost around a median, grown since January, at least one yuan. */
export function madeCost(
  random: RandomSource,
  median_fen: number,
  shape: Quantiles,
  month: number,
): Fen {
  const cost = scaled(median_fen as Fen, drawn(random, shape));
  const grown = scaled(cost, 1_000_000 + ASSUMPTIONS.growth_per_month_ppm.value.cost * month);
  return Math.max(grown, 100) as Fen;
}

export function scaled(amount_fen: Fen, factor_ppm: number): Fen {
  return multiplyFenByPpm(amount_fen, factor_ppm as Ppm, "down");
}

/** The lines of a cost: one of each class, and drugs paid alone beside it. */
export function madeLines(
  random: RandomSource,
  kind: CostKind,
  cost_fen: Fen,
  paid_alone_fen: Fen,
): ChargeLineFacts[] {
  const { class_c_ppm, class_b_ppm, first_shares } = ASSUMPTIONS;
  const [leastC, mostC] = class_c_ppm.value[kind];
  const [leastB, mostB] = class_b_ppm.value[kind];
  const c = scaled(cost_fen, random.between(leastC, mostC));
  const b = scaled(cost_fen, random.between(leastB, mostB));
  const a = (cost_fen - b - c) as Fen;
  const first_share_ppm = random.weighted(first_shares.value) as Ppm;
  const none = 0 as Ppm;
  const lines = [
    lineOf("A", a, none, NOTHING, false),
    lineOf("B", b, first_share_ppm, overLimit(random, b), false),
    lineOf("C", c, none, NOTHING, false),
    lineOf("B", paid_alone_fen, none, NOTHING, true),
  ];
  return lines.filter(({ amount_fen }) => amount_fen > 0);
}

function overLimit(random: RandomSource, amount_fen: Fen): Fen {
  const { bills_ppm, part_ppm } = ASSUMPTIONS.over_limits.value;
  if (!happens(random, bills_ppm)) return NOTHING;
  return scaled(amount_fen, random.between(part_ppm[0], part_ppm[1]));
}

function lineOf(
  type: ChargeLineFacts["class"],
  amount_fen: Fen,
  first_share_ppm: Ppm,
  over_limit_fen: Fen,
  paid_alone: boolean,
): ChargeLineFacts {
  return { amount_fen, class: type, first_share_ppm, over_limit_fen, paid_alone };
}
