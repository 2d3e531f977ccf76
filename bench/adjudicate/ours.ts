import { adjudicate, type Region, type Split } from "../../src/policy/index.ts";
import type { Contestant } from "../rounds.ts";
import type { Bill } from "./bills.ts";
import type { Outcome } from "./outcome.ts";

/** Our adjudication as settling uses it: the explanation is part of every answer. */
export function ourselves(region: Region, bills: readonly Bill[]): Contestant {
  return {
    name: "yibao",
    work: async (count) => {
      for (let done = 0; done < count; done += 1) {
        const { facts, opening } = bills[done % bills.length] as Bill;
        adjudicate(region, facts, opening);
      }
    },
  };
}

/** Our outcome, after checking that the steps of the explanation re-add to it. */
export function ourOutcome(region: Region, { facts, opening }: Bill): Outcome {
  const split = adjudicate(region, facts, opening);
  const paid = (fund: string) =>
    split.payments.find((payment) => payment.fund === fund)?.paid_fen ?? 0;
  for (const { fund, paid_fen } of split.payments) assertExplained(split, fund, paid_fen);
  return {
    lines: split.lines.map((line) => [
      line.full_self_fen,
      line.over_limit_fen,
      line.first_self_fen,
      line.in_scope_fen,
    ]),
    total_fen: split.total_fen,
    in_scope_fen: split.in_scope_fen,
    deductible_fen: split.deductible_fen,
    pool_fen: paid("390100"),
    critical_fen: paid("390200"),
    assistance_fen: paid("610100"),
    person_fen: split.person_fen,
  };
}

function assertExplained(split: Split, fund: string, paid_fen: number): void {
  const steps = split.steps.filter(({ to }) => to === `fund:${fund}`);
  const explained = steps.reduce((sum, { result_fen }) => sum + result_fen, 0);
  if (explained !== paid_fen || paid_fen === 0) {
    throw new Error(`the steps of fund ${fund} add up to ${explained}, it pays ${paid_fen}`);
  }
}
