/**
 * A figure as printed, exactly: its value in base units and how finely it was printed. The base
 * unit of money is the fen, of a percentage the ppm (1 % = 10,000), of anything else one.
 */
export interface Printed {
  readonly quantity: Quantity;
  /** In base units; a safe integer. */
  readonly value: number;
  /** What one unit of the last printed digit is worth: 10,000 for 万元 with two decimals. */
  readonly step: number;
  /** As it stands in the document; "" for a blank, and for what was solved or generated. */
  readonly text: string;
  /** Of money: the unit of its table in fen, where that is known. */
  readonly unit_fen?: number;
}

export type Quantity = "money" | "percent" | "count";

/**
 * What the figure may truly be: it was rounded half up to its last digit. Doubled, so that halves
 * are whole numbers.
 */
export interface Interval {
  readonly low_doubled: number;
  readonly high_doubled: number;
}

export function intervalOf(printed: Printed): Interval {
  return {
    low_doubled: printed.value * 2 - printed.step,
    high_doubled: printed.value * 2 + printed.step,
  };
}
