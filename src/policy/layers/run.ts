import {
  type Fen,
  multiplyFenByPpm,
  multiplyHalfUp,
  type Ppm,
  type Rounding,
  ZERO_FEN,
  ZERO_PPM,
} from "../../kernel/index.ts";
import type {
  AccumulatorMove,
  Accumulators,
  BillFacts,
  Considered,
  FundPayment,
  Provenance,
  RateTerm,
  Step,
  StepKind,
} from "../adjudication.ts";

/**
 * One bill on its way through the layers. Layers run in order and change it in place; it never
 * leaves `adjudicate`, so the change is seen by nobody else.
 */
export interface Run {
  readonly facts: BillFacts;
  readonly opening: Accumulators;
  /** What this bill has moved so far, each accumulator once: a handful, so a list is searched. */
  readonly moves: { -readonly [Key in keyof AccumulatorMove]: AccumulatorMove[Key] }[];
  readonly steps: Step[];
  readonly payments: FundPayment[];
  total_fen: Fen;
  first_self_fen: Fen;
  in_scope_fen: Fen;
  /** In-scope cost still on its way down to the basic fund. */
  payable_fen: Fen;
  /** Cost beyond the cap of an earlier fund. */
  over_cap_fen: Fen;
  /** In-scope cost of drugs paid alone that no fund has paid so far. */
  paid_alone_fen: Fen;
  /** In-scope cost of the common pot that no fund has paid so far. */
  personal_fen: Fen;
  cross_region_share_fen: Fen;
  deductible_fen: Fen;
  pool_ratio_ppm: Ppm;
}

export const NO_TERMS: readonly RateTerm[] = Object.freeze([]);

export function newRun(facts: BillFacts, opening: Accumulators): Run {
  return {
    facts,
    opening,
    moves: [],
    steps: [],
    payments: [],
    total_fen: ZERO_FEN,
    first_self_fen: ZERO_FEN,
    in_scope_fen: ZERO_FEN,
    payable_fen: ZERO_FEN,
    over_cap_fen: ZERO_FEN,
    paid_alone_fen: ZERO_FEN,
    personal_fen: ZERO_FEN,
    cross_region_share_fen: ZERO_FEN,
    deductible_fen: ZERO_FEN,
    pool_ratio_ppm: ZERO_PPM,
  };
}

/** An accumulator's value as this bill sees it: the opening and what the bill itself moved. */
export function accumulated(run: Run, name: string): Fen {
  let sum = run.opening[name] ?? 0;
  for (const moved of run.moves) if (moved.accumulator === name) sum += moved.amount;
  return sum as Fen;
}

export function move(run: Run, name: string, amount: number): void {
  if (amount === 0) return;
  for (const moved of run.moves) {
    if (moved.accumulator === name) {
      moved.amount += amount;
      return;
    }
  }
  run.moves.push({ accumulator: name, amount });
}

/** All of a step that is known before the bill: bound once, so that a step only adds amounts. */
export type StepMark = Omit<Step, "line" | "base_fen" | "rate_ppm" | "result_fen">;

/** The mark of a layer's step. `considers` is null where the layer is not a fund's. */
export function markOf(
  layer: { readonly layer: string; readonly considers?: Considered },
  kind: StepKind,
  to: string,
  title: string,
  source: Provenance,
  terms: readonly RateTerm[] = NO_TERMS,
): StepMark {
  const { layer: name, considers = null } = layer;
  return Object.freeze({ kind, considers, layer: name, title, to, source, terms });
}

/** Records a step; always the same shape, which keeps the hot path fast. */
export function step(
  run: Run,
  mark: StepMark,
  base_fen: Fen,
  rate_ppm: Ppm | null,
  result_fen: Fen,
  line: number | null,
): void {
  run.steps.push({
    kind: mark.kind,
    considers: mark.considers,
    layer: mark.layer,
    title: mark.title,
    line,
    to: mark.to,
    base_fen,
    rate_ppm,
    result_fen,
    source: mark.source,
    terms: mark.terms,
  });
}

/** `amount × rate` in whole fen; nearly every region rounds half up, which has a shorter way. */
export function product(amount_fen: Fen, rate_ppm: Ppm, rounding: Rounding): Fen {
  if (rounding === "half-up") return multiplyHalfUp(amount_fen, rate_ppm);
  return multiplyFenByPpm(amount_fen, rate_ppm, rounding);
}

/** What is left of a limit; a limit already passed leaves nothing. */
export function roomWithin(limit_fen: Fen, used_fen: Fen): Fen {
  return limit_fen > used_fen ? ((limit_fen - used_fen) as Fen) : ZERO_FEN;
}

/** Books a payment of the fund and takes it off the pot it came from. */
export function pay(
  run: Run,
  fund: string,
  alone: boolean,
  base_fen: Fen,
  room_fen: Fen | null,
  paid_fen: Fen,
): void {
  run.payments.push({ fund, base_fen, room_fen, paid_fen });
  if (alone) run.paid_alone_fen = (run.paid_alone_fen - paid_fen) as Fen;
  // A fund whose base counts the class-B share too may pay more than is left in scope.
  else run.personal_fen = roomWithin(run.personal_fen, paid_fen);
}
