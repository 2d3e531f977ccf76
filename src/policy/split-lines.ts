import { type Fen, PPM_ONE, type Ppm, ZERO_FEN } from "../kernel/index.ts";
import type { ChargeLineFacts, FourAmounts } from "./adjudication.ts";
import { product, type Run, step } from "./layers/run.ts";
import type { CompiledPlan } from "./plan.ts";

/** Each line into its four amounts (identity 5), with a step for what the person bears of it. */
export function splitLines(run: Run, plan: CompiledPlan): FourAmounts[] {
  const { lines } = run.facts;
  const split: FourAmounts[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    split.push(splitLine(run, plan, lines[index] as ChargeLineFacts, index));
  }
  return split;
}

function splitLine(
  run: Run,
  { marks, rounding }: CompiledPlan,
  line: ChargeLineFacts,
  index: number,
): FourAmounts {
  const total = line.amount_fen;
  if (line.class === "C") {
    step(run, marks.full_self, total, ONE, total, index);
    return four(total, total, ZERO_FEN, ZERO_FEN, ZERO_FEN);
  }
  const over = line.over_limit_fen;
  const within = (total - over) as Fen;
  if (over !== 0) step(run, marks.over_limit, total, null, over, index);
  const rate = line.paid_alone ? ZERO_RATE : line.first_share_ppm;
  const first = rate === 0 ? ZERO_FEN : product(within, rate, rounding);
  if (first !== 0) step(run, marks.first_self, within, rate, first, index);
  if (line.paid_alone) step(run, marks.paid_alone, within, null, within, index);
  return four(total, ZERO_FEN, over, first, (within - first) as Fen);
}

const ONE = PPM_ONE as Ppm;
const ZERO_RATE = 0 as Ppm;

function four(total: Fen, full: Fen, over: Fen, first: Fen, scope: Fen): FourAmounts {
  return {
    total_fen: total,
    full_self_fen: full,
    over_limit_fen: over,
    first_self_fen: first,
    in_scope_fen: scope,
  };
}

/** The sums of the lines; the run starts from them. */
export function sumLines(run: Run, lines: readonly FourAmounts[]): FourAmounts {
  let total = 0;
  let full = 0;
  let over = 0;
  let first = 0;
  let scope = 0;
  let alone = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as FourAmounts;
    total += line.total_fen;
    full += line.full_self_fen;
    over += line.over_limit_fen;
    first += line.first_self_fen;
    scope += line.in_scope_fen;
    if (run.facts.lines[index]?.paid_alone) alone += line.in_scope_fen;
  }
  run.total_fen = total as Fen;
  run.first_self_fen = first as Fen;
  run.in_scope_fen = scope as Fen;
  run.paid_alone_fen = alone as Fen;
  run.payable_fen = (scope - alone) as Fen;
  run.personal_fen = run.payable_fen;
  return four(total as Fen, full as Fen, over as Fen, first as Fen, scope as Fen);
}
