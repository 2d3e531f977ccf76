import { PPM_ONE, yuanFromFen } from "../../kernel/index.ts";
import type { Region } from "../region.ts";
import type { Violation } from "./bill-properties.ts";
import type { CheckSteps } from "./finding.ts";
import type { Findings, Found } from "./findings.ts";
import { aloneKey, type DistinctPlan } from "./plans.ts";
import { beforeGrowth, shrink, type Trial } from "./shrink.ts";
import {
  exampleCase,
  fundName,
  situationText,
  type TrialBill,
  type TrialLine,
} from "./situation.ts";
import { type Trying, tryBills } from "./try-bills.ts";

/** Properties of bills, tried under every plan; each failure is told by the smallest bill. */

export interface Trials {
  readonly seed: string;
  /** Random years under each plan. */
  readonly sequences: number;
}

/** @returns how many bills were settled */
export function* checkPlanProperties(
  region: Region,
  plans: readonly DistinctPlan[],
  { seed, sequences }: Trials,
  findings: Findings,
): CheckSteps<number> {
  const fillers = fillersOf(plans);
  const alone = new Set<string>();
  const near = new Map<string, number>();
  let bills = 0;
  for (const [index, plan] of plans.entries()) {
    const trying: Trying = {
      region,
      plan,
      others: fillers.filter(
        (other) =>
          other.situation.insutype === plan.situation.insutype && other.benefit !== plan.benefit,
      ),
      report: (trial, violation) => report(region, plan, trial, violation, findings),
      isAloneTried: (one) => {
        const key = `${one.benefit.where} ${one.stay} ${aloneKey(one)}`;
        return alone.has(key) || !alone.add(key);
      },
      near,
      count: 0,
    };
    bills += tryBills(trying, seed, sequences);
    yield { phase: "试算账单", done: index + 1, total: plans.length };
  }
  return bills;
}

/** One plan of each benefit, for bills that fill what benefits share. */
function fillersOf(plans: readonly DistinctPlan[]): DistinctPlan[] {
  const first = new Map<string, DistinctPlan>();
  for (const plan of plans) {
    const { name } = plan.benefit;
    if (!first.has(name) && plan.compiled.layers.length > 0) first.set(name, plan);
  }
  return [...first.values()];
}

function report(
  region: Region,
  plan: DistinctPlan,
  trial: Trial,
  violation: Violation,
  findings: Findings,
): void {
  const { benefit } = plan;
  const { rule, fund, layer } = violation;
  findings.add(`${rule} ${benefit.where} ${fund ?? ""} ${layer ?? ""}`, () => {
    const shrunk = shrink(region, trial, violation);
    return foundIn(region, plan, shrunk.trial, shrunk.violation);
  });
}

function foundIn(region: Region, plan: DistinctPlan, trial: Trial, violation: Violation): Found {
  const { benefit } = plan;
  const { rule, fund, actual, of_fund } = violation;
  const payer = of_fund && fund !== null ? fundName(region, fund) : "";
  const expected = `${payer}${violation.expected}`;
  const layer = benefit.layers.find(
    (one) => one.layer === violation.layer || ("fund" in one && one.fund === fund),
  );
  const last = trial.bills[trial.bills.length - 1] as TrialBill;
  const earlier = trial.bills.slice(0, -1).map(billText);
  const before = earlier.length === 0 ? "" : `先有 ${earlier.join("，再有 ")}；`;
  const less = beforeGrowth(trial);
  const compared = less === null ? billText(last) : `${billText(less)}改为${billText(last)}`;
  return {
    rule,
    where: layer?.where ?? benefit.where,
    message:
      `“${benefit.title}”${layer === undefined ? "" : `的“${layer.title}”`}：` +
      `${situationText(region, last.situation)}，${before}${compared}，` +
      `应为${expected}，实为 ${actual}`,
    about: [benefit.name, ...benefit.layers.map((one) => `${benefit.name}/${one.layer}`)],
    example: exampleCase(region, trial.bills, less),
    expected,
    actual,
  };
}

function billText({ lines, continues }: TrialBill): string {
  const parts = lines.map(lineText).join("加");
  return `${continues ? "同次住院续结" : "一张账单"} ${parts}`;
}

function lineText({ amount_fen, class: of, first_share_ppm, paid_alone }: TrialLine): string {
  const kind = { A: "甲类", B: "乙类", C: "丙类" }[of];
  const share = first_share_ppm === 0 ? "" : `（先自付 ${(first_share_ppm / PPM_ONE) * 100}%）`;
  return `${paid_alone ? "单行支付药品" : kind}${share} ${yuanFromFen(amount_fen)} 元`;
}
