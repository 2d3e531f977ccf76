import type { Considered } from "../benefit.ts";

/**
 * The sentences of an explanation, one for each kind of step, as a clause would say it. Amounts,
 * rates and titles arrive as texts of the language; an empty text means that there is none.
 */
export interface Phrases {
  readonly headings: { readonly lines: string; readonly person: string; readonly total: string };
  /** `17,700.00 元`. */
  amount(yuan: string): string;
  /** Points of a percentage: `2 个百分点`. */
  points(number: string): string;
  /** Ends a sentence that has a value nobody verified. */
  readonly unverified: string;
  /** Takes out what putting texts together leaves too much. */
  tidy(text: string): string;
  /** Between sentences of one layer. */
  readonly space: string;
  readonly listComma: string;
  readonly sourceComma: string;
  /** `85%（三级医院）`. */
  because(value: string, why: string): string;
  /** A rate of several terms: `85%（三级医院）＋2 个百分点（退休人员提高）＝87%`. */
  composed(terms: readonly RateWords[], rate: string): string;
  row(row: string): string | null;
  source(source: SourceWords): string;

  opening(total: string, outside: readonly string[], scope: string): string;
  readonly outside: {
    full(amount: string): string;
    over(amount: string): string;
    first(amount: string): string;
  };
  lines(numbers: readonly number[]): string;
  /** In these four `lines` is empty where the lines have no numbers. */
  lineFullSelf(lines: string, base: string): string;
  lineOverLimit(lines: string, base: string, result: string): string;
  lineFirstShare(lines: string, base: string, rate: string, result: string, many: boolean): string;
  linePaidAlone(lines: string, result: string): string;

  readonly considered: Readonly<Record<Considered, string>>;
  crossRegionShare(place: string, base: string, rate: string, result: string, rest: string): string;
  /** What was taken off before the fund: `异地就医先自付 5,000.00 元`. */
  minusCrossRegion(amount: string): string;
  minusDeductible(row: string, amount: string): string;
  deductible(words: DeductibleWords): string;
  deductibleNone(row: string): string;
  deductibleRepeat(row: string, amount: string, factor: string, due: string): string;

  /** What a fund pays a share of: with what was taken off, or what steps before it left. */
  lead(what: string, base: string, minus: readonly string[], rest: string): string;
  remaining(amount: string): string;
  ratio(lead: string, title: string, rate: string, result: string): string;
  nothingRemains(title: string): string;
  threshold(words: ThresholdWords): string;
  consideredLike(base: string, result: string, how: ConsideredLike): string;
  /** What has accumulated in the year; what counts of this bill. */
  readonly accumulatedSoFar: string;
  readonly counted: string;
  accumulated(what: string, looked: string, before: string, result: string): string;
  band(from: string, to: string, base: string, rate: string, result: string): string;
  bandsTogether(amount: string): string;
  alreadyPaid(amount: string, rest: string): string;
  alreadyEntitled(amount: string, rest: string): string;
  ownBurden(rest: string): string;
  cap(words: LimitWords): string;
  costCap(words: LimitWords): string;
  diseaseLimit(words: LimitWords): string;
  diseaseLimitCost(words: LimitWords): string;
  diseaseLimitProRata(words: LimitWords): string;
  fixedAmount(words: LimitWords): string;
  handedOn(paid: string, covered: string, result: string, next: string): string;

  layerPays(title: string, paid: string): string;
  left(amount: string): string;
  notThisLayer(title: string, why: WhyNothing): string;

  personInScope(scope: string, funds: string, person: string): string;
  account(relation: "own" | "mutual", balance: string, result: string): string;
  unnamed(title: string, base: string, rate: string, result: string): string;
  closing(words: ClosingWords): string;
}

export interface RateWords {
  readonly operation: "base" | "plus" | "minus" | "times";
  readonly rate: string;
  readonly why: string;
}

export interface SourceWords {
  readonly document: string;
  /** The document's title; empty where it says no more than its number. */
  readonly title: string;
  readonly clause: string;
  readonly unverified: boolean;
}

export interface DeductibleWords {
  readonly row: string;
  readonly annual: boolean;
  /** What is due before costs and what was charged before are looked at. */
  readonly due: string;
  readonly base: string;
  readonly result: string;
  readonly rest: string;
  /** Why less than `due` was charged: the cost is less, or it was charged before. */
  readonly less: "cost" | "stay" | "year" | null;
  /** Charged by earlier settlements of the stay. */
  readonly charged: string;
}

export interface ThresholdWords {
  readonly row: string;
  /** The threshold of the year; where it is reduced, the factor and what it then comes to. */
  readonly amount: string;
  readonly factor: string;
  readonly due: string;
  readonly what: string;
  readonly base: string;
  readonly result: string;
  readonly rest: string;
  /** Nothing is above the threshold. */
  readonly not_reached: boolean;
  /** All of the threshold came off this time. */
  readonly whole: boolean;
}

export interface LimitWords {
  readonly row: string;
  /** Empty where the pack's limit is not known any more. */
  readonly limit: string;
  readonly used: string;
  readonly base: string;
  readonly room: string;
  readonly cut: string;
}

export type ConsideredLike = "without-cross-region" | "with-first-self" | "both";

/** Why a layer paid nothing: nothing got so far, nothing was left, or the case is not covered. */
export type WhyNothing = "no-over-cap" | "nothing-left" | "not-covered";

export interface ClosingWords {
  readonly total: string;
  readonly funds: string;
  readonly each: readonly string[];
  readonly account: string;
  readonly cash: string;
  readonly hospital: string;
}
