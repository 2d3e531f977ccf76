import { fenOfYuan } from "./amounts.tsx";
import type { AnswerOf } from "./client.ts";
import type { PaymentSlice } from "./payment-layers.tsx";

/** The answer of the calculator as slices of the bill. */
export type CalculatorAnswer = AnswerOf<"POST /api/v1/calculator">;
export type CalculatorStep = CalculatorAnswer["steps"][number];

export interface SliceWords {
  readonly full_self: string;
  readonly over_limit: string;
  readonly first_self: string;
  readonly deductible: string;
  readonly rest: string;
}

/**
 * Every fund with what it paid; then what is left to the person, by its reason. What a reason has
 * beyond what the person bears in all (a fund paid a part of it) goes to nobody twice: the slices
 * add up to the bill.
 */
export function slicesOf(answer: CalculatorAnswer, words: SliceWords): readonly PaymentSlice[] {
  const { steps } = answer;
  const funds = answer.funds.map(({ fund, name, paid }): PaymentSlice => {
    const step = steps.find(({ to, kind }) => to === `fund:${fund}` && kind === "ratio");
    return {
      ...{ key: `fund:${fund}`, title: name, amount_fen: fenOfYuan(paid), payer: "fund" },
      ...sourceOf(step),
    };
  });
  const reasons = [
    ["full_self", answer.full_self],
    ["over_limit", answer.over_limit],
    ["first_self", answer.first_self],
    ["deductible", answer.deductible],
  ] as const;
  let left = fenOfYuan(answer.person);
  const own: PaymentSlice[] = [];
  for (const [reason, yuan] of reasons) {
    const amount_fen = Math.min(left, fenOfYuan(yuan));
    left -= amount_fen;
    const step = steps.find(({ to }) => to === reason);
    const title = words[reason];
    own.push({ key: reason, title, amount_fen, payer: "person", ...sourceOf(step) });
  }
  own.push({ key: "rest", title: words.rest, amount_fen: left, payer: "person" });
  return [...funds, ...own];
}

function sourceOf(step: CalculatorStep | undefined): Pick<PaymentSlice, "clause" | "unverified"> {
  if (step === undefined) return {};
  return { clause: `${step.document} ${step.clause}`, unverified: step.unverified };
}
