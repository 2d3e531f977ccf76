import { type CivilDate, contains, yuanFromFen } from "../../kernel/index.ts";
import { accumulatorPatterns, type Region, titleWords } from "../../policy/index.ts";
import { CALCULATOR_LIMITS, rankOptions } from "./question.ts";
import { type CalculatorWords, calculatorWords, visitTypeOptions } from "./words.ts";

/** What may be filled into the calculator of a region on a day, with titles. */
export interface CalculatorOptions extends CalculatorWords {
  readonly region: string;
  readonly region_name: string;
  readonly policy_version: string;
  readonly date: CivilDate;
  readonly civil_servant: CalculatorWords["level"];
  readonly benefits: readonly CalculatorBenefit[];
  readonly limits: {
    readonly lines: number;
    readonly compare: number;
    readonly this_year: number;
    readonly amount: string;
  };
}

/** A benefit that may be asked about, and what of the year so far matters to it. */
export interface CalculatorBenefit {
  readonly name: string;
  readonly title: string;
  readonly insutype: readonly string[];
  readonly visit_type: CalculatorWords["level"];
  readonly this_year: readonly {
    readonly name: string;
    readonly title: string;
    readonly unit: "yuan" | "count";
  }[];
}

export function calculatorOptions(region: Region, date: CivilDate): CalculatorOptions {
  const types = new Map(visitTypeOptions(region, null).map((one) => [one.value, one]));
  const accumulator = (pattern: string) => {
    const known = region.accumulators.find((one) => one.pattern === pattern);
    return { name: pattern, title: known?.title ?? pattern, unit: known?.unit ?? "yuan" };
  };
  const benefits = region.benefits
    .filter(({ period }) => contains(period, date))
    .map((benefit) => ({
      name: benefit.name,
      title: titleWords(benefit, "zh"),
      insutype: benefit.insutypes,
      visit_type: benefit.visit_types.flatMap((type) => types.get(type) ?? []),
      this_year: accumulatorPatterns(benefit).map(accumulator),
    }));
  const { amount_fen, ...limits } = CALCULATOR_LIMITS;
  return {
    region: region.code,
    region_name: region.name,
    policy_version: region.version,
    date,
    ...calculatorWords(region),
    civil_servant: rankOptions(region),
    benefits,
    limits: { ...limits, amount: yuanFromFen(amount_fen) },
  };
}
