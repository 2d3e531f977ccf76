import { type Fen, multiplyFenByPpm, PPM_ONE, type Rounding } from "../../kernel/index.ts";
import type { ChargeLineFacts, Step } from "../adjudication.ts";
import type { ReAddNotes } from "./re-add-notes.ts";

/** What the lines of a bill come to. Fen. */
export interface LineSums {
  readonly total: number;
  readonly full: number;
  readonly over: number;
  readonly first: number;
  readonly alone: number;
}

type LineFigure = Exclude<keyof LineSums, "total">;

/** The figure that a step about a line adds to; null for every other step. */
export function lineFigure({ kind }: Step): LineFigure | null {
  switch (kind) {
    case "line-full-self":
      return "full";
    case "line-over-limit":
      return "over";
    case "line-first-share":
      return "first";
    case "line-paid-alone":
      return "alone";
    default:
      return null;
  }
}

/**
 * Each charge line by itself: what the steps say of it is what its class, its price ceiling and
 * its first share make of it, no step is missing and none is there twice.
 */
export function reAddLines(
  steps: readonly Step[],
  lines: readonly ChargeLineFacts[],
  rounding: Rounding,
  notes: ReAddNotes,
): LineSums {
  const stated = lines.map(() => ({ full: 0, over: 0, first: 0, alone: 0 }));
  steps.forEach((step, index) => {
    const figure = lineFigure(step);
    if (figure === null) return;
    const line = lines[step.line ?? -1];
    const sums = stated[step.line ?? -1];
    if (line === undefined || sums === undefined) {
      notes.same(index, "line", step.line ?? -1, lines.length);
      return;
    }
    const whole = figure === "full" || figure === "over";
    const base = whole ? line.amount_fen : line.amount_fen - line.over_limit_fen;
    notes.same(index, "base", step.base_fen, base);
    const rate = figure === "full" ? PPM_ONE : figure === "first" ? line.first_share_ppm : 0;
    notes.same(index, "rate", step.rate_ppm ?? 0, rate);
    sums[figure] += step.result_fen;
  });
  const sums = { total: 0, full: 0, over: 0, first: 0, alone: 0 };
  lines.forEach((line, index) => {
    const said = stated[index] as Omit<LineSums, "total">;
    const due = dueOf(line, rounding);
    sums.total += line.amount_fen;
    for (const figure of ["full", "over", "first", "alone"] as const) {
      notes.same(null, `line ${index + 1}: ${figure}`, said[figure], due[figure]);
      sums[figure] += said[figure];
    }
  });
  return sums;
}

function dueOf(line: ChargeLineFacts, rounding: Rounding): Omit<LineSums, "total"> {
  const { amount_fen, over_limit_fen, first_share_ppm } = line;
  if (line.class === "C") return { full: amount_fen, over: 0, first: 0, alone: 0 };
  const within = (amount_fen - over_limit_fen) as Fen;
  if (line.paid_alone) return { full: 0, over: over_limit_fen, first: 0, alone: within };
  const first = multiplyFenByPpm(within, first_share_ppm, rounding);
  return { full: 0, over: over_limit_fen, first, alone: 0 };
}
