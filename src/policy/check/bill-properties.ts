import { type Fen, yuanFromFen } from "../../kernel/index.ts";
import type { Split } from "../adjudication.ts";
import type { BoundLayer } from "../layers/bound-layer.ts";
import type { RuleId } from "./rules.ts";
import { heldAfter, type YearSoFar } from "./trial.ts";

/** What must hold of any settled bill, and of two bills of which one costs more. */

export interface Violation {
  readonly rule: RuleId;
  /** The fund it is about, where it is about one. */
  readonly fund: string | null;
  /** The layer it is about, where it is about one. */
  readonly layer: string | null;
  /** What it is said of is the fund, where `of_fund`: whoever knows the region names it. */
  readonly expected: string;
  readonly actual: string;
  readonly of_fund: boolean;
}

/** The first property that a settled bill breaks, or null. */
export function brokenBy(
  layers: readonly BoundLayer[],
  year: YearSoFar,
  split: Split,
): Violation | null {
  return (
    negativeAmount(split) ??
    brokenIdentity(split) ??
    fundOverBase(split) ??
    fundOverCap(layers, year, split) ??
    stepsDiffer(split)
  );
}

const AMOUNTS = [
  ["total_fen", "总额"],
  ["full_self_fen", "全自费"],
  ["over_limit_fen", "超限价"],
  ["first_self_fen", "先行自付"],
  ["in_scope_fen", "政策范围内"],
  ["deductible_fen", "起付线"],
  ["person_fen", "个人负担"],
  ["account_fen", "账户支付"],
  ["cash_fen", "现金"],
  ["fund_sum_fen", "基金支付总额"],
] as const satisfies readonly (readonly [keyof Split, string])[];

function negativeAmount(split: Split): Violation | null {
  for (const [field, title] of AMOUNTS) {
    const amount = split[field];
    if (amount < 0) return violation("negative-amount", `${title}不小于 0`, money(amount));
  }
  for (const { fund, paid_fen } of split.payments) {
    if (paid_fen < 0) return fundViolation("negative-amount", fund, "不小于 0", money(paid_fen));
  }
  return null;
}

function brokenIdentity(split: Split): Violation | null {
  const { total_fen, full_self_fen, over_limit_fen, first_self_fen, in_scope_fen } = split;
  const four = full_self_fen + over_limit_fen + first_self_fen + in_scope_fen;
  if (total_fen !== four) {
    return violation("identity-broken", `四项之和 ${money(four)}`, `总额 ${money(total_fen)}`);
  }
  let funds = 0;
  for (const { paid_fen } of split.payments) funds += paid_fen;
  const payers = funds + split.person_fen + split.hospital_fen;
  if (total_fen !== payers) {
    return violation("identity-broken", `各方支付 ${money(payers)}`, `总额 ${money(total_fen)}`);
  }
  const person = split.account_fen + split.cash_fen;
  if (split.person_fen !== person) {
    const actual = `个人负担 ${money(split.person_fen)}`;
    return violation("identity-broken", `账户加现金 ${money(person)}`, actual);
  }
  return null;
}

function fundOverBase(split: Split): Violation | null {
  for (const { fund, base_fen, paid_fen } of split.payments) {
    if (paid_fen <= base_fen) continue;
    return fundViolation("fund-over-base", fund, `不超过 ${money(base_fen)}`, money(paid_fen));
  }
  return null;
}

function fundOverCap(
  layers: readonly BoundLayer[],
  year: YearSoFar,
  split: Split,
): Violation | null {
  for (const layer of layers) {
    for (const { accumulator, limit_fen } of limitsOf(layer)) {
      const before = year.accumulators[accumulator] ?? 0;
      const after = heldAfter(year, split, accumulator);
      if (after <= Math.max(limit_fen, before)) continue;
      const expected = `本年累计不超过 ${money(limit_fen)}`;
      return { ...violation("fund-over-cap", expected, money(after)), layer: layer.layer.layer };
    }
  }
  return null;
}

interface Limit {
  readonly accumulator: string;
  readonly limit_fen: Fen;
}

/** What a layer may not let an accumulator pass: with the deductible's nested limits. */
function limitsOf(layer: BoundLayer): Limit[] {
  const limits: Limit[] = [];
  const add = (accumulator: string, limit_fen: Fen | null) => {
    if (limit_fen !== null) limits.push({ accumulator, limit_fen });
  };
  if (layer.kind === "deductible") {
    for (const { accumulator, limit_fen } of layer.limits) add(accumulator, limit_fen);
  }
  if (layer.kind === "share") {
    for (const { accumulator, limit_fen } of layer.caps) add(accumulator, limit_fen);
    if (layer.limit) add(layer.limit.accumulator, layer.limit.amount_fen);
  }
  if (layer.kind === "bands") add(layer.paid, layer.cap_fen);
  return limits;
}

function stepsDiffer(split: Split): Violation | null {
  for (const { fund, paid_fen } of split.payments) {
    const to = `fund:${fund}`;
    let sum = 0;
    for (const step of split.steps) if (step.to === to) sum += step.result_fen;
    if (sum === paid_fen) continue;
    return fundViolation("steps-do-not-re-add", fund, money(paid_fen), `步骤之和 ${money(sum)}`);
  }
  return null;
}

/**
 * What more in-scope cost may not do: lower what the person pays, or what any fund pays. Each
 * paying fund rounds once, so a fen for each is allowed.
 */
export function loweredBy(less: Split, more: Split): Violation | null {
  const slack = Math.max(less.payments.length, more.payments.length);
  if (more.person_fen < less.person_fen - slack) {
    const risen = mostRisen(less, more);
    const expected = `个人负担不少于 ${money(less.person_fen)}`;
    return { ...violation("person-pays-less", expected, money(more.person_fen)), fund: risen };
  }
  for (const { fund, paid_fen } of less.payments) {
    const now = more.payments.find((one) => one.fund === fund)?.paid_fen ?? 0;
    if (now >= paid_fen - slack) continue;
    return fundViolation("fund-pays-less", fund, `不少于 ${money(paid_fen)}`, money(now));
  }
  return null;
}

function mostRisen(less: Split, more: Split): string | null {
  let most: string | null = null;
  let rise = 0;
  for (const { fund, paid_fen } of more.payments) {
    const before = less.payments.find((one) => one.fund === fund)?.paid_fen ?? 0;
    if (paid_fen - before <= rise) continue;
    rise = paid_fen - before;
    most = fund;
  }
  return most;
}

function violation(rule: RuleId, expected: string, actual: string): Violation {
  return { rule, fund: null, layer: null, expected, actual, of_fund: false };
}

function fundViolation(rule: RuleId, fund: string, expected: string, actual: string): Violation {
  return { rule, fund, layer: null, expected, actual, of_fund: true };
}

function money(amount: number): string {
  return `${yuanFromFen(amount as Fen)} 元`;
}
