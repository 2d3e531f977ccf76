import type { Rounding } from "../../kernel/index.ts";
import { multiplyDown, multiplyHalfEven, multiplyHalfUp, multiplyUp } from "../../kernel/index.ts";

/**
 * The text of one plan as it comes about. Every number of policy becomes a value with a place of
 * its own (`‹v0›`, `‹v1›` …) and every accumulator a slot (`‹s0›` …), so that plans which differ
 * only in those have the same text, and share one function.
 */
export interface PlanWriter {
  /** One line of the program. */
  line(text: string): void;
  /** An amount in fen or a rate in parts per million. */
  value(amount: number): string;
  /** The accumulator in the year of the bill. */
  used(accumulator: string): string;
  /** The accumulator in the year whose first place is at `year`. */
  usedIn(year: string, accumulator: string): string;
  /** What a fund has paid of the bill so far. */
  paid(fund: string): string;
}

/** What a plan comes to: its text, and what stands at the places in it. */
export interface PlanText {
  readonly text: string;
  readonly values: readonly number[];
  readonly slots: readonly number[];
  /** Indexes of the funds that it may pay. */
  readonly funds: readonly number[];
}

/** Numbers that the programs of plans share: each accumulator and each fund has one. */
export interface Numbering {
  slotOf(accumulator: string): number;
  fundOf(fund: string): number;
}

export interface OpenPlanWriter extends PlanWriter {
  readonly lines: readonly string[];
  readonly values: readonly number[];
  readonly slots: readonly number[];
  readonly funds: readonly number[];
}

export function planWriter({ slotOf, fundOf }: Numbering): OpenPlanWriter {
  const lines: string[] = [];
  const values: number[] = [];
  const slots: number[] = [];
  const funds: number[] = [];
  const usedIn = (year: string, accumulator: string): string => {
    const slot = slotOf(accumulator);
    if (!slots.includes(slot)) slots.push(slot);
    return `used[${year} + ‹s${slots.indexOf(slot)}›]`;
  };
  return {
    lines,
    values,
    slots,
    funds,
    line: (text) => lines.push(text),
    value: (amount) => `‹v${values.push(amount) - 1}›`,
    used: (accumulator) => usedIn("year", accumulator),
    usedIn,
    paid: (fund) => {
      const index = fundOf(fund);
      if (!funds.includes(index)) funds.push(index);
      return `paid${index}`;
    },
  };
}

/** The kernel's products by name: a program calls these, it rounds nothing itself. */
export const PRODUCTS = { multiplyHalfUp, multiplyHalfEven, multiplyDown, multiplyUp } as const;

/** The name of the product that rounds by the rule. */
export const PRODUCT_OF: Readonly<Record<Rounding, keyof typeof PRODUCTS>> = {
  "half-up": "multiplyHalfUp",
  "half-even": "multiplyHalfEven",
  down: "multiplyDown",
  up: "multiplyUp",
};
